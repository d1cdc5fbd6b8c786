"""Distances between sets of features, on sets whose distance is known."""

from __future__ import annotations

import pytest
import torch

from gen_explorer.analysis.fidelity import (
    fit_normal,
    frechet_distance,
    kernel_distance,
    neighbours,
    radii,
)


def normal(count: int, size: int, seed: int) -> torch.Tensor:
    return torch.randn(count, size, generator=torch.Generator().manual_seed(seed))


def frechet(real: torch.Tensor, made: torch.Tensor) -> float:
    return frechet_distance(fit_normal(real), fit_normal(made))


def test_frechet_distance_of_a_set_to_itself_is_zero() -> None:
    features = normal(500, 8, 0)
    assert frechet(features, features) == pytest.approx(0.0, abs=1e-6)


def test_frechet_distance_of_a_moved_set_is_the_square_of_the_way() -> None:
    features, way = normal(500, 8, 0), torch.arange(8.0) / 4
    moved = features + way
    assert frechet(features, moved) == pytest.approx(float(way @ way), rel=1e-5)


def test_frechet_distance_of_scaled_normal_sets() -> None:
    """Covariances S and 4 S: tr(S + 4 S - 2 * 2 S) = tr S."""
    features = normal(2000, 6, 1)
    features = features - features.mean(0)
    trace = float(torch.cov(features.T.double()).trace())
    assert frechet(features, 2 * features) == pytest.approx(trace, rel=1e-5)


def test_frechet_distance_is_the_librarys() -> None:
    from torchmetrics.image.fid import FrechetInceptionDistance

    class Given(torch.nn.Module):
        num_features = 6

        def forward(self, features: torch.Tensor) -> torch.Tensor:
            return features

    real, made = normal(300, 6, 20), normal(200, 6, 21) @ normal(6, 6, 22) + 0.3
    metric = FrechetInceptionDistance(feature=Given())
    metric.set_dtype(torch.float64)
    metric.update(real.double(), real=True)
    metric.update(made.double(), real=False)
    assert frechet(real, made) == pytest.approx(float(metric.compute()), rel=1e-6)


def test_kernel_distance_sees_a_move_and_nothing_in_two_halves() -> None:
    features = normal(600, 8, 2)
    same = kernel_distance(features[:300], features[300:])
    moved = kernel_distance(features[:300], features[300:] + 1)
    assert abs(same) < 0.1 < 1.0 < moved
    assert kernel_distance(features[:300], features[300:]) == same  # the draws have a seed


def test_kernel_distance_is_the_unbiased_estimate_of_the_definition() -> None:
    """With all pictures in every draw the result is the sum over pairs."""
    first, second = normal(12, 3, 3).double(), normal(12, 3, 4).double()

    def kernel(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        return (x @ y.T / 3 + 1) ** 3

    inside = sum((kernel(x, x).sum() - kernel(x, x).trace()) / (12 * 11) for x in (first, second))
    expected = float(inside - 2 * kernel(first, second).mean())
    assert kernel_distance(first, second) == pytest.approx(expected, rel=1e-6)


def test_neighbours_of_equal_sets_are_perfect() -> None:
    features = normal(300, 4, 5)
    found = neighbours(features, features, k=3)
    assert found.precision == found.recall == found.coverage == 1.0


def test_neighbours_tell_realism_from_variety() -> None:
    """Samples from one of two far clusters: all realistic, half of the data missing."""
    real = torch.cat([normal(200, 4, 6), normal(200, 4, 7) + 100])
    found = neighbours(real, normal(400, 4, 8), k=5)
    assert found.precision > 0.9
    assert 0.35 < found.recall <= 0.5
    assert 0.35 < found.coverage <= 0.5
    far = neighbours(real, normal(400, 4, 9) - 100, k=5)
    assert far.precision == far.recall == far.density == far.coverage == 0.0


def test_density_counts_the_balls_that_a_sample_lies_in() -> None:
    """Naeem's example: an outlier among the real makes a huge ball: precise, not dense."""
    real = torch.cat([normal(100, 2, 10), torch.tensor([[50.0, 0.0]])])
    beside = normal(100, 2, 11) + torch.tensor([20.0, 0.0])
    found = neighbours(real, beside, k=5)
    assert found.precision > 0.9
    assert found.density == pytest.approx(0.2, abs=0.02)  # one ball of five


def test_radii_are_distances_to_the_k_th_other() -> None:
    line = torch.tensor([[0.0], [1.0], [3.0], [7.0]])
    assert radii(line, 1).tolist() == [1.0, 1.0, 2.0, 4.0]
    assert radii(line, 2).tolist() == [3.0, 2.0, 3.0, 6.0]


def test_too_few_pictures_are_refused() -> None:
    with pytest.raises(ValueError, match="more than 5"):
        neighbours(normal(5, 2, 0), normal(50, 2, 0), k=5)
