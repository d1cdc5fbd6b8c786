"""How long a run of many logged steps takes to open, and to be drawn from."""

from __future__ import annotations

import json
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from gen_explorer.core.concurrency import Progress, no_progress
from gen_explorer.core.translation import tr
from gen_explorer.training import alarms
from gen_explorer.training.history import opened
from gen_explorer.training.tensorboard import EventWriter

SCALARS = (
    "d_loss",
    "d_real",
    "d_fake",
    "g_loss",
    "grad/discriminator",
    "grad/generator",
    "learning_rate/discriminator",
    "learning_rate/generator",
)
"""What a GAN logs."""
POINTS = 1000
"""Places that a plot has for a curve."""
VIEWS = 200


@dataclass(frozen=True)
class HistoryReport:
    """Seconds, but for `view`."""

    lines: int
    bytes: int
    """Of events.jsonl."""
    read: float
    """Opening the run folder: parsing all of its log. The file was just written, so that the disk
    is not measured."""
    processor: float
    """The same in processor time, which other programs do not lengthen much."""
    view: float
    """Milliseconds to find what to draw of one curve in a window of it, median."""
    judge: float
    """All alarms."""
    tensorboard: float
    """Reading one of the curves from a TensorBoard event file."""

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    def to_text(self) -> str:
        return tr(
            "{lines} lines of {count} scalars ({megabytes:.0f} MB): opened in {read:.2f} s "
            "({processor:.2f} s of processor time); a view of a curve in {view:.2f} ms; all alarms "
            "in {judge:.3f} s; as many points of a TensorBoard file in {tensorboard:.2f} s"
        ).format(
            lines=self.lines,
            count=len(SCALARS),
            megabytes=self.bytes / 1e6,
            read=self.read,
            processor=self.processor,
            view=self.view,
            judge=self.judge,
            tensorboard=self.tensorboard,
        )


def run(lines: int, progress: Progress = no_progress) -> HistoryReport:
    """Writes a log of `lines` lines, as the trainer would, into a temporary folder and reads it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        progress(-1, tr("Writing a long log"))
        write_log(folder / "events.jsonl", lines)
        progress(-1, tr("Reading the run"))
        start, worked = time.perf_counter(), time.process_time()
        history = opened(folder)
        read, worked = time.perf_counter() - start, time.process_time() - worked
        generator = np.random.default_rng(0)
        views = []
        for _ in range(VIEWS):
            begin, width = lines * generator.random(), lines * generator.random()
            start = time.perf_counter()
            history.series_between(SCALARS[0], begin, begin + width, POINTS)
            views.append(time.perf_counter() - start)
        start = time.perf_counter()
        alarms.check(history)
        judge = time.perf_counter() - start
        writer = EventWriter(folder / "tensorboard")
        writer.add(SCALARS[0], *history.series(SCALARS[0]))
        start = time.perf_counter()
        opened(writer.path)
        return HistoryReport(
            lines,
            (folder / "events.jsonl").stat().st_size,
            read,
            worked,
            1000 * float(np.median(views)),
            judge,
            time.perf_counter() - start,
        )


def write_log(path: Path, lines: int) -> None:
    """Values of float32 precision, written with all their digits."""
    values = np.random.default_rng(0).random((997, len(SCALARS)), np.float32).astype(float)
    texts = [json.dumps(dict(zip(SCALARS, row, strict=True)))[1:] for row in values.tolist()]
    with path.open("w", encoding="utf-8") as out:
        for step in range(1, lines + 1):
            when = 1.7e9 + step * 0.0131077
            out.write(f'{{"step": {step}, "epoch": {step // 468}, "time": {when!r}, ')
            out.write(texts[step % len(texts)] + "\n")
