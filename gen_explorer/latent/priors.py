"""Drawing latents from a prior: the same seed gives the same vector on every machine and device."""

from __future__ import annotations

import functools
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from gen_explorer.checkpoints.fits import Fits
from gen_explorer.data import captions
from gen_explorer.latent import samplers
from gen_explorer.models.base import OPEN, Control, LatentSpec, Prior, Section
from gen_explorer.state.recipe import Recipe

Latents = npt.NDArray[np.float32]


@functools.lru_cache(maxsize=512)
def draw(spec: LatentSpec, seed: int, fits: Fits | None = None, sampler: str = "prior") -> Latents:
    """One z (size,), read-only, as `draws` draws it; kept for the next time."""
    z = _draw(spec, seed, fits, sampler)
    z.flags.writeable = False
    return z


def draws(
    spec: LatentSpec, seeds: Iterable[int], fits: Fits | None = None, sampler: str = "prior"
) -> Latents:
    """z of many seeds (N, size), each as `draw` gives it. None is kept: thousands would push out
    those that the window goes back to."""
    return np.stack([_draw(spec, int(seed), fits, sampler) for seed in seeds])


def _draw(spec: LatentSpec, seed: int, fits: Fits | None, sampler: str) -> Latents:
    """One z (size,): the VECTOR section from the prior, a class, code or caption at
    random, settings at their defaults, grids open. Philox is counter-based: seeds next to each
    other are independent (Salmon et al. 2011).

    With another `sampler` (see `latent.samplers`) the VECTOR section comes from what was fitted to
    codes, and all else is as with the prior; where that is not available, the prior is.
    """
    generator = np.random.Generator(np.random.Philox(seed))
    z = np.zeros(spec.size, np.float32)
    for section, place in spec.parts():
        z[place] = _drawn(section, spec.prior, generator)
    size = spec.vector_size
    if sampler != "prior" and fits is not None and sampler in samplers.available(spec, fits):
        normal = spec.prior is Prior.NORMAL
        eps = z[:size] if normal else generator.standard_normal(size).astype(np.float32)
        z[:size] = samplers.sample(fits, sampler, eps, generator)
    return z


def _drawn(section: Section, prior: Prior, generator: np.random.Generator) -> Latents:
    """The values (section.size,) of one section."""
    size = section.size
    match section.control:
        case Control.VECTOR if prior is Prior.NORMAL:
            return generator.standard_normal(size).astype(np.float32)
        case Control.VECTOR | Control.DIAL:
            return generator.uniform(-1.0, 1.0, size).astype(np.float32)
        case Control.CLASS | Control.CODE:
            return one_hot(int(generator.integers(size)), size)
        case Control.STAGE:
            return one_hot(size - 1, size)
        case Control.SETTING:
            return np.full(size, section.default, np.float32)
        case Control.NOISE:
            return generator.random(size, np.float32)
        case Control.GRID:
            return np.full(size, OPEN, np.float32)
        case Control.TEXT:
            return captions.tokens(captions.draw(section.source, generator), size)
    raise ValueError(section.control)  # pragma: no cover


@functools.lru_cache(maxsize=64)
def caption(spec: LatentSpec, seed: int) -> str:
    """The caption that a seed draws; empty for a model that reads none."""
    generator = np.random.Generator(np.random.Philox(seed))
    for section, _ in spec.parts():
        if section.control is Control.TEXT:
            return captions.draw(section.source, generator)
        _drawn(section, spec.prior, generator)
    return ""


def one_hot(index: int, size: int) -> Latents:
    """Weights (size,): 1 on `index`, 0 on the others."""
    weights = np.zeros(size, np.float32)
    weights[index] = 1.0
    return weights


def untruncated(spec: LatentSpec, recipe: Recipe, fits: Fits | None = None) -> Latents:
    """v (size,): the seed's draw with the recipe's text and values in its place; what the sliders
    show. Values for dimensions that the model does not have are left out. `fits` are the bundle's,
    for recipes whose sampler is not the prior."""
    vector = draw(spec, recipe.seed, fits, recipe.sampler).copy()
    if recipe.text:
        for section, place in spec.find(Control.TEXT):
            vector[place] = captions.tokens(recipe.text, section.size)
    for dimension, value in recipe.values:
        if dimension < spec.size:
            vector[dimension] = value
    return vector


def resolve(spec: LatentSpec, recipe: Recipe, fits: Fits | None = None) -> Latents:
    """z (size,) float32: what the decoder gets for this recipe."""
    vector = untruncated(spec, recipe, fits)
    if recipe.truncation != 1.0:
        vector[: spec.vector_size] *= np.float32(recipe.truncation)
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
