"""What can be measured of a picture and said in words: brightness, sleeves, heels, colour.

The measures are shares of the picture's side, so that they hold at any size. Their limits were set
by looking at the Fashion-MNIST training pictures on both sides of each.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Values = npt.NDArray[np.float64]

INK = 25
"""Levels of 255 above which a pixel belongs to the thing and not to the black ground."""
DARK, LIGHT = 125.0, 180.0
"""A thing's mean level is dark below the first, light from the second."""
DIM, BRIGHT = 124.0, 147.0
"""The same for the mean level of a photograph of a room."""
COLD, WARM = -2.0, 35.0
"""Mean of red minus blue, levels: cold below the first, warm from the second."""
SHOULDERS, HIPS = (4 / 28, 10 / 28), (18 / 28, 24 / 28)
"""Bands of rows of a top, as shares of the height."""


def fashion(pictures: Bytes) -> dict[str, npt.NDArray[np.str_]]:
    """The attributes of things on black: uint8 (n, H, W, C) -> name -> (n,) values.

    "" where nothing is worth saying. Which of them mean something depends on the thing.
    """
    grey = pictures.max(axis=3)
    ink = grey > INK
    level = (grey * ink).sum((1, 2)) / np.maximum(ink.sum((1, 2)), 1)
    hips, shoulders = _extent(ink, HIPS), np.maximum(_extent(ink, SHOULDERS), 1e-6)
    # Arms that hang down are as wide as the shoulders, or wider; a body without arms is narrow.
    short, broad = hips / shoulders < 0.85, hips >= 0.58
    height, width = ink.any(2).mean(1), ink.any(1).mean(1)
    return {
        "shade": _steps(level, ("dark", DARK), ("grey", LIGHT), ("light", np.inf)),
        "sleeves": np.where(short, "short", np.where(broad, "long", "none")),
        "width": _steps(width, ("narrow", 0.42), ("", 0.5), ("wide", np.inf)),
        "fit": _steps(width, ("narrow", 0.5), ("", 0.62), ("wide", np.inf)),
        "height": _steps(height, ("low", 0.68), ("", 0.8), ("high", np.inf)),
        "sole": _steps(height, ("flat", 0.48), ("", 0.66), ("heel", np.inf)),
        "ankle": _steps(height, ("low", 0.48), ("", 0.55), ("high", np.inf)),
        "handle": np.where(_top_fill(ink) < 0.5, "handle", "plain"),
    }


def rooms(pictures: Bytes) -> dict[str, npt.NDArray[np.str_]]:
    """The attributes of photographs: uint8 (n, H, W, C) -> name -> (n,) values."""
    mean: Values = pictures.astype(np.float64).mean((1, 2))  # (n, C)
    colour = mean[:, 0] - mean[:, -1]
    return {
        "brightness": _steps(mean.mean(1), ("dark", DIM), ("", BRIGHT), ("light", np.inf)),
        "warmth": _steps(colour, ("cold", COLD), ("", WARM), ("warm", np.inf)),
    }


MEASURES: dict[str, Callable[[Bytes], dict[str, npt.NDArray[np.str_]]]] = {
    "fashion": fashion,
    "rooms": rooms,
}
"""By source of captions."""


def _steps(values: Values, *steps: tuple[str, float]) -> npt.NDArray[np.str_]:
    """The name of the first step whose limit lies above each value."""
    names = np.array([name for name, _ in steps])
    limits = np.array([limit for _, limit in steps[:-1]])
    chosen: npt.NDArray[np.str_] = names[np.searchsorted(limits, values, side="right")]
    return chosen


def _extent(ink: npt.NDArray[np.bool_], band: tuple[float, float]) -> Values:
    """From the first to the last inked column, median over a band of rows: share of the width."""
    _, height, width = ink.shape
    rows = ink[:, round(band[0] * height) : round(band[1] * height)]
    first, last = rows.argmax(2), width - 1 - rows[:, :, ::-1].argmax(2)
    extent: Values = np.median(np.where(rows.any(2), last - first + 1, 0), axis=1) / width
    return extent


def _top_fill(ink: npt.NDArray[np.bool_]) -> Values:
    """How much of the upper third of a thing's own box is filled, against its lower third."""
    fill = np.empty(len(ink))
    for index, one in enumerate(ink):
        rows, columns = np.flatnonzero(one.any(1)), np.flatnonzero(one.any(0))
        if not len(rows):
            fill[index] = 1.0
            continue
        box = one[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        third = max(1, len(box) // 3)
        fill[index] = box[:third].mean() / max(box[-third:].mean(), 1e-6)
    return fill
