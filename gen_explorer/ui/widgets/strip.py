"""A row of small pictures, the newest at the right end, scrolled sideways."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from gen_explorer.data.images import Packed
from gen_explorer.ui import theme
from gen_explorer.ui.widgets.sheet import draw_cell

GAP = 6
MARGIN = 6


class Strip(QAbstractScrollArea):
    """Pictures of one size. A click or Enter chooses one; arrows move the mark."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(56)
        self.viewport().setMouseTracking(True)
        self._pictures: list[Packed | None] = []
        self._names: tuple[str, ...] = ()
        self._current = -1
        self._mark = -1
        self._hovered = -1
        self._hint = ""
        theme.watcher().changed.connect(self.viewport().update)

    def set_hint(self, text: str) -> None:
        """What an empty strip says."""
        self._hint = text
        self.viewport().update()

    def show_pictures(
        self, pictures: Sequence[Packed | None], names: Sequence[str], current: int
    ) -> None:
        """Shows pictures, oldest first; None where one is still being drawn."""
        is_longer = len(pictures) != len(self._pictures)
        self._pictures, self._names = list(pictures), tuple(names)
        self._current = current
        self._mark = current
        self._lay_out()
        if is_longer:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().maximum())
        self.viewport().update()

    def cell(self, place: int) -> QRect:
        """Where a picture lies in the viewport."""
        side = self._side()
        left = MARGIN + place * (side + GAP) - self.horizontalScrollBar().value()
        return QRect(left, (self.viewport().height() - side) // 2, side, side)

    def _side(self) -> int:
        return min(max(32, self.viewport().height() - 2 * MARGIN), 128)

    def _lay_out(self) -> None:
        width = 2 * MARGIN + len(self._pictures) * (self._side() + GAP) - GAP
        bar = self.horizontalScrollBar()
        bar.setPageStep(self.viewport().width())
        bar.setSingleStep(self._side() + GAP)
        bar.setRange(0, max(0, width - self.viewport().width()))

    def _place_at(self, point: QPoint) -> int:
        for place in range(len(self._pictures)):
            if self.cell(place).contains(point):
                return place
        return -1

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        colours = theme.colours()
        painter.fillRect(event.rect(), QColor(colours.panel))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._pictures and self._hint:
            painter.setPen(QColor(colours.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(12, 4, -12, -4), flags, self._hint)
        for place, picture in enumerate(self._pictures):
            cell = self.cell(place)
            if not cell.adjusted(-3, -3, 3, 3).intersects(event.rect()):
                continue
            is_marked = place == self._hovered or (self.hasFocus() and place == self._mark)
            draw_cell(painter, cell, picture, place == self._current, is_marked)
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._place_at(event.pos())
            if place >= 0:
                name, cell = self._names[place], self.cell(place)
                QToolTip.showText(event.globalPos(), name, self.viewport(), cell)
                return True
        if event.type() == QEvent.Type.Leave:
            self._hovered = -1
            self.viewport().update()
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().toPoint())
        if place != self._hovered:
            self._hovered = place
            shapes = Qt.CursorShape
            shape = shapes.PointingHandCursor if place >= 0 else shapes.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self.chosen.emit(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls sideways: there is no other way to go."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - turn * bar.singleStep() // 120)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._pictures) - 1
        places = {
            Qt.Key.Key_Left: self._mark - 1,
            Qt.Key.Key_Right: self._mark + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in places and last >= 0:
            self._mark = min(max(places[key], 0), last)
            self._scroll_to(self._mark)
            self.setAccessibleDescription(self._names[self._mark])
            self.viewport().update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if 0 <= self._mark <= last:
                self.chosen.emit(self._mark)
        else:
            event.ignore()

    def _scroll_to(self, place: int) -> None:
        cell, bar = self.cell(place), self.horizontalScrollBar()
        if cell.left() < 0:
            bar.setValue(bar.value() + cell.left() - MARGIN)
        elif cell.right() > self.viewport().width():
            bar.setValue(bar.value() + cell.right() - self.viewport().width() + MARGIN)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.viewport().update()
