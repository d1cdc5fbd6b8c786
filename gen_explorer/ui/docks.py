"""The panels as a table, and the dock that holds one."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
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
        "denoising",
        f"{_IN}.denoising:DenoisingPanel",
        lambda: tr("Denoising"),
        "denoise",
        "Alt+9",
        _RIGHT,
        True,
    ),
    PanelEntry(
        "training",
        f"{_IN}.training:TrainingPanel",
        lambda: tr("Training"),
        "train",
        "Alt+0",
        _LEFT,
        True,
    ),
    PanelEntry(
        "curves",
        f"{_IN}.curves:CurvesPanel",
        lambda: tr("Curves"),
        "curves",
        "Alt+Shift+C",
        _RIGHT,
        True,
    ),
    PanelEntry(
        "history",
        f"{_IN}.history:HistoryPanel",
        lambda: tr("Film"),
        "moments",
        "Alt+Shift+F",
        _RIGHT,
        True,
    ),
    PanelEntry(
        "anomalies",
        f"{_IN}.anomalies:AnomalyPanel",
        lambda: tr("Anomalies"),
        "anomalies",
        "Alt+Shift+A",
        _RIGHT,
        True,
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


def preload(names: Collection[str]) -> None:
    """Imports the modules of late panels. Runs in a job, so that the window does not stall."""
    for entry in PANELS:
        if entry.is_late and entry.name in names:
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
