"""How sharp pictures are. Pictures in [-1, 1], (N, C, H, W), judged by their grey mean.

Neither number knows what is right: noise is sharp too. They are read as ratios to real pictures.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def laplacian_variance(pictures: Tensor) -> Tensor:
    """Variance (N,) of the second difference, each pixel against its four neighbours, inside the
    picture, which has at least 3 x 3 pixels (Pech-Pacheco et al., Diatom Autofocusing in
    Brightfield Microscopy, ICPR 2000): 0 for flat pictures and even slopes."""
    grey = pictures.mean(1, keepdim=True)
    kernel = grey.new_tensor([[0, 1, 0], [1, -4, 1], [0, 1, 0]])[None, None]
    return F.conv2d(grey, kernel).flatten(1).var(1, unbiased=False)


def high_frequency_share(pictures: Tensor) -> Tensor:
    """Share (N,) of the power, mean left out, in frequencies of more than a quarter of a cycle a
    pixel in any direction, which is half of what the grid can hold: from 0, for flat pictures too,
    to 1."""
    grey = pictures.mean(1)
    power = torch.fft.fft2(grey - grey.mean((1, 2), keepdim=True)).abs().square()
    height, width = grey.shape[1:]
    down = torch.fft.fftfreq(height, device=grey.device)[:, None]
    across = torch.fft.fftfreq(width, device=grey.device)[None, :]
    is_high = (down**2 + across**2).sqrt() > 0.25
    total = power.sum((1, 2))
    return torch.where(total > 1e-9, power[:, is_high].sum(1) / total.clamp(min=1e-9), 0.0)


def sharpness_ratio(made: Tensor, real: Tensor) -> float:
    """Mean Laplacian variance of some pictures over that of real ones: below 1 they are softer."""
    return float(laplacian_variance(made).mean() / laplacian_variance(real).mean())


def detail_ratio(made: Tensor, real: Tensor) -> float:
    """Mean share of high frequencies of some pictures over that of real ones."""
    return float(high_frequency_share(made).mean() / high_frequency_share(real).mean())
