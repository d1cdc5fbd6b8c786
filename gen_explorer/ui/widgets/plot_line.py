"""How a line of a plot looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QColor, QPen

FAINT = 0.3
"""Opacity of faint lines and of bars."""
DASHES = ((5.0, 3.0), (1.5, 2.0), (7.0, 2.0, 1.5, 2.0))
"""Patterns in line widths: dashed, dotted, both."""


@dataclass(frozen=True)
class Line:
    """How one line looks and what it is called."""

    label: Callable[[], str]
    colour: int | str
    """A number of `theme.colours().classes` (taken modulo 10), or a name in `Colours`."""
    is_dashed: bool = False
    is_faint: bool = False
    is_listed: bool = True
    """In the legend and in exported tables."""
    dash: int = 0
    """Which of DASHES a dashed line has."""
    width: float = 1.6
    is_smooth: bool = False
    """Antialiased: for lines of few points that turn slowly."""
    is_shown: bool = True
    code: str = ""
    """What it is called in the code and in the log, for the legend's tooltip."""

    def pen(self, colour: str) -> QPen:
        """`colour` is "#rrggbb"."""
        shade = QColor(colour)
        if self.is_faint:
            shade.setAlphaF(FAINT)
        pen = QPen(shade, self.width)
        pen.setCosmetic(True)
        if self.is_dashed:
            pen.setDashPattern(DASHES[self.dash % len(DASHES)])
        return pen
