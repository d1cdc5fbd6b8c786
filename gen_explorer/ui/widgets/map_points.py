"""Points drawn as a raster: a hundred thousand in the time in which Qt draws two thousand."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gen_explorer.ui.widgets.map_view import MapView

Floats = npt.NDArray[np.float32]
Raster = npt.NDArray[np.uint32]

OUTLINE = 0.9
"""Width of the dark or light ring that sets a point off, in pixels."""
SMALLEST, LARGEST = 1.0, 4.2


def radius(count: int, area: float, ratio: float) -> float:
    """The radius in pixels that leaves `count` points on `area` square pixels apart enough."""
    spacing = (area / max(count, 1)) ** 0.5
    return float(min(max(0.27 * spacing, SMALLEST * ratio), LARGEST * ratio))


@functools.lru_cache(maxsize=64)
def stamp(size: float, has_outline: bool) -> tuple[tuple[int, int, float, bool], ...]:
    """The pixels of a disc: (row, column, coverage 0 to 1, whether it is the outline's), in the
    order in which they are written: what covers more comes later and stays on top."""
    outer = size + (OUTLINE if has_outline else 0.0)
    reach = int(np.ceil(outer + 0.5))
    pixels = []
    for row in range(-reach, reach + 1):
        for column in range(-reach, reach + 1):
            distance = float(np.hypot(row, column))
            body = min(max(size + 0.5 - distance, 0.0), 1.0)
            ring = min(max(outer + 0.5 - distance, 0.0), 1.0)
            if body > 0.12:
                pixels.append((row, column, body, False))
            if has_outline and body < 0.6 and ring > 0.12:
                pixels.append((row, column, ring, True))
    return tuple(sorted(pixels, key=lambda pixel: (not pixel[3], pixel[2])))


@dataclass(frozen=True)
class Placed:
    """The points that are in sight."""

    cells: npt.NDArray[np.intp]
    """(n,): row * width + column of each on the raster."""
    colour_of: npt.NDArray[np.intp]
    """(n,): which colour each has."""
    width: int
    height: int


def place(
    xs: Floats,
    ys: Floats,
    colour_of: npt.NDArray[np.intp],
    view: MapView,
    ratio: float,
) -> Placed:
    """Where points (xs, ys on the map, each (N,) and contiguous) come to lie on a raster of `view`
    with `ratio` pixels for a point."""
    width, height = round(view.width * ratio), round(view.height * ratio)
    left, top = view.point(0, 0)
    scale = np.float32(view.scale * ratio)
    # +1 and -1: a cast to int rounds towards zero, so -0.5 would count as inside.
    columns = (xs * scale + np.float32(left * ratio + 1)).astype(np.int32) - 1
    rows = (ys * -scale + np.float32(top * ratio + 1)).astype(np.int32) - 1
    # Negative numbers are huge as unsigned ones: one comparison for both sides.
    inside = (columns.view(np.uint32) < width) & (rows.view(np.uint32) < height)
    seen = np.flatnonzero(inside)
    cells = rows[seen].astype(np.intp) * width + columns[seen]
    return Placed(cells, colour_of[seen], width, height)


def splat(
    points: Placed,
    colours: Sequence[str],
    size: float,
    outline: str = "",
    opacity: float = 0.92,
) -> Raster:
    """An image (height, width) of premultiplied 0xAARRGGBB with a disc of radius `size` pixels at
    each point, in its colour ("#rrggbb"). No `outline` colour: none is drawn."""
    pixels = stamp(round(size * 4) / 4, bool(outline))
    reach = max(max(abs(row), abs(column)) for row, column, _, _ in pixels)
    # A margin all around, so that no disc needs clipping.
    width, height = points.width, points.height
    wide = width + 2 * reach
    image = np.zeros((height + 2 * reach) * wide, np.uint32)
    rows = points.cells // width
    cells = points.cells + (2 * rows + 1) * reach + reach * wide
    coverage_before, painted = -1.0, np.zeros(0, np.uint32)
    for row, column, coverage, is_outline in pixels:
        where = cells + (row * wide + column)
        if is_outline:
            image[where] = premultiplied(outline, 0.45 * coverage)
            continue
        if coverage != coverage_before:
            table = [premultiplied(colour, opacity * coverage) for colour in colours]
            painted = np.array(table, np.uint32)[points.colour_of]
            coverage_before = coverage
        image[where] = painted
    framed = image.reshape(height + 2 * reach, wide)
    return np.ascontiguousarray(framed[reach : reach + height, reach : reach + width])


@functools.lru_cache(maxsize=4096)
def premultiplied(colour: str, alpha: float) -> int:
    """ "#rrggbb" with an alpha of 0 to 1, as Qt's Format_ARGB32_Premultiplied wants it."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return (
        (round(255 * alpha) << 24)
        | (round(red * alpha) << 16)
        | (round(green * alpha) << 8)
        | round(blue * alpha)
    )


def density_raster(density: Floats, colour: str, strongest: float = 0.75) -> Raster:
    """A density (h, w) in [0, 1] as a haze of one colour, premultiplied 0xAARRGGBB. The square root
    keeps thin places in sight."""
    alpha = np.sqrt(np.clip(density, 0, 1)) * strongest
    alpha[density < 0.004] = 0
    levels = np.array([premultiplied(colour, level / 255) for level in range(256)], np.uint32)
    return levels[(alpha * 255).astype(np.intp)]
