"""Which panels are shown together, and where: a workspace for each thing that people do here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from gen_explorer.core.translation import tr
from gen_explorer.ui.docks import PanelDock

Column = tuple[tuple[str, ...], ...]
"""Places from top to bottom; the panels of one place lie in tabs, the first on top."""

NARROW = 1200
"""Pixels of a window's width below which some panels share a place with others."""


@dataclass(frozen=True)
class Workspace:
    """One line of the table: an arrangement to begin with. People move panels as they like."""

    name: str
    """In the settings; also the action's: "workspace.<name>"."""
    title: Callable[[], str]
    tip: Callable[[], str]
    icon: str
    shortcut: str
    columns: tuple[Column, ...]
    widths: tuple[int, ...]
    """Of the columns: proportions, in px at 1500."""
    strip: tuple[str, ...] = ()
    """Below the columns, over the whole width."""
    strip_widths: tuple[int, ...] = ()
    strip_height: int = 136
    narrow: Mapping[str, str] = field(default_factory=dict)
    """A column's first panel -> the panel whose place it shares in a narrow window."""

    @property
    def panels(self) -> frozenset[str]:
        cells = (cell for column in self.columns for cell in column)
        return frozenset(name for cell in cells for name in cell) | frozenset(self.strip)


WORKSPACES: tuple[Workspace, ...] = (
    Workspace(
        "explore",
        lambda: tr("Explore"),
        lambda: tr("Walk through a trained model: picture, map and sliders."),
        "map",
        "Ctrl+1",
        (
            (("library",),),
            (("picture",),),
            (("map",),),
            (("sliders", "controls", "calls"),),
        ),
        (262, 428, 490, 320),
        ("filmstrip", "status"),
        (1100, 400),
        narrow={"library": "sliders"},
    ),
    Workspace(
        "train",
        lambda: tr("Train"),
        lambda: tr("Watch a model learn: set-up, curves, the film of its samples."),
        "train",
        "Ctrl+2",
        (
            (("training",),),
            (("curves",), ("history",)),
            (("picture",), ("sliders", "controls", "map")),
        ),
        (350, 750, 400),
    ),
    Workspace(
        "denoise",
        lambda: tr("Denoise"),
        lambda: tr("Damage pictures and let models restore them: before and after."),
        "denoise",
        "Ctrl+3",
        ((("library",),), (("denoising",),)),
        (262, 1238),
        narrow={"library": "denoising"},
    ),
    Workspace(
        "anomalies",
        lambda: tr("Anomalies"),
        lambda: tr("Tell normal pictures from abnormal ones: scores, threshold, errors."),
        "anomalies",
        "Ctrl+4",
        ((("library",),), (("anomalies",),)),
        (262, 1238),
        narrow={"library": "anomalies"},
    ),
)


def find(name: str) -> Workspace:
    """The workspace of that name, or the first."""
    return next((w for w in WORKSPACES if w.name == name), WORKSPACES[0])


def of_panel(panel: str) -> Workspace | None:
    """The first workspace that shows a panel."""
    return next((w for w in WORKSPACES if panel in w.panels), None)


def arrange(window: QMainWindow, docks: Mapping[str, PanelDock], workspace: Workspace) -> None:
    """Puts the workspace's panels in their first places and hides those of others. A panel of no
    workspace is shown in each.

    All of it lies in one dock area: without a central widget, Qt shares out the room between areas
    as it likes.
    """
    for dock in docks.values():
        dock.setFloating(False)
        window.removeDockWidget(dock)
    columns = _columns(docks, workspace, window.width())
    strip = [name for name in workspace.strip if name in docks]
    horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    first = [column[0][0] for column in columns]
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, docks[first[0]])
    if strip:
        window.splitDockWidget(docks[first[0]], docks[strip[0]], vertical)
    for row in (first, strip):
        for left, right in pairwise(row):
            window.splitDockWidget(docks[left], docks[right], horizontal)
    for column in columns:
        for above, below in pairwise(column):
            window.splitDockWidget(docks[above[0]], docks[below[0]], vertical)
        for cell in column:
            for below_tab, above_tab in pairwise(cell):
                window.tabifyDockWidget(docks[below_tab], docks[above_tab])
    placed = {name for column in columns for cell in column for name in cell} | set(strip)
    for name, dock in docks.items():
        if name not in placed:
            window.addDockWidget(dock.entry.area, dock)
        dock.setVisible(name in placed or of_panel(name) is None)
    for column in columns:
        for cell in column:
            docks[cell[0]].raise_()
    share_room(window, docks, workspace)


def share_room(window: QMainWindow, docks: Mapping[str, PanelDock], workspace: Workspace) -> None:
    """Gives every dock of the first arrangement its share of the window."""
    placed = {name: d for name, d in docks.items() if not d.isHidden() and not d.isFloating()}
    columns = _columns(placed, workspace, window.width())
    widths = dict(zip((c[0][0] for c in workspace.columns), workspace.widths, strict=True))
    strip = {
        n: w for n, w in zip(workspace.strip, workspace.strip_widths, strict=True) if n in placed
    }
    horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    first = [column[0][0] for column in columns]
    window.resizeDocks(
        [placed[name] for name in first], [widths.get(name, 400) for name in first], horizontal
    )
    window.resizeDocks([placed[name] for name in strip], list(strip.values()), horizontal)
    if first and strip:
        below = window.height() - workspace.strip_height
        pair = [placed[first[0]], placed[next(iter(strip))]]
        window.resizeDocks(pair, [below, workspace.strip_height], vertical)


def _columns(docks: Mapping[str, object], workspace: Workspace, width: int) -> list[Column]:
    """The columns as they are placed: without panels that are not there; in a narrow window some
    share a place with others."""
    shared = workspace.narrow if width < NARROW else {}
    guests = {host: guest for guest, host in shared.items() if guest in docks and host in docks}
    placed: list[Column] = []
    for column in workspace.columns:
        cells = []
        for cell in column:
            names = [n for n in cell if n in docks and n not in guests.values()]
            names += [guests[n] for n in names if n in guests]
            if names:
                cells.append(tuple(names))
        if cells:
            placed.append(tuple(cells))
    return placed
