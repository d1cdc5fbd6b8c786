"""Reconstruction errors, against closed forms and the libraries' own."""

from __future__ import annotations

import pytest
import torch
from torchmetrics.functional.image import peak_signal_noise_ratio

from gen_explorer.analysis import reconstruction


def pair() -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    first = torch.rand(3, 1, 28, 28, generator=generator) * 2 - 1
    return first, (first + 0.1 * torch.randn(first.shape, generator=generator)).clamp(-1, 1)


def test_error_of_a_constant_difference() -> None:
    """0.2 on the scale [-1, 1] is 0.1 on [0, 1]: an error of 0.01, 20 decibels."""
    black = torch.full((2, 3, 8, 8), -1.0)
    assert reconstruction.mse(black + 0.2, black).tolist() == pytest.approx([0.01, 0.01])
    assert reconstruction.psnr(black + 0.2, black).tolist() == pytest.approx([20, 20], rel=1e-5)


def test_psnr_is_the_librarys() -> None:
    first, second = pair()
    expected = peak_signal_noise_ratio(second[:1], first[:1], data_range=2.0)
    assert float(reconstruction.psnr(second, first)[0]) == pytest.approx(float(expected), rel=1e-5)


def test_ssim_is_one_for_equal_pictures_and_falls_with_noise() -> None:
    first, second = pair()
    assert reconstruction.ssim(first, first).tolist() == pytest.approx([1, 1, 1])
    assert float(reconstruction.ssim(second, first).max()) < 0.99


def test_ssim_of_flat_pictures_is_its_luminance_term() -> None:
    """Wang's eq. 6 with means 0.5 and 0.7 on [0, 1], and C1 = 0.01^2."""
    flat = torch.zeros(1, 1, 28, 28)
    expected = (2 * 0.5 * 0.7 + 1e-4) / (0.5**2 + 0.7**2 + 1e-4)
    assert float(reconstruction.ssim(flat, flat + 0.4)) == pytest.approx(expected, rel=1e-5)
