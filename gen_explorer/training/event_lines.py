"""Lines of events.jsonl -> columns of numbers, and the few lines that are something else.

A run's lines look alike: the same names in the same order. What is between the numbers is compared
as it stands for all lines at once, the numbers are parsed together, and only a line that fits no
such form goes through the JSON parser.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gen_explorer.training import vector_lines
from gen_explorer.training.line_forms import Bools, Text, form_of
from gen_explorer.training.series import Rows
from gen_explorer.training.vector_lines import Vectors

FEW = 24
"""So many lines are read sooner one by one."""
FORMS = 64
"""Forms of lines tried in one text."""


@dataclass(frozen=True)
class Lines:
    """What some lines said."""

    count: int
    """How many there were, read or not."""
    groups: list[Rows] = field(default_factory=list)
    """The lines of scalars, by the names they have."""
    vectors: list[Vectors] = field(default_factory=list)
    """The lines of vectors."""
    others: list[dict[str, Any]] = field(default_factory=list)
    """The lines that have a "kind" and no vector."""


def parse(content: bytes, first: int = 0) -> Lines:
    """Whole lines, the last one ended too. A line that is no JSON object is left out, and so are
    values that are neither numbers nor true or false. A line without a "step" counts as step
    `first` + its place."""
    text = Text(content)
    is_open = np.ones(len(text), bool)
    groups, vectors = [], []
    if len(text) > FEW:
        vectors += [_with_steps(found) for found in vector_lines.alike(text, is_open, first)]
        groups += list(_alike(text, is_open, first))
    left = _one_by_one([(first + n, text.line(n)) for n in np.flatnonzero(is_open).tolist()])
    return Lines(len(text), groups + left.groups, vectors + left.vectors, left.others)


def _alike(text: Text, is_open: Bools, first: int) -> Iterator[Rows]:
    """The lines of scalars that share a form with others. Closes (in `is_open`) those it read."""
    untried = is_open.copy()
    for _ in range(FORMS):
        form = None
        while form is None:
            line = int(np.argmax(untried))
            if not untried[line]:
                return
            untried[line] = False
            form = form_of(text.line(line))
        untried[line] = True
        lines = np.flatnonzero(untried & (text.quote_counts == 2 * len(form.names)))
        untried[line] = False
        places = form.places(text, lines)
        fits = form.fits(text, places, text.starts[lines], text.ends[lines])
        lines, places = lines[fits], places[fits]
        untried[lines] = False
        values, is_good = form.numbers(text, places, text.ends[lines])
        if not is_good.all():
            lines, values = lines[is_good], values[is_good]
        is_open[lines] = False
        yield _rows(form.names, lines + first, values)


def _with_steps(vectors: Vectors) -> Vectors:
    steps = np.where(np.isfinite(vectors.steps), vectors.steps, vectors.at)
    return Vectors(vectors.kind, vectors.at, steps, vectors.values)


def _rows(names: tuple[str, ...], at: Any, values: NDArray[np.float64]) -> Rows:
    """Takes step and time out of `values` (lines, names)."""
    nothing = np.full(len(at), np.nan)
    steps = values[:, names.index("step")] if "step" in names else nothing
    times = values[:, names.index("time")] if "time" in names else nothing
    kept = [place for place, name in enumerate(names) if name not in ("step", "time")]
    with np.errstate(over="ignore"):  # beyond float32: infinite
        scalars = values[:, kept].astype(np.float32)
    steps = np.where(np.isfinite(steps), steps, at)
    return Rows(tuple(names[place] for place in kept), at, steps, times, scalars)


def _one_by_one(lines: list[tuple[int, bytes]]) -> Lines:
    """Numbered lines, by the JSON parser."""
    found: dict[tuple[str, ...], tuple[list[int], list[list[float]]]] = {}
    vectors: list[Vectors] = []
    others: list[dict[str, Any]] = []
    for at, line in lines:
        try:
            event = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if not isinstance(event, dict):
            continue
        if "kind" in event:
            step = event.get("step")
            event["step"] = float(step) if _is_finite(step) else float(at)  # type: ignore[arg-type]
            if "values" not in event:
                others.append(event)
            elif (vector := _vector(at, event)) is not None:
                vectors.append(vector)
            continue
        scalars = {name: float(value) for name, value in event.items() if _is_number(value)}
        ats, values = found.setdefault(tuple(scalars), ([], []))
        ats.append(at)
        values.append(list(scalars.values()))
    groups = [
        _rows(names, np.array(ats, np.int64), np.array(values))
        for names, (ats, values) in found.items()
        if names
    ]
    return Lines(len(lines), groups, vectors, others)


def _vector(at: int, event: dict[str, Any]) -> Vectors | None:
    values, kind = event["values"], event["kind"]
    if not isinstance(values, list) or not 0 < len(values) <= vector_lines.LONGEST:
        return None
    if not isinstance(kind, str) or not all(map(_is_number, values)):
        return None
    with np.errstate(over="ignore"):
        numbers = np.array([values], np.float64).astype(np.float32)
    return Vectors(kind, np.array([at]), np.array([event["step"]]), numbers)


def _is_number(value: object) -> bool:
    return isinstance(value, float) or (isinstance(value, int) and abs(value) < 2**63)


def _is_finite(value: object) -> bool:
    return _is_number(value) and math.isfinite(value)  # type: ignore[arg-type]
