"""`gen-explorer bench`: what a picture costs on this machine."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from gen_explorer.checkpoints import bundle
from gen_explorer.commands.shared import AsJson, Device, err, out
from gen_explorer.core.translation import tr


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
    seconds: Annotated[
        float, typer.Option(help=tr("Time for each model and form."), min=0.1)
    ] = 2.0,
    device: Device = "auto",
    as_json: AsJson = False,
) -> None:
    if training:
        _bench_training(as_json)
        return
    if history:
        _bench_history(history, as_json)
        return
    if denoising:
        _bench_denoising(models or list(bundle.shipped_ids()), as_json)
        return
    from gen_explorer.engine import bench as benches

    names = list(models or bundle.shipped_ids())
    report = benches.run(names, seconds=seconds, device=device)
    parts: dict[str, Any] = {"engine": report.to_dict()}
    texts = [report.to_text()]
    if startup:
        from gen_explorer.engine import startup_bench

        start = startup_bench.run(names[0])
        parts["startup"] = start.to_dict()
        texts.append(start.to_text())
    if window:
        from gen_explorer.ui import window_bench

        seen = window_bench.run(names, seconds=seconds)
        parts["window"] = seen.to_dict()
        texts.append(seen.to_text())
    if as_json:
        print(json.dumps(parts, indent=2))  # noqa: T201
    else:
        out.print("\n\n".join(texts), markup=False, highlight=False, soft_wrap=True)


def _bench_denoising(names: list[str], as_json: bool) -> None:
    from gen_explorer.engine import denoise_bench

    with err.status(tr("Measuring the speed")) as status:
        report = denoise_bench.run(names, progress=lambda share, text: status.update(text))
    if as_json:
        print(json.dumps(report.to_dict(), indent=2))  # noqa: T201
    else:
        out.print(report.to_text(), markup=False, highlight=False, soft_wrap=True)


def _bench_training(as_json: bool) -> None:
    from gen_explorer.training import rival

    with err.status(tr("Measuring the speed")) as status:
        report = rival.run(progress=lambda share, text: status.update(text))
    if as_json:
        print(json.dumps(report.to_dict(), indent=2))  # noqa: T201
    else:
        out.print(report.to_text(), markup=False, highlight=False, soft_wrap=True)


def _bench_history(lines: int, as_json: bool) -> None:
    from gen_explorer.training import history_bench

    with err.status(tr("Measuring the speed")) as status:
        report = history_bench.run(lines, progress=lambda share, text: status.update(text))
    if as_json:
        print(json.dumps(report.to_dict(), indent=2))  # noqa: T201
    else:
        out.print(report.to_text(), markup=False, highlight=False, soft_wrap=True)
