"""The window's workspaces in use: which one is shown, and how the person left each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow

from gen_explorer.core.settings import Settings
from gen_explorer.ui import workspaces
from gen_explorer.ui.docks import PanelDock
from gen_explorer.ui.workspaces import Workspace

VERSION = 3
"""Goes up when saved layouts no longer fit the panels."""


class Layouts:
    """Changes between workspaces; each keeps its panels' places."""

    def __init__(self, window: QMainWindow, docks: Mapping[str, PanelDock]) -> None:
        self._window = window
        self._docks = docks
        self._saved: dict[str, str] = {}
        self._is_first = True
        self.current: Workspace = workspaces.WORKSPACES[0]

    def restore(self, settings: Settings) -> None:
        """The window's place and the workspace as they were left."""
        if settings.geometry:
            self._window.restoreGeometry(_bytes(settings.geometry))
        pairs = (entry.partition("=") for entry in settings.layouts)
        self._saved = {name: state for name, _, state in pairs}
        self.current = workspaces.find(settings.workspace)
        self._show()

    def kept(self, settings: Settings) -> Settings:
        """`settings` with the window's place and every workspace as it is now."""
        self._save()
        return replace(
            settings,
            workspace=self.current.name,
            layouts=tuple(f"{name}={state}" for name, state in self._saved.items()),
            geometry=_text(self._window.saveGeometry()),
        )

    def switch(self, workspace: Workspace) -> None:
        if workspace is not self.current:
            self._save()
            self.current = workspace
            size = self._window.size()
            self._show()
            if not self._window.isMaximized() and not self._window.isFullScreen():
                self._window.resize(size)  # it may have grown on the way

    def reset(self) -> None:
        """The current workspace as it is at first."""
        self._saved.pop(self.current.name, None)
        self._show()

    def share_room(self) -> None:
        """Gives the panels their shares of the window, unless a person has arranged them."""
        if self._is_first:
            workspaces.share_room(self._window, self._docks, self.current)

    def _show(self) -> None:
        saved = self._saved.get(self.current.name, "")
        for dock in self._docks.values():
            dock.hide()  # else the window grows to have room for the panels of both
        self._is_first = not (saved and self._window.restoreState(_bytes(saved), VERSION))
        if self._is_first:
            workspaces.arrange(self._window, self._docks, self.current)

    def _save(self) -> None:
        self._saved[self.current.name] = _text(self._window.saveState(VERSION))


def _text(data: QByteArray) -> str:
    return bytes(data.toBase64().data()).decode("ascii")


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode("ascii", "replace"))
