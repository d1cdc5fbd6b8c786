"""TensorBoard event files, read as they grow and written, without TensorBoard.

Records of one tag look alike, so that they are read together: a million points in a second.
"""

from __future__ import annotations

import math
import os
import socket
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gen_explorer.training import event_proto, record_file
from gen_explorer.training.event_lines import Lines
from gen_explorer.training.event_proto import Event
from gen_explorer.training.series import Numbers, Rows

CHUNK = 4 << 20
LONGEST = 1 << 14
"""Bytes of a record with scalars, at most; longer ones hold pictures or graphs."""
FEW = 16
"""So many records of one length are read sooner one by one."""
FORMS = 256
"""Tags of one length tried in one chunk."""
FILES = 256
"""Event files of a folder, at most."""
FOLDERS = 2000
"""Folders looked into for them, at most."""
DEPTH = 3
LOOK_SECONDS = 2.0
"""Between two looks for new files."""


def is_event_file(path: Path) -> bool:
    return "tfevents" in path.name and path.is_file()


def event_files(folder: Path) -> list[Path]:
    """Those in a folder and the folders in it, in the order of their names."""
    found: list[Path] = []
    for seen, (place, folders, names) in enumerate(os.walk(folder)):
        here = Path(place)
        if seen >= FOLDERS or len(found) >= FILES:
            break
        if len(here.relative_to(folder).parts) >= DEPTH:
            folders.clear()
        folders.sort()
        found += [here / name for name in sorted(names) if "tfevents" in name]
    return found[:FILES]


class EventFile:
    """Reads one file as it grows."""

    def __init__(self, path: Path, prefix: str = "") -> None:
        self.path = path
        self.prefix = prefix
        """Put before every tag."""
        self._divider = record_file.Divider()
        self._offset = 0
        self._records = 0

    def read(self) -> Iterator[tuple[float, Lines | None]]:
        """The share of the file that is read, and the scalars that are new. None says that what was
        read before does not hold any more: the file got shorter. Damaged records are left out; a
        damaged length ends the file, since nothing behind it can be found. Raises OSError."""
        try:
            file = self.path.open("rb")
        except FileNotFoundError:
            return
        with file:
            size = os.fstat(file.fileno()).st_size
            if size < self._offset:
                self._offset = self._records = 0
                yield 0.0, None
            while self._offset < size:
                file.seek(self._offset)
                text = file.read(CHUNK)
                records, end, whole = self._divider.divide(text)
                groups: list[Rows] = []
                if records:
                    groups = self._parse(text, records)
                    self._records += len(records)
                elif whole > len(text) and self._offset + whole <= size:
                    end = whole  # too long to hold a scalar
                else:
                    return
                self._offset += end
                yield self._offset / size, Lines(len(records), groups)

    def _parse(self, text: bytes, records: list[tuple[int, int]]) -> list[Rows]:
        found: dict[str, list[Rows]] = {}
        places = np.array(records)
        lengths = places[:, 1]
        for length in np.unique(lengths[(lengths > 0) & (lengths <= LONGEST)]):
            at = np.flatnonzero(lengths == length)
            data, is_whole = record_file.gathered(text, places[at, 0], int(length))
            for rows in _scalars(data[is_whole], at[is_whole] + self._records):
                found.setdefault(rows.names[0], []).append(rows)
        groups = [_joined(self.prefix + name, parts) for name, parts in found.items()]
        return sorted(groups, key=lambda rows: int(rows.at[0]))


class EventFolder:
    """Reads the event files of a folder, or one file, as they grow and become more. Tags of folders
    in the folder begin with the folder's name."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._files: dict[Path, EventFile] = {}
        self._looked = -math.inf

    def read(self) -> Iterator[tuple[float, Lines | None]]:
        """As `EventFile.read`."""
        if time.monotonic() - self._looked > LOOK_SECONDS:
            self._looked = time.monotonic()
            for path in [self.path] if self.path.is_file() else event_files(self.path):
                if path not in self._files:
                    prefix = path.relative_to(self.path).parent.as_posix()
                    self._files[path] = EventFile(path, "" if prefix == "." else f"{prefix}/")
        for number, file in enumerate(self._files.values()):
            for share, lines in file.read():
                yield (number + share) / len(self._files), lines
                if lines is None:  # the others have to be read again, too
                    self._files.clear()
                    self._looked = -math.inf
                    yield from self.read()
                    return


def _joined(name: str, parts: list[Rows]) -> Rows:
    at = np.concatenate([part.at for part in parts])
    order = np.argsort(at, kind="stable")
    return Rows(
        (name,),
        at[order],
        np.concatenate([part.steps for part in parts])[order],
        np.concatenate([part.times for part in parts])[order],
        np.concatenate([part.values for part in parts])[order],
    )


def _scalars(data: NDArray[np.uint8], at: NDArray[np.int64]) -> Iterator[Rows]:
    """The scalars of records of one length (n, bytes), which are the file's records `at`."""
    left = np.ones(len(data), bool)
    for _ in range(FORMS if len(data) > FEW else 0):
        first = int(np.argmax(left))
        if not left[first]:
            return
        event = event_proto.event_of(data[first].tobytes())
        if event is None or not event.is_plain:
            left[first] = False
            yield from _rows(event, int(at[first]))
            continue
        alike = _alike(data, first, event) & left
        left &= ~alike
        chosen = data[alike]
        steps = event_proto.varints(chosen[:, event.step_place : event.step_end])
        times = np.zeros(len(chosen))
        if event.time_place >= 0:
            times = _column(chosen, event.time_place, "<f8").astype(np.float64)
        for point in event.points:
            values = _column(chosen, point.place, "<f4").astype(np.float32)[:, None]
            yield Rows((point.tag,), at[alike], steps.astype(np.float64), times, values)
    for row in np.flatnonzero(left):
        yield from _rows(event_proto.event_of(data[row].tobytes()), int(at[row]))


def _alike(data: NDArray[np.uint8], first: int, event: Event) -> NDArray[np.bool_]:
    """Which rows equal the first one, `event`, in all but step, time and values."""
    same = np.ones(data.shape[1], bool)
    step = slice(event.step_place, event.step_end)
    same[step] = False
    if event.time_place >= 0:
        same[event.time_place : event.time_place + 8] = False
    for point in event.points:
        same[point.place : point.place + 4] = False
    alike: NDArray[np.bool_] = np.all(data[:, same] == data[first, same], axis=1)
    alike &= np.all((data[:, step] & 0x80) == (data[first, step] & 0x80), axis=1)
    return alike


def _column(data: NDArray[np.uint8], place: int, kind: str) -> Numbers:
    size = np.dtype(kind).itemsize
    column: Numbers = np.ascontiguousarray(data[:, place : place + size]).view(kind)[:, 0]
    return column


def _rows(event: Event | None, at: int) -> Iterator[Rows]:
    if event is None:
        return
    for point in event.points:
        with np.errstate(over="ignore"):
            value = np.array([[point.value]]).astype(np.float32)
        step, when = np.array([float(event.step)]), np.array([event.time])
        yield Rows((point.tag,), np.array([at]), step, when, value)


class EventWriter:
    """Writes scalars into a new event file of a folder, as TensorBoard reads them."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        stamp = f"{int(time.time())}.{socket.gethostname()}.{os.getpid()}"
        self.path = folder / f"events.out.tfevents.{stamp}.gen_explorer"
        record = struct.pack("<Bd", 0x09, time.time()) + event_proto.VERSION
        self._append(record_file.framed(np.frombuffer(record, np.uint8)[None]))

    def add(self, name: str, steps: Numbers, values: Numbers, times: Numbers) -> None:
        """A tag's points. Times that are not known are written as 0."""
        if len(steps):
            self._append(event_proto.encoded(name, steps, values, times))

    def _append(self, content: bytes) -> None:
        with self.path.open("ab") as file:
            file.write(content)
