"""What a test may leave behind: nothing. Finds top-level widgets, threads, timers and processes."""

from __future__ import annotations

import gc
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Threads and processes that libraries keep for the life of the program.
KEPT_THREADS = ("pydevd", "pytest_timeout", "tqdm", "execnet", "QThread", "Dummy", "ThreadPool")
KEPT_PROCESSES = ("resource_tracker", "forkserver", "execnet")
PATIENCE = 2.0
"""Seconds that a thread or process gets to end by itself."""


@dataclass
class Before:
    """What was there when the test began."""

    widgets: set[int]
    threads: set[threading.Thread]
    timers: set[int]
    processes: set[int]


MANY = 150_000
"""Objects of modules, mostly torch's, are a million: looking through them for timers after every
test took longer than most tests."""


def look() -> Before:
    if application() is not None and len(gc.get_objects()) > MANY:
        gc.collect()
        gc.freeze()  # what is there now is left out of every later search
    return Before(
        widgets={_address(widget) for widget in _top_level_widgets()},
        threads=set(threading.enumerate()),
        timers={id(timer) for timer in _active_timers()},
        processes=set(_children()),
    )


def leftovers(before: Before) -> list[str]:
    """Sentences about everything that is new since `before`."""
    found = []
    _delete_deferred()
    widgets = [w for w in _top_level_widgets() if _address(w) not in before.widgets]
    if widgets:
        gc.collect()  # a widget in a reference cycle is garbage, not a leak
        _delete_deferred()
        widgets = [w for w in _top_level_widgets() if _address(w) not in before.widgets]
    found += [f"widget {widget!r}" for widget in widgets]
    found += [f"timer {t!r}" for t in _active_timers() if id(t) not in before.timers]
    end = time.monotonic() + PATIENCE
    for thread in threading.enumerate():
        if thread not in before.threads and not thread.name.startswith(KEPT_THREADS):
            thread.join(max(0.0, end - time.monotonic()))
            if thread.is_alive():
                found.append(f"thread {thread!r}")
    processes = _new_processes(before)
    while processes and time.monotonic() < end:
        time.sleep(0.02)
        processes = _new_processes(before)
    found += [f"process {number}: {name}" for number, name in processes.items()]
    return found


def _new_processes(before: Before) -> dict[int, str]:
    now = _children()
    return {number: name for number, name in now.items() if number not in before.processes}


def application() -> Any:
    widgets = sys.modules.get("PySide6.QtWidgets")
    return widgets.QApplication.instance() if widgets else None


def _delete_deferred() -> None:
    """Carries out every deleteLater() that waits."""
    running = application()
    if running is not None:
        from PySide6.QtCore import QEvent

        running.processEvents()
        running.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _top_level_widgets() -> list[Any]:
    running = application()
    return running.topLevelWidgets() if running is not None else []


def _address(widget: Any) -> int:
    """The C++ object's: its Python wrapper may be another one each time."""
    import shiboken6

    return int(shiboken6.getCppPointer(widget)[0])


def _active_timers() -> list[Any]:
    if application() is None:
        return []
    import shiboken6
    from PySide6.QtCore import QTimer

    return [
        thing
        for thing in gc.get_objects()
        if type(thing) is QTimer and shiboken6.isValid(thing) and thing.isActive()
    ]


def _children() -> dict[int, str]:
    """Child processes by number, with their command lines; Linux only, elsewhere empty."""
    found = {}
    for task in Path("/proc/self/task").glob("*/children"):
        try:
            numbers = [int(part) for part in task.read_text().split()]
        except OSError:  # that thread has ended
            continue
        for number in numbers:
            name = _command_line(number)
            if name and not any(kept in name for kept in KEPT_PROCESSES):
                found[number] = name
    return found


def _command_line(process: int) -> str:
    """Empty for a process that is gone or waits to be reaped."""
    try:
        raw = Path(f"/proc/{process}/cmdline").read_bytes()
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""
    name = raw.replace(b"\0", b" ").decode(errors="replace").strip()
    return name or ("" if state in "ZX" else "one that has just begun")
