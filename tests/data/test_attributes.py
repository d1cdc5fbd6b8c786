"""Attributes measured on drawn pictures whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest

from gen_explorer.data import attributes, images
from gen_explorer.data.attributes import Bytes


def blank() -> Bytes:
    return np.zeros((1, 28, 28, 1), np.uint8)


def top(arms: str, level: int = 150) -> Bytes:
    """A body of 12 columns, with arms down to the hips, over the shoulders only, or none."""
    picture = blank()
    picture[:, 1:27, 8:20] = level
    if arms != "none":
        rows = slice(2, 25) if arms == "long" else slice(2, 11)
        picture[:, rows, 4:7] = level  # a dark gap between arm and body
        picture[:, rows, 21:24] = level
        picture[:, 2:5, 4:24] = level
    return picture


def fashion(picture: Bytes, name: str) -> str:
    return str(attributes.fashion(picture)[name][0])


@pytest.mark.parametrize("arms", ["long", "short", "none"])
@pytest.mark.parametrize("side", [28, 64])
def test_sleeves(arms: str, side: int) -> None:
    assert fashion(images.fit(top(arms), side), "sleeves") == arms


@pytest.mark.parametrize(
    ("level", "shade"), [(60, "dark"), (124, "dark"), (126, "grey"), (179, "grey"), (181, "light")]
)
def test_shade_is_that_of_the_thing_and_not_of_the_ground(level: int, shade: str) -> None:
    assert fashion(top("none", level), "shade") == shade


@pytest.mark.parametrize(("columns", "width"), [(10, "narrow"), (13, ""), (16, "wide")])
def test_width_of_trousers(columns: int, width: str) -> None:
    picture = blank()
    picture[:, :, 6 : 6 + columns] = 150
    assert fashion(picture, "width") == width


@pytest.mark.parametrize(("rows", "sole"), [(8, "flat"), (16, ""), (24, "heel")])
def test_heels_are_told_by_height(rows: int, sole: str) -> None:
    picture = blank()
    picture[:, 28 - rows :, :] = 150
    assert fashion(picture, "sole") == sole


@pytest.mark.parametrize(("rows", "height"), [(15, "low"), (20, ""), (26, "high")])
def test_height_of_boots(rows: int, height: str) -> None:
    picture = blank()
    picture[:, 28 - rows :, 4:20] = 150
    assert fashion(picture, "height") == height


def test_a_handle_is_an_arch_over_a_bag() -> None:
    bag = blank()
    bag[:, 14:27, 3:25] = 150
    assert fashion(bag, "handle") == "plain"
    bag[:, 4:14, 8] = bag[:, 4:14, 19] = bag[:, 4, 8:20] = 150
    assert fashion(bag, "handle") == "handle"


def test_an_empty_picture_has_attributes_too() -> None:
    measured = attributes.fashion(blank())
    assert all(value.shape == (1,) for value in measured.values())
    assert measured["shade"][0] == "dark"


@pytest.mark.parametrize(
    ("colour", "brightness", "warmth"),
    [
        ((90, 90, 90), "dark", ""),
        ((60, 60, 90), "dark", "cold"),
        ((230, 220, 170), "light", "warm"),
        ((145, 135, 120), "", ""),
    ],
)
def test_rooms(colour: tuple[int, int, int], brightness: str, warmth: str) -> None:
    picture = np.empty((1, 8, 8, 3), np.uint8)
    picture[:] = colour
    measured = attributes.rooms(picture)
    assert (measured["brightness"][0], measured["warmth"][0]) == (brightness, warmth)


def test_a_grey_photograph_is_neither_warm_nor_cold() -> None:
    measured = attributes.rooms(np.full((1, 8, 8, 1), 130, np.uint8))
    assert measured["warmth"][0] == ""
