from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from gen_explorer.models import registry
from gen_explorer.training.config import fitted_settings


@pytest.fixture
def photographs(tmp_path: Path) -> str:
    for name in ("bath", "bed", "kitchen"):
        (tmp_path / name).mkdir()
        Image.new("RGB", (8, 8)).save(tmp_path / name / "1.png")
    return str(tmp_path)


def test_a_family_gets_as_many_classes_as_the_data_has(photographs: str) -> None:
    assert fitted_settings("conditional_gan", "mnist", {}) == {"classes": 10}
    assert fitted_settings("conditional_gan", "mnist:3+5", {}) == {"classes": 2}
    assert fitted_settings("conditional_gan", photographs, {})["classes"] == 3
    assert fitted_settings("conditional_gan", photographs, {"classes": 7})["classes"] == 7


def test_a_family_that_does_without_classes_unless_asked_gets_none() -> None:
    assert fitted_settings("vae", "mnist", {}) == {}
    assert fitted_settings("gan", "mnist", {}) == {}


def test_photographs_are_wanted_larger_and_in_colour(photographs: str) -> None:
    fitting = {"image_size": 64, "channels": 3}
    assert fitted_settings("gan", photographs, {}) == fitting
    assert fitted_settings("gan", f"{photographs}:bed+bath", {}) == fitting
    assert fitted_settings("gan", photographs, {"channels": 1})["channels"] == 1


def test_a_family_that_draws_in_grey_only_takes_photographs_too(photographs: str) -> None:
    fitting = fitted_settings("pixel_cnn", photographs, {})
    assert fitting == {"classes": 3, "image_size": 64}
    assert registry.build("pixel_cnn", fitting).image.channels == 1


def test_a_folder_of_small_grey_pictures_is_like_the_named_data(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    for place in range(3):
        Image.new("L", (28, 28)).save(tmp_path / "one" / f"{place}.png")
    assert fitted_settings("gan", str(tmp_path), {}) == {}
    Image.new("L", (200, 100)).save(tmp_path / "one" / "2.png")
    assert fitted_settings("gan", str(tmp_path), {})["image_size"] == 64
