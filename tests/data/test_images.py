"""The image conventions, each against the plainest way to write it."""

from __future__ import annotations

import io

import numpy as np
import pytest
import torch
from PIL import Image

from gen_explorer.data import images

LEVELS = np.arange(256, dtype=np.uint8)


def _naive(pictures: torch.Tensor) -> np.ndarray:
    """Levels by the same float32 steps in numpy, packed with shifts of whole numbers."""
    one, half = np.float32(1), np.float32(0.5)
    level = np.floor((np.clip(pictures.numpy(), -1, 1) + one) * np.float32(127.5) + half)
    whole = level.astype(np.int32)
    red, green, blue = (whole[:, min(c, whole.shape[1] - 1)] for c in range(3))
    return (red << 16) | (green << 8) | blue


@pytest.mark.parametrize("channels", [1, 3])
def test_every_level_survives_the_way_in_and_out(channels: int) -> None:
    picture = np.repeat(LEVELS.reshape(1, 16, 16, 1), channels, axis=-1)
    tensor = images.to_model(picture)
    assert tensor.shape == (1, channels, 16, 16)
    assert tensor.dtype == torch.float32
    assert tensor.is_contiguous()
    assert (tensor.min().item(), tensor.max().item()) == (-1.0, 1.0)
    np.testing.assert_array_equal(images.to_bytes(tensor), picture)


def test_every_grey_level_packs_as_the_naive_expression() -> None:
    tensor = images.to_model(LEVELS.reshape(1, 16, 16, 1))
    packed = images.pack(tensor)
    assert packed.dtype == torch.int32
    np.testing.assert_array_equal(packed.numpy(), _naive(tensor))
    np.testing.assert_array_equal(
        packed.numpy().ravel(), [v << 16 | v << 8 | v for v in range(256)]
    )


def test_every_level_of_every_channel_packs_as_the_naive_expression() -> None:
    """All pairs of levels for each pair of channels, the third one running along."""
    first, second = np.meshgrid(LEVELS, LEVELS, indexing="ij")
    third = first ^ second
    for order in ((0, 1, 2), (1, 2, 0), (2, 0, 1)):
        picture = np.stack([(first, second, third)[place] for place in order], axis=-1)[None]
        tensor = images.to_model(picture)
        packed = images.pack(tensor).numpy()
        np.testing.assert_array_equal(packed, _naive(tensor))
        np.testing.assert_array_equal(images.packed_to_bytes(packed), picture)


def test_values_between_two_levels_round_alike_everywhere() -> None:
    """The edges where a level begins, the float32 beside each edge, and values out of range."""
    edges = (np.arange(257, dtype=np.float32) - np.float32(0.5)) / np.float32(127.5) - np.float32(1)
    near = [np.nextafter(edges, np.float32(way)) for way in (-9, 9)]
    values = np.concatenate([edges, *near, [-7.0, 7.0, -1.0, 1.0, 0.0]]).astype(np.float32)
    tensor = torch.from_numpy(values).reshape(1, 1, 1, -1).repeat(1, 3, 1, 1)
    tensor[:, 1] = tensor[:, 1].flip(-1)
    np.testing.assert_array_equal(images.pack(tensor).numpy(), _naive(tensor))
    np.testing.assert_array_equal(
        images.packed_to_bytes(images.pack(tensor).numpy()), images.to_bytes(tensor)
    )


def test_bytes_and_packed_are_two_spellings() -> None:
    pictures = np.random.default_rng(0).integers(0, 256, (3, 5, 7, 3), dtype=np.uint8)
    packed = images.bytes_to_packed(pictures)
    assert packed.dtype == np.int32
    assert packed.shape == (3, 5, 7)
    np.testing.assert_array_equal(images.packed_to_bytes(packed), pictures)
    grey = images.bytes_to_packed(pictures[..., :1])
    np.testing.assert_array_equal(
        images.packed_to_bytes(grey), np.repeat(pictures[..., :1], 3, axis=-1)
    )


def test_sheet_places_row_by_row_with_gaps() -> None:
    packed = np.stack([np.full((2, 3), value, np.int32) for value in (1, 2, 3)])
    expected = [
        [1, 1, 1, 9, 2, 2, 2],
        [1, 1, 1, 9, 2, 2, 2],
        [9, 9, 9, 9, 9, 9, 9],
        [3, 3, 3, 9, 9, 9, 9],
        [3, 3, 3, 9, 9, 9, 9],
    ]
    np.testing.assert_array_equal(images.sheet(packed, 2, gap=1, background=9), expected)


def test_transparent_is_laid_over_white() -> None:
    picture = Image.new("RGBA", (1, 3))
    for row, pixel in enumerate([(255, 0, 0, 0), (255, 0, 0, 255), (0, 0, 0, 128)]):
        picture.putpixel((0, row), pixel)
    rows = images.from_picture(picture)[:, 0].tolist()
    assert rows[:2] == [[255, 255, 255], [255, 0, 0]]
    assert rows[2] == pytest.approx([127, 127, 127], abs=1)


def _palette() -> Image.Image:
    picture = Image.new("P", (2, 2), 0)
    picture.putpalette([10, 20, 30, 200, 200, 200])
    picture.info["transparency"] = 0
    return picture


@pytest.mark.parametrize(
    "picture",
    [Image.new("LA", (2, 2), (7, 0)), Image.new("RGBA", (2, 2)).convert("PA"), _palette()],
    ids=lambda picture: picture.mode,
)
def test_other_kinds_of_transparency(picture: Image.Image) -> None:
    assert images.from_picture(picture).min() == 255


def test_sixteen_bits_are_scaled_not_clipped() -> None:
    values = np.array([[0, 257, 32896, 65535]], np.uint16)
    stored = io.BytesIO()
    Image.fromarray(values).save(stored, "PNG")
    opened = Image.open(stored)
    assert images.from_picture(opened, channels=1)[0, :, 0].tolist() == [0, 1, 128, 255]


def test_wide_grey_is_stretched_over_all_levels() -> None:
    floats = Image.fromarray(np.array([[-1.0, 0.0, 3.0]], np.float32))
    assert images.from_picture(floats, channels=1)[0, :, 0].tolist() == [0, 64, 255]
    small = Image.fromarray(np.array([[0, 7, 255]], np.int32))
    assert images.from_picture(small, channels=1)[0, :, 0].tolist() == [0, 7, 255]
    broken = Image.fromarray(np.array([[np.nan, 1.0]], np.float32))
    assert images.from_picture(broken, channels=1)[0, :, 0].tolist() == [0, 255]


def test_the_exif_tag_turns_the_picture() -> None:
    picture = Image.new("RGB", (4, 2), "black")
    picture.putpixel((0, 0), (255, 255, 255))
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned a quarter to the left
    stored = io.BytesIO()
    picture.save(stored, "PNG", exif=exif)
    turned = images.from_picture(Image.open(stored))
    assert turned.shape == (4, 2, 3)
    assert turned[0, 1, 0] == 255


def test_the_middle_square_is_taken() -> None:
    wide = np.zeros((10, 30, 3), np.uint8)
    wide[:, 10:20] = (200, 100, 50)
    for array in (wide, wide.transpose(1, 0, 2)):
        square = images.from_picture(Image.fromarray(array), image_size=5)
        assert square.shape == (5, 5, 3)
        assert np.abs(square.astype(int) - (200, 100, 50)).max() <= 1


def test_fit_does_what_from_picture_does() -> None:
    pictures = np.random.default_rng(0).integers(0, 256, (4, 20, 20, 3), dtype=np.uint8)
    fitted = images.fit(pictures, 12)
    assert fitted.shape == (4, 12, 12, 3)
    for picture, expected in zip(pictures, fitted, strict=True):
        np.testing.assert_array_equal(images.from_picture(Image.fromarray(picture), 12), expected)


def test_fit_changes_channels_only_when_asked() -> None:
    grey = np.random.default_rng(0).integers(0, 256, (4, 6, 6, 1), dtype=np.uint8)
    assert images.fit(grey) is grey
    colour = images.fit(grey, channels=3)
    assert (colour == grey).all()
    np.testing.assert_array_equal(images.fit(colour, channels=1), grey)
    assert images.fit(grey[:0], 9, 3).shape == (0, 9, 9, 3)
    assert images.fit(colour[:0], 9, 1).shape == (0, 9, 9, 1)


def test_what_a_network_takes_is_the_same_with_and_without_torch() -> None:
    levels = np.arange(256, dtype=np.uint8).reshape(2, 8, 16, 1)
    np.testing.assert_array_equal(images.to_input(levels), images.to_model(levels).numpy())
