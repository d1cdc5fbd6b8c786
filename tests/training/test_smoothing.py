"""The moving average that curves are read by."""

from __future__ import annotations

import numpy as np
import pytest

from gen_explorer.training.smoothing import Smoothed, smoothed


def plain(values: np.ndarray, window: float) -> np.ndarray:
    """The definition, one value at a time."""
    keep, total, weight, found = 1 - 1 / window, 0.0, 0.0, []
    for value in values:
        is_number = np.isfinite(value)
        total = keep * total + (value if is_number else 0.0)
        weight = keep * weight + is_number
        found.append(total / weight if weight else np.nan)
    return np.array(found)


@pytest.mark.parametrize("window", [1, 3.5, 1000])
@pytest.mark.parametrize("count", [1, 63, 64, 65, 1000])
def test_it_is_the_definition(window: float, count: int) -> None:
    values = np.random.default_rng(0).normal(size=count)
    values[count // 2 : count // 2 + 3] = np.nan
    got = smoothed(values, window).values()
    np.testing.assert_allclose(got, plain(values, window), rtol=2e-6, atol=1e-6)


def test_growing_gives_the_same() -> None:
    values = np.random.default_rng(1).normal(size=777).astype(np.float32)
    grown = Smoothed(20)
    for count in (1, 2, 100, 100, 501, 777):
        assert grown.fits(values[:count])
        grown.extend(values[:count])
    np.testing.assert_allclose(grown.values(), smoothed(values, 20).values(), rtol=1e-6)


def test_another_series_is_noticed() -> None:
    made = smoothed(np.arange(10.0), 3)
    assert not made.fits(np.arange(9.0))
    assert not made.fits(np.arange(10.0) + 1)
    assert made.fits(np.arange(11.0))
    assert smoothed(np.array([1.0, np.nan]), 3).fits(np.array([1.0, np.nan, 2.0]))


def test_the_beginning_is_not_drawn_to_zero() -> None:
    np.testing.assert_allclose(smoothed(np.full(50, 7.0), 100).values(), 7.0, rtol=1e-6)


def test_a_long_average_is_thinned_like_its_series() -> None:
    steps = np.arange(100_000.0)
    made = smoothed(np.sin(steps / 9000), 10)
    found, low, high = made.between(steps, 20_000, 60_000, 100)
    assert 100 <= len(found) <= 801
    assert found[0] <= 20_000
    assert found[-1] >= 59_000
    assert np.all(low <= high)


def test_a_window_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match=r"0\.5"):
        Smoothed(0.5)
