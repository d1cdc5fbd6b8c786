"""The training run that the window watches: its history and its status, and what goes wrong.

The window and the trainer meet in the run folder alone. What is new there is read in small pieces
by a timer; a long history is first read in a job.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QTimer, Signal

from gen_explorer.core import paths
from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.training import control as controls
from gen_explorer.training import moments
from gen_explorer.training import status as statuses
from gen_explorer.training.alarm import Alarm
from gen_explorer.training.completion import is_complete
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.control import Control
from gen_explorer.training.found_runs import newest_checkpoint
from gen_explorer.training.history import History
from gen_explorer.training.status import Status
from gen_explorer.ui.training_steering import TrainerSteering, launch, new_run

if TYPE_CHECKING:
    from gen_explorer.ui.session import Session

__all__ = ["TrainingWatch", "launch", "new_run"]

TICK_MS = 100
"""Between two looks into the folder of a living run."""
REST_MS = 1000
"""The same for one that nobody trains, and for those it is compared with."""
ALARM_MS = 2000
"""Between two looks for what goes wrong."""
PIECE = 1 << 18
"""Bytes that are read at once in the GUI thread; more is read in a job."""
_READER = "gen_explorer.training.history:opened"
LIVING = ("starting", "running", "paused")
"""States of a run that a trainer works on."""


class TrainingWatch(TrainerSteering):
    """At most one run is watched, beside others that it is compared with."""

    run_changed = Signal()
    """Another run is watched, or none; its history follows with `history_changed`."""
    history_changed = Signal()
    """The run's history has more than before, or is there now."""
    compared_changed = Signal()
    """Other runs are compared with, or have more than before."""
    alarms_changed = Signal()
    """Something goes wrong, or does not any more."""
    step_asked = Signal(int)
    """Somebody points at a step: plots and films go there."""
    following_changed = Signal(bool)
    """Whether the window walks the newest moment."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.history: History | None = None
        """None until it was read."""
        self.status: Status | None = None
        """None where no trainer has written one (an old run, a TensorBoard file)."""
        self.compared: list[History] = []
        self.alarms: list[Alarm] = []
        session.walk.followed_changed.connect(self._following_changed)
        self.checkpoint_step = -1
        """Of the newest checkpoint; -1 without one."""
        self._config: TrainConfig | None = None
        self._is_complete = False
        self._seconds = 0.0
        self._seen = -1
        self._reading: int | None = None
        self._rested = 0.0
        self._judging: int | None = None
        self._judged = 0.0
        self._is_new = False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    # What is watched

    @property
    def state(self) -> str:
        """The status's state; "lost" where its trainer ended without a word, "recorded" where there
        is no status (or "finished" where the log says so), "" without a run."""
        if self.run is None:
            return ""
        if self.status is None:
            told = "finished" if self._is_complete else "recorded"
            return "starting" if self.is_starting else told
        if self.status.state in LIVING and not self.is_alive:
            return "lost"
        return self.status.state

    @property
    def can_resume(self) -> bool:
        """Whether a trainer could go on from a checkpoint."""
        return not self.is_alive and self.checkpoint_step >= 0 and self.state != "finished"

    @property
    def is_steerable(self) -> bool:
        """Whether a trainer listens."""
        return self.run is not None and self.is_alive

    @property
    def config(self) -> TrainConfig | None:
        """The watched run's, read when it was opened; None where its folder does not say."""
        return self._config

    @property
    def seconds(self) -> float:
        """From the first to the last logged step of the watched run."""
        return self._seconds

    @property
    def is_following(self) -> bool:
        """Whether the window walks the newest moment of the run."""
        return self.run is not None and self._session.walk.followed == self.run

    def watch(self, path: Path | str | None) -> None:
        """Watches a run folder, or a TensorBoard event file or folder; None watches nothing."""
        self._stop_reading()
        was_following = self.is_following
        self.run = None if path is None else Path(path)
        if was_following:
            self._session.follow(self.run)
        self.history, self.status, self.control = None, None, Control()
        self.is_alive, self._seen = False, -1
        self.alarms, self._judged = [], 0.0
        self.checkpoint_step, self._config, self._seconds = -1, None, 0.0
        self._is_complete = False
        if self.run is None:
            self._timer.stop()
        else:
            self._read_status()
            self._read_in_job()
            self._timer.start()
            if any(other.path == self.run for other in self.compared):
                self.forget_compared(self.run)  # not with itself
        self.run_changed.emit()
        self.status_changed.emit()
        self.alarms_changed.emit()

    def compare(self, path: Path | str) -> None:
        """Adds a run to those that are drawn beside the watched one."""
        wanted = Path(path)
        if wanted == self.run or any(wanted == other.path for other in self.compared):
            return
        self._session.bridge.run(_READER, wanted, on_result=self._add_compared)

    def forget_compared(self, path: Path | str | None = None) -> None:
        """Takes one compared run away, or all."""
        self.compared = [h for h in self.compared if path is not None and h.path != Path(path)]
        self.compared_changed.emit()

    def find_running(self, on_found: Callable[[list[Path]], None]) -> None:
        """Tells which runs are being trained in the person's folder of runs."""
        self._session.bridge.run(
            "gen_explorer.training.process:running", paths.runs_dir(), on_result=on_found
        )

    def ask_for_step(self, step: int) -> None:
        self.step_asked.emit(step)

    def discard(self) -> None:
        """Ends the trainer, if there is one, and deletes the run with all that it made."""
        run = self.run
        if run is not None:
            self.watch(None)
            self._session.bridge.run("gen_explorer.training.process:discard", run)

    # Walking its moments

    def follow(self, is_on: bool) -> None:
        """Lets the window walk the newest moment of the run, and each one after it."""
        self._session.follow(self.run if is_on else None)

    def _following_changed(self) -> None:
        self.following_changed.emit(self.is_following)

    def open_moment(self, step: int) -> None:
        """Opens the moment nearest to `step` in the window, without following any more."""
        found = moments.found(self.run) if self.run is not None else []
        if not found:
            self._session.show_error(
                UserError(
                    tr("This run has no moments to open yet."),
                    tr("The first one is kept with the first preview."),
                )
            )
            return
        self.follow(False)
        _, path = min(found, key=lambda moment: abs(moment[0] - step))
        self._session.open_moment(path)

    def close(self) -> None:
        """Reads nothing any more."""
        self._timer.stop()

    # Parts

    def _launched(self, run: Path) -> None:
        super()._launched(run)
        self.watch(run)
        self.follow(True)

    def _tick(self) -> None:
        now = time.monotonic()
        is_due = now - self._rested >= REST_MS / 1000
        if is_due:
            self._rested = now
            self._refresh_compared()
        if self.run is None or not (is_due or self.is_alive):
            return
        self._read_status(is_due)
        self._read_history()
        self._judge(now)

    def _read_status(self, is_due: bool = True) -> None:
        """Whether the trainer lives is asked once a second: the answer costs more than reading."""
        assert self.run is not None
        status = statuses.read(self.run) if self.run.is_dir() else None
        is_alive = self.is_alive
        if is_due or status != self.status:
            is_alive = status is not None and statuses.is_alive(status)
        if is_due:
            self.checkpoint_step = newest_checkpoint(self.run)
        if (status, is_alive) == (self.status, self.is_alive):
            return
        if is_alive and not self.is_alive and not self._writing:
            self.control = controls.read(self.run)
        self.status, self.is_alive = status, is_alive
        self.status_changed.emit()

    def _read_history(self) -> None:
        if self.history is None or self.run is None:
            return
        if self._reading is not None or self._judging is not None:  # a job has it
            return
        size = _size(self.run)
        if size == self._seen:
            return
        if abs(size - self._seen) > PIECE:
            self._read_in_job()
            return
        self._seen = size
        if self.history.refresh():
            self._is_new = True
            self._note_time()
            self.history_changed.emit()

    def _note_time(self) -> None:
        names = self.history.names() if self.history is not None else ()
        if self.history is not None and names:
            times = self.history.series(names[0])[2]
            if len(times) and np.isfinite(times[[0, -1]]).all():
                self._seconds = float(times[-1] - times[0])

    def _judge(self, now: float) -> None:
        """Looks for alarms in a job; the history is not read on meanwhile."""
        if self.history is None or not self._is_new or now - self._judged < ALARM_MS / 1000:
            return
        if self._reading is not None or self._judging is not None:
            return
        self._judged, self._is_new = now, False
        self._judging = self._session.bridge.run(
            "gen_explorer.training.alarms:check",
            self.history,
            on_result=self._take_alarms,
            on_error=self._judging_failed,
        )

    def _take_alarms(self, alarms: list[Alarm]) -> None:
        self._judging = None
        if alarms != self.alarms:
            self.alarms = alarms
            self.alarms_changed.emit()

    def _judging_failed(self, error: BaseException) -> None:
        self._judging = None
        self._session.show_error(error)

    def _read_in_job(self) -> None:
        assert self.run is not None
        run, size = self.run, _size(self.run)
        self._reading = self._session.bridge.run(
            _READER,
            run,
            on_result=partial(self._take_history, size),
            on_error=self._reading_failed,
        )

    def _take_history(self, size: int, history: History) -> None:
        is_told = self.is_starting or self.status is not None or history.config is not None
        if not is_told and not history.names():
            self._reading_failed(
                UserError(
                    tr("There is no run in {path}.").format(path=history.path),
                    tr(
                        "Choose a folder that a training wrote, with config.toml in it, or an "
                        "event file of TensorBoard."
                    ),
                )
            )
            return
        self._reading, self._seen = None, size
        self.history, self._is_new = history, True
        self._config = history.config
        if self.run is not None and self.status is None and history.config is not None:
            self._is_complete = is_complete(self.run, history.config, self.checkpoint_step)
        self._note_time()
        self.history_changed.emit()

    def _reading_failed(self, error: BaseException) -> None:
        self._reading = None
        self.watch(None)
        if isinstance(error, UserError):
            error.action = _READER
        self._session.show_error(error)

    def _stop_reading(self) -> None:
        for job in (self._reading, self._judging):
            if job is not None:
                self._session.bridge.cancel_job(job)
        self._reading = self._judging = None

    def _add_compared(self, history: History) -> None:
        if all(history.path != other.path for other in self.compared):
            self.compared.append(history)
            self.compared_changed.emit()

    def _refresh_compared(self) -> None:
        changed = [history.refresh() for history in self.compared]
        if any(changed):
            self.compared_changed.emit()


def _size(path: Path) -> int:
    """Bytes of what a history is read from, so far; 0 where there is nothing yet."""
    try:
        if path.is_file():
            return path.stat().st_size
        events = path / "events.jsonl"
        if events.exists() or (path / "config.toml").exists():
            return events.stat().st_size if events.exists() else 0
        return sum(file.stat().st_size for file in path.rglob("events.out.tfevents.*"))
    except OSError:
        return 0
