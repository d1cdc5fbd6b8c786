"""Numbered places of a widget to choose from, by mouse or keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from gen_explorer.ui.widgets.marked_places import MarkedPlaces


class HoveredPlaces(MarkedPlaces):
    """Knows in `_hovered` over which place the mouse is; a click marks and chooses it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hovered = -1
        self.setMouseTracking(True)

    def is_pointed_at(self, place: int) -> bool:
        """Whether the mouse or the mark is there."""
        return place in (self._hovered, self.shown_mark())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.place_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self._mark = place
            self.update()
            self.choose(place)

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            shapes = Qt.CursorShape
            self.setCursor(shapes.PointingHandCursor if place >= 0 else shapes.ArrowCursor)
            self.update()
