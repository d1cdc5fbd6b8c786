"""A grid of small pictures to choose from, by mouse or keyboard."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gen_explorer.data.images import Packed
from gen_explorer.ui import theme
from gen_explorer.ui.widgets.canvas import image_over

GAP = 4
MARGIN = 8


class Sheet(QWidget):
    """side x side pictures. A click or Enter chooses one; arrows move the mark."""

    chosen = Signal(int)
    """The place of the picture that was clicked, or entered on."""
    pointed = Signal(int)
    """The place under the mouse or the mark; -1 for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(96, 96)
        self._side = 4
        self._names: tuple[str, ...] = ()
        self._pictures: dict[int, Packed] = {}
        self._hovered = -1
        self._mark = 0
        self._current = -1
        theme.watcher().changed.connect(self.update)

    @property
    def side(self) -> int:
        return self._side

    @property
    def mark(self) -> int:
        """The place that Enter chooses."""
        return self._mark

    def begin(self, side: int, names: tuple[str, ...], keep: bool) -> None:
        """Expects side x side pictures called `names`. `keep` leaves the old ones on the screen
        until theirs arrive, against flicker."""
        if not keep or side != self._side:
            self._pictures.clear()
        self._side = side
        self._names = names
        self._mark = min(self._mark, side * side - 1)
        self._hovered = -1
        self.update()

    def put(self, first: int, pixels: Packed) -> None:
        """Takes pictures (n, H, W) for the places from `first` on."""
        for place, picture in enumerate(np.ascontiguousarray(pixels), first):
            self._pictures[place] = picture
            self.update(self.cell(place).adjusted(-2, -2, 2, 2))

    def set_current(self, place: int) -> None:
        """Marks the picture that is shown large; -1 for none."""
        if place != self._current:
            self._current = place
            self.update()

    def cell(self, place: int) -> QRect:
        """Where a picture lies, in points."""
        room = min(self.width(), self.height()) - 2 * MARGIN + GAP
        pitch = max(4, room // self._side)
        used = pitch * self._side - GAP
        left, top = (self.width() - used) // 2, (self.height() - used) // 2
        row, column = divmod(place, self._side)
        return QRect(left + column * pitch, top + row * pitch, pitch - GAP, pitch - GAP)

    def place_at(self, point: QPoint) -> int:
        """The picture at a point; -1 for none."""
        for place in range(len(self._names)):
            if self.cell(place).contains(point):
                return place
        return -1

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.colours()
        painter.fillRect(event.rect(), QColor(colours.canvas))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in range(len(self._names)):
            cell = self.cell(place)
            if not event.region().intersects(cell.adjusted(-3, -3, 3, 3)):
                continue
            is_marked = place == self._hovered or (self.hasFocus() and place == self._mark)
            draw_cell(painter, cell, self._pictures.get(place), place == self._current, is_marked)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.place_at(event.pos())
            if 0 <= place < len(self._names):
                QToolTip.showText(event.globalPos(), self._names[place], self, self.cell(place))
                return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.place_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def focusInEvent(self, event: QEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QEvent) -> None:
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self._mark = place
            self.update()
            self.chosen.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._side,
            Qt.Key.Key_Down: self._side,
        }
        key = Qt.Key(event.key())
        if key in steps:
            place = self._mark + steps[key]
            if 0 <= place < self._side**2:
                self._mark = place
                self._announce(place)
        elif key == Qt.Key.Key_Home:
            self._mark = 0
            self._announce(0)
        elif key == Qt.Key.Key_End:
            self._mark = self._side**2 - 1
            self._announce(self._mark)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._mark)
        else:
            super().keyPressEvent(event)

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            has_picture = place >= 0
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if has_picture else Qt.CursorShape.ArrowCursor
            )
            self.update()
            self.pointed.emit(place)

    def _announce(self, place: int) -> None:
        """Tells the eye and assistive technology where the mark stands."""
        self.update()
        self.pointed.emit(place)
        if place < len(self._names):
            self.setAccessibleDescription(self._names[place])
            QAccessible.updateAccessibility(
                QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            )


def draw_cell(
    painter: QPainter, cell: QRect, picture: Packed | None, is_current: bool, is_marked: bool
) -> None:
    """A cell of the sheet or the filmstrip; a plain ground where its picture is not there yet."""
    colours = theme.colours()
    if picture is None:
        painter.fillRect(cell, QColor(colours.line))
    else:
        draw_thumbnail(painter, cell, picture)
    if is_current:
        frame(painter, cell, colours.accent, 2.0)
    elif is_marked:
        frame(painter, cell, colours.text, 1.5)


def draw_thumbnail(painter: QPainter, cell: QRect, picture: Packed) -> None:
    """Draws (H, W) into a cell, its shape kept: nearest where the scale is whole, else smooth."""
    height, width = picture.shape
    ratio = painter.device().devicePixelRatioF()
    size = QSize(width, height).scaled(cell.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(QPoint(0, 0), size)
    place.moveCenter(cell.center())
    is_whole = (size.width() * ratio) % width == 0
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_whole)
    painter.drawImage(place, image_over(picture))


def frame(painter: QPainter, cell: QRect, colour: str, width: float) -> None:
    """A line around a cell."""
    painter.setPen(QPen(QColor(colour), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    grown = QRectF(cell).adjusted(-width / 2, -width / 2, width / 2, width / 2)
    painter.drawRoundedRect(grown, 2, 2)
