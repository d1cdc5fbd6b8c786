"""Ready-made training runs, named by what they are for.

A preset aims at a time. How many pictures are learned from in it goes by speeds that were measured
on one core of a server processor (AMD EPYC), until `estimate` has measured the speed here.
"""

from __future__ import annotations

import dataclasses
import math
import shlex
from dataclasses import dataclass
from typing import Any

from gen_explorer.checkpoints.bundle import find, shipped_ids
from gen_explorer.checkpoints.card import read_card
from gen_explorer.core.errors import UserError
from gen_explorer.data import datasets
from gen_explorer.models import registry
from gen_explorer.training import form
from gen_explorer.training.config import TrainConfig, fitted_settings
from gen_explorer.training.form import Field

SIZES = ("image_size", "channels", "latent_size")
"""Settings that say how large pictures and latents are: asked for before all others."""
PURPOSES = {"classroom": 120.0, "good": 1800.0}
"""Seconds that a run of this purpose takes."""
MOST_EPOCHS = 300
_PICTURES = 60_000
"""Of data whose number is not known."""
_CLOSE = 0.15
"""How far a whole number of epochs may be from the time that there is."""
START_SECONDS = 8.0
"""Python, torch and the data until the first step, and the graph of the first preview's decoder."""
LEARNING = 0.9
"""Share of the time after that which is not spent on previews."""

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
_SPEED: dict[str, tuple[int, int]] = {
    "classifier": (4000, 1190),
    "autoencoder": (6200, 5100),
    "vae": (5200, 2000),
    "gan": (3450, 1400),
    "conditional_gan": (2250, 1070),
    "infogan": (2370, 1300),
    "stackgan": (4250, 3190),
    "guided_gan": (7900, 6900),
    "vae_gan": (1260, 580),
    "vq_vae": (1610, 540),
    "pixel_cnn": (600, 104),
    "pixel_rnn": (890, 130),
    "trans_gan": (320, 185),
}
"""Pictures of 28 x 28 pixels a second with one thread, in the classroom's size and in the good one:
the mean over all parts of a run. A family that is not named sees every picture once."""
_SIDE = 28
_BATCH: dict[str, int] = {"pixel_cnn": 32, "pixel_rnn": 32, "trans_gan": 32}
"""In class, of families that would take too few steps in two minutes."""
_SHOW_SECONDS = 5.0
"""Between two previews in class."""
_SHOW_SLOWLY = {"pixel_cnn": 12.0, "pixel_rnn": 12.0}
"""The same for families that draw value by value."""


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
    known = {setting.name: setting.default for setting in registry.settings(family)}
    chosen = {name: value for name, value in wanted.items() if name in known}
    model = fitted_settings(family, data, chosen)
    config = TrainConfig(family=family, data=data, model=model, epochs=1)
    if family not in _SPEED:
        return Preset(purpose, config)
    side = {**known, **model}.get("image_size", _SIDE)
    speed = _SPEED[family][number] * (_SIDE / side) ** 2
    if purpose == "classroom":
        size = _BATCH.get(family, config.batch_size)
        seconds = _SHOW_SLOWLY.get(family, _SHOW_SECONDS)
        shown = max(round(seconds * speed / size, -1), 10)
        config = dataclasses.replace(config, batch_size=size, preview_steps=int(shown))
    else:
        config = dataclasses.replace(config, schedule="cosine")
    preset = Preset(purpose, config, PURPOSES[purpose])
    return dataclasses.replace(
        preset, config=fitted(preset, datasets.picture_count(data) or _PICTURES, speed)
    )


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
    """The preset's config with as many epochs as fill its time at this speed, of the `pictures` in
    the training split or of a part of them."""
    config = preset.config
    if not preset.seconds or pictures <= 0 or pictures_per_second <= 0:
        return config
    room = max(preset.seconds - START_SECONDS, 1.0) * LEARNING * pictures_per_second
    epochs = min(max(math.ceil(room / pictures - _CLOSE), 1), MOST_EPOCHS)
    part = max(round(room / epochs, -2), config.batch_size)
    is_all = part > (1 - _CLOSE) * pictures
    return dataclasses.replace(config, epochs=epochs, pictures=0 if is_all else int(part))


def seconds(config: TrainConfig, pictures: int, pictures_per_second: float) -> float:
    """What a run takes at this speed, from its start to its end; `pictures` are all of the training
    split."""
    seen = config.batches(pictures) * config.epochs * config.batch_size
    return START_SECONDS + seen / max(pictures_per_second, 1e-9) / LEARNING
