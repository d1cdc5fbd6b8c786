"""A scrolled list of latent sliders, of which only the visible rows are widgets."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.ui import theme
from gen_explorer.ui.widgets.latent_row import ROW, Row, zones
from gen_explorer.ui.widgets.latent_slider import LatentSlider

HEADER = 24


class LatentList(QAbstractScrollArea):
    """Rows in a given order. 512 of them cost what fits on the screen."""

    moved = Signal(int, float)
    settled = Signal()
    asked = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(0, HEADER, 0, 0)
        self.setMinimumSize(250, HEADER + 3 * ROW)
        self._header = _Header(self)
        self._rows: tuple[Row, ...] = ()
        self._values: Sequence[float] = ()
        self._by_hand: Collection[int] = ()
        self._locked: Collection[int] = ()
        self._pool: list[LatentSlider] = []
        self._bound: list[int] = []
        self._current = 0
        self.verticalScrollBar().setSingleStep(ROW)
        self.verticalScrollBar().valueChanged.connect(self._place)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Latent sliders"))
        self.setToolTip(
            tr("One slider a dimension, what changes the picture most on top. Up and Down choose.")
        )

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    @property
    def note(self) -> str:
        """What is written above the names."""
        return self._header.note

    @property
    def widgets(self) -> dict[int, LatentSlider]:
        """The rows that are widgets now, by their place in the list."""
        return {p: w for p, w in zip(self._bound, self._pool, strict=True) if p >= 0}

    @property
    def is_dragged(self) -> bool:
        return any(widget.is_dragged for widget in self._pool)

    def set_rows(self, rows: Sequence[Row], title: str, note: str = "") -> None:
        """Shows other rows; `set_values` follows. `title` heads the last column, `note` the first
        ones."""
        is_like_before = len(rows) == len(self._rows)
        self._rows = tuple(rows)
        self._values = ()
        self._header.title, self._header.note = title, note
        self._header.update()
        self._bound = [-1] * len(self._pool)
        self._current = min(self._current, max(0, len(rows) - 1))
        if not is_like_before:
            self.verticalScrollBar().setValue(0)
        self._lay_out()

    def refresh_rows(self, rows: Sequence[Row], title: str, note: str = "") -> None:
        """The same rows in the order that they have, with other ranges and importances. A drag goes
        on. Raises KeyError where a row is missing."""
        by_index = {row.index: row for row in rows}
        self._rows = tuple(by_index[row.index] for row in self._rows)
        self._header.title, self._header.note = title, note
        self._header.update()
        for place, widget in self.widgets.items():
            widget.refresh_row(self._rows[place])

    def set_values(
        self, values: Sequence[float], by_hand: Collection[int], locked: Collection[int]
    ) -> None:
        """Values by place in the list; which indices are set by hand and which are locked. Rows
        that do not change are not touched."""
        before, marks = self._values, (self._by_hand, self._locked)
        self._values, self._by_hand, self._locked = values, by_hand, locked
        is_same = len(before) == len(values) and marks == (by_hand, locked)
        for place, widget in self.widgets.items():
            if not is_same or before[place] != values[place]:
                self._show_value(place, widget)

    def focus_row(self, place: int) -> None:
        """Scrolls a row into sight and gives it the focus."""
        if not self._rows:
            return
        place = min(max(place, 0), len(self._rows) - 1)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if place * ROW < bar.value():
            bar.setValue(place * ROW)
        elif (place + 1) * ROW > bar.value() + height:
            bar.setValue((place + 1) * ROW - height)
        self._set_current(place)
        self.widgets[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.is_dragged:
            super().wheelEvent(event)

    def _lay_out(self) -> None:
        view = self.viewport().geometry()
        self._header.setGeometry(view.x(), view.y() - HEADER, view.width(), HEADER)
        bar = self.verticalScrollBar()
        bar.setPageStep(view.height())
        bar.setRange(0, max(0, len(self._rows) * ROW - view.height()))
        needed = min(len(self._rows), view.height() // ROW + 2)
        while len(self._pool) < needed:
            widget = LatentSlider(self.viewport())
            widget.moved.connect(self.moved)
            widget.settled.connect(self.settled)
            widget.asked.connect(self.asked)
            widget.focus_asked.connect(self._step_focus)
            widget.installEventFilter(self)
            self._pool.append(widget)
            self._bound.append(-1)
        self._place()

    def _place(self) -> None:
        """Puts the visible rows where they belong. A row keeps its widget while it is in sight."""
        size, width = len(self._pool), self.viewport().width()
        top = self.verticalScrollBar().value()
        first = top // ROW
        last = min(len(self._rows), -(-(top + self.viewport().height()) // ROW))
        visible = {place % size: place for place in range(first, last)} if size else {}
        for slot, widget in enumerate(self._pool):
            place = visible.get(slot, -1)
            if place < 0:
                widget.finish()
                widget.hide()
                self._bound[slot] = -1
                continue
            if self._bound[slot] != place:
                if widget.hasFocus():
                    self.setFocus()
                widget.bind(self._rows[place])
                self._bound[slot] = place
                self._show_value(place, widget)
            widget.setGeometry(0, place * ROW - top, width, ROW)
            widget.show()
        self._set_tab_stop()

    def _show_value(self, place: int, widget: LatentSlider) -> None:
        if place < len(self._values):
            index = self._rows[place].index
            widget.show_value(
                float(self._values[place]), index in self._by_hand, index in self._locked
            )

    def _set_current(self, place: int) -> None:
        self._current = place
        self._set_tab_stop()

    def _set_tab_stop(self) -> None:
        """One row takes part in the Tab order, so that Tab leaves a list of hundreds at once."""
        shown = self.widgets
        stop = self._current if self._current in shown else min(shown, default=-1)
        for place, widget in shown.items():
            is_stop = place == stop
            policy = Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            widget.setFocusPolicy(policy)

    def _step_focus(self, step: int) -> None:
        self.focus_row(self._current + step)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            for place, widget in self.widgets.items():
                if widget is watched:
                    self._set_current(place)
        return False


class _Header(QWidget):
    """Names the columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = ""
        self.note = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours, parts = theme.colours(), zones(self.width(), self.fontMetrics())
        small = self.font()
        if small.pointSizeF() > 0:
            small.setPointSizeF(max(7.0, small.pointSizeF() * 0.85))
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        last = QRect(0, 0, self.width() - 8, HEADER)
        value = QRect(0, 0, parts.value.right() - 5, HEADER)
        painter.drawText(last, right, self.title)
        painter.drawText(value, right, tr("Value"))
        first = QRect(parts.name.x(), 0, parts.value.x() - parts.name.x(), HEADER)
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, self.note)
        painter.setPen(QColor(colours.line))
        painter.drawLine(0, HEADER - 1, self.width(), HEADER - 1)
        painter.end()
