"""What a slider row is about, where its parts lie, and how it is painted."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from gen_explorer.core.translation import tr
from gen_explorer.ui import theme
from gen_explorer.ui.language import number

ROW = 28
"""Height of a row, in points."""
ICON = 14
SMALL = 0.85
"""The importance's letters, as a share of the others."""
INSET = 8
"""From the ends of the track's zone to those of the range."""


@dataclass(frozen=True)
class Row:
    """What a row is about; its value and lock change apart from it."""

    index: int
    """Latent dimension, or principal direction."""
    name: str
    low: float
    high: float
    quantiles: tuple[float, float, float, float, float]
    """The prior's 5, 25, 50, 75 and 95 % quantiles."""
    importance: float
    importance_share: float
    """Of the largest one, 0 to 1."""
    is_active: bool
    can_lock: bool
    tip: str
    """What this dimension is."""
    importance_tip: str


@dataclass(frozen=True)
class Zones:
    """Where the parts of a row lie."""

    lock: QRect
    name: QRect
    track: QRect
    value: QRect
    dice: QRect
    reset: QRect
    importance: QRect

    def at(self, point: QPoint) -> str:
        """The name of the part under a point; empty for none."""
        return next((f.name for f in fields(self) if getattr(self, f.name).contains(point)), "")


def zones(width: int, metrics: QFontMetrics) -> Zones:
    """The parts of a row `width` points wide, in the current language."""
    letters = metrics.horizontalAdvance("0")
    last = max(4 * letters + 10, round(SMALL * metrics.horizontalAdvance(tr("inactive"))) + 6)
    widths = (18, 4 * letters + 6, 0, 5 * letters + 5, 18, 18, last)
    track = max(40, width - sum(widths) - 2)
    rects, x = [], 0
    for part in widths:
        rects.append(QRect(x, 0, part or track, ROW))
        x += part or track
    return Zones(*rects)


@dataclass(frozen=True)
class Look:
    """The rest of what a painted row depends on."""

    amount: float
    is_by_hand: bool
    is_locked: bool
    hot: str
    """The part under the mouse."""
    has_focus: bool
    is_ringed: bool
    is_dragged: bool


def x_of(amount: float, track: QRect, row: Row) -> float:
    """Where a value lies on the track."""
    share = (amount - row.low) / (row.high - row.low)
    return track.x() + INSET + min(max(share, 0.0), 1.0) * (track.width() - 2 * INSET)


def amount_at(x: float, track: QRect, row: Row) -> float:
    """The value at a place on the track, also beyond its ends."""
    return row.low + (x - track.x() - INSET) / (track.width() - 2 * INSET) * (row.high - row.low)


@dataclass(frozen=True)
class Measures:
    """What rows of one width, font and language have in common: measured once, not each time a
    row is painted."""

    zones: Zones
    font: QFont
    small: QFont


def measure(width: int, font: QFont) -> Measures:
    """The measures of rows `width` points wide, in the current language."""
    small = QFont(font)
    if font.pointSizeF() > 0:
        small.setPointSizeF(max(7.0, font.pointSizeF() * SMALL))
    return Measures(zones(width, QFontMetrics(font)), font, small)


def paint(
    painter: QPainter, width: int, measures: Measures, row: Row, look: Look, area: QRect
) -> None:
    """Paints a row `width` points wide, from the origin on: all that `area` touches."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(measures.font)
    colours, parts = theme.colours(), measures.zones
    whole = QRect(0, 0, width, ROW)
    is_under = bool(look.hot) or look.has_focus
    painter.fillRect(whole, QColor(colours.raised if is_under else colours.panel))
    ink = QColor(colours.text if row.is_active else colours.muted)
    middle = Qt.AlignmentFlag.AlignVCenter
    if parts.name.intersects(area):
        painter.setPen(ink)
        painter.drawText(parts.name, middle | Qt.AlignmentFlag.AlignLeft, row.name)
    if not parts.lock.intersects(area):
        pass
    elif row.can_lock and look.is_locked:
        _paint_icon(painter, parts.lock, "lock", "accent")
    elif row.can_lock and is_under:
        _paint_icon(painter, parts.lock, "unlock", "text" if look.hot == "lock" else "muted")
    _paint_track(painter, parts.track, row, look, colours)
    if look.hot == "value":
        painter.setPen(QColor(colours.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(parts.value).adjusted(1.5, 3.5, -1.5, -3.5), 3, 3)
    painter.setPen(ink)
    place = parts.value.adjusted(0, 0, -5, 0)
    painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, number(look.amount))
    if is_under and parts.dice.intersects(area):
        _paint_icon(painter, parts.dice, "dice", "text" if look.hot == "dice" else "muted")
    if look.is_by_hand and parts.reset.intersects(area):
        _paint_icon(painter, parts.reset, "reset", "text" if look.hot == "reset" else "muted")
    if parts.importance.intersects(area):
        _paint_importance(painter, measures, row, colours)
    if look.is_ringed:
        painter.setPen(QColor(colours.accent))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(whole).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


def _paint_icon(painter: QPainter, zone: QRect, name: str, colour: str) -> None:
    picture = theme.pixmap(name, ICON, colour, painter.device().devicePixelRatioF())
    painter.drawPixmap(zone.x() + (zone.width() - ICON) // 2, zone.y() + (ROW - ICON) // 2, picture)


def _paint_track(
    painter: QPainter, track: QRect, row: Row, look: Look, colours: theme.Colours
) -> None:
    y = ROW / 2
    q05, q25, q50, q75, q95 = (x_of(q, track, row) for q in row.quantiles)
    left, right = x_of(row.low, track, row), x_of(row.high, track, row)
    painter.setPen(Qt.PenStyle.NoPen)
    band = QColor(colours.muted)
    for start, end, height, alpha in (
        (left, right, 2.0, 0.35),
        (q05, q95, 6.0, 0.22),
        (q25, q75, 6.0, 0.30),
    ):
        band.setAlphaF(alpha)
        painter.setBrush(band)
        painter.drawRoundedRect(QRectF(start, y - height / 2, end - start, height), 1, 1)
    x = x_of(look.amount, track, row)
    accent = QColor(colours.accent if row.is_active else colours.muted)
    painter.setBrush(accent)
    painter.drawRect(QRectF(min(q50, x), y - 1, abs(x - q50), 2))
    painter.setPen(QPen(QColor(colours.muted), 1))
    painter.drawLine(QPointF(q50, y - 5), QPointF(q50, y + 5))
    # A full knob was set by hand, a hollow one stands where the seed drew it.
    painter.setPen(QPen(accent, 2))
    painter.setBrush(accent if look.is_by_hand else QColor(colours.panel))
    size = 6.0 if look.hot == "track" or look.is_dragged else 5.0
    painter.drawEllipse(QPointF(x, y), size, size)


def _paint_importance(
    painter: QPainter, measures: Measures, row: Row, colours: theme.Colours
) -> None:
    inner = measures.zones.importance.adjusted(4, 0, -4, 0)
    painter.setFont(measures.small)
    painter.setPen(QColor(colours.muted))
    text = tr("inactive")
    if row.is_active:
        text = number(row.importance, 2 if row.importance < 10 else 1)
    place = inner.adjusted(-4, 0, 0, -6)
    flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(place, flags, text)
    bar = QRectF(inner.x(), ROW - 7, inner.width(), 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.line))
    painter.drawRoundedRect(bar, 1.5, 1.5)
    bar.setWidth(max(0.0, bar.width() * row.importance_share))
    painter.setBrush(QColor(colours.accent if row.is_active else colours.muted))
    painter.drawRoundedRect(bar, 1.5, 1.5)
