"""How a run is doing: status.json in its folder, written by the trainer alone."""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr

FILE = "status.json"
ROOM = 4096
"""The file always has this many bytes, so that it can be written over in place on a full disk."""
STATES = ("starting", "running", "paused", "finished", "stopped", "failed")
SILENT_SECONDS = 60.0
"""A trainer on another machine that wrote nothing for so long counts as dead. One that is alive
writes every second, except while it loads data or makes a preview."""


@dataclass(frozen=True)
class Status:
    """Where a run is."""

    state: str
    """One of STATES."""
    step: int = 0
    total_steps: int = 0
    """0 while it is not known."""
    epoch: int = 0
    """From 0."""
    pictures_per_second: float = 0.0
    seconds_left: float = 0.0
    """At this speed; 0 while it is not known."""
    pid: int = 0
    host: str = ""
    time: float = 0.0
    """Of writing, in seconds since 1970."""
    message: str = ""
    """What it does, or what went wrong, in the trainer's language."""
    remedy: str = ""

    @property
    def is_over(self) -> bool:
        """Whether the trainer said its last word."""
        return self.state in ("finished", "stopped", "failed")


def read(run: Path) -> Status | None:
    """The status in a run's folder; None where there is none, or none that makes sense."""
    try:
        with (run / FILE).open("rb") as file:
            raw = json.loads(file.read(ROOM))
        kinds: dict[str, type] = {field.name: type(field.default) for field in fields(Status)}
        kinds["state"] = str
        values: dict[str, Any] = {
            name: kind(raw[name]) for name, kind in kinds.items() if name in raw
        }
        found = Status(**values)
    except (OSError, ValueError, TypeError, OverflowError, RecursionError):
        return None
    return found if found.state in STATES else None


def write(run: Path, status: Status) -> None:
    """Replaces the file in one step. Not forced to the disk: that takes as long as a step, and
    the status of a machine that lost its power says nothing."""
    text = _text(status)
    temporary = run / f".{FILE}.new"
    try:
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(run / FILE)
    except OSError:  # a full disk: the room that the old one has
        temporary.unlink(missing_ok=True)
        with (run / FILE).open("r+", encoding="utf-8") as file:
            file.write(text)


def starting(run: Path, pid: int) -> Status:
    """What is said until process `pid` trains: where the run has got to, if it goes on."""
    before = read(run) or Status("starting")
    return Status(
        "starting",
        before.step,
        before.total_steps,
        before.epoch,
        pid=pid,
        host=host(),
        time=time.time(),
    )


def host() -> str:
    """The name of this machine."""
    return socket.gethostname()


def is_alive(status: Status) -> bool:
    """Whether the trainer that wrote this still runs."""
    if status.is_over:
        return False
    if status.host != host() or sys.platform == "win32":
        return time.time() - status.time < SILENT_SECONDS
    return _runs(status.pid, status.time)


def require_free(run: Path) -> None:
    """Raises `UserError` when another process of this machine trains in the folder."""
    now = read(run)
    if now and now.host == host() and now.pid != os.getpid() and is_alive(now):
        raise UserError(
            tr("The run {path} is being trained already.").format(path=run),
            tr("Stop it first, or choose another folder."),
        )


def _text(status: Status) -> str:
    """JSON of exactly ROOM bytes; sentences that do not fit are cut."""
    text = ""
    for limit in (1000, 300, 100):
        short = replace(status, message=status.message[:limit], remedy=status.remedy[:limit])
        text = json.dumps(asdict(short))  # escaped: one byte a character
        if len(text) <= ROOM:
            break
    return text.ljust(ROOM)


def _runs(pid: int, last_word: float) -> bool:
    """Whether process `pid` of this machine runs, and did so at `last_word` (unix seconds): numbers
    of processes are used again."""
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass  # another person's
    try:
        # Behind the name in parentheses: state, and 19 fields later the start in ticks since boot.
        said = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        boot = next(
            float(line.split()[1])
            for line in Path("/proc/stat").read_text().splitlines()
            if line.startswith("btime")
        )
    except (OSError, StopIteration):  # not Linux, or gone in between
        return not Path("/proc/self/stat").exists()
    started = boot + int(said[19]) / os.sysconf("SC_CLK_TCK")
    return said[0] not in "ZX" and started <= last_word + 2.0
