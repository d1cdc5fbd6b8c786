from __future__ import annotations

from dataclasses import replace

import pytest

from gen_explorer.state.explorer import Explorer
from gen_explorer.state.recipe import Recipe
from gen_explorer.state.store import HISTORY_LIMIT, Store


@pytest.fixture
def store() -> Store:
    return Store(Explorer(model="one"))


def test_listeners_get_old_and_new_until_they_leave(store: Store) -> None:
    seen: list[tuple[int, int]] = []
    leave = store.subscribe(lambda old, new: seen.append((old.recipe.seed, new.recipe.seed)))
    store.update_recipe(Recipe(seed=1))
    store.update_recipe(Recipe(seed=1))
    store.update_recipe(Recipe(seed=2))
    leave()
    store.update_recipe(Recipe(seed=3))
    assert seen == [(0, 1), (1, 2)]


def test_a_listener_may_leave_while_it_is_told(store: Store) -> None:
    seen: list[str] = []

    def once(old: Explorer, new: Explorer) -> None:
        seen.append("once")
        leave()

    leave = store.subscribe(once)
    store.subscribe(lambda old, new: seen.append("always"))
    store.update_recipe(Recipe(seed=1))
    store.update_recipe(Recipe(seed=2))
    assert seen == ["once", "always", "always"]


def test_undo_and_redo_walk_the_recipes(store: Store) -> None:
    for seed in (1, 2, 3):
        store.update_recipe(Recipe(seed=seed))
    assert [recipe.seed for recipe in store.history] == [0, 1, 2]
    store.undo()
    store.undo()
    assert store.recipe.seed == 1
    store.redo()
    assert (store.recipe.seed, store.can_undo, store.can_redo) == (2, True, True)
    store.update_recipe(Recipe(seed=9))
    assert not store.can_redo
    store.undo()
    assert store.recipe.seed == 2


def test_undo_and_redo_at_the_ends_change_nothing(store: Store) -> None:
    store.undo()
    store.redo()
    assert store.explorer == Explorer(model="one")
    assert (store.can_undo, store.can_redo) == (False, False)


def test_a_drag_is_one_step(store: Store) -> None:
    for value in (0.1, 0.2, 0.3):
        store.update_recipe(Recipe().with_value(0, value), gesture="slider 0")
    store.end_gesture()
    assert len(store.history) == 1
    store.undo()
    assert store.recipe == Recipe()
    store.redo()
    assert store.recipe.values == ((0, 0.3),)


def test_two_drags_of_one_slider_are_two_steps(store: Store) -> None:
    for start in (0.0, 1.0):
        for step in (0.1, 0.2):
            store.update_recipe(Recipe().with_value(0, start + step), gesture="slider 0")
        store.end_gesture()
    assert len(store.history) == 2


def test_another_gesture_or_an_undo_between_begins_a_new_step(store: Store) -> None:
    store.update_recipe(Recipe(seed=1), gesture="a")
    store.update_recipe(Recipe(seed=2), gesture="b")
    store.update_recipe(Recipe(seed=3), gesture="a")
    assert [recipe.seed for recipe in store.history] == [0, 1, 2]
    store.undo()
    store.update_recipe(Recipe(seed=4), gesture="a")
    assert [recipe.seed for recipe in store.history] == [0, 1, 2]


def test_what_is_no_recipe_is_no_step_but_is_told(store: Store) -> None:
    seen: list[bool] = []
    store.subscribe(lambda old, new: seen.append(new.map.show_points))
    store.update(replace(store.explorer, map=replace(store.explorer.map, show_points=False)))
    assert seen == [False]
    assert not store.can_undo


def test_undo_keeps_what_is_no_recipe(store: Store) -> None:
    store.update_recipe(Recipe(seed=1))
    store.update(replace(store.explorer, locked=frozenset({2})))
    store.undo()
    assert store.explorer == Explorer(model="one", locked=frozenset({2}))


def test_another_model_forgets_the_way_back(store: Store) -> None:
    store.update_recipe(Recipe(seed=1))
    store.undo()
    store.update(Explorer(model="two", recipe=Recipe(seed=5)))
    assert (store.can_undo, store.can_redo) == (False, False)


def test_a_model_that_comes_again_has_its_own_way_back(store: Store) -> None:
    for seed in (1, 2):
        store.update_recipe(Recipe(seed=seed))
    store.undo()
    left = replace(store.explorer, locked=frozenset({3}))
    store.update(left)
    store.update(Explorer(model="two"))
    assert not store.can_undo
    assert store.recall("one") == left
    assert store.recall("two") == store.explorer
    assert store.recall("three") is None
    store.update(left)
    assert [recipe.seed for recipe in store.history] == [0]
    store.redo()
    assert store.recipe.seed == 2


def test_a_session_file_for_a_model_that_was_open_is_one_step_of_undo(store: Store) -> None:
    store.update_recipe(Recipe(seed=1))
    store.update(Explorer(model="two"))
    store.update(Explorer(model="one", recipe=Recipe(seed=7)))
    assert store.recipe.seed == 7
    store.undo()
    assert store.recipe.seed == 1


def test_a_forgotten_model_begins_anew(store: Store) -> None:
    store.update_recipe(Recipe(seed=1))
    store.update(Explorer(model="two"))
    store.forget("one")
    assert store.recall("one") is None
    store.update(Explorer(model="one"))
    assert not store.can_undo


def test_history_is_bounded(store: Store) -> None:
    for seed in range(1, HISTORY_LIMIT + 50):
        store.update_recipe(Recipe(seed=seed))
    assert len(store.history) == HISTORY_LIMIT
    assert store.history[-1].seed == HISTORY_LIMIT + 48


def test_a_model_trained_further_keeps_its_undo_and_its_gesture() -> None:
    store = Store(Explorer(model="step 1"))
    told: list[object] = []
    store.update_recipe(Recipe(seed=1))
    store.update_recipe(Recipe(seed=2), gesture="slider")
    store.subscribe(lambda old, new: told.append(new))
    store.rename("step 2")
    assert told == []
    assert store.explorer == Explorer(model="step 2", recipe=Recipe(seed=2))
    store.update_recipe(Recipe(seed=3), gesture="slider")
    assert [recipe.seed for recipe in store.history] == [0, 1]
    store.undo()
    assert store.explorer == Explorer(model="step 2", recipe=Recipe(seed=1))
