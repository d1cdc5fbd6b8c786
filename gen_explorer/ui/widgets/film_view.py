"""One picture of a run's film, or two beside each other, each with a line above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gen_explorer.data.images import Packed
from gen_explorer.training.film import MomentMap
from gen_explorer.ui import theme
from gen_explorer.ui.widgets.canvas import image_over
from gen_explorer.ui.widgets.map_points import Placed, radius, splat

GAP = 8
SLACK = 0.9
"""A whole-number scale is taken if it fills at least this share of what would fit."""
MAP_MARGIN = 0.06


@dataclass(frozen=True)
class Shot:
    """What one place of the view shows. Arrays are compared by identity."""

    caption: str
    picture: Packed | MomentMap | None = None
    """Pixels (H, W), a map of points, or nothing yet."""
    note: str = ""
    """What is said in place of a picture."""


class FilmView(QWidget):
    """Pixels are doubled by whole numbers where that leaves little room over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shots: tuple[Shot, ...] = ()
        self._hint = ""
        self._drawn: dict[tuple[int, int, int, bool], QImage] = {}
        self._alive: list[object] = []
        self.setMinimumSize(160, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.watcher().changed.connect(self.update)

    @property
    def shots(self) -> tuple[Shot, ...]:
        return self._shots

    def show_shots(self, shots: Sequence[Shot]) -> None:
        """One or two."""
        self._shots = tuple(shots)
        self.setAccessibleDescription(", ".join(shot.caption for shot in shots if shot.caption))
        self.update()

    def set_hint(self, hint: str) -> None:
        """What a view without pictures says; "" shows the pictures."""
        if hint != self._hint:
            self._hint = hint
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 320)

    def cells(self) -> list[QRect]:
        """Where the pictures may lie, below their captions."""
        count = max(1, len(self._shots))
        width = (self.width() - GAP * (count - 1)) // count
        has_captions = any(shot.caption for shot in self._shots)
        top = self.fontMetrics().height() + 6 if has_captions else 0
        return [
            QRect(place * (width + GAP), top, width, self.height() - top) for place in range(count)
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.colours()
        painter.fillRect(self.rect(), QColor(colours.panel))
        if self._hint:
            painter.setPen(QColor(colours.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(16, 8, -16, -8), flags, self._hint)
            painter.end()
            return
        for shot, cell in zip(self._shots, self.cells(), strict=False):
            caption = QRect(cell.left(), 0, cell.width(), cell.top())
            painter.setPen(QColor(colours.text))
            text = painter.fontMetrics().elidedText(
                shot.caption, Qt.TextElideMode.ElideRight, caption.width()
            )
            painter.drawText(caption, Qt.AlignmentFlag.AlignCenter, text)
            if isinstance(shot.picture, MomentMap):
                self._paint_map(painter, shot.picture, cell)
            elif shot.picture is not None:
                self._paint_picture(painter, shot.picture, cell)
            elif shot.note:
                painter.setPen(QColor(colours.muted))
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(cell.adjusted(8, 0, -8, 0), flags, shot.note)
        painter.end()

    def _paint_picture(self, painter: QPainter, pixels: Packed, cell: QRect) -> None:
        height, width = pixels.shape
        ratio = self.devicePixelRatioF()
        most = min(cell.width() * ratio / width, cell.height() * ratio / height)
        whole = int(most)
        scale = float(whole) if whole >= 1 and whole / most >= SLACK else most
        shown = QRectF(0, 0, width * scale / ratio, height * scale / ratio)
        shown.moveCenter(QRectF(cell).center())
        shown.moveTopLeft(shown.topLeft().toPoint().toPointF())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale != whole)
        painter.drawImage(shown, image_over(np.ascontiguousarray(pixels)))

    def _paint_map(self, painter: QPainter, points: MomentMap, cell: QRect) -> None:
        ratio = self.devicePixelRatioF()
        side = min(cell.width(), cell.height())
        area = QRect(0, 0, side, side)
        area.moveCenter(cell.center())
        painter.fillRect(area, QColor(theme.colours().canvas))
        key = (id(points), round(side * ratio), 0, theme.colours().is_dark)
        if key not in self._drawn:
            if len(self._drawn) > 8:
                self._drawn.clear()
                self._alive.clear()
            self._drawn[key] = drawn_map(points, round(side * ratio), ratio)
            self._alive.append(points)  # so that its id stays its own
        painter.drawImage(area, self._drawn[key])


def drawn_map(points: MomentMap, side: int, ratio: float) -> QImage:
    """A map's points in the colours of their classes on a square of `side` pixels; the ends of the
    map are where all but the outermost points lie."""
    colours = theme.colours()
    if not len(points.positions):
        return QImage()
    low, high = np.percentile(points.positions, (0.5, 99.5), axis=0)
    middle, half = (low + high) / 2, max(float((high - low).max()) / 2, 1e-6) * (1 + MAP_MARGIN)
    places = (points.positions - middle) / (2 * half) + 0.5
    columns = np.floor(places[:, 0] * side).astype(np.int64)
    rows = np.floor((1 - places[:, 1]) * side).astype(np.int64)
    seen = (columns >= 0) & (columns < side) & (rows >= 0) & (rows < side)
    classes = len(colours.classes)
    colour_of = np.where(points.labels < 0, classes, points.labels % classes)[seen]
    placed = Placed((rows * side + columns)[seen], colour_of, side, side)
    size = radius(len(points.positions), side * side, ratio)
    raster = splat(placed, (*colours.classes, colours.muted), size)
    image = QImage(raster.data, side, side, 4 * side, QImage.Format.Format_ARGB32_Premultiplied)
    return image.copy()
