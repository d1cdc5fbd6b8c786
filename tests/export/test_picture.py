"""Saved pictures: exact pixels, same bytes, and where they come from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gen_explorer.core.errors import UserError
from gen_explorer.data.images import packed_to_bytes
from gen_explorer.export.picture import metadata, render_png, save_png
from gen_explorer.state.recipe import Recipe

PACKED = np.random.default_rng(0).integers(0, 1 << 24, (5, 7)).astype(np.int32)


def test_pixels_come_back_enlarged_by_a_whole_number(tmp_path: Path) -> None:
    save_png(tmp_path / "a.png", PACKED, 3)
    read = np.asarray(Image.open(tmp_path / "a.png"))
    assert read.shape == (15, 21, 3)
    assert np.array_equal(read[1::3, 1::3], packed_to_bytes(PACKED))


def test_the_same_picture_gives_the_same_bytes() -> None:
    text = metadata("m", Recipe(seed=3))
    assert render_png(PACKED, 2, text) == render_png(PACKED.copy(), 2, dict(text))
    assert render_png(PACKED, 1, text) != render_png(PACKED, 1, metadata("m", Recipe(seed=4)))


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    recipe = Recipe(seed=3, values=((1, 0.5),))
    save_png(tmp_path / "a.png", PACKED, text=metadata("fashion-vae", recipe))
    text = Image.open(tmp_path / "a.png").text  # type: ignore[attr-defined]
    assert text["Model"] == "fashion-vae"
    assert "not a photograph" in text["Description"]
    assert text["Recipe"] == '{"seed": 3, "values": [[1, 0.5]], "truncation": 1.0}'
    assert "trainedAlgorithmicMedia" in text["XML:com.adobe.xmp"]


def test_a_failed_save_harms_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(b"before")
    with pytest.raises(UserError):
        save_png(file / "b.png", PACKED)
    assert file.read_bytes() == b"before"


def test_a_scale_below_one_is_a_bug() -> None:
    with pytest.raises(ValueError, match="scale"):
        render_png(PACKED, 0)
