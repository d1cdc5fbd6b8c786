"""Values of many dimensions over time as a strip of colours: one row a dimension."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from gen_explorer.core.translation import tr
from gen_explorer.ui.language import figure, integer
from gen_explorer.ui.widgets.plot import ThemedPlot

COLUMNS = 1024
"""Of the image at most: more are not told apart."""
IN_USE = 0.1
"""Nats above which a dimension counts as in use."""


class HeatStrip(ThemedPlot):
    """Bright is much, dark is nothing. The title tells what lies under the crosshair."""

    def __init__(self, title: Callable[[], str], parent: QWidget | None = None) -> None:
        self._caption = title
        self._x: NDArray[np.float64] = np.empty(0)
        self._values: NDArray[np.float32] = np.empty((0, 0), np.float32)
        self._image: Any = None
        super().__init__(self._words, parent)
        self._image = pg.ImageItem(axisOrder="row-major")
        self._image.setLookupTable(pg.colormap.get("viridis").getLookupTable(nPts=256))
        self._image.setZValue(-1)
        self.item.addItem(self._image)
        self.item.showGrid(x=False, y=False)
        self.box.disableAutoRange()

    def show_values(self, x: NDArray[np.float64], values: NDArray[np.float32]) -> None:
        """`values` (n, dimensions), not negative, at rising places x (n,)."""
        self._x, self._values = x, values
        if values.size:
            self.box.setYRange(0, values.shape[1], padding=0)
        self.draw()
        self.heading.setText(self._words())

    def draw(self) -> None:
        """The part that is in sight."""
        if not self._values.size:
            self._image.clear()
            return
        left, right = self.x_range
        ends = np.append(self._x, 2 * self._x[-1] - self._x[-2] if len(self._x) > 1 else right)
        left, right = max(left, float(self._x[0])), min(right, float(ends[-1]))
        if right <= left:
            self._image.clear()
            return
        columns = min(COLUMNS, max(1, self.view.width()))
        at = left + (np.arange(columns) + 0.5) * (right - left) / columns
        rows = np.clip(np.searchsorted(self._x, at, side="right") - 1, 0, len(self._x) - 1)
        shown = self._scaled(self._values[rows]).T
        self._image.setImage(np.ascontiguousarray(shown), autoLevels=False, levels=(0, 255))
        self._image.setRect(QRectF(left, 0, right - left, self._values.shape[1]))

    def _scaled(self, values: NDArray[np.float32]) -> NDArray[np.uint8]:
        top = float(np.nanmax(self._values)) or 1.0
        share = np.clip(np.nan_to_num(values) / top, 0, 1)
        if self.is_log:
            share = np.log1p(share * 99) / np.log(100)
        shades: NDArray[np.uint8] = np.round(share * 255).astype(np.uint8)
        return shades

    def set_log(self, is_on: bool) -> None:
        """Colours on a logarithmic scale; the axis counts dimensions and stays as it is."""
        self.is_log = is_on
        self.draw()

    def show_cross(self, x: float | None) -> None:
        super().show_cross(x)
        self.heading.setText(self._words())

    def row_at(self, x: float | None) -> int:
        """Which row of values is shown at x; the last without x; -1 without any."""
        if x is None or not len(self._x):
            return len(self._x) - 1
        return max(0, int(np.searchsorted(self._x, x, side="right")) - 1)

    def _words(self) -> str:
        row = self.row_at(self.cross)
        if row < 0:
            return self._caption()
        values = self._values[row]
        return tr("{title}: {used} of {count} above {limit} nats, largest {most}").format(
            title=self._caption(),
            used=integer(int((values > IN_USE).sum())),
            count=integer(len(values)),
            limit=figure(IN_USE),
            most=figure(float(np.nanmax(values))),
        )
