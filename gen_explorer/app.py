"""Opens the window: checks that one can be opened, puts the parts together, catches what is raised.

Qt is imported inside functions: a missing system library is then a message, not a traceback, and
the command line that calls `run` answers `--help` without it.
"""

from __future__ import annotations

import ctypes.util
import faulthandler
import logging
import os
import signal
import socket
import sys
import threading
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from gen_explorer.checkpoints.bundle import shipped_ids
from gen_explorer.core import paths, settings, startup_trace
from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import LANGUAGES, system_language, tr
from gen_explorer.engine.device import choose

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from gen_explorer.ui.main_window import MainWindow
    from gen_explorer.ui.session import Session

log = logging.getLogger(__name__)

FIRST_MODEL = "fashion-vae"
SWITCH_INTERVAL = 0.001
"""Seconds. At Python's default of 5 ms the GUI thread slows the render thread 3 to 7 times."""
X11_PORT = 6000
"""TCP port of display 0, where the display is on another machine."""
X11_SECONDS = 2.0
"""How long an X server may take to answer."""
XCB_LIBRARIES = {
    "xcb-cursor": "libxcb-cursor0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-keysyms": "libxcb-keysyms1",
}
"""What Qt's X11 plugin needs from the system, with the package that has it on Debian."""


def run(
    model: str | None = None,
    *,
    screenshot: Path | None = None,
    language: str | None = None,
    theme: str | None = None,
    device: str | None = None,
    session: Path | None = None,
    size: tuple[int, int] | None = None,
) -> int:
    """Opens the window on `model` (a shipped id or a path; None: the last one) or on a saved
    `session`, and returns the exit code when it is closed. What cannot be opened is a message in
    the window, beside the model that it would open by itself.

    With `screenshot` it waits until all is drawn, saves a picture of the whole window there and
    quits; the person's settings stay as they are. Raises `UserError` where no window can open, and
    for a `device` that this machine does not have.
    """
    startup_trace.mark("python_started")
    sys.setswitchinterval(SWITCH_INTERVAL)
    is_kept = screenshot is None
    chosen = settings.load() if is_kept else settings.Settings()
    app = _application(is_fixed=not is_kept)
    startup_trace.mark("qt_imported")
    _dress(app, language or chosen.language, theme or chosen.theme)
    if device is not None:
        choose(device)  # raises; a device from the settings becomes a message in the window
    from gen_explorer.ui.session import Session

    shown = Session(chosen, is_remembering=is_kept, device=device)
    first = str(session) if session is not None else model or _first_model(chosen)
    instead = _instead_of(first, chosen) if is_kept else ""
    with _caught(shown), _window(shown, (first, instead), is_kept, size) as window:
        if screenshot is not None:
            return _take_screenshot(app, window, screenshot)
        window.show()
        return app.exec()


def check_display() -> None:
    """Raises `UserError` where Qt could not open a window: it would end the program itself."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if not sys.platform.startswith("linux") or (platform and not platform.startswith("xcb")):
        return
    if not _has_display():
        raise UserError(
            tr("There is no display to open a window on."),
            tr(
                "Start it from a desktop, or with a virtual one: xvfb-run gen-explorer (package "
                "xvfb on Debian and Ubuntu, xorg-x11-server-Xvfb on Fedora). The command "
                "gen-explorer render needs no display."
            ),
        )
    if os.environ.get("WAYLAND_DISPLAY") and not platform:
        return
    missing = [name for name in XCB_LIBRARIES if ctypes.util.find_library(name) is None]
    if missing:
        raise missing_libraries(", ".join(f"lib{name}" for name in missing))


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform and not platform.startswith("xcb"):
        return True
    if os.environ.get("WAYLAND_DISPLAY") and not platform:
        return True
    return _answers(os.environ.get("DISPLAY", ""))


def _answers(display: str) -> bool:
    """Whether an X server listens at "[host]:number[.screen]": Qt aborts where none does."""
    host, colon, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not colon or not number.isdecimal():
        return False
    if host in ("", "unix") or host.endswith("/unix"):
        file = f"/tmp/.X11-unix/X{number}"
        return any(_listens(place) for place in (file, "\0" + file))
    try:
        server = (host.partition("/")[2] or host, X11_PORT + int(number))
        socket.create_connection(server, timeout=X11_SECONDS).close()
    except (OSError, OverflowError):
        return False
    return True


def _listens(file: str) -> bool:
    """Whether a Unix socket takes connections; one of Linux's abstract ones begins with \\0."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as tried:
        tried.settimeout(X11_SECONDS)
        return tried.connect_ex(file) == 0


def missing_libraries(names: str) -> UserError:
    """The message for Qt system libraries that are not there, with the packages that have them."""
    return UserError(
        tr("Qt cannot start: the system lacks {libraries}.").format(libraries=names),
        tr(
            "Debian and Ubuntu: sudo apt install libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 "
            "libxcb-icccm4 libxcb-keysyms1 libfontconfig1 libdbus-1-3. "
            "Fedora: sudo dnf install mesa-libEGL mesa-libGL libxkbcommon-x11 xcb-util-cursor "
            "xcb-util-wm xcb-util-keysyms fontconfig dbus-libs. "
            "macOS: nothing is missing on macOS 13 or later; there, run pip install "
            "--force-reinstall PySide6-Essentials."
        ),
    )


def _application(is_fixed: bool) -> QApplication:
    """The QApplication. `is_fixed`: for a picture of the window, which needs no display and has
    one pixel a point, whatever the screen."""
    if is_fixed and not _has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    check_display()
    if is_fixed:
        os.environ["QT_ENABLE_HIGHDPI_SCALING"] = "0"
        os.environ["QT_SCALE_FACTOR"] = "1"
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        raise missing_libraries(str(error).partition(":")[0]) from error
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("gen_explorer")
    app.setDesktopFileName("gen_explorer")
    return app


def _dress(app: QApplication, wanted_language: str, wanted_theme: str) -> None:
    from gen_explorer.ui import language, theme, tooltips

    tooltips.install(app)
    language.apply(app, wanted_language if wanted_language in LANGUAGES else system_language())
    theme.apply(app, wanted_theme if wanted_theme in theme.MODES else "system")


@contextmanager
def _window(
    session: Session, first: tuple[str, str], is_kept: bool, size: tuple[int, int] | None
) -> Iterator[MainWindow]:
    """The window, which opens the model or session file `first[0]` once it was painted, or else
    `first[1]`; afterwards nothing of it is left."""
    from PySide6.QtCore import QCoreApplication, QEvent

    from gen_explorer.ui.main_window import MainWindow

    window = MainWindow(session, is_layout_kept=is_kept and size is None)
    if size is not None:
        window.resize(*size)
        window.reset_layout()
    window.first_painted.connect(lambda: window.open_first(*first))
    window.first_painted.connect(window.load_late_panels)
    try:
        yield window
    finally:
        window.deleteLater()
        session.shutdown()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _first_model(chosen: settings.Settings) -> str:
    shipped = shipped_ids()
    last = chosen.last_model
    if last in shipped or (last and Path(last).is_dir()):
        return last
    if FIRST_MODEL in shipped or not shipped:
        return FIRST_MODEL
    return shipped[0]


def _instead_of(first: str, chosen: settings.Settings) -> str:
    """What to open where `first` cannot be; empty where there is nothing else."""
    others = [name for name in (_first_model(chosen), *shipped_ids()) if name != first]
    return others[0] if others else ""


def _take_screenshot(app: QApplication, window: MainWindow, file: Path) -> int:
    from gen_explorer.ui.screenshot import Screenshot

    taker = Screenshot(window, file)
    taker.finished.connect(app.exit)
    taker.start()
    code = app.exec()
    window.close()
    if taker.error is not None:
        raise taker.error
    return code


@contextmanager
def _caught(session: Session) -> Iterator[None]:
    """Sends everything that nobody caught to the log and, as a message, to the window."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    _open_log()
    bugs = session.bug

    def report(error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, UserError):
            session.show_error(error)
            return
        log.error("not caught", exc_info=(type(error), error, trace))
        text = "".join(traceback.format_exception(type(error), error, trace))
        bugs.emit(f"{type(error).__name__}: {error}", text)

    def on_exception(
        _kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        report(error, trace)

    def on_thread(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            report(arguments.exc_value, arguments.exc_traceback)

    def on_warning(message: Warning | str, category: type[Warning], *_: Any, **__: Any) -> None:
        log.warning("%s: %s", category.__name__, message)

    def on_qt_message(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        log.warning("Qt: %s", text)

    before = sys.excepthook, threading.excepthook, warnings.showwarning
    sys.excepthook, threading.excepthook = on_exception, on_thread
    warnings.showwarning = on_warning
    qInstallMessageHandler(on_qt_message)
    # Python's own handler would wait for the next event: Ctrl-C in the terminal ends it at once.
    interrupt = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        qInstallMessageHandler(None)
        signal.signal(signal.SIGINT, interrupt)
        sys.excepthook, threading.excepthook, warnings.showwarning = before


def _open_log() -> None:
    """A small rotating file; without a place for it, the log goes nowhere else."""
    root = logging.getLogger("gen_explorer")
    if root.handlers:
        return
    try:
        folder = paths.log_dir()
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "gen_explorer.log", maxBytes=1 << 20, backupCount=2, encoding="utf-8"
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    if sys.stderr is not None and not faulthandler.is_enabled():
        faulthandler.enable()
