"""PSNR, SSIM and error maps, against scikit-image and torchmetrics on random pictures."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from skimage.metrics import mean_squared_error, peak_signal_noise_ratio, structural_similarity
from torchmetrics.functional.image import (
    peak_signal_noise_ratio as torch_psnr,
)
from torchmetrics.functional.image import (
    structural_similarity_index_measure as torch_ssim,
)

from gen_explorer.analysis import reconstruction
from gen_explorer.analysis.denoising import mse, psnr, residual, ssim, ssim_map

SHAPES = [(28, 28, 1), (32, 40, 3), (64, 64, 3), (11, 11, 1)]


def case(shape: tuple[int, ...], seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Five pictures in double precision with noise of five strengths."""
    rng = np.random.default_rng(seed)
    truth = rng.random((5, *shape))
    noise = (
        rng.standard_normal(truth.shape) * np.array([0.01, 0.05, 0.1, 0.3, 1])[:, None, None, None]
    )
    return np.clip(truth + noise, 0, 1), truth


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", range(5))
def test_scikit_image_says_the_same(shape: tuple[int, ...], seed: int) -> None:
    restored, truth = case(shape, seed)
    similarity = ssim_map(restored, truth)
    for n in range(5):
        pair = truth[n], restored[n]
        assert mse(restored, truth)[n] == pytest.approx(mean_squared_error(*pair), abs=1e-6)
        expected = peak_signal_noise_ratio(*pair, data_range=1.0)
        assert psnr(restored, truth)[n] == pytest.approx(expected, abs=1e-6)
        mean, whole = structural_similarity(
            *pair,
            data_range=1.0,
            channel_axis=2,
            gaussian_weights=True,
            sigma=1.5,
            use_sample_covariance=False,
            full=True,
        )
        inside = (slice(5, -5), slice(5, -5))
        assert similarity[n][inside].mean() == pytest.approx(mean, abs=1e-6)
        np.testing.assert_allclose(similarity[n][inside], whole.mean(axis=2)[inside], atol=1e-6)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", range(5))
def test_torchmetrics_says_the_same(shape: tuple[int, ...], seed: int) -> None:
    restored, truth = case(shape, seed)
    x, y = (torch.from_numpy(p.transpose(0, 3, 1, 2)) for p in (restored, truth))
    each = torch_psnr(x, y, data_range=1.0, dim=(1, 2, 3), reduction="none")
    np.testing.assert_allclose(psnr(restored, truth), each.numpy(), atol=1e-6)
    similarity = torch_ssim(x, y, data_range=1.0, reduction="none")
    assert isinstance(similarity, torch.Tensor)
    np.testing.assert_allclose(ssim(restored, truth), similarity.numpy(), atol=1e-6)


def test_the_figures_of_evaluate_are_the_same_in_single_precision() -> None:
    restored, truth = case((28, 28, 1), 7)
    x, y = (torch.from_numpy(p.transpose(0, 3, 1, 2)).float() * 2 - 1 for p in (restored, truth))
    np.testing.assert_allclose(psnr(restored, truth), reconstruction.psnr(x, y), atol=1e-4)
    np.testing.assert_allclose(ssim(restored, truth), reconstruction.ssim(x, y), atol=1e-4)


def test_equal_pictures_also_below_the_window() -> None:
    truth = np.full((2, 8, 8, 1), 0.25)
    assert np.isinf(psnr(truth, truth)).all()
    np.testing.assert_allclose(ssim(truth, truth), 1.0)


def test_the_residual_says_too_bright_and_too_dark() -> None:
    truth = np.full((1, 4, 4, 3), 0.5)
    restored = truth.copy()
    restored[0, 0, 0] = 0.8
    restored[0, 3, 3] = 0.1
    error = residual(restored, truth)
    assert error.shape == (1, 4, 4)
    assert error[0, 0, 0] == pytest.approx(0.3)
    assert error[0, 3, 3] == pytest.approx(-0.4)
    assert np.count_nonzero(error) == 2
