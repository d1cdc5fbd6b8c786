"""One picture from the camera, where one is connected and Qt's multimedia module is installed
(PySide6-Addons has it, the smaller PySide6-Essentials has not)."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

MODULE = "PySide6.QtMultimedia"
WARM_UP = 10
"""Frames until the exposure has settled."""


def is_installed() -> bool:
    """Whether cameras can be used at all. Imports nothing."""
    return importlib.util.find_spec(MODULE) is not None


class Camera(QObject):
    """Takes one picture at a time. Belongs to the GUI thread."""

    taken = Signal(QImage)
    failed = Signal(str)
    """Why, in Qt's words; empty where there is no camera."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Any, ...] = ()
        self._frames = 0

    @property
    def is_running(self) -> bool:
        return bool(self._parts)

    def take(self) -> None:
        """Starts the default camera; `taken` or `failed` follows."""
        if self._parts:
            return
        qt: Any = importlib.import_module(MODULE)
        device = qt.QMediaDevices.defaultVideoInput()
        if device.isNull():
            self.failed.emit("")
            return
        camera, session, sink = qt.QCamera(device), qt.QMediaCaptureSession(), qt.QVideoSink()
        session.setCamera(camera)
        session.setVideoSink(sink)
        sink.videoFrameChanged.connect(self._frame)
        camera.errorOccurred.connect(self._error)
        self._parts, self._frames = (camera, session, sink), 0
        camera.start()

    def stop(self) -> None:
        parts, self._parts = self._parts, ()
        if parts:
            parts[0].stop()

    def _frame(self, frame: Any) -> None:
        self._frames += 1
        if self._parts and self._frames > WARM_UP and frame.isValid():
            image = frame.toImage()
            self.stop()
            self.taken.emit(image)

    def _error(self, _error: object, words: str) -> None:
        self.stop()
        self.failed.emit(words)
