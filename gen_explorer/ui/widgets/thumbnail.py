"""Painting one small picture with a frame around it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gen_explorer.data.images import Packed
from gen_explorer.ui import theme
from gen_explorer.ui.widgets.canvas import image_over


def draw_cell(
    painter: QPainter, cell: QRect, picture: Packed | None, is_current: bool, is_marked: bool
) -> None:
    """A framed picture; a plain ground where it is not there yet."""
    colours = theme.colours()
    if picture is None:
        painter.fillRect(cell, QColor(colours.line))
    else:
        draw_thumbnail(painter, cell, picture)
    if is_current:
        frame(painter, cell, colours.accent, 2.0)
    elif is_marked:
        frame(painter, cell, colours.text, 1.5)


def draw_thumbnail(painter: QPainter, cell: QRect, picture: Packed) -> None:
    """Draws (H, W) into a cell, its shape kept: nearest where the scale is whole, else smooth."""
    height, width = picture.shape
    ratio = painter.device().devicePixelRatioF()
    size = QSize(width, height).scaled(cell.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(QPoint(0, 0), size)
    place.moveCenter(cell.center())
    is_whole = (size.width() * ratio) % width == 0
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_whole)
    painter.drawImage(place, image_over(picture))


def frame(painter: QPainter, cell: QRect, colour: str, width: float) -> None:
    """A line around a cell."""
    painter.setPen(QPen(QColor(colour), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    grown = QRectF(cell).adjusted(-width / 2, -width / 2, width / 2, width / 2)
    painter.drawRoundedRect(grown, 2, 2)
