"""Pictures side by side, each with a name above, a map of its errors below, and its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gen_explorer.data.images import Packed
from gen_explorer.ui import theme
from gen_explorer.ui.widgets.focus_ring import RingedWidget
from gen_explorer.ui.widgets.hovered_places import HoveredPlaces
from gen_explorer.ui.widgets.thumbnail import draw_thumbnail, frame

GAP = 10
INNER = 3
SMALLEST, LARGEST = 84, 224
"""Points of a picture's side."""
WIDER = 72
"""Points by which a tile may be wider than its picture."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Tile:
    """One column of the comparison."""

    key: str
    name: str
    note: str = ""
    """A second line above the picture: the model's name."""
    picture: Packed | None = None
    """(H, W); None while it is being computed."""
    map: Packed | None = None
    """(H, W) below the picture."""
    figures: tuple[str, ...] = ()
    """Two lines at most, below."""
    best: tuple[bool, ...] = ()
    """Which of the figures are the best of all tiles."""
    tip: str = ""


class Tiles(HoveredPlaces, RingedWidget):
    """As many columns as make the pictures largest. A click or Enter chooses a tile."""

    chosen = Signal(str)
    """The key of a tile."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: tuple[Tile, ...] = ()
        self._current = ""
        self._room = QSize(400, 400)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        return self._tiles

    def show_tiles(self, tiles: Sequence[Tile], current: str) -> None:
        """`current` is framed."""
        is_other = len(tiles) != len(self._tiles)
        self._tiles, self._current = tuple(tiles), current
        self._mark = min(self._mark, max(len(tiles) - 1, 0))
        if is_other:
            self._fit()
        self.update()

    def set_room(self, room: QSize) -> None:
        """What is in sight of it; it grows higher only where its tiles would become too small."""
        self._room = room
        self._fit()

    # Where tiles lie

    @property
    def _text(self) -> int:
        return self.fontMetrics().height()

    def _height_of(self, side: int) -> int:
        return 2 * self._text + 2 * side + 2 * INNER + 2 * self._text + GAP

    def _layout(self, width: int) -> tuple[int, int]:
        """(columns, side of a picture) for the largest pictures in the room there is."""
        count = max(len(self._tiles), 1)
        best = (1, 0)
        for columns in range(1, count + 1):
            rows = -(-count // columns)
            side = (width - GAP) // columns - GAP
            spare = (self._room.height() - GAP // 2) // rows - self._height_of(0)
            side = min(side, max(spare // 2, SMALLEST), LARGEST)
            if side >= best[1]:
                best = (columns, side)
        columns, side = best
        shown = next((t.picture for t in self._tiles if t.picture is not None), None)
        if shown is not None and side > shown.shape[1]:  # whole pixels are crisp
            side -= side % shown.shape[1]
        return columns, max(side, 24)

    def place_count(self) -> int:
        return len(self._tiles)

    def columns(self) -> int:
        return self._layout(self.width())[0]

    def cell(self, place: int) -> QRect:
        columns, side = self._layout(self.width())
        row, column = divmod(place, columns)
        # Wider than its picture where there is room, for the names.
        pitch = min((self.width() - GAP) // columns, side + WIDER)
        height = self._height_of(side)
        left, top = GAP + column * pitch, GAP // 2 + row * height
        return QRect(left, top, pitch - GAP, height - GAP)

    def _fit(self) -> None:
        columns, side = self._layout(self.width())
        rows = -(-max(len(self._tiles), 1) // columns)
        height = max(rows * self._height_of(side) + GAP // 2, 1)
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * (SMALLEST + GAP) + GAP, 100)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.colours()
        painter.fillRect(event.rect(), QColor(colours.panel))
        for place, tile in enumerate(self._tiles):
            cell = self.cell(place)
            if cell.adjusted(-4, -4, 4, 4).intersects(event.rect()):
                self._paint_tile(painter, cell, place, tile)
        painter.end()

    def _paint_tile(self, painter: QPainter, cell: QRect, place: int, tile: Tile) -> None:
        colours, line = theme.colours(), self._text
        metrics = painter.fontMetrics()
        at = QRect(cell.x(), cell.y(), cell.width(), line)
        # Without a note the name stands next to its picture.
        for text, colour in ((tile.note, colours.muted), (tile.name, colours.text)):
            painter.setPen(QColor(colour))
            short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, at.width())
            painter.drawText(at, Qt.AlignmentFlag.AlignLeft, short)
            at.translate(0, line)
        side = self._layout(self.width())[1]
        picture = QRect(cell.x(), at.y() + INNER, side, side)
        below = picture.translated(0, side + INNER)
        for box, pixels in ((picture, tile.picture), (below, tile.map)):
            if pixels is not None:
                draw_thumbnail(painter, box, pixels)
            elif box is picture:
                painter.fillRect(box, QColor(colours.canvas))
                painter.setPen(QColor(colours.muted))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "…")
        if tile.key == self._current:
            frame(painter, picture, colours.accent, 2.0)
        elif self.is_pointed_at(place):
            frame(painter, picture, colours.text, 1.5)
        at = QRect(cell.x(), below.y() + side + 1, cell.width(), line)
        font = painter.font()
        for number, text in enumerate(tile.figures):
            is_best = number < len(tile.best) and tile.best[number]
            font.setBold(is_best)
            painter.setFont(font)
            painter.setPen(QColor(colours.good if is_best else colours.muted))
            painter.drawText(at, Qt.AlignmentFlag.AlignLeft, text)
            at.translate(0, line)
        font.setBold(False)
        painter.setFont(font)

    # What hands do

    def describe(self, place: int) -> str:
        tile = self._tiles[place]
        return ", ".join((tile.note, tile.name, *tile.figures))

    def tip(self, place: int) -> str:
        return self._tiles[place].tip

    def choose(self, place: int) -> None:
        self.chosen.emit(self._tiles[place].key)

    def shown_mark(self) -> int:
        return self._mark if self._is_ringed else -1

    def _announce(self, place: int) -> None:
        super()._announce(place)
        self._is_ringed = True
