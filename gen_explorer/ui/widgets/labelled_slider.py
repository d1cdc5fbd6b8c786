"""A name, a slider, a number and a way back: for settings, dials and weights."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating, locale

STEPS = 200
REST_MS = 400
"""After the last key or wheel step a gesture is over."""


class LabelledSlider(Retranslating, QWidget):
    """Drag, keys, wheel (with focus) or typing set a number between two others."""

    moved = Signal(float)
    settled = Signal()
    """The movement is over."""
    reset_asked = Signal()

    def __init__(self, low: float, high: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._low, self._high = low, high
        self.label = QLabel(self)
        self.slider = _Slider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, STEPS)
        self.slider.setPageStep(STEPS // 10)
        self.slider.setMinimumWidth(36)
        self.box = QDoubleSpinBox(self)
        self.box.setRange(low, high)
        self.box.setDecimals(2)
        self.box.setSingleStep((high - low) / 20)
        self.box.setKeyboardTracking(False)
        self.box.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.box.setFixedWidth(self.box.fontMetrics().horizontalAdvance("-0.00") + 14)
        self.reset_button = QToolButton(self)
        self.reset_button.setIcon(theme.icon("reset"))
        self.reset_button.setIconSize(QSize(14, 14))
        self.reset_button.setAutoRaise(True)
        self.reset_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.label)
        row.addWidget(self.slider, 1)
        row.addWidget(self.box)
        row.addWidget(self.reset_button)
        self._name, self._tip = "", ""
        self._shown: tuple[float, bool] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.settled)
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderReleased.connect(self._settle)
        self.box.valueChanged.connect(self._typed)
        self.reset_button.clicked.connect(lambda: self.reset_asked.emit())
        self.retranslate()

    @property
    def amount(self) -> float:
        return self._low + (self._high - self._low) * self.slider.value() / STEPS

    def set_name(self, name: str, tip: str) -> None:
        self._name, self._tip = name, tip
        self.retranslate()

    def set_label_width(self, width: int) -> None:
        """So that several of them line up."""
        self.label.setFixedWidth(width)

    def show_amount(self, amount: float, is_by_hand: bool) -> None:
        """Shows a number without announcing it as moved."""
        if (amount, is_by_hand) == self._shown:
            return
        self._shown = (amount, is_by_hand)
        share = (amount - self._low) / (self._high - self._low)
        with QSignalBlocker(self.slider), QSignalBlocker(self.box):
            self.slider.setValue(round(min(max(share, 0.0), 1.0) * STEPS))
            self.box.setValue(amount)
        self.reset_button.setEnabled(is_by_hand)

    def retranslate(self) -> None:
        self.label.setText(self._name)
        self.box.setLocale(locale())
        for part in (self.slider, self.box):
            part.setAccessibleName(self._name)
            part.setToolTip(self._tip)
        self.label.setToolTip(self._tip)
        self.reset_button.setAccessibleName(tr("Reset {name}").format(name=self._name))
        self.reset_button.setToolTip(tr("Back to what the seed drew."))

    def _slid(self) -> None:
        self._shown = None
        self.moved.emit(self.amount)
        if not self.slider.isSliderDown():
            self._rest.start()

    def _settle(self) -> None:
        self._rest.stop()
        self.settled.emit()

    def _typed(self, amount: float) -> None:
        self._shown = None
        self.moved.emit(amount)
        self._settle()


class _Slider(QSlider):
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Without focus the wheel scrolls the panel."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
