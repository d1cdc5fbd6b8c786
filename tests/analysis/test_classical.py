"""The baselines out of scikit-image, and how their settings are found."""

from __future__ import annotations

import numpy as np
import pytest

from gen_explorer.analysis import classical
from gen_explorer.analysis.denoising import psnr
from gen_explorer.core.concurrency import CancelToken
from gen_explorer.core.errors import Cancelled
from gen_explorer.data.corruption import Corruption, corrupt


def pictures(channels: int = 1, count: int = 3) -> np.ndarray:
    """Bright discs on dark ground."""
    rows, columns = np.mgrid[:24, :24]
    made = np.zeros((count, 24, 24, channels), np.float32)
    for n in range(count):
        inside = (rows - 10 - n) ** 2 + (columns - 12) ** 2 < 50
        made[n][inside] = np.linspace(0.6, 1.0, channels)
        made[n][~inside] = 0.1
    return made


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("name", classical.NAMES)
def test_every_baseline_takes_noise_away(name: str, channels: int) -> None:
    truth = pictures(channels)
    noisy = corrupt(truth, [Corruption("gaussian", 0.15)])
    before = psnr(noisy, truth).mean()
    tuned = classical.restore(name, noisy, classical.tune(name, noisy, truth))
    assert tuned.shape == truth.shape
    assert tuned.dtype == np.float32
    assert tuned.min() >= 0
    assert tuned.max() <= 1
    assert psnr(tuned, truth).mean() > before + 2
    blindly = classical.restore(name, noisy, classical.blind(name, noisy))
    assert before < psnr(blindly, truth).mean() <= psnr(tuned, truth).mean() + 0.5


def test_tuning_takes_the_best_of_the_grid_and_leaves_clean_pictures_alone() -> None:
    truth = pictures()
    for name in classical.NAMES:
        tuned = classical.tune(name, truth, truth)
        assert psnr(classical.restore(name, truth, tuned), truth).min() > 35
    noisy = corrupt(truth, [Corruption("salt-pepper", 0.3)])
    chosen = classical.tune("median", noisy, truth)
    scores = {
        settings: psnr(classical.restore("median", noisy, settings), truth).mean()
        for settings in classical.GRIDS["median"]
    }
    assert chosen == max(scores, key=lambda settings: scores[settings])


def test_the_median_removes_what_outliers_there_are() -> None:
    truth = np.full((1, 9, 9, 1), 0.5, np.float32)
    spotted = truth.copy()
    spotted[0, 4, 4] = 1.0
    np.testing.assert_array_equal(
        classical.restore("median", spotted, classical.Settings(3)), truth
    )


def test_the_estimate_of_the_noise() -> None:
    grey = np.full((20, 40, 40, 1), 0.5, np.float32)
    noisy = corrupt(grey, [Corruption("gaussian", 0.1)])
    np.testing.assert_allclose(classical.estimate_sigma(noisy), 0.1, rtol=0.15)
    assert not classical.estimate_sigma(grey).any()


def test_tuning_can_be_cancelled() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        classical.tune("bilateral", pictures(), pictures(), token)


def test_every_baseline_has_words() -> None:
    for name in classical.NAMES:
        assert classical.label(name) != name
        assert classical.about(name)
        assert classical.in_words(name, classical.GRIDS[name][0])
