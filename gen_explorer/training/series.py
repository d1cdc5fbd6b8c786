"""Columns of logged numbers that grow, and how to draw a million of them.

Every name has a series: steps, values and times. Names that were always logged together share one
clock (their steps and times), so that eight scalars a line cost one column of steps, not eight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.floating[Any]]
Series = tuple[NDArray[np.float64], NDArray[np.float32], NDArray[np.float64]]
"""Steps, values, times (unix seconds, NaN where none was written)."""

FOLD = 8
"""Values that one entry of the next coarser level stands for."""


@dataclass(frozen=True)
class Rows:
    """Some lines with the same names: `steps` and `times` (n,), `values` (n, names)."""

    names: tuple[str, ...]
    at: NDArray[np.int64]
    """Which lines they were, to tell the order among rows of other names."""
    steps: NDArray[np.float64]
    times: NDArray[np.float64]
    values: NDArray[np.float32]


class Column:
    """A one-dimensional array that grows at its end, in amortised constant time a value."""

    def __init__(self, kind: type[np.floating[Any]], content: Numbers | None = None) -> None:
        self._content = np.empty(0, kind) if content is None else content.astype(kind)
        self._count = len(self._content)

    def __len__(self) -> int:
        return self._count

    def append(self, more: Numbers) -> None:
        count = self._count + len(more)
        if count > len(self._content):
            grown = np.empty(max(count, self._count * 3 // 2, 1024), self._content.dtype)
            grown[: self._count] = self.view()
            self._content = grown
        self._content[self._count : count] = more
        self._count = count

    def view(self) -> Numbers:
        return self._content[: self._count]


class Clock:
    """When the names that tick together were logged."""

    def __init__(self) -> None:
        self.steps = Column(np.float64)
        self.times = Column(np.float64)
        self.is_rising = True

    def append(self, steps: Numbers, times: Numbers) -> None:
        before = self.steps.view()[-1:]
        self.is_rising = self.is_rising and bool(
            np.all(np.diff(np.concatenate([before, steps])) > 0)
        )
        self.steps.append(steps)
        self.times.append(times)

    def copy(self) -> Clock:
        twin = Clock()
        twin.steps = Column(np.float64, self.steps.view())
        twin.times = Column(np.float64, self.times.view())
        twin.is_rising = self.is_rising
        return twin


class Pyramid:
    """Minima and maxima of a column over blocks of 8, 64, 512 ... values, kept up as it grows."""

    def __init__(self) -> None:
        self._levels: list[tuple[Column, Column]] = []

    def level(self, values: Numbers, depth: int) -> tuple[Numbers, Numbers]:
        """Minima and maxima of whole blocks of FOLD ** depth values; NaN where a block is all NaN.
        `values` may have grown since the last call, not changed."""
        lows = highs = values
        for index in range(depth):
            if index == len(self._levels):
                self._levels.append((Column(np.float32), Column(np.float32)))
            low, high = self._levels[index]
            done, whole = len(low), len(lows) // FOLD
            if whole > done:
                part = slice(done * FOLD, whole * FOLD)
                low.append(np.fmin.reduce(lows[part].reshape(-1, FOLD), axis=1))
                high.append(np.fmax.reduce(highs[part].reshape(-1, FOLD), axis=1))
            lows, highs = low.view(), high.view()
        return lows, highs


@dataclass
class _Named:
    clock: Clock
    values: Column
    pyramid: Pyramid
    sorted_length: int = -1
    sorted_series: Series | None = None


class SeriesStore:
    """All series of a run. Arrays that it hands out are views: look, do not write."""

    def __init__(self) -> None:
        self._named: dict[str, _Named] = {}

    def names(self) -> tuple[str, ...]:
        """In the order in which they first came."""
        return tuple(self._named)

    def append(self, groups: Sequence[Rows]) -> None:
        """Adds what later lines said. Each group has other names; a name may be in several."""
        found: dict[str, list[tuple[int, int]]] = {}
        for number, rows in enumerate(groups):
            for place, name in enumerate(rows.names):
                found.setdefault(name, []).append((number, place))
        together: dict[tuple[int, tuple[int, ...]], list[str]] = {}
        for name, places in found.items():
            clock = self._named[name].clock if name in self._named else None
            pattern = tuple(number for number, _ in places)
            together.setdefault((id(clock) if clock else 0, pattern), []).append(name)
        for (_, pattern), names in together.items():
            at = np.concatenate([groups[number].at for number in pattern])
            order = np.argsort(at, kind="stable") if len(pattern) > 1 else slice(None)
            clock = self._clock_of(names)
            clock.append(
                np.concatenate([groups[number].steps for number in pattern])[order],
                np.concatenate([groups[number].times for number in pattern])[order],
            )
            for name in names:
                parts = [groups[number].values[:, place] for number, place in found[name]]
                self._named[name].values.append(np.concatenate(parts)[order])

    def _clock_of(self, names: list[str]) -> Clock:
        """A clock by which `names`, and no others, tick. They had one in common, or none."""
        if names[0] not in self._named:
            clock = Clock()
            for name in names:
                self._named[name] = _Named(clock, Column(np.float32), Pyramid())
            return clock
        clock = self._named[names[0]].clock
        if sum(named.clock is clock for named in self._named.values()) == len(names):
            return clock
        clock = clock.copy()
        for name in names:
            self._named[name].clock = clock
        return clock

    def series(self, name: str) -> Series:
        """Steps rise strictly: where a step was logged twice, what was logged later counts. Empty
        for a name that was never logged."""
        named = self._named.get(name)
        if named is None:
            return np.empty(0), np.empty(0, np.float32), np.empty(0)
        clock = named.clock
        if clock.is_rising:
            return clock.steps.view(), named.values.view(), clock.times.view()  # type: ignore[return-value]
        if named.sorted_series is None or named.sorted_length != len(named.values):
            steps = clock.steps.view()
            order = np.argsort(steps, kind="stable")
            order = order[np.append(np.diff(steps[order]) > 0, True)]
            named.sorted_series = (
                steps[order],
                named.values.view()[order],
                clock.times.view()[order],
            )
            named.sorted_length = len(named.values)
            named.pyramid = Pyramid()
        assert named.sorted_series is not None
        return named.sorted_series

    def between(
        self, name: str, first: float, last: float, points: int
    ) -> tuple[Numbers, Numbers, Numbers]:
        """What there is to draw from step `first` to `last`: steps, minima and maxima of about
        `points` runs of neighbouring values (up to 8 times as many where they are few). A run of
        one value is itself; NaN stays only where a whole run is NaN. The neighbours just outside
        are included, so that a line goes on to the edge."""
        steps, values, _ = self.series(name)
        if name not in self._named:
            return steps, values, values
        return thinned(steps, values, self._named[name].pyramid, first, last, points)


def thinned(
    steps: Numbers, values: Numbers, pyramid: Pyramid, first: float, last: float, points: int
) -> tuple[Numbers, Numbers, Numbers]:
    """`SeriesStore.between` for any column and its pyramid."""
    start = max(int(np.searchsorted(steps, first)) - 1, 0)
    stop = min(int(np.searchsorted(steps, last, side="right")) + 1, len(steps))
    depth = 0
    while (stop - start) // FOLD ** (depth + 1) >= max(points, 1):
        depth += 1
    if depth == 0:
        return steps[start:stop], values[start:stop], values[start:stop]
    block = FOLD**depth
    lows, highs = pyramid.level(values, depth)
    begin, end = start // block, min(-(-stop // block), len(lows))
    kept = [steps[begin * block : end * block : block]], [lows[begin:end]], [highs[begin:end]]
    rest = values[end * block : stop]
    if len(rest):  # the newest values do not fill a block yet
        kept[0].append(steps[end * block : end * block + 1])
        kept[1].append(np.fmin.reduce(rest, keepdims=True))
        kept[2].append(np.fmax.reduce(rest, keepdims=True))
    return np.concatenate(kept[0]), np.concatenate(kept[1]), np.concatenate(kept[2])


class VectorSeries:
    """A vector a step, as rows of a matrix that grows. One of another length begins anew."""

    def __init__(self) -> None:
        self._clock, self._values, self._width = Clock(), Column(np.float32), 0

    def append(self, steps: Numbers, values: Numbers) -> None:
        """Rows (n, components)."""
        if values.shape[1] != self._width:
            self._clock, self._values = Clock(), Column(np.float32)
            self._width = values.shape[1]
        self._clock.append(steps, np.full(len(steps), np.nan))
        self._values.append(values.ravel())

    def get(self) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
        """Steps (n,), which rise strictly, and vectors (n, components)."""
        steps: Any = self._clock.steps.view()
        values: Any = self._values.view().reshape(len(steps), self._width)
        if not self._clock.is_rising:
            order = np.argsort(steps, kind="stable")
            order = order[np.append(np.diff(steps[order]) > 0, True)]
            steps, values = steps[order], values[order]
        return steps, values
