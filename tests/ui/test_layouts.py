"""Workspaces share one window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gen_explorer.ui import language
from gen_explorer.ui.main_window import MainWindow


@pytest.mark.parametrize("code", ["en", "es"])
def test_the_window_keeps_its_size(
    window: MainWindow, qapp: QApplication, qtbot: QtBot, code: str
) -> None:
    language.apply(qapp, code)
    size = QSize(1280, 720)
    window.resize(size)
    order = ("train", "explore", "denoise", "anomalies", "train", "explore", "anomalies")
    for name in (*order, "denoise", "explore", "denoise", "anomalies", "denoise", "explore"):
        window.show_workspace(name)
        qtbot.wait(20)  # what Qt lays out later
        assert window.size() == size
    language.apply(qapp, "en")
    qtbot.waitUntil(lambda: window.session.bridge.is_idle, timeout=10_000)
