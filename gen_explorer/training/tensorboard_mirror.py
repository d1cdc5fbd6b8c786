"""A run's log as a TensorBoard event file that follows it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from gen_explorer.core.files import unwritable
from gen_explorer.training.companions import is_first
from gen_explorer.training.history import History
from gen_explorer.training.loop import Hooks, StepReport
from gen_explorer.training.tensorboard import EventWriter

SECONDS = 2.0
"""Between two looks at the log."""


class Mirror:
    """Copies what is new in a run's log into one event file in `folder`, from the beginning on."""

    def __init__(self, run: Path, folder: Path) -> None:
        self._history = History(run)
        self._folder = folder
        self._writer: EventWriter | None = None
        self._written: dict[str, int] = {}

    def update(self) -> None:
        """Raises `UserError` when the folder cannot be written."""
        if not self._history.refresh():
            return
        try:
            if self._writer is None:
                self._writer = EventWriter(self._folder)
            for name in self._history.names():
                steps, values, times = self._history.series(name)
                done = self._written.get(name, 0)
                if len(steps) > done:
                    self._writer.add(name, steps[done:], values[done:], times[done:])
                    self._written[name] = len(steps)
        except OSError as error:
            raise unwritable(self._folder, error) from error


@contextmanager
def mirrored(hooks: Hooks, run: Path, folder: Path | None) -> Iterator[Hooks]:
    """`hooks` that also keep an event file in `folder`, if one is given. Of several processes that
    train together only the first writes."""
    if folder is None or not is_first():
        yield hooks
        return
    mirror, looked = Mirror(run, folder), time.monotonic()

    def on_step(report: StepReport) -> None:
        nonlocal looked
        hooks.on_step(report)
        if time.monotonic() - looked > SECONDS:
            mirror.update()
            looked = time.monotonic()

    try:
        yield replace(hooks, on_step=on_step)
    finally:
        mirror.update()
