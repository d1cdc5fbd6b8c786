"""A grid of small pictures to choose from, by mouse or keyboard."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gen_explorer.data.images import Packed
from gen_explorer.ui import theme
from gen_explorer.ui.widgets.hovered_places import HoveredPlaces
from gen_explorer.ui.widgets.thumbnail import draw_cell

GAP = 4
MARGIN = 8


class Sheet(HoveredPlaces):
    """side x side pictures. A click or Enter chooses one."""

    chosen = Signal(int)
    """The place of the picture that was clicked, or entered on."""
    pointed = Signal(int)
    """The place under the mouse or the mark; -1 for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(96, 96)
        self._side = 4
        self._names: tuple[str, ...] = ()
        self._pictures: dict[int, Packed] = {}
        self._current = -1

    @property
    def side(self) -> int:
        return self._side

    def begin(self, side: int, names: tuple[str, ...], keep: bool) -> None:
        """Expects side x side pictures called `names`. `keep` leaves the old ones on the screen
        until theirs arrive, against flicker."""
        if not keep or side != self._side:
            self._pictures.clear()
        self._side = side
        self._names = names
        self._mark = min(self._mark, side * side - 1)
        self._hovered = -1
        self.update()

    def put(self, first: int, pixels: Packed) -> None:
        """Takes pictures (n, H, W) for the places from `first` on."""
        for place, picture in enumerate(np.ascontiguousarray(pixels), first):
            self._pictures[place] = picture
            self.update(self.cell(place).adjusted(-2, -2, 2, 2))

    def set_current(self, place: int) -> None:
        """Marks the picture that is shown large; -1 for none."""
        if place != self._current:
            self._current = place
            self.update()

    def place_count(self) -> int:
        return len(self._names)

    def columns(self) -> int:
        return self._side

    def cell(self, place: int) -> QRect:
        room = min(self.width(), self.height()) - 2 * MARGIN + GAP
        pitch = max(4, room // self._side)
        used = pitch * self._side - GAP
        left, top = (self.width() - used) // 2, (self.height() - used) // 2
        row, column = divmod(place, self._side)
        return QRect(left + column * pitch, top + row * pitch, pitch - GAP, pitch - GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.colours()
        painter.fillRect(event.rect(), QColor(colours.canvas))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in range(len(self._names)):
            cell = self.cell(place)
            if not event.region().intersects(cell.adjusted(-3, -3, 3, 3)):
                continue
            is_current, is_marked = place == self._current, self.is_pointed_at(place)
            draw_cell(painter, cell, self._pictures.get(place), is_current, is_marked)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.update()

    def describe(self, place: int) -> str:
        return self._names[place]

    def choose(self, place: int) -> None:
        self.chosen.emit(place)

    def _hover(self, place: int) -> None:
        is_other = place != self._hovered
        super()._hover(place)
        if is_other:
            self.pointed.emit(place)

    def _announce(self, place: int) -> None:
        super()._announce(place)
        self.pointed.emit(place)
