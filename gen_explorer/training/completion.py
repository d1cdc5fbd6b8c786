"""Whether a run learned all its epochs, for runs of old versions that tell no state."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from gen_explorer.data import datasets
from gen_explorer.training.config import TrainConfig

_HEAD, _TAIL = 1 << 16, 1 << 13
"""Bytes of a log that are read at its two ends."""


def is_complete(run: Path, config: TrainConfig, kept: int) -> bool:
    """Whether the log ends in the last epoch, at the step of the newest checkpoint (`kept`), and
    that is where the epoch ends, as far as the log's beginning and the data set tell."""
    last = _lines(run, from_end=True)[-1:]
    if kept <= 0 or kept % config.epochs or not last:
        return False
    if (last[0].get("step"), last[0].get("epoch")) != (kept, config.epochs - 1):
        return False
    if "pictures" in last[0]:  # a family that counts logs once, when it is done
        return True
    batches = kept // config.epochs
    if config.epochs == 1:
        return 0 < datasets.picture_count(config.data) // config.batch_size <= batches
    steps = ((line.get("step"), line["epoch"]) for line in _lines(run) + _lines(run, from_end=True))
    return all(isinstance(step, int) and (step - 1) // batches == epoch for step, epoch in steps)


def _lines(run: Path, from_end: bool = False) -> list[dict[str, Any]]:
    """The whole lines at one end of the log that say an epoch."""
    try:
        with (run / "events.jsonl").open("rb") as file:
            if from_end:
                file.seek(max(0, file.seek(0, 2) - _TAIL))
            text = file.read(_TAIL if from_end else _HEAD)
    except OSError:
        return []
    found = []
    for line in text.splitlines():
        try:
            event = json.loads(line)
        except (ValueError, RecursionError):  # cut at the edge of the piece
            continue
        if isinstance(event, dict) and "epoch" in event:
            found.append(event)
    return found
