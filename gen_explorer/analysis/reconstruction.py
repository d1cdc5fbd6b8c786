"""How like its original a reconstruction is. Pictures (N, C, H, W) in [-1, 1]."""

from __future__ import annotations

import torch
from torch import Tensor


def mse(pictures: Tensor, originals: Tensor) -> Tensor:
    """Mean squared error (N,) of pixels on the scale [0, 1]."""
    return (pictures - originals).square().flatten(1).mean(1) / 4


def psnr(pictures: Tensor, originals: Tensor) -> Tensor:
    """Peak signal-to-noise ratio (N,) in decibels; infinite for equal pictures."""
    return -10.0 * torch.log10(mse(pictures, originals))


def ssim(pictures: Tensor, originals: Tensor) -> Tensor:
    """Structural similarity (N,) of pixels on the scale [0, 1], at most 1, with a Gaussian window
    of sigma 1.5, mean over the whole picture (Wang 2004, eq. 13)."""
    from torchmetrics.functional.image import structural_similarity_index_measure

    similarity = structural_similarity_index_measure(
        (pictures + 1) / 2, (originals + 1) / 2, data_range=1.0, reduction="none"
    )
    assert isinstance(similarity, Tensor)
    return similarity.reshape(len(pictures))
