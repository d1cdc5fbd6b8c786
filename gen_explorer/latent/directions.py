"""Principal directions of a decoder: the moves in latent space that change the picture most.

The decoder pulls the pixel metric back into latent space: a step dz at z changes the picture by
dz' J'J dz, with J the decoder's Jacobian. The eigenvectors of its mean over the prior,

    M = E_z[J(z)' J(z)] / pixels,

are directions that act alike everywhere, ordered by how much they show (Wang and Ponce, "The
Geometry of Deep Generative Image Models", ICLR 2021). They need no labels and no encoder.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from gen_explorer.core.concurrency import CancelToken, Progress, no_progress
from gen_explorer.core.translation import tr

if TYPE_CHECKING:
    from torch import Tensor

Floats = npt.NDArray[np.float32]
Decode = Callable[["Tensor"], "Tensor"]

STEP = 1e-2
"""Half the width of a central difference, in units of the latent: where its own error (cubic in the
step) and float32's (divided by the step) are both near 1e-4 of the derivative."""
DERIVATIVES = 4096
"""How many derivatives of the decoder are taken in all; each costs two forward passes."""
FEWEST_LATENTS = 8
CHUNK = 32
"""Pictures in one forward pass."""
EXACT_SIZE = 256
"""Up to this latent size the whole metric is measured, above it only its action on a subspace."""
EXACT_JACOBIAN = 1 << 26
"""The same for the entries of one Jacobian (256 MB in float32)."""
OVERSAMPLING = 8
ITERATIONS = 2
PROBES = 512


@dataclass(frozen=True)
class Directions:
    """What `principal_directions` measured."""

    directions: Floats
    """(k, size): unit vectors, most picture change first."""
    scales: Floats
    """(k,): root mean squared change of a pixel (pixels span [-1, 1]) for a unit step."""
    sensitivity: Floats
    """(size,): the same for a unit step along each raw component."""


def principal_directions(
    decode: Decode,
    latents: Tensor,
    count: int,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> Directions:
    """The `count` leading eigenvectors of the mean pullback metric at `latents` (N, size).

    `decode` maps latents (n, size) to pictures (n, C, H, W) in [-1, 1]; for latents of more than
    EXACT_SIZE components it must also be differentiable by autograd. The cost is bounded by
    DERIVATIVES: of a large N only the first latents are used. The same arguments give the same
    result; each direction's largest component is positive. Raises `Cancelled`.
    """
    import torch

    size = latents.shape[1]
    count = min(count, size)
    with torch.no_grad():
        pixels = decode(latents[:1])[0].numel()
    if size <= EXACT_SIZE and size * pixels <= EXACT_JACOBIAN:
        used = latents[: max(FEWEST_LATENTS, DERIVATIVES // size)]
        metric = _metric(decode, used, progress, cancel) / pixels
        values, vectors = np.linalg.eigh(metric)
        diagonal = np.diagonal(metric)
    else:
        rank = min(count + OVERSAMPLING, size)
        used = latents[: max(FEWEST_LATENTS, DERIVATIVES // (4 * rank * ITERATIONS))]
        values, vectors = _leading(decode, used, rank, progress, cancel)
        values = values / pixels
        diagonal = _diagonal(decode, latents, cancel) / pixels
    order = np.argsort(-values, kind="stable")[:count]
    directions = vectors[:, order].T
    largest = np.abs(directions).argmax(axis=1)
    directions = directions * np.where(directions[np.arange(count), largest] < 0, -1, 1)[:, None]
    return Directions(
        directions=directions.astype(np.float32),
        scales=np.sqrt(np.maximum(values[order], 0)).astype(np.float32),
        sensitivity=np.sqrt(np.maximum(diagonal, 0)).astype(np.float32),
    )


def _forward(decode: Decode, z: Tensor, tangents: Tensor) -> Tensor:
    """J(z) t for each row t of `tangents` (n, size) at one z (size,): (n, pixels)."""
    import torch

    rows = []
    with torch.no_grad():
        for part in torch.split(tangents, CHUNK // 2):
            both = decode(torch.cat([z + STEP * part, z - STEP * part])).float().flatten(1)
            ahead, behind = both.chunk(2)
            rows.append((ahead - behind) / (2 * STEP))
    return torch.cat(rows)


def _backward(decode: Decode, z: Tensor, cotangents: Tensor) -> Tensor:
    """J(z_i)' c_i for z (n, size) and cotangents (n, pixels): (n, size)."""
    import torch

    rows = []
    for points, part in zip(torch.split(z, CHUNK), torch.split(cotangents, CHUNK), strict=True):
        leaf = points.detach().clone().requires_grad_(True)
        with torch.enable_grad():
            pictures = decode(leaf).float().flatten(1)
            (gradient,) = torch.autograd.grad((pictures * part).sum(), leaf)
        rows.append(gradient)
    return torch.cat(rows)


def _metric(
    decode: Decode, latents: Tensor, progress: Progress, cancel: CancelToken | None
) -> npt.NDArray[Any]:
    """sum over pixels of J'J, mean over `latents`: (size, size) float64."""
    import torch

    size = latents.shape[1]
    basis = torch.eye(size, dtype=latents.dtype, device=latents.device)
    total = np.zeros((size, size))
    for index, z in enumerate(latents):
        _tick(index / len(latents), progress, cancel)
        jacobian = _forward(decode, z, basis)
        total += (jacobian @ jacobian.T).double().cpu().numpy()
    return total / len(latents)


def _leading(
    decode: Decode, latents: Tensor, rank: int, progress: Progress, cancel: CancelToken | None
) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Leading eigenvalues (rank,) and eigenvectors (size, rank) of the metric by randomised
    subspace iteration (Halko, Martinsson and Tropp 2011): only products J t and J' c."""
    import torch

    size = latents.shape[1]
    generator = np.random.Generator(np.random.Philox(0))
    block, _ = np.linalg.qr(generator.standard_normal((size, rank)))
    rounds = ITERATIONS * len(latents)
    product = block
    for iteration in range(ITERATIONS):
        tangents = torch.as_tensor(block.T, dtype=latents.dtype, device=latents.device)
        product = np.zeros((size, rank))
        for index, z in enumerate(latents):
            _tick((iteration * len(latents) + index) / rounds, progress, cancel)
            moved = _forward(decode, z, tangents)
            back = _backward(decode, z.expand(rank, size), moved)
            product += back.double().cpu().numpy().T / len(latents)
        if iteration < ITERATIONS - 1:
            block, _ = np.linalg.qr(product)
    small = block.T @ product
    values, turn = np.linalg.eigh((small + small.T) / 2)
    return values, block @ turn


def _diagonal(decode: Decode, latents: Tensor, cancel: CancelToken | None) -> npt.NDArray[Any]:
    """diag(J'J) summed over pixels, mean over latents, by PROBES random sign vectors
    (Hutchinson): E[(J'u)^2] = diag(J'J); its relative error is about sqrt(2 / PROBES)."""
    import torch

    generator = torch.Generator().manual_seed(0)
    total = np.zeros(latents.shape[1])
    for start in range(0, PROBES, CHUNK):
        _tick(1.0, no_progress, cancel)
        places = torch.arange(start, start + CHUNK, device=latents.device) % len(latents)
        z = latents[places]
        with torch.no_grad():
            pixels = decode(z[:1])[0].numel()
        signs = torch.randint(0, 2, (CHUNK, pixels), generator=generator) * 2.0 - 1.0
        gradient = _backward(decode, z, signs.to(latents.device))
        total += gradient.double().square().sum(dim=0).cpu().numpy()
    return total / PROBES


def _tick(share: float, progress: Progress, cancel: CancelToken | None) -> None:
    if cancel is not None:
        cancel.check()
    progress(share, tr("Measuring which directions change the picture most"))
