"""The ring around what has the focus by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


def is_by_keyboard(event: QFocusEvent) -> bool:
    """Whether focus came with a key: only then is it worth a ring."""
    reasons = Qt.FocusReason
    return event.reason() in (
        reasons.TabFocusReason,
        reasons.BacktabFocusReason,
        reasons.ShortcutFocusReason,
    )


class RingedWidget(QWidget):
    """Knows in `_is_ringed` whether to paint a ring."""

    _is_ringed = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._is_ringed = is_by_keyboard(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._is_ringed = False
        self.update()
