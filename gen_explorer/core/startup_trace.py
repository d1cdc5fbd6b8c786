"""When the steps of a start happened: what `gen-explorer bench --startup` reads."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

VARIABLE = "GEN_EXPLORER_STARTUP_TRACE"
"""Names the file that gets one JSON line an event: {"event": ..., "seconds": ...}."""

_loaded = time.time()
_seen: set[str] = set()


def mark(event: str) -> None:
    """Writes the first time that `event` happens, in seconds since the process began."""
    if event in _seen:
        return
    _seen.add(event)
    file = os.environ.get(VARIABLE)
    if file:
        line = json.dumps({"event": event, "seconds": round(time.time() - process_start(), 4)})
        with Path(file).open("a", encoding="utf-8") as opened:
            opened.write(line + "\n")


def process_start() -> float:
    """When this process began, in seconds since the epoch. Where the system does not tell, when
    this module was imported."""
    try:
        fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
        ticks = int(fields[19])  # starttime, the 22nd field; two come before the name's bracket
        uptime = float(Path("/proc/uptime").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return _loaded
    return time.time() - (uptime - ticks / os.sysconf("SC_CLK_TCK"))
