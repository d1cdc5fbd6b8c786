"""Two pictures on top of each other, and an edge between them that is dragged across."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gen_explorer.data.images import Packed
from gen_explorer.ui import theme
from gen_explorer.ui.widgets.canvas import image_over
from gen_explorer.ui.widgets.focus_ring import RingedWidget

KNOB = 9
"""Radius of what is gripped, in points."""
KEY_STEP = 0.02


class Wipe(RingedWidget):
    """The left picture up to the edge, the right one behind it. Drag, or move the edge with the
    arrow keys; Home and End show one picture whole."""

    moved = Signal(float)
    """Where the edge is now, from 0 to 1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left: Packed | None = None
        self._right: Packed | None = None
        self._names = ("", "")
        self._edge = 0.5
        self._is_held = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 120)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        theme.watcher().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(280, 280)

    @property
    def edge(self) -> float:
        """The share of the width that the left picture takes."""
        return self._edge

    def show_pictures(self, left: Packed | None, right: Packed | None) -> None:
        """(H, W) packed, contiguous and of one size; None where there is none yet."""
        self._left, self._right = left, right
        self.update()

    def set_names(self, left: str, right: str) -> None:
        self._names = (left, right)
        self.setAccessibleDescription(f"{left} | {right}, {round(100 * self._edge)} %")
        self.update()

    def set_edge(self, edge: float) -> None:
        edge = min(max(edge, 0.0), 1.0)
        if edge != self._edge:
            self._edge = edge
            self.set_names(*self._names)
            self.moved.emit(edge)

    def picture_place(self) -> QRect:
        """Where the pictures lie, in points: the largest whole scale that fits, centred."""
        shown = self._left if self._left is not None else self._right
        height, width = (1, 1) if shown is None else shown.shape
        room = self.rect().adjusted(1, 1, -1, -1)
        ratio = self.devicePixelRatioF()
        scale = min(room.width() / width, room.height() / height) * ratio
        scale = (int(scale) if scale >= 1 else scale) / ratio
        place = QRect(0, 0, round(width * scale), round(height * scale))
        place.moveCenter(room.center())
        return place

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.colours()
        painter.fillRect(self.rect(), QColor(colours.canvas))
        place = self.picture_place()
        x = place.x() + round(self._edge * place.width())
        for picture, left, right in (
            (self._left, place.x(), x),
            (self._right, x, place.x() + place.width()),
        ):
            if picture is not None and right > left:
                painter.setClipRect(QRect(left, place.y(), right - left, place.height()))
                painter.drawImage(place, image_over(picture))
        painter.setClipping(False)
        if self._left is not None or self._right is not None:
            self._paint_names(painter, place, x)
            self._paint_edge(painter, place, x)
        if self._is_ringed:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(colours.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_edge(self, painter: QPainter, place: QRect, x: int) -> None:
        colours = theme.colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.panel), 4))
        painter.drawLine(x, place.y(), x, place.bottom())
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.drawLine(x, place.y(), x, place.bottom())
        middle = QPointF(x, place.center().y())
        painter.setPen(QPen(QColor(colours.panel), 2))
        painter.setBrush(QColor(colours.accent))
        painter.drawEllipse(middle, KNOB, KNOB)
        painter.setPen(QPen(QColor(colours.on_accent), 1.6))
        for side in (-1, 1):
            tip = middle + QPointF(side * 5.5, 0)
            for up in (-2.5, 2.5):
                painter.drawLine(tip, tip + QPointF(-side * 2.5, up))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_names(self, painter: QPainter, place: QRect, x: int) -> None:
        """Each name over its own part, where it has room."""
        colours, metrics = theme.colours(), painter.fontMetrics()
        ground = QColor(colours.panel)
        ground.setAlphaF(0.82)
        most = place.width() - 12
        for side, name in enumerate(self._names):
            room = (x - place.x() if side == 0 else place.right() - x) - 12
            if not name or room < 40:
                continue
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, min(room, most) - 10)
            width = metrics.horizontalAdvance(text) + 10
            left = place.x() + 6 if side == 0 else place.right() - 5 - width
            chip = QRectF(left, place.y() + 6, width, metrics.height() + 4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(chip, 4, 4)
            painter.setPen(QColor(colours.text))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)

    # What hands do

    def _drag_to(self, x: float) -> None:
        place = self.picture_place()
        self.set_edge((x - place.x()) / max(place.width(), 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._is_held = True
            self._drag_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_held:
            self._drag_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._is_held = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.set_edge(0.5)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -KEY_STEP, Qt.Key.Key_Right: KEY_STEP}
        ends = {Qt.Key.Key_Home: 0.0, Qt.Key.Key_End: 1.0}
        key = Qt.Key(event.key())
        if key in moves:
            self._is_ringed = True
            self.set_edge(self._edge + moves[key])
        elif key in ends:
            self._is_ringed = True
            self.set_edge(ends[key])
        else:
            super().keyPressEvent(event)
