"""Drawing latents from a prior: the same seed gives the same vector on every machine and device."""

from __future__ import annotations

import functools
from typing import cast

import numpy as np
import numpy.typing as npt

from gen_explorer.models.base import LatentSpec, Prior
from gen_explorer.state.recipe import Recipe

Latents = npt.NDArray[np.float32]


@functools.lru_cache(maxsize=512)
def draw(spec: LatentSpec, seed: int) -> Latents:
    """One latent (size,) from the prior, read-only. Philox is counter-based: seeds next to each
    other are independent (Salmon et al. 2011)."""
    generator = np.random.Generator(np.random.Philox(seed))
    if spec.prior is Prior.NORMAL:
        vector = generator.standard_normal(spec.size).astype(np.float32)
    else:
        vector = generator.uniform(-1.0, 1.0, spec.size).astype(np.float32)
    vector.flags.writeable = False
    return vector


def untruncated(spec: LatentSpec, recipe: Recipe) -> Latents:
    """v (size,): the seed's draw with the recipe's values in its place; what the sliders show.
    Values for dimensions that the model does not have are left out."""
    vector = draw(spec, recipe.seed).copy()
    for dimension, value in recipe.values:
        if dimension < spec.size:
            vector[dimension] = value
    return vector


def resolve(spec: LatentSpec, recipe: Recipe) -> Latents:
    """z (size,) float32: what the decoder gets for this recipe."""
    vector = untruncated(spec, recipe)
    if recipe.truncation != 1.0:
        vector *= np.float32(recipe.truncation)
    return vector


def quantile(prior: Prior, share: float) -> float:
    """The value below which `share` of one component lies, 0 < share < 1."""
    if prior is Prior.UNIFORM:
        return 2.0 * share - 1.0
    from statistics import NormalDist

    return NormalDist().inv_cdf(share)


def slider_range(prior: Prior) -> tuple[float, float]:
    """What a slider spans: all of a uniform prior, 99.95 % of a normal one."""
    return (-1.0, 1.0) if prior is Prior.UNIFORM else (-3.5, 3.5)


def matched_norm(spec: LatentSpec, vectors: Latents) -> Latents:
    """`vectors` (N, size) of a normal prior, put back on the shell of radius sqrt(size) where its
    draws live; those of a uniform prior clipped to its cube (White 2016, sec. 3.1)."""
    if spec.prior is Prior.UNIFORM:
        return cast(Latents, np.clip(vectors, -1.0, 1.0))
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Latents = (vectors * (np.sqrt(spec.size) / np.maximum(norms, 1e-6))).astype(np.float32)
    return scaled
