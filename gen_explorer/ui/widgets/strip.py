"""A row of small pictures, the newest at the right end, scrolled sideways."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from gen_explorer.data.images import Packed
from gen_explorer.ui import theme
from gen_explorer.ui.widgets.hovered_places import HoveredPlaces
from gen_explorer.ui.widgets.thumbnail import draw_cell

GAP = 6
MARGIN = 6


class Strip(HoveredPlaces):
    """Pictures of one size. A click or Enter chooses one."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(56)
        self._pictures: list[Packed | None] = []
        self._names: tuple[str, ...] = ()
        self._current = -1
        self._hint = ""
        self._side, self._top = 32, 0
        self._bar = QScrollBar(Qt.Orientation.Horizontal, self)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar.setCursor(Qt.CursorShape.ArrowCursor)
        self._bar.valueChanged.connect(self.update)

    def set_hint(self, text: str) -> None:
        """What an empty strip says."""
        self._hint = text
        self.update()

    def show_pictures(
        self, pictures: Sequence[Packed | None], names: Sequence[str], current: int
    ) -> None:
        """Shows pictures, oldest first; None where one is still being drawn."""
        is_longer = len(pictures) != len(self._pictures)
        self._pictures, self._names = list(pictures), tuple(names)
        self._current = self._mark = current
        self._lay_out()
        if is_longer:
            self._bar.setValue(self._bar.maximum())
        self.update()

    def place_count(self) -> int:
        return len(self._pictures)

    def columns(self) -> int:
        return max(1, len(self._pictures))

    def cell(self, place: int) -> QRect:
        left = MARGIN + place * (self._side + GAP) - self._bar.value()
        return QRect(left, self._top, self._side, self._side)

    def describe(self, place: int) -> str:
        return self._names[place]

    def choose(self, place: int) -> None:
        self.chosen.emit(place)

    def _lay_out(self) -> None:
        """Makes the pictures as large as there is room for, and shows a bar where it is needed."""
        bar_height = self._bar.sizeHint().height()
        self._fit(self.height())
        if self._length() > self.width():
            self._fit(self.height() - bar_height)
        self._bar.setVisible(self._length() > self.width())
        self._bar.setGeometry(0, self.height() - bar_height, self.width(), bar_height)
        self._bar.setPageStep(self.width())
        self._bar.setSingleStep(self._side + GAP)
        self._bar.setRange(0, max(0, self._length() - self.width()))

    def _fit(self, room: int) -> None:
        self._side = min(max(32, room - 2 * MARGIN), 128)
        self._top = (room - self._side) // 2

    def _length(self) -> int:
        return 2 * MARGIN + len(self._pictures) * (self._side + GAP) - GAP

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.colours()
        painter.fillRect(event.rect(), QColor(colours.panel))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._pictures and self._hint:
            painter.setPen(QColor(colours.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(12, 4, -12, -4), flags, self._hint)
        for place, picture in enumerate(self._pictures):
            cell = self.cell(place)
            if cell.adjusted(-3, -3, 3, 3).intersects(event.rect()):
                is_current, is_marked = place == self._current, self.is_pointed_at(place)
                draw_cell(painter, cell, picture, is_current, is_marked)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls sideways: there is no other way to go."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        self._bar.setValue(self._bar.value() - turn * self._bar.singleStep() // 120)
        event.accept()

    def _announce(self, place: int) -> None:
        super()._announce(place)
        cell = self.cell(place)
        if cell.left() < 0:
            self._bar.setValue(self._bar.value() + cell.left() - MARGIN)
        elif cell.right() > self.width():
            self._bar.setValue(self._bar.value() + cell.right() - self.width() + MARGIN)
