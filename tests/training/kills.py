"""A program that trains a run and kills the trainer at random moments, time after time.

    python -m tests.training.kills RUN KILLS

A fork for each trainer, so that what is random lies within training and not within loading torch.
Prints one line a kill: the step of the status, and the step of the newest checkpoint.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import torch

from gen_explorer.data import datasets
from gen_explorer.training import status
from gen_explorer.training.history import History
from gen_explorer.training.loop import train
from gen_explorer.training.run import RunFolder

MOST_STEPS = 30
"""That a trainer takes before it is killed."""
LATER = 0.02
"""Seconds, at most, from its last step to the kill: it may log, show, save or begin the next."""


def trainer(path: Path) -> int:
    """Goes on with the run in a new process."""
    pid = os.fork()
    if pid == 0:
        train(RunFolder.open(path), torch.device("cpu"), resume=True)
        os._exit(0)
    return pid


def look(path: Path) -> str:
    """Opens what a killed trainer left, as others would."""
    run, said = RunFolder.open(path), status.read(path)
    assert said is not None
    assert not status.is_alive(said)
    assert History(path).refresh() or said.step == 0
    newest = run.load_checkpoint()["step"] if run.checkpoints() else 0
    assert all(torch.load(file, weights_only=True) for file in run.checkpoints())
    return f"{said.step} {newest}"


def lines(path: Path) -> int:
    """How much was logged, one line a step and a few more."""
    file = path / "events.jsonl"
    return file.read_bytes().count(b"\n") if file.exists() else 0


def main() -> None:
    path, kills = Path(sys.argv[1]), int(sys.argv[2])
    torch.set_num_threads(1)
    datasets.load("digits", "train")  # so that the forks have loaded what it needs
    chance = random.Random(kills)
    done = 0
    while done < kills:
        pid = trainer(path)
        said = status.read(path)
        while said is None or said.pid != pid or said.state == "starting":
            time.sleep(0.001)  # another process: nothing to wait on
            said = status.read(path)
        wanted = lines(path) + chance.randint(0, MOST_STEPS)
        while lines(path) < wanted and os.waitpid(pid, os.WNOHANG) == (0, 0):
            time.sleep(0.001)
        time.sleep(chance.uniform(0.0, LATER))
        try:
            os.kill(pid, signal.SIGKILL)
            _, how = os.waitpid(pid, 0)
        except (ProcessLookupError, ChildProcessError):
            break  # it came to its end before
        if not os.WIFSIGNALED(how):
            break
        done += 1
        print(look(path), flush=True)  # noqa: T201
    os.waitpid(trainer(path), 0)


if __name__ == "__main__":
    main()
