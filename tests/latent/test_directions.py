"""Principal directions against decoders whose Jacobian is known."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from gen_explorer.core.concurrency import CancelToken
from gen_explorer.core.errors import Cancelled
from gen_explorer.latent.directions import principal_directions


def linear(matrix: torch.Tensor):
    """z (n, size) -> pictures (n, 1, 8, 8) by a known matrix (64, size)."""
    return lambda z: (z @ matrix.T).reshape(-1, 1, 8, 8)


def known(size: int, seed: int = 0) -> tuple[torch.Tensor, np.ndarray, np.ndarray]:
    """A matrix with separated singular values, those, and its right singular vectors."""
    generator = torch.Generator().manual_seed(seed)
    rank = min(size, 64)
    left, _ = torch.linalg.qr(torch.randn(64, rank, generator=generator))
    right, _ = torch.linalg.qr(torch.randn(size, rank, generator=generator))
    values = 0.6 ** torch.arange(rank, dtype=torch.float32)
    return left @ torch.diag(values) @ right.T, values.numpy(), right.T.numpy()


@pytest.mark.parametrize("size", [2, 16, 300])
def test_a_linear_decoder_gives_its_singular_vectors(size: int) -> None:
    matrix, values, vectors = known(size)
    latents = torch.randn(64, size, generator=torch.Generator().manual_seed(1))
    found = principal_directions(linear(matrix), latents, count=5)
    k = min(5, size)
    assert found.directions.shape == (k, size)
    assert found.directions.dtype == np.float32
    overlap = np.abs((found.directions * vectors[:k]).sum(axis=1))
    np.testing.assert_allclose(overlap[:3], 1.0, atol=2e-3)
    # Root mean squared change of one of the 64 pixels.
    np.testing.assert_allclose(found.scales[:3], values[: min(3, k)] / 8, rtol=5e-3)
    expected = np.sqrt((matrix.numpy() ** 2).sum(axis=0) / 64)
    tolerance = 0.25 if size > 256 else 5e-3
    np.testing.assert_allclose(found.sensitivity, expected, rtol=tolerance, atol=1e-4)


def test_signs_and_values_are_the_same_every_time() -> None:
    matrix, _, _ = known(6)
    latents = torch.randn(10, 6, generator=torch.Generator().manual_seed(1))
    first = principal_directions(lambda z: torch.tanh(linear(matrix)(z)), latents, count=4)
    second = principal_directions(lambda z: torch.tanh(linear(matrix)(z)), latents, count=4)
    np.testing.assert_array_equal(first.directions, second.directions)
    largest = np.abs(first.directions).argmax(axis=1)
    assert (first.directions[np.arange(4), largest] > 0).all()
    np.testing.assert_allclose(np.linalg.norm(first.directions, axis=1), 1.0, atol=1e-5)
    assert (np.diff(first.scales) <= 0).all()


def test_a_component_that_the_picture_ignores_has_no_sensitivity() -> None:
    def decode(z: torch.Tensor) -> torch.Tensor:
        return torch.sigmoid(z[:, :1] * 3)[:, :, None, None].expand(-1, 1, 4, 4)

    latents = torch.randn(32, 3, generator=torch.Generator().manual_seed(1))
    found = principal_directions(decode, latents, count=3)
    assert found.sensitivity[0] > 0.1
    np.testing.assert_allclose(found.sensitivity[1:], 0.0, atol=1e-6)
    np.testing.assert_allclose(found.directions[0], [1, 0, 0], atol=1e-5)


def test_it_can_be_stopped() -> None:
    matrix, _, _ = known(4)
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        principal_directions(linear(matrix), torch.zeros(4, 4), count=2, cancel=cancel)
