"""The panels as a table, the dock that holds one, and how they are arranged at first."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.dock_title import DockTitle


@dataclass(frozen=True)
class PanelEntry:
    """One line of the table. A new panel needs nothing else."""

    name: str
    """Of the dock, in saved layouts; also the action's: "panel.<name>"."""
    where: str
    """"module:Class"; the class takes a `Session` and a parent."""
    title: Callable[[], str]
    icon: str
    shortcut: str
    area: Qt.DockWidgetArea
    """Where it goes when no arrangement places it."""
    is_late: bool = False
    """Built after the window's first paint, because its imports are slow."""


_LEFT, _RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
_BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea
_IN = "gen_explorer.ui.panels"

PANELS: tuple[PanelEntry, ...] = (
    PanelEntry(
        "library", f"{_IN}.library:LibraryPanel", lambda: tr("Library"), "library", "Alt+1", _LEFT
    ),
    PanelEntry(
        "picture", f"{_IN}.picture:PicturePanel", lambda: tr("Picture"), "picture", "Alt+2", _LEFT
    ),
    PanelEntry("map", f"{_IN}.map:MapPanel", lambda: tr("Map"), "map", "Alt+3", _LEFT, True),
    PanelEntry(
        "sliders", f"{_IN}.sliders:SlidersPanel", lambda: tr("Sliders"), "sliders", "Alt+4", _RIGHT
    ),
    PanelEntry(
        "controls",
        f"{_IN}.controls:ControlsPanel",
        lambda: tr("Controls"),
        "wand",
        "Alt+7",
        _RIGHT,
        True,
    ),
    PanelEntry(
        "calls", f"{_IN}.calls:CallsPanel", lambda: tr("Calls"), "tag", "Alt+8", _RIGHT, True
    ),
    PanelEntry(
        "filmstrip",
        f"{_IN}.filmstrip:FilmstripPanel",
        lambda: tr("Filmstrip"),
        "film",
        "Alt+5",
        _BOTTOM,
    ),
    PanelEntry(
        "status", f"{_IN}.status:StatusPanel", lambda: tr("Status"), "status", "Alt+6", _BOTTOM
    ),
)


def build(entry: PanelEntry, session: Session, parent: QWidget | None = None) -> QWidget:
    """Imports and builds one panel."""
    module, _, attribute = entry.where.partition(":")
    made: Any = getattr(importlib.import_module(module), attribute)
    panel: QWidget = made(session, parent)
    return panel


def preload() -> None:
    """Imports the modules of the late panels. Runs in a job, so that the window does not stall."""
    for entry in PANELS:
        if entry.is_late:
            importlib.import_module(entry.where.partition(":")[0])


class PanelDock(Retranslating, QDockWidget):
    """A dock that can be moved, floated, tabbed, closed and brought back."""

    def __init__(self, entry: PanelEntry, parent: QMainWindow) -> None:
        super().__init__(parent)
        self.entry = entry
        self.panel: QWidget | None = None
        self.setObjectName(entry.name)
        self.setAllowedAreas(Qt.DockWidgetArea.AllDockWidgetAreas)
        self.setTitleBarWidget(DockTitle(self, entry.icon))
        empty = QWidget(self)
        empty.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(empty)
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(self.entry.title())

    def fill(self, session: Session) -> QWidget:
        """Builds the panel into the dock."""
        self.panel = build(self.entry, session, self)
        self.panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(self.panel)
        return self.panel


def arrange(window: QMainWindow, docks: Mapping[str, PanelDock]) -> None:
    """The first arrangement: picture and map in the middle, as large as the window lets them;
    below 1200 px the library shares its place with the sliders.

    All of it lies in one dock area: without a central widget, Qt shares out the room between areas
    as it likes.
    """
    for dock in docks.values():
        dock.setFloating(False)
        window.removeDockWidget(dock)
    is_narrow = window.width() < NARROW
    columns = [n for n in _COLUMNS if n in docks and not (is_narrow and n == "library")]
    strip = [name for name in _STRIP if name in docks]
    horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    window.addDockWidget(_LEFT, docks[columns[0]])
    window.splitDockWidget(docks[columns[0]], docks[strip[0]], vertical)
    for row in (columns, strip):
        for left, right in pairwise(row):
            window.splitDockWidget(docks[left], docks[right], horizontal)
    for below, above in _TABS + ((("sliders", "library"),) if is_narrow else ()):
        if below in docks and above in docks:
            window.tabifyDockWidget(docks[below], docks[above])
    for name, dock in docks.items():
        if name not in (*_COLUMNS, *_STRIP, *(above for _, above in _TABS)):
            window.addDockWidget(dock.entry.area, dock)
        dock.show()
    docks["sliders"].raise_()
    share_room(window, docks)


def share_room(window: QMainWindow, docks: Mapping[str, PanelDock]) -> None:
    """Gives every dock of the first arrangement its share of the window."""
    placed = {name: d for name, d in docks.items() if not d.isHidden() and not d.isFloating()}
    is_narrow = window.width() < NARROW
    columns = [placed[n] for n in _COLUMNS if n in placed and not (is_narrow and n == "library")]
    strip = [placed[name] for name in _STRIP if name in placed]
    horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    for row in (columns, strip):
        window.resizeDocks(row, [_WIDTHS[dock.entry.name] for dock in row], horizontal)
    if columns and strip:
        below = window.height() - _STRIP_HEIGHT
        window.resizeDocks([columns[0], strip[0]], [below, _STRIP_HEIGHT], vertical)


NARROW = 1200
"""Pixels of width below which the library and the sliders share a place."""
_COLUMNS = ("library", "picture", "map", "sliders")
_STRIP = ("filmstrip", "status")
_TABS = (("sliders", "controls"), ("controls", "calls"))
"""The second shares the first one's place."""
_STRIP_HEIGHT = 136
_WIDTHS = {
    "library": 262,
    "picture": 428,
    "map": 490,
    "sliders": 320,
    "filmstrip": 1100,
    "status": 400,
}
"""Proportions of the first arrangement, in px at 1500."""
