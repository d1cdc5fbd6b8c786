"""Runs are found in a folder, living ones first."""

from __future__ import annotations

import os
import time
from pathlib import Path

from gen_explorer.training import status
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.found_runs import found_runs, newest_checkpoint
from gen_explorer.training.run import RunFolder
from gen_explorer.training.status import Status


def test_living_runs_come_first_and_others_by_age(tmp_path: Path) -> None:
    for age, name in enumerate(("old", "new", "alive")):
        RunFolder.create(tmp_path / name, TrainConfig()).start()
        os.utime(tmp_path / name / "config.toml", (1000.0 + age, 1000.0 + age))
    os.utime(tmp_path / "alive" / "config.toml", (1.0, 1.0))
    now = Status("running", 5, 10, pid=os.getpid(), host=status.host(), time=time.time())
    status.write(tmp_path / "alive", now)
    (tmp_path / "something else").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "config.toml").write_text("nonsense =")
    found = found_runs(tmp_path)
    assert found[0].path.name == "alive"
    assert [run.path.name for run in found if run.config is not None] == ["alive", "new", "old"]
    assert found[0].is_alive
    assert not any(run.is_alive for run in found[1:])
    assert found_runs(tmp_path / "nowhere") == []


def test_the_newest_checkpoint_counts(tmp_path: Path) -> None:
    assert newest_checkpoint(tmp_path) == -1
    folder = tmp_path / "checkpoints"
    folder.mkdir()
    for name in ("step-00000009.pt", "step-00000100.pt", ".step-00000200.pt", "step-x.pt"):
        (folder / name).touch()
    assert newest_checkpoint(tmp_path) == 100
