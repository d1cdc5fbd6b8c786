"""A pad to draw on with the mouse: light strokes on dark ground, in a model's size."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gen_explorer.data import images
from gen_explorer.ui import theme
from gen_explorer.ui.widgets.canvas import image_over
from gen_explorer.ui.widgets.focus_ring import RingedWidget
from gen_explorer.ui.widgets.marked_places import STEPS

SIDE = 168
"""Points of its side at most."""
SOFT = 0.75
"""Pixels over which a stroke's edge falls, as in scanned digits."""


class Pad(RingedWidget):
    """Drag draws, the right button erases. With the keyboard: arrows move the pen, Space draws
    there, Delete clears all."""

    drawn = Signal()
    """The picture changed."""

    def __init__(self, side: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._levels: npt.NDArray[np.float32] = np.zeros((side, side), np.float32)
        self.pen = side / 14
        """Radius of the pen in pixels of the picture."""
        self._last: QPointF | None = None
        self._is_erasing = False
        self._mark = (side // 2, side // 2)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    @property
    def picture(self) -> images.Bytes:
        """(side, side, 1)."""
        grey: images.Bytes = np.floor(self._levels * 255 + 0.5).astype(np.uint8)
        return grey[:, :, None]

    @property
    def is_empty(self) -> bool:
        return not self._levels.any()

    def set_side(self, side: int) -> None:
        """Another size begins anew."""
        if side != len(self._levels):
            self._levels = np.zeros((side, side), np.float32)
            self.pen = side / 14
            self._mark = (side // 2, side // 2)
            self.updateGeometry()
            self.update()

    def clear(self) -> None:
        self._levels[:] = 0
        self._changed()

    def stroke(self, start: QPointF, end: QPointF, is_erasing: bool = False) -> None:
        """Draws a line between two places in pixels of the picture, the middle of the first pixel
        being (0.5, 0.5)."""
        rows, columns = np.mgrid[: len(self._levels), : len(self._levels)] + 0.5
        along, across = end.x() - start.x(), end.y() - start.y()
        length = along**2 + across**2
        share = np.zeros_like(rows)
        if length > 0:
            share = ((columns - start.x()) * along + (rows - start.y()) * across) / length
        share = share.clip(0, 1)
        away = np.hypot(columns - start.x() - share * along, rows - start.y() - share * across)
        ink = ((self.pen + SOFT / 2 - away) / SOFT).clip(0, 1).astype(np.float32)
        if is_erasing:
            self._levels = np.minimum(self._levels, 1 - ink)
        else:
            self._levels = np.maximum(self._levels, ink)
        self._changed()

    def _changed(self) -> None:
        self.update()
        self.drawn.emit()

    # Where pixels lie

    @property
    def _scale(self) -> float:
        return self._box().width() / len(self._levels)

    def _box(self) -> QRect:
        side = len(self._levels)
        scale = max(1, (min(self.width(), self.height()) - 2) // side)
        box = QRect(0, 0, side * scale, side * scale)
        box.moveCenter(self.rect().center())
        return box

    def _to_picture(self, point: QPointF) -> QPointF:
        return (point - QPointF(self._box().topLeft())) / self._scale

    def sizeHint(self) -> QSize:
        side = len(self._levels)
        whole = side * max(1, math.floor(SIDE / side)) + 2
        return QSize(whole, whole)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours, box = theme.colours(), self._box()
        packed = np.ascontiguousarray(images.bytes_to_packed(self.picture))
        painter.drawImage(box, image_over(packed))
        painter.setPen(QColor(colours.accent if self._is_ringed else colours.line))
        painter.drawRect(box.adjusted(-1, -1, 0, 0))
        if self._is_ringed:
            row, column = self._mark
            middle = QPointF(box.topLeft()) + QPointF(column + 0.5, row + 0.5) * self._scale
            painter.drawEllipse(middle, self.pen * self._scale, self.pen * self._scale)
        painter.end()

    # What hands do

    def mousePressEvent(self, event: QMouseEvent) -> None:
        buttons = Qt.MouseButton
        if event.button() in (buttons.LeftButton, buttons.RightButton):
            self._is_erasing = event.button() == buttons.RightButton
            self._last = self._to_picture(event.position())
            self.stroke(self._last, self._last, self._is_erasing)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._last is not None:
            now = self._to_picture(event.position())
            self.stroke(self._last, now, self._is_erasing)
            self._last = now

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._last = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key(event.key()), len(self._levels) - 1
        if key in STEPS:
            along, down = STEPS[key]
            row, column = self._mark[0] + down, self._mark[1] + along
            self._mark = (min(max(row, 0), last), min(max(column, 0), last))
            self._is_ringed = True
            self.update()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            here = QPointF(self._mark[1] + 0.5, self._mark[0] + 0.5)
            self.stroke(here, here)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)
