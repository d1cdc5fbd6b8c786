"""Of everything asked for, only the newest is computed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from gen_explorer.core.concurrency import CancelToken
from gen_explorer.core.errors import UserError
from gen_explorer.engine.newest import Answer, NewestRunner

HERE = "tests.engine.test_newest"
go_on = threading.Event()
begun = threading.Event()
calls: list[int] = []


def double(value: int) -> int:
    calls.append(value)
    return 2 * value


def wait(value: int) -> int:
    calls.append(value)
    begun.set()
    assert go_on.wait(5)
    return value


def in_parts(value: int, part: Callable[[Any], None], cancel: CancelToken) -> int:
    calls.append(value)
    part(value)
    begun.set()
    assert go_on.wait(5)
    cancel.check()
    part(value + 1)
    return value + 2


def fail(user: bool) -> None:
    raise UserError("No.", "Try again.") if user else ValueError("a bug")


@pytest.fixture
def ready() -> threading.Semaphore:
    return threading.Semaphore(0)


@pytest.fixture
def runner(ready: threading.Semaphore) -> Iterator[NewestRunner]:
    calls.clear()
    go_on.clear()
    begun.clear()
    made = NewestRunner(ready.release)
    yield made
    go_on.set()
    made.shutdown()


def answers(runner: NewestRunner, ready: threading.Semaphore, count: int) -> list[Answer]:
    found: list[Answer] = []
    while len(found) < count:
        assert ready.acquire(timeout=5)
        found += runner.take()
    return found


def test_an_answer(runner: NewestRunner, ready: threading.Semaphore) -> None:
    ticket = runner.submit("a", f"{HERE}:double", 21)
    assert answers(runner, ready, 1) == [Answer("a", ticket, 42)]


def test_what_waits_gives_way_and_what_runs_is_answered(
    runner: NewestRunner, ready: threading.Semaphore
) -> None:
    first = runner.submit("a", f"{HERE}:wait", 1)
    assert begun.wait(5)
    last = [runner.submit("a", f"{HERE}:double", value) for value in (2, 3, 4)][-1]
    go_on.set()
    assert answers(runner, ready, 2) == [Answer("a", first, 1), Answer("a", last, 8)]
    assert calls == [1, 4]


def test_slots_do_not_wait_for_each_other(runner: NewestRunner, ready: threading.Semaphore) -> None:
    runner.submit("slow", f"{HERE}:wait", 1)
    assert begun.wait(5)
    runner.submit("fast", f"{HERE}:double", 2)
    assert [a.slot for a in answers(runner, ready, 1)] == ["fast"]


def test_parts_come_first_and_a_stopped_request_is_not_answered(
    runner: NewestRunner, ready: threading.Semaphore
) -> None:
    runner.submit("a", f"{HERE}:in_parts", 1)
    assert begun.wait(5)
    assert [(a.result, a.is_last) for a in answers(runner, ready, 1)] == [(1, False)]
    runner.submit("a", f"{HERE}:double", 5, stop_running=True)
    go_on.set()
    assert [a.result for a in answers(runner, ready, 1)] == [10]
    assert calls == [1, 5]
    runner.submit("a", f"{HERE}:in_parts", 7)
    found = answers(runner, ready, 3)
    assert [(a.result, a.is_last) for a in found] == [(7, False), (8, False), (9, True)]


def test_cancelling_answers_nothing(runner: NewestRunner, ready: threading.Semaphore) -> None:
    runner.submit("a", f"{HERE}:in_parts", 1)
    assert begun.wait(5)
    answers(runner, ready, 1)
    runner.cancel("a")
    go_on.set()
    runner.submit("a", f"{HERE}:double", 3)
    assert [a.result for a in answers(runner, ready, 1)] == [6]


def test_errors_are_answers(
    runner: NewestRunner, ready: threading.Semaphore, caplog: pytest.LogCaptureFixture
) -> None:
    runner.submit("a", f"{HERE}:fail", True)
    assert isinstance(answers(runner, ready, 1)[0].error, UserError)
    assert not caplog.records
    runner.submit("a", f"{HERE}:fail", False)
    assert isinstance(answers(runner, ready, 1)[0].error, ValueError)
    assert "failed" in caplog.text
    runner.submit("a", f"{HERE}:double", 1)
    assert answers(runner, ready, 1)[0].result == 2


def test_nothing_is_done_after_the_end(runner: NewestRunner, ready: threading.Semaphore) -> None:
    runner.shutdown()
    runner.submit("a", f"{HERE}:double", 1)
    assert not ready.acquire(timeout=0.05)
    assert not calls
