"""A training run as a terminal shows it: progress, live losses, time left, Ctrl-C that saves."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from rich.console import Console, RenderableType
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from gen_explorer.core.translation import tr
from gen_explorer.models import registry
from gen_explorer.models.base import ImageSpec
from gen_explorer.training.loop import Hooks, StepReport


class TwoLines(Progress):
    """A progress bar with the losses on a line of their own: beside it they left no room for the
    time in a terminal of 80 columns."""

    losses = ""

    def get_renderables(self) -> Iterator[RenderableType]:
        yield self.make_tasks_table(self.tasks)
        if self.losses:
            yield Text(self.losses, overflow="ellipsis", no_wrap=True)


@contextmanager
def stopping() -> Iterator[Hooks]:
    """Hooks that stop at Ctrl-C (twice: at once) and draw nothing."""
    is_stopping = False

    def stop(signum: int, frame: object) -> None:
        nonlocal is_stopping
        if is_stopping:
            raise KeyboardInterrupt
        is_stopping = True

    before = [signal.signal(kind, stop) for kind in (signal.SIGINT, signal.SIGTERM)]
    try:
        yield Hooks(should_stop=lambda: is_stopping)
    finally:
        for kind, handler in zip((signal.SIGINT, signal.SIGTERM), before, strict=True):
            signal.signal(kind, handler)


@contextmanager
def training_console(console: Console) -> Iterator[Hooks]:
    """The same, with a progress bar and live losses."""
    bar = TwoLines(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
    )
    task = bar.add_task(tr("loading the data"), total=None)

    def on_data(share: float, sentence: str) -> None:
        bar.update(task, description=sentence, total=1, completed=max(share, 0))

    def on_step(report: StepReport) -> None:
        losses = "  ".join(f"{name} {value:.4g}" for name, value in report.scalars.items())
        losses += "  " + tr("{rate} pictures/s").format(rate=f"{report.pictures_per_second:.0f}")
        bar.update(
            task,
            description=tr("epoch {now} of {all}").format(now=report.epoch + 1, all=report.epochs),
            total=report.total_steps,
            completed=report.step,
        )
        bar.losses = losses

    with stopping() as hooks, bar:
        yield replace(hooks, on_step=on_step, on_data=on_data)


def print_settings(family: str, console: Console) -> None:
    """What `--set` takes for a family."""
    table = Table(box=None, pad_edge=False)
    for heading in (tr("setting"), tr("default"), tr("what it is")):
        table.add_column(heading, overflow="fold")
    for setting in registry.settings(family):
        table.add_row(setting.name, str(setting.default), Text(setting.about.replace("\n", " ")))
    console.print(table)


def print_plan(image: ImageSpec, data: str, console: Console) -> None:
    """What becomes of the pictures: a person's own may be larger and in colour."""
    kind = tr("in colour") if image.channels == 3 else tr("in grey")
    console.print(
        tr("Pictures of {data} are scaled to {side} x {side} pixels {kind}.").format(
            data=data, side=image.height, kind=kind
        ),
        tr("Others: {settings}.").format(
            settings="--set image_size=28 --set channels=1"
            if (image.height, image.channels) == (64, 3)
            else "--set image_size=64 --set channels=3"
        ),
        highlight=False,
    )
