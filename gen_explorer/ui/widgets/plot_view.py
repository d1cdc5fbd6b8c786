"""pyqtgraph's plot with the events that it keeps to itself."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget


class PlotView(pg.PlotWidget):  # type: ignore[misc]
    """Tells keys, double clicks and the leaving mouse, which pyqtgraph keeps to itself."""

    key_pressed = Signal(QKeyEvent)
    double_clicked = Signal()
    clicked = Signal(QPointF)
    """Where in the scene the left button went down and up again, without a drag."""
    pointed = Signal(QPointF)
    """Where the mouse is in the scene."""
    left_it = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self._pressed = QPoint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        self.key_pressed.emit(event)
        if not event.isAccepted():
            QWidget.keyPressEvent(self, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        is_still = (point - self._pressed).manhattanLength() < QApplication.startDragDistance()
        if event.button() == Qt.MouseButton.LeftButton and is_still:
            self.clicked.emit(self.mapToScene(point))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.double_clicked.emit()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.pointed.emit(self.mapToScene(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left_it.emit()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        if hasattr(self, "plotItem"):  # pyqtgraph resizes while it is being built
            self.resized.emit()
