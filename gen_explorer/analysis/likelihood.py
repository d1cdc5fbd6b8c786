"""How much probability a model gives to pictures it has not seen: ln p(x) in nats, more is better.

The numbers of two models may be compared where both speak of the same thing: here pictures split
at mid grey, where each of D pixels is black or white and a coin would score -D ln 2.

Exact              Naive Bayes, PixelCNN, PixelRNN: ln p(x) is a finite sum.
ELBO               Kingma and Welling, Auto-Encoding Variational Bayes, ICLR 2014, eq. 3:
                   ln p(x) >= E_q[ ln p(x|z) ] - KL(q(z|x) || p(z))
Importance bound   Burda et al., Importance Weighted Autoencoders, ICLR 2016, eq. 8: closer with k

    ln p(x) >= E[ ln 1/k sum_i p(x|z_i) p(z_i) / q(z_i|x) ],   z_i ~ q(z|x)
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

Whole = Callable[[Tensor], Tensor]
"""Vectors (N, vector size) to whole latents (N, size), for models that also take a class."""


def binarised(images: Tensor) -> Tensor:
    """Pictures in [-1, 1] split at mid grey: -1 or 1."""
    return torch.where(images > 0, 1.0, -1.0)


def bits_per_dimension(nats: float, dimensions: int) -> float:
    """-log2 p(x) a pixel value, from ln p(x) in nats."""
    return -nats / (dimensions * math.log(2.0))


def density_in_levels(nats: float, dimensions: int, levels: int = 256) -> float:
    """ln p of a picture in grey levels, from its density over [-1, 1]: each level is as wide as
    2 / (levels - 1) (Theis 2016, sec. 3.1)."""
    return nats + dimensions * math.log(2.0 / (levels - 1))


def plain(vectors: Tensor) -> Tensor:
    """The `Whole` of a model whose latent is one vector."""
    return vectors


@torch.no_grad()
def elbo(
    model: Any,
    images: Tensor,
    labels: Tensor | None = None,
    whole: Whole = plain,
    generator: torch.Generator | None = None,
) -> Tensor:
    """The evidence lower bound (eq. 3) in nats (N,) of pictures (N, C, H, W), with labels (N,) for
    a model that takes them; one draw of z each, KL in closed form. The encoder has to give a
    distribution."""
    q = model.encode(images, labels)
    z = q.mean + torch.exp(0.5 * q.log_variance) * _noise(q.mean, generator)
    bound: Tensor = -(model.reconstruction(images, whole(z)) + q.kl().sum(1))
    return bound


@torch.no_grad()
def importance_weighted(
    model: Any,
    images: Tensor,
    draws: int,
    labels: Tensor | None = None,
    whole: Whole = plain,
    generator: torch.Generator | None = None,
) -> Tensor:
    """The importance-weighted bound (eq. 8) in nats (N,) with k = `draws`, for a prior N(0, I);
    otherwise as `elbo`."""
    q = model.encode(images, labels)
    weights = []
    for _ in range(draws):
        noise = _noise(q.mean, generator)
        z = q.mean + torch.exp(0.5 * q.log_variance) * noise
        # ln p(z) - ln q(z|x); the normalising constants of both cancel.
        ratio = 0.5 * (noise.square() + q.log_variance - z.square()).sum(1)
        weights.append(ratio - model.reconstruction(images, whole(z)))
    return torch.stack(weights).double().logsumexp(0).sub(math.log(draws)).float()


def _noise(like: Tensor, generator: torch.Generator | None) -> Tensor:
    return torch.randn(like.shape, generator=generator)


def is_binary(model: Any) -> bool:
    """Whether a model's pictures are black or white, so that its ln p(x) of `binarised` pictures is
    a probability: Bernoulli pixels, or two grey levels."""
    config = model.config
    return getattr(config, "likelihood", "") == "bernoulli" or getattr(config, "levels", 0) == 2
