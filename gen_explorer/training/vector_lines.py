"""Log lines of vectors: {"step": 10, ..., "kind": "kl", "values": [0.5, 0.01]}.

As with lines of scalars (`event_lines`) those that look alike are read together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gen_explorer.training import number_text
from gen_explorer.training.line_forms import Bools, Text, form_of, stands_at
from gen_explorer.training.number_text import Places

FORMS = 8
"""Forms of lines tried in one text."""
LONGEST = 4096
"""Components of a vector, at most."""

_HEAD_END = re.compile(rb'\s*,\s*"kind"\s*:\s*"(\w+)"\s*,\s*"values"\s*:\s*\[')
_LINE = re.compile(rb'(.*?"values"\s*:\s*\[)([^\[\]{}"]*)(\]\s*}\s*)')


@dataclass(frozen=True)
class Vectors:
    """Some lines of one kind with vectors of one length."""

    kind: str
    at: NDArray[np.int64]
    """Which lines they were."""
    steps: NDArray[np.float64]
    """NaN where the line has none."""
    values: NDArray[np.float32]
    """(n, components)."""


def alike(text: Text, is_open: Bools, first: int) -> Iterator[Vectors]:
    """The lines of vectors that share a form with others. Closes (in `is_open`) those it read.
    `first` is the number of the text's first line."""
    closing = text.characters[text.ends - 2] == ord("]")
    untried = is_open & closing & (text.ends - text.starts > 2)
    if not untried.any():
        return
    commas = np.flatnonzero(text.characters == ord(","))
    first_comma = np.searchsorted(commas, text.starts)
    comma_counts = np.diff(first_comma, append=len(commas))
    for _ in range(FORMS):
        line = int(np.argmax(untried))
        if not untried[line]:
            return
        untried[line] = False
        match = _LINE.fullmatch(text.line(line))
        form = form_of(match[1], _HEAD_END) if match else None
        if match is None or form is None:
            continue
        vector, tail = match[2], match[3]
        count, in_head = vector.count(b",") + 1, match[1].count(b",")
        if not vector.strip() or count > LONGEST:
            continue
        separator = _separator(vector)
        quotes = 2 * len(form.names) + 6
        untried[line] = True
        lines = np.flatnonzero(
            untried & (text.quote_counts == quotes) & (comma_counts == in_head + count - 1)
        )
        untried[line] = False
        # Behind the last quotation mark, that of "values", the head has a colon and a bracket.
        behind = len(match[1]) - match[1].rindex(b'"')
        opened = text.quotes[text.first_quote[lines] + quotes - 1] + behind
        closed = text.ends[lines] - len(tail)
        at = form.places(text, lines)
        between = commas[first_comma[lines, None] + in_head + np.arange(count - 1)]
        fits = form.fits(text, at, text.starts[lines], opened) & stands_at(text, tail, closed)
        if count > 1:
            fits &= (between[:, 0] > opened) & (between[:, -1] < closed)
            fits &= stands_at(text, separator, between.ravel()).reshape(between.shape).all(axis=1)
        lines, at, between = lines[fits], at[fits], between[fits]
        opened, closed = opened[fits], closed[fits]
        untried[lines] = False
        head, is_good = form.numbers(text, at, opened)
        values, are_numbers = _numbers(text, opened, between, closed, len(separator))
        is_good &= are_numbers
        lines, head, values = lines[is_good], head[is_good], values[is_good]
        is_open[lines] = False
        kind = _HEAD_END.fullmatch(form.end)
        assert kind is not None
        steps = head[:, form.names.index("step")] if "step" in form.names else head[:, 0] * np.nan
        yield Vectors(kind[1].decode(), lines + first, steps, values.astype(np.float32))


def _separator(vector: bytes) -> bytes:
    """What stands between two of the vector's components: a comma, and spaces behind it."""
    rest = vector.partition(b",")[2]
    return b"," + b" " * (len(rest) - len(rest.lstrip(b" ")))


def _numbers(
    text: Text, opened: Places, between: Places, closed: Places, gap: int
) -> tuple[NDArray[np.float64], Any]:
    """The components (lines, count), and in which lines all are numbers."""
    begins = np.column_stack([opened, between + gap])
    ends = np.column_stack([between, closed])
    flat, is_number = number_text.parse(text.content, begins.ravel(), ends.ravel())
    return flat.reshape(begins.shape), is_number.reshape(begins.shape).all(axis=1)
