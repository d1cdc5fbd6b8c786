"""Small pictures with a line below each, in as many rows as they need."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gen_explorer.data.images import Packed
from gen_explorer.ui import theme
from gen_explorer.ui.tooltips import wrapped
from gen_explorer.ui.widgets.sheet import draw_cell

SIDE = 52
GAP = 8


class CaptionedPictures(QWidget):
    """Arrows go from one to the next, which then says its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: Packed = np.zeros((0, 1, 1), np.int32)
        self._captions: tuple[str, ...] = ()
        self._colours: tuple[str, ...] = ()
        self._names: tuple[str, ...] = ()
        self._mark = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

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

    def _columns(self) -> int:
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
        row, column = divmod(place, self._columns())
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
            is_marked = self.hasFocus() and place == self._mark
            draw_cell(painter, box, self._pictures[place], False, is_marked)
            painter.setPen(QColor(getattr(theme.colours(), self._colours[place])))
            below = QRect(cell.left(), box.bottom() + 3, cell.width(), metrics.height())
            for line in caption.split("\n"):
                elided = metrics.elidedText(line, Qt.TextElideMode.ElideRight, cell.width())
                painter.drawText(below, Qt.AlignmentFlag.AlignCenter, elided)
                below.translate(0, metrics.height())
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._place_at(event.pos())
            if place >= 0:
                text = wrapped(self._names[place])
                QToolTip.showText(event.globalPos(), text, self, self.cell(place))
                return True
        return super().event(event)

    def _place_at(self, point: QPoint) -> int:
        return next((i for i in range(len(self)) if self.cell(i).contains(point)), -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        columns = self._columns()
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_Down: columns,
        }
        place = self._mark + steps.get(Qt.Key(event.key()), len(self) + columns)
        if 0 <= place < len(self):
            self._mark = place
            self.setAccessibleDescription(self._names[place])
            self.update()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
