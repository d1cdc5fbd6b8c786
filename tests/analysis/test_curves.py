"""Areas and curves, against scikit-learn and torchmetrics."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from sklearn import metrics
from torchmetrics.functional.classification import binary_auroc, binary_average_precision

from gen_explorer.analysis import curves
from gen_explorer.analysis.thresholds import Ranking
from tests.analysis.test_thresholds import random_case


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("levels", [0, 1, 4])
def test_areas_agree_with_scikit_learn_and_torchmetrics(seed: int, levels: int) -> None:
    scores, flags = random_case(seed, 500, levels)
    ranking = Ranking(scores, flags)
    roc, pr = curves.auroc(ranking), curves.auprc(ranking)
    assert roc == pytest.approx(metrics.roc_auc_score(flags, scores), abs=1e-6)
    assert pr == pytest.approx(metrics.average_precision_score(flags, scores), abs=1e-6)
    low, high = scores.min(), scores.max()
    shares = torch.from_numpy((scores - low) / (high - low))  # it squashes what is beyond [0, 1]
    target = torch.from_numpy(flags.astype(np.int64))
    assert roc == pytest.approx(float(binary_auroc(shares, target)), abs=1e-6)
    assert pr == pytest.approx(float(binary_average_precision(shares, target)), abs=1e-6)


@pytest.mark.parametrize("levels", [0, 2])
def test_curves_agree_with_scikit_learn(levels: int) -> None:
    scores, flags = random_case(3, 400, levels)
    ranking = Ranking(scores, flags)
    found = curves.roc(ranking)
    x, y, thresholds = metrics.roc_curve(flags, scores, drop_intermediate=False)
    np.testing.assert_allclose(found.x, x, atol=1e-12)
    np.testing.assert_allclose(found.y, y, atol=1e-12)
    np.testing.assert_allclose(found.thresholds, thresholds)
    found = curves.precision_recall(ranking)
    precision, recall, _ = metrics.precision_recall_curve(flags, scores)
    np.testing.assert_allclose(found.x, recall[::-1], atol=1e-12)
    np.testing.assert_allclose(found.y, precision[::-1], atol=1e-12)


def test_intervals_hold_the_value_and_shrink_with_more_pictures() -> None:
    few, many = (curves.areas(*random_case(5, count)) for count in (100, 3000))
    for interval in (*few, *many):
        assert interval.low < interval.value < interval.high
    for small, large in zip(few, many, strict=True):
        assert large.high - large.low < 0.4 * (small.high - small.low)
    assert curves.areas(*random_case(5, 100)) == few  # the same dice


def test_the_interval_is_that_of_resampling_by_hand() -> None:
    scores, flags = random_case(7, 200)
    found, _ = curves.areas(scores, flags, resamples=400)
    generator = np.random.default_rng(0)
    normal, abnormal = scores[~flags], scores[flags]
    areas = []
    for _ in range(400):
        drawn = np.concatenate(
            [generator.choice(normal, len(normal)), generator.choice(abnormal, len(abnormal))]
        )
        truth = np.arange(len(drawn)) >= len(normal)
        areas.append(metrics.roc_auc_score(truth, drawn))
    low, high = np.quantile(areas, [0.025, 0.975])
    assert found.low == pytest.approx(low, abs=0.02)
    assert found.high == pytest.approx(high, abs=0.02)


def test_a_thinned_curve_keeps_its_ends_and_its_course() -> None:
    curve = curves.roc(Ranking(*random_case(4, 20_000)))
    thin = curves.thinned(curve, 200)
    assert len(thin.x) <= 201
    assert (thin.x[0], thin.y[0], thin.x[-1], thin.y[-1]) == (0.0, 0.0, 1.0, 1.0)
    between = np.interp(curve.x, thin.x, thin.y)
    assert float(np.abs(between - curve.y).max()) < 0.02
    short = curves.roc(Ranking(*random_case(4, 50)))
    assert curves.thinned(short) is short
