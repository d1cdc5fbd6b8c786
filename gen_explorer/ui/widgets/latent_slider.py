"""One latent dimension in one slim row: lock, name, slider, value, draw anew, reset, importance.

One widget that paints itself: hundreds of rows of labels and buttons took seconds to build. For
assistive technology it is a slider; every button has a key and a line in the context menu.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QToolTip, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.ui.tooltips import wrapped
from gen_explorer.ui.widgets import latent_row, latent_words
from gen_explorer.ui.widgets.focus_ring import is_by_keyboard
from gen_explorer.ui.widgets.latent_row import ROW, Row, amount_at, x_of
from gen_explorer.ui.widgets.value_field import ValueField

STEPS = 1000
"""Whole numbers from one end of the range to the other, for assistive technology."""
REST_MS = 400
"""After the last key or wheel step a gesture is over; also longer than a double click takes."""

FRAME_MS = 16
"""While it is dragged a row is painted at most this often."""


class LatentSlider(QAbstractSlider):
    """Shows a `Row`. Drag, click, wheel (with focus) or keys move it; Shift moves finely."""

    moved = Signal(int, float)
    """(index, value) while it moves."""
    settled = Signal()
    """The movement is over."""
    asked = Signal(int, str)
    """(index, "randomise" | "reset" | "lock" | "mean")."""
    focus_asked = Signal(int)
    """Up (-1) or down (+1), or by more: another row should get the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Else each step of a drag would paint what is behind the row, up to the window's ground.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setRange(0, STEPS)
        self.setFixedHeight(ROW)
        self.row: Row | None = None
        self._amount = 0.0
        self._is_locked = False
        self._is_by_hand = False
        self._grab: tuple[float, float] | None = None
        self._was_moved = False
        self._hot = ""
        self._is_ringed = False
        self._editor: ValueField | None = None
        self._wheel = 0
        self._measures: latent_row.Measures | None = None
        self._is_showing = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.settled)
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setTimerType(Qt.TimerType.PreciseTimer)
        self._frame.setInterval(FRAME_MS)
        self._frame.timeout.connect(self._update_amount)
        self.valueChanged.connect(self._set_from_outside)

    # What it shows

    def bind(self, row: Row) -> None:
        """Shows another row from now on."""
        self.finish()
        self.row = row
        self.setAccessibleName(row.name)
        self.setAccessibleDescription(f"{row.tip} {row.importance_tip}")
        self._hot = ""
        self.update()

    def refresh_row(self, row: Row) -> None:
        """Says the same row's new range and importance. What is going on goes on: while it is
        dragged the range stays, or the value would jump under the hand."""
        if self.is_dragged and self.row is not None:
            row = replace(row, low=self.row.low, high=self.row.high)
        is_other_range = self.row is None or (row.low, row.high) != (self.row.low, self.row.high)
        self.row = row
        self.setAccessibleDescription(f"{row.tip} {row.importance_tip}")
        if is_other_range:
            share = (self._amount - row.low) / (row.high - row.low)
            self._is_showing = True
            self.setValue(round(min(max(share, 0.0), 1.0) * STEPS))
            self._is_showing = False
        self.update()

    def show_value(self, amount: float, is_by_hand: bool, is_locked: bool) -> None:
        """Shows a value without announcing it as moved."""
        shown = (self._amount, self._is_by_hand, self._is_locked)
        if (amount, is_by_hand, is_locked) == shown:
            return
        is_amount_all = (is_by_hand, is_locked) == shown[1:]
        self._amount, self._is_by_hand, self._is_locked = amount, is_by_hand, is_locked
        if self.row is not None:
            share = (amount - self.row.low) / (self.row.high - self.row.low)
            self._is_showing = True
            self.setValue(round(min(max(share, 0.0), 1.0) * STEPS))
            self._is_showing = False
        if not is_amount_all:
            self.update()
        elif not self.is_dragged:
            self._update_amount()
        elif not self._frame.isActive():
            self._frame.start()  # the picture goes first, and the row keeps to the screen's pace

    def _update_amount(self) -> None:
        parts = self._zones()
        self.update(parts.track.united(parts.value))

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:
        """Painting is asked for where values are set: the base class would paint all of the row."""
        if change != QAbstractSlider.SliderChange.SliderValueChange:
            super().sliderChange(change)

    @property
    def amount(self) -> float:
        return self._amount

    @property
    def is_dragged(self) -> bool:
        return self._grab is not None

    def finish(self) -> None:
        """Ends what is going on: a typed value is taken, a gesture settled."""
        if self._editor is not None:
            self._editor.finish()
        if self._rest.isActive():
            self._rest.stop()
            self.settled.emit()

    def _set_from_outside(self, value: int) -> None:
        """Assistive technology set the slider."""
        if self.row is not None and not self._is_showing:
            self._move_to(self.row.low + (self.row.high - self.row.low) * value / STEPS)
            self._rest.start()

    def _move_to(self, amount: float, is_bounded: bool = True) -> None:
        row = self.row
        if row is None:
            return
        if is_bounded:
            amount = min(max(amount, row.low), row.high)
        if amount != self._amount:
            self.moved.emit(row.index, amount)

    def _zones(self) -> latent_row.Zones:
        return self._measured().zones

    def _measured(self) -> latent_row.Measures:
        if self._measures is None:
            self._measures = latent_row.measure(self.width(), self.font())
        return self._measures

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measures = None
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another font, style or language measures differently."""
        self._measures = None
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.row is not None:
            look = latent_row.Look(
                self._amount,
                self._is_by_hand,
                self._is_locked,
                self._hot,
                self.hasFocus(),
                self._is_ringed,
                self._grab is not None,
            )
            painter = QPainter(self)
            area = event.rect()
            latent_row.paint(painter, self.width(), self._measured(), self.row, look, area)
            painter.end()

    # What hands do

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.row is None:
            return
        zone = self._zones().at(event.position().toPoint())
        if zone == "track":
            self._rest.stop()
            self._was_moved = False
            x = event.position().x()
            is_on_knob = abs(x - x_of(self._amount, self._zones().track, self.row)) <= 8
            if not is_on_knob and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._move_to(amount_at(x, self._zones().track, self.row))
            self._grab = (x, self._amount)
            self.update()
        elif zone == "value":
            self.edit_value()
        elif zone == "lock" and self.row.can_lock:
            self.asked.emit(self.row.index, "lock")
        elif zone == "dice":
            self.asked.emit(self.row.index, "randomise")
        elif zone == "reset":
            self.asked.emit(self.row.index, "reset")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grab is None or self.row is None:
            self._heat(self._zones().at(event.position().toPoint()))
            return
        x, amount, track = event.position().x(), self._grab[1], self._zones().track
        shift = amount_at(x, track, self.row) - amount_at(self._grab[0], track, self.row)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            shift /= 10
        self._was_moved = True
        self._move_to(amount + shift)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grab is not None:
            self._grab = None
            self._frame.stop()
            self.update()
            if self._was_moved:
                self.settled.emit()
            else:
                self._rest.start()  # a second click may follow and belong to the same step

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.row is not None and self._zones().at(event.position().toPoint()) == "track":
            self._rest.stop()
            self._move_to(self.row.quantiles[2])
            self._rest.start()
        else:
            self.mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._heat("")

    def _heat(self, zone: str) -> None:
        if zone != self._hot:
            self._hot = zone
            is_button = zone in ("lock", "dice", "reset")
            shapes = Qt.CursorShape
            beam = shapes.IBeamCursor if zone == "value" else shapes.ArrowCursor
            self.setCursor(shapes.PointingHandCursor if is_button else beam)
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With focus it moves the value; else the list scrolls."""
        if not self.hasFocus():
            event.ignore()
            return
        self._wheel += event.angleDelta().y() or event.angleDelta().x()
        notches, self._wheel = (
            int(self._wheel / 120),
            int(self._wheel - 120 * int(self._wheel / 120)),
        )
        if notches:
            self._step(notches, 0.02, event.modifiers())
        event.accept()

    def _step(self, count: int, share: float, modifiers: Qt.KeyboardModifier) -> None:
        if self.row is not None:
            fine = 0.1 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1.0
            span = self.row.high - self.row.low
            self._rest.stop()
            self._move_to(self._amount + count * share * span * fine)
            self._rest.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key, held = self.row, Qt.Key(event.key()), event.modifiers()
        plain = held & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if row is None or plain:
            event.ignore()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Minus):
            self._step(-1, 0.01, held)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Plus):
            self._step(1, 0.01, held)
        elif key == Qt.Key.Key_PageDown:
            self._step(-1, 0.1, held)
        elif key == Qt.Key.Key_PageUp:
            self._step(1, 0.1, held)
        elif key == Qt.Key.Key_Home:
            self._step(-1, 1.0, Qt.KeyboardModifier.NoModifier)
        elif key == Qt.Key.Key_End:
            self._step(1, 1.0, Qt.KeyboardModifier.NoModifier)
        elif key == Qt.Key.Key_Up:
            self.focus_asked.emit(-1)
        elif key == Qt.Key.Key_Down:
            self.focus_asked.emit(1)
        elif key == Qt.Key.Key_Space:
            self.asked.emit(row.index, "randomise")
        elif key == Qt.Key.Key_L and row.can_lock:
            self.asked.emit(row.index, "lock")
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.asked.emit(row.index, "reset")
        elif key == Qt.Key.Key_0:
            self.asked.emit(row.index, "mean")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_value()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._is_ringed = is_by_keyboard(event) or event.reason() == Qt.FocusReason.OtherFocusReason
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._is_ringed = False
        if self._editor is None:
            self.finish()
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.row
        if row is None:
            return
        menu = latent_words.menu(row, self._is_locked, self)
        menu.triggered.connect(lambda action: self._choose(row.index, str(action.data())))
        menu.popup(event.globalPos())

    def _choose(self, index: int, name: str) -> None:
        if name == "edit":
            self.edit_value()
        else:
            self.asked.emit(index, name)

    # Typing a value

    def edit_value(self) -> None:
        """Opens a field over the value; Enter takes it, Escape leaves it."""
        if self._editor is not None or self.row is None:
            return
        editor = ValueField(self._amount, self)
        editor.setAccessibleName(tr("Value of {name}").format(name=self.row.name))
        editor.setGeometry(self._zones().value.adjusted(-16, 3, 0, -3))
        editor.done.connect(self._take_typed)
        editor.show()
        self._editor = editor
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_typed(self, amount: float | None, by_key: bool) -> None:
        self._editor = None
        if by_key:
            self.setFocus()
        if amount is not None:
            self._move_to(amount, is_bounded=False)
            self.settled.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            zone = self._zones().at(event.pos())
            if self.row is not None and zone:
                area: QRect = getattr(self._zones(), zone)
                text = wrapped(latent_words.tip(self.row, zone))
                QToolTip.showText(event.globalPos(), text, self, area)
            return True
        return super().event(event)
