"""What the window costs a training, and a training the window, on this machine.

A GAN is trained twice in turns, with the same configuration: by `gen-explorer train` alone, and by
the window's trainer while the window follows it, first untouched, then with a slider dragged all
the time. The speed is read from the times that the trainer itself wrote.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt

from gen_explorer.core.concurrency import Progress, no_progress
from gen_explorer.core.errors import UserError
from gen_explorer.core.settings import Settings
from gen_explorer.core.translation import tr
from gen_explorer.engine.bench import Machine, machine, machine_text
from gen_explorer.training import presets, process, status
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.history import History
from gen_explorer.training.series import Numbers
from gen_explorer.ui.bench_drag import Dragger, Probe, application, find_hand, spin
from gen_explorer.ui.main_window import MainWindow
from gen_explorer.ui.panels.curves import CurvesPanel
from gen_explorer.ui.session import Session
from gen_explorer.ui.window_report import Drag

WARM_SECONDS = 6.0
"""Of training before anything is measured."""
PATIENCE = 180.0
"""Seconds until a trainer has made its first moment."""
PAINTED = QEvent.Type(QEvent.registerEventType())


@dataclass(frozen=True)
class TrainingReport:
    """Speeds in steps a second, times in milliseconds."""

    machine: Machine
    platform: str
    config: dict[str, Any]
    alone: tuple[float, ...]
    """By `gen-explorer train`, a round each."""
    watched: tuple[float, ...]
    """By the window's trainer while nobody touches the window."""
    dragged: tuple[float, ...]
    """While a slider is dragged."""
    drags: tuple[Drag, ...]
    """What the hand on the slider saw meanwhile."""
    lag_p50: float
    """From the time in a line of the log to when the curves with it were painted."""
    lag_max: float

    @property
    def cost(self) -> float:
        """Share of its speed that training loses to the window that watches it."""
        return 1 - float(np.median(self.watched) / np.median(self.alone))

    def to_dict(self) -> dict[str, Any]:
        return {**asdict(self), "cost": self.cost}

    def to_text(self) -> str:
        latency = max(drag.latency_p99 for drag in self.drags)
        return "\n".join(
            (
                machine_text(self.machine),
                f"Qt: {self.platform}",
                "",
                tr("steps a second alone: {speeds}").format(speeds=_row(self.alone)),
                tr("watched by the window: {speeds}; it costs {cost}").format(
                    speeds=_row(self.watched), cost=f"{self.cost:.1%}"
                ),
                tr("while a slider is dragged: {speeds}").format(speeds=_row(self.dragged)),
                tr("slider to picture: p50 {p50} ms, p99 {p99} ms (the worst round)").format(
                    p50=f"{max(drag.latency_p50 for drag in self.drags):.1f}", p99=f"{latency:.1f}"
                ),
                tr("curves behind the trainer: p50 {p50} ms, at most {most} ms").format(
                    p50=f"{self.lag_p50:.0f}", most=f"{self.lag_max:.0f}"
                ),
            )
        )


def run(
    seconds: float = 20.0,
    rounds: int = 3,
    data: str = "fashion-mnist",
    progress: Progress = no_progress,
) -> TrainingReport:
    """Trains the classroom's GAN on `data`; each round takes about four times `seconds`.

    Raises `UserError` when training does not begin in time.
    """
    config = replace(presets.for_purpose("classroom", "gan", data).config, epochs=10_000)
    alone: list[float] = []
    watched: list[float] = []
    dragged: list[float] = []
    drags: list[Drag] = []
    lags: list[float] = []
    app = application()
    with tempfile.TemporaryDirectory() as folder, _runs_in(Path(folder)):
        for turn in range(rounds):
            progress(turn / rounds, tr("Measuring the speed"))
            alone.append(_alone(Path(folder) / f"alone-{turn}", config, seconds))
            with _watching(config) as (window, path):
                lag = _Lag(window)
                watched.append(_speed(path, seconds))
                lags += lag.stop()
                drag, speed = _drag(window, path, seconds)
                drags.append(drag)
                dragged.append(speed)
    return TrainingReport(
        machine(),
        app.platformName(),
        asdict(config),
        tuple(alone),
        tuple(watched),
        tuple(dragged),
        tuple(drags),
        float(np.median(lags)),
        float(np.max(lags)),
    )


@contextmanager
def _runs_in(folder: Path) -> Iterator[None]:
    """The window's new runs go there meanwhile."""
    before = os.environ.get("GEN_EXPLORER_RUNS")
    os.environ["GEN_EXPLORER_RUNS"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["GEN_EXPLORER_RUNS"]
        else:
            os.environ["GEN_EXPLORER_RUNS"] = before


def _alone(path: Path, config: TrainConfig, seconds: float) -> float:
    """Steps a second of `gen-explorer train`, which ends without a word."""
    words = [sys.executable, "-m", "gen_explorer", "train", config.family, "--data", config.data]
    words += ["--epochs", str(config.epochs), "--preview-steps", str(config.preview_steps)]
    for name, value in config.model.items():
        words += ["--set", f"{name}={value}"]
    child = subprocess.Popen(
        [*words, "--out", str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _until_moment(path)
        return _speed(path, seconds)
    finally:
        child.kill()
        child.wait()


@contextmanager
def _watching(config: TrainConfig) -> Iterator[tuple[MainWindow, Path]]:
    """The window on its workspace for training, which follows a run that it has started."""
    session = Session(Settings(), is_remembering=False)
    window = MainWindow(session, is_layout_kept=False)
    window.first_painted.connect(window.fill_late_panels)
    completed: list[bool] = []
    window.completed.connect(lambda: completed.append(True))
    path: Path | None = None
    try:
        window.show()
        spin(lambda: bool(completed))
        window.show_workspace("train")
        session.training.start(config)
        spin(lambda: session.training.is_alive)
        path = session.training.run
        assert path is not None
        _until_moment(path)
        bundle = session.bundle
        spin(lambda: session.bundle is not bundle or session.training.is_following)
        spin(lambda: session.spec is not None and session.bridge.is_idle)
        yield window, path
    finally:
        session.training.watch(None)
        if path is not None:
            _end_trainer(path)
        window.close()
        session.shutdown()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def _end_trainer(path: Path) -> None:
    """At once: nothing of this run is kept."""
    now = status.read(path)
    if now is not None:
        with suppress(ProcessLookupError):
            os.kill(now.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    spin(lambda: not process.running(path.parent))


def _until_moment(path: Path) -> None:
    """Waits for the run's first moment, then as long as warming up takes."""
    spin(lambda: any(path.glob("moments/*/card.toml")), PATIENCE)
    _rest(WARM_SECONDS)


def _rest(seconds: float) -> None:
    end = time.perf_counter() + seconds
    spin(lambda: time.perf_counter() > end, seconds + PATIENCE)


def _speed(path: Path, seconds: float) -> float:
    """Steps a second from now on for a while."""
    start = time.time()
    _rest(seconds)
    return _logged_speed(path, start, time.time())


def _logged_speed(path: Path, start: float, end: float) -> float:
    """Steps a second by the lines that were logged between two times (unix seconds)."""
    history = History(path)
    while history.refresh():
        pass
    steps, _, times = history.series("d_loss")
    inside = np.flatnonzero((times >= start) & (times <= end))
    if len(inside) < 2:
        raise UserError(
            tr("Training was too slow to be measured."), tr("Measure for longer: --seconds 60.")
        )
    first, last = inside[0], inside[-1]
    return float((steps[last] - steps[first]) / (times[last] - times[first]))


def _drag(window: MainWindow, path: Path, seconds: float) -> tuple[Drag, float]:
    probe = Probe(window)
    try:
        start = time.time()
        drag = Dragger(find_hand(window), probe, seconds).run()
        return drag, _logged_speed(path, start, time.time())
    finally:
        probe.remove()


class _Lag(QObject):
    """Notes how old what is new in the curves is when it has been painted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        panel = window.findChild(CurvesPanel)
        assert panel is not None
        self._panel = panel
        self._seen = self._steps()[-1]
        self._lags: list[float] = []
        panel.drawn.connect(self._drawn)

    def stop(self) -> list[float]:
        """Milliseconds, one for each time that something new was painted: of its first line."""
        self._panel.drawn.disconnect(self._drawn)
        return self._lags

    def _steps(self) -> Numbers:
        return self._panel.runs[0].history.series("d_loss")[0]

    def _drawn(self) -> None:
        # The request to paint was posted before, with the same priority.
        QCoreApplication.postEvent(self, QEvent(PAINTED), Qt.EventPriority.LowEventPriority.value)

    def event(self, event: QEvent) -> bool:
        if event.type() != PAINTED:
            return super().event(event)
        steps, _, times = self._panel.runs[0].history.series("d_loss")
        oldest = int(np.searchsorted(steps, self._seen, side="right"))
        if oldest < len(steps):
            self._seen = steps[-1]
            self._lags.append((time.time() - float(times[oldest])) * 1e3)
        return True


def _row(speeds: tuple[float, ...]) -> str:
    return " · ".join(f"{speed:.2f}" for speed in speeds)
