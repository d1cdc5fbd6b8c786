"""Forms of log lines: what stands between the numbers, the same in very many lines."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gen_explorer.training import number_text
from gen_explorer.training.number_text import Places, Words

Bools = NDArray[np.bool_]

_PAIR = re.compile(rb'([{,]\s*)"([^"\\]*)"(\s*:\s*)[^\s,{}\[\]":]+')
_END = re.compile(rb"\s*}\s*")


class Text:
    """Whole lines, the last one ended too, and where things stand in them."""

    def __init__(self, content: bytes) -> None:
        self.content = content + b" " * number_text.PADDING
        self.characters = np.frombuffer(self.content, np.uint8)
        self.ends = np.flatnonzero(self.characters == ord("\n"))
        self.starts = np.concatenate([[0], self.ends[:-1] + 1])[: len(self.ends)]

    def __len__(self) -> int:
        return len(self.ends)

    def line(self, number: int) -> bytes:
        return self.content[self.starts[number] : self.ends[number]]

    @functools.cached_property
    def words(self) -> Words:
        return number_text.words_of(self.content)

    @functools.cached_property
    def quotes(self) -> Places:
        """Where quotation marks stand."""
        return np.flatnonzero(self.characters == ord('"'))

    @functools.cached_property
    def first_quote(self) -> Places:
        """Which of `quotes` is the first of each line."""
        return np.searchsorted(self.quotes, self.starts)

    @functools.cached_property
    def quote_counts(self) -> Places:
        """How many each line has."""
        return np.diff(self.first_quote, append=len(self.quotes))


@dataclass(frozen=True)
class Form:
    """What lines of the same names have in common."""

    names: tuple[str, ...]
    between: tuple[bytes, ...]
    """What stands before each number, from the end of the one before."""
    leads: tuple[int, ...]
    """How much of that stands before the name's quotation mark."""
    end: bytes
    """What stands behind the last number."""

    def places(self, text: Text, lines: Places) -> Places:
        """Where in some lines, which have enough quotation marks, each `between` would begin."""
        chosen = text.first_quote[lines, None] + np.arange(0, 2 * len(self.names), 2)
        return np.asarray(text.quotes[chosen] - self.leads)

    def numbers(
        self, text: Text, places: Places, stops: Places
    ) -> tuple[NDArray[np.float64], Bools]:
        """The values (lines, names), and in which lines all are numbers. `stops` is where the
        lines' forms end."""
        begins: Places = places + np.array([len(part) for part in self.between], np.int64)
        ends: Places = np.column_stack([places[:, 1:], stops - len(self.end)])
        flat, is_number = number_text.parse(text.content, begins.ravel(), ends.ravel())
        are_numbers: Bools = np.all(is_number.reshape(begins.shape), axis=1)
        values: NDArray[np.float64] = np.asarray(flat).reshape(places.shape)
        return values, are_numbers

    def fits(self, text: Text, places: Places, starts: Places, stops: Places) -> Bools:
        """In which lines, from `starts` to `stops`, there is this form between the numbers."""
        fits: Bools = (places[:, 0] == starts) & np.all(places[:, 1:] > places[:, :-1], axis=1)
        for piece, at in zip(self.between, places.T, strict=True):
            fits &= stands_at(text, piece, at)
        return fits & stands_at(text, self.end, stops - len(self.end))


def stands_at(text: Text, piece: bytes, places: Places) -> Bools:
    """At which places of a text a piece of it stands."""
    result: Any = np.ones(len(places), bool)
    for offset in range(0, len(piece), 8):
        part = piece[offset : offset + 8]
        found = text.words[places + offset]
        if len(part) < 8:
            found &= np.uint64((1 << 8 * len(part)) - 1)
        result &= found == np.uint64(int.from_bytes(part, "little"))
    return result  # type: ignore[no-any-return]


def form_of(line: bytes, end: re.Pattern[bytes] = _END) -> Form | None:
    """The form of a line of numbers that is closed by `end`; None where it holds anything else."""
    between, leads, names, place = [], [], [], 0
    for match in _PAIR.finditer(line):
        opening, name, colon = match.groups()
        if match.start() != place or (opening[:1] == b"{") != (place == 0):
            break
        between.append(opening + b'"' + name + b'"' + colon)
        leads.append(len(opening))
        names.append(name)
        place = match.end()
    rest = line[place:]
    if not names or not end.fullmatch(rest) or len(set(names)) < len(names) or b"kind" in names:
        return None
    try:
        texts = tuple(name.decode() for name in names)
    except UnicodeDecodeError:
        return None
    return Form(texts, tuple(between), tuple(leads), rest)
