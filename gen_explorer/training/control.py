"""What a person tells a run while it trains: control.json in the run's folder.

The window writes it (whole, by renaming), the trainer looks before every step whether it was
replaced. A folder on a shared disk is all that the two need to have in common.
"""

from __future__ import annotations

import json
import math
import os
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from gen_explorer.core.files import write_atomically
from gen_explorer.models import registry

FILE = "control.json"
MAX_BYTES = 1 << 16
"""A longer file is not ours, and is not read."""
STOPS = ("", "keep", "discard")


@dataclass(frozen=True)
class Control:
    """What the person wants now. Every file says all of it."""

    is_paused: bool = False
    steps: int = 0
    """Single steps granted since the trainer started: it takes so many while it is paused."""
    steps_per_second: float = 0.0
    """Slow motion; 0 goes as fast as it can."""
    stop: str = ""
    """"keep" ends with a checkpoint, "discard" without one, for a folder that will be deleted."""
    settings: dict[str, float] = field(default_factory=dict)
    """New values by name (see `changeable`); what is not named stays as it is."""


@dataclass(frozen=True)
class Setting:
    """A number that may change while a run trains."""

    name: str
    """"learning_rate/<objective>", "every/<objective>" (runs in one step of so many), or a setting
    of the family's config that its losses read anew in every step ("beta")."""
    value: float
    """What a new run begins with."""
    low: float
    high: float
    is_whole: bool = False

    def takes(self, value: float) -> bool:
        """Whether it may have this value. Rates may be 0 as well: that part stands still."""
        is_rate = self.name.startswith("learning_rate")
        is_near = value == 0 if is_rate and value < self.low else self.low <= value <= self.high
        return is_near and (not self.is_whole or value == int(value))


LIVE = {
    "amount": (0.0, 1.0),
    "beta": (0.0, 100.0),
    "code_weight": (0.0, 100.0),
    "commitment": (0.0, 10.0),
    "dial_weight": (0.0, 100.0),
    "gamma": (0.0, 10.0),
    "guidance": (0.0, 100.0),
    "kl_weight": (0.0, 100.0),
    "label_smoothing": (0.0, 0.5),
    "penalty_weight": (0.0, 1000.0),
}
"""Settings of configs that losses read in every step, with their ranges. Others shape the networks
or are read once."""
_ONLY_WITH = {
    "amount": ("corruption", ("none",)),
    "penalty_weight": ("penalty", ("none",)),
    "label_smoothing": ("loss", ("wasserstein",)),
}
"""Settings that do nothing where another one has one of these values."""


def write(run: Path, control: Control) -> None:
    """Tells the run in the folder `run`. Raises `UserError` when it cannot be written."""
    write_atomically(run / FILE, json.dumps(asdict(control)))


def read(run: Path) -> Control:
    """What the run's folder says; the defaults for whatever is missing or makes no sense."""
    try:
        with (run / FILE).open("rb") as file:
            raw = json.loads(file.read(MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return Control()
    if not isinstance(raw, dict):
        return Control()
    settings = raw.get("settings")
    return Control(
        is_paused=raw.get("is_paused") is True,
        steps=int(_number(raw.get("steps"))),
        steps_per_second=max(_number(raw.get("steps_per_second")), 0.0),
        stop=raw["stop"] if raw.get("stop") in STOPS else "",
        settings={
            str(name): float(value)
            for name, value in (settings.items() if isinstance(settings, dict) else ())
            if _is_number(value)
        },
    )


class Watch:
    """Looks at control.json, and reads it only when it was replaced."""

    def __init__(self, run: Path) -> None:
        self._run = run
        self._file = os.fspath(run / FILE)
        self._seen: tuple[int, int, int] | None = None
        self.control = Control()

    def look(self) -> bool:
        """Whether there is something new in `control`. Costs one `os.stat`."""
        try:
            found = os.stat(self._file)  # noqa: PTH116 - before every step: a Path costs as much again
        except OSError:
            return False
        now = (found.st_ino, found.st_mtime_ns, found.st_size)
        if now == self._seen:
            return False
        self._seen = now
        before, self.control = self.control, read(self._run)
        return self.control != before


def changeable(family: str, model: dict[str, Any]) -> tuple[Setting, ...]:
    """What may change while a model of this family and these settings trains. Builds the model, so
    it imports torch. Raises `UserError` for impossible settings."""
    return changeable_of(registry.build(family, model))


def changeable_of(model: Any) -> tuple[Setting, ...]:
    """As `changeable`, of a model that exists."""
    objectives, config = model.objectives(), model.config
    found = [Setting(f"learning_rate/{o.name}", o.learning_rate, 1e-7, 1.0) for o in objectives]
    if len(objectives) > 1:
        found += [Setting(f"every/{o.name}", o.every, 1, 1000, True) for o in objectives]
    for name, (low, high) in LIVE.items():
        value = getattr(config, name, None)
        other, excluded = _ONLY_WITH.get(name, ("", ()))
        if value is not None and getattr(config, other, None) not in excluded:
            found.append(Setting(name, value, low, high))
    return tuple(found)


def change(control: Control, **settings: float) -> Control:
    """`control` with some settings changed besides those it names already."""
    return replace(control, settings={**control.settings, **settings})


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _number(value: object) -> float:
    return float(value) if _is_number(value) else 0.0  # type: ignore[arg-type]
