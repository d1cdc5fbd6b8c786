"""Distributions fitted to a model's codes: what its vector can be drawn from besides its prior."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
COMPONENT_LIMIT = 1000
NOTHING = np.zeros((0, 0), np.float32)


@dataclass(frozen=True, eq=False)
class Fits:
    """Of d-dimensional codes: a Gaussian, a mixture of k Gaussians, and codes themselves.

    A covariance is told by its root R, lower triangular: covariance = R R^T.
    """

    mean: Floats
    """(d,)."""
    root: Floats
    """(d, d)."""
    weights: Floats
    """(k,), summing to 1; empty where no mixture was fitted."""
    means: Floats
    """(k, d)."""
    roots: Floats
    """(k, d, d)."""
    codes: Floats = field(default_factory=lambda: NOTHING)
    """(n, d): what the aggregated posterior is drawn from; may be empty."""


def to_tensors(fits: Fits) -> dict[str, Floats]:
    """What map.safetensors keeps of them. Codes are not: the map's latents take their place."""
    tensors = {"fit_mean": fits.mean, "fit_root": fits.root}
    if len(fits.weights):
        tensors["mixture_weights"] = fits.weights
        tensors["mixture_means"] = fits.means
        tensors["mixture_roots"] = fits.roots
    return {name: np.ascontiguousarray(array, np.float32) for name, array in tensors.items()}


def from_tensors(
    tensors: Mapping[str, npt.NDArray[Any]], size: int, codes: Floats | None
) -> Fits | None:
    """The fits to codes of `size` components among a map's tensors, None where there are none.
    Raises ValueError for shapes and values that cannot be."""
    if "fit_mean" not in tensors:
        return None
    count = len(tensors.get("mixture_weights", ()))
    if count > COMPONENT_LIMIT:
        raise ValueError(f"a mixture of {count}")
    shapes = {"fit_mean": (size,), "fit_root": (size, size)}
    if count:
        shapes["mixture_weights"] = (count,)
        shapes["mixture_means"] = (count, size)
        shapes["mixture_roots"] = (count, size, size)
    read = {}
    for name, shape in shapes.items():
        array = read[name] = tensors[name].astype(np.float32)
        if array.shape != shape or not np.isfinite(array).all():
            raise ValueError(f"{name}: {array.shape} instead of {shape}, or not finite")
    weights = read.get("mixture_weights", np.zeros(0, np.float32))
    if count and not (weights.min() >= 0 and abs(float(weights.sum()) - 1) < 1e-3):
        raise ValueError("mixture_weights do not sum to 1")
    return Fits(
        read["fit_mean"],
        read["fit_root"],
        weights,
        read.get("mixture_means", NOTHING),
        read.get("mixture_roots", NOTHING),
        NOTHING if codes is None else codes,
    )
