"""How sure a classifier is of each class: one bar a class."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gen_explorer.ui import theme
from gen_explorer.ui.language import number

ROW = 19
NAME_SHARE = 0.38
"""Of the width, for names at most."""
GAP = 6


class CallBars(QWidget):
    """Classes in the data's order, so that bars do not jump; the largest one stands out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._shares: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    @property
    def shares(self) -> tuple[float, ...]:
        return self._shares

    def show_calls(self, names: Sequence[str], shares: Sequence[float]) -> None:
        """`shares` are probabilities, one a name; none where nothing is known yet."""
        self._names, self._shares = tuple(names), tuple(float(share) for share in shares)
        self.setFixedHeight(ROW * len(self._names))
        self.setAccessibleDescription(
            ", ".join(
                f"{name} {number(100 * share, 1)} %"
                for name, share in sorted(
                    zip(self._names, self._shares, strict=False), key=lambda pair: -pair[1]
                )
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, ROW * len(self._names))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.colours()
        bold = QFont(self.font())
        bold.setBold(True)
        widest = max((QFontMetrics(bold).horizontalAdvance(n) for n in self._names), default=0)
        left = min(widest, int(NAME_SHARE * self.width())) + GAP
        last = QFontMetrics(bold).horizontalAdvance("100.0 %")
        room = max(10, self.width() - left - last - GAP)
        best = max(range(len(self._shares)), key=self._shares.__getitem__, default=-1)
        for place, name in enumerate(self._names):
            share = self._shares[place] if place < len(self._shares) else 0.0
            is_best = place == best
            painter.setFont(bold if is_best else self.font())
            top = place * ROW
            painter.setPen(QColor(colours.text if is_best else colours.muted))
            elide = Qt.TextElideMode.ElideRight
            elided = painter.fontMetrics().elidedText(name, elide, left - GAP)
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, top, left, ROW), middle, elided)
            figure = f"{number(100 * share, 1)} %" if self._shares else ""
            side = middle | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(self.width() - last - GAP, top, last + GAP, ROW), side, figure)
            bar = QRectF(left, top + ROW / 2 - 4, room, 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.line))
            painter.drawRoundedRect(bar, 3, 3)
            bar.setWidth(room * share)
            painter.setBrush(QColor(colours.accent if is_best else colours.muted))
            painter.drawRoundedRect(bar, 3, 3)
        painter.end()
