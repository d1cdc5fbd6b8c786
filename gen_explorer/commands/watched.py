"""A long job as a terminal shows it: one progress bar, and Ctrl-C that stops between two steps."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as ProgressBar

from gen_explorer.core.concurrency import CancelToken, Progress


@contextmanager
def watched(console: Console, name: str) -> Iterator[tuple[Progress, CancelToken]]:
    """Gives a `Progress` that draws and a token that Ctrl-C raises (twice: stops at once)."""
    cancel = CancelToken()
    bar = ProgressBar(
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console
    )
    task = bar.add_task(escape(name), total=1.0)

    def show(share: float, sentence: str) -> None:
        words = f"{name}: {sentence}" if sentence else name
        bar.update(task, description=escape(words), completed=max(share, 0.0))

    def stop(signum: int, frame: object) -> None:
        if cancel.is_cancelled:
            raise KeyboardInterrupt
        cancel.cancel()

    before = [signal.signal(kind, stop) for kind in (signal.SIGINT, signal.SIGTERM)]
    try:
        with bar:
            yield show, cancel
    finally:
        for kind, handler in zip((signal.SIGINT, signal.SIGTERM), before, strict=True):
            signal.signal(kind, handler)
