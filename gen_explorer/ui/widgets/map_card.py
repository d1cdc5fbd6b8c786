"""The card that follows the mouse over the map: what the place decodes to, and what was there."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.data.images import Packed
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.widgets.canvas import image_over

SIDE = 96
"""Least width of a picture, in points."""
AWAY = 18
"""From the mouse to the card, in points."""


class Thumbnail(QWidget):
    """One picture, each of its pixels a whole number of points wide."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pixels: Packed | None = None
        self.setFixedSize(SIDE, SIDE)

    def show_picture(self, pixels: Packed) -> None:
        """Shows (H, W) packed 0x00RRGGBB, which must not change afterwards."""
        self._pixels = np.ascontiguousarray(pixels)
        height, width = pixels.shape
        factor = max(1, round(SIDE / max(height, width)))
        self.setFixedSize(width * factor, height * factor)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._pixels is not None:
            painter.drawImage(self.rect(), image_over(self._pixels))
        painter.end()


class MapCard(Retranslating, QFrame):
    """A child of the map's canvas that lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("mapCard")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._class = ""
        self._columns: list[QWidget] = []
        self._pictures: list[Thumbnail] = []
        self._captions: list[QLabel] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 6)
        row.setSpacing(8)
        for _ in range(2):
            column = QWidget(self)
            lines = QVBoxLayout(column)
            lines.setContentsMargins(0, 0, 0, 0)
            lines.setSpacing(3)
            picture = Thumbnail(column)
            caption = QLabel(column)
            caption.setObjectName("caption")
            caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            lines.addWidget(picture)
            lines.addWidget(caption)
            row.addWidget(column)
            self._columns.append(column)
            self._pictures.append(picture)
            self._captions.append(caption)
        self.hide()
        self.retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.colours().line))
        painter.setBrush(QColor(theme.colours().panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        painter.end()

    def retranslate(self) -> None:
        self._captions[0].setText(tr("decoded"))
        self._captions[1].setText(self._class or tr("original"))

    def show_decoded(self, pixels: Packed) -> None:
        """The decoded picture (H, W)."""
        self._pictures[0].show_picture(pixels)
        self.show()

    def show_original(self, pixels: Packed | None, name: str = "") -> None:
        """The held-out picture beside it with its class, or none."""
        self._class = name
        self._columns[1].setVisible(pixels is not None)
        if pixels is not None:
            self._pictures[1].show_picture(pixels)
        self.retranslate()
        self.adjustSize()

    def move_beside(self, at: QPoint) -> None:
        """Goes next to the mouse, inside the parent."""
        self.adjustSize()
        parent = self.parentWidget()
        if not isinstance(parent, QWidget):
            return
        x, y = at.x() + AWAY, at.y() + AWAY
        if x + self.width() > parent.width():
            x = at.x() - AWAY - self.width()
        if y + self.height() > parent.height():
            y = at.y() - AWAY - self.height()
        self.move(max(0, x), max(0, y))
