"""TensorBoard's events in protocol buffers' wire format: one record <-> step, time and scalars.

Of an event's fields these matter (tensorflow/core/util/event.proto, framework/summary.proto and
tensor.proto):

    Event    1 wall_time (double)   2 step (varint)   3 file_version   5 summary
    Summary  1 value, repeated
    Value    1 tag   2 simple_value (float)   8 tensor, as newer writers put their scalars
    Tensor   1 dtype   4 tensor_content   5 float_val   6 double_val   7 int_val   10 int64_val

Histograms, pictures and texts are passed over.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gen_explorer.training import record_file
from gen_explorer.training.series import Numbers

VERSION = b"\x1a\x0dbrain.Event:2"
"""The field that a file begins with."""

_KINDS = {1: "<f4", 2: "<f8", 3: "<i4", 9: "<i8"}
"""DataType: float, double, int32, int64."""


@dataclass(frozen=True)
class Point:
    """One scalar of a record."""

    tag: str
    value: float
    place: int
    """Of the value's four bytes; -1 where it is not a plain float."""


@dataclass(frozen=True)
class Event:
    """Of one record."""

    time: float = 0.0
    """Unix seconds."""
    time_place: int = -1
    """Of its eight bytes; -1 where there is none."""
    step: int = 0
    step_place: int = 0
    """Where its varint begins and ends; 0 and 0 where there is none: the step is 0."""
    step_end: int = 0
    points: tuple[Point, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it holds plain floats and nothing else that counts."""
        return bool(self.points) and all(point.place >= 0 for point in self.points)


def event_of(text: bytes) -> Event | None:
    """None for bytes that are no event."""
    values: dict[str, float | int] = {}
    points: list[Point] = []
    try:
        for number, kind, place, end, value in _fields(text, 0, len(text)):
            if (number, kind) == (1, 1):
                values |= {"time": struct.unpack_from("<d", text, place)[0], "time_place": place}
            elif (number, kind) == (2, 0):
                signed = value - (1 << 64) if value >> 63 else value
                values |= {"step": signed, "step_place": place, "step_end": end}
            elif (number, kind) == (5, 2):
                points += _summary(text, place, end)
    except (ValueError, IndexError, struct.error):
        return None
    return Event(**values, points=tuple(points))  # type: ignore[arg-type]


def _summary(text: bytes, begin: int, stop: int) -> Iterator[Point]:
    for number, kind, place, end, _ in _fields(text, begin, stop):
        if (number, kind) == (1, 2) and (point := _value(text, place, end)):
            yield point


def _value(text: bytes, begin: int, stop: int) -> Point | None:
    tag, value, at = "", None, -1
    for number, kind, place, end, _ in _fields(text, begin, stop):
        if (number, kind) == (1, 2):
            tag = text[place:end].decode("utf-8", "replace")
        elif (number, kind) == (2, 5):
            value, at = struct.unpack_from("<f", text, place)[0], place
        elif (number, kind) == (8, 2):
            value, at = _tensor(text, place, end)
    return None if value is None or not tag else Point(tag, value, at)


def _tensor(text: bytes, begin: int, stop: int) -> tuple[float | None, int]:
    """The value of a tensor of one number, and its place where it is a plain float."""
    dtype, data, at = 0, b"", -1
    for number, kind, place, end, value in _fields(text, begin, stop):
        if (number, kind) == (1, 0):
            dtype = value
        elif number in (4, 5, 6, 7, 10) and kind in (1, 2, 5):
            data, at = text[place:end], place
            if number in (7, 10) and kind == 2:  # varints, packed
                varint, used = _varint(data, 0, len(data))
                if used != len(data):
                    return None, -1
                return float(varint - (1 << 64) if varint >> 63 else varint), -1
        elif number in (7, 10) and kind == 0:
            return float(value - (1 << 64) if value >> 63 else value), -1
    if dtype not in _KINDS or len(data) != np.dtype(_KINDS[dtype]).itemsize:
        return None, -1
    return float(np.frombuffer(data, _KINDS[dtype])[0]), at if dtype == 1 else -1


def _fields(text: bytes, at: int, stop: int) -> Iterator[tuple[int, int, int, int, int]]:
    """Number, wire type, begin and end of the content, and the value of a varint. Raises ValueError
    where the bytes are no message."""
    while at < stop:
        key, at = _varint(text, at, stop)
        kind, value, begin = key & 7, 0, at
        if kind == 0:
            value, end = _varint(text, at, stop)
        elif kind == 2:
            length, begin = _varint(text, at, stop)
            end = begin + length
        elif kind in (1, 5):
            end = at + (8 if kind == 1 else 4)
        else:
            raise ValueError("a wire type that is not used any more")
        if end > stop:
            raise ValueError("a field longer than what holds it")
        yield key >> 3, kind, begin, end, value
        at = end


def _varint(text: bytes, at: int, stop: int) -> tuple[int, int]:
    """The number at `at` and where it ends."""
    value = 0
    for place in range(10):
        if at + place >= stop:
            break
        byte = text[at + place]
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return value & ((1 << 64) - 1), at + place + 1
    raise ValueError("a number without an end")


def encoded(name: str, steps: Numbers, values: Numbers, times: Numbers) -> bytes:
    """Records of one tag, in order."""
    whole = np.clip(np.nan_to_num(steps), 0, 2**53).astype(np.uint64)
    sizes = np.maximum(1, -(-_bits(whole) // 7))
    tag = name.encode()
    value = b"\x0a" + _length(len(tag)) + tag + b"\x15"
    summary = b"\x0a" + _length(len(value) + 4) + value
    before_value = b"\x2a" + _length(len(summary) + 4) + summary
    parts = []
    # Steps rise, so equal sizes stand together; where they do not, each run of them is a part.
    borders = np.flatnonzero(np.diff(sizes)) + 1
    for part in np.split(np.arange(len(whole)), borders):
        size = int(sizes[part[0]])
        out = np.empty((len(part), 9 + 1 + size + len(before_value) + 4), np.uint8)
        out[:, 0] = 0x09
        out[:, 1:9] = np.nan_to_num(times[part]).astype("<f8")[:, None].view(np.uint8)
        out[:, 9] = 0x10
        for place in range(size):
            seven = (whole[part] >> np.uint64(7 * place)).astype(np.uint8) & np.uint8(0x7F)
            out[:, 10 + place] = seven | np.uint8(0x80 if place < size - 1 else 0)
        out[:, 10 + size : -4] = np.frombuffer(before_value, np.uint8)
        out[:, -4:] = values[part].astype("<f4")[:, None].view(np.uint8)
        parts.append(record_file.framed(out))
    return b"".join(parts)


def varints(columns: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Whole numbers from varints of one length (n, bytes)."""
    numbers = np.zeros(len(columns), np.uint64)
    for place, column in enumerate(columns.T):
        numbers |= (column & np.uint8(0x7F)).astype(np.uint64) << np.uint64(7 * place)
    return numbers.astype(np.int64)


def _bits(numbers: NDArray[np.uint64]) -> NDArray[np.int64]:
    """How many bits whole numbers up to 2**53 have."""
    return np.frexp(numbers.astype(np.float64))[1].astype(np.int64)


def _length(count: int) -> bytes:
    """A varint."""
    out = bytearray()
    while count >= 0x80:
        out.append(count & 0x7F | 0x80)
        count >>= 7
    return bytes([*out, count])
