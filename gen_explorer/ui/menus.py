"""The menu bar, and the Qt actions that are made of the actions' table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu

from gen_explorer.core.translation import tr
from gen_explorer.ui import actions, theme
from gen_explorer.ui.action import Action
from gen_explorer.ui.command_palette import Choice

if TYPE_CHECKING:
    from gen_explorer.ui.main_window import MainWindow


class Menus:
    """Fills a window's menu bar; the actions' keys work without it too."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.actions = {a.id: (a, a.make(window)) for a in actions.all_actions()}
        """Every line of the table by its name, with what was made of it."""
        self.by_name: dict[str, QMenu] = {}
        """By the keys of MENUS and SUBMENUS."""
        self._build()

    def _build(self) -> None:
        bar = self._window.menuBar()
        for name, _ in actions.MENUS:
            menu = self.by_name[name] = bar.addMenu("")
            menu.aboutToShow.connect(self._window.refresh)
            for child, _ in actions.SUBMENUS:
                if child.startswith(name + "/"):
                    self.by_name[child] = QMenu(menu)
            group = 0
            for action, made in self.actions.values():
                if action.menu == name:
                    if action.group != group:
                        menu.addSeparator()
                        group = action.group
                    menu.addAction(made)
                    if action.id == "open-bundle":
                        menu.addMenu(self.by_name["file/models"])
                    if action.id == "open-session":
                        recent = self.by_name["recent"] = QMenu(menu)
                        recent.aboutToShow.connect(self._fill_recent)
                        menu.addMenu(recent)
            for child in [key for key in self.by_name if key.startswith(name + "/")]:
                if child != "file/models":
                    menu.addMenu(self.by_name[child])
                for action, made in self.actions.values():
                    if action.menu == child:
                        self.by_name[child].addAction(made)
        for _, made in self.actions.values():
            # Keys work in full screen too, when the menu bar is hidden.
            self._window.addAction(made)

    def retranslate(self) -> None:
        texts = {**dict(actions.MENUS), **dict(actions.SUBMENUS)}
        for name, menu in self.by_name.items():
            menu.setTitle(texts[name]() if name in texts else tr("Open recent"))
            menu.setToolTipsVisible(True)
        for action, made in self.actions.values():
            action.retranslate(made)

    def refresh(self) -> None:
        """Brings the actions up to the window's state."""
        for action, made in self.actions.values():
            action.refresh(made, self._window)

    def width(self) -> int:
        """Pixels that the titles take in the menu bar."""
        bar = self._window.menuBar()
        rooms = (bar.actionGeometry(action) for action in bar.actions())
        return max((room.right() for room in rooms), default=0)

    def made(self, name: str) -> QAction:
        return self.actions[name][1]

    def trigger(self, name: str) -> None:
        """By its name: a list that is open may be older than what is offered now."""
        if name in self.actions:
            self.made(name).trigger()

    def offer(self, menu: str, offered: Sequence[Action]) -> None:
        """Puts other actions in place of a submenu's: there are as many models and devices as this
        machine has."""
        for action, made in list(self.actions.values()):
            if action.menu == menu:
                del self.actions[action.id]
                self.by_name[menu].removeAction(made)
                self._window.removeAction(made)
                made.deleteLater()
        for action in offered:
            made = action.make(self._window)
            self.actions[action.id] = (action, made)
            action.retranslate(made)
            action.refresh(made, self._window)
            self.by_name[menu].addAction(made)
            self._window.addAction(made)

    def choices(self) -> list[Choice]:
        """What the command palette offers: every action."""
        menus = {**dict(actions.MENUS), **dict(actions.SUBMENUS)}
        found = []
        for action, made in self.actions.values():
            text = action.text()
            if action.menu in dict(actions.SUBMENUS):
                text = f"{menus[action.menu]()}: {text}"
            keys = made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            found.append(
                Choice(
                    text,
                    keys,
                    theme.icon(action.icon) if action.icon else QIcon(),
                    made.isEnabled(),
                    partial(self.trigger, action.id),
                    action.tip(),
                )
            )
        return found

    def _fill_recent(self) -> None:
        menu = self.by_name["recent"]
        menu.clear()
        for entry in self._window.session.settings.recent:
            path = Path(entry)
            made = menu.addAction(f"{path.name}  –  {path.parent}")
            made.triggered.connect(lambda _=False, entry=entry: self._window.open(entry))
        if menu.isEmpty():
            menu.addAction(tr("Nothing yet")).setEnabled(False)
