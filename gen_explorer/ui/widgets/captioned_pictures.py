"""Small pictures with a line below each, in as many rows as they need."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gen_explorer.data.images import Packed
from gen_explorer.ui import theme
from gen_explorer.ui.widgets.marked_places import MarkedPlaces
from gen_explorer.ui.widgets.thumbnail import draw_cell

SIDE = 52
GAP = 8


class CaptionedPictures(MarkedPlaces):
    """To look at: nothing happens to one that is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: Packed = np.zeros((0, 1, 1), np.int32)
        self._captions: tuple[str, ...] = ()
        self._colours: tuple[str, ...] = ()
        self._names: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def __len__(self) -> int:
        return len(self._captions)

    def show_pictures(
        self,
        pictures: Packed,
        captions: Sequence[str],
        colours: Sequence[str],
        names: Sequence[str],
    ) -> None:
        """`pictures` (n, H, W); for each a caption of a line or two, the name of its colour in
        `theme.Colours`, and a longer name."""
        self._pictures = np.ascontiguousarray(pictures)
        self._captions, self._colours, self._names = tuple(captions), tuple(colours), tuple(names)
        self._mark = 0
        self._fit()
        self.update()

    def place_count(self) -> int:
        return len(self)

    def columns(self) -> int:
        return max(1, (self.width() + GAP) // (self._pitch() + GAP))

    def _pitch(self) -> int:
        metrics = self.fontMetrics()
        lines = [line for caption in self._captions for line in caption.split("\n")]
        widest = max((metrics.horizontalAdvance(line) for line in lines), default=0)
        return max(SIDE, min(widest + 4, 132))

    def _caption_height(self) -> int:
        lines = max((caption.count("\n") + 1 for caption in self._captions), default=1)
        return lines * self.fontMetrics().height()

    def cell(self, place: int) -> QRect:
        """A picture with its caption."""
        row, column = divmod(place, self.columns())
        height = SIDE + self._caption_height() + 3
        return QRect(column * (self._pitch() + GAP), row * (height + GAP), self._pitch(), height)

    def _fit(self) -> None:
        self.setFixedHeight(self.cell(len(self) - 1).bottom() + 3 if len(self) else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(240, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = painter.fontMetrics()
        for place, caption in enumerate(self._captions):
            cell = self.cell(place)
            if not cell.intersects(event.rect()):
                continue
            box = QRect(cell.left() + (cell.width() - SIDE) // 2, cell.top() + 1, SIDE, SIDE)
            is_marked = place == self.shown_mark()
            draw_cell(painter, box, self._pictures[place], False, is_marked)
            painter.setPen(QColor(getattr(theme.colours(), self._colours[place])))
            below = QRect(cell.left(), box.bottom() + 3, cell.width(), metrics.height())
            for line in caption.split("\n"):
                elided = metrics.elidedText(line, Qt.TextElideMode.ElideRight, cell.width())
                painter.drawText(below, Qt.AlignmentFlag.AlignCenter, elided)
                below.translate(0, metrics.height())
        painter.end()

    def describe(self, place: int) -> str:
        return self._names[place]
