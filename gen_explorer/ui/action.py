"""One thing a person can do, as data, and the Qt action made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from gen_explorer.ui import theme

if TYPE_CHECKING:
    from gen_explorer.ui.main_window import MainWindow

Text = Callable[[], str]
Run = Callable[["MainWindow"], None]
Ask = Callable[["MainWindow"], bool]


def _always(_window: MainWindow) -> bool:
    return True


def has_model(window: MainWindow) -> bool:
    return window.session.bundle is not None


@dataclass(frozen=True)
class Action:
    """One thing to do."""

    id: str
    menu: str
    """A key of MENUS or SUBMENUS. A new `group` within it draws a line."""
    text: Text
    tip: Text
    run: Run
    shortcut: str = ""
    icon: str = ""
    group: int = 0
    is_enabled: Ask = _always
    is_checked: Ask | None = None
    """Given for what is on or off; asked again whenever the window changes. Menus show a tick
    where it is on, in place of the icon."""
    more_keys: tuple[str, ...] = ()
    """Other shortcuts that do the same."""

    def make(self, window: MainWindow) -> QAction:
        """The Qt action; `retranslate` and `refresh` write its texts and its state."""
        made = QAction(window)
        made.setObjectName(self.id)
        if self.is_checked is not None:
            made.setIcon(theme.tick())
        elif self.icon:
            made.setIcon(theme.icon(self.icon))
        if self.shortcut:
            made.setShortcuts([QKeySequence(keys) for keys in (self.shortcut, *self.more_keys)])
        made.setCheckable(self.is_checked is not None)
        made.triggered.connect(lambda: window.session.guard(lambda: self.run(window), self.id))
        return made

    def retranslate(self, made: QAction) -> None:
        made.setText(self.text())
        tip = self.tip()
        shortcut = made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(f"{tip} ({shortcut})" if shortcut else tip)
        made.setStatusTip(tip)

    def refresh(self, made: QAction, window: MainWindow) -> None:
        made.setEnabled(self.is_enabled(window))
        if self.is_checked is not None:
            made.setChecked(self.is_checked(window))
