"""What lies on the map above the pictures: axes, the prior's contours, the cursor, the anchors."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPainterPath, QPen

from gen_explorer.latent.latent_map import Contour
from gen_explorer.ui.language import number
from gen_explorer.ui.theme import Colours
from gen_explorer.ui.widgets.map_view import MapView, ticks

Floats = npt.NDArray[np.float32]

LEFT, BOTTOM = 34, 20
"""Room for the numbers at the axes, in points."""
RING = 9.0
ARM = 7.0
DASH = 11.0
"""From one dash of a contour to the next, in points."""
MOST_DASHES = 1000
CURSOR_REACH = 28
"""The cursor paints within this many points of its place."""


def faded(colour: str, alpha: float) -> QColor:
    made = QColor(colour)
    made.setAlphaF(alpha)
    return made


def small(font: QFont, share: float = 0.85) -> QFont:
    made = QFont(font)
    made.setPointSizeF(max(6.0, font.pointSizeF() * share))
    return made


def paint_axes(painter: QPainter, plot: QRect, view: MapView, colours: Colours) -> None:
    """Numbers in the strips left of and below `plot`, and faint lines through the origin."""
    left, bottom, right, top = view.rectangle()
    across, down = ticks(left, right, view.width), ticks(bottom, top, view.height)
    decimals = 0 if all(float(value).is_integer() for value in (*across, *down)) else 2
    if decimals and all(float(value * 10).is_integer() for value in (*across, *down)):
        decimals = 1
    painter.setFont(small(painter.font()))
    painter.setPen(QColor(colours.muted))
    metrics = QFontMetrics(painter.font())
    for value in across:
        x = plot.left() + view.point(value, 0)[0]
        painter.drawLine(QLineF(x, plot.bottom() + 1, x, plot.bottom() + 4))
        text = number(value, decimals).replace("-", "\u2212")
        width = metrics.horizontalAdvance(text)
        place = min(max(x - width / 2, plot.left() - 4), plot.right() - width)
        painter.drawText(QPointF(place, plot.bottom() + 5 + metrics.ascent()), text)
    for value in down:
        y = plot.top() + view.point(0, value)[1]
        painter.drawLine(QLineF(plot.left() - 4, y, plot.left() - 1, y))
        text = number(value, decimals).replace("-", "\u2212")
        width = metrics.horizontalAdvance(text)
        place = min(max(y + metrics.ascent() / 2 - 1, metrics.ascent()), plot.bottom())
        painter.drawText(QPointF(plot.left() - 6 - width, place), text)


def paint_contours(
    painter: QPainter, view: MapView, contours: Sequence[Contour], colours: Colours
) -> None:
    """Dashed lines in the map's own coordinates, each with its share written on it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(small(painter.font()))
    metrics = QFontMetrics(painter.font())
    for contour in contours:
        line = view.to_screen(contour.line)
        dashes = _dashes(line)
        for colour, width in ((faded("#000000", 0.55), 2.8), (faded("#ffffff", 0.95), 1.4)):
            pen = QPen(colour, width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLines(dashes)
        text = f"{number(100 * contour.share, 0)} %"
        # Along the upper right of the line, where there is room between contours.
        at = QPointF(*line[len(line) // 8].tolist())
        paint_pill(painter, at, text, metrics, "#ffffff", faded("#000000", 0.72))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _dashes(line: Floats) -> list[QLineF]:
    """A line (M, 2) cut into dashes: Qt draws these ten times as fast as a dashed pen."""
    lengths = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    period = max(DASH, float(lengths[-1]) / MOST_DASHES)
    starts = np.arange(0.0, max(float(lengths[-1]), period), period)
    ends = [
        [np.interp(at, lengths, line[:, axis]) for axis in (0, 1)]
        for at in (starts, starts + 0.55 * period)
    ]
    (x1, y1), (x2, y2) = ends
    return [QLineF(*four) for four in np.stack([x1, y1, x2, y2], axis=1).tolist()]


def paint_pill(
    painter: QPainter,
    centre: QPointF,
    text: str,
    metrics: QFontMetrics,
    colour: str,
    ground: QColor,
) -> QRectF:
    """A short text on a rounded ground; returns where."""
    width, height = metrics.horizontalAdvance(text) + 10, metrics.height() + 2
    box = QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(QColor(colour))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    return box


@functools.lru_cache(maxsize=16)
def cursor(core: str, is_exact: bool, ratio: float) -> QImage:
    """A ring with four arms: solid where the picture belongs to the place, dashed where the place
    is only the nearest one to the picture's latent. Painted once for each colour, then copied."""
    made = _clear(2 * CURSOR_REACH, 2 * CURSOR_REACH, ratio)
    painter, at = QPainter(made), QPointF(CURSOR_REACH, CURSOR_REACH)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    arms = [
        QLineF(at.x() + dx * RING, at.y() + dy * RING,
               at.x() + dx * (RING + ARM), at.y() + dy * (RING + ARM))
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))
    ]  # fmt: skip
    for colour, width in (("#000000", 6.0), ("#ffffff", 4.0), (core, 2.2)):
        pen = QPen(faded(colour, 0.55) if colour == "#000000" else QColor(colour), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if not is_exact and colour == core:
            pen.setDashPattern([1.6, 1.4])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at, RING, RING)
        painter.drawLines(arms)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#ffffff"))
    painter.drawEllipse(at, 2.0, 2.0)
    painter.end()
    return made


@functools.lru_cache(maxsize=8)
def warning(text: str, font: str, ratio: float) -> QImage:
    """A pill with a warning, in the font that `QFont.toString` tells."""
    letters = QFont()
    letters.fromString(font)
    metrics = QFontMetrics(letters)
    width, height = metrics.horizontalAdvance(text) + 12, metrics.height() + 4
    made = _clear(width, height, ratio)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(letters)
    centre = QPointF(width / 2, height / 2)
    paint_pill(painter, centre, text, metrics, "#14161b", QColor("#f0b35a"))
    painter.end()
    return made


def put(painter: QPainter, image: QImage, centre: QPointF) -> None:
    """Draws an image about a place, on whole pixels of the screen."""
    ratio = image.devicePixelRatio()
    left = round(centre.x() * ratio - image.width() / 2) / ratio
    top = round(centre.y() * ratio - image.height() / 2) / ratio
    painter.drawImage(QPointF(left, top), image)


def _clear(width: int, height: int, ratio: float) -> QImage:
    made = QImage(
        round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    return made


def paint_anchors(painter: QPainter, places: Sequence[QPointF], colours: Colours) -> None:
    """The points A, B, C, and the triangle between them once all three are there."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if len(places) == 3:
        path = QPainterPath(places[0])
        path.lineTo(places[1])
        path.lineTo(places[2])
        path.closeSubpath()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(faded("#000000", 0.5), 3.0))
        painter.drawPath(path)
        painter.setPen(QPen(QColor("#ffffff"), 1.4))
        painter.drawPath(path)
    bold = QFont(painter.font())
    bold.setBold(True)
    painter.setFont(bold)
    for name, at in zip("ABC", places, strict=False):
        painter.setPen(QPen(QColor("#ffffff"), 1.6))
        painter.setBrush(QColor(colours.accent))
        painter.drawEllipse(at, 10.0, 10.0)
        painter.setPen(QColor(colours.on_accent))
        box = QRectF(at.x() - 10, at.y() - 10, 20, 20)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
