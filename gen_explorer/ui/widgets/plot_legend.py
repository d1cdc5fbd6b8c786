"""What each line of a plot is, and its value where the crosshair stands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
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
    code: str = ""
    """The name in the code."""


class PlotLegend(HoveredPlaces):
    """Entries in columns of one width. A click or Space takes a line out of the plot and back."""

    toggled = Signal(str)
    """The key of a line to show or hide."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[LegendEntry, ...] = ()
        self._values: dict[str, float] = {}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

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

    def place_count(self) -> int:
        return len(self._entries)

    def cell(self, place: int) -> QRect:
        columns, width, height = self.columns(), self._cell_width(), self._row_height()
        row, column = divmod(place, columns)
        return QRect(column * width, row * height, width, height)

    def _row_height(self) -> int:
        return self.fontMetrics().height() + 4

    def _cell_width(self) -> int:
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(e.name) for e in self._entries), default=0)
        wanted = SWATCH + 4 * GAP + widest + metrics.horizontalAdvance(VALUE)
        return max(1, min(wanted, self.width()))

    def columns(self) -> int:
        return max(1, self.width() // self._cell_width())

    def _fit(self) -> None:
        rows = math.ceil(len(self._entries) / self.columns())
        self.setFixedHeight(max(1, rows * self._row_height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

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
            if self.is_pointed_at(place):
                painter.setPen(QColor(colours.accent if self.hasFocus() else colours.line))
                painter.drawRoundedRect(cell.adjusted(0, 0, -2, -1), 4, 4)
        painter.end()

    def describe(self, place: int) -> str:
        entry = self._entries[place]
        return entry.name if entry.is_shown else tr("{name}, hidden").format(name=entry.name)

    def tip(self, place: int) -> str:
        """The legend's own, and what the line is called in the log."""
        entry = self._entries[place]
        if entry.code in ("", entry.name):
            return ""
        return f"{entry.name} ({entry.code})\n\n{self.toolTip()}".rstrip()

    def choose(self, place: int) -> None:
        self.toggled.emit(self._entries[place].key)
        self._announce(place)
