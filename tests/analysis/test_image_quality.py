"""Sharpness of patterns that can be worked out by hand."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F

from gen_explorer.analysis import image_quality


def board(side: int = 16) -> torch.Tensor:
    """A chessboard of single pixels."""
    places = torch.arange(side)
    return (((places[:, None] + places) % 2) * 2.0 - 1)[None, None]


def test_laplacian_of_flat_sloped_and_chequered_pictures() -> None:
    slope = torch.linspace(-1, 1, 16).expand(1, 1, 16, 16)
    assert float(image_quality.laplacian_variance(torch.zeros(1, 1, 16, 16))) == 0
    assert float(image_quality.laplacian_variance(slope)) == pytest.approx(0, abs=1e-10)
    # Every pixel differs from its neighbours by 2: the second difference is 8 or -8.
    assert float(image_quality.laplacian_variance(board())) == pytest.approx(64)


def test_high_frequencies_of_waves() -> None:
    places = torch.arange(16.0)
    for cycles, share in [(1, 0.0), (3, 0.0), (5, 1.0), (7, 1.0)]:
        wave = torch.cos(2 * torch.pi * cycles * places / 16).expand(1, 1, 16, 16)
        assert float(image_quality.high_frequency_share(wave)) == pytest.approx(share, abs=1e-6)
    assert float(image_quality.high_frequency_share(torch.ones(1, 1, 16, 16))) == 0
    assert float(image_quality.high_frequency_share(board())) == pytest.approx(1)


def test_blurred_pictures_are_softer_in_both_ways() -> None:
    real = torch.rand(20, 3, 28, 28, generator=torch.Generator().manual_seed(0)) * 2 - 1
    blurred = F.avg_pool2d(F.pad(real, (1, 1, 1, 1), mode="replicate"), 3, stride=1)
    assert image_quality.sharpness_ratio(real, real) == pytest.approx(1)
    assert image_quality.sharpness_ratio(blurred, real) < 0.2
    assert image_quality.detail_ratio(blurred, real) < 0.5
