"""Opening the window: what is checked before, and what happens to errors after."""

from __future__ import annotations

import ctypes.util
import logging
import os
import socket
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gen_explorer import app
from gen_explorer.core.errors import UserError
from gen_explorer.core.settings import Settings
from gen_explorer.ui.session import Session
from tests.bundles import make_bundle

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 is Linux's")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No display in the environment."""
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


@LINUX
def test_without_a_display_the_message_says_what_to_do(bare: None) -> None:
    with pytest.raises(UserError) as caught:
        app.check_display()
    assert "xvfb-run" in caught.value.remedy


@pytest.fixture
def display() -> Iterator[str]:
    """Something listens at this display, as an X server does."""
    number = 20_000 + os.getpid() % 20_000
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(f"\0/tmp/.X11-unix/X{number}")
        server.listen()
        yield f":{number}"


@LINUX
@pytest.mark.parametrize("dead", [":61234", "localhost:50123.0", "nonsense", ":", ":999999"])
def test_a_display_that_does_not_answer_is_a_message(
    bare: None, monkeypatch: pytest.MonkeyPatch, dead: str
) -> None:
    """Qt would abort the program."""
    monkeypatch.setenv("DISPLAY", dead)
    for platform in ("", "xcb"):
        monkeypatch.setenv("QT_QPA_PLATFORM", platform)
        with pytest.raises(UserError) as caught:
            app.check_display()
        assert "xvfb-run" in caught.value.remedy


@LINUX
def test_a_display_on_another_machine_is_asked_over_tcp(
    bare: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setattr(app, "X11_PORT", server.getsockname()[1] - 10)
        assert app._answers("127.0.0.1:10.0")
        assert not app._answers("")


@LINUX
def test_a_missing_system_library_is_named_with_its_packages(
    bare: None, display: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: None)  # the system, not ours
    with pytest.raises(UserError) as caught:
        app.check_display()
    assert "libxcb-cursor" in caught.value.what
    for word in ("apt install", "libxcb-cursor0", "dnf install", "xcb-util-cursor", "macOS"):
        assert word in caught.value.remedy


@LINUX
def test_a_desktop_with_its_libraries_passes(
    bare: None, display: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: f"lib{name}.so")
    for name in (display, f"unix{display}", f"{display}.0"):
        monkeypatch.setenv("DISPLAY", name)
        app.check_display()
    monkeypatch.delenv("DISPLAY")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    app.check_display()


def test_qt_that_cannot_be_imported_is_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the dynamic linker says when libEGL is not there."""
    for name in [name for name in sys.modules if name.startswith("PySide6")]:
        monkeypatch.delitem(sys.modules, name)
    broken = tmp_path / "PySide6"
    broken.mkdir()
    text = "libEGL.so.1: cannot open shared object file: No such file or directory"
    (broken / "__init__.py").write_text(f"raise ImportError({text!r})")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(UserError) as caught:
        app._application(is_fixed=False)
    assert "libEGL.so.1" in caught.value.what
    assert "libegl1" in caught.value.remedy


@pytest.mark.parametrize(
    ("last", "shipped", "expected"),
    [
        ("", ("digits-vae-2d", "fashion-vae"), "fashion-vae"),
        ("digits-vae-2d", ("digits-vae-2d", "fashion-vae"), "digits-vae-2d"),
        ("/gone/away", ("digits-vae-2d",), "digits-vae-2d"),
        ("", (), "fashion-vae"),
    ],
)
def test_which_model_comes_first(
    monkeypatch: pytest.MonkeyPatch, last: str, shipped: tuple[str, ...], expected: str
) -> None:
    monkeypatch.setattr(app, "shipped_ids", lambda: shipped)
    assert app._first_model(Settings(last_model=last)) == expected


@pytest.fixture
def session(qtbot: QtBot):  # type: ignore[no-untyped-def]
    made = Session()
    yield made
    made.shutdown()


def test_uncaught_errors_reach_the_window(session: Session, qtbot: QtBot) -> None:
    with app._caught(session):
        with qtbot.waitSignal(session.bug, timeout=2000) as caught:
            sys.excepthook(ValueError, ValueError("odd"), None)
        assert "odd" in caught.args[0]
        with qtbot.waitSignal(session.message, timeout=2000) as message:
            sys.excepthook(UserError, UserError("what", "remedy"), None)
        assert message.args == ["what", "remedy", "error"]


def test_an_error_in_a_thread_reaches_the_window(session: Session, qtbot: QtBot) -> None:
    def fail() -> None:
        raise RuntimeError("in a thread")

    with app._caught(session), qtbot.waitSignal(session.bug, timeout=2000) as caught:
        thread = threading.Thread(target=fail)
        thread.start()
    thread.join()
    assert "in a thread" in caught.args[0]


def test_warnings_go_to_the_log(session: Session, caplog: pytest.LogCaptureFixture) -> None:
    with app._caught(session), caplog.at_level(logging.WARNING, "gen_explorer"):
        warnings.warn("careful", UserWarning, stacklevel=1)
    assert "careful" in caplog.text


def test_the_hooks_are_put_back(session: Session) -> None:
    before = sys.excepthook, threading.excepthook
    with app._caught(session):
        assert sys.excepthook is not before[0]
    assert (sys.excepthook, threading.excepthook) == before


def test_a_screenshot_is_the_whole_window_and_leaves_the_settings_alone(tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    from gen_explorer.core import settings

    folder = make_bundle(tmp_path / "tiny", size=28, latent=2)
    file = tmp_path / "window.png"
    code = app.run(
        str(folder), screenshot=file, language="es", theme="dark", device="cpu", size=(1024, 700)
    )
    assert code == 0
    image = QImage(str(file))
    assert (image.width(), image.height()) == (1024, 700)
    assert len({image.pixel(x, y) for x in range(0, 1024, 8) for y in range(0, 700, 8)}) > 20
    assert not settings.settings_file().exists()


def test_a_device_that_is_not_there_is_told_before_the_window_opens(tmp_path: Path) -> None:
    folder = make_bundle(tmp_path / "tiny")
    with pytest.raises(UserError, match="tpu"):
        app.run(str(folder), screenshot=tmp_path / "window.png", device="tpu")
    assert not (tmp_path / "window.png").exists()


def test_what_opens_in_place_of_what_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "shipped_ids", lambda: ("digits-vae-2d", "fashion-vae"))
    assert app._instead_of("nope", Settings(last_model="digits-vae-2d")) == "digits-vae-2d"
    assert app._instead_of("nope", Settings()) == "fashion-vae"
    assert app._instead_of("fashion-vae", Settings()) == "digits-vae-2d"
    monkeypatch.setattr(app, "shipped_ids", lambda: ())
    assert app._instead_of("fashion-vae", Settings()) == ""


def test_a_screenshot_of_a_broken_bundle_says_why(tmp_path: Path) -> None:
    folder = make_bundle(tmp_path / "tiny")
    (folder / "decoder.onnx").unlink()
    with pytest.raises(UserError, match=r"decoder\.onnx"):
        app.run(str(folder), screenshot=tmp_path / "window.png", size=(1024, 700))
    assert not (tmp_path / "window.png").exists()
