"""events.jsonl, read as it grows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from gen_explorer.training import event_lines
from gen_explorer.training.event_lines import Lines

CHUNK = 1 << 20
"""Bytes read at a time."""
TAIL = 256
"""Bytes before the place read up to that must still be there when the file has grown."""
LONGEST_LINE = 16 << 20


class EventLog:
    """Reads one file from where it stopped the last time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._begin()

    def _begin(self) -> None:
        self._offset = 0
        self._lines = 0
        self._tail = b""

    def read(self) -> Iterator[tuple[float, Lines | None]]:
        """The share of the file that is read, and what is new. None says that what was read before
        does not hold any more: the file was cut, written anew (training went on from a checkpoint)
        or deleted. A last line that is not finished waits for its rest. Raises OSError."""
        try:
            file = self.path.open("rb")
        except FileNotFoundError:
            if self._offset:
                self._begin()
                yield 1.0, None
            return
        with file:
            size = os.fstat(file.fileno()).st_size
            if self._offset and not self._still_holds(file, size):
                self._begin()
                yield 0.0, None
            file.seek(self._offset)
            rest = b""
            while chunk := file.read(CHUNK):
                whole, newline, rest = (rest + chunk).rpartition(b"\n")
                if newline:
                    yield self._take(whole + newline, size)
                if len(rest) > LONGEST_LINE:  # no line of ours: it is passed over in pieces
                    self._offset += len(rest)
                    self._tail = rest[-TAIL:]
                    rest = b""

    def _still_holds(self, file: BinaryIO, size: int) -> bool:
        if size < self._offset:
            return False
        file.seek(self._offset - len(self._tail))
        return file.read(len(self._tail)) == self._tail

    def _take(self, text: bytes, size: int) -> tuple[float, Lines]:
        lines = event_lines.parse(text, self._lines)
        self._lines += lines.count
        self._offset += len(text)
        self._tail = (self._tail + text[-TAIL:])[-TAIL:]
        return self._offset / max(size, 1), lines
