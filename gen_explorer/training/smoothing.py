"""An exponential moving average over a recorded series, for reading its trend.

m_n = (1 - a) m_(n-1) + a x_n, divided by 1 - (1 - a)^n as Adam does, so that the beginning is not
drawn towards zero; a = 1 / window. The average belongs to the recorded values, not to what is in
sight: zooming does not change it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gen_explorer.training.series import Column, Numbers, Pyramid, thinned

BLOCK = 64
"""Values averaged by one matrix product."""


class Smoothed:
    """The average of a series that grows."""

    def __init__(self, window: float) -> None:
        """`window` >= 1: how many values the average looks back, about."""
        if window < 1:
            raise ValueError(f"an average over {window} values")
        self.window = window
        self._keep = 1.0 - 1.0 / window
        self._values = Column(np.float32)
        self._pyramid = Pyramid()
        self._sum = 0.0
        self._weight = 0.0
        self._last = float("nan")

    def __len__(self) -> int:
        return len(self._values)

    def fits(self, values: Numbers) -> bool:
        """Whether `values` goes on from what was averaged already."""
        count = len(self)
        if count > len(values):
            return False
        return count == 0 or bool(np.isclose(values[count - 1], self._last, 0, 0, equal_nan=True))

    def extend(self, values: Numbers) -> None:
        """Averages what is new in `values` (N,), which begins with what was there before. What is
        no number is left out: the average stays where it was."""
        new = np.asarray(values[len(self) :], np.float64)
        if not len(new):
            return
        is_number = np.isfinite(new)
        sums = _leaky_sums(np.where(is_number, new, 0.0), self._keep, self._sum)
        weights = _leaky_sums(is_number.astype(np.float64), self._keep, self._weight)
        with np.errstate(invalid="ignore"):
            self._values.append(np.where(weights > 0, sums / weights, np.nan))
        self._sum, self._weight, self._last = float(sums[-1]), float(weights[-1]), float(new[-1])

    def values(self) -> Numbers:
        """The average at every value so far. A view: do not write to it."""
        return self._values.view()

    def between(
        self, steps: Numbers, first: float, last: float, points: int
    ) -> tuple[Numbers, Numbers, Numbers]:
        """As `History.series_between`, for the average; `steps` (at least as many as were averaged)
        are the series' own."""
        return thinned(steps[: len(self)], self.values(), self._pyramid, first, last, points)


def smoothed(values: Numbers, window: float) -> Smoothed:
    """The average of a whole series. For a job where there are very many values."""
    made = Smoothed(window)
    made.extend(values)
    return made


def _leaky_sums(values: NDArray[np.float64], keep: float, before: float) -> NDArray[np.float64]:
    """s_n = keep * s_(n-1) + values_n, from s_(-1) = `before`. Blocks at a time: a loop over single
    values would take a second for a million."""
    count = len(values)
    blocks = -(-count // BLOCK)
    padded = np.zeros(blocks * BLOCK)
    padded[:count] = values
    powers = np.arange(BLOCK)
    distance = powers[:, None] - powers
    weights = np.where(distance >= 0, keep ** np.maximum(distance, 0), 0.0)
    sums = padded.reshape(blocks, BLOCK) @ weights.T
    carried = np.empty(blocks)
    decay = keep**BLOCK
    for block, last in enumerate(sums[:, -1].tolist()):
        carried[block] = before
        before = last + decay * before
    sums += carried[:, None] * keep ** (powers + 1.0)
    flat: NDArray[np.float64] = sums.reshape(-1)[:count]
    return flat
