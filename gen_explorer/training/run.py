"""The run folder: everything a training run leaves, each file written so that a kill harms nothing.

config.toml                 what was asked for
events.jsonl                one JSON object a line, oldest first
previews/step-00001234.png  sheets of fixed latents (see `training.milestone`)
checkpoints/step-00001234.pt  everything needed to go on exactly
control.json, status.json   see `training.control` and `training.status`
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gen_explorer.core.errors import UserError
from gen_explorer.core.files import replace_atomically, unwritable, write_atomically
from gen_explorer.core.translation import tr
from gen_explorer.training import config as configs
from gen_explorer.training.config import TrainConfig

_STEP = re.compile(r"step-(\d+)\.pt")


@dataclass(frozen=True)
class Change:
    """A setting that was changed while a run trained."""

    step: int
    name: str
    value: float


class RunFolder:
    """Reads and writes one run folder. Only one process writes."""

    def __init__(self, path: Path, config: TrainConfig) -> None:
        self.path = path
        self.config = config

    @classmethod
    def create(cls, path: Path, config: TrainConfig) -> RunFolder:
        """A new run in `path`, which must be empty or absent. Nothing is written before `start`."""
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise UserError(
                tr("{path} exists already and is not empty.").format(path=path),
                tr("Choose another --out, or go on with that run by --resume."),
            )
        return cls(path, config)

    def start(self) -> None:
        """Writes config.toml: from here on the folder is a run."""
        write_atomically(self.path / "config.toml", configs.to_toml(self.config))

    @property
    def is_started(self) -> bool:
        return (self.path / "config.toml").exists()

    @classmethod
    def open(cls, path: Path) -> RunFolder:
        return cls(path, configs.read(path / "config.toml"))

    def checkpoints(self) -> list[Path]:
        """Oldest first."""
        found = (self.path / "checkpoints").glob("step-*.pt")
        return sorted(path for path in found if _STEP.fullmatch(path.name))

    def save_checkpoint(self, step: int, state: dict[str, Any]) -> Path:
        """Writes a checkpoint, then deletes those beyond `config.keep`."""
        import torch

        def write(temporary: Path) -> None:
            # A file of ours: on a full disk torch's own writer says RuntimeError, this one OSError.
            with temporary.open("wb") as file:
                try:
                    torch.save(state, file)
                except RuntimeError as error:  # it cannot end the archive that was cut short
                    if isinstance(error.__context__, OSError):
                        raise error.__context__ from None
                    raise

        path = self.path / "checkpoints" / f"step-{step:08d}.pt"
        replace_atomically(path, write)
        for old in self.checkpoints()[: -self.config.keep]:
            old.unlink(missing_ok=True)
        return path

    def load_checkpoint(self) -> dict[str, Any]:
        """The newest checkpoint that can be read, on the CPU. Raises `UserError` with none."""
        import torch

        for path in reversed(self.checkpoints()):
            try:
                state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
            except (OSError, RuntimeError, ValueError, EOFError, KeyError):
                continue  # cut short by a failing disk: the one before it still serves
            return state
        raise UserError(
            tr("The run {path} has no checkpoint yet.").format(path=self.path),
            tr("Train it first: gen-explorer train --resume {path}").format(path=self.path),
        )

    def add_event(self, **values: object) -> None:
        """Appends one line to events.jsonl."""
        file = self.path / "events.jsonl"
        try:
            with file.open("a", encoding="utf-8") as out:
                out.write(json.dumps(values) + "\n")
        except OSError as error:
            raise unwritable(file, error) from error

    def events(self) -> Iterator[dict[str, Any]]:
        """The logged events, oldest first. A line that a kill cut short is left out."""
        file = self.path / "events.jsonl"
        if not file.exists():
            return
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                try:
                    event = json.loads(line)
                except ValueError:
                    continue
                if isinstance(event, dict):
                    yield event

    def changes_from(self, step: int) -> list[Change]:
        """Settings that were changed at or after `step`, oldest first. None where the run then
        failed over a number that was none: the change may have been what did it."""
        found: list[Change] = []
        for event in self.events():
            if event.get("step", 0) < step:
                continue
            if event.get("kind") == "failed" and event.get("reason") == "NotFinite":
                found.clear()
            if event.get("kind") == "setting":
                with suppress(KeyError, TypeError, ValueError):
                    name, new = str(event["name"]), float(event["new"])
                    found.append(Change(int(event["step"]), name, new))
        return found

    def forget_events_after(self, step: int) -> None:
        """Drops what was logged beyond a checkpoint, before training goes on from it."""
        kept = [event for event in self.events() if event.get("step", 0) <= step]
        lines = "".join(json.dumps(event) + "\n" for event in kept)
        write_atomically(self.path / "events.jsonl", lines)

    def save_preview(self, step: int, png: bytes, kind: str = "") -> None:
        """`kind`: "" samples, "raw" or "reconstructions" (see `training.milestone`)."""
        name = f"step-{step:08d}-{kind}" if kind else f"step-{step:08d}"
        write_atomically(self.path / "previews" / f"{name}.png", png)

    @property
    def real_preview(self) -> Path:
        """Where the sheet of real pictures lies."""
        return self.path / "previews" / "real.png"
