"""A plot whose still parts are painted once, into a pixmap; what moves is painted over it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gen_explorer.ui import theme


class StillGround(QWidget):
    """Can have the keyboard's focus, which a frame shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = QPixmap()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.watcher().changed.connect(self.repaint_ground)

    def paint_ground(self, painter: QPainter) -> None:
        """Paints what stays until `repaint_ground`."""
        raise NotImplementedError

    def paint_over(self, painter: QPainter) -> None:
        """Paints what moves."""
        raise NotImplementedError

    def repaint_ground(self) -> None:
        """The still parts are others now."""
        self._ground = QPixmap()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.repaint_ground()

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._ground.isNull() and not self.size().isEmpty():
            self._ground = QPixmap(self.size() * ratio)
            self._ground.setDevicePixelRatio(ratio)
            self._ground.fill(QColor(theme.colours().panel))
            ground_painter = QPainter(self._ground)
            self.paint_ground(ground_painter)
            ground_painter.end()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._ground)
        self.paint_over(painter)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(theme.colours().accent))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        painter.end()
