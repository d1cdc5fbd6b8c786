"""Drawing again: what a new seed, a lock and the truncation make of a recipe."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

import numpy as np

from gen_explorer.latent.priors import Latents, draw, resolve, untruncated
from gen_explorer.models.base import LatentSpec
from gen_explorer.state.recipe import Recipe

SEEDS = 2**32


def with_seed(spec: LatentSpec, recipe: Recipe, seed: int, locked: Collection[int] = ()) -> Recipe:
    """The recipe of another seed: values set by hand go, locked dimensions keep what they show."""
    shown = untruncated(spec, recipe)
    kept = tuple((d, float(shown[d])) for d in sorted(locked) if d < spec.size)
    return replace(recipe, seed=seed % SEEDS, values=kept)


def with_draw_of(spec: LatentSpec, recipe: Recipe, seed: int, dimensions: Iterable[int]) -> Recipe:
    """The recipe with some dimensions set to what another seed draws for them."""
    drawn = draw(spec, seed % SEEDS)
    return recipe.with_values((d, float(drawn[d])) for d in dimensions)


def sheet(
    spec: LatentSpec, recipe: Recipe, first_seed: int, count: int, locked: Collection[int] = ()
) -> Latents:
    """Latents (count, size) of the seeds from `first_seed` on, as `with_seed` would give them."""
    seeds = range(first_seed, first_seed + count)
    return np.stack([resolve(spec, with_seed(spec, recipe, seed, locked)) for seed in seeds])


def along(spec: LatentSpec, recipe: Recipe, direction: Latents, target: float) -> Recipe:
    """The recipe moved along the unit vector `direction` (size,) until <v, direction> = target.

    v is what `untruncated` gives. Components that the direction leaves alone stay as they are.
    """
    vector = untruncated(spec, recipe)
    moved = vector + np.float32(target - float(vector @ direction)) * direction
    return recipe.with_values((int(d), float(moved[d])) for d in np.flatnonzero(direction))
