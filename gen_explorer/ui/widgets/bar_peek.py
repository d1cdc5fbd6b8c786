"""The pictures behind a bar of the histogram, shown beside it while it is pointed at."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gen_explorer.data.images import Packed
from gen_explorer.ui import theme
from gen_explorer.ui.widgets.canvas import image_over

SIDE = 34
GAP = 3
PAD = 6
MOST = 7
"""Pictures of each group."""
NONE = np.zeros((0, 1, 1), np.int32)


class BarPeek(QWidget):
    """A card over the histogram; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._title = ""
        self._rows: tuple[tuple[str, Packed], ...] = ()
        self.hide()

    @property
    def rows(self) -> tuple[tuple[str, Packed], ...]:
        """(words, pictures (n, H, W)) of each group that is in the bar."""
        return self._rows

    @property
    def text(self) -> str:
        return " · ".join([self._title, *(words for words, _ in self._rows)])

    def show_pictures(
        self, title: str, rows: tuple[tuple[str, Packed], ...], x: float, area: QRect
    ) -> None:
        """Opens beside the place `x`, inside `area` of its parent."""
        self._title = title
        self._rows = tuple((words, np.ascontiguousarray(p)) for words, p in rows if len(p))
        metrics = self.fontMetrics()
        line = metrics.height() + 2
        texts = [title, *(words for words, _ in self._rows)]
        widest = max(metrics.horizontalAdvance(text) for text in texts)
        most = max((len(p) for _, p in self._rows), default=0)
        width = max(widest, most * (SIDE + GAP) - GAP) + 2 * PAD
        self.resize(width, line + len(self._rows) * (line + SIDE + GAP) + 2 * PAD)
        is_right = x + 14 + width <= area.right()
        left = int(x + 14) if is_right else int(x - 14 - width)
        self.move(QPoint(max(area.left(), left), area.top() + 2))
        self.setAccessibleName(self.text)
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, metrics = theme.colours(), self.fontMetrics()
        painter.setPen(QColor(colours.line))
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        top, line = PAD, metrics.height() + 2
        painter.setPen(QColor(colours.text))
        painter.drawText(PAD, top + metrics.ascent(), self._title)
        top += line
        for words, pictures in self._rows:
            painter.setPen(QColor(colours.muted))
            painter.drawText(PAD, top + metrics.ascent(), words)
            top += line
            for place, picture in enumerate(pictures):
                box = QRect(PAD + place * (SIDE + GAP), top, SIDE, SIDE)
                painter.drawImage(box, image_over(picture))
            top += SIDE + GAP
        painter.end()
