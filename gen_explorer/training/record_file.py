"""TFRecord framing: how event files divide their bytes into records, with checksums.

    uint64 length | uint32 masked CRC-32C of the length | data | uint32 masked CRC-32C of the data

All little-endian. The mask is a rotation by 15 bits plus a constant (tensorflow/core/lib/hash/
crc32c.h). A length is believed only when its checksum holds and the file is that long.
"""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

Sums = NDArray[np.uint32]

HEAD = 12
"""Bytes before a record's data."""
FOOT = 4
"""Bytes behind it."""
_MASK = 0xA282EAD8


def _table() -> Sums:
    sums: Sums = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        sums = (sums >> np.uint32(1)) ^ (
            np.uint32(0x82F63B78) * (sums & np.uint32(1))
        )  # Castagnoli, bits reversed
    return sums


_TABLE = _table()


def checksums(records: NDArray[np.uint8]) -> Sums:
    """Masked CRC-32C of each row of `records` (n, bytes)."""
    sums = np.full(len(records), 0xFFFFFFFF, np.uint32)
    for column in records.T:
        sums = _TABLE[(sums ^ column) & np.uint32(0xFF)] ^ (sums >> np.uint32(8))
    sums = ~sums
    rotated = (sums >> np.uint32(15)) | (sums << np.uint32(17))
    masked: Sums = rotated + np.uint32(_MASK)
    return masked


def framed(records: NDArray[np.uint8]) -> bytes:
    """Records of one length (n, bytes) as a file has them."""
    count, length = records.shape
    head = np.frombuffer(_head(length), np.uint8)
    out = np.empty((count, HEAD + length + FOOT), np.uint8)
    out[:, :HEAD] = head
    out[:, HEAD:-FOOT] = records
    out[:, -FOOT:] = checksums(records).astype("<u4")[:, None].view(np.uint8)
    return out.tobytes()


def _head(length: int) -> bytes:
    size = np.frombuffer(struct.pack("<Q", length), np.uint8)
    return size.tobytes() + struct.pack("<I", int(checksums(size[None])[0]))


class Divider:
    """Finds the records in pieces of a file."""

    def __init__(self) -> None:
        self._heads: dict[int, int] = {}

    def divide(self, text: bytes) -> tuple[list[tuple[int, int]], int, int]:
        """(start, length) of the data of every whole record; where the first one that is not whole
        begins; and how long that one is with its frame: 0 where not even its length is known, -1
        where its length is damaged (nothing behind it can be found any more)."""
        records: list[tuple[int, int]] = []
        at, size, heads = 0, len(text), self._heads
        unpack = struct.Struct("<QI").unpack_from
        while at + HEAD <= size:
            length, checksum = unpack(text, at)
            if heads.get(length) != checksum and not self._is_head(length, checksum):
                return records, at, -1
            end = at + HEAD + length + FOOT
            if end > size:
                return records, at, end - at
            records.append((at + HEAD, length))
            at = end
        return records, at, 0

    def _is_head(self, length: int, checksum: int) -> bool:
        if _head(length) != struct.pack("<QI", length, checksum):
            return False
        if len(self._heads) < 4096:
            self._heads[length] = checksum
        return True


def gathered(text: bytes, starts: Any, length: int) -> tuple[NDArray[np.uint8], Any]:
    """The data of records of one length, (n, length), and which have the checksum that stands
    behind them (n,)."""
    view: Any = np.ndarray(
        (len(text) - length - FOOT + 1, length + FOOT), np.uint8, text, strides=(1, 1)
    )
    found = view[np.asarray(starts)]
    data = found[:, :length]
    return data, checksums(data) == np.ascontiguousarray(found[:, length:]).view("<u4")[:, 0]
