"""Steering a run: pause, one step, slow motion, resume, stop."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.core.translation import tr
from gen_explorer.training.control import Control
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating, number
from gen_explorer.ui.widgets.flow_bar import FlowBar

RATES = (0.2, 0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 12.0, 20.0, 30.0, 50.0)
"""Steps a second of slow motion."""
USUAL = 3


class RunControls(Retranslating, QWidget):
    """Buttons that ask; `show_state` says what can be asked for."""

    pause_asked = Signal()
    go_asked = Signal()
    """Out of a pause."""
    rate_asked = Signal(float)
    """Steps a second of slow motion; 0 ends it."""
    step_asked = Signal()
    resume_asked = Signal()
    stop_asked = Signal()
    discard_asked = Signal()
    follow_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_paused = False
        self.pause = self._button("pause", self._pause_clicked)
        self.step = self._button("next", self.step_asked.emit)
        self.resume = self._button("play", self.resume_asked.emit)
        self.stop = self._button("save", self.stop_asked.emit)
        self.discard = self._button("trash", self.discard_asked.emit)
        self.rate = QSlider(Qt.Orientation.Horizontal, self)
        self.slow = QCheckBox(self)
        self.slow.toggled.connect(
            lambda is_on: self.rate_asked.emit(RATES[self.rate.value()] if is_on else 0.0)
        )
        self.rate.setRange(0, len(RATES) - 1)
        self.rate.setValue(USUAL)
        self.rate.setPageStep(1)
        self.rate.valueChanged.connect(self._rate_changed)
        self.rate_text = QLabel(self)
        self.rate_text.setObjectName("caption")
        self.follow = QCheckBox(self)
        self.follow.toggled.connect(self.follow_asked.emit)
        self.buttons = FlowBar(self, 5)
        self.buttons.add(self.pause, self.step, self.resume, self.stop, self.discard)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.slow)
        row.addWidget(self.rate, 1)
        row.addWidget(self.rate_text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.buttons)
        column.addLayout(row)
        column.addWidget(self.follow)
        self.retranslate()

    def show_state(
        self, state: str, is_alive: bool, control: Control, can_resume: bool, is_following: bool
    ) -> None:
        """`state` as `TrainingWatch.state`."""
        self._is_paused = is_alive and control.is_paused
        is_ending = bool(control.stop) and is_alive
        for widget in (self.pause, self.step, self.slow, self.rate, self.rate_text):
            widget.setVisible(is_alive)
            widget.setEnabled(not is_ending)
        self.stop.setVisible(is_alive)
        self.stop.setEnabled(not is_ending)
        self.resume.setVisible(not is_alive and can_resume)
        self.discard.setVisible(state not in ("", "recorded"))
        self._set_quietly(self.slow, control.steps_per_second > 0)
        self._set_quietly(self.follow, is_following)
        if control.steps_per_second > 0 and not self.rate.isSliderDown():
            near = min(range(len(RATES)), key=lambda i: abs(RATES[i] - control.steps_per_second))
            self.rate.blockSignals(True)
            self.rate.setValue(near)
            self.rate.blockSignals(False)
        self.retranslate()

    def retranslate(self) -> None:
        texts = (
            (
                self.pause,
                tr("Go on") if self._is_paused else tr("Pause"),
                tr("Holds the training between two steps; everything stays as it is."),
            ),
            (
                self.step,
                tr("One step"),
                tr("Learns from one batch, then waits: each loss of the curves moves by a point."),
            ),
            (
                self.resume,
                tr("Resume"),
                tr("Goes on from the newest checkpoint, as if the run had never been stopped."),
            ),
            (
                self.stop,
                tr("Stop and keep"),
                tr("Saves a checkpoint and ends. The run can go on later."),
            ),
            (
                self.discard,
                tr("Discard…"),
                tr("Ends the training and deletes all that this run has written."),
            ),
            (
                self.slow,
                tr("Slow motion"),
                tr("A chosen number of steps a second, so that each can be talked about."),
            ),
            (
                self.follow,
                tr("Walk the newest moment"),
                tr(
                    "Sliders, map and picture show the model as it is now, and change with it "
                    "while it learns. The latent stays where it is."
                ),
            ),
        )
        for widget, text, tip in texts:
            widget.setText(text)
            widget.setAccessibleName(text)
            widget.setToolTip(tip)
        self.pause.setIcon(theme.icon("play" if self._is_paused else "pause"))
        steps = RATES[self.rate.value()]
        shown = number(steps, 1 if steps < 1 else 0)
        self.rate_text.setText(tr("{count} steps/s").format(count=shown))
        self.rate.setAccessibleName(tr("Steps a second"))
        self.rate.setToolTip(tr("How many steps a second the training takes in slow motion."))

    def _button(self, icon: str, run: object) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName("chip")
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(16, 16))
        button.clicked.connect(lambda: run())  # type: ignore[operator]
        return button

    def _pause_clicked(self) -> None:
        if self._is_paused:
            self.go_asked.emit()
        else:
            self.pause_asked.emit()

    def _rate_changed(self) -> None:
        self.retranslate()
        if self.slow.isChecked():
            self.rate_asked.emit(RATES[self.rate.value()])

    @staticmethod
    def _set_quietly(box: QCheckBox, is_on: bool) -> None:
        box.blockSignals(True)
        box.setChecked(is_on)
        box.blockSignals(False)
