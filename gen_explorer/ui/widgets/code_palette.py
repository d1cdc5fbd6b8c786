"""All codes of a codebook to choose one from, opened beside a cell."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.ui.widgets.code_grid import CodeGrid

CELL = 18


class CodePalette(QFrame):
    """Closes when a code is chosen, by Escape, or by a click beside it."""

    chosen = Signal(int)

    def __init__(self, levels: int, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        columns = math.ceil(math.sqrt(levels * 1.6))
        rows = math.ceil(levels / columns)
        self.grid = CodeGrid(rows, columns, self, is_choice=True)
        self.grid.show_codes(np.arange(levels), np.zeros(levels, bool))
        self.grid.setAccessibleName(tr("Codes to choose from"))
        self.grid.setAccessibleDescription(
            tr("Each colour is one entry of the codebook; colours only tell entries apart.")
        )
        self.grid.picked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.grid)
        self.setFixedSize(columns * CELL + 16, rows * CELL + 16)

    def open_at(self, current: int, corner: QPoint) -> None:
        """Opens with its corner at a place of the screen (or beside it, to stay on the screen), the
        mark on the current code."""
        screen = self.screen().availableGeometry() if self.screen() is not None else QRect()
        place = QRect(corner, self.size())
        if not screen.isEmpty():
            place.moveRight(min(place.right(), screen.right()))
            place.moveBottom(min(place.bottom(), screen.bottom()))
        self.move(place.topLeft())
        self.grid.set_mark(max(current, 0))
        self.show()
        self.grid.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _choose(self, place: int) -> None:
        self.chosen.emit(int(self.grid.codes[place]))
        self.close()
