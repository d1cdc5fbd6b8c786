"""`gen-explorer train`: a new run, or a run that goes on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gen_explorer.commands.shared import Device, err, out
from gen_explorer.core.errors import Cancelled
from gen_explorer.core.translation import tr
from gen_explorer.models import registry

if TYPE_CHECKING:
    from gen_explorer.training.run import RunFolder


def train(
    family: Annotated[
        str | None,
        typer.Argument(help=tr("One of: {names}.").format(names=", ".join(registry.names()))),
    ] = None,
    data: Annotated[
        str,
        typer.Option(
            help=tr(
                "fashion-mnist, mnist, digits, lsun-bedroom, or a folder of pictures; "
                "NAME:CLASS+CLASS takes some of its classes."
            )
        ),
    ] = "fashion-mnist",
    target: Annotated[
        Path | None, typer.Option("--out", help=tr("The run's folder; must be new."))
    ] = None,
    resume: Annotated[
        Path | None, typer.Option(help=tr("Go on with the run in this folder."))
    ] = None,
    epochs: Annotated[int, typer.Option(help=tr("Passes over the data."), min=1)] = 20,
    pictures: Annotated[
        int, typer.Option(help=tr("Pictures of one epoch, others every time; 0 takes all."), min=0)
    ] = 0,
    batch_size: Annotated[int, typer.Option(help=tr("Pictures a step."), min=1)] = 128,
    seed: Annotated[int, typer.Option(help=tr("Of weights, order and draws."), min=0)] = 0,
    schedule: Annotated[
        str, typer.Option(help=tr("Learning rate over the run: constant or cosine."))
    ] = "constant",
    precision: Annotated[
        str, typer.Option(help=tr("float32, or bfloat16 where the processor is faster with it."))
    ] = "float32",
    average: Annotated[
        float, typer.Option(help=tr("Decay of the weights' moving average."), min=0, max=1)
    ] = 0.999,
    log_every: Annotated[int, typer.Option(help=tr("Steps between two log lines."), min=1)] = 10,
    preview_every: Annotated[
        int, typer.Option(help=tr("Epochs between two preview sheets."), min=1)
    ] = 1,
    preview_steps: Annotated[
        int, typer.Option(help=tr("Steps between two preview sheets; 0 goes by epochs."), min=0)
    ] = 0,
    checkpoint_every: Annotated[
        int, typer.Option(help=tr("Epochs between two checkpoints."), min=1)
    ] = 1,
    keep: Annotated[int, typer.Option(help=tr("Checkpoints that stay."), min=1)] = 3,
    moments: Annotated[
        int, typer.Option(help=tr("Models to walk in that stay, spread over the run."), min=0)
    ] = 40,
    setting: Annotated[
        list[str] | None,
        typer.Option("--set", help=tr("NAME=VALUE of the family's settings; repeatable.")),
    ] = None,
    settings_only: Annotated[
        bool, typer.Option("--settings", help=tr("List what --set takes for FAMILY, and end."))
    ] = False,
    threads: Annotated[int, typer.Option(help=tr("Processor threads; 0 takes all."), min=0)] = 0,
    tensorboard: Annotated[
        Path | None,
        typer.Option(help=tr("Keep a TensorBoard event file of the run in this folder as well.")),
    ] = None,
    device: Device = "auto",
    devices: Annotated[
        int,
        typer.Option(
            help=tr(
                "Devices of this machine that share every batch. On several machines, or under a "
                "batch scheduler: torchrun ... -m gen_explorer train ..."
            ),
            min=1,
        ),
    ] = 1,
) -> None:
    if settings_only and family is not None:
        from gen_explorer.training.console import print_settings

        print_settings(family, out)
        return
    if resume is None:
        if family is not None and family not in registry.names():
            registry.family(family)  # raises with the families' names
        if family is None or target is None:
            raise typer.BadParameter(tr("Name a family and --out FOLDER, or --resume FOLDER."))
    asked = {
        "epochs": epochs,
        "pictures": pictures,
        "batch_size": batch_size,
        "seed": seed,
        "schedule": schedule,
        "precision": precision,
        "average": average,
        "log_every": log_every,
        "preview_every": preview_every,
        "preview_steps": preview_steps,
        "checkpoint_every": checkpoint_every,
        "keep": keep,
        "moments": moments,
    }
    from gen_explorer.training.companions import companions, is_first

    with companions(devices, [sys.executable, "-m", "gen_explorer", *sys.argv[1:]]):
        run = None  # processes other than the first hear of it from there
        if is_first():
            run = _old_run(resume) if resume else _new_run(target, family, data, setting, asked)
        _train(run, device, threads, resume is not None, tensorboard)


def _old_run(path: Path) -> RunFolder:
    from gen_explorer.training import control
    from gen_explorer.training.run import RunFolder

    run = RunFolder.open(path)
    control.write(path, control.Control())  # what was wanted of the trainer before is over
    return run


def _new_run(
    target: Path | None,
    family: str | None,
    data: str,
    setting: list[str] | None,
    asked: dict[str, Any],
) -> RunFolder:
    from gen_explorer.training.config import TrainConfig, fitted_settings
    from gen_explorer.training.console import print_plan
    from gen_explorer.training.run import RunFolder

    assert family is not None
    assert target is not None
    settings = fitted_settings(family, data, _parse_settings(family, setting or []))
    config = TrainConfig(family=family, data=data, model=settings, **asked)
    model = registry.build(family, config.model)  # bad settings are told before all else
    run = RunFolder.create(target, config)
    print_plan(model.image, data, out)
    return run


def _train(
    run: RunFolder | None, device: str, threads: int, resume: bool, tensorboard: Path | None
) -> None:
    """Trains, with the other processes where there are some. All but the first bring no run, and
    are silent."""
    from gen_explorer.training import distributed, together
    from gen_explorer.training.companions import PeerLost
    from gen_explorer.training.console import stopping, training_console
    from gen_explorer.training.loop import train as run_training
    from gen_explorer.training.tensorboard_mirror import mirrored

    try:
        with distributed.world(_torch_device(device), threads) as world:
            shared = together.shared_run(world, run)
            console = training_console(err) if run else stopping()
            with console as shown, mirrored(shown, shared.path, tensorboard) as hooks:
                trainer = run_training(shared, world.device, hooks, resume, world)
    except Cancelled:
        if run:
            err.print(tr("Stopped before the first step."))
        raise typer.Exit(130) from None
    except PeerLost:
        if run:
            raise
        raise typer.Exit(1) from None  # the first process says it
    if run:
        _tell(run, trainer.step)


def _tell(run: RunFolder, step: int) -> None:
    """How the training ended, and what can be done next."""
    from gen_explorer.training import status

    said = status.read(run.path)
    if said is not None and said.state == "stopped":
        out.print(
            tr("Stopped at step {step}; go on with: gen-explorer train --resume {path}").format(
                step=step, path=run.path
            )
        )
    else:
        out.print(
            tr("Done. Make a bundle of it with: gen-explorer pack {path} weights/<id>").format(
                path=run.path
            )
        )


def _parse_settings(family: str, texts: list[str]) -> dict[str, Any]:
    """NAME=VALUE by the types of the family's config."""
    kinds = {setting.name: type(setting.default) for setting in registry.settings(family)}
    words = {int: tr("a whole number"), float: tr("a number"), bool: tr("true or false")}
    values: dict[str, Any] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise typer.BadParameter(
                tr("Write NAME=VALUE, like latent_size=16, not {text}.").format(text=text),
                param_hint="--set",
            )
        kind = kinds.get(name, str)
        try:
            values[name] = (
                {"true": True, "false": False}[value.lower()] if kind is bool else kind(value)
            )
        except (ValueError, KeyError):
            raise typer.BadParameter(
                tr("{name} takes {kind}, not {value}.").format(
                    name=name, kind=words.get(kind, kind.__name__), value=value
                ),
                param_hint="--set",
            ) from None
    return values


def _torch_device(preference: str) -> Any:
    import torch

    from gen_explorer.engine.device import choose

    return torch.device(choose(preference).key)
