"""What is normal and what is not: classes of a data set, two folders, another data set, damage.

Normal pictures come in two parts: the training split, which scores may be fitted to, and the test
split, which is scored. Abnormal pictures are only ever scored.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from gen_explorer.core.concurrency import CancelToken, Progress, no_progress
from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.data import corruption, datasets, folder
from gen_explorer.data.corruption import Corruption
from gen_explorer.data.image_set import Bytes, ImageSet, Indices, spread

Flags = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]


class Pictures(Protocol):
    """Anything that pictures are read from in batches: an `ImageSet`, or what is scored."""

    def __len__(self) -> int: ...

    def batch(self, indices: Indices) -> Bytes:
        """The pictures at `indices`: uint8 (n, H, W, C)."""


@dataclass(frozen=True)
class Problem:
    """What a detector has to tell apart."""

    data: str
    """Data set or folder of the normal pictures."""
    normal: tuple[str, ...] = ()
    """Its normal classes; empty: all of them."""
    abnormal: tuple[str, ...] = ()
    """Abnormal classes of `other`, or of `data` where there is none; empty: all that are not
    normal."""
    other: str = ""
    """Another data set or folder, whose pictures are abnormal."""
    damage: tuple[Corruption, ...] = ()
    """What makes abnormal pictures of normal ones."""
    limit: int = 0
    """Pictures of each group at most, spread evenly; 0: all."""
    is_whole: bool = False
    """Whether the training split is scored too: for counts, not for judging a detector."""


@dataclass(frozen=True)
class Kind:
    """Pictures that are shown together: a class, a data set, or a kind of damage."""

    name: str
    is_abnormal: bool


@dataclass(frozen=True, eq=False)
class _Part:
    source: ImageSet
    chosen: Whole
    damage: tuple[Corruption, ...] = ()


class Mixture:
    """The pictures that are scored: normal ones first."""

    def __init__(self, parts: list[_Part], kinds: tuple[Kind, ...], kind_of: Whole) -> None:
        self._parts = parts
        self.kinds = kinds
        self.kind_of = kind_of
        """(N,): places in `kinds`."""
        flags = np.array([kind.is_abnormal for kind in kinds], bool)
        self.is_abnormal: Flags = flags[kind_of]
        """(N,)."""
        self._starts = np.cumsum([0, *(len(part.chosen) for part in parts)])

    def __len__(self) -> int:
        return len(self.kind_of)

    def batch(self, indices: Indices) -> Bytes:
        """The pictures at `indices`: uint8 (n, H, W, C), damaged where their part is. Raises
        IndexError where there are none."""
        wanted = np.asarray(indices, np.int64)
        found: Bytes | None = None
        for first, part in zip(self._starts[:-1], self._parts, strict=True):
            places = np.flatnonzero((wanted >= first) & (wanted < first + len(part.chosen)))
            if not len(places):
                continue
            numbers = part.chosen[wanted[places] - first]
            pictures = part.source.batch(numbers)
            if part.damage:  # by each picture's own number, so that batches do not matter
                pictures = np.concatenate(
                    [
                        corruption.corrupt(pictures[i : i + 1], part.damage, int(number))
                        for i, number in enumerate(numbers)
                    ]
                )
            if found is None:
                found = np.empty((len(wanted), *pictures.shape[1:]), np.uint8)
            found[places] = pictures
        if found is None:
            raise IndexError("no picture was asked for, or none of these")
        return found


@dataclass(frozen=True, eq=False)
class Material:
    """A problem's pictures, in the shape of a model."""

    problem: Problem
    train: ImageSet
    """Normal ones that scores may be fitted to."""
    test: Mixture


def load(
    problem: Problem,
    image_size: int,
    channels: int,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> Material:
    """Reads a problem's pictures as squares of `image_size` with so many channels. Raises
    `UserError` where one group is empty or the data is not there, and `Cancelled`."""
    for step in problem.damage:
        corruption.check(step)

    def read(name: str, split: datasets.Split) -> ImageSet:
        return datasets.load(name, split, image_size, channels, progress, cancel)

    train, test = read(problem.data, "train"), read(problem.data, "test")
    chosen = matching(problem.normal, train.classes, train.name)
    parts: list[_Part] = []
    kinds: list[Kind] = []
    kind_of: list[Whole] = []

    def take(source: ImageSet, classes: tuple[str, ...], is_abnormal: bool, name: str = "") -> None:
        """A group of pictures, one kind a class, unless they have a common name."""
        places = _of_classes(source, classes)
        places = places[spread(len(places), problem.limit or len(places))]
        damage = problem.damage if is_abnormal and name in corruption.KINDS else ()
        parts.append(_Part(source, places, damage))
        if name or not source.classes:
            numbers = np.full(len(places), len(kinds))
            kinds.append(Kind(name or source.name, is_abnormal))
        else:
            labels, numbers = np.unique(source.labels[places], return_inverse=True)
            numbers = numbers + len(kinds)
            kinds.extend(
                Kind(source.classes[label] if label >= 0 else source.name, is_abnormal)
                for label in labels
            )
        kind_of.append(numbers.astype(np.int64))

    splits = (test, train) if problem.is_whole else (test,)
    for source in splits:
        take(source, chosen, False)
    if problem.other:
        others: list[ImageSet] = []
        at = datasets.find_folder(problem.other)
        if at is not None:  # no training pictures have to be kept back: all of it is abnormal
            others.append(folder.load(at, "all", image_size, channels, progress, cancel))
        else:
            others = [read(problem.other, "test")]
            others += [read(problem.other, "train")] if problem.is_whole else []
        for source in others:
            classes = matching(problem.abnormal, source.classes, source.name)
            take(source, classes, True, "" if problem.abnormal else source.name)
    elif problem.damage:
        for source in splits:
            take(source, chosen, True, problem.damage[0].kind)
    else:
        rest = (
            matching(problem.abnormal, train.classes, train.name)
            if problem.abnormal
            else tuple(name for name in train.classes if name not in chosen)
        )
        if not rest or set(rest) & set(chosen) or not chosen:
            raise UserError(
                tr("Every class of {data} is normal: nothing is left to be found.").format(
                    data=train.name
                ),
                tr("Name some normal classes, another data set, or a kind of damage."),
            )
        for source in splits:
            take(source, rest, True)
    normal = _Chosen(train, _of_classes(train, chosen))
    mixed = Mixture(parts, *_merged(kinds, np.concatenate(kind_of)))
    if not len(normal) or mixed.is_abnormal.all() or not mixed.is_abnormal.any():
        raise UserError(
            tr("There are no pictures in one of the groups."),
            tr(
                "Normal pictures are needed to learn from and to test with, and abnormal ones. Of "
                "a folder of normal pictures a tenth is kept for testing."
            ),
        )
    return Material(problem, normal, mixed)


def normal_pictures(
    problem: Problem, image_size: int, channels: int, cancel: CancelToken | None = None
) -> ImageSet:
    """The training pictures of a problem's normal classes alone, as `load` reads them. Raises
    `UserError` where the data or a class is not there, and `Cancelled`."""
    train = datasets.load(problem.data, "train", image_size, channels, cancel=cancel)
    return _Chosen(train, _of_classes(train, matching(problem.normal, train.classes, train.name)))


def matching(wanted: tuple[str, ...], classes: tuple[str, ...], data: str) -> tuple[str, ...]:
    """The classes that names mean, whatever their case; a beginning is enough where only one class
    has it. Raises `UserError` for a name that means none or several."""
    found = []
    for name in wanted:
        exact = [known for known in classes if known.casefold() == name.strip().casefold()]
        begun = [known for known in classes if known.casefold().startswith(name.strip().casefold())]
        hits = exact or begun
        if len(hits) != 1 or not name.strip():
            raise UserError(
                tr("{data} has no class called {name}.").format(data=data, name=name),
                tr("Its classes are: {names}.").format(names=", ".join(classes)),
            )
        found.append(hits[0])
    return tuple(dict.fromkeys(found))


class _Chosen:
    """Some pictures of a set, with its other facts."""

    def __init__(self, source: ImageSet, chosen: Whole) -> None:
        self._source, self._chosen = source, chosen
        self.name, self.classes, self.licence = source.name, source.classes, source.licence
        self.height, self.width, self.channels = source.height, source.width, source.channels
        self.labels = source.labels[chosen]

    def __len__(self) -> int:
        return len(self._chosen)

    def batch(self, indices: Indices) -> Bytes:
        return self._source.batch(self._chosen[np.asarray(indices, np.int64)])


def _of_classes(source: ImageSet, classes: tuple[str, ...]) -> Whole:
    """Places of the pictures of some classes; of all where none is named."""
    if not classes:
        return np.arange(len(source))
    numbers = [source.classes.index(name) for name in classes if name in source.classes]
    return np.flatnonzero(np.isin(source.labels, numbers))


def _merged(kinds: list[Kind], kind_of: Whole) -> tuple[tuple[Kind, ...], Whole]:
    """Kinds that occur twice (in two splits) made one."""
    unique = list(dict.fromkeys(kinds))
    places = np.array([unique.index(kind) for kind in kinds], np.int64)
    return tuple(unique), places[kind_of]


def title_of(problem: Problem) -> str:
    """A problem in a few words."""
    normal = " + ".join(problem.normal) or _short(problem.data)
    if problem.other:
        abnormal = " + ".join(problem.abnormal) or _short(problem.other)
    elif problem.damage:
        abnormal = ", ".join(corruption.label(step.kind) for step in problem.damage)
    else:
        abnormal = " + ".join(problem.abnormal) or tr("the rest")
    return tr("{normal} against {abnormal}").format(normal=normal, abnormal=abnormal)


def _short(data: str) -> str:
    return Path(data).name or data
