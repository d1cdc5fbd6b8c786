"""Work for what is looked at right now: of everything asked for, only the newest counts.

While a slider is dragged, requests come faster than they can be answered. Each slot has a thread of
its own and room for one request that waits: a newer one takes its place, so that no answer is ever
late by more than one piece of work. `engine.jobs` is for work that must all be done.
"""

from __future__ import annotations

import inspect
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gen_explorer.core.concurrency import CancelToken
from gen_explorer.core.errors import Cancelled, UserError
from gen_explorer.engine.jobs import find_function

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What became of a request."""

    slot: str
    ticket: int
    result: Any = None
    error: BaseException | None = None
    """`UserError`, or a bug that was logged."""
    is_last: bool = True
    """False for a part of the result; more follow."""


@dataclass(frozen=True)
class _Request:
    ticket: int
    function: str
    args: tuple[Any, ...]
    token: CancelToken


class NewestRunner:
    """One thread a slot, started when first needed. All methods may be called from any thread."""

    def __init__(self, on_answer_ready: Callable[[], None]) -> None:
        """`on_answer_ready` is called from a slot's thread whenever the outbox turns from empty to
        not empty. It must not block."""
        self._on_answer_ready = on_answer_ready
        self._changed = threading.Condition()
        self._waiting: dict[str, _Request] = {}
        self._running: dict[str, _Request] = {}
        self._threads: dict[str, threading.Thread] = {}
        self._answers: list[Answer] = []
        self._last_ticket = 0
        self._is_shut_down = False

    def submit(self, slot: str, function: str, *args: Any, stop_running: bool = False) -> int:
        """Asks for "package.module:function"(*args), called in the slot's thread, and returns the
        request's ticket. What still waits in the slot is dropped. What runs is answered, so that
        something is seen while requests keep coming, unless `stop_running` says that it takes too
        long for that.

        The function gets `cancel=` (a `CancelToken`) and `part=` (called with a piece of the
        result) if it has parameters of these names.
        """
        with self._changed:
            self._last_ticket += 1
            request = _Request(self._last_ticket, function, args, CancelToken())
            if self._is_shut_down:
                return request.ticket
            self._waiting[slot] = request
            if stop_running and slot in self._running:
                self._running[slot].token.cancel()
            if slot not in self._threads:
                thread = threading.Thread(
                    target=self._work, args=(slot,), name=f"newest-{slot}", daemon=True
                )
                self._threads[slot] = thread
                thread.start()
            self._changed.notify_all()
        return request.ticket

    def cancel(self, slot: str) -> None:
        """Drops what waits in a slot and stops what runs; neither is answered."""
        with self._changed:
            self._waiting.pop(slot, None)
            if slot in self._running:
                self._running[slot].token.cancel()

    def take(self) -> list[Answer]:
        """Empties the outbox."""
        with self._changed:
            answers, self._answers = self._answers, []
        return answers

    def shutdown(self, timeout: float = 2.0) -> None:
        """Cancels everything and waits at most `timeout` seconds for the threads to end."""
        with self._changed:
            self._is_shut_down = True
            self._waiting.clear()
            for request in self._running.values():
                request.token.cancel()
            threads = tuple(self._threads.values())
            self._changed.notify_all()
        end = time.monotonic() + timeout
        for thread in threads:
            thread.join(max(0.0, end - time.monotonic()))

    def _work(self, slot: str) -> None:
        while True:
            with self._changed:
                self._running.pop(slot, None)
                while slot not in self._waiting and not self._is_shut_down:
                    self._changed.wait()
                if self._is_shut_down:
                    return
                request = self._running[slot] = self._waiting.pop(slot)
            answer = self._run(slot, request)
            if answer is not None:
                self._put(answer, request)

    def _run(self, slot: str, request: _Request) -> Answer | None:
        def part(result: Any) -> None:
            self._put(Answer(slot, request.ticket, result, is_last=False), request)

        try:
            function = find_function(request.function)
            offered = {"part": part, "cancel": request.token}
            taken = inspect.signature(function).parameters
            extra = {name: value for name, value in offered.items() if name in taken}
            return Answer(slot, request.ticket, function(*request.args, **extra))
        except Cancelled:
            return None
        except BaseException as error:  # sys.exit must not end the thread silently
            if not isinstance(error, UserError):
                log.exception("%s failed", request.function)
            return Answer(slot, request.ticket, error=error.with_traceback(None))

    def _put(self, answer: Answer, request: _Request) -> None:
        with self._changed:
            if self._is_shut_down or request.token.is_cancelled:
                return
            was_empty = not self._answers
            self._answers.append(answer)
        if was_empty:
            self._on_answer_ready()
