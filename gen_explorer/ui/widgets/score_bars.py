"""Scores of groups counted into the bars of a histogram, as counts or shares, plain or by their
logarithm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
TAIL = 0.001
"""Share of the scores at either end that the outermost bars take in."""


@dataclass(frozen=True)
class View:
    """How the scores are shown."""

    bins: int = 60
    is_density: bool = True
    """Each group's bars sum to 1 over all of them; else they count pictures."""
    is_log: bool = False
    by_class: bool = False


@dataclass(frozen=True, eq=False)
class Group:
    """The scores of one class, or of several."""

    name: str
    is_abnormal: bool
    scores: Floats
    """Sorted."""


@dataclass(frozen=True, eq=False)
class ScoreBars:
    """Bars of one width between two scores."""

    view: View = field(default_factory=View)
    edges: Floats = field(default_factory=lambda: np.linspace(0.0, 1.0, View.bins + 1))
    """(bins + 1,)"""
    counts: Floats = field(default_factory=lambda: np.zeros((0, View.bins)))
    """(groups, bins): pictures in each bar."""

    def __len__(self) -> int:
        return len(self.edges) - 1

    @property
    def low(self) -> float:
        return float(self.edges[0])

    @property
    def high(self) -> float:
        return float(self.edges[-1])

    def bounds(self, bar: int) -> tuple[float, float]:
        """The scores that a bar takes in; the outermost ones go on for ever."""
        low, high = float(self.edges[bar]), float(self.edges[bar + 1])
        return (-np.inf if bar == 0 else low), (np.inf if bar == len(self) - 1 else high)

    def heights(self) -> Floats:
        """(groups, bins): counts, or shares of each group; of a logarithm that is 0 for none."""
        heights = self.counts
        if self.view.is_density and len(heights):
            heights = heights / np.maximum(heights.sum(1, keepdims=True), 1.0)
        if self.view.is_log:
            heights = np.log10(1.0 + heights / self._unit())  # a single picture can be seen
        return heights

    def raised(self, value: float) -> float:
        """A count or share as a height."""
        return float(np.log10(1.0 + value / self._unit())) if self.view.is_log else value

    def marks_of_height(self, top: float) -> list[float]:
        """Counts or shares to be named beside bars up to the height `top`."""
        if top <= 0:
            return []
        if not self.view.is_log:
            return [value for value in round_numbers(0.0, top, 3) if 0 < value <= top]
        unit = self._unit()
        first = int(np.ceil(np.log10(unit) - 1e-9))
        values = [10.0**power for power in range(first, first + int(np.ceil(top)) + 2)]
        return [value for value in values if self.raised(value) <= top]

    def _unit(self) -> float:
        """What one picture adds to a height."""
        if not self.view.is_density or not len(self.counts):
            return 1.0
        return 1.0 / max(float(self.counts.sum(1).max()), 1.0)


def count(groups: Sequence[Group], view: View, before: ScoreBars) -> ScoreBars:
    """Counts the groups; without any scores the ends stay those of the bars `before`."""
    every = np.concatenate([g.scores for g in groups]) if groups else np.zeros(0)
    if not len(every):
        edges = np.linspace(before.low, before.high, view.bins + 1)
        return ScoreBars(view, edges, np.zeros((0, view.bins)))
    low, high = np.quantile(every, [TAIL, 1 - TAIL])
    if not high > low:
        low, high = float(every.min()) - 0.5, float(every.max()) + 0.5
    edges = np.linspace(low, high, view.bins + 1)
    rows = []
    for group in groups:
        below = np.searchsorted(group.scores, edges[1:-1])
        rows.append(np.diff(np.concatenate([[0], below, [len(group.scores)]])))
    return ScoreBars(view, edges, np.array(rows, np.float64))


def round_numbers(low: float, high: float, wanted: int) -> list[float]:
    """About `wanted` round numbers between two others."""
    if not high > low:
        return []
    rough = (high - low) / max(1, wanted)
    power = 10.0 ** np.floor(np.log10(rough))
    step = power * next((m for m in (1, 2, 5, 10) if m * power >= rough), 10)
    first = np.ceil(low / step - 1e-9)
    number = int(np.floor(high / step + 1e-9) - first) + 1
    return [float((first + index) * step) for index in range(number)]
