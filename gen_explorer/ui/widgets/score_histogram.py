"""Anomaly scores of normal and abnormal pictures as bars, with a threshold to drag across them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from gen_explorer.ui import theme
from gen_explorer.ui.language import figure, integer
from gen_explorer.ui.widgets.score_bars import Group, ScoreBars, View, count, round_numbers
from gen_explorer.ui.widgets.still_ground import StillGround

Floats = npt.NDArray[np.float64]
LEFT, RIGHT, TOP, BOTTOM = 52, 10, 26, 24
"""Room around the bars, in points."""
NEAR = 7
"""Points from the threshold within which it is taken hold of."""
NORMAL, ABNORMAL = "accent", 6
"""Colours: a name in `Colours`, a number of its classes."""


class ScoreHistogram(StillGround):
    """Drag the line, or move it by Left and Right (with Control: to the next bar whose pictures are
    shown). What is right of the line is called abnormal."""

    moved = Signal(float)
    """The threshold, while it is dragged."""
    settled = Signal()
    """It was let go."""
    pointed = Signal(int)
    """The bar under the mouse or the mark, -1 for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[Group, ...] = ()
        self._bars = ScoreBars()
        self._threshold = 0.0
        self._is_dragging = False
        self._hovered = -1
        self._words = ("", "")
        self._hint = ""
        self.setMouseTracking(True)
        self.setMinimumSize(260, 130)

    # What is shown

    @property
    def threshold(self) -> float:
        return self._threshold

    @property
    def view(self) -> View:
        return self._bars.view

    @property
    def hovered(self) -> int:
        """The bar whose pictures are looked at; -1 for none."""
        return self._hovered

    @property
    def counts(self) -> Floats:
        """(groups, bins): pictures in each bar."""
        return self._bars.counts

    def bounds(self, bar: int) -> tuple[float, float]:
        """The scores that a bar takes in; the outermost ones go on for ever."""
        return self._bars.bounds(bar)

    def set_words(self, below: str, above: str) -> None:
        """What stands on either side of the line."""
        self._words = (below, above)
        self.update()

    def set_hint(self, hint: str) -> None:
        """What stands in the place of bars while there are no scores."""
        self._hint = hint
        self.repaint_ground()

    def show_scores(self, groups: tuple[Group, ...]) -> None:
        """Bars of these groups; the threshold stays where it is."""
        self._groups = groups
        self._count(self.view)

    def set_view(self, view: View) -> None:
        self._count(view)

    def set_threshold(self, value: float) -> None:
        """Moves the line; says nothing."""
        if value != self._threshold:
            self._threshold = value
            self.setAccessibleDescription(figure(value))
            self.update()

    def _count(self, view: View) -> None:
        self._hovered = -1
        self._bars = count(self._groups, view, self._bars)
        self.repaint_ground()

    # Places

    def plot(self) -> QRect:
        """Where the bars are."""
        return self.rect().adjusted(LEFT, TOP, -RIGHT, -BOTTOM)

    def x_of(self, score: float) -> float:
        area, low, high = self.plot(), self._bars.low, self._bars.high
        share = float(np.clip((score - low) / (high - low), 0.0, 1.0))
        return area.left() + share * area.width()

    def score_at(self, x: float) -> float:
        area = self.plot()
        share = (x - area.left()) / max(1, area.width())
        low, high = self._bars.low, self._bars.high
        return low + float(np.clip(share, 0.0, 1.0)) * (high - low)

    def bar_at(self, x: float) -> int:
        bins, area = len(self._bars), self.plot()
        place = int((x - area.left()) / max(1, area.width()) * bins)
        return place if 0 <= place < bins and area.left() <= x <= area.right() else -1

    # Painting

    def sizeHint(self) -> QSize:
        return QSize(520, 260)

    def paint_over(self, painter: QPainter) -> None:
        if self._groups:
            self._paint_threshold(painter)

    def _colour(self, place: int) -> QColor:
        colours, group = theme.colours(), self._groups[place]
        if self.view.by_class:
            return QColor(colours.classes[place % len(colours.classes)])
        if group.is_abnormal:
            return QColor(colours.classes[ABNORMAL])
        return QColor(getattr(colours, NORMAL))

    def _pen(self, place: int) -> QPen:
        """Normal classes are drawn through, abnormal ones dashed."""
        pen = QPen(self._colour(place), 1.8 if self.view.by_class else 1.4)
        if self.view.by_class and self._groups[place].is_abnormal:
            pen.setDashPattern([3, 2])
        return pen

    def _paint_names(self, painter: QPainter) -> None:
        """Which line is which group, at the right."""
        colours, area, metrics = theme.colours(), self.plot(), self.fontMetrics()
        line = metrics.height() + 1
        rows = max(1, (area.height() - 8) // line)
        names = [group.name for group in self._groups]
        width = max(metrics.horizontalAdvance(name) for name in names) + 30
        columns = -(-len(names) // rows)
        for place, name in enumerate(names):
            column, row = divmod(place, rows)
            left = area.right() - (columns - column) * width
            middle = area.top() + 4 + row * line + line // 2
            painter.setPen(self._pen(place))
            painter.drawLine(left, middle, left + 20, middle)
            painter.setPen(QColor(colours.text))
            box = QRect(left + 25, middle - line // 2, width, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)

    def paint_ground(self, painter: QPainter) -> None:
        colours, area = theme.colours(), self.plot()
        heights = self._bars.heights()
        top = float(heights.max()) if heights.size else 0.0
        self._paint_axes(painter, top)
        width = area.width() / len(self._bars)
        for place in range(len(heights)) if top > 0 else ():
            colour = self._colour(place)
            steps = [QPointF(area.left(), area.bottom())]
            for bar, height in enumerate(heights[place]):
                y = area.bottom() - height / top * (area.height() - 2)
                steps += [QPointF(area.left() + bar * width, y)]
                steps += [QPointF(area.left() + (bar + 1) * width, y)]
            steps.append(QPointF(area.right() + 1, area.bottom()))
            fill = QColor(colour)
            fill.setAlphaF(0.0 if self.view.by_class else 0.42)
            painter.setBrush(fill)
            painter.setPen(self._pen(place))
            painter.drawPolygon(QPolygonF(steps))
        if top > 0:
            self._paint_names(painter)
        if not self._groups:
            painter.setPen(QColor(colours.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area, flags, self._hint)
        painter.setPen(QColor(colours.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _paint_axes(self, painter: QPainter, top: float) -> None:
        colours, area, metrics = theme.colours(), self.plot(), self.fontMetrics()
        if not self._groups:
            return
        wanted = max(2, min(7, area.width() // 90))
        for value in round_numbers(self._bars.low, self._bars.high, wanted):
            x = self.x_of(value)
            painter.setPen(QColor(colours.line))
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 4))
            painter.setPen(QColor(colours.muted))
            text = figure(value) if value else "0"
            box = QRectF(x - 40, area.bottom() + 4, 80, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        for value in self._bars.marks_of_height(top):
            y = area.bottom() - self._bars.raised(value) / top * (area.height() - 2)
            painter.setPen(QColor(colours.line))
            painter.drawLine(QPointF(area.left() - 4, y), QPointF(area.right(), y))
            painter.setPen(QColor(colours.muted))
            text = f"{figure(100 * value)} %" if self.view.is_density else integer(round(value))
            box = QRectF(0, y - metrics.height() / 2, LEFT - 7, metrics.height())
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, side, text)

    def _paint_threshold(self, painter: QPainter) -> None:
        colours, area, metrics = theme.colours(), self.plot(), self.fontMetrics()
        if self._hovered >= 0:
            width = area.width() / len(self._bars)
            shade = QColor(colours.text)
            shade.setAlphaF(0.10)
            left = area.left() + self._hovered * width
            painter.fillRect(QRectF(left, area.top(), width, area.height()), shade)
        x = round(self.x_of(self._threshold))
        veil = QColor(colours.classes[ABNORMAL])
        veil.setAlphaF(0.08)
        painter.fillRect(QRect(x, area.top(), area.right() - x + 1, area.height()), veil)
        painter.setPen(QPen(QColor(colours.text), 2))
        painter.drawLine(x, area.top() - 4, x, area.bottom())
        painter.setBrush(QColor(colours.text))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(QRectF(x - 5, area.top() - 8, 10, 14), 3, 3)
        below, above = self._words
        row = QRect(area.left(), 2, area.width(), metrics.height() + 2)
        middle = Qt.AlignmentFlag.AlignVCenter
        value = figure(self._threshold)
        painter.setPen(QColor(colours.text))
        half = metrics.horizontalAdvance(value) // 2 + 6
        centre = int(np.clip(x, area.left() + half, area.right() - half))
        centred = QRect(centre - half, row.top(), 2 * half, row.height())
        painter.drawText(centred, Qt.AlignmentFlag.AlignCenter, value)
        painter.setPen(QColor(colours.muted))
        if metrics.horizontalAdvance(below) < centred.left() - area.left() - 8:
            left_row = QRect(row.left(), row.top(), centred.left() - row.left() - 6, row.height())
            painter.drawText(left_row, middle | Qt.AlignmentFlag.AlignRight, below)
        if metrics.horizontalAdvance(above) < area.right() - centred.right() - 8:
            right_row = row.adjusted(centred.right() + 6 - row.left(), 0, 0, 0)
            painter.drawText(right_row, middle | Qt.AlignmentFlag.AlignLeft, above)

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._groups:
            self._is_dragging = True
            self._point(-1)
            self._drag(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._is_dragging:
            self._drag(x)
            return
        is_near = bool(self._groups) and abs(x - self.x_of(self._threshold)) <= NEAR
        shapes = Qt.CursorShape
        self.setCursor(shapes.SplitHCursor if is_near else shapes.ArrowCursor)
        self._point(self.bar_at(x) if self._groups and not is_near else -1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_dragging and event.button() == Qt.MouseButton.LeftButton:
            self._is_dragging = False
            self.settled.emit()

    def leaveEvent(self, event: QEvent) -> None:
        self._point(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
        if not way or not self._groups:
            super().keyPressEvent(event)
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._point(min(max(self._hovered + way, 0), len(self._bars) - 1))
            return
        step = (self._bars.high - self._bars.low) / 200
        self.set_threshold(self._threshold + way * step)
        self.moved.emit(self._threshold)
        self.settled.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._point(-1)
        self.update()

    def _drag(self, x: float) -> None:
        self.set_threshold(self.score_at(x))
        self.moved.emit(self._threshold)

    def _point(self, bar: int) -> None:
        if bar != self._hovered:
            self._hovered = bar
            self.update()
            self.pointed.emit(bar)
