"""What a threshold calls right and wrong: four ratios and the confusion of the two groups."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gen_explorer.analysis.thresholds import Confusion
from gen_explorer.core.translation import tr
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating, integer, number

ROW = 20
NOTHING = Confusion(0, 0, 0, 0)
"""Before anything was scored."""
NONE = "–"


class OperatingPoint(Retranslating, QWidget):
    """Painted in one go: it changes with every step of a drag."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._confusion = NOTHING
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(4 * ROW + 4)
        self.setMinimumWidth(300)
        theme.watcher().changed.connect(self.update)
        self.retranslate()

    @property
    def confusion(self) -> Confusion:
        return self._confusion

    def show_confusion(self, confusion: Confusion) -> None:
        if confusion != self._confusion:
            self._confusion = confusion
            self._describe()
            self.update()

    def _ratios(self) -> tuple[tuple[str, float], ...]:
        at = self._confusion
        return (
            (tr("Precision"), at.precision),
            (tr("Recall"), at.recall),
            (tr("False positive rate"), at.false_positive_rate),
            (tr("F1"), at.f1),
        )

    def _describe(self) -> None:
        if self._confusion == NOTHING:
            self.setAccessibleDescription(tr("Nothing was scored yet."))
            return
        ratios = ", ".join(f"{name} {number(value, 3)}" for name, value in self._ratios())
        at = self._confusion
        self.setAccessibleDescription(
            tr("{ratios}; {caught} caught, {missed} missed, {alarms} false alarms").format(
                ratios=ratios, caught=at.caught, missed=at.missed, alarms=at.alarms
            )
        )

    def retranslate(self) -> None:
        self.setAccessibleName(tr("What the threshold does"))
        self.setToolTip(
            tr(
                "Precision: of those called abnormal, how many are. Recall: of the abnormal ones, "
                "how many are caught. False positive rate: of the normal ones, how many raise an "
                "alarm. F1: the harmonic mean of the first two. Which error is worse depends on "
                "what it costs, not on the detector."
            )
        )
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 4 * ROW + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, 4 * ROW + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = min(self.width() // 2 - 16, 250)
        self._paint_ratios(painter, QRect(0, 0, left, self.height()))
        start = left + 18
        self._paint_table(painter, QRect(start, 0, min(self.width() - start, 330), self.height()))
        painter.end()

    def _paint_ratios(self, painter: QPainter, area: QRect) -> None:
        colours, metrics = theme.colours(), self.fontMetrics()
        figures = metrics.horizontalAdvance("0.000") + 8
        names = max(metrics.horizontalAdvance(name) for name, _ in self._ratios()) + 8
        room = max(12, area.width() - names - figures)
        bold = QFont(self.font())
        bold.setBold(True)
        for place, (name, value) in enumerate(self._ratios()):
            row = QRect(area.left(), place * ROW + 2, area.width(), ROW)
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.setFont(self.font())
            painter.setPen(QColor(colours.muted))
            painter.drawText(row, middle, name)
            bar = QRectF(area.left() + names, row.center().y() - 3, room, 7)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.line))
            painter.drawRoundedRect(bar, 3, 3)
            bar.setWidth(room * value)
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(bar, 3, 3)
            painter.setPen(QColor(colours.text))
            painter.setFont(bold)
            text = NONE if self._confusion == NOTHING else number(value, 3)
            painter.drawText(row, middle | Qt.AlignmentFlag.AlignRight, text)

    def _paint_table(self, painter: QPainter, area: QRect) -> None:
        colours, at = theme.colours(), self._confusion
        names = (tr("normal"), tr("abnormal"))
        heads = (tr("as normal"), tr("as abnormal"))
        painter.setFont(self.font())
        metrics = painter.fontMetrics()
        first = max(metrics.horizontalAdvance(name) for name in names) + 10
        width = (area.width() - first) // 2
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setPen(QColor(colours.muted))
        for column, head in enumerate(heads):
            box = QRect(area.left() + first + column * width, 2, width - 4, ROW)
            text = metrics.elidedText(head, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, centre, text)
        rows = ((at.passed, at.alarms), (at.missed, at.caught))
        height = (area.height() - ROW - 6) // 2
        for line, counts in enumerate(rows):
            top = ROW + 4 + line * height
            name = QRect(area.left(), top, first, height - 3)
            painter.setPen(QColor(colours.muted))
            painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, names[line])
            for column, count in enumerate(counts):
                cell = QRectF(area.left() + first + column * width, top, width - 4, height - 3)
                is_right = line == column
                shade = QColor(colours.good if is_right else colours.error)
                shade.setAlphaF(0.10 + 0.30 * count / max(sum(counts), 1))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(shade)
                painter.drawRoundedRect(cell, 4, 4)
                painter.setPen(QColor(colours.text))
                painter.drawText(cell, centre, NONE if at == NOTHING else integer(count))
