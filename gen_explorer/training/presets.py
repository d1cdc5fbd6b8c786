"""Ready-made training runs, named by what they are for.

A preset aims at a time. Its epochs were measured on two cores of a server processor (AMD EPYC)
with Fashion-MNIST; elsewhere, and for other data, `fitted` chooses them by the speed that
`estimate` measures.
"""

from __future__ import annotations

import dataclasses
import shlex
from dataclasses import dataclass
from typing import Any

from gen_explorer.checkpoints.bundle import find, shipped_ids
from gen_explorer.checkpoints.card import read_card
from gen_explorer.core.errors import UserError
from gen_explorer.models import registry
from gen_explorer.training import form
from gen_explorer.training.config import TrainConfig, fitted_settings
from gen_explorer.training.form import Field

SIZES = ("image_size", "channels", "latent_size")
"""Settings that say how large pictures and latents are: asked for before all others."""
PURPOSES = {"classroom": 120.0, "good": 1800.0}
"""Seconds that a run of this purpose takes."""
MOST_EPOCHS = 300
START_SECONDS = 8.0
"""Until the first step: Python, torch and the data."""

_PREVIEWS = 60
"""Steps between two previews in class: some seconds."""
_CLASSROOM: dict[str, dict[str, Any]] = {
    "classifier": {"width": 16},
    "vae": {"width": 16},
    "gan": {"width": 16, "learning_rate": 4e-4},
    "conditional_gan": {"width": 16, "learning_rate": 4e-4},
    "infogan": {"width": 16, "learning_rate": 4e-4},
    "stackgan": {"width": 16, "second_width": 8, "image_size": 32},
    "vae_gan": {"width": 16},
    "vq_vae": {"width": 16, "prior_width": 16, "top_layers": 3, "bottom_layers": 2},
    "pixel_cnn": {"width": 12, "layers": 3},
    "pixel_rnn": {"width": 12, "layers": 1},
    "trans_gan": {"width": 8, "head_width": 8, "discriminator_width": 32, "blocks": 1},
}
"""Smaller networks, so that there is something to see at once."""
_GOOD: dict[str, dict[str, Any]] = {
    "gan": {"width": 32},
    "conditional_gan": {"width": 32},
    "infogan": {"width": 24},
}
_EPOCHS: dict[str, tuple[int, int]] = {
    "classifier": (2, 20),
    "naive_bayes": (1, 1),
    "autoencoder": (10, 120),
    "vae": (8, 60),
    "gan": (5, 20),
    "conditional_gan": (2, 15),
    "infogan": (2, 20),
    "guided_gan": (12, 150),
    "vae_gan": (1, 10),
    "vq_vae": (1, 10),
}
"""In two minutes and in half an hour; one epoch where a family is not named."""


@dataclass(frozen=True)
class Preset:
    """A run to begin with."""

    id: str
    """One of PURPOSES, or the id of a shipped bundle."""
    config: TrainConfig
    seconds: float = 0.0
    """What it aims at; 0 has its epochs whatever they take."""


@dataclass(frozen=True)
class Prepared:
    """All that a form needs for one family."""

    preset: Preset
    """The chosen one."""
    shipped: tuple[Preset, ...]
    """The others that come from models in the box."""
    family: tuple[Field, ...]
    """The settings of the family's config."""
    train: tuple[Field, ...]
    """The settings that every family's training has."""


def prepare(family: str, data: str, preset: str) -> Prepared:
    """The form for a family with the values of a preset (an id); of one that the family does not
    have, those of the classroom. For a job: imports torch."""
    others = shipped(family)
    chosen = next((other for other in others if other.id == preset), None)
    if chosen is None or chosen.config.data != data:
        purpose = preset if preset in PURPOSES else "classroom"
        chosen = for_purpose(purpose, family, data)
    return Prepared(chosen, others, form.family_fields(family), form.train_fields())


def for_purpose(purpose: str, family: str, data: str) -> Preset:
    """The preset of a purpose for a family and data. Imports torch."""
    number = list(PURPOSES).index(purpose)
    wanted = (_CLASSROOM, _GOOD)[number].get(family, {})
    known = {setting.name for setting in registry.settings(family)}
    model = {name: value for name, value in wanted.items() if name in known}
    config = TrainConfig(
        family=family,
        data=data,
        model=fitted_settings(family, data, model),
        epochs=_EPOCHS.get(family, (1, 6))[number],
        schedule="constant" if purpose == "classroom" else "cosine",
        preview_steps=_PREVIEWS if purpose == "classroom" else 0,
    )
    return Preset(purpose, config, PURPOSES[purpose])


def shipped(family: str) -> tuple[Preset, ...]:
    """The runs that the shipped bundles of a family came from. Reads their cards."""
    found = []
    for name in shipped_ids():
        try:
            card = read_card(find(name))
            config = from_command(card.command, card.config)
        except (UserError, ValueError):  # a card of another version
            continue
        if card.family == family and config is not None:
            found.append(Preset(card.id, config))
    return tuple(found)


def from_command(command: str, model: dict[str, Any]) -> TrainConfig | None:
    """The configuration that a line `gen-explorer train ...` stands for, with the family's settings
    `model`; None for another line."""
    words = shlex.split(command)
    if len(words) < 3 or words[1] != "train":
        return None
    values: dict[str, Any] = {}
    kinds: dict[str, Any] = {
        field.name: type(field.default)
        for field in dataclasses.fields(TrainConfig)
        if field.default is not dataclasses.MISSING
    }
    for option, text in zip(words[3::2], words[4::2], strict=False):
        name = option.removeprefix("--").replace("-", "_")
        if name in kinds:
            values[name] = kinds[name](text)
    return TrainConfig(family=words[2], model=dict(model), **values)


def fitted(preset: Preset, pictures: int, pictures_per_second: float) -> TrainConfig:
    """The preset's config with as many epochs as fill its time at this speed, one at least."""
    if not preset.seconds or pictures <= 0 or pictures_per_second <= 0:
        return preset.config
    room = max(preset.seconds - START_SECONDS, 1.0) * pictures_per_second
    epochs = min(max(round(room / pictures), 1), MOST_EPOCHS)
    return dataclasses.replace(preset.config, epochs=epochs)
