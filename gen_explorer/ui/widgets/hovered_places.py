"""Knowing over which of a widget's places the mouse is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget


class HoveredPlaces(QWidget):
    """A widget of numbered places; it has to track the mouse."""

    _hovered = -1
    """The place under the mouse; -1 with none."""

    def place_at(self, point: QPoint) -> int:
        """The place at a point; -1 beside all."""
        raise NotImplementedError

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.place_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            shapes = Qt.CursorShape
            self.setCursor(shapes.PointingHandCursor if place >= 0 else shapes.ArrowCursor)
            self.update()
