"""`gen-explorer bench`: what a picture costs on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any, Protocol

import typer

from gen_explorer.checkpoints import bundle
from gen_explorer.commands.shared import AsJson, Device, err, out
from gen_explorer.core.concurrency import Progress
from gen_explorer.core.translation import tr


class Report(Protocol):
    """What one bench found."""

    def to_dict(self) -> dict[str, Any]: ...
    def to_text(self) -> str: ...


Measure = Callable[[Progress], Report]


def bench(
    models: Annotated[
        list[str] | None, typer.Argument(help=tr("Models to measure; all in the box if none."))
    ] = None,
    window: Annotated[
        bool, typer.Option("--window", help=tr("Measure in the real window as well."))
    ] = False,
    startup: Annotated[
        bool, typer.Option("--startup", help=tr("Measure the time to the first picture."))
    ] = False,
    training: Annotated[
        bool,
        typer.Option(
            "--training",
            help=tr("Measure training against pythae's trainer on the same model and data."),
        ),
    ] = False,
    history: Annotated[
        int, typer.Option(help=tr("Measure how a run of so many logged steps opens."), min=0)
    ] = 0,
    denoising: Annotated[
        bool,
        typer.Option("--denoising", help=tr("Measure how soon one damaged picture is mended.")),
    ] = False,
    watching: Annotated[
        bool,
        typer.Option(
            "--watching",
            help=tr("Measure what the window and a training cost each other, with a GAN."),
        ),
    ] = False,
    seconds: Annotated[
        float, typer.Option(help=tr("Time for each model and form."), min=0.1)
    ] = 2.0,
    device: Device = "auto",
    as_json: AsJson = False,
) -> None:
    names = models or list(bundle.shipped_ids())
    measures: dict[str, Measure] = {}
    if training:
        from gen_explorer.training import rival

        measures["training"] = lambda progress: rival.run(progress=progress)
    if history:
        from gen_explorer.training import history_bench
        from gen_explorer.ui import curves_bench

        measures["history"] = lambda progress: history_bench.run(history, progress=progress)
        measures["curves"] = lambda progress: curves_bench.run(history)
    if denoising:
        from gen_explorer.engine import denoise_bench

        measures["denoising"] = lambda progress: denoise_bench.run(names, progress=progress)
    if watching:
        from gen_explorer.ui import training_bench

        measures["watching"] = lambda progress: training_bench.run(seconds, progress=progress)
    if startup:
        from gen_explorer.engine import startup_bench

        measures["startup"] = lambda progress: startup_bench.run(names[0])
    if window:
        from gen_explorer.ui import window_bench

        measures["window"] = lambda progress: window_bench.run(names, seconds=seconds)
    if not measures or window or startup:
        from gen_explorer.engine import bench as benches

        measures = {
            "engine": lambda progress: benches.run(names, seconds=seconds, device=device),
            **measures,
        }
    with err.status(tr("Measuring the speed")) as status:
        reports = {
            name: measure(lambda share, text: status.update(text))
            for name, measure in measures.items()
        }
    if as_json:
        print(json.dumps({name: r.to_dict() for name, r in reports.items()}, indent=2))  # noqa: T201
    else:
        text = "\n\n".join(report.to_text() for report in reports.values())
        out.print(text, markup=False, highlight=False, soft_wrap=True)
