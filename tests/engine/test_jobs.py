from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from gen_explorer.core.concurrency import CancelToken, Progress
from gen_explorer.core.errors import Cancelled, UserError
from gen_explorer.engine import jobs
from gen_explorer.engine.jobs import JobRunner, JobUpdate

PATIENCE = 10.0
HERE = "tests.engine.test_jobs"
started = threading.Semaphore(0)
gate = threading.Semaphore(0)


def add(a: int, b: int) -> int:
    return a + b


def counts(steps: int, progress: Progress) -> str:
    for step in range(steps):
        progress(step / steps, f"step {step}")
        started.release()
        assert gate.acquire(timeout=PATIENCE)
    return "counted"


def waits_for_cancel(cancel: CancelToken) -> None:
    started.release()
    while True:
        cancel.check()


def waits_for_gate() -> str:
    started.release()
    assert gate.acquire(timeout=PATIENCE)
    return threading.current_thread().name


def refuses() -> None:
    raise UserError("No.", "Ask again.")


def stumbles() -> None:
    raise ZeroDivisionError("by zero")


def leaves() -> None:
    raise SystemExit(3)


class Desk:
    def __init__(self) -> None:
        self._ready = threading.Semaphore(0)
        self.runner = JobRunner(self._ready.release)
        self.taken: list[JobUpdate] = []

    def wait_for(self, is_enough: Callable[[list[JobUpdate]], bool]) -> list[JobUpdate]:
        while not is_enough(self.taken):
            assert self._ready.acquire(timeout=PATIENCE), f"only {self.taken}"
            self.taken += self.runner.take()
        return self.taken

    def end_of(self, job: int) -> JobUpdate:
        self.wait_for(lambda taken: any(u.id == job and u.is_done for u in taken))
        return next(update for update in self.taken if update.id == job and update.is_done)


@pytest.fixture
def desk() -> Iterator[Desk]:
    while gate.acquire(blocking=False) or started.acquire(blocking=False):
        pass
    made = Desk()
    yield made
    gate.release(100)
    made.runner.shutdown()


def run(desk: Desk, function: str, *args: Any, **kwargs: Any) -> JobUpdate:
    return desk.end_of(desk.runner.start(f"{HERE}:{function}", *args, **kwargs))


def test_result(desk: Desk) -> None:
    update = run(desk, "add", 2, b=3)
    assert (update.result, update.error, update.share) == (5, None, 1.0)


def test_progress_is_the_newest_only(desk: Desk) -> None:
    job = desk.runner.start(f"{HERE}:counts", 4)
    for _ in range(3):
        assert started.acquire(timeout=PATIENCE)
        gate.release()
    assert started.acquire(timeout=PATIENCE)
    assert desk.runner.take() == [JobUpdate(job, 0.75, "step 3")]
    gate.release()
    assert desk.end_of(job).result == "counted"


def test_cancel_a_running_job(desk: Desk) -> None:
    job = desk.runner.start(f"{HERE}:waits_for_cancel")
    assert started.acquire(timeout=PATIENCE)
    desk.runner.cancel(job)
    assert isinstance(desk.end_of(job).error, Cancelled)


def test_cancel_a_waiting_job(desk: Desk) -> None:
    running = [desk.runner.start(f"{HERE}:waits_for_gate") for _ in range(jobs.RUNNING_LIMIT)]
    waiting = desk.runner.start(f"{HERE}:stumbles")
    desk.runner.cancel(waiting)
    assert isinstance(desk.end_of(waiting).error, Cancelled)
    gate.release(len(running))
    assert all(desk.end_of(job).error is None for job in running)


def test_no_more_than_the_limit_run_at_a_time(desk: Desk) -> None:
    ids = [desk.runner.start(f"{HERE}:waits_for_gate") for _ in range(6)]
    for _ in range(jobs.RUNNING_LIMIT):
        assert started.acquire(timeout=PATIENCE)
    assert not started.acquire(timeout=0.05)
    gate.release(6)
    names = {desk.end_of(job).result for job in ids}
    assert len(names) <= jobs.RUNNING_LIMIT


def test_the_waiting_line_is_bounded(desk: Desk) -> None:
    for _ in range(jobs.RUNNING_LIMIT):
        desk.runner.start(f"{HERE}:waits_for_gate")
        assert started.acquire(timeout=PATIENCE)
    for _ in range(jobs.WAITING_LIMIT):
        desk.runner.start(f"{HERE}:add", 1, 1)
    refused = desk.runner.start(f"{HERE}:add", 1, 1)
    assert isinstance(desk.end_of(refused).error, UserError)


def test_user_errors_and_bugs_are_values(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    assert isinstance(run(desk, "refuses").error, UserError)
    assert not caplog.records
    bug = run(desk, "stumbles").error
    assert isinstance(bug, ZeroDivisionError)
    assert bug.__traceback__ is None
    assert "by zero" in caplog.text
    assert isinstance(run(desk, "leaves").error, SystemExit)
    assert run(desk, "add", 1, 1).result == 2  # the runner goes on


def test_a_function_that_does_not_exist(desk: Desk) -> None:
    assert isinstance(run(desk, "missing").error, AttributeError)
    job = desk.runner.start("gen_explorer.nowhere:function")
    assert isinstance(desk.end_of(job).error, ModuleNotFoundError)


def test_shutdown_cancels_and_leaves_no_thread() -> None:
    desk = Desk()
    desk.runner.start(f"{HERE}:waits_for_cancel")
    desk.runner.start(f"{HERE}:add", 1, 1)
    desk.runner.shutdown()
    desk.runner.start(f"{HERE}:add", 1, 1)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("job-")]
