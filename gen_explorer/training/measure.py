"""Figures for a model's card, each with its protocol in words."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from gen_explorer.checkpoints.card import Figure
from gen_explorer.core.concurrency import Progress, no_progress
from gen_explorer.data import images
from gen_explorer.data.datasets import ImageSet
from gen_explorer.latent import priors
from gen_explorer.models.base import Control, LatentSpec, Posterior
from gen_explorer.models.layers import class_weights

CHUNK = 500
ACTIVE_KL = 0.01
"""Nats below which a component counts as inactive."""


@torch.no_grad()
def encode_all(
    model: Any, data: ImageSet, count: int, progress: Progress = no_progress
) -> Posterior:
    """Posteriors of the first `count` pictures of `data`, as one of `count` rows."""
    means, log_variances = [], []
    for first in range(0, count, CHUNK):
        progress(first / count, "")
        chosen = np.arange(first, min(first + CHUNK, count))
        labels = torch.from_numpy(data.labels[chosen])
        q = model.encode(images.to_model(data.batch(chosen)), labels)
        means.append(q.mean)
        if q.log_variance is not None:
            log_variances.append(q.log_variance)
    return Posterior(torch.cat(means), torch.cat(log_variances) if log_variances else None)


def whole_latents(spec: LatentSpec, vectors: Tensor, labels: Tensor) -> Tensor:
    """z (N, size) of pictures: `vectors` (N, vector size), their classes where z holds one (spread
    evenly where a label is -1), and what `priors.draw` puts anywhere else for seed 0."""
    z = torch.from_numpy(priors.draw(spec, 0).copy()).repeat(len(labels), 1)
    z[:, : spec.vector_size] = vectors
    for section, place in spec.find(Control.CLASS):
        z[:, place] = class_weights(labels, section.size)
    return z


@torch.no_grad()
def posterior_figures(model: Any, data: ImageSet, q: Posterior) -> tuple[Figure, ...]:
    """ELBO, its two terms and the components in use, on the first pictures of `data`, which `q`
    encodes."""
    assert q.log_variance is not None
    kl = q.kl()
    generator = torch.Generator().manual_seed(0)
    noise = torch.randn(q.mean.shape, generator=generator)
    labels = torch.from_numpy(data.labels[: len(kl)])
    z = whole_latents(model.latent, q.mean + torch.exp(0.5 * q.log_variance) * noise, labels)
    recon = torch.cat(
        [
            model.reconstruction(
                images.to_model(data.batch(np.arange(first, min(first + CHUNK, len(z))))),
                z[first : first + CHUNK],
            )
            for first in range(0, len(z), CHUNK)
        ]
    )
    count, total_kl, active = len(z), kl.sum(1), (kl.mean(0) > ACTIVE_KL).sum()
    en = f"nats, mean over {count} test pictures, one draw of z each"
    es = f"nats, media de {count} imágenes de prueba, un sorteo de z por imagen"
    return (
        Figure("elbo", _round(-(recon + total_kl).mean()), {"en": "ELBO"}, {"en": en, "es": es}),
        Figure(
            "reconstruction",
            _round(recon.mean()),
            {"en": "Reconstruction", "es": "Reconstrucción"},
            {"en": f"-ln p(x|z) in {en}", "es": f"-ln p(x|z) en {es}"},
        ),
        Figure(
            "kl",
            _round(total_kl.mean()),
            {"en": "KL"},
            {"en": f"KL(q(z|x) || p(z)) in {en}", "es": f"KL(q(z|x) || p(z)) en {es}"},
        ),
        Figure(
            "active_components",
            float(active),
            {"en": "Active components", "es": "Componentes activas"},
            {
                "en": f"of {kl.shape[1]}; mean KL above {ACTIVE_KL} nats over {count} test "
                "pictures",
                "es": f"de {kl.shape[1]}; KL media superior a {ACTIVE_KL} nats en {count} imágenes "
                "de prueba",
            },
        ),
    )


@torch.no_grad()
def reconstruction_figures(
    model: Any, data: ImageSet, latents: Tensor, chosen: npt.NDArray[np.int64] | None = None
) -> tuple[Figure, ...]:
    """The error of the pictures at `chosen` (default: the first) when `latents` are decoded."""
    chosen = np.arange(len(latents)) if chosen is None else chosen
    error = torch.cat(
        [
            (model.decode(latents[first : first + CHUNK]) - images.to_model(data.batch(part)))
            .square()
            .flatten(1)
            .mean(1)
            for first in range(0, len(latents), CHUNK)
            for part in [chosen[first : first + CHUNK]]
        ]
    )
    return (
        Figure(
            "mse",
            round(float(error.mean()) / 4, 5),
            {"en": "Reconstruction error", "es": "Error de reconstrucción"},
            {
                "en": f"mean squared error of pixels in [0, 1], {len(latents)} test pictures",
                "es": f"error cuadrático medio de píxeles en [0, 1], {len(latents)} imágenes de "
                "prueba",
            },
        ),
    )


@torch.no_grad()
def variety(model: Any, data: ImageSet, count: int = 2000) -> Figure:
    """How far samples lie apart, compared with real pictures: below 1 variety was lost."""
    count = min(count, len(data)) // 2 * 2
    made = decode_all(model, torch.from_numpy(priors.draws(model.latent, range(count))))
    real = images.to_model(data.batch(np.arange(count)))
    ratio = _pairwise(made) / _pairwise(real)
    return Figure(
        "variety",
        _round(ratio),
        {"en": "Variety", "es": "Variedad"},
        {
            "en": f"RMS pixel distance of {count // 2} pairs of samples (seeds 0 to {count - 1}) "
            "over that of as many pairs of test pictures; 1 is as varied as the data",
            "es": f"distancia RMS entre píxeles de {count // 2} pares de muestras (semillas 0 a "
            f"{count - 1}), dividida por la de otros tantos pares de imágenes de prueba; 1 es tan "
            "variado como los datos",
        },
    )


@torch.no_grad()
def decode_all(model: Any, latents: Tensor) -> Tensor:
    """Pictures (N, C, H, W) of latents (N, size), in pieces."""
    return torch.cat([model.decode(piece) for piece in torch.split(latents, CHUNK)])


def picture_features(pictures: Tensor, components: int = 50) -> npt.NDArray[np.float32]:
    """The first principal components (N, components) of the pictures' pixels, by a randomised
    decomposition (Halko 2011): an exact one of 64 x 64 pixels takes most of a minute."""
    flat = pictures.flatten(1)
    torch.manual_seed(0)
    q = min(components, *flat.shape)
    left, scales, _ = torch.pca_lowrank(flat, q=q, niter=4)
    features: npt.NDArray[np.float32] = (left * scales).numpy()
    return features


def _pairwise(pictures: Tensor) -> Tensor:
    first, second = pictures.chunk(2)
    return (first - second).square().mean().sqrt()


def _round(value: Tensor) -> float:
    return round(float(value), 3)
