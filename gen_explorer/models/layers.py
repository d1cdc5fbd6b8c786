"""Pieces that several families use unchanged."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

START = {28: (7, 2), 32: (4, 3), 64: (4, 4)}
"""Image size -> (side of the smallest feature map, number of doublings)."""


def start_of(image_size: int) -> tuple[int, int]:
    """Side of the smallest map and doublings up to `image_size`. Raises ValueError for a size that
    is not in `START`."""
    if image_size not in START:
        raise ValueError(f"image_size is one of {sorted(START)}, not {image_size}")
    return START[image_size]


def parameters_of(*modules: nn.Module) -> tuple[nn.Parameter, ...]:
    """All parameters of these modules, in order."""
    return tuple(p for module in modules for p in module.parameters())


def dcgan_init(module: nn.Module) -> None:
    """Weights from N(0, 0.02), batch-norm gains from N(1, 0.02) (Radford 2016, sec. 4)."""
    for part in module.modules():
        if isinstance(part, nn.Conv2d | nn.ConvTranspose2d | nn.Linear):
            nn.init.normal_(part.weight, 0.0, 0.02)
            if part.bias is not None:
                nn.init.zeros_(part.bias)
        elif isinstance(part, nn.BatchNorm1d | nn.BatchNorm2d):
            nn.init.normal_(part.weight, 1.0, 0.02)
            nn.init.zeros_(part.bias)


class Residual(nn.Module):
    """x + f(x), f two convolutions: (N, width, H, W) to the same."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.wide = nn.Conv2d(width, width, 3, padding=1)
        self.narrow = nn.Conv2d(width, width, 1)

    def forward(self, x: Tensor) -> Tensor:
        """x + f(x), (N, width, H, W)."""
        change: Tensor = self.narrow(F.relu(self.wide(F.relu(x))))
        return x + change


def unit_draw(like: Tensor, size: int, uniform: bool) -> Tensor:
    """One latent (N, size) a picture of the batch `like`, from U(-1, 1) or N(0, I)."""
    shape = (like.shape[0], size)
    if uniform:
        return torch.rand(shape, device=like.device) * 2 - 1
    return torch.randn(shape, device=like.device)


def class_weights(labels: Tensor, classes: int) -> Tensor:
    """Labels (N,) as weights (N, classes) of a CLASS section: 1 on the class, and for a label of -1
    (none) as much on every class."""
    weights = F.one_hot(labels.clamp(min=0), classes).float()
    return torch.where(labels[:, None] < 0, 1.0 / classes, weights)
