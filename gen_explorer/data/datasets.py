"""The data sets by name, and image folders by path. "houses:bedroom+kitchen" means these classes of
the set "houses" and no others.

Files are looked for in torchvision's layout (`MNIST/raw/...`) under every folder of
`core.paths.data_roots()`. What is nowhere is downloaded to the last of them, with progress.
"""

from __future__ import annotations

import functools
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from gen_explorer.core import paths
from gen_explorer.core.concurrency import CancelToken, Progress, no_progress
from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.data import folder, idx, images, lsun
from gen_explorer.data.image_set import (
    ArraySet,
    Bytes,
    ClassSubset,
    FittedSet,
    ImageSet,
    Indices,
)

__all__ = ["NAMES", "ArraySet", "ImageSet", "Split", "is_available", "load", "pictures"]

Split = Literal["train", "test"]

DIGITS_PERIOD = 6
"""Of scikit-learn's digits every sixth picture is a test picture."""
FITTED_BYTES = 1 << 30
"""Scaled pictures kept in memory; a larger set is scaled batch by batch."""
_DOWNLOADED, _DIGITS = 60_000, 1_498
"""Training pictures of (Fashion-)MNIST as it is downloaded, and of scikit-learn's digits."""
_PIECE = 4096
"""Pictures scaled between two looks at the cancel token."""


@dataclass(frozen=True)
class _IdxSource:
    """A data set of idx files that torchvision knows how to get."""

    folder: str
    torchvision: str
    """Name of its class in torchvision.datasets."""
    classes: tuple[str, ...]
    licence: str

    def file(self, root: Path, split: Split, kind: str) -> Path | None:
        """Where `kind` ("images-idx3" or "labels-idx1") lies under a root; None if it does not."""
        stem = f"{'train' if split == 'train' else 't10k'}-{kind}-ubyte"
        for name in (stem, f"{stem}.gz"):
            path = root / self.folder / "raw" / name
            if path.is_file():
                return path
        return None


_SOURCES = {
    "fashion-mnist": _IdxSource(
        folder="FashionMNIST",
        torchvision="FashionMNIST",
        classes=(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
            "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
        ),
        licence="Fashion-MNIST, Zalando Research; MIT",
    ),
    "mnist": _IdxSource(
        folder="MNIST",
        torchvision="MNIST",
        classes=tuple("0123456789"),
        licence="MNIST, Y. LeCun, C. Cortes, C. Burges; CC BY-SA 3.0",
    ),
}  # fmt: skip

NAMES = (*_SOURCES, "digits")
"""Small grey pictures that are here or are fetched."""


def load(
    name: str,
    split: Split,
    image_size: int | None = None,
    channels: int | None = None,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> ImageSet:
    """The data set `name` (one of NAMES, "lsun-bedroom", a folder's path, or a folder's name in a
    data root), or some of its classes (see `parts_of`).

    `image_size` scales the pictures to squares (see `images.from_picture`), `channels` makes them
    grey (1) or colour (3); None keeps what the data has. Raises `UserError` when there is no such
    data or it cannot be fetched, and `Cancelled`.
    """
    token = cancel or CancelToken()
    if channels not in (None, 1, 3):
        raise ValueError(f"{channels} channels")
    name, wanted = parts_of(name)
    if wanted:
        whole = load(name, split, image_size, channels, progress, token)
        return _subset(whole, wanted)
    if name == "digits":
        return _fitted(_digits(split), image_size, channels, progress, token)
    if name in _SOURCES:
        return _fitted(_idx(name, split, progress, token), image_size, channels, progress, token)
    if name == lsun.NAME:
        return lsun.load(split, image_size, channels, progress, token)
    found = _folder(name)
    if found is None:
        raise UserError(
            tr("There is no data set called {name}.").format(name=name),
            tr("Name a folder of pictures, or one of: {names}.").format(
                names=", ".join((*NAMES, lsun.NAME))
            ),
        )
    return folder.load(found, split, image_size, channels, progress, token)


def parts_of(name: str) -> tuple[str, tuple[str, ...]]:
    """ "houses:bedroom+kitchen" as ("houses", ("bedroom", "kitchen")); no classes means all. The
    path of a folder that is there is never divided."""
    base, colon, classes = name.rpartition(":")
    if not colon or not classes or _folder(name) is not None:
        return name, ()
    if base in NAMES or _folder(base) is not None:
        return base, tuple(classes.split("+"))
    return name, ()


def class_count(name: str) -> int:
    """Classes of a data set, without reading its pictures; 0 where it has none."""
    base, wanted = parts_of(name)
    return len(wanted or class_names(base))


def class_names(base: str) -> tuple[str, ...]:
    """All classes of a data set, without reading its pictures."""
    if base in NAMES:
        return _SOURCES[base].classes if base in _SOURCES else tuple("0123456789")
    if base == lsun.NAME:
        return lsun.CLASSES
    found = _folder(base)
    return folder.classes(found) if found is not None else ()


def is_small_and_grey(name: str) -> bool:
    """Whether a data set's pictures are like MNIST's, without reading them."""
    base, wanted = parts_of(name)
    found = _folder(base) if base not in NAMES else None
    return base in NAMES or (found is not None and folder.is_small_and_grey(found, wanted))


def picture_count(name: str) -> int:
    """About how many pictures the training split has, without reading them; 0 where that is not
    known. Of some classes it takes their share by number."""
    base, wanted = parts_of(name)
    found = _folder(base)
    if base in _SOURCES:
        files = _files(base, "train")
        whole = idx.count(files[0]) if files is not None else _DOWNLOADED
        return whole * len(wanted) // 10 if wanted else whole
    if base == "digits":
        return _DIGITS * (len(wanted) or 10) // 10
    return folder.train_count(found, wanted) if found is not None else 0


def _subset(whole: ImageSet, wanted: tuple[str, ...]) -> ImageSet:
    unknown = [name for name in wanted if name not in whole.classes]
    if unknown or len(set(wanted)) < len(wanted):
        raise UserError(
            tr("{data} has no class called {name}.").format(
                data=whole.name, name=", ".join(unknown or wanted)
            ),
            tr("Its classes are: {names}.").format(names=", ".join(whole.classes)),
        )
    return ClassSubset(whole, wanted)


def is_available(name: str) -> bool:
    """Whether `load(name, ...)` would find the data on this machine, without a download."""
    name, _ = parts_of(name)
    if name in _SOURCES:
        return all(_files(name, split) is not None for split in ("train", "test"))
    if name == lsun.NAME:
        return importlib.util.find_spec("lmdb") is not None and all(
            lsun.find(split) is not None for split in ("train", "test")
        )
    return name == "digits" or _folder(name) is not None


def pictures(
    name: str, split: Split, indices: Indices, image_size: int, channels: int
) -> Bytes | None:
    """The pictures at `indices` of a data set on this machine: uint8 (n, image_size, image_size,
    channels). None if the data is not here or holds other pictures. Never downloads.

    `name` comes from a model's card, so a path in it is not followed: only the named data sets, and
    folders that lie in a data root.
    """
    base, classes = parts_of(name)
    if base in _SOURCES:
        where = _files(base, split)
        if where is None:
            return None
        opened = _kept(base, classes, split, None, str(where[0]))
    elif base == "digits":
        opened = _kept(base, classes, split, None, "")
    elif base == lsun.NAME:
        if not is_available(base):
            return None
        opened = _kept(base, classes, split, image_size, str(lsun.find(split)))
    else:
        found = _in_roots(base)
        if found is None:
            return None
        opened = _kept(str(found), classes, split, image_size, str(found))
    wanted = np.asarray(indices, np.int64)
    if wanted.size and not 0 <= wanted.min() <= wanted.max() < len(opened):
        return None
    return images.fit(opened.batch(wanted), image_size, channels)


@functools.lru_cache(maxsize=4)
def _kept(
    name: str, classes: tuple[str, ...], split: Split, image_size: int | None, where: str
) -> ImageSet:
    """A set kept open between two calls of `pictures`; `where` only tells two places apart."""
    whole = load(name, split, image_size)
    return _subset(whole, classes) if classes else whole


def _fitted(
    found: ArraySet,
    image_size: int | None,
    channels: int | None,
    progress: Progress,
    cancel: CancelToken,
) -> ImageSet:
    """The set in the wanted shape: at once if that fits into memory, else batch by batch."""
    side = found.height if image_size is None else image_size
    depth = found.channels if channels is None else channels
    if (side, side, depth) == found.images.shape[1:]:
        return found
    if len(found) * side * side * depth > FITTED_BYTES:
        return FittedSet(found, side, side, depth)
    fitted = np.empty((len(found), side, side, depth), np.uint8)
    for first in range(0, len(found), _PIECE):
        cancel.check()
        progress(first / len(found), tr("Scaling the pictures"))
        piece = slice(first, first + _PIECE)
        fitted[piece] = images.fit(found.images[piece], image_size, channels)
    return ArraySet(found.name, fitted, found.labels, found.classes, found.licence)


def _files(name: str, split: Split) -> tuple[Path, Path] | None:
    """(pictures, labels) in the first root that has both."""
    source = _SOURCES[name]
    for root in paths.data_roots():
        pictures_file = source.file(root, split, "images-idx3")
        labels_file = source.file(root, split, "labels-idx1")
        if pictures_file and labels_file:
            return pictures_file, labels_file
    return None


def _idx(name: str, split: Split, progress: Progress, cancel: CancelToken) -> ArraySet:
    source = _SOURCES[name]
    files = _files(name, split)
    if files is None:
        from gen_explorer.data import download

        raw = paths.data_roots()[-1] / source.folder / "raw"
        download.fetch(download.source(source.torchvision), raw, progress, cancel)
        files = _files(name, split)
        if files is None:
            raise RuntimeError(f"the download of {name} left no files in {raw}")
    pixels, labels = idx.read(files[0], 3), idx.read(files[1], 1)
    if len(pixels) != len(labels) or labels.max() >= len(source.classes):
        raise UserError(
            tr("The pictures and labels in {path} do not fit together.").format(
                path=files[0].parent
            ),
            tr("Delete that folder; the next use fetches it again."),
        )
    return ArraySet(
        name, pixels[..., None], labels.astype(np.int64), source.classes, source.licence
    )


def _digits(split: Split) -> ArraySet:
    """scikit-learn's digits: 1,797 pictures of 8x8 pixels in 17 levels, brought to 256."""
    from sklearn.datasets import load_digits

    data = load_digits()
    is_test = np.arange(len(data.images)) % DIGITS_PERIOD == DIGITS_PERIOD - 1
    chosen = is_test if split == "test" else ~is_test
    level: npt.NDArray[np.uint8] = np.rint(data.images[chosen] * (255.0 / 16.0)).astype(np.uint8)
    return ArraySet(
        "digits",
        level[..., None],
        data.target[chosen].astype(np.int64),
        tuple("0123456789"),
        "Optical recognition of handwritten digits, E. Alpaydin, C. Kaynak; CC BY 4.0",
    )


def find_folder(name: str) -> Path | None:
    """The image folder that `name` means; None for a named set, and where there is no such
    folder."""
    return None if name in (*NAMES, lsun.NAME) else _folder(name)


def _folder(name: str) -> Path | None:
    """The image folder that `name` means: a path, or the name of a folder in a data root."""
    try:
        path = Path(name).expanduser()
        return path if name and path.is_dir() else _in_roots(name)
    except (OSError, RuntimeError):  # a name too long for a path, or ~somebody who is not here
        return None


def _in_roots(name: str) -> Path | None:
    if name in ("", ".", "..") or Path(name).name != name:
        return None
    return next((root / name for root in paths.data_roots() if (root / name).is_dir()), None)
