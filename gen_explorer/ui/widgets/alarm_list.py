"""What goes wrong in a run, one card each: what it is, the evidence, the remedy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.training.alarm import Alarm
from gen_explorer.ui.language import Retranslating, integer


class AlarmCard(QFrame):
    """One alarm; a click or Enter asks for its step."""

    clicked = Signal(int)

    def __init__(self, alarm: Alarm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.alarm = alarm
        self.setObjectName("message")
        self.setProperty("level", "error" if alarm.kind == "nan" else "warning")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(3)
        what = tr("{what} Since step {step}.").format(
            what=alarm.what, step=integer(round(alarm.step))
        )
        for name, text in (
            ("messageWhat", what),
            ("caption", alarm.evidence),
            ("remedy", alarm.remedy),
        ):
            label = QLabel(text, self)
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            column.addWidget(label)
        self.setAccessibleName(f"{what} {alarm.evidence} {alarm.remedy}")
        self.setToolTip(tr("A click goes to that step on the curves and in the film."))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit(round(self.alarm.step))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit(round(self.alarm.step))
        else:
            super().keyPressEvent(event)


class AlarmList(Retranslating, QWidget):
    """The alarms of a run, the gravest first; says so where there is none."""

    step_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alarms: list[Alarm] = []
        self.cards: list[AlarmCard] = []
        self._calm = QLabel(self)
        self._calm.setObjectName("caption")
        self._calm.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self._calm)
        self.retranslate()

    def show_alarms(self, alarms: Sequence[Alarm]) -> None:
        self._alarms = list(alarms)
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [AlarmCard(alarm, self) for alarm in alarms]
        for card in self.cards:
            card.clicked.connect(self.step_asked.emit)
            self._column.addWidget(card)
        self._calm.setVisible(not alarms)

    def retranslate(self) -> None:
        self._calm.setText(
            tr("Nothing to worry about so far. Collapse, overfitting and the like show up here.")
        )
        if self.cards:
            self.show_alarms(self._alarms)
