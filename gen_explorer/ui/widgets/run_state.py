"""How the watched run is doing: its name, its state in words, how far it is, what went wrong."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.training.status import Status
from gen_explorer.ui import theme
from gen_explorer.ui.durations import duration
from gen_explorer.ui.language import Retranslating, figure, integer

COLOURS = {
    "running": "good",
    "paused": "warning",
    "failed": "error",
    "lost": "error",
    "finished": "accent",
}
"""Of the state's dot, by state; the others are muted."""


class RunState(Retranslating, QWidget):
    """Shows what it is told by `show_run`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: Path | None = None
        self._status: Status | None = None
        self._state, self._kept, self._seconds = "", -1, 0.0
        self.name, self.state = QLabel(self), QLabel(self)
        self.name.setObjectName("heading")
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.facts: dict[str, tuple[QLabel, QLabel]] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        for place, fact in enumerate(("step", "epoch", "time", "left", "rate")):
            title, value = QLabel(self), QLabel(self)
            title.setObjectName("caption")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.facts[fact] = (title, value)
            grid.addWidget(title, place, 0)
            grid.addWidget(value, place, 1)
        grid.setColumnStretch(1, 1)
        self.trouble = QFrame(self)
        self.trouble.setObjectName("message")
        self.trouble.setProperty("level", "error")
        self.what, self.remedy = QLabel(self.trouble), QLabel(self.trouble)
        self.what.setObjectName("messageWhat")
        inside = QVBoxLayout(self.trouble)
        inside.setContentsMargins(10, 8, 10, 8)
        for label in (self.what, self.remedy):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            inside.addWidget(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.name)
        column.addWidget(self.state)
        column.addWidget(self.bar)
        column.addLayout(grid)
        column.addWidget(self.trouble)
        theme.watcher().changed.connect(self.retranslate)
        self.retranslate()

    def show_run(
        self, run: Path | None, state: str, status: Status | None, kept: int, seconds: float
    ) -> None:
        """`state` as `TrainingWatch.state`; `kept` is the step of the newest checkpoint, -1 without
        one; `seconds` from the first logged step to the last."""
        self._run, self._state, self._status = run, state, status
        self._kept, self._seconds = kept, seconds
        self.retranslate()

    def retranslate(self) -> None:
        status = self._status
        self.name.setText(self._run.name if self._run is not None else "")
        self.name.setToolTip(str(self._run or ""))
        colour = getattr(theme.colours(), COLOURS.get(self._state, "muted"))
        self.state.setText(f"<span style='color:{colour}'>●</span> {state_title(self._state)}")
        self.state.setAccessibleName(state_title(self._state))
        titles = {
            "step": tr("Step"),
            "epoch": tr("Epoch"),
            "time": tr("Time"),
            "left": tr("Left"),
            "rate": tr("Pictures/s"),
        }
        for fact, (title, value) in self.facts.items():
            title.setText(titles[fact])
            value.setText(self._value(fact))
        total = status.total_steps if status is not None else 0
        self.bar.setVisible(total > 0)
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(status.step if status is not None else 0)
        self.bar.setAccessibleName(tr("How much of the training is done"))
        self.bar.setToolTip(self._value("step"))
        self._write_trouble()

    def _value(self, fact: str) -> str:
        status = self._status
        if status is None:  # of an older version, or another program's
            known = {"step": self._kept >= 0, "time": self._seconds > 0}
            if not known.get(fact, False):
                return "–"
            return integer(self._kept) if fact == "step" else duration(self._seconds)
        if fact == "step":
            if not status.total_steps:
                return integer(status.step)
            return tr("{step} of {total}").format(
                step=integer(status.step), total=integer(status.total_steps)
            )
        if fact == "epoch":
            return integer(status.epoch + 1)
        if fact == "time":
            return duration(self._seconds)
        if fact == "left":
            is_known = status.seconds_left > 0 and self._state == "running"
            return duration(status.seconds_left) if is_known else "–"
        return figure(round(status.pictures_per_second)) if status.pictures_per_second else "–"

    def _write_trouble(self) -> None:
        what, remedy = "", ""
        status = self._status
        if self._state == "lost":
            what = tr("The trainer ended without a word: it was killed, or the machine went down.")
            remedy = tr("Nothing that was saved is lost.")
        elif self._state == "failed" and status is not None:
            what, remedy = status.message, status.remedy
        if what and self._kept >= 0:
            kept = tr("The checkpoint of step {step} is kept; Resume goes on from it.").format(
                step=integer(self._kept)
            )
            remedy = f"{remedy} {kept}".strip()
        elif what:
            remedy = f"{remedy} {tr('There is no checkpoint yet: begin anew.')}".strip()
        self.what.setText(what)
        self.remedy.setText(remedy)
        self.trouble.setVisible(bool(what))


def state_title(state: str) -> str:
    """A state of `TrainingWatch` in words."""
    known = {
        "": tr("No run"),
        "starting": tr("Starting: loading the program and the data"),
        "running": tr("Learning"),
        "paused": tr("Paused"),
        "finished": tr("Finished"),
        "stopped": tr("Stopped; it can go on"),
        "failed": tr("Failed"),
        "lost": tr("The trainer is gone"),
        "recorded": tr("A recording"),
    }
    return known.get(state, state)
