"""The map of a model that is still learning: light, and steady from one moment to the next.

It shows what `build_map` shows, measured in a fraction of a second: fewer points, always the same
ones, whose places begin where they were the moment before; and the directions from a few probes
instead of whole Jacobians.
"""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image
from torch import Tensor

from gen_explorer.data import images
from gen_explorer.data.image_set import ImageSet, spread
from gen_explorer.latent import priors
from gen_explorer.latent.directions import Directions
from gen_explorer.latent.embedding import structure_map
from gen_explorer.models.base import Capability, LatentSpec, Posterior
from gen_explorer.models.sequential import is_sequential
from gen_explorer.training import build_map, measure, preview
from gen_explorer.training.build_map import Arrays, Points

POINTS = 1000
"""Held-out pictures."""
SAMPLES = 384
"""Own samples, of a model that cannot encode."""
PIXELS = 64 * 64
"""Larger pictures get fewer points, so that a moment costs about the same."""
FIRST_STEPS = 100
STEPS = 20
"""Of the map's places, in the first moment and in later ones."""
PROBES = 64
SIDE = 14
"""Samples are placed by pictures shrunk to about so many pixels a side."""

Floats = npt.NDArray[np.float32]


class MomentMap:
    """The maps of one run's moments. Draws from torch's generator: the caller keeps its state."""

    def __init__(self, data: ImageSet) -> None:
        """`data` is the test split in the model's shape."""
        self._data = data
        self._positions: Floats | None = None

    def measure(self, model: Any, sheet: bytes) -> tuple[Arrays, dict[str, str]]:
        """The tensors and metadata of map.safetensors for a model in eval mode on the CPU, without
        gradients. `sheet` is its preview as a PNG: a model that takes long over a picture is placed
        by the samples there."""
        spec: LatentSpec = model.latent
        points = self._points(model, sheet)
        features = points.features
        positions = features
        if features.shape[1] != 2:
            before = self._positions
            if before is not None and len(before) != len(features):
                before = None
            steps = FIRST_STEPS if before is None else STEPS
            positions = structure_map(features, steps=steps, start=before)
        self._positions = positions
        directions = probed_directions(model, points.latents)
        return build_map.map_tensors(spec, points, positions, directions)

    def _points(self, model: Any, sheet: bytes) -> Points:
        spec: LatentSpec = model.latent
        size = model.image.height * model.image.width
        fewer = min(1.0, PIXELS / 4 / size)
        if model.capabilities & Capability.ENCODE:
            return _encoded(model, self._data, spread(len(self._data), int(POINTS * fewer)))
        if model.capabilities & Capability.TOKENISE:
            chosen = spread(len(self._data), int(SAMPLES * fewer))
            return build_map.tokenised(model, self._data, chosen)
        if is_sequential(model):
            pictures = sheet_pictures(sheet, model.image.height, model.image.width)
            latents = torch.from_numpy(priors.draws(spec, range(len(pictures))))
            return build_map.own_samples(spec, latents, pictures)
        latents = torch.from_numpy(priors.draws(spec, range(int(SAMPLES * fewer))))
        pictures = torch.cat([_shrunk(model.decode(part)) for part in torch.split(latents, 64)])
        return build_map.own_samples(spec, latents, pictures)


@torch.no_grad()
def _encoded(model: Any, data: ImageSet, chosen: npt.NDArray[np.int64]) -> Points:
    """Held-out pictures at the means of their posteriors."""
    spec: LatentSpec = model.latent
    labels = torch.from_numpy(data.labels[chosen])
    found: list[Posterior] = [
        model.encode(images.to_model(data.batch(chosen[part.numpy()])), labels[part])
        for part in torch.split(torch.arange(len(chosen)), 250)
    ]
    means = torch.cat([q.mean for q in found])
    importance = None
    if all(q.log_variance is not None for q in found):
        kl = torch.cat([q.kl() for q in found]).mean(0)
        importance = build_map.padded(kl.numpy(), spec.size)
    latents = measure.whole_latents(spec, means, labels)
    return Points(latents, labels.numpy(), chosen, means.numpy(), importance, False)


def sheet_pictures(sheet: bytes, height: int, width: int, side: int = preview.SIDE) -> Tensor:
    """The pictures (side^2, 3, H, W) of a preview sheet, in the order of their seeds."""
    with Image.open(io.BytesIO(sheet)) as opened:
        pixels = np.asarray(opened.convert("RGB"))
    gap = (pixels.shape[0] - side * height) // (side - 1)
    cut = [
        pixels[top : top + height, left : left + width]
        for top in range(0, pixels.shape[0], height + gap)
        for left in range(0, pixels.shape[1], width + gap)
    ]
    return images.to_model(np.stack(cut))


def probed_directions(model: Any, latents: Tensor, probes: int = PROBES) -> Directions:
    """`build_map.vector_directions` at a fraction of its cost, and with its noise: the mean metric
    E[J'J] = E[(J'u)(J'u)'] from `probes` random sign pictures u (Hutchinson), each at a latent of
    its own. At most `probes` directions come of it."""
    spec: LatentSpec = model.latent
    size, total = spec.vector_size, spec.size
    if size == 0 or is_sequential(model):
        nothing = np.zeros((0, total), np.float32)
        return Directions(nothing, np.zeros(0, np.float32), np.zeros(total, np.float32))
    generator = torch.Generator().manual_seed(0)
    slopes = []
    for part in torch.split(torch.arange(probes) % len(latents), 32):
        z = latents[part].clone().requires_grad_(True)
        with torch.enable_grad():
            pictures = model.decode(z).flatten(1)
            signs = torch.randint(0, 2, pictures.shape, generator=generator) * 2.0 - 1.0
            (slope,) = torch.autograd.grad((pictures * signs).sum(), z)
        slopes.append(slope[:, :size] / pictures.shape[1] ** 0.5)
    rows = torch.cat(slopes).double().numpy() / probes**0.5
    _, scales, vectors = np.linalg.svd(rows, full_matrices=False)
    count = min(len(scales), build_map.MAX_DIRECTIONS)
    directions = np.zeros((count, total), np.float32)
    directions[:, :size] = vectors[:count]
    largest = np.abs(directions).argmax(axis=1)
    directions *= np.sign(directions[np.arange(count), largest])[:, None]
    sensitivity = np.sqrt(np.square(rows).sum(0)).astype(np.float32)
    return Directions(
        directions, scales[:count].astype(np.float32), build_map.padded(sensitivity, total)
    )


def _shrunk(pictures: Tensor) -> Tensor:
    """Pictures (N, C, H, W) averaged over squares, to about SIDE pixels a side."""
    by = max(1, pictures.shape[-1] // SIDE)
    return torch.nn.functional.avg_pool2d(pictures, by)
