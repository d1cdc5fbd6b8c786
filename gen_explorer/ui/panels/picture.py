"""The picture, large, and beside it the sheet of random samples."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.core.translation import in_language, tr
from gen_explorer.engine.request import Frame
from gen_explorer.latent import redraw
from gen_explorer.state.explorer import Explorer
from gen_explorer.state.session_file import SHEET_SIDES
from gen_explorer.ui import dialogs
from gen_explorer.ui.language import Retranslating, integer, number
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.canvas import Canvas
from gen_explorer.ui.widgets.sheet import Sheet
from gen_explorer.ui.widgets.tool_button import tool_button

SHEET_PAUSE_MS = 40
"""While truncation is dragged the sheet follows at most this often."""


class PicturePanel(Retranslating, QWidget):
    """Shows view "picture" and view "sheet"."""

    NAME = "picture"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName(self.NAME)
        self.canvas = Canvas(self)
        self.sheet = Sheet(self)
        self._sheet_revision = -1
        self._sheet_key: object = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SHEET_PAUSE_MS)
        self._pause.timeout.connect(self._follow)

        self.zoom_out_button = tool_button(self, "zoom-out", self.zoom_out, side=18)
        self.zoom_in_button = tool_button(self, "zoom-in", self.zoom_in, side=18)
        self.fit_button = tool_button(self, "fit", self.fit, side=18)
        self.actual_button = tool_button(self, "", self.actual_size, side=18)
        self.scale_label = QLabel(self)
        self.copy_button = tool_button(self, "copy", self.copy_picture, side=18)
        self.save_button = tool_button(self, "save", self.save_png_dialog, side=18)
        self.sheet_button = tool_button(self, "grid", self.toggle_sheet, side=18)
        self.sheet_button.setCheckable(True)
        self.sheet_button.setChecked(True)
        self.side = QComboBox(self)
        self.side.addItems([f"{n} × {n}" for n in range(SHEET_SIDES[0], SHEET_SIDES[1] + 1)])
        self.resample_button = tool_button(self, "dice", self.resample_sheet, side=18)
        self.sheet_label = QLabel(self)
        self.sheet_label.setWordWrap(True)
        self._needing_model = (
            self.zoom_out_button,
            self.zoom_in_button,
            self.fit_button,
            self.actual_button,
            self.copy_button,
            self.save_button,
            self.resample_button,
            self.side,
        )
        self._arrange()

        self.side.setCurrentIndex(session.store.explorer.sheet_side - SHEET_SIDES[0])
        self.side.activated.connect(lambda place: session.change(sheet_side=place + SHEET_SIDES[0]))
        self.sheet.chosen.connect(self._take)
        self.sheet.pointed.connect(self._name_sample)
        self.canvas.zoom_changed.connect(self._show_scale)
        session.bridge.frame_arrived.connect(self._show_frame)
        session.state_changed.connect(self._state_changed)
        session.model_changed.connect(self._model_changed)
        session.weights_changed.connect(self._weights_changed)
        session.loading_changed.connect(self._show_notice)
        self.retranslate()
        if session.bundle is not None:
            self._model_changed()
            session.submit_picture()

    def title(self) -> str:
        return tr("Picture")

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(6, 4, 6, 4)
        bar.setSpacing(1)
        for widget in (
            self.zoom_out_button,
            self.zoom_in_button,
            self.fit_button,
            self.actual_button,
            self.scale_label,
        ):
            bar.addWidget(widget)
        bar.addStretch()
        bar.addWidget(self.copy_button)
        bar.addWidget(self.save_button)
        bar.addSpacing(8)
        bar.addWidget(self.sheet_button)

        self._sheet_part = QWidget(self)
        below = QHBoxLayout()
        below.setContentsMargins(6, 2, 6, 4)
        below.setSpacing(4)
        below.addWidget(self.sheet_label, 1)
        below.addWidget(self.side)
        below.addWidget(self.resample_button)
        column = QVBoxLayout(self._sheet_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.sheet, 1)
        column.addLayout(below)

        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.addWidget(self.canvas)
        self.splitter.addWidget(self._sheet_part)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setSizes([300, 200])
        whole = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        whole.addWidget(self.splitter, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other in a wide panel, below each other in a tall one."""
        super().resizeEvent(event)
        is_wide = self.width() > 1.05 * self.height()
        wanted = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        if self.splitter.orientation() != wanted:
            self.splitter.setOrientation(wanted)

    # What actions and buttons call

    def zoom_in(self) -> None:
        self.canvas.zoom_in()

    def zoom_out(self) -> None:
        self.canvas.zoom_out()

    def fit(self) -> None:
        self.canvas.fit()

    def actual_size(self) -> None:
        self.canvas.actual_size()

    def toggle_sheet(self) -> None:
        """Shows or hides the sheet."""
        self.show_sheet(self._sheet_part.isHidden())

    def show_sheet(self, is_shown: bool) -> None:
        self._sheet_part.setVisible(is_shown)
        self.sheet_button.setChecked(is_shown)
        if is_shown:
            self._ask_for_sheet()
        else:
            self.session.bridge.cancel("sheet")

    def resample_sheet(self) -> None:
        """Other seeds in the sheet."""
        self.session.change(sheet_seed=secrets.randbelow(redraw.SEEDS // 2))

    def save_png_dialog(self) -> None:
        self._do(dialogs.save_picture)

    def copy_picture(self) -> None:
        self._do(dialogs.copy_picture)

    def copy_as_python(self) -> None:
        self._do(dialogs.copy_as_python)

    def copy_as_command(self) -> None:
        self._do(dialogs.copy_as_command)

    def _do(self, action: Callable[[Any], None]) -> None:
        """The dialogs need a parent that has a session: this panel does as well as the window."""
        self.session.guard(lambda: action(self), action.__name__.replace("_", "-"))

    # The picture

    def _show_frame(self, frame: Frame) -> None:
        if frame.view == "picture":
            if frame.error is not None:
                self.canvas.show_error(frame.error)
            elif frame.pixels is not None and self.session.bundle is not None:
                image = self.session.bundle.card.image
                size = (image.height, image.width)
                self.canvas.show_picture(frame.pixels[0], frame.revision, size)
        elif frame.view != "sheet" or frame.revision != self._sheet_revision:
            return
        elif frame.pixels is not None:
            self.sheet.put(frame.first, frame.pixels)

    def _model_changed(self) -> None:
        self.canvas.fit()
        explorer = self.session.store.explorer
        with QSignalBlocker(self.side):
            self.side.setCurrentIndex(explorer.sheet_side - SHEET_SIDES[0])
        self._sheet_key = None
        self._ask_for_sheet()
        self.retranslate()

    def _weights_changed(self) -> None:
        """The sheet is drawn again, each picture in the place of the old one."""
        self._sheet_key = (self.session.store.explorer.model,)
        if not self._pause.isActive():
            self._pause.start()

    def _state_changed(self, old: Explorer, new: Explorer) -> None:
        if old.model != new.model:
            return  # the sheet waits for model_changed: the engine still has the model before
        if new.sheet_side != old.sheet_side:
            with QSignalBlocker(self.side):
                self.side.setCurrentIndex(new.sheet_side - SHEET_SIDES[0])
        if not self.session.is_moving:
            self._mark_current()
        if new.locked != old.locked:
            self._name_sample(-1)
        if not self._pause.isActive():
            self._pause.start()

    def _show_notice(self) -> None:
        for part in self._needing_model:
            part.setEnabled(self.session.bundle is not None)
        if self.canvas.has_picture:
            return
        if self.session.is_loading:
            self.canvas.show_notice(tr("Opening the model…"))
        else:
            self.canvas.show_notice(tr("Open a model in the library to see its pictures here."))

    def _show_scale(self) -> None:
        scale = self.canvas.scale
        text = f"{number(scale, 0 if scale >= 1 else 2)}×"
        self.scale_label.setText(text if self.canvas.has_picture else "–")

    # The sheet

    def _follow(self) -> None:
        """Does what need not be done at every step of a drag."""
        self._mark_current()
        self._ask_for_sheet()

    def _ask_for_sheet(self) -> None:
        """Draws the sheet again if what it shows depends on what has changed."""
        session, spec = self.session, self.session.spec
        if spec is None or self._sheet_part.isHidden():
            return
        explorer = session.store.explorer
        recipe, side, seed = explorer.recipe, explorer.sheet_side, explorer.sheet_seed
        held = redraw.with_seed(spec, recipe, 0, explorer.locked, session.fits)
        key = (explorer.model, held, side, seed)
        if key == self._sheet_key:
            return
        is_same_model = isinstance(self._sheet_key, tuple) and self._sheet_key[0] == key[0]
        self._sheet_key = key
        latents = redraw.sheet(spec, recipe, seed, side * side, explorer.locked, session.fits)
        names = tuple(
            tr("Seed {seed}: click to take it up").format(seed=integer((seed + i) % redraw.SEEDS))
            for i in range(side * side)
        )
        self.sheet.begin(side, names, keep=is_same_model)
        self._mark_current()
        self._sheet_revision = session.bridge.submit("sheet", latents)

    def _mark_current(self) -> None:
        explorer, spec = self.session.store.explorer, self.session.spec
        place = explorer.recipe.seed - explorer.sheet_seed
        is_there = spec is not None and 0 <= place < explorer.sheet_side**2
        if is_there and spec is not None:
            recipe = explorer.recipe
            taken = redraw.with_seed(spec, recipe, recipe.seed, explorer.locked, self.session.fits)
            is_there = set(recipe.values) <= set(taken.values)
        self.sheet.set_current(place if is_there else -1)

    def _take(self, place: int) -> None:
        """Takes up a sample: its seed; what is locked stays."""
        spec, explorer = self.session.spec, self.session.store.explorer
        if spec is not None:
            seed = explorer.sheet_seed + place
            taken = redraw.with_seed(
                spec, explorer.recipe, seed, explorer.locked, self.session.fits
            )
            self.session.set_recipe(taken)

    def _name_sample(self, place: int) -> None:
        if place < 0 and self.session.store.explorer.locked:
            self.sheet_label.setText(tr("Random samples; locked dimensions stay"))
        elif place < 0:
            self.sheet_label.setText(tr("Random samples"))
        else:
            seed = (self.session.store.explorer.sheet_seed + place) % redraw.SEEDS
            self.sheet_label.setText(tr("Seed {seed}").format(seed=integer(seed)))

    def retranslate(self) -> None:
        for button, text, tip in (
            (self.zoom_out_button, tr("Zoom out"), tr("Smaller, by whole steps of the screen.")),
            (
                self.zoom_in_button,
                tr("Zoom in"),
                tr("Larger; pixels stay square. The wheel zooms about the mouse, dragging moves."),
            ),
            (
                self.fit_button,
                tr("Fit"),
                tr("The largest whole-number scale that the panel has room for. Double click too."),
            ),
            (
                self.actual_button,
                "1:1",
                tr("One pixel of the picture on one of the screen: the size it really has."),
            ),
            (
                self.copy_button,
                tr("Copy"),
                tr("Puts the picture on the clipboard."),
            ),
            (
                self.save_button,
                tr("Save…"),
                tr("Saves a PNG that carries its recipe and says that a model made it."),
            ),
            (
                self.sheet_button,
                tr("Sheet"),
                tr(
                    "Samples of the prior side by side: how varied the model is, and whether it "
                    "repeats itself (mode collapse)."
                ),
            ),
            (self.resample_button, tr("Resample"), tr("Other samples from the prior.")),
        ):
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(text.rstrip("…"))
            button.setAccessibleDescription(tip)
        self.side.setToolTip(tr("Samples in a row and in a column of the sheet."))
        self.side.setAccessibleName(tr("Sheet size"))
        bundle = self.session.bundle
        name = (in_language(bundle.card.title) or bundle.card.id) if bundle is not None else ""
        self.canvas.setAccessibleName(tr("Picture"))
        self.canvas.setAccessibleDescription(
            tr("What the model {name} draws for the present latent vector.").format(name=name)
        )
        self.canvas.setToolTip("")
        self.sheet.setAccessibleName(tr("Sheet of random samples"))
        self.sheet.setToolTip(self.sheet_button.toolTip())
        self._name_sample(-1)
        self._show_scale()
        self._show_notice()
