"""What a dial does: pictures from one end of its range to the other."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gen_explorer.data.images import Packed
from gen_explorer.ui import theme
from gen_explorer.ui.widgets.hovered_places import HoveredPlaces
from gen_explorer.ui.widgets.thumbnail import draw_cell

GAP = 3
LARGEST = 52
MARK = 5
"""Height of the strip with the mark below the pictures."""


class DialStrip(HoveredPlaces):
    """Pictures at equal steps; a click takes that step. The mark shows where the dial stands."""

    chosen = Signal(float)
    """A share of the range, 0 to 1."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: list[Packed | None] = [None] * count
        self._share = 0.5
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the dial has the keys
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def __len__(self) -> int:
        return len(self._pictures)

    @property
    def shares(self) -> tuple[float, ...]:
        """Where on the range the pictures stand."""
        return tuple(i / (len(self) - 1) for i in range(len(self)))

    def show_share(self, share: float) -> None:
        share = min(max(share, 0.0), 1.0)
        if share != self._share:  # told at each change of the recipe, whatever it changes
            self._share = share
            self.update()

    def put(self, first: int, pictures: Packed) -> None:
        for place, picture in enumerate(np.ascontiguousarray(pictures), first):
            if 0 <= place < len(self):
                self._pictures[place] = picture
        self.update()

    def place_count(self) -> int:
        return len(self)

    def cell(self, place: int) -> QRect:
        side = self._side(self.width())
        room = self.width() - side
        return QRect(round(place * room / (len(self) - 1)), 0, side, side)

    def _side(self, width: int) -> int:
        return min(LARGEST, max(8, (width + GAP) // len(self) - GAP))

    def heightForWidth(self, width: int) -> int:
        return self._side(width) + MARK + 2

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 16)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A scroll area asks nobody how high it is at a width."""
        self.setFixedHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.colours()
        for place, picture in enumerate(self._pictures):
            draw_cell(painter, self.cell(place), picture, False, place == self._hovered)
        side = self._side(self.width())
        x = side / 2 + self._share * (self.width() - side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(QRectF(x - side / 4, side + 2, side / 2, 3), 1.5, 1.5)
        painter.end()

    def tip(self, place: int) -> str:
        """The strip's own, for all pictures."""
        return ""

    def choose(self, place: int) -> None:
        self.chosen.emit(self.shares[place])
