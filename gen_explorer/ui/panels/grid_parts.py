"""Sections of discrete codes or pixels: what is given stays, the model draws the rest."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSpinBox, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.engine.request import Codes
from gen_explorer.latent import redraw
from gen_explorer.latent.priors import Latents
from gen_explorer.models.base import Control, Section
from gen_explorer.state.recipe import Recipe
from gen_explorer.ui.panels.control_parts import ControlPart
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.code_grid import CodeGrid
from gen_explorer.ui.widgets.code_palette import CodePalette
from gen_explorer.ui.widgets.flow_bar import FlowBar
from gen_explorer.ui.widgets.growth_bar import GrowthBar
from gen_explorer.ui.widgets.pixel_canvas import OPEN, PixelCanvas
from gen_explorer.ui.widgets.tool_button import tool_button

Whole = npt.NDArray[np.int64]


class DiscretePart(ControlPart):
    """What a grid of codes and a canvas of pixels have in common."""

    def __init__(
        self, session: Session, section: Section, place: slice, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, section, place, parent)
        self.end_head()
        self.reset_button.hide()  # "Clear" says it better
        self._given: Whole = np.full(section.size, OPEN, np.int64)
        self._drawn: Whole = np.full(section.size, OPEN, np.int64)
        self._is_fresh = False

    @property
    def shown(self) -> Whole:
        """(section.size,): the given codes, and elsewhere the drawn ones, -1 where unknown."""
        return np.where(self._given >= 0, self._given, self._drawn)

    @property
    def is_known(self) -> bool:
        """Whether every code of the current picture is known."""
        return self._is_fresh and bool((self.shown >= 0).all())

    def show_state(self, recipe: Recipe, vector: Latents) -> None:
        self._given = np.rint(vector[self.place]).astype(np.int64)
        self.refresh()

    def show_codes(self, codes: Codes | None, is_fresh: bool) -> None:
        if codes is not None:
            self._drawn = np.rint(codes).astype(np.int64)
        self._is_fresh = is_fresh and codes is not None
        self.refresh()

    def refresh(self) -> None:
        """Shows what is given and drawn."""
        raise NotImplementedError

    def give(self, places: npt.NDArray[np.int64], gesture: str | None = None) -> None:
        """Takes the shown codes at some places of the section as given."""
        shown = self.shown
        pairs = ((self.place.start + int(i), float(shown[i])) for i in places if shown[i] >= 0)
        self.session.set_recipe(self.recipe.with_values(pairs), gesture)

    def open_up(self, places: npt.NDArray[np.int64]) -> None:
        """Gives some places of the section back to the model."""
        gone = [self.place.start + int(i) for i in places]
        self.session.set_recipe(self.recipe.without(gone))

    def draw_again(self) -> None:
        """Other dice: what is open is drawn anew, all else stays."""
        spec = self.session.spec
        if spec is not None:
            seed = secrets.randbelow(redraw.SEEDS)
            self.session.set_recipe(redraw.with_dice(spec, self.recipe, seed, self.session.fits))


class CodeGridPart(DiscretePart):
    """GRID: one matrix of codes."""

    def __init__(
        self, session: Session, section: Section, place: slice, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, section, place, parent)
        self.grid = CodeGrid(section.rows, section.size // section.rows, self)
        self.again_button = _push(self, self.draw_level_again)
        self.keep_button = _push(self, self.keep_all)
        self.clear_button = _push(self, self.reset)
        buttons = FlowBar(self)
        buttons.add(self.again_button, self.keep_button, self.clear_button)
        self.column.addWidget(self.grid)
        self.column.addWidget(buttons)
        self.grid.picked.connect(self._open_palette)
        self.grid.stepped.connect(self._step)
        self.grid.opened.connect(lambda cell: self.open_up(np.array([cell])))
        self.retranslate()

    def refresh(self) -> None:
        self.grid.show_codes(self.shown, self._given >= 0)
        self.keep_button.setEnabled(self.is_known and bool((self._given < 0).any()))
        self.clear_button.setEnabled(bool((self._given >= 0).any()))
        self.again_button.setEnabled(self._is_fresh)

    def keep_all(self) -> None:
        """Every code of this level stays from now on."""
        self.give(np.arange(self.section.size))

    def draw_level_again(self) -> None:
        """Draws this level anew; the other levels stay as they are."""
        spec, picture = self.session.spec, self.session.picture
        if spec is None or picture is None or picture.codes is None:
            return
        recipe = self.recipe.without(self.dimensions)
        first = 0
        for section, place in spec.find(Control.GRID):
            if section.name != self.section.name:
                codes = picture.codes[first : first + section.size].tolist()
                recipe = recipe.with_values(zip(range(place.start, place.stop), codes, strict=True))
            first += section.size
        seed = secrets.randbelow(redraw.SEEDS)
        self.session.set_recipe(redraw.with_dice(spec, recipe, seed, self.session.fits))

    def set_code(self, cell: int, code: int) -> None:
        """Gives a cell a code."""
        dimension = self.place.start + cell
        self.session.set_recipe(self.recipe.with_value(dimension, float(code)))

    def _step(self, cell: int, by: int) -> None:
        self.set_code(cell, (max(int(self.shown[cell]), 0) + by) % self.section.levels)

    def _open_palette(self, cell: int) -> None:
        palette = CodePalette(self.section.levels, self)
        palette.chosen.connect(lambda code: self.set_code(cell, code))
        corner = self.grid.cell(cell).bottomRight() + QPoint(4, 4)
        palette.open_at(int(self.shown[cell]), self.grid.mapToGlobal(corner))

    def retranslate(self) -> None:
        super().retranslate()
        self.grid.setAccessibleName(self.heading.text())
        self.grid.setAccessibleDescription(
            tr(
                "Click or Enter chooses a code, the wheel (or + and −) steps, right click or "
                "Delete gives it back to the model. A white dot marks a given code; colours only "
                "tell codes apart."
            )
        )
        spec = self.session.spec
        is_alone = spec is None or len(spec.find(Control.GRID)) < 2
        _label(
            self.again_button,
            tr("Draw again") if is_alone else tr("Draw this level again"),
            tr("Throws the dice again: the prior draws every code of this matrix anew.")
            if is_alone
            else tr(
                "Samples this level from the prior while the other one stays: the coarse level "
                "decides the shape, the fine one the detail."
            ),
        )
        _label(
            self.keep_button,
            tr("Keep all"),
            tr("Takes the drawn codes as given: another seed changes the rest only."),
        )
        _label(self.clear_button, tr("Clear"), tr("Gives every code back to the model."))


class CanvasPart(DiscretePart):
    """GRID called "canvas": the picture's own pixels, with a brush and the film of its drawing."""

    def __init__(
        self, session: Session, section: Section, place: slice, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, section, place, parent)
        self.rows, self.columns = section.rows, section.size // section.rows
        self.canvas = PixelCanvas(self.rows, self.columns, section.levels, self)
        self._before: Whole | None = None
        self.light_button = tool_button(self, "sun", self._choose_brush, side=14)
        self.dark_button = tool_button(self, "moon", self._choose_brush, side=14)
        self.erase_button = tool_button(self, "trash", self._choose_brush, side=14)
        self._tools = QButtonGroup(self)
        for button in (self.light_button, self.dark_button, self.erase_button):
            button.setCheckable(True)
            self._tools.addButton(button)
        self.light_button.setChecked(True)
        self.width_box = QSpinBox(self)
        self.width_box.setRange(1, max(2, self.columns // 4))
        self.width_box.setValue(max(1, self.columns // 14))
        self.upper_button = _push(self, lambda: self.give(self.upper_half))
        self.left_button = _push(self, lambda: self.give(self.left_half))
        self.again_button = _push(self, self.draw_again)
        self.clear_button = _push(self, self.reset)
        self.growth = GrowthBar(self)
        tools = QHBoxLayout()
        tools.setSpacing(2)
        for widget in (self.light_button, self.dark_button, self.erase_button, self.width_box):
            tools.addWidget(widget)
        tools.addStretch(1)
        buttons = FlowBar(self)
        buttons.add(self.upper_button, self.left_button, self.again_button, self.clear_button)
        self.column.addWidget(self.canvas)
        self.column.addLayout(tools)
        self.column.addWidget(buttons)
        self.column.addWidget(self.growth)
        self.canvas.painted.connect(self._paint)
        self.canvas.settled.connect(session.end_gesture)
        self.width_box.valueChanged.connect(lambda _width: self._choose_brush())
        self.growth.stepped.connect(self.canvas.show_until)
        self._choose_brush()
        self.retranslate()

    @property
    def upper_half(self) -> Whole:
        return np.arange(self.section.size)[: self.rows // 2 * self.columns]

    @property
    def left_half(self) -> Whole:
        places = np.arange(self.section.size)
        return places[places % self.columns < self.columns // 2]

    def refresh(self) -> None:
        shown = self.shown
        is_given = self._given >= 0
        self.canvas.show_pixels(shown, is_given)
        now = np.concatenate([shown, is_given.astype(np.int64)])
        if self._before is None or not np.array_equal(now, self._before):
            self._before = now
            self.growth.set_count(int((~is_given).sum()))
        for button in (self.upper_button, self.left_button):
            button.setEnabled(self.is_known)
        self.clear_button.setEnabled(bool(is_given.any()))
        self.again_button.setEnabled(not is_given.all())

    def _choose_brush(self) -> None:
        levels = {self.light_button: self.section.levels - 1, self.dark_button: 0}
        chosen = self._tools.checkedButton()
        level = next((value for button, value in levels.items() if button is chosen), OPEN)
        self.canvas.set_brush(level, self.width_box.value())

    def _paint(self, places: tuple[int, ...], level: int) -> None:
        dimensions = [self.place.start + i for i in places]
        if level == OPEN:
            recipe = self.recipe.without(dimensions)
        else:
            recipe = self.recipe.with_values((d, float(level)) for d in dimensions)
        self.session.set_recipe(recipe, f"paint {self.section.name}")

    def retranslate(self) -> None:
        super().retranslate()
        self.canvas.setAccessibleName(self.heading.text())
        self.canvas.setToolTip(
            tr(
                "Paint pixels and the model draws the rest; the right button erases. Given pixels "
                "are tinted. It draws row by row, so it heeds what lies above and to the left."
            )
        )
        for button, name, tip in (
            (self.light_button, tr("Paint light"), tr("The brush gives light pixels.")),
            (self.dark_button, tr("Paint dark"), tr("The brush gives dark pixels.")),
            (
                self.erase_button,
                tr("Erase"),
                tr("The brush gives pixels back to the model, which draws them."),
            ),
        ):
            button.setAccessibleName(name)
            button.setToolTip(f"{name}. {tip}")
        self.width_box.setAccessibleName(tr("Width of the brush"))
        self.width_box.setToolTip(tr("Width of the brush in pixels of the picture."))
        self.width_box.setSuffix(" px")
        _label(
            self.upper_button,
            tr("Give the upper half"),
            tr("Keeps the upper half of this picture; every seed completes it in another way."),
        )
        _label(
            self.left_button,
            tr("Give the left half"),
            tr("Keeps the left half of this picture; every seed completes it in another way."),
        )
        _label(
            self.again_button,
            tr("Draw again"),
            tr("Throws the dice again: given pixels stay, the open ones are drawn anew."),
        )
        _label(self.clear_button, tr("Clear"), tr("Gives every pixel back to the model."))


def _push(parent: QWidget, run: Callable[[], None]) -> QPushButton:
    made = QPushButton(parent)
    made.setObjectName("chip")
    made.clicked.connect(lambda: run())
    return made


def _label(button: QPushButton, text: str, tip: str) -> None:
    button.setText(text)
    button.setAccessibleName(text)
    button.setToolTip(tip)
