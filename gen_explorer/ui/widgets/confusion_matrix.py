"""Which class is called which: a heat map of counts, to choose a cell from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.ui import theme
from gen_explorer.ui.language import integer, number

Counts = npt.NDArray[np.int64]
LARGEST = 40
"""Points of a cell's side at most."""
LABEL_LIMIT = 84
"""Points of a name at most."""
SMALL = 0.8


class ConfusionMatrix(QWidget):
    """Rows: what pictures are; columns: what they were called. The diagonal is right."""

    chosen = Signal(int, int)
    """(row, column) of a cell that was clicked or entered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._counts: Counts = np.zeros((0, 0), np.int64)
        self._hovered: tuple[int, int] | None = None
        self._mark = (0, 0)
        self._current: tuple[int, int] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    def show_counts(self, names: Sequence[str], counts: Counts) -> None:
        """`counts` (K, K), one name a row and column."""
        self._names, self._counts = tuple(names), counts
        self._mark = (0, 0)
        self._current = None
        self._fit()
        self.update()

    def set_current(self, cell: tuple[int, int] | None) -> None:
        """The cell whose pictures are shown."""
        self._current = cell
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

    def cell(self, row: int, column: int) -> QRect:
        side, label = self._side(), self._label()
        return QRect(label + column * side, label + row * side, side, side)

    def cell_at(self, point: QPoint) -> tuple[int, int] | None:
        side, label, count = self._side(), self._label(), len(self._names)
        column, row = (point.x() - label) // side, (point.y() - label) // side
        return (row, column) if 0 <= row < count and 0 <= column < count else None

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
        for row in range(len(self._names)):
            for column in range(len(self._names)):
                self._paint_cell(painter, row, column, float(shares[row, column]), colours)
        self._paint_names(painter, colours)
        for cell, colour, is_shown in (
            (self._current, colours.accent, True),
            (self._hovered, colours.text, True),
            (self._mark, colours.accent, self.hasFocus()),
        ):
            if cell is not None and is_shown and self._names:
                painter.setPen(QPen(QColor(colour), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self.cell(*cell).adjusted(0, 0, -2, -2))
        painter.end()

    def _paint_cell(
        self, painter: QPainter, row: int, column: int, share: float, colours: theme.Colours
    ) -> None:
        cell = self.cell(row, column).adjusted(0, 0, -1, -1)
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

    def describe(self, row: int, column: int) -> str:
        """A cell in words."""
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

    # What hands do

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cell = self.cell_at(event.pos())
            if cell is not None:
                QToolTip.showText(event.globalPos(), self.describe(*cell), self, self.cell(*cell))
                return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.cell_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def _hover(self, cell: tuple[int, int] | None) -> None:
        if cell != self._hovered:
            self._hovered = cell
            shapes = Qt.CursorShape
            self.setCursor(shapes.ArrowCursor if cell is None else shapes.PointingHandCursor)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self._choose(cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        key, last = Qt.Key(event.key()), len(self._names) - 1
        if key in steps and last >= 0:
            row, column = self._mark[0] + steps[key][0], self._mark[1] + steps[key][1]
            self._mark = (min(max(row, 0), last), min(max(column, 0), last))
            self.setAccessibleDescription(self.describe(*self._mark))
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and last >= 0:
            self._choose(self._mark)
        else:
            super().keyPressEvent(event)

    def _choose(self, cell: tuple[int, int]) -> None:
        self._mark = cell
        self.update()
        self.chosen.emit(*cell)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
