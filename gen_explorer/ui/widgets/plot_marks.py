"""Vertical lines with words, for what happened at a place of a plot's x axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from gen_explorer.ui import theme

MOST_TEXTS = 24
"""With more marks in sight their texts cover each other, so none is written."""


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
                label=mark.text,
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
        if not self.marks:
            return
        left, right = self._item.getViewBox().viewRange()[0]
        seen = sum(left <= mark.x <= right for mark in self.marks)
        for line in self.lines:
            line.label.setVisible(seen <= MOST_TEXTS)
