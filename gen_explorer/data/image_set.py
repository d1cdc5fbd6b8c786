"""What every data set looks like to those who use it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from gen_explorer.data import images

Bytes = npt.NDArray[np.uint8]
Labels = npt.NDArray[np.int64]
Indices = npt.NDArray[np.int64] | Sequence[int]


class ImageSet(Protocol):
    """Pictures of one size with their labels, read in batches."""

    @property
    def name(self) -> str:
        """What `datasets.load` calls it, or the folder's name."""

    @property
    def classes(self) -> tuple[str, ...]:
        """Names by label; empty where the data has none."""

    @property
    def labels(self) -> Labels:
        """(N,); -1 where a picture has none."""

    @property
    def height(self) -> int: ...

    @property
    def width(self) -> int: ...

    @property
    def channels(self) -> int:
        """1 (grey) or 3 (red, green, blue)."""

    @property
    def licence(self) -> str:
        """The terms of the data, for cards and status lines."""

    def __len__(self) -> int: ...

    def batch(self, indices: Indices) -> Bytes:
        """The pictures at `indices`: uint8 (n, H, W, C). Raises IndexError outside the set."""


def spread(available: int, wanted: int) -> Labels:
    """At most `wanted` of the indices 0 to available - 1, spread evenly."""
    return np.linspace(0, available - 1, min(wanted, available)).astype(np.int64)


@dataclass(frozen=True, eq=False)
class ArraySet:
    """An `ImageSet` that lies in memory."""

    name: str
    images: Bytes
    """(N, H, W, C)."""
    labels: Labels
    classes: tuple[str, ...] = ()
    licence: str = ""

    @property
    def height(self) -> int:
        return int(self.images.shape[1])

    @property
    def width(self) -> int:
        return int(self.images.shape[2])

    @property
    def channels(self) -> int:
        return int(self.images.shape[3])

    def __len__(self) -> int:
        return len(self.images)

    def batch(self, indices: Indices) -> Bytes:
        chosen: Bytes = self.images[np.asarray(indices, np.int64)]
        return chosen


@dataclass(frozen=True, eq=False)
class FittedSet:
    """An `ImageSet` whose pictures are brought into another shape when they are asked for."""

    source: ArraySet
    height: int
    width: int
    """The same as the height."""
    channels: int

    @property
    def name(self) -> str:
        return self.source.name

    @property
    def classes(self) -> tuple[str, ...]:
        return self.source.classes

    @property
    def labels(self) -> Labels:
        return self.source.labels

    @property
    def licence(self) -> str:
        return self.source.licence

    def __len__(self) -> int:
        return len(self.source)

    def batch(self, indices: Indices) -> Bytes:
        return images.fit(self.source.batch(indices), self.height, self.channels)


class ClassSubset:
    """Some classes of an `ImageSet`, numbered anew in the order of `classes`."""

    def __init__(self, source: ImageSet, classes: tuple[str, ...]) -> None:
        numbers = np.full(len(source.classes) + 1, -1, np.int64)  # the last stands for label -1
        for number, name in enumerate(classes):
            numbers[source.classes.index(name)] = number
        labels = numbers[source.labels]
        self._chosen: Labels = np.flatnonzero(labels >= 0)
        self._source = source
        self.labels: Labels = labels[self._chosen]
        self.classes = classes
        self.name = source.name
        self.licence = source.licence
        self.height, self.width, self.channels = source.height, source.width, source.channels

    def __len__(self) -> int:
        return len(self._chosen)

    def batch(self, indices: Indices) -> Bytes:
        return self._source.batch(self._chosen[np.asarray(indices, np.int64)])
