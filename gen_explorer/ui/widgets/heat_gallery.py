"""Small pictures in a row or more, each beside a map of where its error lies; one can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gen_explorer.data.images import Packed
from gen_explorer.ui import theme
from gen_explorer.ui.widgets.canvas import image_over
from gen_explorer.ui.widgets.hovered_places import HoveredPlaces

Floats = npt.NDArray[np.float32]
SIDE = 56
GAP = 8
INSIDE = 2
"""Between a picture and its map."""
# Magma's course (van der Walt and Smith): perceptually even, and dark where there is no error.
STOPS = np.array(
    [[0, 0, 4], [59, 15, 112], [140, 41, 129], [222, 73, 104], [254, 159, 109], [252, 253, 191]]
)


@dataclass(frozen=True)
class Caption:
    """What stands below a picture, and all that is to be said of it."""

    text: str
    name: str


def heat_colours(heat: Floats) -> Packed:
    """Maps (n, H, W), 0 or more, as packed colours; each map's own 99th percentile is brightest."""
    if not heat.size:
        return np.zeros(heat.shape, np.int32)
    top = np.quantile(heat, 0.99, axis=(1, 2), keepdims=True)
    level = np.clip(heat / np.maximum(top, 1e-12), 0.0, 1.0)
    places = np.linspace(0.0, 1.0, len(STOPS))
    red, green, blue = (
        np.interp(level, places, STOPS[:, channel]).astype(np.int32) for channel in range(3)
    )
    packed: Packed = ((red << 16) | (green << 8) | blue).astype(np.int32)
    return packed


class HeatGallery(HoveredPlaces):
    """A click or Enter chooses one; what there is no room for is left out."""

    chosen = Signal(int)
    """The place of a picture in the gallery."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: Packed = np.zeros((0, 1, 1), np.int32)
        self._maps: Packed = np.zeros((0, 1, 1), np.int32)
        self._captions: tuple[Caption, ...] = ()
        self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(self.cell(0).height() + 4)

    def __len__(self) -> int:
        return len(self._captions)

    @property
    def captions(self) -> tuple[Caption, ...]:
        return self._captions

    def show_pictures(self, pictures: Packed, heat: Floats, captions: Sequence[Caption]) -> None:
        """`pictures` (n, H, W) packed, `heat` (n, H, W)."""
        self._pictures = np.ascontiguousarray(pictures)
        self._maps = np.ascontiguousarray(heat_colours(heat))
        self._captions = tuple(captions)
        self._mark, self._hovered = 0, -1
        self.update()

    def rename(self, captions: Sequence[Caption]) -> None:
        """The same pictures in another language."""
        if len(captions) == len(self._captions):
            self._captions = tuple(captions)
            self.update()

    def show_note(self, note: str) -> None:
        """What stands there while there are no pictures."""
        self._note = note
        self.update()

    def place_count(self) -> int:
        return min(len(self), self.visible())

    def columns(self) -> int:
        return max(1, (self.width() + GAP) // (self._pitch() + GAP))

    def visible(self) -> int:
        """How many pictures there is room for."""
        rows = max(1, (self.height() + GAP) // (self.cell(0).height() + GAP))
        return self.columns() * rows

    def _pitch(self) -> int:
        return 2 * SIDE + INSIDE

    def cell(self, place: int) -> QRect:
        """A picture, its map and its caption."""
        row, column = divmod(place, self.columns())
        height = SIDE + self.fontMetrics().height() + 4
        return QRect(
            1 + column * (self._pitch() + GAP), 1 + row * (height + GAP), self._pitch(), height
        )

    def sizeHint(self) -> QSize:
        return QSize(6 * (self._pitch() + GAP), self.cell(0).height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours, metrics = theme.colours(), self.fontMetrics()
        if not self._captions and self._note:
            painter.setPen(QColor(colours.muted))
            words = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(2, 2, -2, -2), words, self._note)
        for place, caption in enumerate(self._captions):
            cell = self.cell(place)
            if cell.bottom() > self.height() + 2:
                break
            left = QRect(cell.left(), cell.top(), SIDE, SIDE)
            right = left.translated(SIDE + INSIDE, 0)
            painter.drawImage(left, image_over(self._pictures[place]))
            painter.drawImage(right, image_over(self._maps[place]))
            if self.is_pointed_at(place):
                painter.setPen(QPen(QColor(colours.accent), 2))
                painter.drawRect(QRect(left.topLeft(), right.bottomRight()))
            painter.setPen(QColor(colours.muted))
            below = QRect(cell.left(), left.bottom() + 3, cell.width(), metrics.height())
            text = metrics.elidedText(caption.text, Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, text)
        painter.end()

    def describe(self, place: int) -> str:
        return self._captions[place].name

    def choose(self, place: int) -> None:
        self.chosen.emit(place)
