"""Steering a run: pauses, single steps, slow motion, changed settings."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from gen_explorer.core.errors import UserError
from gen_explorer.models.base import Batch
from gen_explorer.training import control, loop, status
from gen_explorer.training.batches import batch_of
from gen_explorer.training.control import Control
from gen_explorer.training.loop import Hooks, StepReport, train
from gen_explorer.training.run import RunFolder
from tests.training.runs import COUNTED, CPU, GAN, VAE, losses, run_in, stop_at
from tests.training.test_loop import same_weights


def told(run: Path, wishes: dict[int, Control]) -> Hooks:
    """Hooks that write control.json after given steps of a run that logs every step."""

    def on_step(report: StepReport) -> None:
        if report.step in wishes:
            control.write(run, wishes[report.step])

    return Hooks(on_step=on_step)


def marks(run: RunFolder) -> list[dict[str, Any]]:
    """What happened, apart from the numbers."""
    names = ("setting", "paused", "resumed", "stopped", "failed")
    return [event for event in run.events() if event.get("kind") in names]


@contextmanager
def beside(work: Callable[[], object]) -> Iterator[None]:
    """Runs something in another thread, as the window does."""
    thread = Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        thread.join(60)


def test_a_change_takes_effect_at_the_next_step(tmp_path: Path) -> None:
    path = tmp_path / "run"
    run, _ = run_in(path, VAE, told(path, {5: Control(settings={"learning_rate/elbo": 1e-5})}))
    rates = [event["learning_rate/elbo"] for event in losses(run) if "loss" in event]
    assert rates == [1e-3] * 5 + [1e-5] * 17
    (mark,) = marks(run)
    assert (mark["step"], mark["name"]) == (5, "learning_rate/elbo")
    assert (mark["old"], mark["new"]) == (1e-3, 1e-5)


def test_a_weight_of_the_loss_changes(tmp_path: Path) -> None:
    path = tmp_path / "run"
    run, trainer = run_in(path, VAE, told(path, {5: Control(settings={"beta": 50.0})}))
    assert trainer.model.config.beta == 50.0
    for event in losses(run):
        if "loss" in event:
            beta = 1.0 if event["step"] <= 5 else 50.0
            assert event["loss"] == pytest.approx(event["recon"] + beta * event["kl"], rel=1e-5)


def test_more_steps_of_the_discriminator(tmp_path: Path) -> None:
    path = tmp_path / "run"
    run, _ = run_in(path, GAN, told(path, {4: Control(settings={"every/generator": 3})}))
    moved = [event["step"] for event in losses(run) if "g_loss" in event]
    assert moved == [1, 2, 3, 4, 6, 9, 12, 15, 18, 21]


def test_what_cannot_change_stays(tmp_path: Path) -> None:
    path = tmp_path / "run"
    wrong = {"width": 9.0, "beta": -1.0, "learning_rate/elbo": 1e9, "nonsense": 1.0, "every/x": 2}
    run, trainer = run_in(path, VAE, told(path, {5: Control(settings=wrong)}))
    _, plain = run_in(tmp_path / "plain", VAE)
    assert same_weights(trainer, plain)
    assert marks(run) == []


@pytest.mark.parametrize(
    "config", [VAE, pytest.param(GAN, marks=pytest.mark.slow)], ids=["vae", "gan"]
)
def test_a_changed_run_resumes_as_if_unbroken(tmp_path: Path, config: Any) -> None:
    name = {"vae": "beta", "gan": "learning_rate/generator"}[config.family]
    change = {5: Control(settings={name: 0.01})}
    whole, expected = run_in(tmp_path / "whole", config, told(tmp_path / "whole", change))
    path = tmp_path / "broken"
    stopping, changing = stop_at(9), told(path, change)
    both = Hooks(
        on_step=lambda report: (stopping.on_step(report), changing.on_step(report))[0],
        should_stop=stopping.should_stop,
    )
    broken, _ = run_in(path, config, both)
    control.write(path, Control())
    resumed = train(RunFolder.open(path), CPU, resume=True)
    assert same_weights(resumed, expected)
    assert losses(broken) == losses(whole)
    assert [mark["kind"] for mark in marks(broken)] == ["setting", "stopped"]


class Killed(BaseException):
    """Ends a run as a kill would: nothing is saved."""


def test_a_change_behind_the_last_checkpoint_is_made_again(tmp_path: Path) -> None:
    change = {14: Control(settings={"beta": 7.0})}
    whole, expected = run_in(tmp_path / "whole", VAE, told(tmp_path / "whole", change))
    path = tmp_path / "killed"
    killed, changing = RunFolder.create(path, VAE), told(path, change)
    snapshot: list[bytes] = []

    def on_step(report: StepReport) -> None:
        changing.on_step(report)
        if report.step == 17:
            snapshot.append((path / "events.jsonl").read_bytes())
            raise Killed

    with pytest.raises(Killed):
        train(killed, CPU, Hooks(on_step=on_step))
    (path / "events.jsonl").write_bytes(snapshot[0])
    assert killed.load_checkpoint()["step"] == 11
    control.write(path, Control())
    assert same_weights(train(RunFolder.open(path), CPU, resume=True), expected)
    assert losses(killed) == losses(whole)
    assert [mark["step"] for mark in marks(killed)] == [14]


def test_a_change_that_broke_the_run_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_numbers(*given: Any) -> Batch:
        """Batches that a network meets when its rate is far too large: from step 15 on."""
        batch = batch_of(*given)
        return replace(batch, images=batch.images * float("nan")) if given[5][1] == 15 else batch

    path = tmp_path / "run"
    change = {13: Control(settings={"learning_rate/elbo": 0.5})}
    monkeypatch.setattr(loop, "batch_of", without_numbers)
    with pytest.raises(UserError, match="not a number"):
        run_in(path, VAE, told(path, change))
    monkeypatch.undo()
    said = status.read(path)
    assert said is not None
    assert (said.state, said.step) == ("failed", 15)
    assert "learning rate" in said.remedy
    assert [mark["kind"] for mark in marks(RunFolder.open(path))] == ["setting", "failed"]
    control.write(path, Control())
    run = RunFolder.open(path)
    assert run.load_checkpoint()["step"] == 11
    resumed = train(run, CPU, resume=True)
    assert (resumed.changes, resumed.step) == ({}, 22)
    assert same_weights(resumed, run_in(tmp_path / "plain", VAE)[1])


def test_a_paused_run_takes_single_steps_and_shows_each(tmp_path: Path) -> None:
    path = tmp_path / "run"
    config = replace(VAE, log_every=100, preview_every=100)
    run = RunFolder.create(path, config)
    run.start()
    control.write(path, Control(is_paused=True, steps=3))

    def now() -> status.Status | None:
        return status.read(path)

    def on_paper() -> None:
        while (said := now()) is None or said.step < 3:
            time.sleep(0.005)
        control.write(path, Control(is_paused=False))

    with beside(on_paper):
        train(run, CPU)
    assert [event["step"] for event in losses(run) if "loss" in event][:3] == [1, 2, 3]
    names = sorted(file.name for file in (path / "previews").glob("step-????????.png"))
    assert names == [f"step-{step:08d}.png" for step in (1, 2, 3, 22)]
    assert [(mark["kind"], mark["step"]) for mark in marks(run)] == [("paused", 0), ("resumed", 3)]


def test_slow_motion_keeps_its_pace_and_logs_every_step(tmp_path: Path) -> None:
    path = tmp_path / "run"
    run = RunFolder.create(path, replace(VAE, log_every=100, epochs=1))
    run.start()
    control.write(path, Control(steps_per_second=20.0))
    began = time.monotonic()
    train(run, CPU)
    assert time.monotonic() - began >= 10 / 20
    assert len([event for event in losses(run) if "loss" in event]) == 11


def test_a_stop_is_kept_and_a_discarded_one_is_not(tmp_path: Path) -> None:
    for word, expected in (("keep", 1), ("discard", 0)):
        path = tmp_path / word
        run, trainer = run_in(path, VAE, told(path, {7: Control(stop=word)}))
        assert trainer.step == 7
        assert len(run.checkpoints()) == expected
        said = status.read(path)
        assert said is not None
        assert (said.state, said.step, said.total_steps) == ("stopped", 7, 22)


def test_counting_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "run"
    run, trainer = run_in(path, COUNTED, told(path, {3: Control(stop="keep")}))
    assert trainer.step == 0
    said = status.read(path)
    assert said is not None
    assert said.state == "stopped"
    assert run.checkpoints() == []


def test_a_finished_run_says_so(tmp_path: Path) -> None:
    run, _ = run_in(tmp_path / "run", VAE)
    said = status.read(run.path)
    assert said is not None
    assert (said.state, said.step, said.epoch, said.seconds_left) == ("finished", 22, 1, 0.0)
    assert said.pictures_per_second > 0


def test_a_look_at_control_costs_microseconds(tmp_path: Path) -> None:
    control.write(tmp_path, Control())
    watch = control.Watch(tmp_path)
    watch.look()
    began = time.perf_counter()
    for _ in range(1000):
        watch.look()
    assert time.perf_counter() - began < 0.1  # 1000 looks; about 2 ms where nothing else runs
