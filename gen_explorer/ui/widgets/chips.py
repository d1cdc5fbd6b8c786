"""Words to switch on and off, in as many rows as they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from gen_explorer.ui.widgets.flow_bar import FlowBar

Chip = tuple[str, str, str, bool]
"""(key, text, tooltip, whether it is on)."""


class Chips(FlowBar):
    """Each is a button that stays down while its word is chosen."""

    changed = Signal()
    """A person switched one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QPushButton] = {}

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Other words than before."""
        for button in self._buttons.values():
            self.flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for key, text, tip, is_on in chips:
            button = QPushButton(text, self)
            button.setObjectName("chip")
            button.setCheckable(True)
            button.setChecked(is_on)
            button.setToolTip(tip)
            button.setAccessibleName(text)
            button.clicked.connect(lambda _checked=False: self.changed.emit())
            self.add(button)
            button.show()
            self._buttons[key] = button
        self._fit()

    def button(self, key: str) -> QPushButton:
        return self._buttons[key]

    def names(self) -> tuple[str, ...]:
        return tuple(self._buttons)

    def chosen(self) -> tuple[str, ...]:
        """The keys that are on, in their order."""
        return tuple(key for key, button in self._buttons.items() if button.isChecked())

    def choose_all(self) -> None:
        for button in self._buttons.values():
            button.setChecked(True)

    def rename(self, texts: Mapping[str, tuple[str, str]]) -> None:
        """(text, tooltip) by key, in another language."""
        for key, (text, tip) in texts.items():
            self._buttons[key].setText(text)
            self._buttons[key].setAccessibleName(text)
            self._buttons[key].setToolTip(tip)
