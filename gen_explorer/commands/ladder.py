"""`gen-explorer ladder`: every family on one sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gen_explorer.commands.shared import err, out
from gen_explorer.commands.watched import watched
from gen_explorer.core.errors import Cancelled
from gen_explorer.core.files import write_atomically
from gen_explorer.core.translation import tr


def ladder(
    target: Annotated[
        Path,
        typer.Option("--out", help=tr("The PNG file to write; a Markdown file goes beside it.")),
    ],
    data: Annotated[
        str, typer.Option(help=tr("Only models trained on this data."))
    ] = "fashion-mnist",
) -> None:
    from gen_explorer.training import ladder as sheet

    if target.suffix.lower() != ".png":
        raise typer.BadParameter(tr("The file's name ends in .png."), param_hint="--out")
    try:
        with watched(err, data) as (progress, cancel):
            rungs = sheet.climb(data, progress=progress, cancel=cancel)
    except Cancelled:
        raise typer.Exit(130) from None
    write_atomically(target, sheet.draw(rungs))
    beside = target.with_suffix(".md")
    write_atomically(beside, sheet.markdown(rungs, target.name))
    out.print(f"{target}\n{beside}", highlight=False, soft_wrap=True)
