"""What the trainer's own process does around the loop: it gives way, and ends well."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from gen_explorer.core.errors import Cancelled, UserError
from gen_explorer.training.run import RunFolder

NICE = 10
"""A person who moves a slider comes first, but on a machine that others keep busy training still
goes on: at 19, the lowest, it got one second of processor time in 74 and never began.
`GEN_EXPLORER_NICE` says another, 0 for a machine that does nothing else."""
NICEST = 19


def train(run: RunFolder, device: str, threads: int, resume: bool) -> int:
    """Trains to the end, or until SIGTERM or control.json stops it; the exit status."""
    give_way()
    stop = threading.Event()
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, lambda number, frame: stop.set())
    import torch

    from gen_explorer.training import loop

    if threads:
        torch.set_num_threads(threads)
    try:
        loop.train(run, chosen_device(device), loop.Hooks(should_stop=stop.is_set), resume)
    except Cancelled:
        return 0
    except UserError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the run's log
        return 1
    return 0


def chosen_device(preference: str) -> Any:
    """The torch device for "auto", "cpu", "cuda:1" or "mps"."""
    import torch

    if preference != "auto":
        return torch.device(preference)
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


def give_way() -> None:
    """Lets every other process of this person go first.

    A new session is a scheduling group of its own where Linux groups by session (autogroup), and
    nice counts only within it: such a process took as large a share of a processor as one that was
    not nice at all. So the group as a whole is made nice as well. Threads that are started later
    inherit it: torch is imported after this.
    """
    wanted = os.environ.get("GEN_EXPLORER_NICE", "")
    nice = min(int(wanted), NICEST) if wanted.isdecimal() else NICE
    try:
        if hasattr(os, "nice"):
            os.nice(nice)
        Path("/proc/self/autogroup").write_text(str(nice))
    except OSError:  # no autogroups here, or not allowed
        pass
