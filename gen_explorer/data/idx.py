"""The idx files of MNIST and its relatives (format: LeCun, Cortes, Burges)."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

from gen_explorer.core.errors import UserError
from gen_explorer.core.reasons import unsuitable
from gen_explorer.core.translation import tr

VALUES_LIMIT = 1 << 30
"""Bytes in one file; all of MNIST's training pictures are 47 million."""
UNSIGNED_BYTE = 8
"""The only type of values these data sets use."""


def read(path: Path, dimensions: int) -> npt.NDArray[np.uint8]:
    """The array in an idx file of unsigned bytes, plain or ending in `.gz`.

    The header is checked before anything is allocated. Raises `UserError` for a file that is cut
    short or is something else.
    """
    try:
        if path.suffix == ".gz":
            with gzip.open(path) as packed:
                return _read(packed, dimensions)
        with path.open("rb") as file:
            return _read(file, dimensions)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise UserError(
            tr("The data file {path} cannot be read ({reason}).").format(
                path=path, reason=unsuitable(error)
            ),
            tr("Delete it; the next use fetches it again."),
        ) from error


def _read(file: IO[bytes] | gzip.GzipFile, dimensions: int) -> npt.NDArray[np.uint8]:
    header = file.read(4 + 4 * dimensions)
    if header[:4] != bytes((0, 0, UNSIGNED_BYTE, dimensions)):
        raise ValueError("not an idx file")
    shape = tuple(int(size) for size in np.frombuffer(header, ">u4", offset=4))
    count = 1
    for size in shape:
        count *= size
    if len(shape) != dimensions or not 0 < count <= VALUES_LIMIT:
        raise ValueError(f"shape {shape}")
    values = file.read(count)
    if len(values) != count or file.read(1):
        raise ValueError(f"{len(values)} values instead of {count}")
    return np.frombuffer(values, np.uint8).reshape(shape)


def count(path: Path) -> int:
    """How many items an idx file holds, by its header; 0 for one that cannot be read."""
    try:
        if path.suffix == ".gz":
            with gzip.open(path) as packed:
                header = packed.read(8)
        else:
            with path.open("rb") as file:
                header = file.read(8)
    except (OSError, EOFError, zlib.error):
        return 0
    return int.from_bytes(header[4:8], "big")
