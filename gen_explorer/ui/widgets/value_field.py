"""A field for a number, opened over the place where the number stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gen_explorer.ui.language import locale, number


class ValueField(QLineEdit):
    """Enter or losing the focus takes the number, Escape leaves it as it was."""

    done = Signal(object, bool)
    """(the number or None, whether a key ended it)."""

    def __init__(self, amount: float, parent: QWidget) -> None:
        text = number(amount, 4)
        super().__init__(
            text.rstrip("0").rstrip(".,") if any(c in text for c in ".,") else text, parent
        )
        self.setFrame(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.selectAll()
        self._is_done = False

    def finish(self, by_key: bool = False) -> None:
        self._end(parse_number(self.text()), by_key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._end(None, by_key=True)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish(by_key=True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finish()

    def _end(self, amount: float | None, by_key: bool) -> None:
        if not self._is_done:
            self._is_done = True
            self.hide()
            self.deleteLater()
            self.done.emit(amount, by_key)


def parse_number(text: str) -> float | None:
    """A number as the current language writes it, or with a plain decimal point; None if it is
    neither. Limited to what a recipe may hold."""
    for where in (locale(), locale("en")):
        amount, is_number = where.toDouble(text.strip())
        if is_number and abs(amount) <= 1e6:
            return float(amount)
    return None
