"""Any folder of pictures as a data set. Its sub-folders, if it has some, are the classes.

Which picture is for testing follows from its path alone, so it stays so when others are added.
"""

from __future__ import annotations

import functools
import hashlib
import logging
import os
import unicodedata
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

import numpy as np

from gen_explorer.core.concurrency import CancelToken, Progress, no_progress
from gen_explorer.core.errors import UserError
from gen_explorer.core.reasons import unsuitable
from gen_explorer.core.translation import counted, tr
from gen_explorer.data import images
from gen_explorer.data.image_set import Bytes, Indices, Labels

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

log = logging.getLogger(__name__)

FORMATS = (
    "AVIF", "BMP", "GIF", "JPEG", "JPEG2000", "PNG", "PPM", "TGA", "TIFF", "WEBP",
)  # fmt: skip
"""What is opened. Not EPS: Pillow hands it to Ghostscript, which runs the program in it."""
SUFFIXES = (
    ".avif", ".bmp", ".gif", ".jfif", ".jp2", ".jpe", ".jpeg", ".jpg",
    ".pbm", ".pgm", ".png", ".ppm", ".tga", ".tif", ".tiff", ".webp",
)  # fmt: skip
TEST_SHARE = 0.1
DEFAULT_SIZE = 128
"""The largest side where none is asked for."""
SMALL, GREY_MODES = 32, ("1", "L", "LA", "I;16")
HEADS = 8
"""Files that are looked at to tell what a folder holds."""
KEPT_BYTES = 512 << 20
"""Decoded pictures kept in memory; the rest is decoded anew for each batch."""
WORKERS = min(4, os.cpu_count() or 1)
"""Pillow decodes outside the interpreter's lock."""
NAMED_LIMIT = 3
"""How many skipped pictures a warning names."""
UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, MemoryError, RuntimeError, IndexError)
"""What Pillow's readers raise on broken files."""


class FolderSet:
    """An `ImageSet` of files, decoded when they are asked for."""

    def __init__(
        self,
        root: Path,
        files: list[Path],
        labels: Labels,
        classes: tuple[str, ...],
        image_size: int,
        channels: int,
    ) -> None:
        self.name = root.resolve().name
        self.classes = classes
        self.labels = labels
        self.height = self.width = image_size
        self.channels = channels
        self.licence = tr("not stated")
        self.skipped: tuple[str, ...] = ()
        """Paths, below the folder, of pictures that could not be read."""
        self._root = root
        self._files = files
        self._kept: dict[int, Bytes] = {}

    def __len__(self) -> int:
        return len(self._files)

    @property
    def names(self) -> tuple[str, ...]:
        """Each picture's path below the folder."""
        return tuple(_relative(self._root, file) for file in self._files)

    def batch(self, indices: Indices) -> Bytes:
        """uint8 (n, H, W, C). Raises IndexError outside the set, `UserError` for a picture that was
        readable when the folder was opened and is not any more."""
        wanted = np.arange(len(self))[np.asarray(indices, np.int64)].tolist()
        shape = (len(wanted), self.height, self.width, self.channels)
        result = np.empty(shape, np.uint8)
        missing = [place for place, index in enumerate(wanted) if index not in self._kept]
        for place, index in enumerate(wanted):
            if index in self._kept:
                result[place] = self._kept[index]
        if missing:
            with ThreadPoolExecutor(min(WORKERS, len(missing))) as pool:
                decoded = pool.map(self._decoded, [self._files[wanted[p]] for p in missing])
                for place, picture in zip(missing, decoded, strict=True):
                    result[place] = self._or_error(picture)
        return result

    def check(self, progress: Progress, cancel: CancelToken) -> None:
        """Decodes every picture once, leaves out those that cannot be read, and keeps the others
        while there is room. Raises `Cancelled`."""
        good: list[int] = []
        kept: dict[int, Bytes] = {}
        room = KEPT_BYTES // (self.height * self.width * self.channels)
        skipped: list[str] = []
        piece = 16 * WORKERS
        with ThreadPoolExecutor(WORKERS) as pool:
            for first in range(0, len(self._files), piece):
                cancel.check()
                progress(first / len(self._files), tr("Reading the pictures"))
                files = self._files[first : first + piece]
                for index, picture in enumerate(pool.map(self._decoded, files), start=first):
                    if isinstance(picture, Exception):
                        skipped.append(_relative(self._root, self._files[index]))
                        log.debug("%s: %s", self._files[index], picture)
                        continue
                    if len(kept) < room:
                        kept[len(good)] = picture
                    good.append(index)
        self._files = [self._files[index] for index in good]
        self.labels = self.labels[good]
        self._kept = kept
        self.skipped = tuple(skipped)

    def _decoded(self, file: Path) -> Bytes | Exception:
        try:
            return decode(file, self.width, self.channels)
        except UNREADABLE as error:
            return error

    def _or_error(self, picture: Bytes | Exception) -> Bytes:
        if isinstance(picture, Exception):
            raise UserError(
                tr("A picture in {path} cannot be read any more ({reason}).").format(
                    path=self._root, reason=unsuitable(picture)
                ),
                tr("Leave the folder as it is while it is used, or open it again."),
            ) from picture
        return picture


def load(
    root: Path,
    split: Literal["train", "test", "all"],
    image_size: int | None = None,
    channels: int | None = None,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> FolderSet:
    """The pictures under `root`, about a tenth of them as split "test"; "all" does not divide.

    Without `image_size` the first picture's shorter side decides (128 at most). Pictures that
    cannot be read are left out with a warning. Raises `UserError` when none is left.
    """
    token = cancel or CancelToken()
    found = []
    for file in picture_files(root):
        token.check()
        found.append((_name(root, file), file))
    found.sort()
    if not found:
        raise empty(root)
    top = _top_folders(name for name, _ in found)
    label = {name: index for index, name in enumerate(top)}
    files, labels = [], []
    tests = _test_names([name for name, _ in found])
    trains = {name for name, _ in found} - tests or tests
    chosen = {"test": tests, "train": trains, "all": tests | trains}[split]
    for name, file in found:
        if name in chosen:
            files.append(file)
            labels.append(label.get(name.split("/")[0], -1) if "/" in name else -1)
    result = FolderSet(
        root,
        files,
        np.asarray(labels, np.int64),
        tuple(top),
        image_size or _default_size(files),
        channels or 3,
    )
    result.check(progress, token)
    if result.skipped:
        _warn(root, result.skipped)
    if not len(result):
        raise empty(root)
    return result


def classes(root: Path) -> tuple[str, ...]:
    """The sub-folders that hold pictures, by their suffixes: the classes of `load`."""
    return tuple(_top_folders(_name(root, file) for file in picture_files(root)))


def some(root: Path, count: int, side: int, wanted: tuple[str, ...] = ()) -> list[Bytes]:
    """At most `count` pictures, spread over the folder (its sub-folders `wanted`), as uint8 (side,
    side, 3); those that cannot be read are left out. Opens no others."""
    files = sorted(picture_files(root))
    if wanted:
        files = [file for file in files if _name(root, file).split("/")[0] in wanted]
    found = []
    for place in np.linspace(0, len(files) - 1, min(count, len(files))).astype(int):
        try:
            found.append(decode(files[place], side, 3))
        except UNREADABLE as error:
            log.debug("%s: %s", files[place], error)
    return found


def is_small_and_grey(root: Path, wanted: tuple[str, ...] = ()) -> bool:
    """Whether the pictures of a folder (of its sub-folders `wanted`) are like those of MNIST: in
    grey, and at most `SMALL` pixels wide and high. Reads the heads of a few."""
    files = sorted(picture_files(root))
    if wanted:
        files = [file for file in files if _name(root, file).split("/")[0] in wanted]
    found = []
    for place in np.linspace(0, len(files) - 1, min(HEADS, len(files))).astype(int):
        try:
            with _open(files[place]) as picture:
                found.append(picture.mode in GREY_MODES and max(picture.size) <= SMALL)
        except UNREADABLE as error:
            log.debug("%s: %s", files[place], error)
    return bool(found) and all(found)


def train_count(root: Path, wanted: tuple[str, ...] = ()) -> int:
    """About how many pictures of a folder (of its sub-folders `wanted`) are for training."""
    names = (_name(root, file).split("/")[0] for file in picture_files(root))
    count = sum(1 for name in names if not wanted or name in wanted)
    return round(count * (1 - TEST_SHARE))


def _top_folders(names: Iterable[str]) -> list[str]:
    return sorted({parts[0] for name in names if len(parts := name.split("/")) > 1})


def _name(root: Path, file: Path) -> str:
    """The same on systems that take accents apart in file names."""
    return unicodedata.normalize("NFC", _relative(root, file))


def picture_files(root: Path) -> Iterator[Path]:
    """Every file with a picture's suffix; links are followed, but no folder is entered twice."""
    entered = set()
    for place, folders, names in os.walk(root, followlinks=True):
        try:
            status = Path(place).stat()
        except OSError:  # it went away meanwhile
            continue
        key = (status.st_dev, status.st_ino)
        if key in entered:
            folders.clear()
            continue
        entered.add(key)
        folders[:] = sorted(n for n in folders if not n.startswith((".", "__MACOSX")))
        for name in names:
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield Path(place, name)


def _test_names(names: list[str]) -> set[str]:
    """The names whose hash falls into the test share, and one at least."""
    order = {name: _hash(name) for name in names}
    tests = {name for name, value in order.items() if value < TEST_SHARE * 2**64}
    return tests or {min(order, key=lambda name: order[name])}


def _hash(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogateescape")).digest()[:8])


def _default_size(files: list[Path]) -> int:
    for file in files:
        try:
            with _open(file) as picture:
                return min(*picture.size, DEFAULT_SIZE)
        except UNREADABLE:
            continue
    return DEFAULT_SIZE


def decode(file: Path | IO[bytes], image_size: int, channels: int) -> Bytes:
    """One picture file as uint8 (image_size, image_size, channels). Raises one of UNREADABLE."""
    with _open(file) as picture:
        picture.draft(None, (image_size * 2, image_size * 2))
        return images.from_picture(picture, image_size, channels)


def _open(file: Path | IO[bytes]) -> Picture:
    """Opens a picture without decoding it. Raises one of UNREADABLE."""
    from PIL import Image

    try:
        picture = Image.open(file, formats=_formats())
    except Image.DecompressionBombError as error:
        raise ValueError(str(error)) from error
    limit = Image.MAX_IMAGE_PIXELS
    if limit is not None and picture.width * picture.height > limit:
        picture.close()
        raise ValueError(f"{picture.width}x{picture.height} pixels, more than {limit}")
    return picture


@functools.cache
def _formats() -> tuple[str, ...]:
    """Those of FORMATS that this build of Pillow has."""
    from PIL import Image

    Image.init()
    return tuple(name for name in FORMATS if name in Image.OPEN)


def _relative(root: Path, file: Path) -> str:
    return file.relative_to(root).as_posix()


def _warn(root: Path, skipped: tuple[str, ...]) -> None:
    named = ", ".join(skipped[:NAMED_LIMIT]) + (", ..." if len(skipped) > NAMED_LIMIT else "")
    text = counted(
        len(skipped),
        tr("One picture in {path} cannot be read and was left out: {names}"),
        tr("{count} pictures in {path} cannot be read and were left out: {names}"),
    )
    log.warning(text.format(count=len(skipped), path=root, names=named))


def empty(root: Path) -> UserError:
    return UserError(
        tr("There is no readable picture in {path}.").format(path=root),
        tr("Choose a folder that holds pictures (PNG, JPEG, WebP, TIFF ...) or folders of them."),
    )
