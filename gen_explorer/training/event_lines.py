"""Lines of events.jsonl -> columns of numbers, and the few lines that are something else."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from gen_explorer.training.series import Rows


@dataclass(frozen=True)
class Lines:
    """What some lines said."""

    count: int
    """How many there were, read or not."""
    groups: list[Rows] = field(default_factory=list)
    """The lines of scalars, by the names they have."""
    others: list[dict[str, Any]] = field(default_factory=list)
    """The lines that have a "kind"."""


def parse(text: bytes, first: int = 0) -> Lines:
    """Whole lines. A line that is no JSON object is left out, and so are values that are neither
    numbers nor true or false. A line without a "step" counts as step `first` + its place."""
    lines = text.split(b"\n")
    if not lines[-1]:
        lines.pop()
    found: dict[tuple[str, ...], tuple[list[int], list[float], list[float], list[Any]]] = {}
    others: list[dict[str, Any]] = []
    for place, line in enumerate(lines):
        try:
            event = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if not isinstance(event, dict):
            continue
        step = _number(event.pop("step", None))
        step = float(first + place) if math.isnan(step) else step
        if "kind" in event:
            others.append(event | {"step": step})
            continue
        time = _number(event.pop("time", None))
        scalars = {name: value for name, value in event.items() if _is_number(value)}
        rows = found.setdefault(tuple(scalars), ([], [], [], []))
        for column, value in zip(
            rows, (place + first, step, time, list(scalars.values())), strict=True
        ):
            column.append(value)  # type: ignore[arg-type]
    with np.errstate(over="ignore"):  # beyond float32: infinite
        groups = [
            Rows(
                names,
                np.array(at, np.int64),
                np.array(steps),
                np.array(times),
                np.array(values, np.float64).astype(np.float32),
            )
            for names, (at, steps, times, values) in found.items()
            if names
        ]
    return Lines(len(lines), groups, others)


def _is_number(value: object) -> bool:
    return isinstance(value, float) or (isinstance(value, int) and abs(value) < 2**63)


def _number(value: object) -> float:
    """NaN for what is none."""
    return float(value) if _is_number(value) else math.nan  # type: ignore[arg-type]
