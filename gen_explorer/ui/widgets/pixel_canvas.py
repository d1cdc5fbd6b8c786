"""A picture whose pixels are given, open, or not drawn yet; a brush gives and takes them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gen_explorer.data.images import Packed
from gen_explorer.ui import theme
from gen_explorer.ui.widgets.canvas import image_over
from gen_explorer.ui.widgets.focus_ring import RingedWidget
from gen_explorer.ui.widgets.marked_places import STEPS

Levels = npt.NDArray[np.int64]
LARGEST = 340
"""Points of its side at most."""
TINT = 0.32
"""How much of the accent colour is laid over given pixels."""
OPEN = -1


class PixelCanvas(RingedWidget):
    """Given pixels carry a tint. Drag paints with the brush, with the right button it erases."""

    painted = Signal(object, int)
    """(places, level); level OPEN gives them back to the model."""
    settled = Signal()
    """A stroke is over."""

    def __init__(self, rows: int, columns: int, levels: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows, self._columns, self._levels = rows, columns, levels
        self._codes: Levels = np.full(rows * columns, OPEN, np.int64)
        self._is_given = np.zeros(rows * columns, bool)
        self._step: int | None = None
        self._image: Packed | None = None
        self._brush, self._width = levels - 1, 2
        self._last: tuple[int, int] | None = None
        self._stroke = OPEN
        self._hovered: tuple[int, int] | None = None
        self._mark = (rows // 2, columns // 2)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self._changed)

    # What it shows

    def show_pixels(self, codes: Levels, is_given: npt.NDArray[np.bool_]) -> None:
        """`codes` (rows * columns,) in levels, -1 where a pixel is not known, and which of them are
        given."""
        self._codes, self._is_given = codes, is_given
        self._changed()

    def show_until(self, step: int | None) -> None:
        """Shows the picture as it was after `step` open pixels were drawn; None: all of it."""
        if step != self._step:
            self._step = step
            self._changed()

    def set_brush(self, level: int, width: int) -> None:
        """What a stroke paints (OPEN: it erases) and how wide, in pixels of the picture."""
        self._brush, self._width = level, width
        self.update()

    @property
    def open_places(self) -> npt.NDArray[np.int64]:
        """Where the model draws, in the order in which it does."""
        return np.flatnonzero(~self._is_given)

    def _changed(self) -> None:
        self._image = None
        self.update()

    def composed(self) -> Packed:
        """(rows, columns) packed, as it is on the screen."""
        colours = theme.colours()
        codes, given = self._codes, self._is_given
        grey = np.rint(codes.astype(np.float64) * (255 / (self._levels - 1)))
        rgb = np.repeat(grey[:, None], 3, axis=1)
        if given.any() and not given.all():
            rgb[given] = (1 - TINT) * rgb[given] + TINT * _rgb(colours.accent)
        unknown = codes < 0
        if self._step is not None:
            unknown = unknown.copy()
            places = self.open_places
            unknown[places[self._step :]] = True
        row, column = np.divmod(np.arange(len(codes)), self._columns)
        chequered = np.where(((row + column) % 2 == 0)[:, None], _rgb(colours.canvas),
                             _rgb(colours.raised))  # fmt: skip
        rgb = np.where(unknown[:, None], chequered, rgb)
        if self._step is not None and 0 < self._step <= len(self.open_places):
            rgb[self.open_places[self._step - 1]] = _rgb(colours.accent)
        whole = np.rint(rgb).astype(np.int32)
        packed: Packed = (whole[:, 0] << 16) | (whole[:, 1] << 8) | whole[:, 2]
        return np.ascontiguousarray(packed.reshape(self._rows, self._columns))

    # Where pixels lie

    def _box(self) -> QRect:
        scale = self._scale(self.width())
        size = QSize(self._columns * scale, self._rows * scale)
        return QRect(QPoint((self.width() - size.width()) // 2, 2), size)

    def _scale(self, width: int) -> int:
        most = min(width - 4, LARGEST)
        return max(1, most // self._columns)

    def pixel_at(self, point: QPointF) -> tuple[int, int]:
        """(row, column) at a point, which may lie outside the picture."""
        box, scale = self._box(), self._scale(self.width())
        return (int((point.y() - box.y()) // scale), int((point.x() - box.x()) // scale))

    def centre_of(self, row: int, column: int) -> QPoint:
        box, scale = self._box(), self._scale(self.width())
        return box.topLeft() + QPoint(column * scale + scale // 2, row * scale + scale // 2)

    def heightForWidth(self, width: int) -> int:
        return self._rows * self._scale(width) + 4

    def sizeHint(self) -> QSize:
        return QSize(232, self.heightForWidth(232))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._columns * 2 + 4, self._rows * 2 + 4)

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A scroll area asks nobody how high it is at a width."""
        self.setFixedHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.colours()
        if self._image is None:
            self._image = self.composed()
        box = self._box()
        painter.drawImage(box, image_over(self._image))
        at = self._hovered or (self._mark if self._is_ringed else None)
        if at is not None:
            scale = self._scale(self.width())
            reach = self._width // 2
            first = box.topLeft() + QPoint((at[1] - reach) * scale, (at[0] - reach) * scale)
            size = QSize(self._width * scale, self._width * scale)
            painter.setPen(QPen(QColor(colours.accent), 1.5))
            painter.drawRect(QRect(first, size).intersected(box.adjusted(0, 0, -1, -1)))
        painter.setPen(QColor(colours.accent if self._is_ringed else colours.line))
        painter.drawRect(box.adjusted(-1, -1, 0, 0))
        painter.end()

    # What hands do

    def mousePressEvent(self, event: QMouseEvent) -> None:
        buttons = Qt.MouseButton
        if event.button() not in (buttons.LeftButton, buttons.RightButton):
            return
        self._stroke = self._brush if event.button() == buttons.LeftButton else OPEN
        self._last = self.pixel_at(event.position())
        self._paint_to(self._last)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self.pixel_at(event.position())
        is_inside = 0 <= at[0] < self._rows and 0 <= at[1] < self._columns
        self._hovered = at if is_inside else None
        if self._last is not None and at != self._last:
            self._paint_to(at)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._last is not None:
            self._last = None
            self.settled.emit()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            along, down = STEPS[key]
            row, column = self._mark[0] + down, self._mark[1] + along
            self._mark = (min(max(row, 0), self._rows - 1), min(max(column, 0), self._columns - 1))
            self._is_ringed = True
            self.update()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give(self._mark, self._mark, self._brush)
            self.settled.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._give(self._mark, self._mark, OPEN)
            self.settled.emit()
        else:
            super().keyPressEvent(event)

    def _paint_to(self, at: tuple[int, int]) -> None:
        self._give(self._last or at, at, self._stroke)
        self._last = at

    def _give(self, start: tuple[int, int], end: tuple[int, int], level: int) -> None:
        """Emits the pixels under the brush on the way from one to another."""
        count = max(abs(end[0] - start[0]), abs(end[1] - start[1])) + 1
        line = np.rint(np.linspace(start, end, count)).astype(np.int64)
        reach = np.arange(self._width) - self._width // 2
        rows = (line[:, 0, None, None] + reach[:, None]).repeat(self._width, axis=2)
        columns = (line[:, 1, None, None] + reach[None, :]).repeat(self._width, axis=1)
        inside = (rows >= 0) & (rows < self._rows) & (columns >= 0) & (columns < self._columns)
        places = np.unique(rows[inside] * self._columns + columns[inside])
        if len(places):
            self.painted.emit(tuple(places.tolist()), level)


def _rgb(colour: str) -> npt.NDArray[np.float64]:
    shade = QColor(colour)
    return np.array([shade.red(), shade.green(), shade.blue()], np.float64)
