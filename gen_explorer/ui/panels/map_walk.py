"""Walking on the map: places become recipes, and recipes places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QTimer

from gen_explorer.latent.latent_map import DISCRETE, LatentMap
from gen_explorer.latent.priors import resolve
from gen_explorer.state.recipe import Recipe
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.map_anchors import AnchorBar
from gen_explorer.ui.widgets.map_canvas import MapCanvas

Floats = npt.NDArray[np.float32]

GESTURE = "map"
FOLLOW_MS = 33
"""The cursor follows changes made elsewhere at most this often."""


class MapWalk(QObject):
    """The canvas's cursor and the session's recipe, each after the other. While anchors are picked,
    a place is an anchor instead."""

    def __init__(
        self,
        session: Session,
        canvas: MapCanvas,
        anchors: AnchorBar,
        touched: Callable[[], None],
    ) -> None:
        """`touched` hears that pictures of the way are wanted first."""
        super().__init__(canvas)
        self._session = session
        self._canvas = canvas
        self._anchors = anchors
        self._touched = touched
        self._own: Recipe | None = None
        self._clicked: Recipe | None = None
        self._places: dict[Recipe, tuple[float, float]] = {}
        self._was_picked = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(FOLLOW_MS)
        self._soon.timeout.connect(self.follow)
        canvas.moved.connect(self._moved)
        canvas.took.connect(self._took)
        canvas.released.connect(self._released)
        canvas.refitted.connect(self._refitted)

    def is_own(self, recipe: Recipe) -> bool:
        """Whether it is the one that the cursor shows."""
        return recipe == self._own

    def follow_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def pause(self) -> None:
        """Nobody sees the cursor."""
        self._soon.stop()

    def forget_cursor(self) -> None:
        """The cursor is to be put where the recipe is, whoever set it."""
        self._own = None

    def forget_places(self) -> None:
        """The map is another: what was put by hand lies elsewhere."""
        self._places.clear()

    def _moved(self, x: float, y: float) -> None:
        shown = self._canvas.map
        if shown is None or self._was_picked:
            return
        z, distance = shown.to_latent(np.array((x, y), np.float32))
        if self._anchors.is_picking:
            self._take_anchor(z)
        else:
            index = shown.nearest(np.array((x, y), np.float32))[0] if self._has_seeds else None
            self._go(z, (x, y), float(distance) <= shown.nearby, index)

    def _took(self, index: int) -> None:
        shown = self._canvas.map
        if shown is None:
            return
        if self._anchors.is_picking:
            self._take_anchor(shown.latents[index])
        else:
            x, y = shown.positions[index].tolist()
            self._go(shown.latents[index], (x, y), True, index)

    @property
    def _has_seeds(self) -> bool:
        """Whether the points are samples told by their seeds: a place stands for the nearest."""
        bundle = self._session.bundle
        return bundle is not None and bundle.map.seeds is not None

    def _go(
        self, z: Floats, place: tuple[float, float], has_data: bool, index: int | None = None
    ) -> None:
        """Takes z, or the seed of the point `index` where seeds tell the points."""
        bundle = self._session.bundle
        seeds = bundle.map.seeds if bundle is not None else None
        if seeds is not None and index is not None:
            recipe = Recipe(seed=int(seeds[index]))
        else:
            recipe = replace(self._session.store.recipe.with_latent(z.tolist()), text="")
        self._own = recipe
        self._touched()
        self._session.set_recipe(recipe, GESTURE)
        shown = self._canvas.map
        # A point beside the plane is shown at its projection.
        is_exact = shown is None or not shown.is_plane or shown.is_at(z, np.array(place, "f4"))
        self._canvas.set_cursor(place, has_data, is_exact)

    def _released(self) -> None:
        self._clicked = None
        if self._was_picked:
            self._was_picked = False
            return
        self._session.end_gesture()
        if self._own is not None and self._canvas.cursor_place is not None:
            self._clicked = self._own
            self._places[self._own] = self._canvas.cursor_place

    def _refitted(self) -> None:
        """Takes back what the first click of a double click did."""
        if self._clicked is not None and self._clicked == self._session.store.recipe:
            self._session.store.undo()
        self._clicked = None

    def follow(self) -> None:
        """Puts the cursor where the recipe's latent is, after a change made elsewhere."""
        shown, spec, recipe = self._canvas.map, self._session.spec, self._session.store.recipe
        if shown is None or spec is None or shown.spec != spec or recipe == self._own:
            return
        z = resolve(spec, recipe, self._session.fits)
        # Where it was put by hand, if it was: an average has more than one place.
        x, y = self._places.get(recipe) or place_of(shown, z)
        place = np.array((x, y), np.float32)
        has_data = bool(shown.has_data(place))
        self._own = recipe
        is_exact = shown.is_at(z, place)
        if not is_exact and any(s.control in DISCRETE for s, _ in spec.parts()):
            self._canvas.set_cursor(None)  # code numbers have no nearness: it lies nowhere
        else:
            self._canvas.set_cursor((x, y), has_data, is_exact)

    def _take_anchor(self, z: Floats) -> None:
        self._was_picked = True
        self._anchors.take(tuple(z.tolist()))


def place_of(shown: LatentMap, z: Floats) -> tuple[float, float]:
    """Where a latent (size,) lies on a map."""
    x, y = shown.to_position(z).tolist()
    return x, y
