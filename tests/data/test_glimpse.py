"""A look at a data set before it is used."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from gen_explorer.core.errors import UserError
from gen_explorer.data import datasets
from gen_explorer.data.glimpse import look


def test_the_digits_are_here() -> None:
    seen = look("digits", 6, 20)
    assert seen.pictures.shape == (6, 20, 20, 3)
    assert seen.count == 1498
    assert seen.classes == tuple("0123456789")
    assert seen.is_here
    assert look("digits:3+5").count == 1498 * 2 // 10


def test_a_folder_shows_some_of_its_pictures_and_leaves_out_broken_ones(tmp_path: Path) -> None:
    for name in ("cats", "dogs"):
        (tmp_path / name).mkdir()
        for number in range(5):
            colour = (250, 0, 0) if name == "cats" else (0, 0, 250)
            Image.new("RGB", (40, 30), colour).save(tmp_path / name / f"{number}.png")
    (tmp_path / "cats" / "broken.png").write_bytes(b"no picture")
    seen = look(str(tmp_path), 100, 16)
    assert seen.pictures.shape == (10, 16, 16, 3)
    assert seen.classes == ("cats", "dogs")
    assert seen.count == round(0.9 * 11)
    only = look(f"{tmp_path}:dogs", 100, 16)
    assert len(only.pictures) == 5
    assert only.pictures[..., 2].min() > 200


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no readable picture"):
        look(str(tmp_path))


def test_what_would_be_downloaded_is_not() -> None:
    seen = look("fashion-mnist")
    assert not seen.is_here
    assert len(seen.pictures) == 0
    assert seen.count == 60_000
    assert "Bag" in seen.classes
    assert datasets.class_names("fashion-mnist") == seen.classes
