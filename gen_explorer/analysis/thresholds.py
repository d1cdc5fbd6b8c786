"""Where to draw the line: what a threshold on an anomaly score calls right and wrong.

A picture is called abnormal where its score is at or above the threshold. Everything is read from
scores that were sorted once, so that a threshold can be dragged over 70,000 of them.

By F1         the threshold with the largest harmonic mean of precision and recall (van Rijsbergen,
              Information Retrieval, 1979, ch. 7)
By percentile so that at most a given share of the normal pictures is called abnormal: what can be
              done without a single abnormal picture
By cost       the least sum of what false alarms and misses cost (Elkan, The Foundations of
              Cost-Sensitive Learning, IJCAI 2001)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.floating[Any]]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Confusion:
    """What a threshold does to every picture. Ratios with nothing below the line are 0."""

    caught: int
    """Abnormal and called so: true positives."""
    missed: int
    """Abnormal, called normal: false negatives."""
    alarms: int
    """Normal, called abnormal: false positives."""
    passed: int
    """Normal and called so: true negatives."""

    @property
    def precision(self) -> float:
        """Of those called abnormal, the share that is."""
        return _share(self.caught, self.caught + self.alarms)

    @property
    def recall(self) -> float:
        """Of the abnormal ones, the share that is caught: the true positive rate."""
        return _share(self.caught, self.caught + self.missed)

    @property
    def false_positive_rate(self) -> float:
        """Of the normal ones, the share that is called abnormal."""
        return _share(self.alarms, self.alarms + self.passed)

    @property
    def f1(self) -> float:
        """2 precision recall / (precision + recall)."""
        return _share(2 * self.caught, 2 * self.caught + self.alarms + self.missed)

    def cost(self, alarm: float, miss: float) -> float:
        """What all errors cost together, a false alarm `alarm` and a miss `miss`."""
        return alarm * self.alarms + miss * self.missed


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


@dataclass(frozen=True, eq=False)
class Counts:
    """Cumulative counts at every distinct score, from the largest down."""

    thresholds: Floats
    """(T,): distinct scores, falling."""
    caught: Floats
    """(T,): abnormal pictures at or above each; whole numbers, unless pictures have weights."""
    alarms: Floats
    """(T,): normal ones."""


class Ranking:
    """The scores of normal and abnormal pictures, sorted once."""

    def __init__(self, scores: Scores, is_abnormal: Flags) -> None:
        """`scores` (N,), `is_abnormal` (N,). Raises ValueError for scores that are not finite, or
        where one of the groups is empty."""
        values = np.asarray(scores, np.float64)
        flags = np.asarray(is_abnormal, bool)
        if values.shape != flags.shape or values.ndim != 1:
            raise ValueError(f"{values.shape} scores of {flags.shape} pictures")
        if not np.isfinite(values).all():
            raise ValueError("a score is not a finite number")
        if flags.all() or not flags.any():
            raise ValueError("normal and abnormal pictures are both needed")
        self.normal: Floats = np.sort(values[~flags])
        self.abnormal: Floats = np.sort(values[flags])

    def at(self, threshold: float) -> Confusion:
        """What the threshold does: two binary searches."""
        alarms = len(self.normal) - int(np.searchsorted(self.normal, threshold))
        caught = len(self.abnormal) - int(np.searchsorted(self.abnormal, threshold))
        return Confusion(caught, len(self.abnormal) - caught, alarms, len(self.normal) - alarms)

    @cached_property
    def counts(self) -> Counts:
        """At every distinct score."""
        thresholds = np.unique(np.concatenate([self.normal, self.abnormal]))[::-1]
        caught = len(self.abnormal) - np.searchsorted(self.abnormal, thresholds)
        alarms = len(self.normal) - np.searchsorted(self.normal, thresholds)
        return Counts(thresholds, caught.astype(np.float64), alarms.astype(np.float64))

    def by_f1(self) -> float:
        """The threshold with the largest F1; the highest of several."""
        counts = self.counts
        missed = len(self.abnormal) - counts.caught
        f1 = 2 * counts.caught / (2 * counts.caught + counts.alarms + missed)
        return float(counts.thresholds[int(f1.argmax())])

    def by_percentile(self, share: float) -> float:
        """The least threshold that leaves at least `share` (0 to 1) of the normal ones below it.
        Raises ValueError for another share."""
        if not 0.0 <= share <= 1.0:
            raise ValueError(f"a share of {share}")
        below = int(np.ceil(share * len(self.normal) - 1e-9))
        if below == 0:
            return float(self.normal[0])
        return float(np.nextafter(self.normal[below - 1], np.inf))

    def by_cost(self, alarm: float, miss: float) -> float:
        """The threshold at which errors cost least, a false alarm `alarm` and a miss `miss`; the
        highest of several. It may lie above every score, where calling nothing abnormal is
        cheapest. Raises ValueError for a negative cost."""
        if alarm < 0 or miss < 0:
            raise ValueError("a negative cost")
        counts = self.counts
        cost = alarm * counts.alarms + miss * (len(self.abnormal) - counts.caught)
        best = int(cost.argmin())
        top = float(counts.thresholds[0])
        if miss * len(self.abnormal) <= cost[best]:
            return float(np.nextafter(top, np.inf))
        return float(counts.thresholds[best])

    @property
    def low(self) -> float:
        """The least score of all."""
        return float(min(self.normal[0], self.abnormal[0]))

    @property
    def high(self) -> float:
        """The largest score of all."""
        return float(max(self.normal[-1], self.abnormal[-1]))
