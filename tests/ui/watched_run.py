"""A run folder as a trainer leaves it, without a trainer."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from gen_explorer.training import status
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.run import RunFolder
from gen_explorer.training.status import Status

CONFIG = TrainConfig("vae", "digits", {"width": 2, "latent_size": 2}, epochs=3)


def make_run(path: Path, steps: int = 20, state: str = "finished") -> Path:
    """`steps` logged steps; a living state is said by this very process."""
    RunFolder.create(path, CONFIG).start()
    write_steps(path, 1, steps)
    (path / "checkpoints").mkdir()
    (path / "checkpoints" / f"step-{steps:08d}.pt").touch()
    say(path, state, steps)
    return path


def write_steps(path: Path, first: int, last: int) -> None:
    with (path / "events.jsonl").open("a", encoding="utf-8") as out:
        for step in range(first, last + 1):
            event = {"step": step, "epoch": 0, "time": 1000.0 + step, "loss": 100.0 / step}
            out.write(json.dumps(event) + "\n")


def say(path: Path, state: str, step: int, pid: int = 0, message: str = "") -> None:
    """What the trainer says of itself."""
    status.write(
        path,
        Status(
            state,
            step,
            33,
            pid=pid or os.getpid(),
            host=status.host(),
            time=time.time(),
            message=message,
            remedy="Free some space." if message else "",
        ),
    )
