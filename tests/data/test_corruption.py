"""Damage that follows its statistics, is repeatable, and is the same in the training loss."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from gen_explorer.core.errors import UserError
from gen_explorer.data.corruption import (
    KINDS,
    Corruption,
    about,
    corrupt,
    label,
    missing,
    unit,
)
from gen_explorer.models import corruption as formulas
from gen_explorer.models.autoencoder import Autoencoder, AutoencoderConfig

GREY = np.full((40, 28, 28, 1), 0.5, np.float32)


def damaged(kind: str, amount: float, pictures: np.ndarray = GREY, seed: int = 3) -> np.ndarray:
    return corrupt(pictures, [Corruption(kind, amount, seed)])


def test_gaussian_noise_has_its_standard_deviation() -> None:
    noise = damaged("gaussian", 0.1) - GREY
    assert noise.std() == pytest.approx(0.1, rel=0.02)
    assert abs(noise.mean()) < 0.002


def test_salt_and_pepper_hits_its_share_half_black_half_white() -> None:
    worse = damaged("salt-pepper", 0.3)
    assert (worse == 0).mean() == pytest.approx(0.15, abs=0.01)
    assert (worse == 1).mean() == pytest.approx(0.15, abs=0.01)
    assert (worse == 0.5).mean() == pytest.approx(0.7, abs=0.01)


def test_speckle_grows_with_the_brightness() -> None:
    half = (damaged("speckle", 0.2) - GREY).std()
    quarter = (damaged("speckle", 0.2, GREY / 2) - GREY / 2).std()
    assert half == pytest.approx(0.1, rel=0.03)
    assert quarter == pytest.approx(half / 2, rel=0.03)


def test_poisson_noise_goes_with_the_root_of_the_brightness() -> None:
    noise = damaged("poisson", 0.2) - GREY
    assert noise.std() == pytest.approx(0.2 * math.sqrt(0.5), rel=0.03)
    assert abs(noise.mean()) < 0.005
    assert not damaged("poisson", 0.2, np.zeros_like(GREY)).any()


def test_blur_spreads_a_point_as_a_gaussian_and_loses_no_light() -> None:
    point = np.zeros((1, 29, 29, 1), np.float32)
    point[0, 14, 14] = 1.0
    spread = damaged("blur", 1.5, point)[0, :, :, 0]
    assert spread.sum() == pytest.approx(1.0, abs=1e-3)
    rows = np.arange(29) - 14
    assert math.sqrt((spread.sum(1) * rows**2).sum()) == pytest.approx(1.5, rel=0.02)
    np.testing.assert_allclose(damaged("blur", 1.5), GREY, atol=1e-6)


def test_missing_blocks_are_whole_blocks() -> None:
    worse = damaged("blocks", 0.4)
    assert (worse == 0).mean() == pytest.approx(0.4, abs=0.03)
    blocks = worse.reshape(40, 7, 4, 7, 4).transpose(0, 1, 3, 2, 4).reshape(-1, 16)
    assert (blocks == blocks[:, :1]).all()


def test_missing_half_takes_the_rows_below() -> None:
    worse = damaged("half", 0.5)
    assert (worse[:, :14] == 0.5).all()
    assert not worse[:, 14:].any()


def test_jpeg_loses_more_with_less_quality() -> None:
    texture = np.random.default_rng(0).integers(0, 256, (4, 28, 28, 3), dtype=np.uint8)
    errors = [
        np.square(damaged("jpeg", lost, texture).astype(float) - texture).mean()
        for lost in (0.0, 30.0, 90.0)
    ]
    assert errors[0] == 0 < errors[1] < errors[2]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_keeps_type_and_range_and_repeats(kind: str) -> None:
    texture = np.random.default_rng(1).integers(0, 256, (6, 14, 14, 3), dtype=np.uint8)
    top = KINDS[kind].high
    worse = damaged(kind, top, texture)
    assert worse.dtype == np.uint8
    assert worse.shape == texture.shape
    np.testing.assert_array_equal(worse, damaged(kind, top, texture))
    np.testing.assert_array_equal(damaged(kind, 0.0, texture), texture)
    floats = damaged(kind, KINDS[kind].default, (texture / 255).astype(np.float32))
    assert floats.dtype == np.float32
    assert 0 <= floats.min() <= floats.max() <= 1
    assert label(kind) != kind
    assert unit(kind)
    assert about(kind)


def test_a_picture_does_not_depend_on_the_piece_it_comes_in() -> None:
    steps = [Corruption("gaussian", 0.3, 5), Corruption("salt-pepper", 0.1, 5)]
    whole = corrupt(GREY[:6], steps)
    np.testing.assert_array_equal(whole[2:], corrupt(GREY[2:6], steps, first=2))
    assert not np.array_equal(whole[0], whole[1])


def test_two_steps_of_one_seed_cast_different_dice() -> None:
    twice = corrupt(GREY, [Corruption("gaussian", 0.05), Corruption("gaussian", 0.05)]) - GREY
    assert twice.std() == pytest.approx(0.05 * math.sqrt(2), rel=0.03)


@pytest.mark.parametrize("step", [Corruption("rain", 0.1), Corruption("gaussian", 1.5)])
def test_what_is_not_there_is_refused(step: Corruption) -> None:
    with pytest.raises(UserError):
        corrupt(GREY, [step])


@pytest.mark.parametrize("kind", formulas.FORMULAS)
def test_numpy_and_torch_are_damaged_alike(kind: str) -> None:
    source, formula = formulas.FORMULAS[kind]
    generator = np.random.default_rng(2)
    x = generator.random((5, 3, 28, 28), np.float32)
    dice = generator.standard_normal(x.shape) if source == "normal" else generator.random(x.shape)
    amount = generator.random((5, 1, 1, 1), np.float32)
    here = formula(x, amount, dice.astype(np.float32))
    there = formula(*map(torch.from_numpy, (x, amount, dice.astype(np.float32))))
    np.testing.assert_allclose(here, there.numpy(), atol=1e-6)


def test_the_training_loss_damages_within_its_amount() -> None:
    torch.manual_seed(0)
    grey = torch.zeros(400, 1, 28, 28)
    model = Autoencoder(AutoencoderConfig(width=2, corruption="gaussian", amount=0.2))
    spreads = (model.damaged(grey) / 2).flatten(1).std(1)
    assert spreads.max() < 0.22
    assert spreads.mean() == pytest.approx(0.1, rel=0.1)  # amounts are U(0, 0.2)
    mixed = Autoencoder(AutoencoderConfig(width=2, corruption="mixed", amount=0.9))
    worse = mixed.damaged(grey)
    assert -1 <= worse.min() <= worse.max() <= 1
    assert len({len(x.unique()) > 4 for x in worse}) == 2  # noise has many values, blocks two


def test_what_is_missing_is_where_the_damage_left_nothing() -> None:
    steps = [
        Corruption("gaussian", 0.1, 4),
        Corruption("blocks", 0.3, 5),
        Corruption("half", 0.25, 5),
    ]
    bright = np.full((6, 28, 28, 1), 0.9, np.float32)
    gone = missing(bright.shape, steps, first=17)
    assert gone.shape == (6, 28, 28)
    np.testing.assert_array_equal(gone, corrupt(bright, steps, first=17)[..., 0] == 0)
    assert gone[:, 21:].all()
    assert 0.1 < gone[:, :21].mean() < 0.5
    assert not missing(bright.shape, steps[:1]).any()
    later = [*steps, Corruption("gaussian", 0.3, 6)]
    np.testing.assert_array_equal(missing(bright.shape, later, first=17), gone)
