"""The structure map: neighbours stay neighbours, and the same seed gives the same map."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from scipy.spatial import cKDTree
from sklearn.datasets import load_digits

from gen_explorer.core.concurrency import CancelToken
from gen_explorer.core.errors import Cancelled
from gen_explorer.latent.embedding import nearest_neighbours, structure_map


def neighbour_accuracy(points: np.ndarray, labels: np.ndarray, k: int = 10) -> float:
    """Share of points whose label is the commonest among their k nearest."""
    _, near = cKDTree(points).query(points, k + 1)
    votes = [np.bincount(row).argmax() for row in labels[near[:, 1:]]]
    return float((np.array(votes) == labels).mean())


def test_digits_keep_their_neighbours_far_better_than_in_a_plane() -> None:
    pixels, labels = load_digits(return_X_y=True)
    features = (pixels / 16).astype(np.float32)
    places = structure_map(features)
    centred = features - features.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    assert neighbour_accuracy(places, labels) > 0.96
    assert neighbour_accuracy(centred @ axes[:2].T, labels) < 0.70
    assert places.dtype == np.float32
    assert np.abs(places).max() <= 10.001


def test_the_same_seed_gives_the_same_map() -> None:
    features = np.random.default_rng(0).standard_normal((300, 8)).astype(np.float32)
    first = structure_map(features, seed=3, steps=50)
    np.testing.assert_array_equal(first, structure_map(features, seed=3, steps=50))
    assert not np.array_equal(first, structure_map(features, seed=4, steps=50))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 10])
def test_few_or_equal_points_are_no_error(count: int) -> None:
    places = structure_map(np.ones((count, 4), np.float32), steps=10)
    assert places.shape == (count, 2)
    assert np.isfinite(places).all()


def test_neighbours_are_exact() -> None:
    data = torch.randn(2000, 5, generator=torch.Generator().manual_seed(0))
    distances, places = nearest_neighbours(data, 4)
    expected, near = cKDTree(data.numpy()).query(data.numpy(), 5)
    np.testing.assert_allclose(distances.numpy(), expected[:, 1:], atol=1e-3)
    assert (places.numpy() == near[:, 1:]).mean() > 0.999


def test_it_can_be_stopped() -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        structure_map(np.ones((50, 4), np.float32), cancel=cancel)
