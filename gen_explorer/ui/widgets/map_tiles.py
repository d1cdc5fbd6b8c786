"""The decoded manifold as a mosaic: one picture for each cell of a grid laid over the map.

A cell is a whole number of pixels wide at the scale it is made for, so pictures stay crisp; at any
other scale the mosaic is shown stretched until the next one is there.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from gen_explorer.engine.request import Packed
from gen_explorer.ui.widgets.map_view import MapView

Floats = npt.NDArray[np.float32]
Raster = npt.NDArray[np.uint32]
Cell = tuple[int, int]
"""(column, row), counted from the map's origin to the right and up."""

CACHE_BYTES = 64 << 20
WANTED = 30
"""Width of a cell that is aimed at, in points."""
MOST_CELLS = 700
OPAQUE = np.uint32(0xFF000000)


def cell_pixels(image_size: int, width: int, height: int, ratio: float) -> int:
    """The width of a cell in pixels for pictures of image_size pixels on width x height points: a
    whole multiple or fraction of the picture, near WANTED points, MOST_CELLS cells at most."""
    floor = math.sqrt(width * height * ratio**2 / MOST_CELLS)
    wanted = max(WANTED * ratio, floor)
    if image_size <= wanted:
        return image_size * math.ceil(floor / image_size) if floor > image_size else image_size
    fraction = 1
    while image_size / (fraction * 2) >= 0.8 * wanted and image_size % (fraction * 2) == 0:
        fraction *= 2
    return image_size // fraction


def resized(picture: Packed, pixels: int) -> Raster:
    """A square picture (H, W) as (pixels, pixels), opaque: whole multiples repeat pixels, whole
    fractions average them, anything else takes the nearest."""
    size = picture.shape[0]
    if picture.shape[1] == size and size % pixels == 0 and size > pixels:
        factor = size // pixels
        channels = np.stack([(picture >> shift) & 255 for shift in (16, 8, 0)], axis=-1)
        blocks = channels.reshape(pixels, factor, pixels, factor, 3).mean(axis=(1, 3))
        red, green, blue = np.moveaxis((blocks + 0.5).astype(np.uint32), -1, 0)
        shrunk: Raster = OPAQUE | (red << 16) | (green << 8) | blue
        return shrunk
    rows = np.arange(pixels) * picture.shape[0] // pixels
    columns = np.arange(pixels) * picture.shape[1] // pixels
    repeated: Raster = picture[rows[:, None], columns].astype(np.uint32) | OPAQUE
    return repeated


class TileCache:
    """Pictures of cells, the most recently used ones, bounded in bytes. Keyed by (map, cell width,
    cell), where "map" stands for everything else that decides a picture."""

    def __init__(self, limit: int = CACHE_BYTES) -> None:
        self._tiles: OrderedDict[tuple[object, ...], Raster] = OrderedDict()
        self._limit = limit
        self._bytes = 0

    def get(self, key: tuple[object, ...]) -> Raster | None:
        tile = self._tiles.get(key)
        if tile is not None:
            self._tiles.move_to_end(key)
        return tile

    def put(self, key: tuple[object, ...], tile: Raster) -> None:
        old = self._tiles.pop(key, None)
        self._bytes += tile.nbytes - (old.nbytes if old is not None else 0)
        self._tiles[key] = tile
        while self._bytes > self._limit:
            _, oldest = self._tiles.popitem(last=False)
            self._bytes -= oldest.nbytes

    def clear(self) -> None:
        self._tiles.clear()
        self._bytes = 0


@dataclass
class Mosaic:
    """The cells that one view shows, on one raster."""

    size: float
    """Width of a cell on the map."""
    pixels: int
    """Width of a cell on the raster."""
    first: Cell
    """The cell at the left and bottom."""
    columns: int
    rows: int
    wanted: set[Cell] = field(default_factory=set)
    """Cells that are to have a picture."""
    done: set[Cell] = field(default_factory=set)
    raster: Raster = field(init=False)
    """(rows * pixels, columns * pixels), premultiplied 0xAARRGGBB, row 0 at the top."""

    def __post_init__(self) -> None:
        self.raster = np.zeros((self.rows * self.pixels, self.columns * self.pixels), np.uint32)

    @classmethod
    def over(cls, view: MapView, pixels: int, ratio: float) -> Mosaic:
        """An empty mosaic that covers what `view` shows."""
        size = pixels / (view.scale * ratio)
        left, bottom, right, top = view.rectangle()
        column, row = math.floor(left / size), math.floor(bottom / size)
        return cls(
            size, pixels, (column, row),
            math.floor(right / size) - column + 1, math.floor(top / size) - row + 1,
        )  # fmt: skip

    def cells(self) -> list[Cell]:
        """All cells, those in the middle first."""
        column, row = self.first
        middle = (column + self.columns / 2 - 0.5, row + self.rows / 2 - 0.5)
        every = [(column + c, row + r) for r in range(self.rows) for c in range(self.columns)]
        return sorted(every, key=lambda cell: math.dist(cell, middle))

    def centres(self, cells: list[Cell], width: int = 1) -> Floats:
        """(n, 2): the places in the middle of cells, or of blocks of width x width cells whose
        lower left cell is given."""
        places = np.array(cells, np.float64).reshape(-1, 2)
        return ((places + width / 2) * self.size).astype(np.float32)

    def blocks(self) -> list[Cell]:
        """The lower left cells of the 2 x 2 blocks in which cells are missing, in order."""
        found = dict.fromkeys(
            (cell[0] // 2 * 2, cell[1] // 2 * 2)
            for cell in self.cells()
            if cell in self.wanted and cell not in self.done
        )
        return list(found)

    def put(self, cell: Cell, tile: Raster) -> None:
        """Places the picture (pixels, pixels) of a cell."""
        self._paint(cell, tile)
        self.done.add(cell)

    def put_block(self, block: Cell, tile: Raster) -> None:
        """Places one picture (2 pixels, 2 pixels) over a block, for now: cells that are done or
        not wanted stay as they are."""
        for right in (0, 1):
            for up in (0, 1):
                cell = (block[0] + right, block[1] + up)
                if cell in self.wanted and cell not in self.done:
                    top, left = (1 - up) * self.pixels, right * self.pixels
                    self._paint(cell, tile[top : top + self.pixels, left : left + self.pixels])

    def take_over(self, old: Mosaic) -> None:
        """Shows the pictures of a mosaic of the same cells where its own are missing."""
        for cell in self.missing():
            if cell in old.wanted:
                column, row = cell[0] - self.first[0], cell[1] - self.first[1]
                top, left = (self.rows - 1 - row) * self.pixels, column * self.pixels
                place = np.s_[top : top + self.pixels, left : left + self.pixels]
                self.raster[place] = old.raster[place]

    def missing(self) -> list[Cell]:
        """Wanted cells without a picture, those in the middle first."""
        return [cell for cell in self.cells() if cell in self.wanted and cell not in self.done]

    @property
    def is_complete(self) -> bool:
        return self.wanted <= self.done

    def _paint(self, cell: Cell, tile: Raster) -> None:
        column, row = cell[0] - self.first[0], cell[1] - self.first[1]
        if 0 <= column < self.columns and 0 <= row < self.rows:
            top, left = (self.rows - 1 - row) * self.pixels, column * self.pixels
            self.raster[top : top + self.pixels, left : left + self.pixels] = tile
