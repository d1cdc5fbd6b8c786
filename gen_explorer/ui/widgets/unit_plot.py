"""Curves in the unit square (ROC, precision over recall), with the point that a threshold is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from gen_explorer.ui import theme
from gen_explorer.ui.language import number
from gen_explorer.ui.widgets.still_ground import StillGround

Floats = npt.NDArray[np.floating[Any]]
LEFT, RIGHT, TOP, BOTTOM = 46, 12, 30, 36


@dataclass(frozen=True, eq=False)
class UnitCurve:
    """One curve: x and y (T,) from 0 to 1, x rising."""

    x: Floats
    y: Floats
    colour: str
    """As "#rrggbb"."""
    is_current: bool = False


class UnitPlot(StillGround):
    """The current curve is thick and carries the point. A click beside it asks for the threshold of
    the nearest place on it; arrows step along it."""

    placed = Signal(int)
    """A place on the current curve."""

    def __init__(
        self,
        title: Callable[[], str],
        x_label: Callable[[], str],
        y_label: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title, self._x_label, self._y_label = title, x_label, y_label
        self._curves: tuple[UnitCurve, ...] = ()
        self._chance: tuple[tuple[float, float], tuple[float, float]] | None = None
        self._point: tuple[float, float] | None = None
        self.setMinimumSize(150, 130)

    @property
    def point(self) -> tuple[float, float] | None:
        return self._point

    @property
    def curves(self) -> tuple[UnitCurve, ...]:
        return self._curves

    def show_curves(
        self,
        curves: Sequence[UnitCurve],
        chance: tuple[tuple[float, float], tuple[float, float]] | None = None,
    ) -> None:
        """`chance` is the line, from one point to another, of a score that knows nothing."""
        self._curves, self._chance = tuple(curves), chance
        self.repaint_ground()

    def set_point(self, x: float, y: float) -> None:
        if (x, y) != self._point:
            self._point = (x, y)
            self.setAccessibleDescription(
                f"{self._x_label()} {number(x, 3)}, {self._y_label()} {number(y, 3)}"
            )
            self.update()

    def relabel(self) -> None:
        """The language changed."""
        self.setAccessibleName(self._title())
        self.repaint_ground()

    def area(self) -> QRect:
        return self.rect().adjusted(LEFT, TOP, -RIGHT, -BOTTOM)

    def place_of(self, x: float, y: float) -> QPointF:
        area = self.area()
        return QPointF(area.left() + x * area.width(), area.bottom() - y * area.height())

    def sizeHint(self) -> QSize:
        return QSize(220, 200)

    def _current(self) -> UnitCurve | None:
        return next((curve for curve in self._curves if curve.is_current), None)

    def paint_over(self, painter: QPainter) -> None:
        current = self._current()
        if current is not None and self._point is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            centre = self.place_of(*self._point)
            guide = QPen(QColor(theme.colours().muted), 1, Qt.PenStyle.DotLine)
            painter.setPen(guide)
            area = self.area()
            painter.drawLine(QPointF(area.left(), centre.y()), centre)
            painter.drawLine(QPointF(centre.x(), area.bottom()), centre)
            painter.setPen(QPen(QColor(theme.colours().panel), 2))
            painter.setBrush(QColor(theme.colours().text))
            painter.drawEllipse(centre, 5.5, 5.5)

    def paint_ground(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, area, metrics = theme.colours(), self.area(), self.fontMetrics()
        painter.setPen(QColor(colours.text))
        bold = self.font()
        bold.setBold(True)
        painter.setFont(bold)
        painter.drawText(
            QRect(4, 0, self.width() - 8, metrics.height() + 4),
            Qt.AlignmentFlag.AlignVCenter,
            self._title(),
        )
        painter.setFont(self.font())
        for share in (0.0, 0.5, 1.0):
            at = self.place_of(share, share)
            painter.setPen(QColor(colours.line))
            painter.drawLine(QPointF(at.x(), area.top()), QPointF(at.x(), area.bottom()))
            painter.drawLine(QPointF(area.left(), at.y()), QPointF(area.right(), at.y()))
            painter.setPen(QColor(colours.muted))
            text = number(share, 1) if share == 0.5 else str(round(share))
            below = QRectF(at.x() - 20, area.bottom() + 1, 40, metrics.height())
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)
            beside = QRectF(0, at.y() - metrics.height() / 2, LEFT - 5, metrics.height())
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(beside, side, text)
        row = QRect(
            area.left(), self.height() - metrics.height() - 1, area.width(), metrics.height()
        )
        painter.drawText(row, Qt.AlignmentFlag.AlignCenter, self._x_label())
        painter.save()
        painter.rotate(-90)
        column = QRect(-area.bottom(), 1, area.height(), metrics.height())
        painter.drawText(column, Qt.AlignmentFlag.AlignCenter, self._y_label())
        painter.restore()
        if self._chance is not None:
            painter.setPen(QPen(QColor(colours.muted), 1, Qt.PenStyle.DashLine))
            painter.drawLine(*(self.place_of(*end) for end in self._chance))
        for curve in sorted(self._curves, key=lambda curve: curve.is_current):
            painter.setPen(QPen(QColor(curve.colour), 2.4 if curve.is_current else 1.3))
            points = [
                self.place_of(x, y) for x, y in zip(curve.x.tolist(), curve.y.tolist(), strict=True)
            ]
            painter.drawPolyline(QPolygonF(points))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._take(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._take(event.position())

    def _take(self, at: QPointF) -> None:
        curve, area = self._current(), self.area()
        if curve is None:
            return
        x = (at.x() - area.left()) / max(1, area.width())
        y = (area.bottom() - at.y()) / max(1, area.height())
        self.placed.emit(int(((curve.x - x) ** 2 + (curve.y - y) ** 2).argmin()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        curve = self._current()
        if not way or curve is None or self._point is None:
            super().keyPressEvent(event)
            return
        x, y = self._point
        at = int(((curve.x - x) ** 2 + (curve.y - y) ** 2).argmin())
        self.placed.emit(min(max(at + way * max(1, len(curve.x) // 100), 0), len(curve.x) - 1))
