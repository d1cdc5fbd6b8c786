"""A number field for seeds: whole numbers up to 2**32 - 1, more than QSpinBox holds."""

from __future__ import annotations

from PySide6.QtWidgets import QDoubleSpinBox, QWidget

SEEDS = 2**32


class SeedBox(QDoubleSpinBox):
    """Goes round at both ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDecimals(0)
        self.setRange(0, SEEDS - 1)
        self.setWrapping(True)
        self.setKeyboardTracking(False)
        self.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)

    @property
    def seed(self) -> int:
        return int(self.value())
