"""Starts the other processes of a training on one machine, and ends with them. Imports no torch, so
that they load it while this one does.

The process that a person started becomes the first, with the console and the run's folder. The
others write nothing, so that they can be ended at any time.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr

GRACE_S = 10.0
"""Time to end in an orderly way after another process did."""
IS_COMPANION = "GEN_EXPLORER_COMPANION"
"""Set in the environment of the others."""
_others: list[subprocess.Popen[bytes]] = []


class PeerLost(UserError):  # noqa: N818 - it is the other process that failed
    """Another process of this training ended or cannot be reached."""


def world_size() -> int:
    """How many processes train together, as torchrun or `companions` say in the environment."""
    return int(os.environ.get("WORLD_SIZE", "1"))


def is_first() -> bool:
    """Whether this process is the one that writes."""
    return int(os.environ.get("RANK", "0")) == 0


@contextmanager
def companions(count: int, command: Sequence[str]) -> Iterator[None]:
    """Makes this process the first of `count` and starts the others by `command`; they meet by
    `distributed.world`. They end with this one, however it ends, and where one of them fails, this
    one does too. Starts nothing for a count of 1, or where somebody else has started several."""
    if count == 1 or world_size() > 1:
        yield
        return
    before = dict(os.environ)
    shared = {
        "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": str(_free_port()),
        "WORLD_SIZE": str(count),
        "LOCAL_WORLD_SIZE": str(count),
    }
    for rank in range(1, count):
        own = {"RANK": str(rank), "LOCAL_RANK": str(rank), IS_COMPANION: "1"}
        _others.append(
            subprocess.Popen(
                command,
                env={**before, **shared, **own},
                stdin=subprocess.PIPE,  # ends when this process does, even by kill -9
                start_new_session=True,  # Ctrl-C is for the first, which tells the others
            )
        )
    os.environ.update({**shared, "RANK": "0", "LOCAL_RANK": "0"})
    is_over = threading.Event()
    threading.Thread(target=_end_with_others, args=(is_over,), daemon=True).start()
    try:
        yield
        _wait(GRACE_S, all)
    finally:
        is_over.set()
        for other in _others:
            other.kill()
            other.wait()
        _others.clear()
        os.environ.clear()
        os.environ.update(before)


def lost(details: str) -> PeerLost:
    """What to say when the others do not answer; `details` is what the connection says."""
    _wait(2.0, any)
    return _failed() or PeerLost(
        tr("Another process of this training ended or does not answer."),
        tr("Its own message says why. Go on from the last checkpoint with --resume."),
        details,
    )


def end_with_first() -> None:
    """Lets a process that `companions` started end as soon as the first one is gone."""
    if IS_COMPANION in os.environ:
        threading.Thread(target=_end_with_input, daemon=True).start()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(seconds: float, enough: Callable[[Iterable[bool]], bool]) -> None:
    """Until all of the others ended, or any of them, as `enough` says; at most `seconds`."""
    last = time.monotonic() + seconds
    while _others and not enough(other.poll() is not None for other in _others):
        if time.monotonic() > last:
            return
        time.sleep(0.05)  # other processes, nothing to wait on


def _failed() -> PeerLost | None:
    """Which of the others failed, and how; None where none did."""
    for rank, other in enumerate(_others, start=1):
        code = other.poll()
        if code:
            how = tr("signal {number}") if code < 0 else tr("error code {number}")
            return PeerLost(
                tr("Process {rank} of {count} of this training ended ({how}).").format(
                    rank=rank + 1, count=len(_others) + 1, how=how.format(number=abs(code))
                ),
                tr("Nothing saved is lost: go on from the last checkpoint with --resume."),
            )
    return None


def _end_with_others(is_over: threading.Event) -> None:
    """Ends this process when one of the others failed and it does not notice by itself: it may wait
    for a GPU, or for a process that never came."""
    while not is_over.wait(0.5):
        if (failed := _failed()) and not is_over.wait(GRACE_S):
            print(f"\n{failed}", file=sys.stderr, flush=True)  # noqa: T201 - the last words
            os._exit(1)


def _end_with_input() -> None:
    os.read(0, 1)  # not sys.stdin.read, whose lock would be held at exit
    os._exit(1)
