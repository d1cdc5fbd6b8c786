"""A thin bar of coloured shares with its legend: what a whole is made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gen_explorer.ui import theme

BAR = 10
GAP = 8


class StackedBar(QWidget):
    """Parts in the theme's share colours; the legend wraps under the bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[float, ...] = ()
        self._labels: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    def show_shares(self, values: Sequence[float], labels: Sequence[str]) -> None:
        """`values` in any unit, not negative; `labels` as they stand in the legend."""
        self._values, self._labels = tuple(values), tuple(labels)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, BAR + GAP + self.fontMetrics().height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shades = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(0, 0, self.width(), BAR), BAR / 2, BAR / 2)
        painter.fillPath(clip, QColor(shades.line))
        painter.save()
        painter.setClipPath(clip)
        total = sum(self._values)
        left = 0.0
        for value, shade in zip(self._values, shades.shares, strict=False):
            width = self.width() * value / total if total > 0 else 0.0
            painter.fillRect(QRectF(left, 0, width, BAR), QColor(shade))
            left += width
        painter.restore()
        metrics = painter.fontMetrics()
        x, top = 0, BAR + GAP
        for label, shade in zip(self._labels, shades.shares, strict=False):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shade))
            painter.drawRoundedRect(QRectF(x, top + metrics.height() / 2 - 4, 8, 8), 2, 2)
            painter.setPen(QColor(shades.muted))
            painter.drawText(x + 13, top + metrics.ascent(), label)
            x += 13 + metrics.horizontalAdvance(label) + 14
        painter.end()
