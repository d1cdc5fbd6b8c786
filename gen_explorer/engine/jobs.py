"""Long work beside the window: progress, cancelling, and errors as values.

A job is named "package.module:function" and imported in its own thread, so that who starts it need
not import what it needs (torch takes seconds).
"""

from __future__ import annotations

import importlib
import inspect
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gen_explorer.core.concurrency import CancelToken
from gen_explorer.core.errors import Cancelled, UserError
from gen_explorer.core.translation import tr

log = logging.getLogger(__name__)

RUNNING_LIMIT = 2
WAITING_LIMIT = 64


@dataclass(frozen=True)
class JobUpdate:
    """How far a job is, or how it ended."""

    id: int
    share: float
    """Done, in [0, 1]; -1 where it is not known."""
    sentence: str
    """What it does at the moment, for the person."""
    is_done: bool = False
    """The last update of its job."""
    result: Any = None
    error: BaseException | None = None
    """`UserError`, `Cancelled`, or a bug that was logged."""


@dataclass(frozen=True)
class _Job:
    id: int
    function: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    token: CancelToken


class JobRunner:
    """Runs at most `RUNNING_LIMIT` jobs at a time, the others wait for their turn. All methods may
    be called from any thread."""

    def __init__(
        self, on_update_ready: Callable[[], None], running_limit: int = RUNNING_LIMIT
    ) -> None:
        """`on_update_ready` is called from a job's thread whenever the outbox turns from empty to
        not empty. It must not block."""
        self._on_update_ready = on_update_ready
        self._running_limit = running_limit
        self._lock = threading.Lock()
        self._waiting: deque[_Job] = deque()
        self._running: dict[int, _Job] = {}
        self._threads: set[threading.Thread] = set()
        self._updates: dict[int, JobUpdate] = {}
        self._last_id = 0
        self._is_shut_down = False

    def start(self, function: str, *args: Any, **kwargs: Any) -> int:
        """Starts "package.module:function" and returns the job's id.

        The function gets `progress=` (a `Progress`) and `cancel=` (a `CancelToken`) if it has
        parameters of these names.
        """
        with self._lock:
            self._last_id += 1
            job = _Job(self._last_id, function, args, kwargs, CancelToken())
            if self._is_shut_down:
                return job.id
            is_refused = len(self._waiting) >= WAITING_LIMIT
            if not is_refused:
                self._waiting.append(job)
                if len(self._threads) < self._running_limit:
                    thread = threading.Thread(target=self._work, name=f"job-{job.id}", daemon=True)
                    self._threads.add(thread)
                    thread.start()
        if is_refused:
            error = UserError(
                tr("Too much is waiting to be computed."), tr("Wait until some of it is done.")
            )
            self._put(JobUpdate(job.id, 0.0, "", is_done=True, error=error))
        return job.id

    def cancel(self, job_id: int) -> None:
        """Asks a job to stop. One that still waits never starts. Either way its last update comes
        with `Cancelled` as its error."""
        with self._lock:
            running = self._running.get(job_id)
            waiting = next((job for job in self._waiting if job.id == job_id), None)
            if waiting is not None:
                self._waiting.remove(waiting)
        if running is not None:
            running.token.cancel()
        elif waiting is not None:
            self._put(JobUpdate(job_id, 0.0, "", is_done=True, error=Cancelled()))

    def take(self) -> list[JobUpdate]:
        """Empties the outbox: the newest update of each job."""
        with self._lock:
            updates, self._updates = self._updates, {}
        return list(updates.values())

    def shutdown(self, timeout: float = 2.0) -> None:
        """Cancels everything and waits at most `timeout` seconds for the threads to end."""
        with self._lock:
            self._is_shut_down = True
            self._waiting.clear()
            for job in self._running.values():
                job.token.cancel()
            threads = tuple(self._threads)
        end = time.monotonic() + timeout
        for thread in threads:
            thread.join(max(0.0, end - time.monotonic()))

    def _work(self) -> None:
        """A thread's life: it ends when nothing waits."""
        while True:
            with self._lock:
                if not self._waiting:
                    self._threads.discard(threading.current_thread())
                    return
                job = self._waiting.popleft()
                self._running[job.id] = job
            update = self._run(job)
            with self._lock:
                del self._running[job.id]
            self._put(update)

    def _run(self, job: _Job) -> JobUpdate:
        def progress(share: float, sentence: str) -> None:
            self._put(JobUpdate(job.id, share, sentence))

        try:
            function = find_function(job.function)
            offered = {"progress": progress, "cancel": job.token}
            taken = inspect.signature(function).parameters
            extra = {name: value for name, value in offered.items() if name in taken}
            result = function(*job.args, **{**extra, **job.kwargs})
        except BaseException as error:  # sys.exit in a job must not end its thread silently
            if not isinstance(error, (UserError, Cancelled)):
                log.exception("job %s failed", job.function)
            # Without its traceback the error does not keep the job's arrays alive.
            return JobUpdate(job.id, 1.0, "", is_done=True, error=error.with_traceback(None))
        return JobUpdate(job.id, 1.0, "", is_done=True, result=result)

    def _put(self, update: JobUpdate) -> None:
        with self._lock:
            if self._is_shut_down:
                return
            was_empty = not self._updates
            self._updates[update.id] = update
        if was_empty:
            self._on_update_ready()


def find_function(name: str) -> Callable[..., Any]:
    """The function that "package.module:function" names, its module imported."""
    module, _, attribute = name.partition(":")
    function: Callable[..., Any] = getattr(importlib.import_module(module), attribute)
    return function
