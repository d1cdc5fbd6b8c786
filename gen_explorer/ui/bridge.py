"""The one doorway into the GUI thread: frames and job reports of other threads come in here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from gen_explorer.checkpoints.bundle import Bundle
from gen_explorer.core.errors import UserError
from gen_explorer.engine.jobs import JobRunner, JobUpdate
from gen_explorer.engine.newest import Answer, NewestRunner
from gen_explorer.engine.request import Frame, Latents, Quality, RenderRequest
from gen_explorer.engine.worker import LoadReport, RenderWorker
from gen_explorer.state.recipe import Recipe


@dataclass(frozen=True)
class _Callbacks:
    function: str
    on_result: Callable[[Any], None] | None
    on_error: Callable[[BaseException], None] | None
    on_progress: Callable[[float, str], None] | None


@dataclass(frozen=True)
class _Asked:
    ticket: int
    function: str
    on_answer: Callable[[Any, bool], None]
    on_error: Callable[[BaseException], None] | None


class Bridge(QObject):
    """Owns the render thread and the jobs, and hands on what they report in the GUI thread.

    A frame is shown if its epoch is current and its revision is not older than the last one shown
    of its view. There is at most one wake-up on its way, however fast frames come: a queued
    signal for each frame fell seconds behind.
    """

    frame_arrived = Signal(object)
    """A `Frame` to show."""
    model_loaded = Signal(object)
    """A `LoadReport`: the engine has the model, could not take it, or changed the device."""
    weights_loaded = Signal(object)
    """A `LoadReport` on other weights of the model that is there."""
    beside_loaded = Signal(object)
    """A `LoadReport` on a view's own model."""
    job_updated = Signal(object)
    """A `JobUpdate`, for who shows progress."""
    job_failed = Signal(object)
    """The exception of a job whose starter gave no `on_error`."""
    succeeded = Signal(str)
    """The function of a job or of an answer that ended well. The `UserError` of one that did not
    has it as its `action`."""
    _wake = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wake.connect(self._drain, Qt.ConnectionType.QueuedConnection)
        self._worker = RenderWorker(self._wake.emit)
        self._jobs = JobRunner(self._wake.emit)
        self._newest = NewestRunner(self._wake.emit)
        self._asked: dict[str, _Asked] = {}
        self._callbacks: dict[int, _Callbacks] = {}
        self._epoch = 0
        self._loading = 0
        self._adopted = 0
        self._weights = 0
        self._own: dict[str, int] = {}
        self._own_epoch = 0
        self._revision = 0
        self._shown: dict[str, int] = {}
        self._waiting: dict[str, int] = {}
        self._is_closed = False
        self._worker.start()

    @property
    def epoch(self) -> int:
        """The epoch of the model that the engine draws with; 0 before the first."""
        return self._epoch

    @property
    def is_current(self) -> bool:
        """False when the engine holds another model than `epoch` says: two loads overtook each
        other and the second failed."""
        return self._adopted == self._epoch

    @property
    def is_idle(self) -> bool:
        """True when every request was answered and no job with callbacks runs."""
        return not self._waiting and not self._callbacks and not self._asked

    def load(self, bundle: Bundle, device: str = "auto") -> None:
        """Hands the engine a model. `model_loaded` tells how it went; until then requests still
        belong to the model before."""
        self._loading = max(self._loading, self._epoch) + 1
        self._worker.load(self._loading, bundle, device)

    def load_weights(self, bundle: Bundle) -> int:
        """Hands the engine other weights of the model that it has. Returns their number, which the
        report of `weights_loaded` has; none comes where a model is loaded meanwhile."""
        self._weights += 1
        self._worker.load_weights(self._epoch, self._weights, bundle)
        return self._weights

    def load_beside(self, view: str, bundle: Bundle | None) -> None:
        """Gives a view a model of its own, or takes it away. `beside_loaded` tells how it went;
        what is asked for meanwhile waits."""
        self._own_epoch += 1
        self.cancel(view)
        self._shown.pop(view, None)
        if bundle is None:
            self._own.pop(view, None)
        else:
            self._own[view] = self._own_epoch
        self._worker.load_beside(view, self._own_epoch, bundle)

    def submit(
        self, view: str, subject: Recipe | Latents, quality: Quality = Quality.SETTLED
    ) -> int:
        """Asks for a picture (recipe) or several (latents). Returns the request's revision."""
        self._revision += 1
        self._waiting[view] = self._revision
        epoch = self._own.get(view, self._epoch)
        self._worker.submit(RenderRequest(view, epoch, self._revision, subject, quality))
        return self._revision

    def cancel(self, view: str) -> None:
        self._waiting.pop(view, None)
        self._worker.cancel(view)

    def run(
        self,
        function: str,
        *args: Any,
        on_result: Callable[[Any], None] | None = None,
        on_error: Callable[[BaseException], None] | None = None,
        on_progress: Callable[[float, str], None] | None = None,
        **kwargs: Any,
    ) -> int:
        """Runs "package.module:function" in a thread of its own; the callbacks are called here,
        in the GUI thread. Returns the job's id."""
        job = self._jobs.start(function, *args, **kwargs)
        self._callbacks[job] = _Callbacks(function, on_result, on_error, on_progress)
        return job

    def cancel_job(self, job: int) -> None:
        """Stops a job; none of its callbacks is called any more."""
        self._callbacks.pop(job, None)
        self._jobs.cancel(job)

    def ask(
        self,
        slot: str,
        function: str,
        *args: Any,
        on_answer: Callable[[Any, bool], None],
        on_error: Callable[[BaseException], None] | None = None,
        stop_running: bool = False,
    ) -> None:
        """Asks for "package.module:function"(*args) in the thread of `slot`, where only the newest
        request counts (see `engine.newest`). `on_answer` gets the result, or parts of it, and
        whether that was the last of it; it may get the answer to the request before this one."""
        ticket = self._newest.submit(slot, function, *args, stop_running=stop_running)
        self._asked[slot] = _Asked(ticket, function, on_answer, on_error)

    def cancel_asked(self, slot: str) -> None:
        """Stops what a slot does; it is not answered any more."""
        self._asked.pop(slot, None)
        self._newest.cancel(slot)

    def shutdown(self) -> None:
        """Ends all threads. Nothing arrives afterwards."""
        if self._is_closed:
            return
        self._is_closed = True
        self._callbacks.clear()
        self._asked.clear()
        self._newest.shutdown()
        self._worker.stop()
        self._jobs.shutdown()

    @Slot()
    def _drain(self) -> None:
        if self._is_closed:
            return
        arrived = self._worker.take()
        newest = {item.view: item.revision for item in arrived if isinstance(item, Frame)}
        for item in arrived:
            if isinstance(item, LoadReport):
                self._take_report(item)
            elif item.revision == newest[item.view]:
                self._take_frame(item)
        for update in self._jobs.take():
            self._take_update(update)
        for answer in self._newest.take():
            self._take_answer(answer)

    def _take_report(self, report: LoadReport) -> None:
        if report.view:
            if report.epoch == self._own.get(report.view):
                self.beside_loaded.emit(report)
            return
        if report.weights:
            if report.epoch == self._epoch:
                self.weights_loaded.emit(report)
            return
        if report.error is None:
            self._adopted = report.epoch
        if report.epoch == self._loading and report.error is None and report.epoch > self._epoch:
            self._epoch = report.epoch
            self._shown.clear()
            self._waiting.clear()
        if report.epoch in (self._loading, self._epoch):
            self.model_loaded.emit(report)

    def _take_frame(self, frame: Frame) -> None:
        epoch = self._own.get(frame.view, self._epoch)
        if frame.epoch != epoch or frame.revision < self._shown.get(frame.view, 0):
            return
        self._shown[frame.view] = frame.revision
        if frame.is_last and self._waiting.get(frame.view) == frame.revision:
            del self._waiting[frame.view]
        self.frame_arrived.emit(frame)

    def _take_update(self, update: JobUpdate) -> None:
        self.job_updated.emit(update)
        callbacks = self._callbacks.get(update.id)
        if callbacks is None:
            return
        if not update.is_done:
            if callbacks.on_progress is not None:
                callbacks.on_progress(update.share, update.sentence)
            return
        del self._callbacks[update.id]
        self._note(callbacks.function, update.error)
        if update.error is None:
            if callbacks.on_result is not None:
                callbacks.on_result(update.result)
        elif callbacks.on_error is not None:
            callbacks.on_error(update.error)
        else:
            self.job_failed.emit(update.error)

    def _note(self, function: str, error: BaseException | None) -> None:
        """How a function ended this time."""
        if error is None:
            self.succeeded.emit(function)
        elif isinstance(error, UserError):
            error.action = error.action or function

    def _take_answer(self, answer: Answer) -> None:
        asked = self._asked.get(answer.slot)
        if asked is None:
            return
        if answer.is_last and answer.ticket == asked.ticket:
            del self._asked[answer.slot]
        self._note(asked.function, answer.error)
        if answer.error is None:
            asked.on_answer(answer.result, answer.is_last)
        elif asked.on_error is not None:
            asked.on_error(answer.error)
        else:
            self.job_failed.emit(answer.error)
