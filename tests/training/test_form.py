"""The form of settings is read off the configs, and knows what they refuse."""

from __future__ import annotations

import pytest

from gen_explorer.models import registry
from gen_explorer.training import form
from gen_explorer.training.form import Field

MADE = {family: form.family_fields(family) for family in registry.names()}


def _field(family: str, name: str) -> Field:
    return next(field for field in MADE[family] if field.name == name)


@pytest.mark.parametrize("family", registry.names())
def test_every_setting_is_a_field_that_takes_its_default(family: str) -> None:
    assert [field.name for field in MADE[family]] == [
        setting.name for setting in registry.settings(family)
    ]
    for field in MADE[family]:
        assert field.about
        assert not field.choices or field.default in field.choices
        if isinstance(field.default, int | float):
            assert field.low <= field.default <= field.high


@pytest.mark.parametrize("family", registry.names())
def test_defaults_are_fine_and_counted(family: str) -> None:
    checked = form.check(family, {}, {})
    assert checked.problems == {}
    assert checked.parameters == sum(p.numel() for p in registry.build(family, {}).parameters())


def test_choices_and_ranges_are_found_by_asking() -> None:
    assert _field("vae", "image_size").choices == (28, 32, 64)
    assert _field("vae", "channels").choices == (1, 3)
    assert _field("autoencoder", "network").choices == ("conv", "dense", "spatial")
    assert _field("gan", "augment").choices == ()  # takes lists of words
    assert (_field("vae", "classes").low, _field("vae", "classes").high) == (0, 1000)
    assert _field("classifier", "dropout").high == 1.0
    assert _field("pixel_cnn", "levels").low == 2


@pytest.mark.parametrize("family", registry.names())
def test_what_is_refused_is_told_at_its_field(family: str) -> None:
    """Every bad value that a config refuses is blamed on a field that exists."""
    names = {field.name for field in MADE[family]}
    refused = 0
    for field in MADE[family]:
        bad = -7 if type(field.default) is int else -7.5
        value = "nonsense" if isinstance(field.default, str) else bad
        if isinstance(field.default, bool):
            continue
        problems = form.check(family, {field.name: value}, {}).problems
        refused += bool(problems)
        assert set(problems) <= names
        assert all(problems.values())
    assert refused


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("width lies between 0 and 65536, not -1", "It lies between 0 and 65536."),
        ("dropout lies from 0 to below 1, not 1.5", "From 0 to below 1."),
        ("image_size is one of [28, 32, 64], not 7", "It is one of: 28, 32, 64."),
        ("channels is 1 or 3, not 2", "It is one of: 1, 3."),
        ('network is "conv", "dense" or "spatial", not "x"', "It is one of: conv, dense, spatial."),
        ("latent_size is a multiple of 49, not 16", "It is a multiple of 49."),
        ("guidance is 0 or more, not -1.0", "It is 0 or more."),
        ("binarise needs the bernoulli likelihood", "binarise needs the bernoulli likelihood"),
    ],
)
def test_reasons_say_what_would_be_taken(message: str, words: str) -> None:
    assert form.in_words(message) == words


def test_schedules_and_momenta_are_checked_too() -> None:
    checked = form.check("gan", {"beta1": 1.5}, {"epochs": 0, "batch_size": 64})
    assert set(checked.problems) == {"beta1", "epochs"}


def test_the_schedule_has_its_choices() -> None:
    fields = {field.name: field for field in form.train_fields()}
    assert fields["schedule"].choices == ("constant", "cosine")
    assert fields["epochs"].low == 1
    assert not {"family", "data", "model"} & set(fields)
