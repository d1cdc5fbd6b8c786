"""What the curves of a long run cost the GUI thread: panning, zooming, reading, following."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from gen_explorer.core.translation import tr
from gen_explorer.training import status
from gen_explorer.training.status import Status
from gen_explorer.ui.bench_drag import application
from gen_explorer.ui.panels.curves import CurvesPanel
from gen_explorer.ui.session import Session

SIZE = (680, 640)
TIMES = 60
NAMES = ("d_loss", "g_loss", "d_real", "d_fake", "grad/discriminator", "grad/generator")
PATIENCE = 60.0
"""Seconds that opening may take."""


def write_run(folder: Path, steps: int) -> None:
    """A run folder with `steps` logged steps of a GAN, noise about slow waves."""
    rng = np.random.default_rng(0)
    at = np.arange(1, steps + 1)
    wave = np.sin(at[:, None] / (steps / 9) + np.arange(len(NAMES)))
    values = 0.5 + 0.2 * wave + 0.1 * rng.standard_normal((steps, len(NAMES)))
    line = '{"step": %d, "epoch": 0, "time": %.1f, '
    line += ", ".join(f'"{name}": %.5f' for name in NAMES) + "}"
    folder.mkdir(parents=True, exist_ok=True)
    living = Status("running", steps, pid=os.getpid(), host=status.host(), time=time.time())
    status.write(folder, living)
    with (folder / "events.jsonl").open("w", encoding="utf-8") as out:
        for step, row in zip(at.tolist(), values.tolist(), strict=True):
            out.write(line % (step, 1.7e9 + step / 10, *row) + "\n")


@dataclass(frozen=True)
class CurvesReport:
    """Milliseconds, input to painted, with six averaged lines over six raw ones in three plots."""

    steps: int
    open: float
    """From choosing the run to its curves, averages included, by the clock on the wall."""
    follow: float
    """From a line in the file of a living run to the same line painted, the most of ten."""
    moves: dict[str, float]
    """{pan,zoom,cross}_{p50,p99}: a move of the view, a zoom, a move of the crosshair, in processor
    time of the GUI thread."""

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    def to_text(self) -> str:
        times = {
            name: f"{self.moves[name + '_p50']:.1f} / {self.moves[name + '_p99']:.1f}"
            for name in ("pan", "zoom", "cross")
        }
        return tr(
            "its curves: shown in {open:.2f} s; p50 and p99 of panning {pan} ms, of zooming {zoom} "
            "ms, of the crosshair {cross} ms; a new line is painted after {follow:.0f} ms at most"
        ).format(open=self.open / 1e3, follow=self.follow, **times)


def run(steps: int = 1_000_000) -> CurvesReport:
    """Writes a run of `steps` logged steps, opens it in the panel and moves about in it."""
    application()
    session = Session(is_remembering=False)
    panel = CurvesPanel(session)
    panel.resize(*SIZE)
    panel.show()
    moves: dict[str, float] = {}
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "run"
            write_run(path, steps)
            start = time.perf_counter()
            session.training.watch(path)
            _until(lambda: bool(panel.plots) and all(_is_drawn(panel, n) for n in panel.plots))
            opened = (time.perf_counter() - start) * 1e3
            plot = panel.plots["losses"]
            span = plot.x_range[1]

            def pan(step: int) -> None:
                left, right = plot.x_range
                shift = (right - left) / 40 * (1 if step % 20 < 10 else -1)
                plot.set_x_range(left + shift, right + shift)

            def zoom(step: int) -> None:
                left, right = plot.x_range
                middle, half = (left + right) / 2, (right - left) / 2
                half *= 0.8 if step % 20 < 10 else 1.25
                plot.set_x_range(middle - half, middle + half)

            def cross(step: int) -> None:
                panel._crossed(span * (0.3 + step / 200))

            plot.set_x_range(0.4 * span, 0.6 * span)
            for name, act in (("pan", pan), ("zoom", zoom), ("cross", cross)):
                moves.update(_measure(name, act))
            follow = max(_follow(panel, path, steps + n) for n in range(1, 11))
    finally:
        panel.close()
        panel.deleteLater()
        session.shutdown()
    return CurvesReport(steps, opened, follow, moves)


def _is_drawn(panel: CurvesPanel, group: str) -> bool:
    plot = panel.plots[group]
    return any(key.endswith("/raw") for key in plot.keys) and len(plot.keys) >= 4


def _measure(name: str, act: Callable[[int], None]) -> dict[str, float]:
    took = []
    for step in range(TIMES):
        start = time.thread_time()
        act(step)
        _settle()
        took.append((time.thread_time() - start) * 1e3)
    return {
        f"{name}_p50": float(np.percentile(took, 50)),
        f"{name}_p99": float(np.percentile(took, 99)),
    }


def _follow(panel: CurvesPanel, run: Path, step: int) -> float:
    """Milliseconds from writing a line to its being drawn."""
    values = ", ".join(f'"{name}": 0.5' for name in NAMES)
    start = time.perf_counter()
    with (run / "events.jsonl").open("a", encoding="utf-8") as out:
        out.write(f'{{"step": {step}, "epoch": 0, "time": {1.7e9 + step / 10}, {values}}}\n')
    _until(lambda: panel.runs[0].last_step() == step and not panel._soon.isActive())
    _settle()
    return (time.perf_counter() - start) * 1e3


def _until(is_done: Callable[[], bool]) -> None:
    end = time.perf_counter() + PATIENCE
    while not is_done():
        if time.perf_counter() > end:
            raise TimeoutError("the curves did not come")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def _settle() -> None:
    """Draws what waits to be drawn, and paints it."""
    QApplication.processEvents()
    QApplication.processEvents()
