"""`gen-explorer denoise`: a folder of damaged pictures mended by a model, or a sweep over the
amount of damage on test pictures."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from gen_explorer.commands.shared import AsJson, err, out
from gen_explorer.commands.watched import watched
from gen_explorer.core.errors import Cancelled, UserError
from gen_explorer.core.files import write_atomically
from gen_explorer.core.translation import tr
from gen_explorer.data.corruption import KINDS, Corruption

if TYPE_CHECKING:
    from gen_explorer.analysis.sweep import Sweep
    from gen_explorer.engine.methods import Method

SWEPT = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8)
"""Shares of a kind's largest amount."""


def denoise(
    model: Annotated[str, typer.Argument(help=tr("Id of a model, or a bundle's folder."))],
    source: Annotated[
        Path | None, typer.Argument(metavar="IN", help=tr("A folder of pictures, or one picture."))
    ] = None,
    target: Annotated[
        Path | None, typer.Argument(metavar="OUT", help=tr("The folder for the mended ones."))
    ] = None,
    method: Annotated[
        list[str] | None,
        typer.Option(
            help=tr(
                "How: denoise, reconstruct, mean, samples, code, tokens, project, complete; "
                "median, total-variation, non-local-means or bilateral; MODEL/HOW for another "
                "model. Left out, a folder takes the model's quickest and says which. Repeatable "
                "in a sweep."
            )
        ),
    ] = None,
    damage: Annotated[
        list[str] | None,
        typer.Option(
            help=tr(
                "KIND=AMOUNT: damages the pictures first, one step after the other. Kinds: {names}."
            ).format(names=", ".join(KINDS))
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help=tr("Of the damage and of drawn pixels."), min=0)] = 0,
    sweep: Annotated[
        str | None,
        typer.Option(
            help=tr("KIND: sweeps over its amount on test pictures, instead of a folder.")
        ),
    ] = None,
    amounts: Annotated[
        str | None, typer.Option(help=tr("Amounts of the sweep, with commas between them."))
    ] = None,
    pictures: Annotated[int, typer.Option(help=tr("Test pictures of the sweep."), min=1)] = 500,
    table: Annotated[
        Path | None, typer.Option("--out", help=tr("File for the sweep's table: .csv or .md."))
    ] = None,
    threads: Annotated[int, typer.Option(help=tr("Processor threads; 0 takes all."), min=0)] = 0,
    as_json: AsJson = False,
) -> None:
    from gen_explorer.checkpoints.bundle import find
    from gen_explorer.checkpoints.card import read_card
    from gen_explorer.engine import methods

    path = find(model)
    card = read_card(path)
    offered = methods.find_methods(path, card.image, card.dataset)
    steps = tuple(_step(text, seed) for text in damage or ())
    if threads:
        import torch

        torch.set_num_threads(threads)
    if sweep is not None:
        if source is not None:
            raise typer.BadParameter(tr("A sweep takes test pictures: leave out the folders."))
        chosen = _swept(path, offered, method)
        done = _run_sweep(chosen, card, steps, sweep, amounts, pictures, seed)
        _show_sweep(done, table, as_json)
        return
    if source is None or target is None:
        raise typer.BadParameter(tr("Name a folder to read and one to write, or --sweep KIND."))
    own = [m for m in offered if m.path == path or m.is_classical]
    if method and len(method) > 1:
        raise typer.BadParameter(tr("One --method at a time for a folder."), param_hint="--method")
    if not method and not any(not m.is_classical for m in own):
        raise UserError(
            tr("{model} can neither denoise nor reconstruct.").format(model=card.id),
            tr("Choose a model with an encoder, or one that draws from a vector."),
        )
    chosen = methods.parse(method, own) if method else own[:1]
    others = [] if method else [m.way for m in own[1:] if not m.is_classical]
    err.print(_choice(chosen[0], others), markup=False, highlight=False, soft_wrap=True)
    _mend(chosen[0], card.image.height, card.image.channels, source, target, steps, seed, as_json)


def _choice(method: Method, others: list[str]) -> str:
    """Which method is used, and which other ones the model has."""
    said = tr("Method: {way} ({label}).").format(way=method.way, label=method.label)
    if others:
        said += " " + tr("Others, with --method: {names}.").format(names=", ".join(others))
    return said


def _step(text: str, seed: int) -> Corruption:
    """ "gaussian=0.3" as a step of damage. Raises `UserError` out of range."""
    from gen_explorer.data import corruption

    kind, _, amount = text.partition("=")
    try:
        step = Corruption(kind, float(amount), seed)
    except ValueError:
        raise typer.BadParameter(
            tr("Write KIND=AMOUNT, like gaussian=0.3."), param_hint="--damage"
        ) from None
    corruption.check(step)
    return step


def _mend(
    method: Method,
    side: int,
    channels: int,
    source: Path,
    target: Path,
    steps: tuple[Corruption, ...],
    seed: int,
    as_json: bool,
) -> None:
    from gen_explorer.engine import denoise_folder

    try:
        with watched(err, source.name) as (progress, cancel):
            report = denoise_folder.run(
                method, side, channels, source, target, steps, seed, progress, cancel
            )
    except Cancelled:
        err.print(tr("Stopped; what was mended so far is in {path}.").format(path=target))
        raise typer.Exit(130) from None
    if as_json:
        print(json.dumps(report.to_dict(), indent=2, ensure_ascii=False))  # noqa: T201
        return
    out.print(report.to_text(), markup=False, highlight=False, soft_wrap=True)


def _swept(path: Path, offered: list[Method], names: list[str] | None) -> list[Method]:
    """What a sweep compares: the named methods, or the model's own quick ones, the other denoising
    models, and the baselines."""
    from gen_explorer.engine import methods

    if names:
        return methods.parse(names, offered)
    return [
        m
        for m in offered
        if m.is_classical or m.way == "denoise" or (m.path == path and not m.is_slow)
    ]


def _run_sweep(
    chosen: list[Method],
    card: object,
    steps: tuple[Corruption, ...],
    kind: str,
    amounts: str | None,
    count: int,
    seed: int,
) -> Sweep:
    from gen_explorer.checkpoints.card import Card
    from gen_explorer.data import corruption
    from gen_explorer.engine import denoising

    assert isinstance(card, Card)
    corruption.check(Corruption(kind, 0.0, seed))
    try:
        wanted = (
            [float(amount) for amount in amounts.split(",")]
            if amounts
            else [round(share * KINDS[kind].high, 3) for share in SWEPT]
        )
    except ValueError:
        raise typer.BadParameter(
            tr("Write numbers like 0.1,0.3,0.5."), param_hint="--amounts"
        ) from None
    places = [place for place, step in enumerate(steps) if step.kind == kind]
    varied = places[0] if places else len(steps)
    row = steps if places else (*steps, Corruption(kind, wanted[0], seed))
    shape = (card.image.height, card.image.width, card.image.channels)
    try:
        with watched(err, card.dataset) as (progress, cancel):
            return denoising.sweep(
                chosen, card.dataset, row, varied, wanted, shape, count, seed, progress, cancel
            )
    except Cancelled:
        raise typer.Exit(130) from None


def _show_sweep(done: Sweep, file: Path | None, as_json: bool) -> None:
    if file is not None:
        if file.suffix.lower() not in (".csv", ".md"):
            raise typer.BadParameter(tr("The file's name ends in .csv or .md."))
        write_atomically(file, done.csv() if file.suffix.lower() == ".csv" else done.markdown())
        out.print(str(file), highlight=False, soft_wrap=True)
    if as_json:
        print(json.dumps(asdict(done), indent=2, ensure_ascii=False))  # noqa: T201
    if file is not None or as_json:
        return
    for title, name, places in (("PSNR (dB)", "psnr", 2), ("SSIM", "ssim", 3)):
        shown = Table(title=title, title_justify="left", box=None, pad_edge=False)
        shown.add_column("", overflow="fold")
        for amount in done.amounts:
            shown.add_column(f"{amount:g}", justify="right", no_wrap=True)
        for curve in done.curves:
            values = [f"{value:.{places}f}" for value in getattr(curve, name)]
            shown.add_row(escape(curve.label), *values)
        out.print(shown)
    out.print(done.protocol(), markup=False, highlight=False)
