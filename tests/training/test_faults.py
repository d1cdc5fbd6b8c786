"""What ends a run, and what is left of it then."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PIL import Image

from gen_explorer.core.errors import UserError
from gen_explorer.training import status
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.faults import told
from gen_explorer.training.loop import Hooks, StepReport, save, train
from gen_explorer.training.run import RunFolder
from gen_explorer.training.status import Status
from gen_explorer.training.trainer import NotFinite
from tests.training.runs import CPU, VAE, losses, run_in
from tests.training.test_loop import same_weights

ROOT = Path(__file__).resolve().parents[2]


def said(run: Path) -> Status:
    found = status.read(run)
    assert found is not None
    return found


def raising(error: Exception, step: int) -> Hooks:
    """Hooks of a run that logs every step: an error as if it came from inside."""

    def on_step(report: StepReport) -> None:
        if report.step == step:
            raise error

    return Hooks(on_step=on_step)


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB."),
        RuntimeError(
            "[enforce fail at alloc_cpu.cpp:127] . DefaultCPUAllocator: can't allocate memory: you "
            "tried to allocate 4000000000000 bytes. Error code 12 (Cannot allocate memory)"
        ),
        MemoryError(),
    ],
)
def test_out_of_memory_is_said_with_a_remedy(tmp_path: Path, error: Exception) -> None:
    with pytest.raises(UserError, match="memory ran out at step 13"):
        run_in(tmp_path / "run", VAE, raising(error, 13))
    now = said(tmp_path / "run")
    assert (now.state, now.step) == ("failed", 13)
    assert "smaller batches" in now.remedy
    run = RunFolder.open(tmp_path / "run")
    assert run.load_checkpoint()["step"] == 11
    *_, last = run.events()
    assert (last["kind"], last["message"]) == ("failed", now.message)
    train(run, CPU, resume=True)
    assert losses(run) == losses(run_in(tmp_path / "whole", VAE)[0])


def test_memory_that_really_ran_out_is_known() -> None:
    with pytest.raises(RuntimeError) as raised:
        torch.empty(1 << 60)
    assert isinstance(told(raised.value, 1), UserError)


def test_a_fault_of_ours_is_told_and_raised(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        run_in(tmp_path / "run", VAE, raising(ZeroDivisionError("oh"), 3))
    now = said(tmp_path / "run")
    assert now.state == "failed"
    assert "trainer.log" in now.remedy
    *_, event = RunFolder.open(tmp_path / "run").events()
    assert "oh" not in event["message"]
    assert event["details"] == "ZeroDivisionError: oh"


def test_weights_that_are_no_numbers_are_not_saved(tmp_path: Path) -> None:
    run, trainer = run_in(tmp_path / "run", VAE)
    with torch.no_grad():
        next(trainer.model.decoder.parameters()).view(-1)[0] = float("inf")
    trainer.step += 1
    with pytest.raises(NotFinite, match="not numbers any more at step 23"):
        save(run, trainer)
    assert run.load_checkpoint()["step"] == 22


LIMITED = """
import resource, sys, torch
from pathlib import Path
from gen_explorer.training.loop import train
from gen_explorer.training.run import RunFolder
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
torch.set_num_threads(1)
train(RunFolder.open(Path(sys.argv[1])), torch.device("cpu"), resume=True)
"""


def test_a_disk_that_takes_no_more_keeps_what_there_was(tmp_path: Path) -> None:
    """Files may not grow beyond 20 kB: the next checkpoint does not fit."""
    config = replace(VAE, epochs=3)
    short, _ = run_in(tmp_path / "run", replace(config, epochs=1))
    RunFolder(short.path, config).start()
    words = [sys.executable, "-c", LIMITED, str(short.path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "UserError" in done.stderr, done.stderr
    now = said(short.path)
    assert (now.state, now.step) == ("failed", 22)
    assert now.remedy
    run = RunFolder.open(short.path)
    assert [path.name for path in run.checkpoints()] == ["step-00000011.pt"]
    assert not list((short.path / "checkpoints").glob(".*"))
    train(run, CPU, resume=True)
    assert losses(run)[-1]["step"] == 33


@pytest.fixture
def photographs(tmp_path: Path) -> Path:
    folder = tmp_path / "photographs"
    folder.mkdir()
    for index in range(60):
        Image.new("RGB", (32, 32), (4 * index, 90, 255 - 4 * index)).save(folder / f"{index}.png")
    return folder


def small(folder: Path) -> TrainConfig:
    model = {"width": 2, "latent_size": 3, "image_size": 32, "channels": 3}
    return replace(VAE, data=str(folder), batch_size=8, epochs=4, model=model)


def remove(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()


def test_small_data_may_go_while_it_is_trained_on(tmp_path: Path, photographs: Path) -> None:
    hooks = Hooks(on_step=lambda report: remove(photographs) if report.step == 3 else None)
    _, trainer = run_in(tmp_path / "run", small(photographs), hooks)
    assert said(tmp_path / "run").state == "finished"
    assert trainer.step > 3


def test_large_data_that_goes_ends_the_run_in_words(
    tmp_path: Path, photographs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gen_explorer.data.folder.KEPT_BYTES", 1 << 14)  # most stays on disk
    hooks = Hooks(on_step=lambda report: remove(photographs) if report.step == 9 else None)
    with pytest.raises(UserError, match="cannot be read any more"):
        run_in(tmp_path / "run", small(photographs), hooks)
    assert said(tmp_path / "run").state == "failed"
    assert RunFolder.open(tmp_path / "run").load_checkpoint()["step"] > 0


def test_a_run_whose_data_is_gone_says_so_and_stays(tmp_path: Path, photographs: Path) -> None:
    run, _ = run_in(tmp_path / "run", small(photographs))
    before = sorted(run.path.rglob("*.pt"))
    remove(photographs)
    with pytest.raises(UserError, match="photographs"):
        train(RunFolder.open(run.path), CPU, resume=True)
    now = said(run.path)
    assert now.state == "failed"
    assert "photographs" in now.message
    assert sorted(run.path.rglob("*.pt")) == before


def test_a_run_killed_before_its_first_checkpoint_begins_anew(tmp_path: Path) -> None:
    whole, expected = run_in(tmp_path / "whole", VAE)
    run = RunFolder.create(tmp_path / "run", VAE)
    run.start()
    run.add_event(step=1, loss=3.0)
    assert same_weights(train(RunFolder.open(run.path), CPU, resume=True), expected)
    assert losses(run) == losses(whole)


def as_unbroken(folder: Path, kills: int, epochs: int) -> None:
    """Trains a run whose trainer is killed so often, and compares it with one that never was."""
    config = replace(VAE, epochs=epochs, preview_every=3)
    run = RunFolder.create(folder / "killed", config)
    run.start()
    words = [sys.executable, "-m", "tests.training.kills", str(run.path), str(kills)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == kills, done.stdout
    assert said(run.path).state == "finished"
    whole, _ = run_in(folder / "whole", config)
    assert losses(run) == losses(whole)
    sheets = {path.name: path.read_bytes() for path in (run.path / "previews").iterdir()}
    assert sheets == {path.name: path.read_bytes() for path in (whole.path / "previews").iterdir()}


@pytest.mark.slow
@pytest.mark.timeout(600)  # on a machine that does much else
def test_killed_at_any_moment_a_run_goes_on_as_if_unbroken(tmp_path: Path) -> None:
    as_unbroken(tmp_path, kills=3, epochs=9)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_killed_at_fifty_random_moments_a_run_goes_on_as_if_unbroken(tmp_path: Path) -> None:
    as_unbroken(tmp_path, kills=50, epochs=70)
