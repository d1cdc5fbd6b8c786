"""A button that is a small picture with a name below and a share: one choice among several."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from gen_explorer.data.images import Packed
from gen_explorer.ui import theme
from gen_explorer.ui.widgets.focus_ring import is_by_keyboard
from gen_explorer.ui.widgets.thumbnail import draw_thumbnail, frame

PICTURE = 56
"""Side of the picture, in points."""
WIDEST = 84
"""A longer name is cut."""
PAD = 3
BAR = 3


class ThumbButton(QAbstractButton):
    """Checked: it is the one that is chosen. A bar shows its share of a mixture."""

    def __init__(self, parent: QWidget | None = None, side: int = PICTURE) -> None:
        super().__init__(parent)
        self._side = side
        self._picture: Packed | None = None
        self._share = 0.0
        self._is_ringed = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.watcher().changed.connect(self.update)

    @property
    def has_picture(self) -> bool:
        return self._picture is not None

    def show_picture(self, picture: Packed | None) -> None:
        """(H, W) packed; None while it is not known."""
        self._picture = picture
        self.update()

    def show_share(self, share: float, is_chosen: bool) -> None:
        """Its weight, 0 to 1, and whether it stands alone."""
        if (share, is_chosen) != (self._share, self.isChecked()):
            self._share = share
            self.setChecked(is_chosen)
            self.update()

    @property
    def share(self) -> float:
        return self._share

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = max(self._side, min(WIDEST, metrics.horizontalAdvance(self.text()) + 2))
        return QSize(width + 2 * PAD, self._side + metrics.height() + BAR + 3 * PAD)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def nextCheckState(self) -> None:
        """What is checked follows from the recipe, not from the click."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, metrics = theme.colours(), self.fontMetrics()
        box = QRect((self.width() - self._side) // 2, PAD, self._side, self._side)
        if self._picture is None:
            painter.fillRect(box, QColor(colours.line))
        else:
            draw_thumbnail(painter, box, self._picture)
        if self.isChecked():
            frame(painter, box, colours.accent, 2.0)
        elif self.underMouse() and self.isEnabled():
            frame(painter, box, colours.text, 1.5)
        bar = QRectF(box.left(), box.bottom() + PAD, box.width(), BAR)
        if 0 < self._share < 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.line))
            painter.drawRoundedRect(bar, 1.5, 1.5)
            bar.setWidth(bar.width() * self._share)
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(bar, 1.5, 1.5)
        painter.setPen(QColor(colours.text if self._share > 0 else colours.muted))
        name = QRect(0, self.height() - metrics.height() - 1, self.width(), metrics.height())
        elided = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, elided)
        if self._is_ringed:
            painter.setPen(QColor(colours.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._is_ringed = is_by_keyboard(event)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._is_ringed = False
        super().focusOutEvent(event)
