"""Presets can be trained, keep to their time, and repeat what made the shipped models."""

from __future__ import annotations

import dataclasses

import pytest

from gen_explorer.checkpoints.bundle import find, shipped_ids
from gen_explorer.checkpoints.card import read_card
from gen_explorer.data import datasets
from gen_explorer.models import registry
from gen_explorer.training import form, presets


@pytest.mark.parametrize("family", registry.names())
@pytest.mark.parametrize("purpose", presets.PURPOSES)
def test_every_family_has_presets_that_can_be_trained(family: str, purpose: str) -> None:
    config = presets.for_purpose(purpose, family, "digits").config
    schedule = {name: getattr(config, name) for name in ("epochs", "pictures", "preview_steps")}
    assert form.check(family, config.model, schedule).problems == {}
    assert config.model.keys() <= {setting.name for setting in registry.settings(family)}


@pytest.mark.parametrize("data", ["fashion-mnist", "digits", "fashion-mnist:bag+coat"])
@pytest.mark.parametrize("family", [name for name in registry.names() if name != "naive_bayes"])
def test_presets_keep_to_their_time(family: str, data: str) -> None:
    """At the speeds that were measured, for much data and for little."""
    pictures = datasets.picture_count(data)
    for (purpose, wanted), speed in zip(
        presets.PURPOSES.items(), presets._SPEED[family], strict=True
    ):
        config = presets.for_purpose(purpose, family, data).config
        side = {**{s.name: s.default for s in registry.settings(family)}, **config.model}[
            "image_size"
        ]
        taken = presets.seconds(config, pictures, speed * (28 / side) ** 2)
        is_short_of_pictures = config.epochs == presets.MOST_EPOCHS
        assert taken < 1.2 * wanted
        assert taken > 0.8 * wanted or is_short_of_pictures


def test_a_class_room_sees_pictures_often() -> None:
    assert presets.for_purpose("classroom", "vae", "digits").config.preview_steps > 0


def test_epochs_follow_the_speed() -> None:
    preset = presets.for_purpose("classroom", "vae", "digits")
    fast = presets.fitted(preset, 60_000, 5000.0)
    slow = presets.fitted(preset, 60_000, 100.0)
    assert (fast.epochs, fast.pictures) == (9, 0)
    assert presets.seconds(fast, 60_000, 5000.0) == pytest.approx(120, rel=0.1)
    assert slow.epochs == 1
    assert presets.seconds(slow, 60_000, 100.0) == pytest.approx(120, abs=2)
    between = presets.fitted(preset, 60_000, 850.0)
    assert (between.epochs, between.pictures) == (2, 42_800)
    assert presets.seconds(between, 60_000, 850.0) == pytest.approx(120, abs=2)
    assert presets.fitted(preset, 10, 1e6).epochs == presets.MOST_EPOCHS
    assert presets.fitted(preset, 0, 5000.0) == preset.config
    fixed = dataclasses.replace(preset, seconds=0.0)
    assert presets.fitted(fixed, 60_000, 5000.0) == preset.config


@pytest.mark.parametrize("name", shipped_ids())
def test_shipped_models_can_be_repeated(name: str) -> None:
    card = read_card(find(name))
    (found,) = [preset for preset in presets.shipped(card.family) if preset.id == name]
    assert found.config.family == card.family
    assert found.config.model == card.config
    assert f"--data {found.config.data} " in card.command
    assert form.check(card.family, found.config.model, {}).problems == {}


def test_other_lines_are_no_configuration() -> None:
    assert presets.from_command("", {}) is None
    assert presets.from_command("python my_script.py", {}) is None


def test_a_form_is_prepared_for_what_was_chosen() -> None:
    prepared = presets.prepare("vae", "fashion-mnist", "fashion-vae")
    assert prepared.preset.id == "fashion-vae"
    assert prepared.preset.config.epochs == 30
    other = presets.prepare("vae", "digits", "fashion-vae")  # the data was changed after it
    assert other.preset.id == "classroom"
    assert {field.name for field in prepared.family} >= set(presets.SIZES)
