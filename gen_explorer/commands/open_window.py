"""`gen-explorer open`: the window."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gen_explorer.core.translation import LANGUAGES, tr


def open_window(
    model: Annotated[
        str | None,
        typer.Argument(help=tr("Id of a model, a bundle's folder, or a session file (.json).")),
    ] = None,
    screenshot: Annotated[
        Path | None,
        typer.Option(help=tr("Save a picture of the window once all is drawn, and quit.")),
    ] = None,
    language: Annotated[str | None, typer.Option(help=tr("en or es, for this time."))] = None,
    theme: Annotated[
        str | None, typer.Option(help=tr("light, dark or system, for this time."))
    ] = None,
    device: Annotated[
        str | None, typer.Option(help=tr("auto, cpu, cuda, cuda:1 or mps; auto takes the fastest."))
    ] = None,
    size: Annotated[
        str | None, typer.Option(help=tr("Size of the window in pixels, like 1500x950."))
    ] = None,
) -> None:
    if language is not None and language not in LANGUAGES:
        raise typer.BadParameter(", ".join(LANGUAGES), param_hint="--language")
    if theme is not None and theme not in ("light", "dark", "system"):
        raise typer.BadParameter("light, dark, system", param_hint="--theme")
    session = None
    if model is not None and model.endswith(".json"):
        session, model = Path(model), None
    from gen_explorer import app as window

    code = window.run(
        model,
        screenshot=screenshot,
        language=language,
        theme=theme,
        device=device,
        session=session,
        size=_parse_size(size),
    )
    raise typer.Exit(code)


def _parse_size(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal() and int(width) >= 400 and int(height) >= 300):
        raise typer.BadParameter(tr("Write it like 1500x950."), param_hint="--size")
    return int(width), int(height)
