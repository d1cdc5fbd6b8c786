"""The runs in a folder, with what their trainers said last."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gen_explorer.core.errors import UserError
from gen_explorer.training import config as configs
from gen_explorer.training import status as statuses
from gen_explorer.training.completion import is_complete
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.status import Status

LIMIT = 100


@dataclass(frozen=True)
class FoundRun:
    """One run for a list."""

    path: Path
    config: TrainConfig | None
    status: Status | None
    is_alive: bool
    changed: float
    """When it was written to last, unix seconds."""
    is_complete: bool = False
    """Whether a run without a status learned all its epochs."""


def found_runs(folder: Path, limit: int = LIMIT) -> list[FoundRun]:
    """The runs directly below `folder`, living ones first, then the newest. Runs in a job."""
    found = []
    try:
        entries = [entry for entry in folder.iterdir() if (entry / "config.toml").is_file()]
    except OSError:
        return []
    for entry in sorted(entries, key=_changed, reverse=True)[:limit]:
        try:
            config = configs.read(entry / "config.toml")
        except UserError:
            config = None
        status = statuses.read(entry)
        is_alive = status is not None and statuses.is_alive(status)
        is_whole = False
        if status is None and config is not None:
            is_whole = is_complete(entry, config, newest_checkpoint(entry))
        found.append(FoundRun(entry, config, status, is_alive, _changed(entry), is_whole))
    return sorted(found, key=lambda run: not run.is_alive)


def newest_checkpoint(run: Path) -> int:
    """The step of a run's newest checkpoint; -1 without one."""
    steps = []
    for file in (run / "checkpoints").glob("step-*.pt"):
        number = file.stem.removeprefix("step-")
        if number.isdecimal():
            steps.append(int(number))
    return max(steps, default=-1)


def _changed(run: Path) -> float:
    for name in ("events.jsonl", "config.toml"):
        try:
            return (run / name).stat().st_mtime
        except OSError:
            continue
    return 0.0
