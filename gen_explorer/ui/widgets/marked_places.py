"""Numbered places of a widget, and a mark among them that keys move."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QToolTip, QWidget

from gen_explorer.ui import theme
from gen_explorer.ui.tooltips import wrapped

STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
"""(along, down) of each arrow."""


class MarkedPlaces(QWidget):
    """Places in rows. Arrows, Home and End move the mark, which then says what stands there; Enter
    or Space chooses it. Beyond the ends the mark stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.watcher().changed.connect(self.update)

    # What a widget says of its places

    def place_count(self) -> int:
        raise NotImplementedError

    def columns(self) -> int:
        """How many places stand in a row."""
        raise NotImplementedError

    def cell(self, place: int) -> QRect:
        """Where a place lies, in points."""
        raise NotImplementedError

    def describe(self, place: int) -> str:
        """A place in words."""
        raise NotImplementedError

    def tip(self, place: int) -> str:
        """A place's tooltip; the widget's own where it is empty."""
        return self.describe(place)

    def choose(self, place: int) -> None:
        """What a click or Enter does."""

    # The mark

    @property
    def mark(self) -> int:
        """The place that keys go to."""
        return self._mark

    def shown_mark(self) -> int:
        """The place to be painted as marked; -1 for none."""
        return self._mark if self.hasFocus() else -1

    def place_at(self, point: QPoint) -> int:
        """The place at a point; -1 beside all."""
        places = range(self.place_count())
        return next((place for place in places if self.cell(place).contains(point)), -1)

    def beside(self, place: int, along: int, down: int) -> int:
        """The place so many further along and below; -1 beyond the ends."""
        other = place + along + down * self.columns()
        return other if 0 <= other < self.place_count() else -1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key(event.key()), self.place_count() - 1
        there = -1
        if key in STEPS and last >= 0:
            there = self.beside(self._mark, *STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            there = min(0, last) if key == Qt.Key.Key_Home else last
        is_chosen = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if there >= 0:
            self._mark = there
            self._announce(there)
            self.update()
        elif is_chosen and 0 <= self._mark <= last:
            self.choose(self._mark)
        else:
            super().keyPressEvent(event)  # a panel that scrolls may want it

    def _announce(self, place: int) -> None:
        """Tells assistive technology where the mark stands."""
        self.setAccessibleDescription(self.describe(place))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.place_at(event.pos())
            text = (self.tip(place) if place >= 0 else "") or self.toolTip()
            if text:
                area = self.cell(place) if place >= 0 else QRect()
                QToolTip.showText(event.globalPos(), wrapped(text), self, area)
                return True
        return super().event(event)
