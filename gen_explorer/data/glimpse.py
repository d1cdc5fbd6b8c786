"""A first look at a data set: some of its pictures, its classes, how many there are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gen_explorer.data import datasets, folder
from gen_explorer.data.image_set import Bytes


@dataclass(frozen=True, eq=False)
class Glimpse:
    """What to show of a data set before it is used."""

    name: str
    pictures: Bytes
    """(n, side, side, 3); none where the data has to be fetched first."""
    classes: tuple[str, ...]
    """All that there are, also those that were not asked for."""
    count: int
    """About how many pictures the training split has; 0 where that is not known."""
    is_here: bool
    """Whether it is on this machine."""


def look(name: str, count: int = 16, side: int = 56) -> Glimpse:
    """Some pictures of a data set, without opening all of them. Raises `UserError` for a folder
    without pictures."""
    base, wanted = datasets.parts_of(name)
    is_here = datasets.is_available(base)
    total = datasets.picture_count(name)
    found: Bytes | None = None
    path = datasets.find_folder(base)
    if path is not None:
        some = folder.some(path, count, side, wanted)
        if not some:
            raise folder.empty(path)
        found = np.stack(some)
    elif base in datasets.NAMES and is_here:
        # Classes differ in size, so `total` may be too many.
        places = np.linspace(0, 0.8 * total, min(count, total)).astype(np.int64)
        found = datasets.pictures(name, "train", places, side, 3)
    if found is None:
        found = np.empty((0, side, side, 3), np.uint8)
    return Glimpse(name, found, datasets.class_names(base), total, is_here)
