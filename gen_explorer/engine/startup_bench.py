"""How long the window takes to open: fresh processes, timed from their birth."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from gen_explorer.core.errors import UserError
from gen_explorer.core.startup_trace import VARIABLE
from gen_explorer.core.translation import tr
from gen_explorer.engine.bench import Machine, machine, machine_text

RUNS = 3
TIMEOUT = 120.0
SHOWN_SHARES = 8


@dataclass(frozen=True)
class StartupReport:
    """Medians over several starts with a warm file cache."""

    machine: Machine
    model: str
    events: dict[str, float]
    """Seconds from the birth of the process, by event, in the order they happened."""
    imports: dict[str, float]
    """Milliseconds spent importing, by package, largest first. Measured in a run of its own, which
    the measuring slows."""
    is_torch_loaded: bool
    """Whether torch was imported by the time all was drawn."""

    def to_dict(self) -> dict[str, Any]:
        """What `--json` writes."""
        return asdict(self)

    def to_text(self) -> str:
        """A table for the terminal."""
        lines = [machine_text(self.machine), ""]
        lines.append(tr("start of the window with {model}, seconds:").format(model=self.model))
        meanings = _meanings()
        for event, seconds in self.events.items():
            lines.append(f"  {event:<16}{seconds:>8.3f}  {meanings.get(event, '')}")
        lines.append(tr("imports, milliseconds:"))
        shares = list(self.imports.items())[:SHOWN_SHARES]
        lines += [f"  {package:<16}{ms:>8.1f}" for package, ms in shares]
        state = tr("torch was loaded") if self.is_torch_loaded else tr("torch was not loaded")
        return "\n".join([*lines, state])


def run(model: str, runs: int = RUNS) -> StartupReport:
    """Opens the window `runs` times, after one start that warms the file cache.

    Raises `UserError` when the window cannot be opened.
    """
    _start(model)
    starts = [_start(model)[0] for _ in range(runs)]
    _, trace = _start(model, "-X", "importtime")
    events = {
        event: statistics.median(start[event] for start in starts if event in start)
        for event in starts[0]
    }
    imports = import_shares(trace)
    return StartupReport(
        machine(),
        model,
        dict(sorted(events.items(), key=lambda entry: entry[1])),
        imports,
        "torch" in imports,
    )


def read_trace(file: Path) -> dict[str, float]:
    """Seconds by event, as `core.startup_trace` wrote them."""
    if not file.is_file():
        return {}
    entries = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return {entry["event"]: float(entry["seconds"]) for entry in entries}


def import_shares(trace: str) -> dict[str, float]:
    """Milliseconds by top-level package from the output of `python -X importtime`, whose lines are
    "import time: own us | cumulative us | name", names indented by depth."""
    shares: dict[str, float] = defaultdict(float)
    for line in trace.splitlines():
        if not line.startswith("import time:"):
            continue
        own, _, rest = line.removeprefix("import time:").partition("|")
        name = rest.partition("|")[2].strip()
        if own.strip().isdecimal():
            shares[name.partition(".")[0]] += int(own) / 1e3
    return dict(sorted(shares.items(), key=lambda entry: -entry[1]))


def _start(model: str, *options: str) -> tuple[dict[str, float], str]:
    """Events and error output of one start that ends once all is drawn."""
    with tempfile.TemporaryDirectory() as folder:
        trace, picture = Path(folder) / "trace.jsonl", Path(folder) / "window.png"
        command = [sys.executable, *options, "-m", "gen_explorer", "open", model]
        try:
            done = subprocess.run(
                [*command, "--screenshot", str(picture)],
                env={**os.environ, VARIABLE: str(trace)},
                capture_output=True,
                text=True,
                timeout=TIMEOUT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise _failed(tr("it took longer than {count} seconds").format(count=TIMEOUT)) from None
        if done.returncode != 0:
            raise _failed(tr("it broke off"), " ".join(done.stderr.split())[-300:])
        return read_trace(trace), done.stderr


def _failed(reason: str, details: str = "") -> UserError:
    return UserError(
        tr("The window could not be measured ({reason}).").format(reason=reason),
        tr("Open it by hand first: gen-explorer open"),
        details,
    )


def _meanings() -> dict[str, str]:
    return {
        "python_started": tr("our first line of code runs"),
        "qt_imported": tr("Qt is imported and its application made"),
        "window_shown": tr("the window was painted for the first time"),
        "first_picture": tr("the first picture was painted"),
        "first_map": tr("the map was painted"),
        "torch_imported": tr("torch is imported"),
    }
