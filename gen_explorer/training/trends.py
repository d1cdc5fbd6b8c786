"""The course of a noisy series in a few numbers: what alarms look at instead of single steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gen_explorer.training.series import Numbers

BLOCKS = 200
"""A series is told by at most about so many blocks."""
ROWS = 10
"""Values of a block, at least."""
SOME = 256
"""Values of a block that are looked at, if it has twice as many."""
SETTLED = 5
"""Blocks at the end that must agree before something counts as a state and not as a moment."""

Mean = Callable[..., Any]


@dataclass(frozen=True)
class Trend:
    """A series in blocks of equal length, the last of which ends with its newest value."""

    starts: NDArray[np.float64]
    """The first step of each block (n,)."""
    ends: NDArray[np.float64]
    """The last step of each block (n,)."""
    values: NDArray[np.float64]
    """The mean, or median, of each block (n,)."""

    def __len__(self) -> int:
        return len(self.values)

    def at(self, step: float) -> float:
        """The value of the block that `step` lies in, or of the nearest."""
        return float(self.values[min(int(np.searchsorted(self.ends, step)), len(self) - 1)])

    @property
    def last(self) -> float:
        """The mean of the last blocks, as many as count as a state."""
        return float(np.mean(self.values[-SETTLED:]))


def trend(steps: Numbers, values: Numbers, mean: Mean = np.mean) -> Trend:
    """Blocks of a series; empty where it has fewer than ROWS values. Values that do not fill a
    block are left out at the beginning."""
    size = max(ROWS, len(values) // BLOCKS)
    first = len(values) % size
    with np.errstate(all="ignore"):
        some = values[first:].reshape(-1, size)[:, :: max(1, size // SOME)]
        told = mean(some.astype(np.float64), axis=1)
    return Trend(
        np.asarray(steps[first::size], np.float64)[: len(told)],
        np.asarray(steps[first + size - 1 :: size], np.float64),
        told,
    )


def since(holds: NDArray[np.bool_], at_least: int = SETTLED) -> int | None:
    """The first of the last ones in a row for which something holds; None where there are fewer
    than `at_least`, or it does not hold at the end."""
    fails = np.flatnonzero(~holds)
    first = int(fails[-1]) + 1 if len(fails) else 0
    return first if len(holds) - first >= at_least else None
