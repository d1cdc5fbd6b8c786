"""Anomaly scores of normal and abnormal pictures as bars, with a threshold to drag across them.

The bars are painted once into a pixmap; what moves with the threshold is painted over it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gen_explorer.ui import theme
from gen_explorer.ui.language import figure, integer

Floats = npt.NDArray[np.float64]
LEFT, RIGHT, TOP, BOTTOM = 52, 10, 26, 24
"""Room around the bars, in points."""
NEAR = 7
"""Points from the threshold within which it is taken hold of."""
TAIL = 0.001
"""Share of the scores at either end that the outermost bars take in."""
NORMAL, ABNORMAL = "accent", 6
"""Colours: a name in `Colours`, a number of its classes."""


@dataclass(frozen=True)
class View:
    """How the scores are shown."""

    bins: int = 60
    is_density: bool = True
    """Each group's bars sum to 1 over all of them; else they count pictures."""
    is_log: bool = False
    by_class: bool = False


@dataclass(frozen=True, eq=False)
class Group:
    """The scores of one class, or of several."""

    name: str
    is_abnormal: bool
    scores: Floats
    """Sorted."""


class ScoreHistogram(QWidget):
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
        self._view = View()
        self._edges: Floats = np.linspace(0.0, 1.0, 61)
        self._counts: Floats = np.zeros((0, 60))
        self._threshold = 0.0
        self._bars = QPixmap()
        self._is_dragging = False
        self._hovered = -1
        self._words = ("", "")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(260, 130)
        theme.watcher().changed.connect(self._repaint)

    # What is shown

    @property
    def threshold(self) -> float:
        return self._threshold

    @property
    def view(self) -> View:
        return self._view

    @property
    def hovered(self) -> int:
        """The bar whose pictures are looked at; -1 for none."""
        return self._hovered

    @property
    def counts(self) -> Floats:
        """(groups, bins): pictures in each bar."""
        return self._counts

    def bounds(self, bar: int) -> tuple[float, float]:
        """The scores that a bar takes in; the outermost ones go on for ever."""
        low, high = float(self._edges[bar]), float(self._edges[bar + 1])
        last = bar == len(self._edges) - 2
        return (-np.inf if bar == 0 else low), (np.inf if last else high)

    def set_words(self, below: str, above: str) -> None:
        """What stands on either side of the line."""
        self._words = (below, above)
        self.update()

    def show_scores(self, groups: tuple[Group, ...]) -> None:
        """Bars of these groups; the threshold stays where it is."""
        self._groups = groups
        self._hovered = -1
        self._count()

    def set_view(self, view: View) -> None:
        self._view = view
        self._hovered = -1
        self._count()

    def set_bins(self, bins: int) -> None:
        self.set_view(replace(self._view, bins=bins))

    def set_threshold(self, value: float) -> None:
        """Moves the line; says nothing."""
        if value != self._threshold:
            self._threshold = value
            self.setAccessibleDescription(figure(value))
            self.update()

    def _count(self) -> None:
        every = np.concatenate([g.scores for g in self._groups]) if self._groups else np.zeros(0)
        bins = self._view.bins
        if len(every):
            low, high = np.quantile(every, [TAIL, 1 - TAIL])
            if not high > low:
                low, high = float(every.min()) - 0.5, float(every.max()) + 0.5
            self._edges = np.linspace(low, high, bins + 1)
            inner = self._edges[1:-1]
            rows = []
            for group in self._groups:
                below = np.searchsorted(group.scores, inner)
                rows.append(np.diff(np.concatenate([[0], below, [len(group.scores)]])))
            self._counts = np.array(rows, np.float64)
        else:
            self._counts = np.zeros((0, bins))
        self._repaint()

    def _heights(self) -> Floats:
        """(groups, bins): counts, or shares of the group times their number."""
        heights = self._counts
        if self._view.is_density and len(heights):
            heights = heights / np.maximum(heights.sum(1, keepdims=True), 1.0)
        if self._view.is_log:
            heights = np.log10(1.0 + heights / self._unit())  # a single picture can be seen
        return heights

    # Places

    def plot(self) -> QRect:
        """Where the bars are."""
        return self.rect().adjusted(LEFT, TOP, -RIGHT, -BOTTOM)

    def x_of(self, score: float) -> float:
        area, low, high = self.plot(), self._edges[0], self._edges[-1]
        share = float(np.clip((score - low) / (high - low), 0.0, 1.0))
        return area.left() + share * area.width()

    def score_at(self, x: float) -> float:
        area = self.plot()
        share = (x - area.left()) / max(1, area.width())
        low, high = float(self._edges[0]), float(self._edges[-1])
        return low + float(np.clip(share, 0.0, 1.0)) * (high - low)

    def bar_at(self, x: float) -> int:
        bins = len(self._edges) - 1
        area = self.plot()
        place = int((x - area.left()) / max(1, area.width()) * bins)
        return place if 0 <= place < bins and area.left() <= x <= area.right() else -1

    # Painting

    def _repaint(self) -> None:
        self._bars = QPixmap()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._repaint()

    def sizeHint(self) -> QSize:
        return QSize(520, 260)

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._bars.isNull() and not self.size().isEmpty():
            self._bars = QPixmap(self.size() * ratio)
            self._bars.setDevicePixelRatio(ratio)
            self._bars.fill(QColor(theme.colours().panel))
            self._paint_bars(self._bars)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._bars)
        if self._groups:
            self._paint_threshold(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(theme.colours().accent))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        painter.end()

    def _colour(self, place: int) -> QColor:
        colours, group = theme.colours(), self._groups[place]
        if self._view.by_class:
            return QColor(colours.classes[place % len(colours.classes)])
        if group.is_abnormal:
            return QColor(colours.classes[ABNORMAL])
        return QColor(getattr(colours, NORMAL))

    def _pen(self, place: int) -> QPen:
        """Normal classes are drawn through, abnormal ones dashed."""
        pen = QPen(self._colour(place), 1.8 if self._view.by_class else 1.4)
        if self._view.by_class and self._groups[place].is_abnormal:
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

    def _paint_bars(self, target: QPixmap) -> None:
        painter = QPainter(target)
        colours, area = theme.colours(), self.plot()
        heights = self._heights()
        top = float(heights.max()) if heights.size else 0.0
        self._paint_axes(painter, top)
        width = area.width() / max(1, len(self._edges) - 1)
        for place in range(len(heights)) if top > 0 else ():
            colour = self._colour(place)
            steps = [QPointF(area.left(), area.bottom())]
            for bar, height in enumerate(heights[place]):
                y = area.bottom() - height / top * (area.height() - 2)
                steps += [QPointF(area.left() + bar * width, y)]
                steps += [QPointF(area.left() + (bar + 1) * width, y)]
            steps.append(QPointF(area.right() + 1, area.bottom()))
            fill = QColor(colour)
            fill.setAlphaF(0.0 if self._view.by_class else 0.42)
            painter.setBrush(fill)
            painter.setPen(self._pen(place))
            painter.drawPolygon(QPolygonF(steps))
        if top > 0:
            self._paint_names(painter)
        painter.setPen(QColor(colours.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.end()

    def _paint_axes(self, painter: QPainter, top: float) -> None:
        colours, area, metrics = theme.colours(), self.plot(), self.fontMetrics()
        if not self._groups:
            return
        low, high = float(self._edges[0]), float(self._edges[-1])
        wanted = max(2, min(7, area.width() // 90))
        for value in _ticks(low, high, wanted):
            x = self.x_of(value)
            painter.setPen(QColor(colours.line))
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 4))
            painter.setPen(QColor(colours.muted))
            text = figure(value) if value else "0"
            box = QRectF(x - 40, area.bottom() + 4, 80, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        for value in self._marks_of_height(top):
            y = area.bottom() - self._raised(value) / top * (area.height() - 2)
            painter.setPen(QColor(colours.line))
            painter.drawLine(QPointF(area.left() - 4, y), QPointF(area.right(), y))
            painter.setPen(QColor(colours.muted))
            text = f"{figure(100 * value)} %" if self._view.is_density else integer(round(value))
            box = QRectF(0, y - metrics.height() / 2, LEFT - 7, metrics.height())
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, side, text)

    def _unit(self) -> float:
        """What one picture adds to a height."""
        if not self._view.is_density or not len(self._counts):
            return 1.0
        return 1.0 / max(float(self._counts.sum(1).max()), 1.0)

    def _raised(self, value: float) -> float:
        """A count or share as a height."""
        return float(np.log10(1.0 + value / self._unit())) if self._view.is_log else value

    def _marks_of_height(self, top: float) -> list[float]:
        if top <= 0:
            return []
        if not self._view.is_log:
            return [value for value in _ticks(0.0, top, 3) if 0 < value <= top]
        unit = self._unit()
        first = int(np.ceil(np.log10(unit) - 1e-9))
        values = [10.0**power for power in range(first, first + int(np.ceil(top)) + 2)]
        return [value for value in values if self._raised(value) <= top]

    def _paint_threshold(self, painter: QPainter) -> None:
        colours, area, metrics = theme.colours(), self.plot(), self.fontMetrics()
        if self._hovered >= 0:
            width = area.width() / (len(self._edges) - 1)
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
            last = len(self._edges) - 2
            self._point(min(max(self._hovered + way, 0), last))
            return
        step = float(self._edges[-1] - self._edges[0]) / 200
        self.set_threshold(self._threshold + way * step)
        self.moved.emit(self._threshold)
        self.settled.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

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


def _ticks(low: float, high: float, wanted: int) -> list[float]:
    """About `wanted` round numbers between two others."""
    if not high > low:
        return []
    rough = (high - low) / max(1, wanted)
    power = 10.0 ** np.floor(np.log10(rough))
    step = power * next((m for m in (1, 2, 5, 10) if m * power >= rough), 10)
    first = np.ceil(low / step - 1e-9)
    count = int(np.floor(high / step + 1e-9) - first) + 1
    return [float((first + index) * step) for index in range(count)]
