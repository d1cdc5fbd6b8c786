"""A line over a run's steps with a tick for every moment: drag, wheel, or keys go through them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gen_explorer.ui import theme
from gen_explorer.ui.widgets.focus_ring import RingedWidget

MARGIN = 10
"""Points left and right, so that the handle has room."""
HANDLE = 7
PAGE = 10
"""Moments that Page Up and Page Down go."""


class Scrubber(RingedWidget):
    """Places are moments; where they lie is their steps' share of the whole run."""

    moved = Signal(int)
    """The place of the moment that a person went to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[int, ...] = ()
        self._end = 1
        self._place = -1
        self._pinned = -1
        self._marks: tuple[tuple[float, str], ...] = ()
        self._words: Callable[[int], str] = str
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.watcher().changed.connect(self.update)

    @property
    def place(self) -> int:
        """Which moment is current; -1 with none."""
        return self._place

    @property
    def steps(self) -> tuple[int, ...]:
        return self._steps

    def set_words(self, words: Callable[[int], str]) -> None:
        """How a step is told."""
        self._words = words
        self._describe()

    def show_steps(self, steps: Sequence[int], end: int, place: int) -> None:
        """Rising `steps` of the moments, the last step that the run will have, and the current
        moment's place."""
        self._steps, self._end = tuple(steps), max(end, *steps, 1) if steps else max(end, 1)
        self._place = min(place, len(self._steps) - 1)
        self._describe()
        self.update()

    def show_marks(self, marks: Sequence[tuple[float, str]]) -> None:
        """(step, name of a colour) of what happened."""
        if tuple(marks) != self._marks:
            self._marks = tuple(marks)
            self.update()

    def set_place(self, place: int) -> None:
        self._place = place
        self._describe()
        self.update()

    def set_pinned(self, step: int) -> None:
        """A step that is held beside the current one; -1 for none."""
        self._pinned = step
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 30)

    def minimumSizeHint(self) -> QSize:
        return QSize(90, 30)

    def x_of(self, step: float) -> float:
        """Where a step lies, in points from the left."""
        return MARGIN + (self.width() - 2 * MARGIN) * min(step / self._end, 1.0)

    def place_at(self, x: float) -> int:
        """The moment nearest to a point."""
        if not self._steps:
            return -1
        step = (x - MARGIN) / max(self.width() - 2 * MARGIN, 1) * self._end
        after = bisect_left(self._steps, step)
        near = [p for p in (after - 1, after) if 0 <= p < len(self._steps)]
        return min(near, key=lambda p: abs(self._steps[p] - step))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, middle = theme.colours(), self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(QRectF(MARGIN, middle - 2, self.width() - 2 * MARGIN, 4), 2, 2)
        if self._steps:
            reached = self.x_of(self._steps[-1])
            painter.setBrush(QColor(colours.muted))
            painter.drawRoundedRect(QRectF(MARGIN, middle - 2, reached - MARGIN, 4), 2, 2)
        self._paint_ticks(painter, colours, middle)
        for step, colour in self._marks:
            painter.setPen(QPen(QColor(getattr(colours, colour)), 2))
            x = self.x_of(step)
            painter.drawLine(QPointF(x, 2), QPointF(x, 8))
        for step, colour in ((self._pinned, colours.warning), (self._current(), colours.accent)):
            if step >= 0:
                painter.setPen(QPen(QColor(colours.panel), 2))
                painter.setBrush(QColor(colour))
                painter.drawEllipse(QPointF(self.x_of(step), middle), HANDLE, HANDLE)
        if self._is_ringed:
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()

    def _paint_ticks(self, painter: QPainter, colours: theme.Colours, middle: float) -> None:
        pen = QPen(QColor(colours.muted), 1)
        painter.setPen(pen)
        last = -10.0
        for step in self._steps:
            x = self.x_of(step)
            if x - last >= 3:  # closer ones run together
                painter.drawLine(QPointF(x, middle + 4), QPointF(x, middle + 9))
                last = x

    def _current(self) -> int:
        return self._steps[self._place] if 0 <= self._place < len(self._steps) else -1

    # What hands do

    def go_to(self, place: int) -> None:
        """As if a person had gone there."""
        if not self._steps:
            return
        place = min(max(place, 0), len(self._steps) - 1)
        if place != self._place:
            self.set_place(place)
            self.moved.emit(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.go_to(self.place_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.go_to(self.place_at(event.position().x()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y() or event.angleDelta().x()
        self.go_to(self._place + (1 if turn < 0 else -1))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._steps) - 1
        places = {
            Qt.Key.Key_Left: self._place - 1,
            Qt.Key.Key_Down: self._place - 1,
            Qt.Key.Key_Right: self._place + 1,
            Qt.Key.Key_Up: self._place + 1,
            Qt.Key.Key_PageDown: self._place - PAGE,
            Qt.Key.Key_PageUp: self._place + PAGE,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in places:
            self.go_to(places[key])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.place_at(event.pos().x())
            if place >= 0:
                QToolTip.showText(event.globalPos(), self._words(self._steps[place]), self)
                return True
        return super().event(event)

    def _describe(self) -> None:
        step = self._current()
        self.setAccessibleDescription(self._words(step) if step >= 0 else "")
