"""The real program in a real window on a virtual screen, driven by X11 mouse and key events."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import gen_explorer
from gen_explorer.core.settings import Settings
from gen_explorer.state import session_file
from gen_explorer.state.explorer import Explorer
from gen_explorer.ui import language, theme
from gen_explorer.ui.main_window import MainWindow
from gen_explorer.ui.session import Session
from tests.bundles import make_bundle

pytestmark = [
    pytest.mark.skipif(
        not (shutil.which("Xvfb") and shutil.which("xdotool")),
        reason="needs Xvfb and xdotool",
    ),
    pytest.mark.timeout(120),
]
SIZE = (1500, 950)
PATIENCE = 40.0


def wait_for(claim: Callable[[], bool], what: str) -> None:
    """Looks at another process, so there is no signal to wait for."""
    end = time.monotonic() + PATIENCE
    while not claim():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)


@pytest.fixture
def display() -> Iterator[str]:
    """A virtual screen of its own."""
    read, write = os.pipe()
    screen = ["-screen", "0", "1600x1000x24", "-dpi", "96", "-nolisten", "tcp"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), *screen], pass_fds=(write,), stderr=subprocess.DEVNULL
    )
    os.close(write)
    try:
        with os.fdopen(read) as opened:
            number = opened.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


@dataclass
class Program:
    """The running program, and a hand on its mouse and keys."""

    process: subprocess.Popen[bytes]
    display: str
    trace: Path

    def events(self) -> set[str]:
        if not self.trace.exists():
            return set()
        return {json.loads(line)["event"] for line in self.trace.read_text().splitlines()}

    def do(self, *words: str | int) -> str:
        """One xdotool command line."""
        done = subprocess.run(
            ["xdotool", *map(str, words)],
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
        )
        return done.stdout.strip()

    def window(self, title: str) -> str:
        """The id of the window with this title, once it is there; it gets the keyboard."""
        wait_for(
            lambda: bool(self.do("search", "--onlyvisible", "--name", title)), f"a window {title}"
        )
        found = self.do("search", "--onlyvisible", "--name", title).splitlines()[-1]
        self.do("windowfocus", "--sync", found)
        return found

    def drag(self, start: QPoint, end: QPoint, steps: int = 12) -> None:
        self.do("mousemove", start.x(), start.y())
        self.do("mousedown", 1)
        for step in range(1, steps + 1):
            x = start.x() + (end.x() - start.x()) * step // steps
            y = start.y() + (end.y() - start.y()) * step // steps
            self.do("mousemove", x, y)
        self.do("mouseup", 1)

    def saved_session(self, file: Path) -> Explorer:
        """Saves the session as a person does, with the keyboard, and reads it."""
        self.window("gen_explorer")
        self.do("key", "ctrl+shift+s")
        dialog = self.window("Save session")
        self.do("key", "ctrl+a")
        self.do("type", "--delay", "2", "--window", dialog, str(file))
        self.do("key", "Return")
        wait_for(file.exists, str(file))
        return session_file.load(file)


@pytest.fixture
def program(tmp_path: Path, display: str) -> Iterator[Program]:
    folder = make_bundle(tmp_path / "tiny", latent=2, size=28, points=400)
    trace = tmp_path / "trace.jsonl"
    environment = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "GEN_EXPLORER_STARTUP_TRACE": str(trace),
        "PYTHONPATH": str(Path(gen_explorer.__file__).parent.parent),
    }
    size = f"{SIZE[0]}x{SIZE[1]}"
    options = ["--size", size, "--language", "en", "--theme", "light", "--device", "cpu"]
    with (tmp_path / "output.txt").open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "gen_explorer", "open", str(folder), *options],
            env=environment,
            cwd=tmp_path,
            stdout=output,
            stderr=output,
        )
    try:
        yield Program(process, display, trace)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(10)


@pytest.fixture
def twin(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """The same window in this process, off the screen: it tells where the other one's parts lie."""
    theme.apply(qapp, "light")
    language.apply(qapp, "en")
    session = Session(Settings(device="cpu"), is_remembering=False)
    window = MainWindow(session, is_layout_kept=False)
    qtbot.addWidget(window)
    window.resize(*SIZE)
    window.reset_layout()
    with qtbot.waitSignal(session.model_changed, timeout=10_000):
        session.open_model(str(tmp_path / "tiny"))
    window.show()
    qtbot.waitUntil(lambda: session.picture is not None, timeout=10_000)
    window.fill_late_panels()
    qtbot.waitUntil(lambda: session.bridge.is_idle, timeout=20_000)
    yield window
    window.close()


def _middle(window: QWidget, part: QWidget) -> QPoint:
    return part.mapTo(window, part.rect().center())


def test_a_person_drags_a_slider_and_the_map(
    program: Program, twin: MainWindow, tmp_path: Path
) -> None:
    wait_for(lambda: program.events() >= {"first_picture", "first_map"}, "picture and map")
    program.window("gen_explorer")
    first = program.saved_session(tmp_path / "first.json")
    assert first.recipe.values == ()

    slider = twin.panel("sliders").list.widgets[0]
    track = slider._zones().track
    middle = slider.mapTo(twin, track.center())
    handle = slider.mapTo(twin, QPoint(track.left() + track.width() // 3, track.center().y()))
    program.drag(handle, middle)
    second = program.saved_session(tmp_path / "second.json")
    assert len(second.recipe.values) == 1
    assert abs(second.recipe.values[0][1]) < 0.3  # the middle of the track is the prior's mean

    plane = twin.panel("map")
    centre = _middle(twin, plane)
    program.drag(centre, centre + QPoint(60, -40))
    third = program.saved_session(tmp_path / "third.json")
    assert dict(third.recipe.values).keys() == {0, 1}
    assert third.recipe != second.recipe

    program.window("gen_explorer")
    program.do("key", "ctrl+z")
    fourth = program.saved_session(tmp_path / "fourth.json")
    assert fourth.recipe == second.recipe

    program.window("gen_explorer")
    program.do("key", "ctrl+q")
    assert program.process.wait(20) == 0
    assert (tmp_path / "output.txt").read_text() == ""
