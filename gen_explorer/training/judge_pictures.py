"""What a model says of real pictures: their class, their code, their probability."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from torch import Tensor

from gen_explorer.analysis import image_quality, latent_use, likelihood, reconstruction
from gen_explorer.checkpoints.card import Figure
from gen_explorer.core.translation import tr
from gen_explorer.models.base import Control
from gen_explorer.training import measure
from gen_explorer.training.figure_words import figure
from gen_explorer.training.subject import CHUNK, Course, pictures, spread, spread_indices

TEST_PICTURES = 2_000
"""For reconstruction and likelihood."""
IMPORTANCE_DRAWS = 64


@torch.no_grad()
def of_calls(course: Course) -> Iterator[Figure]:
    right = 0
    count = len(course.test)
    for first in range(0, count, CHUNK):
        course.cancel.check()
        part = np.arange(first, min(first + CHUNK, count))
        logits = course.subject.model.classify(pictures(course.test, part))
        right += int((logits.argmax(1).numpy() == course.test.labels[part]).sum())
    if (course.test.labels >= 0).any():
        yield figure("accuracy", right / count, count=count)


@torch.no_grad()
def of_codes(course: Course) -> Iterator[Figure]:
    """Reconstruction, and what a posterior tells, of some test pictures."""
    model = course.subject.model
    chosen = spread_indices(course.test, TEST_PICTURES)
    originals = pictures(course.test, chosen)
    labels = torch.from_numpy(course.test.labels[chosen])
    parts = [
        model.encode(x, y)
        for x, y in zip(torch.split(originals, CHUNK), torch.split(labels, CHUNK), strict=True)
    ]
    means = torch.cat([q.mean for q in parts])
    yield from _of_reconstructions(
        course, measure.whole_latents(model.latent, means, labels), originals
    )
    count = len(chosen)
    active = latent_use.active_units(means)
    yield figure("active_units", active, count=count, size=means.shape[1])
    has_spread = parts[0].log_variance is not None
    codes = torch.cat([q.draw() for q in parts]) if has_spread else means
    drawn = (", one draw each", ", un sorteo por imagen") if has_spread else ("", "")
    yield figure(
        "total_correlation",
        latent_use.total_correlation(codes),
        count=count,
        drawn_en=drawn[0],
        drawn_es=drawn[1],
    )
    if has_spread and likelihood.is_binary(model):
        yield from _bounds(course, originals, labels)


@torch.no_grad()
def of_tokens(course: Course) -> Iterator[Figure]:
    """Reconstruction from discrete codes, and how many of them are in use."""
    model = course.subject.model
    chosen = spread_indices(course.test, TEST_PICTURES)
    originals = pictures(course.test, chosen)
    codes = torch.cat([model.codes(x) for x in torch.split(originals, CHUNK)])
    labels = torch.from_numpy(course.test.labels[chosen])
    latents = measure.whole_latents(model.latent, torch.zeros(len(chosen), 0), labels)
    first = 0
    for section, place in model.latent.find(Control.GRID):
        tokens = codes[:, first : first + section.size]
        latents[:, place] = tokens.float()
        first += section.size
        found = latent_use.perplexity(tokens.long().flatten(), section.levels)
        facts = {"count": len(chosen), "levels": section.levels, "section": section.name}
        measured = figure("perplexity", found, **facts)
        yield replace(measured, name=f"perplexity_{section.name}")
    yield from _of_reconstructions(course, latents, originals)


def _of_reconstructions(course: Course, latents: Tensor, originals: Tensor) -> Iterator[Figure]:
    """Errors and sharpness of decoded latents against the pictures they stand for."""
    made = torch.cat([course.subject.model.decode(z) for z in torch.split(latents, CHUNK)])
    count = len(originals)
    yield figure("mse", float(reconstruction.mse(made, originals).mean()), count=count)
    yield figure("psnr", float(reconstruction.psnr(made, originals).mean()), count=count)
    yield figure("ssim", float(reconstruction.ssim(made, originals).mean()), count=count)
    ratio = image_quality.sharpness_ratio(made, originals)
    yield figure("reconstruction_sharpness", ratio, count=count)


def _bounds(course: Course, originals: Tensor, labels: Tensor) -> Iterator[Figure]:
    """ELBO and importance-weighted bound of a VAE on pictures split at mid grey. With a class
    beside z the bound of ln p(x|y) becomes one of ln p(x) by ln p(y)."""
    model = course.subject.model
    generator = torch.Generator().manual_seed(0)
    classes = sum(section.size for section, _ in model.latent.find(Control.CLASS))
    share = -math.log(classes) if classes else 0.0
    elbos, bounds = [], []
    for x, y in zip(
        torch.split(likelihood.binarised(originals), CHUNK), torch.split(labels, CHUNK), strict=True
    ):
        course.step(0.85, tr("Measuring the likelihood"))

        def whole(vectors: Tensor, y: Tensor = y) -> Tensor:
            return measure.whole_latents(model.latent, vectors, y)

        elbos.append(likelihood.elbo(model, x, y, whole, generator))
        bounds.append(
            likelihood.importance_weighted(model, x, IMPORTANCE_DRAWS, y, whole, generator)
        )
    pixels = originals[0].numel()
    facts: dict[str, Any] = {
        "count": len(originals),
        "pixels": pixels,
        "how_en": f"importance-weighted lower bound with {IMPORTANCE_DRAWS} draws",
        "how_es": f"cota inferior ponderada por importancia con {IMPORTANCE_DRAWS} sorteos",
        "class_en": ", as ln p(x|y) + ln p(y) of the right class" if classes else "",
        "class_es": ", como ln p(x|y) + ln p(y) de la clase correcta" if classes else "",
    }
    nats = float(torch.cat(bounds).mean()) + share
    yield figure("elbo_binary", float(torch.cat(elbos).mean()) + share, **facts)
    yield figure("nats_binary", nats, **facts)
    yield figure("bits_binary", likelihood.bits_per_dimension(nats, pixels), **facts)


@torch.no_grad()
def of_likelihood(course: Course) -> Iterator[Figure]:
    """Exact ln p(x): of pictures split at mid grey where the model speaks of such, else of its own
    kind of picture."""
    model = course.subject.model
    binary = likelihood.is_binary(model)
    originals = spread(course.test, TEST_PICTURES)
    shown = likelihood.binarised(originals) if binary else originals
    nats = []
    for x in torch.split(shown, CHUNK):
        course.step(0.95, tr("Measuring the likelihood"))
        nats.append(model.log_likelihood(x))
    mean, pixels = float(torch.cat(nats).double().mean()), originals[0].numel()
    facts: dict[str, Any] = {"count": len(originals), "pixels": pixels}
    if binary:
        facts |= {"how_en": "exact", "how_es": "exacta", "class_en": "", "class_es": ""}
        yield figure("nats_binary", mean, **facts)
        yield figure("bits_binary", likelihood.bits_per_dimension(mean, pixels), **facts)
        return
    levels = getattr(model.config, "levels", 0)
    if levels:
        facts |= {"of_en": f"{levels} grey levels", "of_es": f"{levels} niveles de gris"}
    else:
        mean = likelihood.density_in_levels(mean, pixels)
        facts |= {
            "of_en": "256 grey levels, from the density",
            "of_es": "256 niveles de gris, a partir de la densidad",
        }
    yield figure("nats", mean, **facts)
    yield figure("bits", likelihood.bits_per_dimension(mean, pixels), **facts)
