"""The same seed gives the same latent everywhere: the first of four promises starts here."""

from __future__ import annotations

import subprocess
import sys
from statistics import NormalDist

import numpy as np
import pytest

from gen_explorer.latent import priors
from gen_explorer.models.base import LatentSpec, Prior
from gen_explorer.state.recipe import Recipe

NORMAL = LatentSpec(16)
UNIFORM = LatentSpec(16, Prior.UNIFORM)
KNOWN_NORMAL = (-1.40356433, 0.848419487, 1.3086803, -1.22326386)
KNOWN_UNIFORM = (-0.0623650253, -0.147708327, -0.274036586, -0.525292158)
"""What seed 7 draws for four dimensions."""


def test_known_values_of_a_seed() -> None:
    """Sessions and papers keep seeds: a new numpy must not change what they draw."""
    drawn = priors.draw(LatentSpec(4), 7)
    expected = np.random.Generator(np.random.Philox(7)).standard_normal(4).astype(np.float32)
    assert drawn.dtype == np.float32
    np.testing.assert_array_equal(drawn, expected)
    np.testing.assert_allclose(drawn, KNOWN_NORMAL, rtol=0, atol=1e-7)
    uniform = priors.draw(LatentSpec(4, Prior.UNIFORM), 7)
    np.testing.assert_allclose(uniform, KNOWN_UNIFORM, rtol=0, atol=1e-7)


def test_another_process_draws_the_same() -> None:
    code = (
        "from gen_explorer.latent import priors; from gen_explorer.models.base import LatentSpec;"
        "print(priors.draw(LatentSpec(16), 2**32 - 1).tobytes().hex())"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == priors.draw(NORMAL, 2**32 - 1).tobytes().hex()


def test_a_draw_cannot_be_changed_by_who_gets_it() -> None:
    with pytest.raises(ValueError, match="read-only"):
        priors.draw(NORMAL, 1)[0] = 3.0


@pytest.mark.parametrize("spec", [NORMAL, UNIFORM])
def test_seeds_next_to_each_other_are_unlike(spec: LatentSpec) -> None:
    drawn = np.stack([priors.draw(spec, seed) for seed in range(200)])
    closeness = np.corrcoef(drawn)[~np.eye(200, dtype=bool)]
    assert abs(closeness.mean()) < 0.01
    assert closeness.max() < 0.95


def test_draws_follow_their_prior() -> None:
    many = np.concatenate([priors.draw(LatentSpec(1000), seed) for seed in range(50)])
    assert abs(many.mean()) < 0.02
    assert abs(many.std() - 1.0) < 0.02
    flat = np.concatenate([priors.draw(LatentSpec(1000, Prior.UNIFORM), s) for s in range(50)])
    assert flat.min() >= -1.0
    assert flat.max() < 1.0
    assert abs(flat.std() - 1 / np.sqrt(3)) < 0.01


def test_values_replace_the_draw_and_truncation_scales_everything() -> None:
    recipe = Recipe(seed=3, values=((2, 5.0), (4, -1.0)), truncation=0.5)
    shown = priors.untruncated(NORMAL, recipe)
    base = priors.draw(NORMAL, 3)
    assert (shown[2], shown[4]) == (5.0, -1.0)
    untouched = [index for index in range(16) if index not in (2, 4)]
    np.testing.assert_array_equal(shown[untouched], base[untouched])
    np.testing.assert_array_equal(priors.resolve(NORMAL, recipe), shown * np.float32(0.5))


def test_values_of_another_models_dimensions_are_left_out() -> None:
    recipe = Recipe(seed=3, values=((16, 9.0), (500, 9.0)))
    np.testing.assert_array_equal(priors.resolve(NORMAL, recipe), priors.draw(NORMAL, 3))


def test_a_recipe_from_a_latent_resolves_to_exactly_that_latent() -> None:
    vector = np.random.default_rng(0).standard_normal(16).astype(np.float32)
    recipe = Recipe(seed=9, truncation=0.3).with_latent(vector.tolist())
    np.testing.assert_array_equal(priors.resolve(NORMAL, recipe), vector)


@pytest.mark.parametrize("share", [0.01, 0.25, 0.5, 0.9])
def test_quantiles_undo_the_distribution_function(share: float) -> None:
    assert NormalDist().cdf(priors.quantile(Prior.NORMAL, share)) == pytest.approx(share)
    assert (priors.quantile(Prior.UNIFORM, share) + 1) / 2 == pytest.approx(share)


def test_slider_range_spans_the_prior() -> None:
    assert priors.slider_range(Prior.UNIFORM) == (-1.0, 1.0)
    low, high = priors.slider_range(Prior.NORMAL)
    assert NormalDist().cdf(high) - NormalDist().cdf(low) == pytest.approx(0.9995, abs=1e-4)


def test_many_draws_are_the_single_ones() -> None:
    spec = LatentSpec(4)
    seeds = (3, 0, 7)
    expected = np.stack([priors.draw(spec, seed) for seed in seeds])
    np.testing.assert_array_equal(priors.draws(spec, seeds), expected)
