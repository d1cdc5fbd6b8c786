from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from gen_explorer.training.series import FOLD, Numbers, Rows, SeriesStore


def rows(name: str, steps: Numbers, values: NDArray[np.float32]) -> Rows:
    times = np.full(len(steps), np.nan)
    at = np.arange(len(steps))
    return Rows((name,), at, np.asarray(steps, np.float64), times, values[:, None])


def filled(values: NDArray[np.float32], parts: int = 1) -> SeriesStore:
    store = SeriesStore()
    for part in np.array_split(np.arange(len(values)), parts):
        store.append([rows("loss", part + 1.0, values[part])])
    return store


@pytest.mark.parametrize("first", [0, 77, 4000])
@pytest.mark.parametrize("last", [4001, 9000, 1e9])
@pytest.mark.parametrize("points", [1, 10, 300, 100_000])
def test_what_is_drawn_covers_what_there_is(first: float, last: float, points: int) -> None:
    """Every value between the ends lies between the drawn minimum and maximum of its place."""
    values = np.random.default_rng(1).normal(size=9001).astype(np.float32)
    steps, lows, highs = filled(values).between("loss", first, last, points)
    all_steps = np.arange(len(values)) + 1.0
    inside = (all_steps >= first) & (all_steps <= last)
    assert lows.min() <= values[inside].min()
    assert highs.max() >= values[inside].max()
    place = np.searchsorted(steps, all_steps[inside], side="right") - 1
    assert np.all((values[inside] >= lows[place]) & (values[inside] <= highs[place]))
    assert len(steps) <= max(FOLD * points, points) + 4
    assert np.all(np.diff(steps) > 0)


def test_few_values_are_drawn_as_they_are() -> None:
    values = np.arange(100, dtype=np.float32)
    steps, lows, highs = filled(values).between("loss", 10, 20, 50)
    assert steps.tolist() == list(range(9, 22))  # a neighbour at each end
    assert lows.tolist() == highs.tolist() == list(range(8, 21))


def test_drawing_keeps_up_with_growth() -> None:
    values = np.random.default_rng(2).normal(size=5000).astype(np.float32)
    growing, whole = SeriesStore(), filled(values)
    for part in np.array_split(np.arange(len(values)), 37):
        growing.append([rows("loss", part + 1.0, values[part])])
        growing.between("loss", 0, 1e9, 10)
    for one, other in zip(
        growing.between("loss", 0, 1e9, 10), whole.between("loss", 0, 1e9, 10), strict=True
    ):
        assert one.tolist() == other.tolist()


def test_a_gap_of_no_numbers_stays_a_gap() -> None:
    values = np.ones(4096, np.float32)
    values[1024:3072] = np.nan
    values[7] = np.nan
    _, lows, highs = filled(values).between("loss", 0, 1e9, 10)
    assert np.isnan(lows).sum() == np.isnan(highs).sum() == len(lows) // 2
    assert lows[0] == 1.0


def test_unknown_names_and_empty_ranges() -> None:
    store = filled(np.ones(10, np.float32))
    assert [len(part) for part in store.between("other", 0, 10, 100)] == [0, 0, 0]
    assert len(store.between("loss", 500, 600, 100)[0]) <= 1
    assert store.names() == ("loss",)


def test_names_share_a_clock_until_they_part() -> None:
    store = SeriesStore()
    both = Rows(("a", "b"), np.arange(3), np.arange(3.0), np.zeros(3), np.ones((3, 2), np.float32))
    store.append([both])
    assert store.series("a")[0] is not None
    assert np.shares_memory(store.series("a")[0], store.series("b")[0])
    store.append([rows("a", np.array([3.0]), np.zeros(1, np.float32))])
    assert store.series("a")[0].tolist() == [0, 1, 2, 3]
    assert store.series("b")[0].tolist() == [0, 1, 2]
    assert store.series("b")[1].tolist() == [1, 1, 1]
