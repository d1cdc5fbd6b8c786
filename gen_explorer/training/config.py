"""What a training run is: family, data and schedule. Written to the run folder before it starts."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import tomli_w

from gen_explorer.core.errors import UserError
from gen_explorer.core.reasons import unsuitable
from gen_explorer.core.translation import tr
from gen_explorer.data import captions, datasets
from gen_explorer.models import registry

CHOICES = {"schedule": ("constant", "cosine"), "precision": ("float32", "bfloat16")}


@dataclass(frozen=True)
class TrainConfig:
    """One training run."""

    family: str = "vae"
    """Name in `models.registry`."""
    data: str = "fashion-mnist"
    """Name in `data.datasets`, or the path of a folder of pictures."""
    model: dict[str, Any] = field(default_factory=dict)
    """Settings of the family's config that differ from its defaults."""
    epochs: int = 20
    """Passes over the training split."""
    pictures: int = 0
    """Pictures of one epoch, others every time; 0 takes all of the training split."""
    batch_size: int = 128
    """Pictures of one step."""
    seed: int = 0
    """Of the weights, the order of the pictures and every draw."""
    schedule: str = "constant"
    """Learning rate over the run: "constant", or "cosine" down to a hundredth."""
    precision: str = "float32"
    """Of the forward and backward pass: "float32", or "bfloat16" (autocast; weights and losses
    stay float32). Twice as fast on a CPU that has the instructions."""
    average: float = 0.999
    """Decay a step of the moving average (EMA) that families may ask for."""
    log_every: int = 10
    """Steps between two lines of events.jsonl."""
    preview_every: int = 1
    """Epochs between two preview sheets."""
    preview_steps: int = 0
    """Steps between two preview sheets instead; 0 goes by epochs."""
    checkpoint_every: int = 1
    """Epochs between two checkpoints. The last epoch always has one."""
    keep: int = 3
    """Checkpoints that stay; older ones are deleted."""
    moments: int = 40
    """Models to walk in, saved with the previews, that stay, spread over the run; 0 saves none."""

    def __post_init__(self) -> None:
        for name in (
            "epochs",
            "batch_size",
            "log_every",
            "preview_every",
            "checkpoint_every",
            "keep",
        ):
            if getattr(self, name) < 1:
                raise UserError(
                    tr("The setting {name} cannot be {value}.").format(
                        name=name, value=getattr(self, name)
                    ),
                    tr("It takes a whole number from 1 up."),
                )
        for name in ("pictures", "preview_steps", "moments"):
            if getattr(self, name) < 0:
                raise UserError(
                    tr("The setting {name} cannot be {value}.").format(
                        name=name, value=getattr(self, name)
                    ),
                    tr("It takes a whole number from 0 up."),
                )
        for name, choices in CHOICES.items():
            if getattr(self, name) not in choices:
                raise UserError(
                    tr("The setting {name} cannot be {value}.").format(
                        name=name, value=repr(getattr(self, name))
                    ),
                    tr("It is one of: {names}.").format(names=", ".join(choices)),
                )

    def batches(self, count: int) -> int:
        """Steps of an epoch where the training split has `count` pictures."""
        return min(count, self.pictures or count) // self.batch_size


def to_toml(config: TrainConfig) -> str:
    return tomli_w.dumps(asdict(config))


def read(path: Path) -> TrainConfig:
    """Reads config.toml. Raises `UserError` when it is missing or not a run's."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        model = dict(raw.pop("model", {}))
        config: TrainConfig = registry.config_from_dict(TrainConfig, raw)
        return replace(config, model=model)
    except (OSError, ValueError, TypeError) as error:
        raise UserError(
            tr("{path} is not the configuration of a run ({reason}).").format(
                path=path, reason=unsuitable(error)
            ),
            tr("Choose a folder that `gen-explorer train` wrote."),
        ) from error


def fitted_settings(family: str, data: str, model: dict[str, Any]) -> dict[str, Any]:
    """`model` with what the data asks for where the person said nothing: as many classes as it has
    (not for a family that does without unless asked: default 0), and for a folder of photographs
    64 pixels, colour where the family draws in colour, a likelihood for continuous values and
    captions of rooms. The named data sets are small and grey, as the families' defaults are."""
    known = {setting.name: setting.default for setting in registry.settings(family)}
    fitting: dict[str, Any] = {}
    if known.get("classes") and (count := datasets.class_count(data)):
        fitting["classes"] = count
    if not datasets.is_small_and_grey(data):
        fitting |= {"image_size": 64, "channels": 3, "likelihood": "gaussian"}
        fitting["source"] = captions.source_for(data)
    if fitting.get("channels") == 3 and not _takes(family, channels=3):
        del fitting["channels"]  # models of pixels are grey
    return {**{name: value for name, value in fitting.items() if name in known}, **model}


def _takes(family: str, **settings: Any) -> bool:
    """Whether a family can be built with these settings and its defaults."""
    try:
        registry.family(family).config_type(**settings)
    except (TypeError, ValueError):
        return False
    return True
