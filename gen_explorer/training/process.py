"""The trainer as a process of its own: started by the window, alive without it.

    python -m gen_explorer.training.process RUN [--resume] [--device cuda:0] [--threads 1]

It and the window meet only in the run's folder, so that neither can harm the other.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from gen_explorer.core.errors import UserError
from gen_explorer.core.files import unwritable
from gen_explorer.core.translation import LANGUAGES, language, set_language, tr
from gen_explorer.training import control, status
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.control import Control
from gen_explorer.training.run import RunFolder
from gen_explorer.training.status import Status

LOG = "trainer.log"
ANSWER_SECONDS = 10.0
"""How long `discard` waits for a living trainer to end."""
_children: list[subprocess.Popen[bytes]] = []


def start(
    run: Path,
    config: TrainConfig | None,
    device: str = "auto",
    threads: int = 0,
    wishes: Control | None = None,
) -> int:
    """Starts a trainer in the folder `run` and returns its process number at once: a new run with
    `config`, or with None the one that is there goes on. `threads` 0 takes what suits this machine;
    `wishes` hold from the first step. Raises `UserError` when the folder is in use."""
    _reap()
    status.require_free(run)
    if config is None:
        RunFolder.open(run)  # raises where there is none
    else:
        RunFolder.create(run, config).start()
    control.write(run, wishes or Control())
    words = [sys.executable, "-m", "gen_explorer.training.process", str(run.resolve())]
    words += ["--device", device, "--threads", str(threads), "--language", language()]
    if config is None:
        words.append("--resume")
    with _log(run) as log:
        child = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
    _children.append(child)
    status.write(run, status.starting(run, child.pid))  # until it has loaded torch
    return child.pid


def running(folder: Path) -> list[Path]:
    """The runs directly below `folder` whose trainer lives, by name."""
    _reap()
    found = []
    for path in sorted(folder.glob(f"*/{status.FILE}")):
        now = status.read(path.parent)
        if now is not None and status.is_alive(now):
            found.append(path.parent)
    return found


def discard(run: Path) -> None:
    """Deletes a run with all that it made; a trainer that lives is told to end first, which may
    take ten seconds, or ended where it is still loading. Raises `UserError` for a folder that is no
    run, or whose trainer goes on."""
    RunFolder.open(run)  # raises where it is none
    unknown = sorted(path.name for path in run.iterdir() if not _is_ours(path))
    if unknown:
        raise UserError(
            tr("{path} holds files that no training wrote: {names}.").format(
                path=run, names=", ".join(unknown[:5])
            ),
            tr("Move them elsewhere, then discard the run."),
        )
    now = status.read(run)
    if now is not None and status.is_alive(now):
        control.write(run, Control(stop="discard"))
        deadline = time.monotonic() + ANSWER_SECONDS
        while (now := status.read(run)) is not None and status.is_alive(now):
            _reap()
            if now.state == "starting" and _is_trainer(now):
                os.kill(now.pid, signal.SIGKILL)
            if time.monotonic() > deadline:
                raise UserError(
                    tr("The trainer of {path} does not answer.").format(path=run),
                    tr("It may be loading data. Try again in a minute."),
                )
            time.sleep(0.02)  # another process, perhaps on another machine: nothing to wait on
    try:
        shutil.rmtree(run)
    except OSError as error:
        raise unwritable(run, error) from error


def _is_trainer(now: Status) -> bool:
    """Whether the process is certainly one of `start`'s on this machine."""
    try:
        words = Path(f"/proc/{now.pid}/cmdline").read_bytes().split(b"\0")
    except OSError:  # not Linux, or another machine's
        return False
    return now.host == status.host() and b"gen_explorer.training.process" in words


def _is_ours(path: Path) -> bool:
    """Whether a name directly below a run's folder is one that training writes."""
    known = ("config.toml", "events.jsonl", "previews", "checkpoints", "moments", LOG)
    names = (*known, control.FILE, status.FILE)
    return path.name in names or path.name.startswith((".", "events.out.tfevents"))


def _log(run: Path) -> IO[bytes]:
    try:
        return (run / LOG).open("ab")
    except OSError as error:
        raise unwritable(run / LOG, error) from error


def _reap() -> None:
    """Takes leave of children that ended; a dead one would be listed as a process until then."""
    _children[:] = [child for child in _children if child.poll() is None]


def main(arguments: list[str] | None = None) -> None:
    """What the child does."""
    parser = argparse.ArgumentParser(prog="gen_explorer.training.process")
    parser.add_argument("run", type=Path)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--language", choices=tuple(LANGUAGES), default="en")
    given = parser.parse_args(arguments)
    set_language(given.language)
    from gen_explorer.training import child

    sys.exit(child.train(RunFolder.open(given.run), given.device, given.threads, given.resume))


if __name__ == "__main__":
    main()
