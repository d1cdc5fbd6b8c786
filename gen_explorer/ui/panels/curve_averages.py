"""Smooths the curves of runs in jobs, where that takes too long to wait for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from gen_explorer.training.run_curves import RunCurves
from gen_explorer.training.smoothing import Smoothed
from gen_explorer.ui.session import Session


class CurveAverages(QObject):
    """Each average is worked out once at a time."""

    arrived = Signal()
    """A run was given an average."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._running: set[tuple[int, str, float]] = set()

    def want(self, runs: Sequence[RunCurves], names: Sequence[str]) -> None:
        """Starts a job for every average of `names` that a run lacks."""
        for run in runs:
            for name, window in run.missing(tuple(names)).items():
                job = (id(run), name, window)
                if job not in self._running:
                    self._running.add(job)
                    self._session.bridge.run(
                        "gen_explorer.training.smoothing:smoothed",
                        run.history.series(name)[1],
                        window,
                        on_result=partial(self._averaged, run, name, job),
                    )

    def _averaged(
        self, run: RunCurves, name: str, job: tuple[int, str, float], made: Smoothed
    ) -> None:
        self._running.discard(job)
        run.adopt(name, made)
        self.arrived.emit()
