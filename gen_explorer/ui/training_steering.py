"""How the window speaks to a trainer: it starts one, and writes what it shall do into the run."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gen_explorer.core import paths
from gen_explorer.training import control as controls
from gen_explorer.training import process
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.control import Control

if TYPE_CHECKING:
    from gen_explorer.ui.session import Session

SLOT = "training control"


def launch(run: Path, config: TrainConfig | None, device: str, threads: int) -> Path:
    """Starts a trainer on a new run, or on one that goes on (no config). Runs in a job."""
    process.start(run, config, device=device, threads=threads)
    return run


def new_run(config: TrainConfig) -> Path:
    """A folder that is not there yet, named by the day and what is trained."""
    stem = f"{time.strftime('%Y-%m-%d')}-{config.family.replace('_', '-')}"
    folder = paths.runs_dir()
    number = 1
    while (folder / f"{stem}-{number}").exists():
        number += 1
    return folder / f"{stem}-{number}"


class TrainerSteering(QObject):
    """Steers the trainer of one run, if there is one."""

    status_changed = Signal()
    """What the trainer says of itself, or whether it lives, or what is asked of it."""
    busy_changed = Signal(bool)
    """True while a run is being started."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.run: Path | None = None
        self.control = Control()
        """What was asked of the trainer last."""
        self.is_alive = False
        """Whether a trainer works on the run."""
        self.is_starting = False
        self._writing = False

    def start(self, config: TrainConfig, device: str = "auto", threads: int = 0) -> None:
        """Trains `config` in a new folder and watches it. `threads` 0 leaves their number to the
        trainer."""
        self._launch(new_run(config), config, device, threads)

    def resume(self, device: str = "auto", threads: int = 0) -> None:
        """Goes on with the watched run from its newest checkpoint."""
        if self.run is not None and not self.is_alive:
            self._launch(self.run, None, device, threads)

    def send(self, **changes: Any) -> None:
        """Asks the trainer for something: fields of `Control`. `settings` adds to those that were
        changed before."""
        if self.run is None:
            return
        if "settings" in changes:
            changes["settings"] = {**self.control.settings, **changes["settings"]}
        self.control = replace(self.control, **changes)
        self._write_control()
        self.status_changed.emit()

    def pause(self) -> None:
        self.send(is_paused=True)

    def go_on(self) -> None:
        """Out of a pause, as fast as before."""
        self.send(is_paused=False)

    def toggle_pause(self) -> None:
        if self.control.is_paused:
            self.go_on()
        else:
            self.pause()

    def step(self) -> None:
        """One step, then a pause."""
        self.send(is_paused=True, steps=self.control.steps + 1)

    def stop(self) -> None:
        """Saves a checkpoint and ends the trainer."""
        self.send(stop="keep")

    def stop_now(self) -> None:
        """`stop` for a window that is about to close: written before this returns."""
        if self.run is not None:
            self.control = replace(self.control, stop="keep")
            controls.write(self.run, self.control)

    # Parts

    def _launch(self, run: Path, config: TrainConfig | None, device: str, threads: int) -> None:
        if self.is_starting:
            return
        self._set_starting(True)
        self._session.bridge.run(
            "gen_explorer.ui.training_steering:launch",
            run,
            config,
            device,
            threads,
            on_result=self._launched,
            on_error=self._launch_failed,
        )

    def _launched(self, run: Path) -> None:
        """A trainer works on `run` now."""
        self._set_starting(False)

    def _launch_failed(self, error: BaseException) -> None:
        self._set_starting(False)
        self._session.show_error(error)

    def _set_starting(self, is_starting: bool) -> None:
        self.is_starting = is_starting
        self.busy_changed.emit(is_starting)

    def _write_control(self) -> None:
        """In a thread of its own: the disk may be slow, and no job may hold a pause up. Every file
        says all that is wanted, so the newest one counts."""
        self._writing = True
        self._session.bridge.ask(
            SLOT,
            "gen_explorer.training.control:write",
            self.run,
            self.control,
            on_answer=lambda _result, _is_last: self._wrote(),
            on_error=self._write_failed,
        )

    def _wrote(self) -> None:
        self._writing = False

    def _write_failed(self, error: BaseException) -> None:
        self._writing = False
        self._session.show_error(error)
