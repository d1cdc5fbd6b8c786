"""Vertical lines with words, for what happened at a place of a plot's x axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPen

from gen_explorer.ui import theme

MOST_TEXTS = 24
"""With more marks in sight hardly any has room for its text, so none is written."""
MARGIN = 6
"""Points between a text and the ends of its line, together."""


@dataclass(frozen=True)
class Mark:
    """A vertical line with a word."""

    x: float
    text: str
    colour: str = "muted"
    """A name in `Colours`."""


class PlotMarks:
    """The marks of one plot item of pyqtgraph's."""

    def __init__(self, item: Any) -> None:
        self.marks: tuple[Mark, ...] = ()
        self.lines: list[Any] = []
        """pyqtgraph's item of each of them."""
        self._item = item
        item.getViewBox().sigXRangeChanged.connect(self._write)
        item.getViewBox().sigResized.connect(self._write)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """In place of those before."""
        if tuple(marks) == self.marks:
            return
        self.marks = tuple(marks)
        for line in self.lines:
            self._item.removeItem(line)
        self.lines = []
        for mark in self.marks:
            line = pg.InfiniteLine(
                pos=mark.x,
                angle=90,
                movable=False,
                label=_plain(mark.text),
                labelOpts={"position": 0.97, "rotateAxis": (1, 0), "anchors": [(1, 1), (1, 1)]},
            )
            line.setZValue(2)
            self._item.addItem(line, ignoreBounds=True)
            self.lines.append(line)
        self.dress()
        self._write()

    def dress(self) -> None:
        """Takes the theme's colours."""
        colours = theme.colours()
        for mark, line in zip(self.marks, self.lines, strict=True):
            shade = QColor(getattr(colours, mark.colour))
            pen = QPen(shade, 1, Qt.PenStyle.DotLine)
            pen.setCosmetic(True)
            line.setPen(pen)
            line.label.setColor(shade)

    def _write(self) -> None:
        """Writes what fits: no text over another, and none longer than its line. What was changed
        or went wrong goes before pauses, the newer before the older."""
        if not self.marks:
            return
        box = self._item.getViewBox()
        left, right = box.viewRange()[0]
        scale = box.width() / max(right - left, 1e-12)
        metrics = QFontMetricsF(self.lines[0].label.textItem.font())
        seen = [place for place, mark in enumerate(self.marks) if left <= mark.x <= right]
        written: list[float] = []
        shown = set()
        if len(seen) <= MOST_TEXTS:
            for place in sorted(seen, key=lambda p: (self.marks[p].colour == "muted", -p)):
                x = self.marks[place].x * scale
                if all(abs(x - other) >= metrics.height() for other in written):
                    written.append(x)
                    shown.add(place)
        room = box.height() - MARGIN
        for place, line in enumerate(self.lines):
            line.label.setVisible(place in shown)
            if place in shown:
                text = self.marks[place].text
                cut = _plain(metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room))
                if cut != line.label.format:
                    line.label.setFormat(cut)


def _plain(text: str) -> str:
    """As pyqtgraph takes it, which reads braces as a place for a value."""
    return text.replace("{", "{{").replace("}", "}}")
