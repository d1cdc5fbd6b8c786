"""New seeds, locks and directions."""

from __future__ import annotations

import numpy as np
import pytest

from gen_explorer.latent import redraw
from gen_explorer.latent.priors import draw, resolve, untruncated
from gen_explorer.models.base import OPEN, Control, LatentSpec, Prior, Section, latent_spec
from gen_explorer.state.recipe import Recipe

SPEC = LatentSpec(6)
RECIPE = Recipe(seed=3, values=((2, 5.0),), truncation=0.5)


def test_a_lock_keeps_what_the_dimension_shows() -> None:
    before = untruncated(SPEC, RECIPE)
    after = untruncated(SPEC, redraw.with_seed(SPEC, RECIPE, 9, {1, 2}))
    assert after[[1, 2]].tolist() == before[[1, 2]].tolist()
    assert after[[0, 3, 4, 5]].tolist() == draw(SPEC, 9)[[0, 3, 4, 5]].tolist()


def test_seeds_go_round() -> None:
    assert redraw.with_seed(SPEC, Recipe(), -1).seed == 2**32 - 1
    assert redraw.with_seed(SPEC, Recipe(), 2**32).seed == 0


def test_one_dimension_is_drawn_anew() -> None:
    after = untruncated(SPEC, redraw.with_draw_of(SPEC, RECIPE, 9, [0]))
    assert after[0] == draw(SPEC, 9)[0]
    assert after[1:].tolist() == untruncated(SPEC, RECIPE)[1:].tolist()


def test_the_sheet_shows_what_taking_a_seed_up_gives() -> None:
    latents = redraw.sheet(SPEC, RECIPE, 10, 4, {2})
    taken = redraw.with_seed(SPEC, RECIPE, 12, {2})
    assert latents[2].tolist() == resolve(SPEC, taken).tolist()


def test_moving_along_a_direction_reaches_its_target_and_leaves_the_rest() -> None:
    direction = np.zeros(6, np.float32)
    direction[:2] = 0.6, 0.8
    before = untruncated(SPEC, RECIPE)
    after = untruncated(SPEC, redraw.along(SPEC, RECIPE, direction, 1.5))
    assert float(after @ direction) == pytest.approx(1.5, abs=1e-5)
    across = np.array([0.8, -0.6, 0, 0, 0, 0], np.float32)
    assert float(after @ across) == pytest.approx(float(before @ across), abs=1e-5)
    assert after[2:].tolist() == before[2:].tolist()


def test_moving_along_a_direction_leaves_locked_dimensions() -> None:
    direction = np.array([0.5, 0.5, 0.5, 0.5, 0, 0], np.float32)
    before = untruncated(SPEC, RECIPE)
    after = untruncated(SPEC, redraw.along(SPEC, RECIPE, direction, 1.5, {1, 2, 9}))
    assert after[[1, 2]].tolist() == before[[1, 2]].tolist()
    assert after[0] != before[0]
    assert float(after @ direction) == pytest.approx(1.5, abs=1e-5)


def test_a_direction_that_is_locked_almost_whole_does_not_move() -> None:
    direction = np.array([0.99, np.sqrt(1 - 0.99**2), 0, 0, 0, 0], np.float32)
    assert redraw.is_held(direction, {0})
    assert not redraw.is_held(direction, {1})
    assert redraw.along(SPEC, RECIPE, direction, 3.0, {0}) == RECIPE


def test_a_uniform_prior_is_not_left() -> None:
    spec = LatentSpec(6, Prior.UNIFORM)
    direction = np.full(6, 6**-0.5, np.float32)
    after = untruncated(spec, redraw.along(spec, Recipe(seed=3), direction, 5.0))
    assert after.tolist() == [1.0] * 6


PIXELS = latent_spec(
    Section("class", Control.CLASS, 2),
    Section("top", Control.GRID, 2, rows=1, levels=4),
    Section("bottom", Control.GRID, 2, rows=1, levels=4),
    Section("dice", Control.NOISE, 4),
)


def test_given_cells_stay_where_others_are_open() -> None:
    recipe = Recipe(seed=3, values=((2, 1.0), (3, 2.0), (5, 3.0)))
    latents = redraw.sheet(PIXELS, recipe, 10, 3)
    assert (latents[:, 2:6] == [1.0, 2.0, OPEN, 3.0]).all()
    assert len(np.unique(latents[:, 6:], axis=0)) == 3  # other dice for what is open


def test_a_whole_picture_of_given_cells_goes_with_its_seed() -> None:
    recipe = Recipe(seed=3, values=((2, 1.0), (3, 2.0), (4, 0.0), (5, 3.0)))
    assert redraw.with_seed(PIXELS, recipe, 4).values == ()
