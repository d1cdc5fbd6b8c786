"""`gen-explorer pack`: a finished run becomes a bundle."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gen_explorer.commands.shared import err, out
from gen_explorer.core.translation import LANGUAGES, in_language, tr


def pack(
    run: Annotated[Path, typer.Argument(help=tr("The run's folder."))],
    target: Annotated[Path, typer.Argument(help=tr("The bundle's folder; its name is its id."))],
    title: Annotated[
        list[str] | None, typer.Option(help=tr('LANGUAGE=TEXT, like "en=My VAE"; repeatable.'))
    ] = None,
    about: Annotated[
        list[str] | None, typer.Option(help=tr("LANGUAGE=TEXT: one or two sentences; repeatable."))
    ] = None,
    first_seed: Annotated[
        int, typer.Option(help=tr("Seed of the picture that the window shows first."), min=0)
    ] = 0,
) -> None:
    from gen_explorer.training.pack import Words
    from gen_explorer.training.pack import pack as pack_run
    from gen_explorer.training.run import RunFolder

    words = Words(_parse_words(title or []), _parse_words(about or []))
    with err.status(tr("Packing")) as status:
        card = pack_run(RunFolder.open(run), target, words, lambda share, text: status.update(text))
    for figure in card.figures:
        label, protocol = in_language(figure.label), in_language(figure.protocol)
        out.print(f"{label}: {figure.value:g}  ({protocol})", highlight=False)
    out.print(
        tr("Open it with: gen-explorer open {path}").format(path=target),
        highlight=False,
        soft_wrap=True,
    )


def _parse_words(texts: list[str]) -> dict[str, str]:
    words = {}
    for text in texts:
        code, equals, sentence = text.partition("=")
        if not equals or code not in LANGUAGES:
            raise typer.BadParameter(tr('LANGUAGE=TEXT, like "en=My VAE"; repeatable.'))
        words[code] = sentence
    return words
