"""What each line of a plot is, and its value where the crosshair stands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.ui import theme
from gen_explorer.ui.language import figure
from gen_explorer.ui.widgets.hovered_places import HoveredPlaces

SWATCH = 18
GAP = 6
VALUE = "0000.0"
"""As wide as a value gets: entries keep their places while values change."""


@dataclass(frozen=True)
class LegendEntry:
    """One line of the plot."""

    key: str
    name: str
    colour: str
    """As "#rrggbb"."""
    is_dashed: bool = False
    is_shown: bool = True


class PlotLegend(HoveredPlaces):
    """Entries in columns of one width. A click or Space takes a line out of the plot and back."""

    toggled = Signal(str)
    """The key of a line to show or hide."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[LegendEntry, ...] = ()
        self._values: dict[str, float] = {}
        self._mark = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    @property
    def entries(self) -> tuple[LegendEntry, ...]:
        return self._entries

    def show_entries(self, entries: Sequence[LegendEntry]) -> None:
        if tuple(entries) == self._entries:
            return
        self._entries = tuple(entries)
        self._mark = min(self._mark, max(0, len(self._entries) - 1))
        self.setVisible(bool(self._entries))
        self._fit()
        self.update()

    def show_values(self, values: dict[str, float]) -> None:
        """Key -> value under the crosshair; an empty one clears them."""
        if values != self._values:
            self._values = values
            self.update()

    def cell(self, place: int) -> QRect:
        """Where an entry lies."""
        columns, width, height = self._columns(), self._cell_width(), self._row_height()
        row, column = divmod(place, columns)
        return QRect(column * width, row * height, width, height)

    def _row_height(self) -> int:
        return self.fontMetrics().height() + 4

    def _cell_width(self) -> int:
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(e.name) for e in self._entries), default=0)
        wanted = SWATCH + 4 * GAP + widest + metrics.horizontalAdvance(VALUE)
        return max(1, min(wanted, self.width()))

    def _columns(self) -> int:
        return max(1, self.width() // self._cell_width())

    def _fit(self) -> None:
        rows = math.ceil(len(self._entries) / self._columns())
        self.setFixedHeight(max(1, rows * self._row_height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def place_at(self, point: QPoint) -> int:
        places = range(len(self._entries))
        return next((place for place in places if self.cell(place).contains(point)), -1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours, metrics = theme.colours(), self.fontMetrics()
        middle = Qt.AlignmentFlag.AlignVCenter
        for place, entry in enumerate(self._entries):
            cell = self.cell(place)
            line = QPen(QColor(entry.colour if entry.is_shown else colours.line), 2.5)
            line.setStyle(Qt.PenStyle.DashLine if entry.is_dashed else Qt.PenStyle.SolidLine)
            line.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(line)
            height = cell.center().y()
            painter.drawLine(cell.left() + 2, height, cell.left() + SWATCH, height)
            text = cell.adjusted(SWATCH + GAP, 0, -GAP, 0)
            value = self._values.get(entry.key)
            shown = "" if value is None or not entry.is_shown else figure(value)
            room = text.width() - metrics.horizontalAdvance(shown or VALUE) - GAP
            painter.setPen(QColor(colours.text if entry.is_shown else colours.muted))
            name = metrics.elidedText(entry.name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(text, middle, name)
            if shown:
                painter.setPen(QColor(colours.text))
                painter.drawText(text, middle | Qt.AlignmentFlag.AlignRight, shown)
            if place == self._hovered or (self.hasFocus() and place == self._mark):
                painter.setPen(QColor(colours.accent if self.hasFocus() else colours.line))
                painter.drawRoundedRect(cell.adjusted(0, 0, -2, -1), 4, 4)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self._mark = place
            self.toggled.emit(self._entries[place].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key(event.key()), len(self._entries) - 1
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -self._columns(),
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: self._columns(),
        }
        if key in steps and last >= 0:
            self._mark = min(max(self._mark + steps[key], 0), last)
            self._describe()
            self.update()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and last >= 0:
            self.toggled.emit(self._entries[self._mark].key)
            self._describe()
        else:
            super().keyPressEvent(event)

    def _describe(self) -> None:
        entry = self._entries[self._mark]
        text = entry.name if entry.is_shown else tr("{name}, hidden").format(name=entry.name)
        self.setAccessibleDescription(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
