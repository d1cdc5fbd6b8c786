"""What moves the film: back, play, on, the scrubber, and holding a moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.widgets.scrubber import Scrubber

PLAY_MS = 120
"""A picture of the film, while it plays."""


class FilmBar(Retranslating, QWidget):
    """`is_ready` tells whether the current picture was read: until then a playing film waits."""

    def __init__(self, is_ready: Callable[[], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_ready = is_ready
        self.scrubber = Scrubber(self)
        self.back = self._button("previous")
        self.play = self._button("play")
        self.play.setCheckable(True)
        self.on = self._button("next")
        self.pin = self._button("pin")
        self.pin.setCheckable(True)
        self.where = QLabel(self)
        self.where.setObjectName("caption")
        self.where.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button in (self.back, self.play, self.on):
            row.addWidget(button)
        row.addWidget(self.scrubber, 1)
        row.addWidget(self.where)
        row.addWidget(self.pin)
        self._clock = QTimer(self)
        self._clock.setInterval(PLAY_MS)
        self._clock.timeout.connect(self._advance)
        self.play.toggled.connect(self._play)
        self.back.clicked.connect(lambda: self.scrubber.go_to(self.scrubber.place - 1))
        self.on.clicked.connect(lambda: self.scrubber.go_to(self.scrubber.place + 1))
        self.retranslate()

    def enable(self, is_on: bool) -> None:
        """Whether there is somewhere to go."""
        for part in (self.back, self.play, self.on, self.pin, self.scrubber):
            part.setEnabled(is_on)

    def _play(self, is_on: bool) -> None:
        self.play.setIcon(theme.icon("pause" if is_on else "play"))
        self._name_play()
        if not is_on:
            self._clock.stop()
            return
        if self._is_at_end:
            self.scrubber.go_to(0)
        self._clock.start()

    @property
    def _is_at_end(self) -> bool:
        return self.scrubber.place >= len(self.scrubber.steps) - 1

    def _advance(self) -> None:
        if not self._is_ready():
            return
        if self._is_at_end:
            self.play.setChecked(False)
        else:
            self.scrubber.go_to(self.scrubber.place + 1)

    def retranslate(self) -> None:
        self.where.setAccessibleName(tr("Which moment is shown"))
        self.scrubber.setAccessibleName(tr("Moments of the run"))
        for widget, name, tip in (
            (self.back, tr("One moment back"), ""),
            (self.on, tr("One moment on"), ""),
            (
                self.pin,
                tr("Hold this moment beside others"),
                tr("It stays at the left while you scrub: look what changed since."),
            ),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(f"{name}. {tip}" if tip else name)
        self._name_play()

    def _name_play(self) -> None:
        name = tr("Stop the film") if self.play.isChecked() else tr("Play the film")
        self.play.setAccessibleName(name)
        self.play.setToolTip(name)

    def _button(self, icon: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(18, 18))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button
