"""The results that share the plots: model, score, and how well it tells the groups apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gen_explorer.analysis.curves import Interval
from gen_explorer.core.translation import tr
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating, number

SWATCH = 12


@dataclass(frozen=True)
class VerdictLine:
    """One result."""

    name: str
    """The model's title, then " · " and the score."""
    problem: str
    colour: str
    """As "#rrggbb"."""
    auroc: Interval
    auprc: Interval


class VerdictList(Retranslating, QWidget):
    """A click or the arrows choose the result whose histogram is shown."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[VerdictLine, ...] = ()
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)
        self.retranslate()

    @property
    def lines(self) -> tuple[VerdictLine, ...]:
        return self._lines

    def show_lines(self, lines: Sequence[VerdictLine], current: int) -> None:
        self._lines, self._current = tuple(lines), current
        rows = [self.row(place) for place in range(len(self._lines))]
        self.setFixedHeight(rows[-1].bottom() + 3 if rows else self._row())
        self._describe()
        self.update()

    def _row(self) -> int:
        return 2 * self.fontMetrics().height() + 8

    def row(self, place: int) -> QRect:
        """Where a result stands; the current one has a line more."""
        more = self.fontMetrics().height() + 1
        top = place * self._row() + (more if 0 <= self._current < place else 0)
        height = self._row() - 2 + (more if place == self._current else 0)
        return QRect(0, top, self.width(), height)

    def sizeHint(self) -> QSize:
        return QSize(230, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, metrics = theme.colours(), self.fontMetrics()
        middle = Qt.AlignmentFlag.AlignVCenter
        for place, line in enumerate(self._lines):
            row = self.row(place)
            if place == self._current:
                painter.setPen(QColor(colours.accent if self.hasFocus() else colours.line))
                painter.setBrush(QColor(colours.raised))
                painter.drawRoundedRect(row.adjusted(0, 0, -1, -1), 5, 5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(line.colour))
            painter.drawRoundedRect(QRect(row.left() + 6, row.top() + 6, SWATCH, SWATCH), 3, 3)
            words = row.adjusted(SWATCH + 12, 2, -6, 0)
            words.setHeight(metrics.height())
            painter.setPen(QColor(colours.text))
            elide = Qt.TextElideMode.ElideRight
            painter.drawText(words, middle, fitted(line.name, metrics, words.width()))
            painter.setPen(QColor(colours.muted))
            roc, pr = f"AUROC {_area(line.auroc)}", f"AUPRC {_area(line.auprc)}"
            if place != self._current:
                areas = (line.auroc.value, line.auprc.value)
                roc, pr = "AUROC {}  AUPRC {}".format(*(number(a, 3) for a in areas)), ""
            for text in (roc, pr):
                words.translate(0, metrics.height() + 1)
                painter.drawText(words, middle, metrics.elidedText(text, elide, words.width()))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point: QPoint = event.position().toPoint()
        for place in range(len(self._lines)):
            if self.row(place).contains(point):
                self.chosen.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if way and 0 <= self._current + way < len(self._lines):
            self.chosen.emit(self._current + way)
        else:
            super().keyPressEvent(event)

    def _describe(self) -> None:
        if 0 <= self._current < len(self._lines):
            line = self._lines[self._current]
            text = f"{line.name}, {line.problem}, AUROC {_area(line.auroc)}"
            self.setAccessibleDescription(f"{text}, AUPRC {_area(line.auprc)}")
        self.setToolTip(
            "\n".join(
                [
                    tr(
                        "AUROC: how likely an abnormal picture scores above a normal one; one half "
                        "knows nothing. In brackets: 95 % of the bootstrap's resamples."
                    ),
                    *(
                        f"{line.name}: {line.problem}; AUROC {_area(line.auroc)}, "
                        f"AUPRC {_area(line.auprc)}"
                        for line in self._lines
                    ),
                ]
            )
        )

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Results"))
        self._describe()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()


def fitted(name: str, metrics: QFontMetrics, width: int) -> str:
    """Cut within the model's title: several results of one model differ in the score behind it."""
    model, dot, score = name.rpartition(" · ")
    room = width - metrics.horizontalAdvance(dot + score)
    cut = metrics.elidedText(model, Qt.TextElideMode.ElideRight, max(room, 0)) + dot + score
    return metrics.elidedText(cut, Qt.TextElideMode.ElideRight, width)


def _area(interval: Interval) -> str:
    ends = f"{number(interval.low, 3)}–{number(interval.high, 3)}"
    return f"{number(interval.value, 3)} ({ends})"
