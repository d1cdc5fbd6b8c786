"""The leak hunter must be able to fail: each kind of leftover is planted and found."""

from __future__ import annotations

import subprocess
import sys
import threading

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests import leaks


def test_nothing_is_found_where_nothing_is_left(qapp: QApplication) -> None:
    before = leaks.look()
    thread = threading.Thread(target=len, args=((),))
    thread.start()
    QWidget().close()
    assert leaks.leftovers(before) == []


def test_a_widget_is_found(qapp: QApplication) -> None:
    before = leaks.look()
    widget = QWidget()
    assert any("widget" in line for line in leaks.leftovers(before))
    widget.deleteLater()


def test_a_running_timer_is_found(qapp: QApplication) -> None:
    before = leaks.look()
    timer = QTimer()
    timer.start(100_000)
    assert any("timer" in line for line in leaks.leftovers(before))
    timer.stop()


def test_a_thread_is_found(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(leaks, "PATIENCE", 0.05)
    before = leaks.look()
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    assert any("thread" in line for line in leaks.leftovers(before))
    end.set()
    thread.join()


def test_a_process_is_found(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(leaks, "PATIENCE", 0.05)
    before = leaks.look()
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert any("process" in line for line in leaks.leftovers(before))
    process.communicate(b"\n")
