"""Between two steps: what the person wants, and how far the run is.

As a context around a loop it writes the run's last word, whatever ends it.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Any

from gen_explorer.core.errors import Cancelled, UserError, in_own_words
from gen_explorer.training import faults, status
from gen_explorer.training.control import Control, Watch
from gen_explorer.training.run import Change, RunFolder

if TYPE_CHECKING:
    from gen_explorer.training.trainer import Trainer

STATUS_SECONDS = 0.5
"""Between two writings of status.json."""
WAITING_SECONDS = 1.0
"""The same while the run waits."""
LOOK_SECONDS = 0.02
"""Between two looks at control.json while the run waits."""
SLOW = 20.0
"""Up to so many steps a second every one is logged: somebody watches them one by one."""


class Steering:
    """Follows control.json and writes status.json. `should_stop` is asked before every step, and
    while the data is loaded."""

    def __init__(self, run: RunFolder, should_stop: Callable[[], bool]) -> None:
        self.run = run
        self.is_stopped = False
        self._should_stop = should_stop
        self._watch = Watch(run.path)
        self._followed: Control | None = None
        self._trainer: Trainer | None = None
        self._to_repeat: list[Change] = []
        self._status = status.starting(run.path, os.getpid())
        self._speed = Speed()
        self._step, self._epoch_steps = 0, 1
        self._taken = 0  # single steps
        self._stepped_at = -math.inf
        self._written_at = -math.inf

    def __enter__(self) -> Steering:
        status.require_free(self.run.path)
        self._write()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is None and not self.is_stopped:
            self._write(state="finished", seconds_left=0.0)
        elif error is None or isinstance(error, Cancelled | KeyboardInterrupt):
            self._event("stopped")
            self._write(state="stopped", seconds_left=0.0, message="")
        else:
            told = faults.told(error, self._step)
            with suppress(UserError):  # it may be the disk that is full
                reason = type(error).__name__
                self._event(
                    "failed",
                    message=told.what,
                    remedy=told.remedy,
                    reason=reason,
                    details=told.details or in_own_words(error),
                )
            words = {"message": told.what, "remedy": told.remedy}
            self._write(state="failed", seconds_left=0.0, **words)
            if isinstance(told, UserError) and told is not error:
                raise told from error

    def loading(self, share: float, sentence: str) -> None:
        """Told while the data is loaded. Raises `Cancelled` when the person stops."""
        self._watch.look()
        if self._ends():
            raise Cancelled
        self._write_after(STATUS_SECONDS, message=sentence)

    def begin(
        self, trainer: Trainer, total_steps: int, epoch_steps: int, to_repeat: list[Change]
    ) -> None:
        """From here on steps are taken. `to_repeat` are changes of settings that were made in a run
        that was killed; each is made again at its step."""
        self._trainer, self._step, self._epoch_steps = trainer, trainer.step, epoch_steps
        self._to_repeat = to_repeat
        self._write(state="running", total_steps=total_steps, message="")
        self._speed.start()

    def may_step(self) -> bool:
        """Whether another step is to be taken, once it may be: what changed is applied, and a
        paused or slow run waits. False ends the run."""
        self._follow()
        if self._must_wait() and not self._ends():
            while self._must_wait() and not self._ends():
                self._write_after(WAITING_SECONDS)
                time.sleep(LOOK_SECONDS)  # the file may lie on another machine: nothing to wait on
                self._follow()
            self._speed.start()
        self.is_stopped = self._ends()
        self._stepped_at = time.monotonic()
        if self.is_paused:
            self._taken += 1
        return not self.is_stopped

    def stepped(self, step: int, pictures: int) -> None:
        """After step `step` (from 1), which was on so many pictures."""
        self._step = step
        self._speed.add(pictures)
        self._write_after(STATUS_SECONDS)

    @property
    def is_paused(self) -> bool:
        """Paused runs take single steps."""
        return self._followed is not None and self._followed.is_paused

    @property
    def is_watched_closely(self) -> bool:
        """Whether somebody looks at every single step."""
        return self.is_paused or 0 < self._watch.control.steps_per_second <= SLOW

    @property
    def keeps(self) -> bool:
        """Whether a run that is stopped leaves a checkpoint."""
        return self._watch.control.stop != "discard"

    @property
    def pictures_per_second(self) -> float:
        return self._speed.rate

    def _follow(self) -> None:
        """Does what control.json says, if that is new."""
        assert self._trainer is not None
        while self._to_repeat and self._to_repeat[0].step <= self._step:
            change = self._to_repeat.pop(0)
            self._change(change.name, change.value)
        self._watch.look()
        control = self._watch.control
        if control is self._followed:
            return
        was_paused, self._followed = self.is_paused, control
        for name, value in control.settings.items():
            self._change(name, value)
        if not control.is_paused:
            self._taken = control.steps
        if control.is_paused != was_paused:
            self._event("paused" if control.is_paused else "resumed")
            self._write(state="paused" if control.is_paused else "running")

    def _change(self, name: str, value: float) -> None:
        assert self._trainer is not None
        old = self._trainer.change(name, value)
        if old is not None:
            self._event("setting", name=name, old=old, new=value)

    def _must_wait(self) -> bool:
        control = self._watch.control
        if control.is_paused:
            return control.steps <= self._taken
        rate = control.steps_per_second
        return rate > 0 and time.monotonic() < self._stepped_at + 1 / rate

    def _ends(self) -> bool:
        return bool(self._watch.control.stop) or self._should_stop()

    def _event(self, kind: str, **values: object) -> None:
        if self._trainer is not None:
            where = {"step": self._step, "epoch": self._step // self._epoch_steps}
            self.run.add_event(**where, time=time.time(), kind=kind, **values)

    def _write_after(self, seconds: float, **changes: Any) -> None:
        if time.monotonic() - self._written_at > seconds:
            self._write(**changes)

    def _write(self, **changes: Any) -> None:
        """Writes status.json, once the folder is a run's."""
        if self._trainer is not None:
            changes["step"] = self._step
            changes["epoch"] = max(self._step - 1, 0) // self._epoch_steps
            changes["pictures_per_second"] = self._speed.rate
            left = changes.get("total_steps", self._status.total_steps) - self._step
            changes.setdefault("seconds_left", left * self._speed.seconds_a_step)
        self._status = replace(self._status, **{"time": time.time(), **changes})
        self._written_at = time.monotonic()
        if self.run.is_started:
            with suppress(OSError):  # a run that cannot tell how it is still trains
                status.write(self.run.path, self._status)


class Speed:
    """How fast steps are taken, as a mean over the last SECONDS or so."""

    SECONDS = 20.0

    def __init__(self) -> None:
        self._steps = self._pictures = self._seconds = 0.0
        self._last = 0.0

    def start(self) -> None:
        """The time before now does not count: the run waited."""
        self._last = time.monotonic()

    def add(self, pictures: int) -> None:
        """A step."""
        now = time.monotonic()
        fade = math.exp((self._last - now) / self.SECONDS)
        self._steps = self._steps * fade + 1
        self._pictures = self._pictures * fade + pictures
        self._seconds = self._seconds * fade + now - self._last
        self._last = now

    @property
    def rate(self) -> float:
        """Pictures a second; 0 before the first step."""
        return self._pictures / self._seconds if self._seconds else 0.0

    @property
    def seconds_a_step(self) -> float:
        return self._seconds / self._steps if self._steps else 0.0
