"""What hands do on the map: drag the cursor, take a point, pan, zoom, walk with the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from gen_explorer.latent.latent_map import LatentMap
from gen_explorer.ui.widgets.focus_ring import is_by_keyboard
from gen_explorer.ui.widgets.map_view import MapView

if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object

GRAB = 7.0
"""A press this near to a point, in points on the screen, takes the point."""
SLACK = 4
"""A drag starts after this many points."""
NOTCH = 120
"""One step of a mouse wheel, in eighths of a degree."""
WHEEL_STEPS = 2
KEY_SHARE = 1 / 60
"""How far an arrow key moves the cursor, as a share of the map's width; ten times with Shift."""


class MapGestures(_Base):
    """Mixin of `MapCanvas`."""

    moved = Signal(float, float)
    """The cursor is dragged to this place."""
    took = Signal(int)
    """The point with this index was clicked."""
    released = Signal()
    """The drag, the click or the walk has ended."""
    refitted = Signal()
    """A double click asked for the whole map; its first click was meant for nothing else."""
    hovered = Signal(object)
    """(x, y) under the resting mouse, or None when it has left."""
    view_changed = Signal()

    map: LatentMap | None
    view: MapView
    cursor_place: tuple[float, float] | None
    was_moved = False
    """Whether a person panned or zoomed since the last fit."""
    is_ringed = False
    _press: QPointF | None = None
    _pan: QPointF | None = None
    _is_walking = False
    _is_space_down = False
    _wheel = 0
    _pinch = 0.0

    @property
    def plot(self) -> QRect:
        raise NotImplementedError

    def set_view(self, view: MapView) -> None:
        raise NotImplementedError

    def fit(self) -> None:
        raise NotImplementedError

    def is_shown(self, index: int) -> bool:
        raise NotImplementedError

    def point_at(self, position: QPointF, reach: float = GRAB) -> int | None:
        """The index of the visible point that lies within `reach` of a place on the widget."""
        if self.map is None or not len(self.map):
            return None
        place = self.place_at(position)
        index, distance = self.map.nearest(place)  # type: ignore[arg-type]
        near = distance * self.view.scale <= reach
        return index if near and self.is_shown(index) else None

    def place_at(self, position: QPointF) -> tuple[float, float]:
        """The place on the map at a position on the widget."""
        corner = self.plot.topLeft()
        return self.view.place(position.x() - corner.x(), position.y() - corner.y())

    def zoom(self, steps: int, about: QPointF | None = None) -> None:
        """Nearer by `steps` (an eighth of a doubling each), about a position or the middle."""
        plot = self.plot
        at = about if about is not None else QPointF(plot.center())
        self.was_moved = True
        self.set_view(self.view.zoomed(steps, at.x() - plot.left(), at.y() - plot.top()))

    def fit_again(self) -> None:
        self.was_moved = False
        self.fit()

    @property
    def is_busy(self) -> bool:
        """Whether something is being dragged."""
        return self._press is not None or self._pan is not None or self._is_walking

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        buttons = Qt.MouseButton
        at = event.position()
        self.hovered.emit(None)
        if event.button() in (buttons.MiddleButton, buttons.RightButton) or self._is_space_down:
            self._pan = at
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == buttons.LeftButton and self.map is not None:
            self._press = at
            index = self.point_at(at)
            if index is not None:
                self.took.emit(index)
            else:
                self.moved.emit(*self.place_at(at))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pan is not None:
            self.was_moved = True
            self.set_view(self.view.panned(at.x() - self._pan.x(), at.y() - self._pan.y()))
            self._pan = at
        elif self._press is not None:
            if (at - self._press).manhattanLength() > SLACK or self._press.isNull():
                self._press = QPointF()  # a drag from now on, however near it comes to its start
                self.moved.emit(*self.place_at(self._within(at)))
        elif event.buttons() == Qt.MouseButton.NoButton and self.map is not None:
            inside = self.plot.contains(at.toPoint())
            self.hovered.emit((at.x(), at.y()) if inside else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan is not None:
            self._pan = None
            self.setCursor(
                Qt.CursorShape.OpenHandCursor if self._is_space_down else Qt.CursorShape.CrossCursor
            )
        if self._press is not None and event.button() == Qt.MouseButton.LeftButton:
            self._press = None
            self.released.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.fit_again()
        if event.button() == Qt.MouseButton.LeftButton:
            self.refitted.emit()

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(None)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.hovered.emit(None)
        event.accept()
        is_touch = event.phase() != Qt.ScrollPhase.NoScrollPhase
        if is_touch and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            by = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 4
            self.was_moved = True
            self.set_view(self.view.panned(by.x(), by.y()))
            return
        self._wheel += event.angleDelta().y() * WHEEL_STEPS
        steps = int(self._wheel / NOTCH)
        if steps:
            self._wheel -= steps * NOTCH
            self.zoom(steps, event.position())

    def event(self, event: QEvent) -> bool:
        pinch = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == pinch:
            self._pinch += event.value() * 12
            steps = int(self._pinch)
            if steps:
                self._pinch -= steps
                self.zoom(steps, event.position())
            return True
        return super().event(event)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        moves = {
            keys.Key_Left: QPoint(-1, 0), keys.Key_Right: QPoint(1, 0),
            keys.Key_Up: QPoint(0, 1), keys.Key_Down: QPoint(0, -1),
        }  # fmt: skip
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        elif key in moves and self.map is not None:
            self._walk(moves[key], 10 if modifiers else 1)
        elif key in (keys.Key_Plus, keys.Key_Equal):
            self.zoom(WHEEL_STEPS)
        elif key == keys.Key_Minus:
            self.zoom(-WHEEL_STEPS)
        elif key in (keys.Key_Home, keys.Key_0):
            self.fit_again()
        elif key == keys.Key_Space:
            if not event.isAutoRepeat():
                self._is_space_down = True
                self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Space:
            self._stop_space()
        elif self._is_walking:
            self._is_walking = False
            self.released.emit()
        else:
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.is_ringed = is_by_keyboard(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.is_ringed = False
        self._stop_space()
        if self._is_walking:
            self._is_walking = False
            self.released.emit()
        self.update()

    def _walk(self, way: QPoint, times: int) -> None:
        start = self.cursor_place if self.cursor_place is not None else (self.view.x, self.view.y)
        step = KEY_SHARE * times * self.view.width / self.view.scale
        x, y = start[0] + way.x() * step, start[1] + way.y() * step
        self._is_walking = True
        shown = self.view.point(x, y)
        if not (0 <= shown[0] <= self.view.width and 0 <= shown[1] <= self.view.height):
            dx = min(max(shown[0], 0), self.view.width) - shown[0]
            dy = min(max(shown[1], 0), self.view.height) - shown[1]
            self.was_moved = True
            self.set_view(self.view.panned(dx, dy))
        self.moved.emit(x, y)

    def _stop_space(self) -> None:
        self._is_space_down = False
        if self._pan is None:
            self.setCursor(Qt.CursorShape.CrossCursor)

    def _within(self, at: QPointF) -> QPointF:
        plot = self.plot
        return QPointF(
            min(max(at.x(), plot.left()), plot.right()),
            min(max(at.y(), plot.top()), plot.bottom()),
        )
