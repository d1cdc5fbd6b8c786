from __future__ import annotations

import dataclasses

import pytest

from gen_explorer.state.recipe import Recipe


def test_values_are_ordered_and_the_newest_wins() -> None:
    recipe = Recipe().with_value(5, 1.0).with_values([(2, 0.5), (5, -1.0)])
    assert recipe.values == ((2, 0.5), (5, -1.0))


def test_recipes_are_values() -> None:
    one = Recipe(seed=3).with_value(1, 2.0).with_value(0, 1.0)
    two = Recipe(seed=3).with_value(0, 1.0).with_value(1, 2.0)
    assert one == two
    assert hash(one) == hash(two)
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.seed = 4  # type: ignore[misc]


def test_without_gives_dimensions_back_to_the_seed() -> None:
    recipe = Recipe().with_values([(0, 1.0), (1, 2.0), (2, 3.0)])
    assert recipe.without([0, 2, 9]).values == ((1, 2.0),)


def test_with_latent_sets_everything_and_ends_truncation() -> None:
    recipe = Recipe(seed=5, truncation=0.5).with_value(7, 1.0).with_latent([1, 2])
    assert recipe == Recipe(seed=5, values=((0, 1.0), (1, 2.0)), truncation=1.0)
