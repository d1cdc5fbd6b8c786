"""Thresholds on scores, against counting by hand and scikit-learn."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from sklearn import metrics

from gen_explorer.analysis.thresholds import Confusion, Ranking

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def random_case(seed: int, count: int = 300, levels: int = 0) -> tuple[Floats, Flags]:
    """Overlapping groups; with `levels` scores are whole numbers, so that many tie."""
    generator = np.random.default_rng(seed)
    flags = generator.random(count) < 0.3
    flags[:2] = [True, False]
    scores = generator.normal(size=count) + 0.8 * flags
    return (np.floor(scores * levels) if levels else scores), flags


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("levels", [0, 2])
def test_ratios_agree_with_scikit_learn(seed: int, levels: int) -> None:
    scores, flags = random_case(seed, levels=levels)
    ranking = Ranking(scores, flags)
    for threshold in (*np.quantile(scores, [0.1, 0.5, 0.9]), scores[3]):
        called = scores >= threshold
        at = ranking.at(float(threshold))
        passed, alarms, missed, caught = metrics.confusion_matrix(flags, called).ravel()
        assert at == Confusion(caught, missed, alarms, passed)
        assert at.precision == pytest.approx(metrics.precision_score(flags, called), abs=1e-12)
        assert at.recall == pytest.approx(metrics.recall_score(flags, called), abs=1e-12)
        assert at.f1 == pytest.approx(metrics.f1_score(flags, called), abs=1e-12)
        assert at.false_positive_rate == pytest.approx(alarms / (alarms + passed))


@pytest.mark.parametrize("seed", range(4))
def test_the_best_f1_is_the_best_of_all_thresholds(seed: int) -> None:
    scores, flags = random_case(seed, levels=3)
    ranking = Ranking(scores, flags)
    best = max(metrics.f1_score(flags, scores >= t) for t in np.unique(scores))
    assert ranking.at(ranking.by_f1()).f1 == pytest.approx(best, abs=1e-12)


@pytest.mark.parametrize("levels", [0, 2])
@pytest.mark.parametrize("share", [0.0, 0.5, 0.9, 0.95, 1.0])
def test_a_percentile_bounds_the_false_alarms(levels: int, share: float) -> None:
    scores, flags = random_case(1, levels=levels)
    ranking = Ranking(scores, flags)
    threshold = ranking.by_percentile(share)
    assert ranking.at(threshold).false_positive_rate <= 1 - share + 1e-9
    lower = scores[~flags][scores[~flags] < threshold]
    if share > 0 and len(lower):  # the next lower threshold calls too many
        assert ranking.at(float(lower.max())).false_positive_rate > 1 - share


@pytest.mark.parametrize(("alarm", "miss"), [(1.0, 1.0), (1.0, 10.0), (20.0, 1.0), (1000.0, 0.1)])
def test_the_cheapest_threshold_is_the_cheapest_of_all(alarm: float, miss: float) -> None:
    scores, flags = random_case(2)
    ranking = Ranking(scores, flags)
    every = [*np.unique(scores), np.inf]
    least = min(ranking.at(float(t)).cost(alarm, miss) for t in every)
    assert ranking.at(ranking.by_cost(alarm, miss)).cost(alarm, miss) == pytest.approx(least)


def test_what_cannot_be_ranked_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        Ranking(np.array([0.0, np.nan]), np.array([True, False]))
    with pytest.raises(ValueError, match="both"):
        Ranking(np.array([0.0, 1.0]), np.array([True, True]))
    with pytest.raises(ValueError, match="share"):
        Ranking(np.array([0.0, 1.0]), np.array([True, False])).by_percentile(1.5)
    nothing = Confusion(0, 0, 0, 5)
    assert (nothing.precision, nothing.recall, nothing.f1) == (0.0, 0.0, 0.0)
