"""A picture of the whole window once everything in it is drawn, always the same size."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer, Signal

from gen_explorer.core.errors import UserError
from gen_explorer.core.files import write_atomically
from gen_explorer.core.translation import tr
from gen_explorer.engine.request import Frame
from gen_explorer.ui.main_window import MainWindow

TIMEOUT = 60.0
"""Seconds until it gives up."""
QUIET = 0.8
"""Seconds without a request or a job after which the window counts as settled: the map waits a
moment before it refines."""


class Screenshot(QObject):
    """Shows the window, waits for picture and map, saves. `finished` carries the exit code."""

    finished = Signal(int)

    def __init__(self, window: MainWindow, file: Path) -> None:
        super().__init__(window)
        self.error: UserError | None = None
        self._window = window
        self._file = file
        self._has_picture = False
        self._is_complete = False
        self._start = self._quiet_since = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(50)
        self._timer.timeout.connect(self._look)
        window.completed.connect(self._completed)
        window.session.bridge.frame_arrived.connect(self._frame_arrived)
        window.session.message.connect(self._message)

    def start(self) -> None:
        self._window.show()
        self._timer.start()

    def _completed(self) -> None:
        self._is_complete = True

    def _frame_arrived(self, frame: Frame) -> None:
        self._quiet_since = time.monotonic()
        if frame.view == "picture" and frame.pixels is not None and not frame.is_preview:
            self._has_picture = True
        if frame.error is not None:
            self._end(frame.error)

    def _message(self, what: str, remedy: str, level: str) -> None:
        if level == "error":
            self._end(UserError(what, remedy))

    def _look(self) -> None:
        now = time.monotonic()
        if not self._window.session.bridge.is_idle:
            self._quiet_since = now
        if now - self._start > TIMEOUT:
            self._end(
                UserError(
                    tr("The window was not drawn in full within {count} seconds.").format(
                        count=round(TIMEOUT)
                    ),
                    tr("Try again while the computer does less, or with a smaller model."),
                )
            )
        elif self._has_picture and self._is_complete and now - self._quiet_since > QUIET:
            self._end(None)

    def _end(self, error: UserError | None) -> None:
        if not self._timer.isActive():
            return
        self._timer.stop()
        self.error = error
        if error is None:
            try:
                write_atomically(self._file, self._png())
            except UserError as refused:
                self.error = refused
        self.finished.emit(0 if self.error is None else 1)

    def _png(self) -> bytes:
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._window.grab().save(buffer, "PNG")
        return bytes(data.data())
