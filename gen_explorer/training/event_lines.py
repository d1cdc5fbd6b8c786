"""Lines of events.jsonl -> columns of numbers, and the few lines that are something else.

A run's lines look alike: the same names in the same order. What is between the numbers is compared
as it stands for all lines at once, the numbers are parsed together, and only a line that fits no
such form goes through the JSON parser.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gen_explorer.training import number_text
from gen_explorer.training.series import Rows

FEW = 24
"""So many lines are read sooner one by one."""
FORMS = 64
"""Forms of lines tried in one text."""

_PAIR = re.compile(rb'([{,]\s*)"([^"\\]*)"(\s*:\s*)[^\s,{}\[\]":]+')
_END = re.compile(rb"\s*}\s*")

Bools = NDArray[np.bool_]


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
    """Whole lines, the last one ended too. A line that is no JSON object is left out, and so are
    values that are neither numbers nor true or false. A line without a "step" counts as step
    `first` + its place."""
    text += b" " * number_text.PADDING
    characters = np.frombuffer(text, np.uint8)
    ends = np.flatnonzero(characters == ord("\n"))
    starts = np.concatenate([[0], ends[:-1] + 1]) if len(ends) else ends
    is_open = np.ones(len(ends), bool)
    groups = list(_alike(text, starts, ends, is_open, first)) if len(ends) > FEW else []
    left = [(int(line), text[starts[line] : ends[line]]) for line in np.flatnonzero(is_open)]
    singles, others = _one_by_one(left, first)
    return Lines(len(ends), groups + singles, others)


@dataclass(frozen=True)
class _Form:
    """What lines of the same names have in common, from a first one."""

    names: tuple[str, ...]
    between: tuple[bytes, ...]
    """What stands before each number, from the end of the one before."""
    leads: tuple[int, ...]
    """How much of that stands before the name's quotation mark."""
    end: bytes
    """What stands behind the last number."""


def _form_of(line: bytes) -> _Form | None:
    """None for a line that holds more than numbers."""
    between, leads, names, place = [], [], [], 0
    for match in _PAIR.finditer(line):
        opening, name, colon = match.groups()
        if match.start() != place or (opening[:1] == b"{") != (place == 0):
            return None
        between.append(opening + b'"' + name + b'"' + colon)
        leads.append(len(opening))
        names.append(name)
        place = match.end()
    end = line[place:]
    if not names or not _END.fullmatch(end) or len(set(names)) < len(names) or b"kind" in names:
        return None
    try:
        texts = tuple(name.decode() for name in names)
    except UnicodeDecodeError:
        return None
    return _Form(texts, tuple(between), tuple(leads), end)


def _alike(text: bytes, starts: Any, ends: Any, is_open: Bools, first: int) -> Iterator[Rows]:
    """The lines of scalars that share a form with others. Closes (in `is_open`) those it read."""
    characters = np.frombuffer(text, np.uint8)
    quotes = np.flatnonzero(characters == ord('"'))
    first_quote = np.searchsorted(quotes, starts)
    counts = np.diff(first_quote, append=len(quotes))
    untried = is_open.copy()
    for _ in range(FORMS):
        form = None
        while form is None:
            line = int(np.argmax(untried))
            if not untried[line]:
                return
            untried[line] = False
            form = _form_of(text[starts[line] : ends[line]])
        untried[line] = True
        lines = np.flatnonzero(untried & (counts == 2 * len(form.names)))
        untried[line] = False
        at = quotes[first_quote[lines, None] + np.arange(0, 2 * len(form.names), 2)] - form.leads
        fits = _have_form(text, form, at, starts[lines], ends[lines])
        lines, at = lines[fits], at[fits]
        untried[lines] = False
        begins = at + [len(part) for part in form.between]
        stops = np.column_stack([at[:, 1:], ends[lines] - len(form.end)])
        flat, is_number = number_text.parse(text, begins.ravel(), stops.ravel())
        values = flat.reshape(begins.shape)
        good = is_number.reshape(begins.shape).all(axis=1)
        if not good.all():
            lines, values = lines[good], values[good]
        is_open[lines] = False
        yield _rows(form.names, lines + first, values)


def _have_form(text: bytes, form: _Form, at: Any, starts: Any, ends: Any) -> Bools:
    """Which lines hold, at the places `at` (lines, names), what the form has between its numbers,
    and nothing else."""
    words = number_text.words_of(text)
    fits: Bools = (at[:, 0] == starts) & np.all(at[:, 1:] > at[:, :-1], axis=1)
    pieces = [*zip(form.between, at.T, strict=True), (form.end, ends - len(form.end))]
    for piece, places in pieces:
        for offset in range(0, len(piece), 8):
            part = piece[offset : offset + 8]
            mask = np.uint64((1 << 8 * len(part)) - 1)
            fits &= (words[places + offset] & mask) == np.uint64(int.from_bytes(part, "little"))
    return fits


def _rows(names: tuple[str, ...], at: Any, values: NDArray[np.float64]) -> Rows:
    """Takes step and time out of `values` (lines, names)."""
    nothing = np.full(len(at), np.nan)
    steps = values[:, names.index("step")] if "step" in names else nothing
    times = values[:, names.index("time")] if "time" in names else nothing
    kept = [place for place, name in enumerate(names) if name not in ("step", "time")]
    with np.errstate(over="ignore"):  # beyond float32: infinite
        scalars = values[:, kept].astype(np.float32)
    return Rows(
        tuple(names[place] for place in kept),
        at,
        np.where(np.isfinite(steps), steps, at),
        times,
        scalars,
    )


def _one_by_one(
    lines: list[tuple[int, bytes]], first: int
) -> tuple[list[Rows], list[dict[str, Any]]]:
    """By the JSON parser."""
    found: dict[tuple[str, ...], tuple[list[int], list[list[float]]]] = {}
    others: list[dict[str, Any]] = []
    for place, line in lines:
        try:
            event = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if not isinstance(event, dict):
            continue
        if "kind" in event:
            step = event.get("step")
            others.append(event | {"step": step if _is_finite(step) else first + place})
            continue
        scalars = {name: float(value) for name, value in event.items() if _is_number(value)}
        at, values = found.setdefault(tuple(scalars), ([], []))
        at.append(first + place)
        values.append(list(scalars.values()))
    groups = [
        _rows(names, np.array(at, np.int64), np.array(values))
        for names, (at, values) in found.items()
        if names
    ]
    return groups, others


def _is_number(value: object) -> bool:
    return isinstance(value, float) or (isinstance(value, int) and abs(value) < 2**63)


def _is_finite(value: object) -> bool:
    return _is_number(value) and math.isfinite(value)  # type: ignore[arg-type]
