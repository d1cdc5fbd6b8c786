"""Which class is called which: a heat map of counts, to choose a cell from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.ui import theme
from gen_explorer.ui.language import integer, number
from gen_explorer.ui.widgets.hovered_places import HoveredPlaces

Counts = npt.NDArray[np.int64]
LARGEST = 40
"""Points of a cell's side at most."""
LABEL_LIMIT = 84
"""Points of a name at most."""
SMALL = 0.8


class ConfusionMatrix(HoveredPlaces):
    """Rows: what pictures are; columns: what they were called. The diagonal is right."""

    chosen = Signal(int, int)
    """(row, column) of a cell that was clicked or entered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._counts: Counts = np.zeros((0, 0), np.int64)
        self._current = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, names: Sequence[str], counts: Counts) -> None:
        """`counts` (K, K), one name a row and column."""
        self._names, self._counts = tuple(names), counts
        self._mark, self._current = 0, -1
        self._fit()
        self.update()

    def set_current(self, cell: tuple[int, int] | None) -> None:
        """The (row, column) whose pictures are shown."""
        self._current = -1 if cell is None else cell[0] * self.columns() + cell[1]
        self.update()

    # Where cells lie

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(max(6.5, font.pointSizeF() * SMALL))
        return font

    def _label(self) -> int:
        metrics = QFontMetrics(self._small())
        widest = max((metrics.horizontalAdvance(name) for name in self._names), default=0)
        return min(widest + 7, LABEL_LIMIT)

    def _side(self) -> int:
        return max(8, min(LARGEST, (self.width() - self._label() - 2) // max(len(self._names), 1)))

    def place_count(self) -> int:
        return len(self._names) ** 2

    def columns(self) -> int:
        return len(self._names)

    def cell(self, place: int) -> QRect:
        side, label = self._side(), self._label()
        row, column = divmod(place, self.columns())
        return QRect(label + column * side, label + row * side, side, side)

    def place_at(self, point: QPoint) -> int:
        side, label = self._side(), self._label()
        return self._place((point.y() - label) // side, (point.x() - label) // side)

    def beside(self, place: int, along: int, down: int) -> int:
        """Rows do not go on in the next one."""
        row, column = divmod(place, self.columns())
        return self._place(row + down, column + along)

    def _place(self, row: int, column: int) -> int:
        count = self.columns()
        return row * count + column if 0 <= row < count and 0 <= column < count else -1

    def _fit(self) -> None:
        self.setFixedHeight(self._label() + self._side() * len(self._names) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(300, self.height())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._small())
        colours = theme.colours()
        sums = np.maximum(self._counts.sum(axis=1, keepdims=True), 1)
        shares = self._counts / sums
        for place in range(self.place_count()):
            self._paint_cell(painter, place, float(shares.flat[place]), colours)
        self._paint_names(painter, colours)
        for place, colour in (
            (self._current, colours.accent),
            (self._hovered, colours.text),
            (self.shown_mark(), colours.accent),
        ):
            if place >= 0 and self._names:
                painter.setPen(QPen(QColor(colour), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self.cell(place).adjusted(0, 0, -2, -2))
        painter.end()

    def _paint_cell(
        self, painter: QPainter, place: int, share: float, colours: theme.Colours
    ) -> None:
        row, column = divmod(place, self.columns())
        cell = self.cell(place).adjusted(0, 0, -1, -1)
        painter.fillRect(cell, QColor(colours.raised))
        heat = QColor(colours.accent if row == column else colours.error)
        heat.setAlphaF(min(1.0, share**0.5))
        painter.fillRect(cell, heat)
        count = int(self._counts[row, column])
        text = integer(count)
        if count and painter.fontMetrics().horizontalAdvance(text) <= cell.width() - 2:
            painter.setPen(QColor(colours.on_accent if share > 0.3 else colours.text))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_names(self, painter: QPainter, colours: theme.Colours) -> None:
        painter.setPen(QColor(colours.muted))
        label, side, metrics = self._label(), self._side(), painter.fontMetrics()
        for place, name in enumerate(self._names):
            elided = metrics.elidedText(name, Qt.TextElideMode.ElideRight, label - 5)
            flags = Qt.AlignmentFlag.AlignVCenter
            right = flags | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRect(0, label + place * side, label - 4, side), right, elided)
            painter.save()
            painter.translate(QPointF(label + place * side, label - 3))
            painter.rotate(-90)
            painter.drawText(QRectF(0, 0, label - 4, side), flags, elided)
            painter.restore()

    def describe(self, place: int) -> str:
        row, column = divmod(place, self.columns())
        count, whole = int(self._counts[row, column]), int(self._counts[row].sum())
        share = number(100 * count / max(whole, 1), 1)
        if row == column:
            return tr("{name}: {count} of {whole} called right ({share} %)").format(
                name=self._names[row], count=integer(count), whole=integer(whole), share=share
            )
        return tr("{name} called {other}: {count} of {whole} ({share} %)").format(
            name=self._names[row],
            other=self._names[column],
            count=integer(count),
            whole=integer(whole),
            share=share,
        )

    def choose(self, place: int) -> None:
        self.chosen.emit(*divmod(place, self.columns()))
