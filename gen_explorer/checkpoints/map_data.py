"""map.safetensors: the pictures that the map shows, and what the latent's components do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from gen_explorer.checkpoints import fits as fitted
from gen_explorer.checkpoints.card import UNUSABLE
from gen_explorer.checkpoints.fits import Fits
from gen_explorer.checkpoints.tensors import read_tensors
from gen_explorer.core.errors import UserError
from gen_explorer.core.reasons import unsuitable
from gen_explorer.core.translation import tr

POINT_LIMIT = 1_000_000

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class MapData:
    """The held-out pictures (or own samples) that the map shows."""

    latents: Floats | None
    """(N, size): posterior means, or the samples' own latents; None where `seeds` tell them."""
    labels: npt.NDArray[np.int64]
    """(N,); -1 where there is none."""
    positions: Floats
    """(N, 2): places on the structure map."""
    indices: npt.NDArray[np.int64]
    """(N,): which picture of the data set's test split; -1 for own samples."""
    importance: Floats
    """(size,): mean KL in nats per component with an encoder, else sensitivity of the picture."""
    directions: Floats
    """(k, size): unit principal directions, most picture change first."""
    direction_scales: Floats
    """(k,): root mean squared change of the picture for a unit step."""
    own_samples: bool
    """True where the model has no encoder and the points are its own samples."""
    importance_is_kl: bool
    seeds: npt.NDArray[np.int64] | None = None
    """(N,): own samples of a model with many numbers of noise are told by their seeds."""
    fits: Fits | None = None
    """What the vector can be drawn from besides the prior."""

    def __len__(self) -> int:
        return len(self.positions)


def read_map(
    path: Path, latent_size: int, class_count: int = 0, vector_size: int | None = None
) -> MapData:
    """map.safetensors, with every shape checked against the latent's size and that of its VECTOR
    section (None: all of it), and the labels against the number of classes (0: there are none, and
    every label is -1)."""
    vector_size = latent_size if vector_size is None else vector_size
    tensors, metadata = read_tensors(path)
    try:
        count = len(tensors["positions"])
        seeds = tensors["seeds"].astype(np.int64) if "seeds" in tensors else None
        latents = None if seeds is not None else tensors["latents"].astype(np.float32)
        data = MapData(
            latents=latents,
            labels=tensors["labels"].astype(np.int64),
            positions=tensors["positions"].astype(np.float32),
            indices=tensors["indices"].astype(np.int64),
            importance=tensors["importance"].astype(np.float32),
            directions=tensors["directions"].astype(np.float32),
            direction_scales=tensors["direction_scales"].astype(np.float32),
            own_samples=metadata["own_samples"] == "true",
            importance_is_kl=metadata["importance"] == "kl",
            seeds=seeds,
            fits=fitted.from_tensors(
                tensors, vector_size, None if latents is None else latents[:, :vector_size]
            ),
        )
        shapes: list[tuple[npt.NDArray[Any], tuple[int, ...]]] = [
            (data.labels, (count,)),
            (data.positions, (count, 2)),
            (data.indices, (count,)),
            (data.importance, (latent_size,)),
            (data.directions, (len(data.directions), latent_size)),
            (data.direction_scales, (len(data.directions),)),
        ]
        if latents is not None:
            shapes.append((latents, (count, latent_size)))
        if seeds is not None:
            shapes.append((seeds, (count,)))
        for array, shape in shapes:
            if array.shape != shape or not np.isfinite(array).all():
                raise ValueError(f"{array.shape} instead of {shape}, or not finite")
        if not 0 < count <= POINT_LIMIT or data.labels.min() < -1 or data.indices.min() < -1:
            raise ValueError("the number of points, a label or an index is out of range")
        if seeds is not None and not 0 <= seeds.min() <= seeds.max() < 2**32:
            raise ValueError("a seed is out of range")
        if data.labels.max() >= max(class_count, 0):
            raise ValueError(f"label {data.labels.max()} of {class_count} classes")
    except UNUSABLE as error:
        raise UserError(
            tr("The map {path} cannot be used ({reason}).").format(
                path=path, reason=unsuitable(error)
            ),
            tr("Get a fresh copy of the bundle, or pack it again."),
        ) from error
    return data
