"""How well a score ranks abnormal above normal pictures, whatever the threshold.

ROC      recall over the false positive rate; the area below it is the probability that an abnormal
         picture scores above a normal one, ties counting one half (Hanley and McNeil 1982)
PR       precision over recall; its area is the average precision, sum (R_n - R_{n-1}) P_n, which a
         score without knowledge brings to the share of abnormal pictures (Davis and Goadrich 2006)
Bootstrap  percentile intervals over resamples of both groups (Efron and Tibshirani 1993, ch. 13)

The numbers are scikit-learn's (`roc_auc_score`, `average_precision_score`, `roc_curve`,
`precision_recall_curve`), from sorted scores that hundreds of resamples share.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gen_explorer.analysis.thresholds import Flags, Floats, Ranking, Scores

RESAMPLES = 200
LEVEL = 0.95


@dataclass(frozen=True)
class Interval:
    """A measured area, 0 to 1, with its bootstrap interval."""

    value: float
    low: float
    """Below it lies half of what `LEVEL` leaves of the resamples' areas, above `high` the rest."""
    high: float


@dataclass(frozen=True, eq=False)
class Curve:
    """Points (T,) of a curve, with the threshold of each."""

    x: Floats
    y: Floats
    thresholds: Floats


def roc(ranking: Ranking) -> Curve:
    """x: false positive rate, y: recall, both rising from 0; the first threshold is infinite."""
    counts = ranking.counts
    return Curve(
        np.concatenate([[0.0], counts.alarms / len(ranking.normal)]),
        np.concatenate([[0.0], counts.caught / len(ranking.abnormal)]),
        np.concatenate([[np.inf], counts.thresholds]),
    )


def precision_recall(ranking: Ranking) -> Curve:
    """x: recall, rising from 0, y: precision, 1 at a recall of 0; the first threshold is
    infinite."""
    counts = ranking.counts
    return Curve(
        np.concatenate([[0.0], counts.caught / len(ranking.abnormal)]),
        np.concatenate([[1.0], counts.caught / (counts.caught + counts.alarms)]),
        np.concatenate([[np.inf], counts.thresholds]),
    )


def auroc(ranking: Ranking) -> float:
    """The area below the ROC curve, 0 to 1; one half for a score without knowledge."""
    curve = roc(ranking)
    return _trapezia(curve.x, curve.y)


def auprc(ranking: Ranking) -> float:
    """The average precision, 0 to 1; the share of abnormal pictures for a score without
    knowledge."""
    curve = precision_recall(ranking)
    return float((np.diff(curve.x) * curve.y[1:]).sum())


def areas(
    scores: Scores, is_abnormal: Flags, resamples: int = RESAMPLES, seed: int = 0
) -> tuple[Interval, Interval]:
    """(AUROC, AUPRC) of scores (N,), each with its interval over `resamples` draws, with
    replacement, of as many normal and as many abnormal pictures as there are. The same seed gives
    the same intervals. Raises ValueError as `Ranking` does."""
    ranking = Ranking(scores, is_abnormal)
    wide = np.asarray(scores, np.float64)
    order = np.argsort(wide, kind="stable")[::-1]
    flags, values = is_abnormal[order], wide[order]
    last = np.flatnonzero(np.append(np.diff(values) != 0, True))  # of each distinct score
    normal, abnormal = np.flatnonzero(~flags), np.flatnonzero(flags)
    generator = np.random.Generator(np.random.Philox(seed))
    drawn = np.empty((2, resamples))
    for index in range(resamples):
        alarms = np.cumsum(_weights(normal, len(values), generator))[last]
        caught = np.cumsum(_weights(abnormal, len(values), generator))[last]
        drawn[:, index] = _areas(caught, alarms)
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail], axis=1) if resamples else drawn.T
    found = auroc(ranking), auprc(ranking)
    roc_area, pr_area = (
        Interval(value, float(below), float(above))
        for value, below, above in zip(found, low, high, strict=True)
    )
    return roc_area, pr_area


def _weights(members: npt.NDArray[np.int64], size: int, generator: np.random.Generator) -> Floats:
    """How often each picture is drawn, (size,): 0 outside the group."""
    chosen = members[generator.integers(0, len(members), len(members))]
    return np.bincount(chosen, minlength=size).astype(np.float64)


def _areas(caught: Floats, alarms: Floats) -> tuple[float, float]:
    """(AUROC, AUPRC) of cumulative counts at falling scores. Scores that were not drawn repeat the
    point before them, which adds nothing."""
    recall = np.concatenate([[0.0], caught / caught[-1]])
    false_rate = np.concatenate([[0.0], alarms / alarms[-1]])
    precision = caught / np.maximum(caught + alarms, 1.0)
    return _trapezia(false_rate, recall), float((np.diff(recall) * precision).sum())


def _trapezia(x: Floats, y: Floats) -> float:
    return float((np.diff(x) * (y[1:] + y[:-1])).sum() / 2)


def thinned(curve: Curve, points: int = 600) -> Curve:
    """At most about `points` of a curve, evenly spread along it: what a plot needs."""
    if len(curve.x) <= points:
        return curve
    length = np.concatenate([[0.0], np.cumsum(np.abs(np.diff(curve.x)) + np.abs(np.diff(curve.y)))])
    wanted = np.linspace(0.0, length[-1], points)
    chosen = np.unique(np.append(np.searchsorted(length, wanted), len(length) - 1))
    chosen = chosen[chosen < len(length)]
    return Curve(curve.x[chosen], curve.y[chosen], curve.thresholds[chosen])
