"""`gen-explorer evaluate`: what a model can be judged by, measured and stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from gen_explorer.commands.shared import AsJson, err, out
from gen_explorer.commands.watched import watched
from gen_explorer.core.errors import Cancelled
from gen_explorer.core.translation import in_language, tr

if TYPE_CHECKING:
    from gen_explorer.training.evaluate import Evaluation


def evaluate(
    models: Annotated[
        list[str], typer.Argument(help=tr("Ids of models, bundles' folders, or runs' folders."))
    ],
    samples: Annotated[
        int | None,
        typer.Option(
            min=12,
            help=tr("Pictures that each model draws; 10,000, or 1,000 where that takes long."),
        ),
    ] = None,
    data: Annotated[
        str | None, typer.Option(help=tr("Other data than what the model was trained on."))
    ] = None,
    inception: Annotated[
        Path | None,
        typer.Option(help=tr("File of Inception's weights, to measure the published FID.")),
    ] = None,
    keep: Annotated[
        bool,
        typer.Option(
            "--store/--no-store",
            help=tr("Write the figures into the bundle's card or the run's folder."),
        ),
    ] = True,
    threads: Annotated[int, typer.Option(help=tr("Processor threads; 0 takes all."), min=0)] = 0,
    as_json: AsJson = False,
) -> None:
    import torch

    from gen_explorer.training import evaluate as evaluation
    from gen_explorer.training.judge import inception_judge
    from gen_explorer.training.subject import open_subject

    if threads:
        torch.set_num_threads(threads)
    judge = inception_judge(inception) if inception is not None else None
    found = []
    try:
        for name in models:
            subject = open_subject(name)
            with watched(err, subject.name) as (progress, cancel):
                measured = evaluation.evaluate(subject, samples, data, judge, progress, cancel)
            place = evaluation.store(name, measured) if keep and data is None else None
            found.append(evaluation.plain(measured))
            if not as_json:
                _print(measured, place)
    except Cancelled:
        err.print(tr("Stopped; what was measured of this model is not stored."))
        raise typer.Exit(130) from None
    if as_json:
        print(json.dumps(found, indent=2, ensure_ascii=False))  # noqa: T201


def _print(measured: Evaluation, place: Path | None) -> None:
    table = Table(title=escape(measured.name), title_justify="left", box=None, pad_edge=False)
    table.add_column(tr("figure"), no_wrap=True)
    table.add_column(tr("value"), justify="right", no_wrap=True)
    table.add_column(tr("how it was measured"), overflow="fold", style="dim")
    for figure in measured.figures:
        words = escape(in_language(figure.label)), escape(in_language(figure.protocol))
        table.add_row(words[0], f"{figure.value:g}", words[1])
    out.print(table)
    for note in measured.notes:
        out.print(note, markup=False, highlight=False)
    if place is not None:
        out.print(tr("Stored in {path}.").format(path=place), highlight=False, soft_wrap=True)
