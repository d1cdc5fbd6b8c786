"""Lost variety and repetition, on sets made to have them."""

from __future__ import annotations

import math

import pytest
import torch

from gen_explorer.analysis import collapse


def noise(count: int, seed: int, size: int = 64) -> torch.Tensor:
    return torch.rand(count, 1, 8, size // 8, generator=torch.Generator().manual_seed(seed)) * 2 - 1


def test_class_spread_of_even_and_of_collapsed_calls() -> None:
    even = collapse.class_spread(torch.eye(10).repeat(30, 1))
    assert even.coverage == 1.0
    assert even.entropy == pytest.approx(math.log(10))
    two = collapse.class_spread(torch.eye(10)[torch.arange(300) % 2])
    assert two.coverage == pytest.approx(0.2)
    assert two.entropy == pytest.approx(math.log(2))


def test_a_class_that_hardly_comes_is_not_covered() -> None:
    calls = torch.zeros(1000, dtype=torch.int64)
    calls[0] = 1
    calls[1:21] = 2
    assert collapse.class_spread(torch.eye(10)[calls]).coverage == pytest.approx(0.2)


def test_pairwise_diversity_of_two_points() -> None:
    points = torch.zeros(10, 3)
    points[5:] = torch.tensor([2.0, 2.0, 1.0])
    assert collapse.pairwise_diversity(points) == pytest.approx(3.0)


def test_birthday_paradox_finds_how_many_pictures_there_are() -> None:
    """600 draws from 50 pictures: the estimate is near 50, and all have a twin."""
    drawn = torch.randint(0, 50, (600,), generator=torch.Generator().manual_seed(0))
    found = collapse.duplicates(noise(50, 1)[drawn], 1e-3)
    assert found.support == pytest.approx(50, rel=0.15)
    assert found.share > 0.99


def test_a_set_without_twins_has_no_bound() -> None:
    found = collapse.duplicates(noise(300, 2), 0.05)
    assert (found.pairs, found.share, found.support) == (0, 0.0, math.inf)


def test_duplicates_counts_each_pair_once_across_pieces() -> None:
    pictures = noise(1500, 3)
    pictures[1400] = pictures[10]
    found = collapse.duplicates(pictures, 1e-3)
    assert (found.pairs, found.share) == (1, 2 / 1500)


def test_nearest_finds_the_copy_and_its_distance() -> None:
    others = noise(2500, 4)
    pictures = others[[7, 2300]] + 0.01
    distance, index = collapse.nearest(pictures, others)
    assert index.tolist() == [7, 2300]
    torch.testing.assert_close(distance, torch.full((2,), 0.01), atol=1e-5, rtol=0)


def test_nearest_within_leaves_the_picture_itself_out() -> None:
    flat = torch.tensor([0.0, 1.0, 3.0]).reshape(3, 1, 1, 1)
    assert collapse.nearest_within(flat).tolist() == [1.0, 1.0, 2.0]


def test_a_model_that_repeats_its_training_pictures_is_seen() -> None:
    training, unseen = noise(800, 5), noise(100, 6)
    assert collapse.memorising(training[:100] + 0.001, unseen, training) < 0.01
    assert collapse.memorising(noise(100, 7), unseen, training) == pytest.approx(1.0, abs=0.03)
