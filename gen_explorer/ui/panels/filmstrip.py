"""The filmstrip: the states that were looked at lately, to go back to with a click."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gen_explorer.core.translation import counted, tr
from gen_explorer.data.images import Packed
from gen_explorer.engine.request import Frame
from gen_explorer.latent import samplers
from gen_explorer.latent.priors import resolve
from gen_explorer.state.explorer import Explorer
from gen_explorer.state.recipe import Recipe
from gen_explorer.ui.language import Retranslating, integer, number
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.strip import Strip

LENGTH = 40
IDLE_MS = 250
"""Nothing has changed for so long: nobody drags."""


class FilmstripPanel(Retranslating, QWidget):
    """Keeps the last states that somebody paused at. Going back adds nothing."""

    NAME = "filmstrip"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName(self.NAME)
        self.strip = Strip(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.strip)
        self._recipes: list[Recipe] = []
        self._pictures: dict[Recipe, Packed] = {}
        self._wanted: list[Recipe] = []
        self._stale: set[Recipe] = set()
        self._revision = -1
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._take_current)
        self.strip.chosen.connect(self._go_to)
        session.state_changed.connect(self._state_changed)
        session.model_changed.connect(self._model_changed)
        session.weights_changed.connect(self._weights_changed)
        session.bridge.frame_arrived.connect(self._frame_arrived)
        self.retranslate()
        if session.bundle is not None:
            self._model_changed()

    def title(self) -> str:
        return tr("Filmstrip")

    @property
    def recipes(self) -> tuple[Recipe, ...]:
        """What the strip shows, oldest first."""
        return tuple(self._recipes)

    def _model_changed(self) -> None:
        self._pictures.clear()
        self._stale.clear()
        self._wanted.clear()
        past = dict.fromkeys(self.session.store.history[-LENGTH:])
        self._recipes = list(past)
        self._take_current()

    def _weights_changed(self) -> None:
        """The pictures are drawn again; the old ones stay until then."""
        self._stale = set(self._pictures)
        self._idle.start()

    def _state_changed(self, old: Explorer, new: Explorer) -> None:
        if old.model == new.model and old.recipe != new.recipe:
            self._idle.start()

    def _take_current(self) -> None:
        if self.session.store.is_in_gesture:
            self._idle.start()
            return
        recipe = self.session.store.recipe
        if recipe not in self._recipes:
            self._recipes.append(recipe)
            del self._recipes[:-LENGTH]
            self._pictures = {r: p for r, p in self._pictures.items() if r in self._recipes}
        self._ask()
        self._show()

    def _ask(self) -> None:
        """Draws what is missing; the request before, if it is not through, is replaced."""
        spec = self.session.spec
        self._wanted = [
            recipe
            for recipe in self._recipes
            if recipe not in self._pictures or recipe in self._stale
        ]
        if spec is not None and self._wanted:
            fits = self.session.fits
            latents = np.stack([resolve(spec, recipe, fits) for recipe in self._wanted])
            self._revision = self.session.bridge.submit("film", latents)

    def _frame_arrived(self, frame: Frame) -> None:
        if frame.view != "film" or frame.revision != self._revision or frame.pixels is None:
            return
        for recipe, picture in zip(self._wanted[frame.first :], frame.pixels, strict=False):
            self._pictures[recipe] = picture
            self._stale.discard(recipe)
        self._show()

    def _show(self) -> None:
        current = self.session.store.recipe
        place = self._recipes.index(current) if current in self._recipes else -1
        pictures = [self._pictures.get(recipe) for recipe in self._recipes]
        self.strip.show_pictures(pictures, [_name(recipe) for recipe in self._recipes], place)

    def _go_to(self, place: int) -> None:
        self.session.set_recipe(self._recipes[place])
        self._show()

    def retranslate(self) -> None:
        self.strip.setAccessibleName(tr("Filmstrip"))
        self.strip.setToolTip(
            tr("The states you paused at, the newest at the right. A click goes back to one.")
        )
        self.strip.set_hint(tr("Every state you pause at appears here; a click goes back to it."))
        self._show()


def _name(recipe: Recipe) -> str:
    text = tr("Seed {seed}").format(seed=integer(recipe.seed))
    if recipe.values:
        count = len(recipe.values)
        words = counted(count, tr("1 set by hand"), tr("{count} set by hand"))
        text += ", " + words.format(count=integer(count))
    if recipe.text:
        text += f", “{recipe.text}”"
    if recipe.sampler != "prior":
        text += f", {samplers.label(recipe.sampler)}"
    if recipe.truncation != 1.0:
        text += f", ψ {number(recipe.truncation)}"
    return text
