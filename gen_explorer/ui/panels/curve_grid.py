"""Plots beside and above each other, in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QWidget

from gen_explorer.ui.widgets.bare_scroll import BareScroll

NARROWEST = 270
"""Pixels of width that a plot needs."""


class CurveGrid(BareScroll):
    """With more rows than fit it scrolls."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.inner = QWidget(self)
        """What plots are children of."""
        self._grid = QGridLayout(self.inner)
        self._grid.setContentsMargins(0, 0, 4, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._placed: tuple[tuple[str, ...], int] = ((), 0)
        self.setWidget(self.inner)
        self.viewport().setAutoFillBackground(False)

    def place(self, plots: Mapping[str, QWidget], shown: tuple[str, ...]) -> None:
        """Shows those of `plots` whose keys are `shown`, in their order."""
        columns = max(1, min(self.viewport().width() // NARROWEST, len(shown)))
        if (shown, columns) == self._placed:
            return
        self._placed = (shown, columns)
        for key, plot in plots.items():
            self._grid.removeWidget(plot)
            plot.setVisible(key in shown)
        for place, key in enumerate(shown):
            row, column = divmod(place, columns)
            is_last = place == len(shown) - 1
            span = columns - column if is_last else 1
            self._grid.addWidget(plots[key], row, column, 1, span)
        for line in range(max(self._grid.rowCount(), self._grid.columnCount())):
            self._grid.setRowStretch(line, int(line * columns < len(shown)))
            self._grid.setColumnStretch(line, int(line < columns))
