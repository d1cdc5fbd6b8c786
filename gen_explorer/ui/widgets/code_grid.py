"""A matrix of codes as coloured cells: which are given, which the model drew, and a way to change
them."""

from __future__ import annotations

import colorsys
import functools

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.ui import theme
from gen_explorer.ui.language import integer
from gen_explorer.ui.widgets.hovered_places import HoveredPlaces

Codes = npt.NDArray[np.int64]
LARGEST = 30
"""Points of a cell's side at most."""
TURN = 0.6180339887
"""Of the colour circle, from one code's hue to the next: neighbours in number lie far apart."""


@functools.cache
def code_colour(code: int) -> str:
    """A colour that only tells a code apart from others."""
    red, green, blue = colorsys.hls_to_rgb(
        (code * TURN) % 1.0, 0.40 + 0.11 * (code % 4), 0.55 + 0.15 * (code // 4 % 3)
    )
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


def _fill(code: int, unknown: str) -> QColor:
    return QColor(code_colour(code) if code >= 0 else unknown)


class CodeGrid(HoveredPlaces):
    """A given code has a dot. Click or Enter asks for a choice, wheel or plus and minus step, right
    click or Delete gives the cell back to the model."""

    picked = Signal(int)
    """A cell whose code shall be chosen."""
    stepped = Signal(int, int)
    """(cell, how many codes further)."""
    opened = Signal(int)
    """A cell that goes back to the model."""

    def __init__(
        self, rows: int, columns: int, parent: QWidget | None = None, is_choice: bool = False
    ) -> None:
        """`is_choice`: a palette of codes to pick from; its cells are never given or open."""
        super().__init__(parent)
        self._rows, self._columns = rows, columns
        self._codes: Codes = np.full(rows * columns, -1, np.int64)
        self._is_given = np.zeros(rows * columns, bool)
        self._is_choice = is_choice
        self._wheel = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_mark(self, cell: int) -> None:
        self._mark = min(max(cell, 0), len(self._codes) - 1)
        self.update()

    def show_codes(self, codes: Codes, is_given: npt.NDArray[np.bool_]) -> None:
        """`codes` (cells,), -1 where one is not known, and which of them a person set."""
        if np.array_equal(codes, self._codes) and np.array_equal(is_given, self._is_given):
            return
        self._codes, self._is_given = codes.copy(), is_given.copy()
        self.update()

    @property
    def codes(self) -> Codes:
        return self._codes

    # Where cells lie

    def _pitch(self, width: int) -> int:
        return min(LARGEST, max(4, (width - 2) // self._columns))

    def place_count(self) -> int:
        return len(self._codes)

    def columns(self) -> int:
        return self._columns

    def cell(self, place: int) -> QRect:
        pitch = self._pitch(self.width())
        left = (self.width() - pitch * self._columns) // 2
        row, column = divmod(place, self._columns)
        return QRect(left + column * pitch, 1 + row * pitch, pitch, pitch)

    def place_at(self, point: QPoint) -> int:
        pitch = self._pitch(self.width())
        first = self.cell(0)
        column, row = (point.x() - first.x()) // pitch, (point.y() - first.y()) // pitch
        is_inside = 0 <= column < self._columns and 0 <= row < self._rows
        place = row * self._columns + column
        return place if is_inside and place < len(self._codes) else -1

    def heightForWidth(self, width: int) -> int:
        return self._pitch(width) * self._rows + 2

    def sizeHint(self) -> QSize:
        return QSize(self._columns * 20, self.heightForWidth(self._columns * 20))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._columns * 6, self._rows * 6)

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A scroll area asks nobody how high it is at a width."""
        self.setFixedHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.colours()
        pitch, first = self._pitch(self.width()), self.cell(0)
        fills = {code: _fill(code, colours.line) for code in set(self._codes.tolist())}
        for place, code in enumerate(self._codes.tolist()):
            row, column = divmod(place, self._columns)
            left, top = first.x() + column * pitch, first.y() + row * pitch
            painter.fillRect(left, top, pitch - 1, pitch - 1, fills[code])
        if not self._is_choice:
            for place in np.flatnonzero(self._is_given).tolist():
                self._paint_dot(painter, self.cell(place))
        for place, colour in ((self._hovered, colours.text), (self.shown_mark(), colours.accent)):
            if place >= 0:
                painter.setPen(QPen(QColor(colour), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self.cell(place).adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_dot(self, painter: QPainter, cell: QRect) -> None:
        radius = max(2, cell.width() // 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor("#000000"), 1))
        painter.setBrush(QColor("#ffffff"))
        painter.drawEllipse(cell.center(), radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def describe(self, place: int) -> str:
        code = int(self._codes[place])
        if self._is_choice:
            return tr("Code {code}").format(code=integer(code))
        row, column = divmod(place, self._columns)
        where = tr("Row {row}, column {column}").format(
            row=integer(row + 1), column=integer(column + 1)
        )
        if code < 0:
            return f"{where}: " + tr("open, the model draws it")
        if self._is_given[place]:
            return f"{where}: " + tr("code {code}, given").format(code=integer(code))
        return f"{where}: " + tr("code {code}, drawn by the model").format(code=integer(code))

    # What hands do

    def tip(self, place: int) -> str:
        return f"{self.describe(place)}. {self.accessibleDescription()}"

    def choose(self, place: int) -> None:
        self.picked.emit(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.RightButton and place >= 0:
            self.set_mark(place)
            self.opened.emit(place)
        else:
            super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With focus the wheel steps through the codes; without, it scrolls the panel."""
        place = self.place_at(event.position().toPoint())
        if place < 0 or not self.hasFocus() or self._is_choice:
            event.ignore()
            return
        self._wheel += event.angleDelta().y()
        notches = int(self._wheel / 120)
        self._wheel -= 120 * notches
        if notches:
            self.stepped.emit(place, notches)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.stepped.emit(self._mark, 1 if key == Qt.Key.Key_Plus else -1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.opened.emit(self._mark)
        else:
            super().keyPressEvent(event)

    def _announce(self, place: int) -> None:
        """The accessible description is taken: it tells what the grid is for."""
        self.setStatusTip(self.describe(place))
