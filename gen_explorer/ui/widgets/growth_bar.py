"""Play, pause and step through something that grows piece by piece."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.core.translation import tr
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating, integer
from gen_explorer.ui.widgets.flow_bar import FlowBar
from gen_explorer.ui.widgets.tool_button import tool_button

BEAT_MS = 33
RATES = (20, 80, 320)
"""Steps a second."""


class GrowthBar(Retranslating, QWidget):
    """Counts steps from 0 to `count`. At its end, all is shown."""

    stepped = Signal(object)
    """The step to show; None for all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._owed = 0.0
        self._clock = QElapsedTimer()
        self.play_button = tool_button(self, "play", self.toggle)
        self.back_button = tool_button(self, "previous", lambda: self.go_to(self.step - 1))
        self.next_button = tool_button(self, "next", lambda: self.go_to(self.step + 1))
        self.rate = QComboBox(self)
        self.rate.addItems(["", "", ""])
        self.rate.setCurrentIndex(1)
        self.scrubber = QSlider(Qt.Orientation.Horizontal, self)
        self.label = QLabel(self)
        self.label.setObjectName("caption")
        self.label.setWordWrap(True)
        row = FlowBar(self, spacing=2)
        self.play_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        row.add(self.play_button, self.back_button, self.next_button, self.rate)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(row)
        column.addWidget(self.scrubber)
        column.addWidget(self.label)
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self.scrubber.valueChanged.connect(self._show)
        self.scrubber.sliderPressed.connect(self.pause)
        self.retranslate()

    @property
    def step(self) -> int:
        return self.scrubber.value()

    @property
    def is_playing(self) -> bool:
        return self._timer.isActive()

    def set_count(self, count: int) -> None:
        """How many steps there are; something else is shown now, and all of it. A film that plays
        begins anew."""
        if self.is_playing and count:
            self._set(count, 0)
            return
        self.pause()
        self._set(count, count)

    def _set(self, count: int, step: int) -> None:
        self._count = count
        with QSignalBlocker(self.scrubber):
            self.scrubber.setRange(0, count)
            self.scrubber.setValue(step)
        for part in (self.play_button, self.back_button, self.next_button, self.scrubber):
            part.setEnabled(count > 0)
        self._show()

    def play(self) -> None:
        if self._count and not self.is_playing:
            if self.step >= self._count:
                self.go_to(0)
            self._owed = 0.0
            self._clock.start()
            self._timer.start()
            self.retranslate()

    def pause(self) -> None:
        if self.is_playing:
            self._timer.stop()
            self.retranslate()

    def toggle(self) -> None:
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def go_to(self, step: int) -> None:
        self.scrubber.setValue(min(max(step, 0), self._count))

    def hideEvent(self, event: QHideEvent) -> None:
        self.pause()

    def _beat(self) -> None:
        self._owed += RATES[self.rate.currentIndex()] * self._clock.restart() / 1000
        whole = int(self._owed)
        self._owed -= whole
        self.go_to(self.step + whole)
        if self.step >= self._count:
            self.pause()

    def _show(self) -> None:
        is_whole = self.step >= self._count
        self.stepped.emit(None if is_whole else self.step)
        self.label.setText(
            tr("{step} of {count} open pixels drawn").format(
                step=integer(self.step), count=integer(self._count)
            )
            if self._count
            else tr("No pixel is open: there is nothing to draw.")
        )

    def retranslate(self) -> None:
        self.play_button.setIcon(theme.icon("pause" if self.is_playing else "play"))
        self.play_button.setText(tr("Pause") if self.is_playing else tr("Watch it grow"))
        for part, name, tip in (
            (
                self.play_button,
                tr("Pause") if self.is_playing else tr("Watch it grow"),
                tr(
                    "Reveals the pixels in the order in which they were drawn, each from the "
                    "probabilities given all before it. A pixel never changes afterwards."
                ),
            ),
            (self.back_button, tr("One pixel back"), tr("Before the last drawn pixel.")),
            (
                self.next_button,
                tr("One pixel on"),
                tr("The next pixel: could you have guessed it from those above?"),
            ),
            (self.scrubber, tr("Drawn so far"), tr("How many of the open pixels are drawn.")),
            (self.rate, tr("Speed"), tr("Pixels a second.")),
        ):
            part.setAccessibleName(name)
            part.setToolTip(tip)
        for place, rate in enumerate(RATES):
            self.rate.setItemText(place, tr("{count}/s").format(count=integer(rate)))
        self._show()
