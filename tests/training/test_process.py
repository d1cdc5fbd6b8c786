"""The trainer in a process of its own, as the window starts it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gen_explorer.core.errors import UserError
from gen_explorer.training import control, process, status
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.control import Control
from gen_explorer.training.run import RunFolder
from gen_explorer.training.status import Status
from tests.training.runs import VAE, losses, run_in

LONG = replace(VAE, epochs=100_000, preview_every=100_000)


def wait_until(happened: Callable[[], object], seconds: float = 90.0) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.005)  # another process: nothing to wait on


def now(run: Path) -> Status:
    found = status.read(run)
    assert found is not None
    return found


def is_over(run: Path) -> bool:
    process.running(run.parent)  # takes leave of what ended
    return not status.is_alive(now(run))


@pytest.fixture
def begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Path]]:
    """Starts a trainer in a new folder, or goes on in one; whatever still lives is killed."""
    monkeypatch.setenv("GEN_EXPLORER_NICE", "0")  # the other tests would not let it run
    begun: list[int] = []

    def start(
        config: TrainConfig | None = LONG, name: str = "run", wishes: Control | None = None
    ) -> Path:
        run = tmp_path / name
        begun.append(process.start(run, config, "cpu", 1, wishes))
        return run

    yield start
    for pid in begun:
        if any(child.pid == pid and child.poll() is None for child in process._children):
            os.kill(pid, signal.SIGKILL)
    for child in process._children:
        child.wait(10)
    process._reap()


@pytest.mark.slow
def test_a_run_trains_to_its_end(begin: Callable[..., Path]) -> None:
    run = begin(VAE)
    assert process.running(run.parent) == [run]
    wait_until(lambda: is_over(run))
    said = now(run)
    assert (said.state, said.step, said.total_steps) == ("finished", 22, 22), said
    assert process.running(run.parent) == []
    whole, _ = run_in(run.parent / "whole", VAE)
    assert losses(RunFolder.open(run)) == losses(whole)


def test_a_pause_takes_effect_within_one_step(begin: Callable[..., Path]) -> None:
    """Slow motion of 2 steps a second; the pause comes while a step is waited for."""
    run = begin(LONG, wishes=Control(steps_per_second=2.0))
    wait_until(lambda: now(run).step >= 2)
    before = now(run).step
    control.write(run, Control(is_paused=True))
    wait_until(lambda: now(run).state == "paused")
    paused = now(run)
    assert paused.step <= before + 1
    control.write(run, Control(is_paused=True, steps=2))
    wait_until(lambda: now(run).step == paused.step + 2)
    wait_until(lambda: now(run).time > paused.time + 1.5)  # it says that it lives
    assert now(run).step == paused.step + 2
    control.write(run, Control())
    wait_until(lambda: now(run).step > paused.step + 20)
    assert now(run).state == "running"
    control.write(run, Control(stop="keep"))
    wait_until(lambda: is_over(run))
    said = now(run)
    assert said.state == "stopped"
    folder = RunFolder.open(run)
    assert folder.load_checkpoint()["step"] == said.step
    kinds = [event["kind"] for event in folder.events() if event.get("kind", "kl") != "kl"]
    assert [kind for kind in kinds if kind != "not saved"] == ["paused", "resumed", "stopped"]


@pytest.mark.slow
def test_a_terminated_trainer_saves(begin: Callable[..., Path]) -> None:
    run = begin()
    wait_until(lambda: now(run).step > 3)
    os.kill(now(run).pid, signal.SIGTERM)
    wait_until(lambda: is_over(run))
    said = now(run)
    assert said.state == "stopped"
    assert RunFolder.open(run).load_checkpoint()["step"] == said.step


def test_a_second_trainer_is_refused(begin: Callable[..., Path]) -> None:
    run = begin()
    with pytest.raises(UserError, match="already"):
        process.start(run, None)
    process.discard(run)
    assert not run.exists()


@pytest.mark.slow
def test_what_cannot_be_trained_says_why(begin: Callable[..., Path]) -> None:
    run = begin(replace(VAE, data="no-such-data"))
    wait_until(lambda: is_over(run))
    said = now(run)
    assert said.state == "failed"
    assert "no-such-data" in said.message
    assert said.remedy
    assert "Traceback" not in (run / process.LOG).read_text()


def test_only_runs_are_discarded(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("precious")
    with pytest.raises(UserError, match="not the configuration"):
        process.discard(tmp_path)
    run, _ = run_in(tmp_path / "run", replace(VAE, epochs=1))
    (run.path / "thesis.tex").write_text("precious")
    with pytest.raises(UserError, match=r"thesis\.tex"):
        process.discard(run.path)
    assert (run.path / "checkpoints").is_dir()
    (run.path / "thesis.tex").unlink()
    process.discard(run.path)
    assert not run.path.exists()


def test_a_link_is_not_followed_when_a_run_is_discarded(tmp_path: Path) -> None:
    run, _ = run_in(tmp_path / "run", replace(VAE, epochs=1))
    (tmp_path / "link").symlink_to(run.path)
    with pytest.raises(UserError):
        process.discard(tmp_path / "link")
    assert run.path.exists()
