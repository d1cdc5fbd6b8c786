"""Fills the map with decoded pictures while nobody moves anything: coarse first, then fine."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QTimer

from gen_explorer.engine.request import Frame
from gen_explorer.latent.latent_map import LatentMap
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.map_canvas import MapCanvas
from gen_explorer.ui.widgets.map_tiles import Cell, Mosaic, TileCache, cell_pixels, resized

Floats = npt.NDArray[np.float32]

VIEW = "tiles"
IDLE_MS = 150
"""How long hands must rest before pictures are decoded."""
BUDGET_MS = 6000.0
"""What the pictures of one view may cost with a slow model: the more one costs, the fewer cells
get one."""
COARSE_FROM = 0.4
"""Above this share of missing pictures a coarse pass comes first."""


class MapTiling(QObject):
    """Asks the engine for the pictures that the canvas lacks, and puts them there."""

    def __init__(self, session: Session, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._session = session
        self._canvas = canvas
        self._map: LatentMap | None = None
        self._key: tuple[object, ...] = ()
        self._cache = TileCache()
        self._revision = 0
        self._asked: list[Cell] = []
        self._is_coarse = False
        self._is_stale = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE_MS)
        self._timer.timeout.connect(self._refine)
        canvas.view_changed.connect(self.touch)
        session.bridge.frame_arrived.connect(self._frame_arrived)

    def show_map(self, new: LatentMap | None, key: tuple[object, ...]) -> None:
        """Starts anew for a map; `key` stands for everything that decides its pictures."""
        self._map, self._key = new, key
        self._is_stale = False
        self._canvas.set_mosaic(None)
        self.touch()

    def renew_map(self, new: LatentMap, key: tuple[object, ...]) -> None:
        """The same map of other weights: its pictures replace the old ones as they come."""
        self._map, self._key = new, key
        self._is_stale = True
        self._cache.clear()
        self.touch()

    def forget(self) -> None:
        """Drops every picture: another model is open."""
        self._cache.clear()

    def touch(self) -> None:
        """Something moved: the engine belongs to the hands until they rest again."""
        self.pause()
        if self._canvas.isVisible():
            self._timer.start()

    def pause(self) -> None:
        """Asks for nothing until something moves again."""
        self._timer.stop()
        if self._asked:
            self._session.bridge.cancel(VIEW)
            self._asked = []

    @property
    def is_complete(self) -> bool:
        """Whether the current view has all its pictures, or wants none."""
        if self._map is None or not self._canvas.layers.pictures:
            return True
        mosaic = self._canvas.mosaic
        is_waiting = self._timer.isActive() or bool(self._asked)
        return not is_waiting and mosaic is not None and mosaic.is_complete

    def _refine(self) -> None:
        canvas, bundle = self._canvas, self._session.bundle
        if self._map is None or bundle is None or not canvas.layers.pictures:
            return
        if canvas.is_busy:
            self._timer.start()
            return
        ratio = canvas.devicePixelRatioF()
        image = bundle.card.image
        pixels = cell_pixels(
            max(image.height, image.width), canvas.view.width, canvas.view.height, ratio
        )
        mosaic = Mosaic.over(canvas.view, pixels, ratio)
        old = canvas.mosaic
        is_same = old is not None and (old.size, old.first, old.columns, old.rows) == (
            mosaic.size, mosaic.first, mosaic.columns, mosaic.rows
        )  # fmt: skip
        if is_same and old is not None and not self._is_stale:
            mosaic = old
        else:
            self._fill(mosaic)
            if is_same and old is not None:
                mosaic.take_over(old)
            self._is_stale = False
            canvas.set_mosaic(mosaic)
        share = len(mosaic.missing()) / max(1, len(mosaic.wanted))
        is_coarse = share > COARSE_FROM and not is_same and not self._session.is_slow
        self._ask(mosaic, is_coarse)

    def _fill(self, mosaic: Mosaic) -> None:
        """Decides which cells are wanted, and places what is known already."""
        assert self._map is not None
        cells = mosaic.cells()
        if self._map.is_plane:
            mosaic.wanted = set(cells)
        else:
            has_data = self._map.has_data(mosaic.centres(cells))
            mosaic.wanted = {cell for cell, has in zip(cells, has_data, strict=True) if has}
        if self._session.is_slow:
            cost = len(mosaic.wanted) * self._session.picture_ms
            step = math.ceil(math.sqrt(cost / BUDGET_MS))
            mosaic.wanted = {c for c in mosaic.wanted if c[0] % step == c[1] % step == 0}
        for cell in mosaic.wanted:
            tile = self._cache.get(self._cell_key(mosaic, cell))
            if tile is not None:
                mosaic.put(cell, tile)

    def _ask(self, mosaic: Mosaic, is_coarse: bool) -> None:
        assert self._map is not None
        self._is_coarse = is_coarse
        self._asked = mosaic.blocks() if is_coarse else mosaic.missing()
        if not self._asked:
            return
        z, _ = self._map.to_latent(mosaic.centres(self._asked, 2 if is_coarse else 1))
        self._revision = self._session.bridge.submit(VIEW, z)

    def _frame_arrived(self, frame: Frame) -> None:
        if frame.view != VIEW or frame.revision != self._revision or not self._asked:
            return
        mosaic = self._canvas.mosaic
        if mosaic is None or frame.pixels is None:
            self._asked = []
            return
        asked = self._asked[frame.first : frame.first + len(frame.pixels)]
        for cell, picture in zip(asked, frame.pixels, strict=False):
            if self._is_coarse:
                mosaic.put_block(cell, resized(picture, 2 * mosaic.pixels))
            else:
                tile = resized(picture, mosaic.pixels)
                self._cache.put(self._cell_key(mosaic, cell), tile)
                mosaic.put(cell, tile)
        self._canvas.mosaic_changed()
        if frame.is_last:
            self._asked = []
            if self._is_coarse:
                self._ask(mosaic, is_coarse=False)

    def _cell_key(self, mosaic: Mosaic, cell: Cell) -> tuple[object, ...]:
        return (self._key, mosaic.size, mosaic.pixels, cell)
