"""A map of high-dimensional points: neighbours stay neighbours, distances far away mean little.

The idea of UMAP (McInnes, Healy and Melville 2018) in plain tensor operations: a weighted graph of
the exact nearest neighbours, a start from the two first principal components, then steps that pull
linked points together and push random pairs apart. Every point moves at once, so that each step is
a handful of vector operations, and the same seed gives the same map.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from gen_explorer.core.concurrency import CancelToken, Progress, no_progress
from gen_explorer.core.translation import tr

if TYPE_CHECKING:
    from torch import Tensor

Floats = npt.NDArray[np.float32]

NEIGHBOURS = 15
CURVE_A, CURVE_B = 1.577, 0.895
"""Similarity on the map is 1 / (1 + a d^2b): UMAP's curve for a smallest distance of 0.1."""
NEGATIVES = 12
"""Random points that push each point, in one step."""
REPULSION = 5.0
"""Pushes for one pull, as in UMAP."""
RATE = 0.25
FORCE_LIMIT = 4.0
REACH = 10.0
"""Where the map's edge comes to lie."""
CHUNK = 1024
"""Rows of distances held at once."""


def structure_map(
    features: Floats,
    seed: int = 0,
    steps: int = 300,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
    start: Floats | None = None,
) -> Floats:
    """Positions (N, 2) in about [-10, 10] for `features` (N, d), centred. They begin at `start`
    (N, 2) if it is given: a map of features that changed a little stays recognisable.

    5,000 points of 16 dimensions take a few seconds on one core, and the time grows with N squared
    (exact neighbours). Deterministic for the same arguments, machine and number of threads. Raises
    `Cancelled`.
    """
    import torch

    count = len(features)
    if count < 3:
        return np.zeros((count, 2), np.float32)
    data = torch.from_numpy(np.ascontiguousarray(features, np.float32))
    data = data - data.mean(dim=0)
    source, target, weight = _graph(data, min(NEIGHBOURS, count - 1), cancel)
    degree = torch.zeros(count).index_add_(0, source, weight)
    share = weight / degree[source]
    generator = torch.Generator().manual_seed(seed)
    places = _start(data) if start is None else torch.from_numpy(np.asarray(start, np.float32))
    places = places + 1e-3 * torch.randn(count, 2, generator=generator)
    for step in range(steps):
        if cancel is not None:
            cancel.check()
        if step % 10 == 0:
            progress(step / steps, tr("Placing the points on the map"))
        move = torch.zeros_like(places)
        move.index_add_(0, source, _pull(places[target] - places[source]) * share[:, None])
        others = torch.randint(count, (NEGATIVES, count), generator=generator)
        pushes = _push(places[None] - places[others]).mean(dim=0)
        move += REPULSION * pushes
        places = places + RATE * (1 - step / steps) * move
    progress(1.0, tr("Placing the points on the map"))
    return _framed(places)


def nearest_neighbours(
    data: Tensor, k: int, cancel: CancelToken | None = None
) -> tuple[Tensor, Tensor]:
    """Distances and places (N, k) of the k nearest other rows of `data` (N, d), k < N, the nearest
    first, by brute force. Raises `Cancelled`."""
    import torch

    squares = data.square().sum(dim=1)
    distances, places = [], []
    for start in range(0, len(data), CHUNK):
        if cancel is not None:
            cancel.check()
        rows = data[start : start + CHUNK]
        square = squares[None] + squares[start : start + CHUNK, None] - 2 * rows @ data.T
        own = torch.arange(len(rows))
        square[own, start + own] = torch.inf
        near = square.topk(k, largest=False)
        distances.append(near.values.clamp(min=0).sqrt())
        places.append(near.indices)
    return torch.cat(distances), torch.cat(places)


def _graph(data: Tensor, k: int, cancel: CancelToken | None) -> tuple[Tensor, Tensor, Tensor]:
    """UMAP's fuzzy graph as directed edges (both ways): source, target, weight in (0, 1]."""
    import torch

    count = len(data)
    distances, places = nearest_neighbours(data, k, cancel)
    # exp(-(d - nearest) / scale) sums to log2(k) in each row: bisection for the scale.
    beyond = distances - distances[:, :1]
    low, high = torch.full((count,), 1e-6), torch.full((count,), 1e6)
    for _ in range(50):
        scale = (low * high).sqrt()
        over = torch.exp(-beyond / scale[:, None]).sum(dim=1) > np.log2(max(k, 2))
        high, low = torch.where(over, scale, high), torch.where(over, low, scale)
    weight = torch.exp(-beyond / ((low * high).sqrt())[:, None])
    source = torch.arange(count).repeat_interleave(k)
    target, weight = places.flatten(), weight.flatten()
    # Union of both directions: w + w' - w w'.
    keys = torch.cat([source * count + target, target * count + source])
    unique, inverse = torch.unique(keys, return_inverse=True)
    one = torch.zeros(len(unique)).index_add_(0, inverse[: len(weight)], weight)
    other = torch.zeros(len(unique)).index_add_(0, inverse[len(weight) :], weight)
    return unique // count, unique % count, one + other - one * other


def _start(data: Tensor) -> Tensor:
    """The two first principal components, the first one with a deviation of 5."""
    import torch

    _, _, axes = torch.linalg.svd(data[:: max(1, len(data) // 5000)].double(), full_matrices=False)
    axes = axes[:2].float()
    axes = axes * axes.gather(1, axes.abs().argmax(dim=1, keepdim=True)).sign()
    plane = data @ axes.T
    if plane.shape[1] < 2:
        plane = torch.cat([plane, torch.zeros(len(plane), 1)], dim=1)
    scaled: Tensor = plane / plane[:, 0].std().clamp(min=1e-6) * 5.0
    return scaled


def _pull(step: Tensor) -> Tensor:
    """The gradient of log 1 / (1 + a d^2b) at `step` = neighbour - point."""
    square = step.square().sum(dim=-1, keepdim=True).clamp(min=1e-8)
    power = square**CURVE_B
    force = 2 * CURVE_A * CURVE_B * power / square / (1 + CURVE_A * power) * step
    return force.clamp(-FORCE_LIMIT, FORCE_LIMIT)


def _push(step: Tensor) -> Tensor:
    """The gradient of log (1 - 1 / (1 + a d^2b)) at `step` = point - other."""
    square = step.square().sum(dim=-1, keepdim=True)
    force = 2 * CURVE_B / (1e-3 + square) / (1 + CURVE_A * square**CURVE_B) * step
    return force.clamp(-FORCE_LIMIT, FORCE_LIMIT)


def _framed(places: Tensor) -> Floats:
    """Centred, with 99.5 % of the points within REACH / 1.1 and stragglers drawn in to the edge."""
    import torch

    centred = places - places.median(dim=0).values
    radius = centred.norm(dim=1, keepdim=True)
    usual = radius.flatten().sort().values[int(0.995 * (len(radius) - 1))].clamp(min=1e-6)
    share = radius / usual
    drawn_in = torch.where(share > 1, 1 + 0.1 * torch.tanh(share - 1), share)
    framed = centred / radius.clamp(min=1e-6) * drawn_in * (REACH / 1.1)
    positions: Floats = framed.numpy().astype(np.float32)
    return positions
