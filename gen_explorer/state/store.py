"""Holds the current snapshot, tells who listens, and remembers the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from gen_explorer.state.explorer import Explorer
from gen_explorer.state.recipe import Recipe

HISTORY_LIMIT = 500

Listener = Callable[[Explorer, Explorer], None]


@dataclass(frozen=True)
class _Left:
    """How a model was left for another."""

    explorer: Explorer
    undo: tuple[Recipe, ...]
    redo: tuple[Recipe, ...]


class Store:
    """The session's one changing place. Belongs to one thread (the GUI's)."""

    def __init__(self, explorer: Explorer | None = None) -> None:
        self._explorer = explorer or Explorer()
        self._listeners: list[Listener] = []
        self._undo: list[Recipe] = []
        self._redo: list[Recipe] = []
        self._gesture: str | None = None
        self._left: dict[str, _Left] = {}

    @property
    def explorer(self) -> Explorer:
        return self._explorer

    @property
    def recipe(self) -> Recipe:
        return self._explorer.recipe

    @property
    def history(self) -> tuple[Recipe, ...]:
        """The recipes that undo leads back to, oldest first, without the current one."""
        return tuple(self._undo)

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        return bool(self._redo)

    @property
    def is_in_gesture(self) -> bool:
        """Whether something is being dragged."""
        return self._gesture is not None

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Calls `listener(old, new)` after every change; returns the function that ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def update(self, explorer: Explorer) -> None:
        """Takes a snapshot. A changed recipe is one step of undo. Another model has its own way
        back: none at first, and the one it was left with when it comes again."""
        self._change(explorer, gesture=None)

    def recall(self, model: str) -> Explorer | None:
        """How `model` was left (or is, if it is the current one); None if it never was here."""
        if model and model == self._explorer.model:
            return self._explorer
        return self._left[model].explorer if model in self._left else None

    def forget(self, model: str) -> None:
        """Drops how `model` was left, for instance because another one has its name now."""
        self._left.pop(model, None)

    def rename(self, model: str) -> None:
        """The open model is called `model` from now on: the same one, trained further. Undo stays,
        a gesture goes on, and nobody is told."""
        self._left.pop(model, None)
        self._explorer = replace(self._explorer, model=model)

    def update_recipe(self, recipe: Recipe, gesture: str | None = None) -> None:
        """Takes a recipe. Updates of one `gesture` in a row (a drag) are one step of undo together,
        until `end_gesture()` or another change."""
        self._change(replace(self._explorer, recipe=recipe), gesture)

    def end_gesture(self) -> None:
        self._gesture = None

    def undo(self) -> None:
        if self._undo:
            self._redo.append(self._explorer.recipe)
            self._swap(replace(self._explorer, recipe=self._undo.pop()))

    def redo(self) -> None:
        if self._redo:
            self._undo.append(self._explorer.recipe)
            self._swap(replace(self._explorer, recipe=self._redo.pop()))

    def _change(self, explorer: Explorer, gesture: str | None) -> None:
        old = self._explorer
        if explorer.model != old.model:
            self._swap_histories(explorer)
        elif explorer.recipe != old.recipe:
            if gesture is None or gesture != self._gesture:
                self._undo.append(old.recipe)
                del self._undo[:-HISTORY_LIMIT]
            self._redo.clear()
        self._swap(explorer)
        self._gesture = gesture

    def _swap_histories(self, explorer: Explorer) -> None:
        old = self._explorer
        if old.model:
            self._left[old.model] = _Left(old, tuple(self._undo), tuple(self._redo))
        left = self._left.pop(explorer.model, None)
        self._undo = list(left.undo) if left is not None else []
        self._redo = list(left.redo) if left is not None else []
        if left is not None and left.explorer.recipe != explorer.recipe:
            self._undo.append(left.explorer.recipe)
            self._redo.clear()

    def _swap(self, explorer: Explorer) -> None:
        old, self._explorer = self._explorer, explorer
        self._gesture = None
        if explorer == old:
            return
        for listener in tuple(self._listeners):
            listener(old, explorer)
