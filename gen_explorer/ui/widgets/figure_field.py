"""A field for a number of any magnitude: 0.0002 as well as 128."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gen_explorer.ui.language import locale

STEP = 10**0.1
"""Ten presses of an arrow key are a factor of ten: what is right is a matter of magnitude."""


class FigureField(QLineEdit):
    """Takes what is typed as it is, right or wrong: who asked for it says what is wrong."""

    value_changed = Signal(float)

    def __init__(self, value: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.set_value(value)
        self.textEdited.connect(lambda _: self.value_changed.emit(self.value()))

    def value(self) -> float:
        """NaN where the text is no number."""
        for where in (locale(), locale("en")):
            amount, is_number = where.toDouble(self.text().strip())
            if is_number:
                return float(amount)
        return math.nan

    def set_value(self, value: float) -> None:
        self.setText(written(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        factor = {Qt.Key.Key_Up: STEP, Qt.Key.Key_Down: 1 / STEP}.get(Qt.Key(event.key()))
        now = self.value()
        if factor is None or not math.isfinite(now) or now == 0:
            super().keyPressEvent(event)
            return
        self.set_value(float(f"{now * factor:.2g}"))
        self.value_changed.emit(self.value())


def written(value: float) -> str:
    """The number as the current language writes it, in full, with six digits at most."""
    if not math.isfinite(value) or value == 0:
        return "0" if value == 0 else ""
    decimals = min(max(5 - math.floor(math.log10(abs(value))), 0), 12)
    text = locale().toString(float(value), "f", decimals)
    point = locale().decimalPoint()
    return text.rstrip("0").rstrip(point) if point in text else text
