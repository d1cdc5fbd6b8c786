"""The bedrooms of LSUN: three million photographs in one database, for people who have it.

Yu et al., LSUN: Construction of a Large-scale Image Dataset using Deep Learning with Humans in the
Loop, 2015. What torchvision.datasets.LSUN reads is read here, `bedroom_train_lmdb` (43 GB) and
`bedroom_val_lmdb` in a data root, but not by it: that class leaves a pickled list of the keys in
the current folder and unpickles whatever lies there under that name.
"""

from __future__ import annotations

import importlib
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from gen_explorer.core import paths
from gen_explorer.core.concurrency import CancelToken, Progress
from gen_explorer.core.errors import UserError
from gen_explorer.core.reasons import unsuitable
from gen_explorer.core.translation import tr
from gen_explorer.data import folder
from gen_explorer.data.image_set import Bytes, Indices, Labels

if TYPE_CHECKING:
    Keys = npt.NDArray[np.bytes_]

NAME = "lsun-bedroom"
CLASSES = ("bedroom",)
_FOLDERS = {"train": "bedroom_train_lmdb", "test": "bedroom_val_lmdb"}
"""The test split's labels were never published: the validation split stands in for it."""
_PIECE = 4096
"""Keys read between two looks at the cancel token."""


class LsunSet:
    """An `ImageSet` of encoded pictures in a database, decoded when they are asked for."""

    name = NAME
    classes = CLASSES
    licence = "LSUN, F. Yu and others; for research"

    def __init__(self, database: Any, keys: Keys, image_size: int, channels: int) -> None:
        self.labels: Labels = np.zeros(len(keys), np.int64)
        self.height = self.width = image_size
        self.channels = channels
        self._database = database
        self._keys = keys

    def __len__(self) -> int:
        return len(self._keys)

    def batch(self, indices: Indices) -> Bytes:
        """uint8 (n, H, W, C). Raises IndexError outside the set, `UserError` for a picture that
        cannot be read."""
        wanted = self._keys[np.asarray(indices, np.int64)].tolist()
        with self._database.begin() as transaction:
            encoded = [bytes(transaction.get(key) or b"") for key in wanted]
        if not encoded:
            return np.empty((0, self.height, self.width, self.channels), np.uint8)
        with ThreadPoolExecutor(min(folder.WORKERS, len(encoded))) as pool:
            return np.stack(list(pool.map(self._decoded, encoded)))

    def _decoded(self, encoded: bytes) -> Bytes:
        try:
            return folder.decode(io.BytesIO(encoded), self.width, self.channels)
        except folder.UNREADABLE as error:
            raise UserError(
                tr("A picture of {data} cannot be read ({reason}).").format(
                    data=NAME, reason=unsuitable(error)
                ),
                tr("Get that database again; it is not whole."),
            ) from error


def find(split: Literal["train", "test"]) -> Path | None:
    """The database of a split in the first data root that has it, as torchvision lays it out."""
    for root in paths.data_roots():
        for place in (root, root / "LSUN", root / "lsun"):
            if (place / _FOLDERS[split] / "data.mdb").is_file():
                return place / _FOLDERS[split]
    return None


def load(
    split: Literal["train", "test"],
    image_size: int | None,
    channels: int | None,
    progress: Progress,
    cancel: CancelToken,
) -> LsunSet:
    """The split, at `folder.DEFAULT_SIZE` and in colour unless told. Raises `UserError` without
    the database or the package that reads it, and `Cancelled`."""
    place = find(split)
    if place is None:
        raise UserError(
            tr("There is no {folder} in the data folders.").format(folder=_FOLDERS[split]),
            tr("Get it from {page} (43 GB) and unpack it into {path}.").format(
                page="https://github.com/fyu/lsun", path=paths.data_roots()[-1]
            ),
        )
    try:
        lmdb: Any = importlib.import_module("lmdb")
    except ImportError as error:
        raise UserError(
            tr("Reading {data} needs the package {package}.").format(data=NAME, package="lmdb"),
            tr("Install it with: {command} (the extra {extra} of this program has it).").format(
                command="pip install lmdb", extra="lsun"
            ),
        ) from error
    try:
        database = lmdb.open(str(place), readonly=True, lock=False, readahead=False)
        keys = _keys(database, progress, cancel)
    except lmdb.Error as error:
        raise UserError(
            tr("A picture of {data} cannot be read ({reason}).").format(
                data=NAME, reason=unsuitable(error)
            ),
            tr("Get that database again; it is not whole."),
        ) from error
    return LsunSet(database, keys, image_size or folder.DEFAULT_SIZE, channels or 3)


def _keys(database: Any, progress: Progress, cancel: CancelToken) -> Keys:
    """The keys (N,) in the database's order, which no writer changes any more."""
    found: list[bytes] = []
    with database.begin() as transaction:
        count = max(1, transaction.stat()["entries"])
        for key in transaction.cursor().iternext(keys=True, values=False):
            if len(found) % _PIECE == 0:
                cancel.check()
                progress(len(found) / count, tr("Reading the pictures"))
            found.append(bytes(key))
    return np.asarray(found, np.bytes_)
