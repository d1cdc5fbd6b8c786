"""The controls of a model beyond its latent vector: classes, codes, dials, captions, pixels."""

from __future__ import annotations

import secrets
from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.engine.request import Codes, Frame
from gen_explorer.latent import redraw
from gen_explorer.latent.priors import Latents, resolve, untruncated
from gen_explorer.models.base import Control, LatentSpec, Section
from gen_explorer.state.explorer import Explorer
from gen_explorer.ui.language import Retranslating, integer
from gen_explorer.ui.panels.control_parts import (
    ChoicePart,
    ControlPart,
    DialPart,
    SettingPart,
    StagePart,
    TextPart,
)
from gen_explorer.ui.panels.grid_parts import CanvasPart, CodeGridPart
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.bare_scroll import BareScroll

VIEW = "controls"
PAUSE_MS = 60
"""The small pictures follow at most this often."""

PARTS: dict[Control, type[ControlPart]] = {
    Control.CLASS: ChoicePart,
    Control.CODE: ChoicePart,
    Control.STAGE: StagePart,
    Control.DIAL: DialPart,
    Control.SETTING: SettingPart,
    Control.TEXT: TextPart,
    Control.GRID: CodeGridPart,
}
"""What shows which kind of section; the others have no control of their own here."""


class ControlsPanel(Retranslating, QWidget):
    """Built anew for each model from its latent spec, never from its family's name."""

    NAME = "controls"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName(self.NAME)
        self.parts: tuple[ControlPart, ...] = ()
        self._revision = -1
        self._asked: Latents | None = None
        self._seed = 0
        self._codes: Codes | None = None
        self._hint = QLabel(self)
        self._hint.setObjectName("caption")
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._note = QLabel(self)
        self._note.setObjectName("caption")
        self._note.setWordWrap(True)
        self._scroll = BareScroll(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask_for_pictures)
        session.model_changed.connect(self._build)
        session.weights_changed.connect(self._weights_changed)
        session.state_changed.connect(self._state_changed)
        session.bridge.frame_arrived.connect(self._frame_arrived)
        self._build()

    def title(self) -> str:
        return tr("Controls")

    # What actions call

    def draw_again(self) -> None:
        """Other dice: open pixels and codes are drawn anew, all else stays."""
        spec, session = self.session.spec, self.session
        if spec is not None:
            seed = secrets.randbelow(redraw.SEEDS)
            session.set_recipe(redraw.with_dice(spec, session.store.recipe, seed, session.fits))

    def reset_all(self) -> None:
        """Gives every control back to the seed."""
        dimensions = [d for part in self.parts for d in part.dimensions]
        recipe = self.session.store.recipe.without(dimensions)
        self.session.set_recipe(replace(recipe, text=""))

    # Building

    def _build(self) -> None:
        spec = self.session.spec
        self._asked, self._codes = None, None
        for label in (self._hint, self._note):
            label.setParent(self)
        inner = QWidget(self._scroll)
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(14)
        parts = []
        for section, place in spec.parts() if spec is not None else ():
            kind = self._kind(section)
            if kind is not None:
                part = kind(self.session, section, place, inner)
                column.addWidget(part)
                parts.append(part)
        self.parts = tuple(parts)
        column.addWidget(self._hint)
        column.addWidget(self._note)
        column.addStretch(1)
        self._scroll.setWidget(inner)
        self.retranslate()
        self._show_state()
        picture = self.session.picture
        if picture is not None:
            self._codes = picture.codes
        self._show_codes()
        self._pause.start()

    def _weights_changed(self) -> None:
        """The small pictures are drawn again, where they cost little."""
        if not self.session.is_slow:
            self._asked = None
            if not self._pause.isActive():
                self._pause.start()

    @staticmethod
    def _kind(section: Section) -> type[ControlPart] | None:
        if section.control is Control.GRID and section.name == "canvas":
            return CanvasPart
        return PARTS.get(section.control)

    def retranslate(self) -> None:
        self._hint.setVisible(not self.parts)
        if self.session.spec is None:
            self._hint.setText(tr("The controls appear when a model is open."))
        else:
            self._hint.setText(
                tr("This model is driven by its latent vector alone: the panel Sliders has it all.")
            )
        self._show_note()

    def _show_note(self) -> None:
        is_told = bool(self.parts) and self.session.is_slow and self._asked is not None
        self._note.setVisible(is_told)
        self._note.setText(
            tr(
                "A picture takes this model {count} ms, so the small ones were drawn once, for "
                "seed {seed}."
            ).format(count=integer(round(self.session.picture_ms)), seed=integer(self._seed))
        )

    # From recipe to sight

    def _state_changed(self, old: Explorer, new: Explorer) -> None:
        if old.model != new.model or old.recipe == new.recipe:
            return
        self._show_state()
        self._show_codes()
        if not self._pause.isActive():
            self._pause.start()

    def _show_state(self) -> None:
        spec = self.session.spec
        if spec is None or not self.parts:
            return
        recipe = self.session.store.recipe
        vector = untruncated(spec, recipe, self.session.fits)
        for part in self.parts:
            part.show_state(recipe, vector)

    def _show_codes(self) -> None:
        """Hands every grid its share of the codes that were drawn last."""
        spec, picture = self.session.spec, self.session.picture
        if spec is None:
            return
        is_fresh = picture is not None and picture.recipe == self.session.store.recipe
        places = _code_places(spec)
        for part in self.parts:
            place = places.get(part.section.name)
            if place is not None:
                codes = self._codes[place] if self._codes is not None else None
                part.show_codes(codes, is_fresh)

    def _ask_for_pictures(self) -> None:
        """Draws the small pictures of all parts as one batch, if what they show has changed."""
        spec = self.session.spec
        pictured = [part for part in self.parts if part.picture_count]
        if spec is None or not pictured or not self.isVisible():
            return
        if self._asked is not None and self.session.is_slow:
            return
        recipe = self.session.store.recipe
        z = resolve(spec, recipe, self.session.fits)
        latents = np.concatenate([part.variants(z) for part in pictured])
        if self._asked is not None and np.array_equal(latents, self._asked):
            return
        self._asked, self._seed = latents, recipe.seed
        self._revision = self.session.bridge.submit(VIEW, latents)
        self._show_note()

    def showEvent(self, event: QShowEvent) -> None:
        self._pause.start()

    def _frame_arrived(self, frame: Frame) -> None:
        if frame.view == "picture":
            self._take_picture(frame)
        elif frame.view == VIEW and frame.revision == self._revision and frame.pixels is not None:
            first = frame.first
            for part in self.parts:
                part.put(first, frame.pixels)
                first -= part.picture_count

    def _take_picture(self, frame: Frame) -> None:
        if frame.pixels is None or frame.is_preview or not self.parts:
            return
        if self.session.is_slow != self._note.isVisible():
            self._show_note()
        if not _code_places(self.session.spec):
            return
        self._codes = frame.codes[0] if frame.codes is not None else self._pixels_as_codes(frame)
        self._show_codes()

    def _pixels_as_codes(self, frame: Frame) -> Codes | None:
        """Where the decoder does not tell: a canvas's pixels are the picture's own."""
        spec = self.session.spec
        grids = spec.find(Control.GRID) if spec is not None else ()
        if frame.pixels is None or len(grids) != 1 or grids[0][0].name != "canvas":
            return None
        section = grids[0][0]
        grey = (frame.pixels[0].reshape(-1) & 255).astype(np.float32)
        if grey.size != section.size:
            return None
        codes: Codes = np.rint(grey * np.float32((section.levels - 1) / 255.0))
        return codes


def _code_places(spec: LatentSpec | None) -> dict[str, slice]:
    """Where each GRID section's codes lie in `Frame.codes`."""
    places, first = {}, 0
    for section, _ in spec.find(Control.GRID) if spec is not None else ():
        places[section.name] = slice(first, first + section.size)
        first += section.size
    return places
