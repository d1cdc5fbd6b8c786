"""What mouse and keys do in a plot: the crosshair, picking, panning and zooming along x."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPen

from gen_explorer.ui import theme
from gen_explorer.ui.widgets.plot_view import PlotView

ZOOM = 1.25
"""Of a key."""


class Crosshair(QObject):
    """A vertical line that follows the mouse, or Left and Right."""

    moved = Signal(object)
    """The x at which a person wants the crosshair; None when it is to go."""
    picked = Signal(float)
    """The x at which a person clicked."""
    moved_by_hand = Signal()
    """A key is about to pan or zoom."""
    fit_wanted = Signal()
    """A key asked for the whole."""

    def __init__(self, view: PlotView) -> None:
        super().__init__(view)
        self.x: float | None = None
        """Where it stands."""
        item: Any = view.getPlotItem()
        self._box: Any = item.getViewBox()
        self._line = pg.InfiniteLine(angle=90, movable=False)
        self._line.setZValue(20)
        self._line.hide()
        item.addItem(self._line, ignoreBounds=True)
        view.pointed.connect(self._mouse_moved)
        view.left_it.connect(self._mouse_left)
        view.key_pressed.connect(self._key)
        view.clicked.connect(self._clicked)

    def put(self, x: float | None) -> None:
        """Shows it at x, or not at all."""
        self.x = x
        self._line.setVisible(x is not None)
        if x is not None:
            self._line.setPos(x)

    def dress(self) -> None:
        """Takes the theme's colours."""
        pen = QPen(QColor(theme.colours().text), 1)
        pen.setCosmetic(True)
        self._line.setPen(pen)

    def _mouse_moved(self, point: QPointF) -> None:
        if self._box.sceneBoundingRect().contains(point):
            self.moved.emit(float(self._box.mapSceneToView(point).x()))
        else:
            self._mouse_left()

    def _mouse_left(self) -> None:
        if self.x is not None:
            self.moved.emit(None)

    def _clicked(self, point: QPointF) -> None:
        if self._box.sceneBoundingRect().contains(point):
            self.picked.emit(float(self._box.mapSceneToView(point).x()))

    def _key(self, event: QKeyEvent) -> None:
        left, right = (float(end) for end in self._box.viewRange()[0])
        width = right - left
        key = Qt.Key(event.key())
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
        if way and is_shifted:
            self._show(left + way * width / 10, right + way * width / 10)
        elif way:
            now = self.x if self.x is not None else (left + right) / 2
            self.moved.emit(min(max(now + way * width / 100, left), right))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            middle = self.x if self.x is not None else (left + right) / 2
            factor = 1 / ZOOM if key == Qt.Key.Key_Plus else ZOOM
            self._show(middle + (left - middle) * factor, middle + (right - middle) * factor)
        elif key == Qt.Key.Key_Home:
            self.fit_wanted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.x is not None:
            self.picked.emit(self.x)
        else:
            event.ignore()

    def _show(self, left: float, right: float) -> None:
        self.moved_by_hand.emit()
        self._box.setXRange(left, right, padding=0)
