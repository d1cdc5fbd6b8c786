"""The map's parts below each other: what there is no room for steps back, the map never."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gen_explorer.ui.widgets.map_legend import MapLegend

GAP = 6
COMFORT = 200
"""Height in points below which the map takes room from the note, then from the legend."""


class MapColumn(QWidget):
    """Tools, anchors, canvas, legend and note in whole widths.

    Not a QVBoxLayout: that takes the height the legend and the note need at their narrowest for
    their least height, and squeezes them over each other in a low dock.
    """

    def __init__(
        self,
        tools: QWidget,
        anchors: QWidget,
        canvas: QWidget,
        legend: MapLegend,
        note: QWidget,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._tools, self._anchors, self._canvas = tools, anchors, canvas
        self._legend, self._note = legend, note
        for part in (tools, anchors, canvas, legend, note):
            part.setParent(self)

    def sizeHint(self) -> QSize:
        least = self.minimumSizeHint()
        return QSize(least.width(), least.height() + COMFORT)

    def minimumSizeHint(self) -> QSize:
        """The canvas at its least, without the note, with one row of the legend."""
        parts = [
            part
            for part in (self._tools, self._anchors, self._canvas, self._legend)
            if not part.isHidden()
        ]
        sizes = [part.minimumSizeHint().expandedTo(part.minimumSize()) for part in parts]
        height = sum(size.height() for size in sizes) + GAP * (len(sizes) - 1)
        return QSize(max(size.width() for size in sizes), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        width, y = self.width(), 0
        for part in (self._tools, self._anchors):
            if not part.isHidden():
                wraps = part.hasHeightForWidth()
                height = part.heightForWidth(width) if wraps else part.sizeHint().height()
                part.setGeometry(0, y, width, height)
                y += height + GAP
        room = self.height() - y
        rows = 0 if self._legend.isHidden() else self._legend.rows_in(width)
        note = self._note.heightForWidth(width) + GAP
        legend = self._legend.height_of(rows) + GAP if rows else 0
        has_note = room >= COMFORT + legend + note
        while rows > 1 and room < COMFORT + legend:
            rows -= 1
            legend = self._legend.height_of(rows) + GAP
        canvas = max(self._canvas.minimumHeight(), room - legend - (note if has_note else 0))
        self._canvas.setGeometry(0, y, width, canvas)
        self._legend.setGeometry(0, y + canvas + GAP, width, max(0, legend - GAP))
        self._note.setVisible(has_note)
        self._note.setGeometry(0, y + canvas + legend + GAP, width, note - GAP)
