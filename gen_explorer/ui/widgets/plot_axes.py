"""The two axes of a plot in the window's colours, language and numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QFont

from gen_explorer.ui import theme
from gen_explorer.ui.widgets.plot_ticks import numbers, powers

WIDTH = 58
"""Pixels of the y axis: the same for all plots, so that plots above each other are in line."""


class PlotAxes:
    """The axes of one plot item of pyqtgraph's."""

    def __init__(self, item: Any) -> None:
        self.x: Any = item.getAxis("bottom")
        self.y: Any = item.getAxis("left")
        self._x_text: Callable[[float], str] | None = None
        for axis in (self.x, self.y):
            axis.enableAutoSIPrefix(False)
            axis.tickStrings = lambda values, scale, gap, axis=axis: self._ticks(axis, values, gap)
            # Minor grid lines took five times as long to paint as all the rest.
            axis.setStyle(
                tickLength=-4, tickTextOffset=4, autoExpandTextSpace=False, maxTickLevel=0
            )
        self.y.setWidth(WIDTH)

    def write_x(self, write: Callable[[float], str] | None) -> None:
        """How x is written; None: as a number."""
        self._x_text = write
        self.x.picture = None
        self.x.update()

    def set_x_gap(self, gap: float) -> None:
        """How far ticks are apart; 0 leaves it to the axis."""
        if gap:
            self.x.setTickSpacing(gap, gap)
        else:
            self.x.setTickSpacing()

    def set_labels(self, x: str, y: str) -> None:
        """What stands beside the axes, and draws the numbers anew."""
        for axis, label in ((self.x, x), (self.y, y)):
            axis.setLabel(label)
            axis.showLabel(bool(label))
            axis.picture = None

    def dress(self, font: QFont) -> None:
        """Takes the theme's colours; numbers are smaller than `font`."""
        colours = theme.colours()
        small = QFont(font)
        small.setPointSizeF(max(7.0, small.pointSizeF() * 0.88))
        for axis in (self.x, self.y):
            axis.setPen(colours.line)
            axis.setTickPen(colours.line)
            axis.setTextPen(colours.muted)
            axis.setTickFont(small)

    def _ticks(self, axis: Any, values: Sequence[float], gap: float) -> list[str]:
        if axis is self.x and self._x_text is not None:
            return [self._x_text(value) for value in values]
        return powers(values) if axis.logMode else numbers(values, gap)
