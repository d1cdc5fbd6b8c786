"""Where in a picture a score finds the error: one number a pixel, 0 or more.

Reconstructions        the squared difference, or 1 - SSIM around each pixel (Bergmann 2019, fig. 1)
Latent distances       the difference from the decoded code of the nearest normal picture
Likelihoods            -ln p of each pixel given those before it, or given the class
All others             how strongly each pixel moves the score: |ds/dx| (Simonyan et al., Deep
                       Inside Convolutional Networks, 2014, sec. 3)
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from gen_explorer.analysis import scores
from gen_explorer.analysis.scores import Seen, whole
from gen_explorer.models.base import Capability

SIGMA = 1.0
"""Pixels over which gradients, which are rough, are smoothed."""


def heat(seen: Seen, score: str) -> Tensor:
    """(N, H, W): where the error of `score` lies in each picture."""
    has_factors = hasattr(seen.model, "log_factors")
    if score in ("likelihood", "typicality") and has_factors:
        with torch.no_grad():
            nats: Tensor = -seen.model.log_factors(seen.given, None)
        return (nats - nats.flatten(1).amin(1)[:, None, None]).float()
    if score in ("mse", "elbo", "typicality"):
        with torch.no_grad():
            return difference(seen.images, seen.reconstruction)
    if score in ("ssim", "combined"):
        with torch.no_grad():
            return unlikeness(seen.images, seen.reconstruction)
    if score in ("mahalanobis", "knn") and Capability.DECODE in seen.model.capabilities:
        with torch.no_grad():
            return difference(seen.images, nearest_normal(seen))
    if score == "anogan":
        return difference(seen.images, seen.projection)
    return slope(seen, score)


def difference(images: Tensor, others: Tensor) -> Tensor:
    """The squared difference (N, H, W) of pixels on the scale [0, 1], mean over channels."""
    return (images - others).square().mean(1) / 4


def unlikeness(images: Tensor, others: Tensor) -> Tensor:
    """1 - SSIM (N, H, W) around each pixel, mean over channels."""
    from torchmetrics.functional.image import structural_similarity_index_measure

    _, full = structural_similarity_index_measure(
        (others + 1) / 2,
        (images + 1) / 2,
        data_range=1.0,
        reduction="none",
        return_full_image=True,
    )
    return (1.0 - full.reshape(images.shape).mean(1)).clamp(min=0.0)


def nearest_normal(seen: Seen) -> Tensor:
    """What the decoder makes (N, C, H, W) of the nearest normal code."""
    codes = seen.normal.codes
    assert codes is not None
    made: Tensor = seen.model.decode(whole(seen.model.latent, codes[seen.neighbours[1][:, 0]]))
    return made.float()


def slope(seen: Seen, score: str) -> Tensor:
    """|ds/dx| (N, H, W), the largest over channels, smoothed; 0 where no gradient comes through."""
    with torch.enable_grad():
        images = seen.given.detach().clone().requires_grad_(True)
        value = scores.FUNCTIONS[score](Seen(seen.model, images, seen.normal, seen.invert))
        if not value.requires_grad:
            return torch.zeros_like(images[:, 0])
        (gradient,) = torch.autograd.grad(value.double().sum(), images)
    rough = gradient.abs().amax(1, keepdim=True)
    reach = torch.arange(-3, 4, dtype=rough.dtype, device=rough.device)
    weights = torch.exp(-0.5 * (reach / SIGMA) ** 2)
    weights = weights / weights.sum()
    padded = F.pad(rough, (3, 3, 3, 3), mode="replicate")
    smooth = F.conv2d(F.conv2d(padded, weights.view(1, 1, 1, -1)), weights.view(1, 1, -1, 1))
    return smooth[:, 0]
