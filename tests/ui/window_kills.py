"""A program that opens windows on one training and kills them at random moments, time after time.

    python -m tests.ui.window_kills window|both CONFIG.toml KILLS

"window" kills the window alone, "both" the trainer with it. Windows are forks of this process, so
that what is random lies in what they do and not in loading Qt. Each one finds the training in
GEN_EXPLORER_RUNS, resumes it, or starts it with CONFIG, and steers it without rest. Prints one line
a kill: what the window had told, the step of the status, and that of the newest checkpoint.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyqtgraph  # noqa: F401 - before the forks
import torch
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from gen_explorer.checkpoints.bundle import open_bundle
from gen_explorer.core import paths
from gen_explorer.core.settings import Settings
from gen_explorer.training import config as configs
from gen_explorer.training import control, moments, process, status
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.control import Control
from gen_explorer.training.found_runs import found_runs
from gen_explorer.training.history import History
from gen_explorer.training.run import RunFolder
from gen_explorer.ui.main_window import MainWindow
from gen_explorer.ui.session import Session

RATE = 25.0
"""Steps a second that windows ask for: the run must last."""
EARLY = 2.5
"""Seconds, at most, until a window is killed that was not waited for."""
LATER = 1.5
"""Seconds, at most, from the first time that it steers a training to the kill."""
PATIENCE = 240.0


class Window:
    """A window in a process of its own. It tells in words what it does."""

    def __init__(self, config: TrainConfig, seed: int) -> None:
        self.words: list[str] = []
        self._said, tell = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._said)
            show(config, random.Random(seed), tell)
        os.close(tell)

    def listen(self, seconds: float) -> None:
        """Hears what it says, for so long at most."""
        if select.select([self._said], [], [], seconds)[0]:
            self.words += os.read(self._said, 4096).decode().split()

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        _, how = os.waitpid(self.pid, 0)
        assert os.WIFSIGNALED(how), (self.words, how)
        self.listen(0.0)
        os.close(self._said)


def show(config: TrainConfig, chance: random.Random, said: int) -> None:
    """Opens the window on the training, and never returns."""
    app = QApplication([])
    session = Session(Settings(device="cpu"))
    window = MainWindow(session)
    window.show_workspace("train")
    window.show()
    window.fill_late_panels()
    watch, hand = session.training, QTimer()

    def tell(word: str) -> None:
        os.write(said, f"{word}\n".encode())

    def take(running: list[Path]) -> None:
        known = [found.path for found in found_runs(paths.runs_dir())]
        if running:
            tell("found")
            watch.watch(running[-1])
            watch.follow(True)
        elif known:
            tell("resumed")
            watch.watch(known[0])
            watch.resume("cpu", 1)
        else:
            tell("started")
            watch.start(config, "cpu", 1)

    def steer() -> None:
        if watch.is_alive and watch.history is not None:
            watch.send(is_paused=chance.random() < 0.1, steps_per_second=RATE)
            tell("steered")

    session.message.connect(lambda what, remedy, level: tell(f"{level}:{what.replace(' ', '_')}"))
    hand.timeout.connect(steer)
    hand.start(30)
    watch.find_running(take)
    app.exec()
    os._exit(1)  # nobody closed it


def the_run() -> Path | None:
    """The run that the windows made; None before there is one."""
    runs = [found.path for found in found_runs(paths.runs_dir())]
    assert len(runs) <= 1, runs
    return runs[0] if runs else None


def trainer() -> int:
    """The trainer's process number; 0 where none is known to live."""
    run = the_run()
    said = status.read(run) if run is not None else None
    return said.pid if said is not None and status.is_alive(said) else 0


def is_training() -> bool:
    run = the_run()
    said = status.read(run) if run is not None else None
    return said is not None and status.is_alive(said) and said.state in ("running", "paused")


def wait_until(happened: Callable[[], object], window: Window | None = None) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, window and window.words
        if window is not None:
            window.listen(0.005)
        else:
            time.sleep(0.005)  # another process: nothing to wait on


def look(run: Path) -> str:
    """Opens what is there, as the next window would, whether a trainer writes there or not."""
    folder, said = RunFolder.open(run), status.read(run)
    assert said is not None
    History(run).refresh()
    newest = 0
    for file in folder.checkpoints():
        try:
            newest = torch.load(file, weights_only=True)["step"]
        except FileNotFoundError:  # the living trainer has made a newer one
            assert process.running(run.parent) == [run]
    for _, path in moments.found(run):
        if path.exists():
            open_bundle(str(path))
    return f"{said.step} {newest}"


def strike(what: str, window: Window, chance: random.Random) -> None:
    """Kills the window, and with "both" the trainer just before or after it."""
    victims = [window.kill]
    pid = trainer() if what == "both" else 0
    if pid:
        victims.append(partial(os.kill, pid, signal.SIGKILL))
    chance.shuffle(victims)
    for kill in victims:
        kill()
        time.sleep(chance.uniform(0.0, 0.01))
    if pid:
        wait_until(lambda: trainer() != pid)


def goes_on(run: Path) -> None:
    """Sees the trainer take steps without a window, and lets it wait for the next one."""

    def step() -> int:
        said = status.read(run)
        return said.step if said is not None else 0

    before = step()
    control.write(run, Control(steps_per_second=RATE))
    wait_until(lambda: step() > before or not trainer())
    control.write(run, Control(is_paused=True))


def main() -> None:
    what, config, kills = sys.argv[1], configs.read(Path(sys.argv[2])), int(sys.argv[3])
    torch.set_num_threads(1)
    chance = random.Random(kills)
    for kill in range(kills):
        before = trainer()
        window = Window(config, kill)
        if chance.random() < 0.7:  # else it may be at any point of its beginning
            wait_until(is_training, window)
            wait_until(lambda window=window: "steered" in window.words, window)
            time.sleep(chance.uniform(0.0, LATER))
        else:
            time.sleep(chance.uniform(0.0, EARLY))
        strike(what, window, chance)
        run = the_run()
        if run is None:
            print("nothing yet", flush=True)  # noqa: T201
            continue
        if before:  # it outlives its window, and the next window finds it
            assert trainer() == before if what == "window" else trainer() != before
            assert {"resumed", "started"}.isdisjoint(window.words), window.words
        shown = look(run) if status.read(run) is not None else "starting"
        print(*dict.fromkeys(window.words), shown, flush=True)  # noqa: T201
        if what == "window" and trainer():
            goes_on(run)
    run = the_run()
    assert run is not None
    if trainer():
        control.write(run, Control())
    else:
        process.start(run, None, "cpu", 1)
    wait_until(lambda: not process.running(run.parent))


if __name__ == "__main__":
    main()
