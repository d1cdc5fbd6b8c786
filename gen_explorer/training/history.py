"""What a run has written so far, read in columns and kept up to date while it goes on.

Read are run folders of this program, also of other versions and from other machines, and
TensorBoard event files. Nothing is required but a readable file: a missing configuration, unknown
names, lines that a kill cut short and numbers that are none do no harm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gen_explorer.core.concurrency import CancelToken, Progress, no_progress
from gen_explorer.core.errors import UserError
from gen_explorer.core.reasons import reason
from gen_explorer.core.translation import tr
from gen_explorer.training import config as configs
from gen_explorer.training import status, tensorboard
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.event_lines import Lines
from gen_explorer.training.event_log import EventLog
from gen_explorer.training.moments import NOT_SAVED
from gen_explorer.training.series import Numbers, Series, SeriesStore, VectorSeries
from gen_explorer.training.status import Status
from gen_explorer.training.tensorboard import EventFolder

PREVIEWS = {"samples": "", "raw": "-raw", "reconstructions": "-reconstructions"}


@dataclass(frozen=True)
class Mark:
    """Something that happened at a step, to be shown on the curves."""

    step: float
    kind: str
    """setting, paused, resumed, stopped, failed, or that a moment was "not saved"."""
    text: str
    reason: str = ""
    """Of a failure: the name of the error's class."""
    change: tuple[str, float, float] | None = None
    """Of a setting: its name, what it was and what it became."""


class History:
    """The recorded series of one run.

    `path` is a run folder, an events.jsonl, a TensorBoard event file or a folder of such. `refresh`
    reads what is new since the last call; nothing is read before the first.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._source: EventLog | EventFolder | None = None
        self._begin()

    def _begin(self) -> None:
        """Forgets everything read."""
        self._store = SeriesStore()
        self._kl = VectorSeries()
        self._marks: list[Mark] = []
        self._is_empty = True

    def refresh(self, progress: Progress = no_progress, cancel: CancelToken | None = None) -> bool:
        """Reads what was written since the last call; whether there was anything. A file that was
        cut or written anew (training went on from a checkpoint) is read from its beginning. Raises
        `UserError` where it cannot be read; one that was read before and cannot be for now (a disk
        of another machine) just has nothing new."""
        if self._source is None or self._is_empty:
            self._source = _source(self.path)  # a run that begins has no file yet
        changed = False
        try:
            for share, lines in self._source.read():
                changed = True
                if lines is None:
                    self._begin()
                else:
                    self._take(lines)
                if cancel is not None:
                    cancel.check()
                progress(share, tr("Reading the run"))
        except OSError as error:
            if not self._is_empty:
                return changed
            raise UserError(
                tr("{path} cannot be read ({reason}).").format(
                    path=self.path, reason=reason(error)
                ),
                tr("See whether the disk is there, and whether you may read the folder."),
            ) from error
        return changed

    def _take(self, lines: Lines) -> None:
        self._is_empty = False
        self._store.append(lines.groups)
        for vectors in sorted(lines.vectors, key=lambda vectors: int(vectors.at[0])):
            if vectors.kind == "kl":
                self._kl.append(vectors.steps, vectors.values)
        for event in lines.others:
            kind = event["kind"]
            if isinstance(kind, str) and (text := _mark_text(kind, event)):
                reason = str(event.get("reason", ""))
                change = _change(event) if kind == "setting" else None
                self._marks.append(Mark(event["step"], kind, text, reason, change))

    def names(self) -> tuple[str, ...]:
        """Of all scalars, in the order in which they first came."""
        return tuple(name for name in self._store.names() if name != "epoch")

    def series(self, name: str) -> Series:
        """Steps float64, values float32, times float64 (unix seconds; NaN where a file of an old
        version has none). Steps rise. Empty for a name that was never logged. Views: do not write
        to them."""
        return self._store.series(name)

    def series_between(
        self, name: str, first: float, last: float, points: int
    ) -> tuple[Numbers, Numbers, Numbers]:
        """What there is to draw from step `first` to `last`: steps, minima and maxima. Between
        `points` and 8 times as many runs of values, fewer where there are not as many values (then
        minima and maxima are the values). Fast at any length."""
        return self._store.between(name, first, last, points)

    def kl(self) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
        """Steps (n,) and KL divergence in nats of every latent dimension (n, dimensions)."""
        return self._kl.get()

    def marks(self) -> list[Mark]:
        """What happened, oldest first."""
        return list(self._marks)

    @property
    def status(self) -> Status | None:
        """What the trainer last said of itself; None in runs of old versions."""
        return status.read(self.path)

    @property
    def config(self) -> TrainConfig | None:
        """What was asked for; None where the folder does not say, or not so that it can be read."""
        try:
            return configs.read(self.path / "config.toml")
        except UserError:
            return None

    def previews(self, kind: str = "samples") -> list[tuple[int, Path]]:
        """Step and picture of every preview, oldest first. Kinds: "samples" (averaged weights where
        there are any), "raw", "reconstructions", and "real" (one, of step 0)."""
        folder = self.path / "previews"
        if kind == "real":
            return [(0, folder / "real.png")] if (folder / "real.png").is_file() else []
        pattern = re.compile(rf"step-(\d{{1,15}}){PREVIEWS[kind]}\.png")
        try:
            found = [(pattern.fullmatch(entry.name), entry) for entry in folder.iterdir()]
        except OSError:
            return []
        return sorted((int(match[1]), entry) for match, entry in found if match)


def opened(
    path: Path, progress: Progress = no_progress, cancel: CancelToken | None = None
) -> History:
    """A history with all that is there by now. For a job: a long run takes a moment."""
    history = History(path)
    history.refresh(progress, cancel)
    return history


def _source(path: Path) -> EventLog | EventFolder:
    """Our own log where there is one."""
    if path.is_file():
        return EventFolder(path) if tensorboard.is_event_file(path) else EventLog(path)
    log = EventLog(path / "events.jsonl")
    if log.path.exists() or (path / "config.toml").exists():
        return log
    return EventFolder(path) if tensorboard.event_files(path) else log


def _change(event: dict[str, Any]) -> tuple[str, float, float] | None:
    try:
        return str(event["name"]), float(event["old"]), float(event["new"])
    except (KeyError, TypeError, ValueError):
        return None


def _mark_text(kind: str, event: dict[str, Any]) -> str:
    """In words; "" for a kind that is not known."""
    if kind == "setting":
        return tr("{name}: {old} → {new}").format(
            name=event.get("name"), old=event.get("old"), new=event.get("new")
        )
    texts = {
        "paused": tr("Paused"),
        "resumed": tr("Resumed"),
        "stopped": tr("Stopped"),
        "failed": tr("Failed: {reason}").format(reason=event.get("message", "")),
        NOT_SAVED: tr("No moment was kept: {reason}").format(reason=event.get("text", "")),
    }
    return texts.get(kind, "")
