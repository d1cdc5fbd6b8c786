"""Drawing again: what a new seed, a lock and the truncation make of a recipe.

`fits` are the bundle's, for recipes whose sampler is not the prior.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

import numpy as np

from gen_explorer.checkpoints.fits import Fits
from gen_explorer.latent.priors import Latents, caption, draw, resolve, untruncated
from gen_explorer.models.base import Control, LatentSpec, Prior
from gen_explorer.state.recipe import Recipe

SEEDS = 2**32
REDRAWN = (Control.VECTOR, Control.NOISE)
"""Sections that a new seed draws anew even where a value was set by hand."""
KEPT_BY_DICE = (Control.VECTOR, Control.CLASS, Control.CODE, Control.DIAL)
"""Sections that stay what they show when only the dice are thrown again."""
LEAST_FREE = 0.05
"""Of a direction's squared length: with less unlocked, a small step would throw the rest far."""


def with_seed(
    spec: LatentSpec,
    recipe: Recipe,
    seed: int,
    locked: Collection[int] = (),
    fits: Fits | None = None,
) -> Recipe:
    """The recipe of another seed: vector components set by hand go, locked dimensions keep what
    they show, and a class, code, stage, setting or text that was chosen stays. Given codes and
    pixels stay where others are open, which the seed then draws; a whole picture of them goes."""
    shown = untruncated(spec, recipe, fits)
    kept = {d: float(shown[d]) for d in locked if d < spec.size}
    redrawn = [p for s, p in spec.parts() if s.control in REDRAWN]
    if not _has_open_cells(spec, recipe):
        redrawn += [place for _, place in spec.find(Control.GRID)]
    for dimension, value in recipe.values:
        if not any(place.start <= dimension < place.stop for place in redrawn):
            kept[dimension] = value
    return replace(recipe, seed=seed % SEEDS, values=tuple(sorted(kept.items())))


def _has_open_cells(spec: LatentSpec, recipe: Recipe) -> bool:
    given = {dimension for dimension, value in recipe.values if value >= 0}
    grids = spec.find(Control.GRID)
    return any(d not in given for _, place in grids for d in range(place.start, place.stop))


def with_draw_of(
    spec: LatentSpec,
    recipe: Recipe,
    seed: int,
    dimensions: Iterable[int],
    fits: Fits | None = None,
) -> Recipe:
    """The recipe with some dimensions set to what another seed draws for them."""
    drawn = draw(spec, seed % SEEDS, fits, recipe.sampler)
    return recipe.with_values((d, float(drawn[d])) for d in dimensions)


def with_dice(spec: LatentSpec, recipe: Recipe, seed: int, fits: Fits | None = None) -> Recipe:
    """The recipe whose dice (NOISE) another seed throws: open codes and pixels are drawn anew, all
    else stays what it shows."""
    shown = untruncated(spec, recipe, fits)
    kept = dict(recipe.values)
    for section, place in spec.parts():
        if section.control in KEPT_BY_DICE:
            kept.update((d, float(shown[d])) for d in range(place.start, place.stop))
    return replace(
        recipe,
        seed=seed % SEEDS,
        values=tuple(sorted(kept.items())),
        text=recipe.text or caption(spec, recipe.seed),
    )


def sheet(
    spec: LatentSpec,
    recipe: Recipe,
    first_seed: int,
    count: int,
    locked: Collection[int] = (),
    fits: Fits | None = None,
) -> Latents:
    """Latents (count, size) of the seeds from `first_seed` on, as `with_seed` would give them."""
    seeds = range(first_seed, first_seed + count)
    drawn = (with_seed(spec, recipe, seed, locked, fits) for seed in seeds)
    return np.stack([resolve(spec, again, fits) for again in drawn])


def along(
    spec: LatentSpec,
    recipe: Recipe,
    direction: Latents,
    target: float,
    locked: Collection[int] = (),
    fits: Fits | None = None,
) -> Recipe:
    """The recipe moved along the unit vector `direction` (size,) until <v, direction> = target.

    v is what `untruncated` gives. Components that the direction leaves alone stay as they are, and
    so do locked ones: the others make up for them, unless `is_held`. A component of a uniform prior
    stops at -1 and 1, short of the target if need be.
    """
    if is_held(direction, locked):
        return recipe
    free = _free(direction, locked)
    vector = untruncated(spec, recipe, fits)
    step = (target - float(vector @ direction)) / float(free @ free)
    moved = vector + np.float32(step) * free
    if spec.prior is Prior.UNIFORM:
        moved = np.clip(moved, -1.0, 1.0)
    return recipe.with_values((int(d), float(moved[d])) for d in np.flatnonzero(free))


def is_held(direction: Latents, locked: Collection[int]) -> bool:
    """Whether locked dimensions hold so much of a unit vector (size,) that it does not move."""
    free = _free(direction, locked)
    return float(free @ free) < LEAST_FREE


def _free(direction: Latents, locked: Collection[int]) -> Latents:
    free = direction.copy()
    free[[d for d in locked if d < len(free)]] = 0.0
    return free
