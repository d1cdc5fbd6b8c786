"""Old runs tell no state: whether they are finished is read from the log's two ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gen_explorer.training.completion import is_complete
from gen_explorer.training.config import TrainConfig, to_toml
from gen_explorer.training.found_runs import found_runs

CONFIG = TrainConfig(family="vae", data="digits", epochs=3, batch_size=128)
BATCHES = 20


def write_run(run: Path, last: int, checkpoint: int, every: int = 3) -> None:
    """A log of a run of 20 steps an epoch that ends at step `last`."""
    (run / "checkpoints").mkdir(parents=True)
    (run / "config.toml").write_text(to_toml(CONFIG))
    (run / "checkpoints" / f"step-{checkpoint:08d}.pt").touch()
    steps = [*range(every, last, every), last]
    lines = [json.dumps({"step": s, "epoch": (s - 1) // BATCHES, "loss": 1.0}) for s in steps]
    (run / "events.jsonl").write_text("\n".join(lines) + "\n")


def test_a_run_that_ends_with_its_last_epoch_is_complete(tmp_path: Path) -> None:
    write_run(tmp_path / "a", 60, 60)
    assert is_complete(tmp_path / "a", CONFIG, 60)
    (found,) = found_runs(tmp_path)
    assert found.is_complete


@pytest.mark.parametrize(
    ("last", "checkpoint"),
    [
        (57, 57),  # divisible by the epochs, but an epoch has more steps
        (40, 40),  # an epoch before the end
        (59, 59),
        (60, 40),  # the last epoch was not kept
    ],
)
def test_a_run_that_ended_before_is_not(tmp_path: Path, last: int, checkpoint: int) -> None:
    write_run(tmp_path / "a", last, checkpoint)
    assert not is_complete(tmp_path / "a", CONFIG, checkpoint)


def test_a_folder_without_a_log_is_not_complete(tmp_path: Path) -> None:
    assert not is_complete(tmp_path, CONFIG, 60)
