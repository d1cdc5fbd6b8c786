"""The right end of the menu bar: the workspaces, the search for actions, and a few buttons."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenuBar, QToolButton, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.ui import theme, workspaces
from gen_explorer.ui.menus import Menus

BUTTONS = ("undo", "redo", "randomise", "copy-picture", "full-screen")
"""Actions by their names."""


class Corner(QWidget):
    """Its buttons do what the actions of the same names do."""

    def __init__(self, menus: Menus, bar: QMenuBar) -> None:
        super().__init__(bar)
        self.setObjectName("corner")
        self._menus = menus
        self._bar = bar
        self._width = 0
        self._buttons: list[QToolButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 8, 2)
        row.setSpacing(2)
        for workspace in workspaces.WORKSPACES:
            row.addWidget(self._button(f"workspace.{workspace.name}"))
        self._named = tuple(self._buttons)
        row.addSpacing(10)
        self.search = QToolButton(self)
        self.search.setObjectName("search")
        self.search.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.search.setIcon(theme.icon("search", "muted"))
        self.search.setIconSize(QSize(16, 16))
        self.search.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.search.clicked.connect(menus.made("palette").trigger)
        row.addWidget(self.search)
        for name in BUTTONS:
            row.addWidget(self._button(name))

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        action, made = self._menus.actions[name]
        button.setDefaultAction(made)
        if action.is_checked is not None:  # the action's own icon is a menu's tick
            made.changed.connect(partial(_show_icon, button, action.icon))
            _show_icon(button, action.icon)
        button.setIconSize(QSize(18, 18))
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons.append(button)
        return button

    def write(self) -> None:
        """Takes over the texts of the actions."""
        for button in self._buttons:
            button.setAccessibleName(button.defaultAction().text())
        find = self._menus.made("palette")
        keys = find.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.search.setText(f"{tr('Find an action')}   {keys}")
        self.search.setAccessibleName(tr("Find an action"))
        self.search.setToolTip(find.toolTip())
        self._fit()

    def set_width(self, width: int) -> None:
        """The window's width."""
        if width != self._width:
            self._width = width
            self._fit()

    def _fit(self) -> None:
        """Takes the room that the texts need: the menu bar asks for it only once. Where the menus
        would have too little left, the workspaces go without their names, then the search too."""
        styles = Qt.ToolButtonStyle
        beside, alone = styles.ToolButtonTextBesideIcon, styles.ToolButtonIconOnly
        for names, search in ((beside, beside), (alone, beside), (alone, alone)):
            for button in self._named:
                button.setToolButtonStyle(names)
            self.search.setToolButtonStyle(search)
            self.adjustSize()
            if self._menus.width() + self.width() <= self._width:
                break
        self._bar.setCornerWidget(self)
        self.show()


def _show_icon(button: QToolButton, name: str) -> None:
    button.setIcon(theme.icon(name))
