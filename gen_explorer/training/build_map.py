"""The map of a bundle: held-out pictures (or own samples), where they lie, and what matters there.

Which points it has follows from what the model can do:
    ENCODE     held-out pictures at the means of their posteriors
    TOKENISE   held-out pictures at their discrete codes
    neither    own samples, placed by their pictures; told by their seeds where z holds dice
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from gen_explorer.checkpoints.card import Figure
from gen_explorer.core.concurrency import Progress
from gen_explorer.core.translation import tr
from gen_explorer.data import images
from gen_explorer.data.image_set import ImageSet, spread
from gen_explorer.latent import priors
from gen_explorer.latent.directions import Directions, principal_directions
from gen_explorer.latent.embedding import structure_map
from gen_explorer.models.base import Capability, Control, LatentSpec
from gen_explorer.training import measure

MAP_POINTS = 5000
SLOW_MAP_POINTS = 2000
"""Of a model that draws a picture in many steps."""
MAX_DIRECTIONS = 64
CONTEXTS = 8
"""Classes, codes or captions that directions are measured at."""

Arrays = dict[str, npt.NDArray[Any]]


@dataclass(frozen=True)
class Points:
    """The points of a map before they are placed."""

    latents: Tensor
    """(N, size)."""
    labels: npt.NDArray[np.int64]
    indices: npt.NDArray[np.int64]
    features: npt.NDArray[np.float32]
    """(N, d): what decides which points are neighbours."""
    importance: npt.NDArray[np.float32] | None
    """(size,) KL in nats; None: the directions' sensitivity instead."""
    own_samples: bool
    figures: tuple[Figure, ...] = ()


def build_map(
    model: Any, data: ImageSet, progress: Progress
) -> tuple[Arrays, dict[str, str], tuple[Figure, ...]]:
    """The tensors and metadata of map.safetensors, and figures measured on the way."""
    spec: LatentSpec = model.latent
    if model.capabilities & Capability.ENCODE:
        points = _encoded(model, data)
    elif model.capabilities & Capability.TOKENISE:
        points = tokenised(model, data, spread(len(data), SLOW_MAP_POINTS))
        figure = measure.reconstruction_figures(model, data, points.latents, points.indices)
        points = replace(points, figures=figure)
    else:
        points = _own_samples(model)
    figures = (*points.figures, measure.variety(model, data))
    progress(0.5, tr("Measuring the directions"))
    directions = vector_directions(model, points.latents)
    progress(0.6, tr("Placing the points"))
    features = points.features
    positions = features if features.shape[1] == 2 else structure_map(features)
    return (*map_tensors(spec, points, positions, directions), figures)


def map_tensors(
    spec: LatentSpec, points: Points, positions: npt.NDArray[np.float32], directions: Directions
) -> tuple[Arrays, dict[str, str]]:
    """The tensors and metadata of map.safetensors; `positions` (N, 2) are the points' places."""
    importance = points.importance
    arrays: Arrays = {
        "labels": points.labels,
        "positions": positions,
        "indices": points.indices,
        "importance": directions.sensitivity if importance is None else importance,
        "directions": directions.directions.astype(np.float32),
        "direction_scales": directions.scales.astype(np.float32),
    }
    if points.own_samples and spec.find(Control.NOISE):
        arrays["seeds"] = np.arange(len(points.labels), dtype=np.int64)
    else:
        arrays["latents"] = _compact(points.latents.numpy())
    metadata = {
        "own_samples": "true" if points.own_samples else "false",
        "importance": "sensitivity" if importance is None else "kl",
    }
    return arrays, metadata


def vector_directions(model: Any, latents: Tensor) -> Directions:
    """Principal directions within the VECTOR section of `latents` (N, size), zero elsewhere. In a
    model with other sections the metric is averaged over some of their values."""
    spec: LatentSpec = model.latent
    size, total = spec.vector_size, spec.size
    if size == 0:
        nothing = np.zeros((0, total), np.float32)
        return Directions(nothing, np.zeros(0, np.float32), np.zeros(total, np.float32))
    count = min(size, MAX_DIRECTIONS)
    if size == total:
        return principal_directions(model.decode, latents[:256], count)
    metric = np.zeros((size, size))
    sensitivity = np.zeros(size)
    for context in latents[:CONTEXTS, size:]:

        def decode(vector: Tensor, context: Tensor = context) -> Tensor:
            rest = context.expand(len(vector), -1)
            pictures: Tensor = model.decode(torch.cat([vector, rest], dim=1))
            return pictures

        found = principal_directions(decode, latents[:32, :size], size)
        metric += (found.directions.T * np.square(found.scales)) @ found.directions / CONTEXTS
        sensitivity += np.square(found.sensitivity) / CONTEXTS
    values, vectors = np.linalg.eigh(metric)
    directions = np.zeros((count, total), np.float32)
    directions[:, :size] = vectors[:, ::-1].T[:count]
    largest = np.abs(directions).argmax(axis=1)
    directions *= np.sign(directions[np.arange(count), largest])[:, None]
    scales = np.sqrt(np.maximum(values[::-1][:count], 0.0)).astype(np.float32)
    return Directions(directions, scales, padded(np.sqrt(sensitivity), total))


def _encoded(model: Any, data: ImageSet) -> Points:
    spec: LatentSpec = model.latent
    q = measure.encode_all(model, data, len(data))
    chosen = spread(len(data), MAP_POINTS)
    latents = measure.whole_latents(spec, q.mean, torch.from_numpy(data.labels))
    importance, figures = None, measure.reconstruction_figures(model, data, latents)
    if q.log_variance is not None:
        importance = padded(q.kl().mean(0).numpy(), spec.size)
        figures = measure.posterior_figures(model, data, q)
    return Points(
        latents[chosen], data.labels[chosen], chosen, q.mean[chosen].numpy(), importance, False,
        figures,
    )  # fmt: skip


@torch.no_grad()
def tokenised(model: Any, data: ImageSet, chosen: npt.NDArray[np.int64]) -> Points:
    """The pictures at `chosen` (N,) at the discrete codes of a model that can TOKENISE."""
    spec: LatentSpec = model.latent
    codes, features = [], []
    for first in range(0, len(chosen), measure.CHUNK):
        x = images.to_model(data.batch(chosen[first : first + measure.CHUNK]))
        codes.append(model.codes(x).float())
        features.append(model.features(x).float())
    empty = torch.zeros(len(chosen), 0)
    latents = measure.whole_latents(spec, empty, torch.from_numpy(data.labels[chosen]))
    found, first = torch.cat(codes), 0
    for section, place in spec.find(Control.GRID):
        latents[:, place] = found[:, first : first + section.size]
        first += section.size
    for _, place in spec.find(Control.NOISE):
        latents[:, place] = 0.0  # no die is cast where every code is given
    return Points(latents, data.labels[chosen], chosen, torch.cat(features).numpy(), None, False)


def _own_samples(model: Any) -> Points:
    spec: LatentSpec = model.latent
    count = SLOW_MAP_POINTS if spec.find(Control.GRID) else MAP_POINTS
    latents = torch.from_numpy(priors.draws(spec, range(count)))
    return own_samples(spec, latents, measure.decode_all(model, latents))


def own_samples(spec: LatentSpec, latents: Tensor, pictures: Tensor) -> Points:
    """The seeds from 0 on as points: their latents (N, size) and pictures (N, C, H, W)."""
    nothing = np.full(len(latents), -1, np.int64)
    labels = nothing
    for _, place in spec.find(Control.CLASS):
        labels = latents[:, place].argmax(dim=1).numpy().astype(np.int64)
    return Points(latents, labels, nothing, measure.picture_features(pictures), None, True)


def _compact(latents: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Half precision, or bytes where every value is a small whole number (discrete codes)."""
    small = np.clip(latents, 0, 255).astype(np.uint8)
    return small if np.array_equal(small, latents) else latents.astype(np.float16)


def padded(values: npt.NDArray[Any], size: int) -> npt.NDArray[np.float32]:
    """`values` of the VECTOR section, with zeros for the sections behind it."""
    padded = np.zeros(size, np.float32)
    padded[: len(values)] = values
    return padded
