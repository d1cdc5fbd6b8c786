from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from gen_explorer.core.errors import UserError
from gen_explorer.data import datasets
from gen_explorer.training.batches import epoch_order
from gen_explorer.training.command import train_command
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.loop import Hooks, StepReport, train
from gen_explorer.training.run import RunFolder
from gen_explorer.training.trainer import Trainer, laid_out_as, learning_rate_scale
from tests.training.runs import COUNTED, CPU, GAN, VAE, losses, run_in, stop_at

BOTH = pytest.mark.parametrize("config", [VAE, GAN], ids=["vae", "gan"])


def same_weights(first: Trainer, second: Trainer) -> bool:
    a, b = first.finished_model().state_dict(), second.finished_model().state_dict()
    return a.keys() == b.keys() and all(torch.equal(a[name], b[name]) for name in a)


def test_losses_fall(tmp_path: Path) -> None:
    quick = {"width": 8, "latent_size": 3, "learning_rate": 5e-3}
    run, _ = run_in(tmp_path / "run", replace(VAE, epochs=4, model=quick))
    values = [event["loss"] for event in losses(run) if "loss" in event]
    assert sum(values[-5:]) < 0.8 * sum(values[:5])


@BOTH
def test_same_configuration_gives_the_same_weights(tmp_path: Path, config: TrainConfig) -> None:
    _, first = run_in(tmp_path / "a", config)
    _, second = run_in(tmp_path / "b", config)
    _, other = run_in(tmp_path / "c", replace(config, seed=1))
    assert same_weights(first, second)
    assert not same_weights(first, other)


@BOTH
def test_resumed_run_ends_as_an_unbroken_one(tmp_path: Path, config: TrainConfig) -> None:
    whole, expected = run_in(tmp_path / "whole", config)
    broken, stopped = run_in(tmp_path / "broken", config, stop_at(17))  # amid the 2nd epoch
    assert stopped.step == 17
    torch.manual_seed(99)  # whatever happened in between
    resumed = train(RunFolder.open(broken.path), CPU, resume=True)
    assert losses(broken) == losses(whole)
    assert same_weights(resumed, expected)


def test_an_epoch_may_be_a_part_of_the_pictures(tmp_path: Path) -> None:
    """Other pictures in every one, and again those of an unbroken run after a stop."""
    config = replace(VAE, pictures=300, epochs=3)
    whole, expected = run_in(tmp_path / "whole", config)
    assert [(event["step"], event["epoch"]) for event in losses(whole) if "loss" in event] == [
        (1, 0), (2, 0), (3, 1), (4, 1), (5, 2), (6, 2)
    ]  # fmt: skip
    assert epoch_order(1498, 0, 0)[:300].tolist() != epoch_order(1498, 0, 1)[:300].tolist()
    broken, _ = run_in(tmp_path / "broken", config, stop_at(3))
    assert same_weights(train(RunFolder.open(broken.path), CPU, resume=True), expected)
    assert losses(broken) == losses(whole)
    with pytest.raises(UserError, match="100 pictures, fewer than one batch"):
        run_in(tmp_path / "few", replace(config, pictures=100))


def start_training(config: TrainConfig, folder: Path) -> subprocess.Popen[bytes]:
    """`gen-explorer train` in a process of its own."""
    words = shlex.split(train_command(config, folder))[1:]
    program = [sys.executable, "-c", "from gen_explorer.cli import main; main()", *words]
    return subprocess.Popen(
        [*program, "--threads", str(torch.get_num_threads())],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "300"},
    )


def wait_for(child: subprocess.Popen[bytes], happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 240  # on a machine that does much else
    while not happened():
        assert child.poll() is None, child.stdout and child.stdout.read().decode()
        assert time.monotonic() < deadline
        time.sleep(0.01)  # another process, nothing to wait on


def test_killed_run_resumes_to_the_same_losses(tmp_path: Path) -> None:
    """kill -9 while it trains: the folder opens, and goes on as if nothing had happened."""
    config = replace(VAE, epochs=6)
    whole, _ = run_in(tmp_path / "whole", config)
    folder = tmp_path / "killed"
    with start_training(config, folder) as child:
        wait_for(child, lambda: bool(list(folder.glob("checkpoints/step-*.pt"))))
        child.send_signal(signal.SIGKILL)
    run = RunFolder.open(folder)
    assert run.load_checkpoint()["step"] < 6 * 11
    train(run, CPU, resume=True)
    assert losses(run) == losses(whole)


@pytest.mark.timeout(400)
def test_ctrl_c_saves_and_says_how_to_go_on(tmp_path: Path) -> None:
    config, folder = replace(VAE, epochs=1000), tmp_path / "run"
    with start_training(config, folder) as child:
        wait_for(child, (folder / "events.jsonl").exists)
        child.send_signal(signal.SIGINT)
        said = child.communicate(timeout=60)[0].decode()
        assert child.returncode == 0, said
    assert f"gen-explorer train --resume {folder}" in said
    run = RunFolder.open(folder)
    assert run.load_checkpoint()["step"] == losses(run)[-1]["step"]


def test_a_cut_checkpoint_falls_back_to_the_one_before(tmp_path: Path) -> None:
    run, _ = run_in(tmp_path / "run")
    first, last = run.checkpoints()
    last.write_bytes(last.read_bytes()[:1000])
    assert run.load_checkpoint()["step"] == int(first.stem.removeprefix("step-"))


def test_old_checkpoints_go(tmp_path: Path) -> None:
    run, _ = run_in(tmp_path / "run", replace(VAE, epochs=5, keep=2))
    assert [path.name for path in run.checkpoints()] == ["step-00000044.pt", "step-00000055.pt"]
    assert len(list(run.path.glob("previews/step-????????.png"))) == 5


def test_a_loss_that_is_no_number_stops_and_keeps_the_checkpoint(tmp_path: Path) -> None:
    wild = replace(VAE, model={**VAE.model, "learning_rate": 6e4}, epochs=3)
    run = RunFolder.create(tmp_path / "run", wild)
    with pytest.raises(UserError, match="not a number"):
        train(run, CPU)
    good, _ = run_in(tmp_path / "good")
    assert good.load_checkpoint()["step"] == 22


def test_fewer_pictures_than_a_batch_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="fewer than one batch"):
        run_in(tmp_path / "run", replace(VAE, batch_size=5000))


@pytest.mark.parametrize(
    "family", ["classifier", "conditional_gan", "vae", "pixel_cnn", "naive_bayes"]
)
def test_fewer_classes_than_the_data_has_are_said(tmp_path: Path, family: str) -> None:
    settings = {"classes": 3, "image_size": 28}
    with pytest.raises(UserError, match="digits has 10 classes, but the model is built for 3"):
        run_in(tmp_path / "run", replace(VAE, family=family, model=settings))


def test_a_family_that_counts_may_take_all_classes_together(tmp_path: Path) -> None:
    _, trainer = run_in(tmp_path / "run", replace(COUNTED, model={"classes": 1}))
    assert int(trainer.model.seen.sum()) > 1000


def test_folder_in_use_is_refused(tmp_path: Path) -> None:
    run_in(tmp_path / "run", replace(VAE, epochs=1))
    with pytest.raises(UserError, match="not empty"):
        RunFolder.create(tmp_path / "run", VAE)


def test_a_folder_that_is_no_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="gen-explorer train"):
        RunFolder.open(tmp_path)
    (tmp_path / "config.toml").write_text("epochs = 'many'")
    with pytest.raises(UserError, match="epochs"):
        RunFolder.open(tmp_path)


def test_averaged_weights_are_the_mean_they_claim(tmp_path: Path) -> None:
    trainer = Trainer(replace(GAN, average=0.5), CPU)
    assert trainer.average is not None
    weight = trainer.model.generator[0].weight
    start = weight.detach().clone()
    with torch.no_grad():
        weight += 1.0
    trainer.average.follow(step=1000)
    shadow = trainer.average.shadow[0][0].weight
    torch.testing.assert_close(shadow, start + 0.5)
    finished = trainer.finished_model()
    assert torch.equal(finished.generator[0].weight, shadow)
    assert torch.equal(weight, start + 1.0)


def test_order_covers_every_picture_and_changes_with_the_epoch() -> None:
    order = epoch_order(100, seed=3, epoch=5)
    assert sorted(order.tolist()) == list(range(100))
    assert torch.equal(order, epoch_order(100, seed=3, epoch=5))
    assert not torch.equal(order, epoch_order(100, seed=3, epoch=6))


def test_cosine_falls_to_a_hundredth() -> None:
    assert learning_rate_scale("cosine", 0.0) == pytest.approx(1.0)
    assert learning_rate_scale("cosine", 0.5) == pytest.approx(0.505)
    assert learning_rate_scale("cosine", 1.0) == pytest.approx(0.01)
    assert learning_rate_scale("constant", 0.7) == 1.0


@pytest.mark.parametrize(
    "wrong", [{"epochs": 0}, {"schedule": "linear"}, {"precision": "float8"}, {"batch_size": -1}]
)
def test_impossible_settings_are_told(wrong: dict[str, object]) -> None:
    with pytest.raises(UserError, match=next(iter(wrong))):
        replace(VAE, **wrong)  # type: ignore[arg-type]


def test_a_family_that_counts_sees_every_picture_once(tmp_path: Path) -> None:
    reports: list[StepReport] = []
    run, trainer = run_in(tmp_path / "run", COUNTED, Hooks(on_step=reports.append))
    pictures = len(datasets.load("digits", "train"))
    steps = -(-pictures // COUNTED.batch_size)
    assert int(trainer.model.seen.sum()) == pictures
    assert [report.step for report in reports] == list(range(1, steps + 1))
    assert {(report.epochs, report.total_steps) for report in reports} == {(1, steps)}
    assert losses(run)[0]["pictures"] == pictures
    assert len(list(run.path.glob("previews/step-????????.png"))) == len(run.checkpoints()) == 1


def test_a_finished_count_resumes_to_itself(tmp_path: Path) -> None:
    run, trainer = run_in(tmp_path / "run", COUNTED)
    again = train(RunFolder.open(run.path), CPU, resume=True)
    assert same_weights(trainer, again)
    assert len([event for event in losses(run) if "pictures" in event]) == 1


def test_a_stopped_count_begins_anew(tmp_path: Path) -> None:
    run, stopped = run_in(tmp_path / "run", COUNTED, stop_at(3))
    assert stopped.step == 0
    assert run.checkpoints() == []
    _, whole = run_in(tmp_path / "whole", COUNTED)
    assert same_weights(train(RunFolder.open(run.path), CPU, resume=True), whole)


def test_adam_moves_a_weight_alike_however_its_gradient_lies_in_memory() -> None:
    """A fused pass that took them as they lie would mix up the components."""
    torch.manual_seed(0)
    weight, gradient = torch.randn(8, 4, 3, 3), torch.randn(8, 4, 3, 3)
    moved = []
    for layout in (torch.channels_last, torch.contiguous_format):
        parameter = torch.nn.Parameter(weight.to(memory_format=torch.channels_last))
        parameter.grad = laid_out_as(parameter, gradient.contiguous(memory_format=layout))
        torch.optim.Adam([parameter], lr=0.1, fused=True).step()
        moved.append(parameter.detach())
    expected = weight - 0.1 * gradient.sign()  # Adam's first step
    for found in moved:
        torch.testing.assert_close(found, expected, atol=1e-4, rtol=0)
