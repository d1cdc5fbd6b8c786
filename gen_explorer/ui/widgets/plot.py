"""A plot of lines in the window's colours and language, with a crosshair that reads them.

Build it late: pyqtgraph takes a third of a second to import.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.export.table import write_csv
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.widgets import plot_axes
from gen_explorer.ui.widgets.plot_axes import PlotAxes
from gen_explorer.ui.widgets.plot_crosshair import Crosshair
from gen_explorer.ui.widgets.plot_files import EXPORT_RATIO, picture_of, save_image
from gen_explorer.ui.widgets.plot_legend import LegendEntry, PlotLegend
from gen_explorer.ui.widgets.plot_line import Line
from gen_explorer.ui.widgets.plot_marks import PlotMarks
from gen_explorer.ui.widgets.plot_view import PlotView

Floats = npt.NDArray[np.floating[Any]]

LONE_VALUE = 5
"""Pixels across of the dot for a line of one value."""
LOWEST = 84
"""Pixels of height below which an axis has no room for two numbers."""
AHEAD = 0.05
"""Room for what a growing curve does not have yet, as a share of its length."""


class ThemedPlot(Retranslating, QWidget):
    """Lines over one x axis. The wheel zooms along x, dragging pans, a double click shows all.

    With the keyboard: Left and Right move the crosshair, with Shift the view; plus and minus zoom;
    Home shows all; Enter picks the crosshair's place as a click does. Other pyqtgraph items may be
    added to `item`; recolour them when `dressed` comes.
    """

    crossed = Signal(object)
    """The x at which a person put the crosshair; None when it is gone."""
    picked = Signal(float)
    """The x at which a person clicked."""
    view_moved = Signal(float, float)
    """Left and right end of what is in sight, in data units."""
    moved_by_hand = Signal()
    """A person panned or zoomed."""
    fit_wanted = Signal()
    """A person asked for the whole; comes after the plot has shown what it knows of."""
    dressed = Signal()
    """The colours changed."""

    def __init__(
        self,
        title: Callable[[], str],
        parent: QWidget | None = None,
        *,
        x_label: Callable[[], str] = lambda: "",
        y_label: Callable[[], str] = lambda: "",
        is_free: bool = False,
        has_title: bool = True,
    ) -> None:
        """`is_free`: the y axis can be moved by hand too; else it fits what is in sight."""
        super().__init__(parent)
        self._title, self._x_label, self._y_label = title, x_label, y_label
        self._lines: dict[str, Line] = {}
        self._given: dict[str, Line] = {}
        self._curves: dict[str, Any] = {}
        self._data: dict[str, tuple[Floats, Floats]] = {}
        self._extent: tuple[float, float] | None = None
        self._hint: Callable[[], str] = lambda: ""
        self.is_log = False
        self.is_following = True
        """Whether the whole extent is kept in sight: until a person pans or zooms."""
        self.heading = QLabel(self)
        self.heading.setObjectName("heading")
        self.heading.setVisible(has_title)
        self.legend = PlotLegend(self)
        self.legend.setVisible(False)
        self.legend.toggled.connect(self.toggle)
        self.view = PlotView(self)
        self.view.setMinimumSize(160, LOWEST)
        self.item: Any = self.view.getPlotItem()
        self.box: Any = self.item.getViewBox()
        self._prepare(is_free)
        self.axes = PlotAxes(self.item)
        self.marks = PlotMarks(self.item)
        self.crosshair = Crosshair(self.view)
        self._connect()
        self._hint_label = QLabel(self.view)
        self._hint_label.setObjectName("caption")
        self._hint_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint_label.setWordWrap(True)
        self._hint_label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.heading)
        column.addWidget(self.legend)
        column.addWidget(self.view, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusProxy(self.view)
        theme.watcher().changed.connect(self._dress)
        self._dress()
        self.retranslate()

    def _prepare(self, is_free: bool) -> None:
        item, box = self.item, self.box
        item.hideButtons()  # pyqtgraph's own are neither translated nor named
        item.setMenuEnabled(False)
        item.ctrlMenu.setParent(self, Qt.WindowType.Popup)  # else its menus outlive the plot
        item.setDownsampling(auto=True, mode="peak")
        item.setClipToView(True)
        item.showGrid(x=True, y=True, alpha=0.5)
        box.setMouseEnabled(x=True, y=is_free)
        box.setDefaultPadding(0.02)
        box.enableAutoRange(x=True, y=True)
        box.setAutoVisible(y=not is_free)

    def _connect(self) -> None:
        self.box.sigXRangeChanged.connect(self._x_range_changed)
        self.box.sigRangeChangedManually.connect(self._moved_by_hand)
        self.crosshair.moved.connect(self._put_cross)
        self.crosshair.picked.connect(self.picked)
        self.crosshair.moved_by_hand.connect(self._moved_by_hand)
        self.crosshair.fit_wanted.connect(self.fit)
        self.view.double_clicked.connect(self.fit)
        self.view.resized.connect(self._place_hint)

    # Lines

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self._lines)

    def line(self, key: str) -> Line:
        return self._lines[key]

    def data(self, key: str) -> tuple[Floats, Floats]:
        """(x, y) as they were given."""
        return self._data[key]

    def set_line(self, key: str, x: Floats, y: Floats, line: Line | None = None) -> None:
        """Shows y (N,) over rising x (N,); with a new key `line` says how. Values that are not
        finite leave gaps. Keep to some thousand points, or let pyqtgraph thin them out."""
        if key not in self._curves:
            if line is None:
                raise ValueError(f"a new line needs to be told how it looks: {key}")
            self._curves[key] = self.item.plot(
                [], [], connect="finite", antialias=False, clickable=False
            )
            self._lines[key] = self._given[key] = line
            self._style(key)
            self._list()
        elif line is not None and line is not self._given[key]:
            self._given[key] = line
            self._lines[key] = replace(line, is_shown=self._lines[key].is_shown)
            self._style(key)
            self._list()
        before = self._data.get(key)
        if before is not None and _is_same(before[0], x) and _is_same(before[1], y):
            return  # else the whole plot is painted anew
        self._data[key] = (x, y)
        self._curves[key].setData(x, y)
        self._mark_lone_value(key)
        self._place_hint()

    def remove_line(self, key: str) -> None:
        self.item.removeItem(self._curves.pop(key))
        del self._lines[key], self._given[key]
        self._data.pop(key, None)
        self._list()
        self._place_hint()

    def clear(self) -> None:
        for key in self.keys:
            self.remove_line(key)

    def toggle(self, key: str) -> None:
        """Hides a line, or shows it again."""
        self._lines[key] = replace(self._lines[key], is_shown=not self._lines[key].is_shown)
        self._style(key)
        self._list()

    def colour(self, colour: int | str) -> str:
        """As "#rrggbb" in the present theme."""
        colours = theme.colours()
        if isinstance(colour, int):
            return colours.classes[colour % len(colours.classes)]
        return str(getattr(colours, colour))

    def _style(self, key: str) -> None:
        line, curve = self._lines[key], self._curves[key]
        curve.opts["antialias"] = line.is_smooth
        pen = line.pen(self.colour(line.colour))
        curve.setPen(pen)
        curve.setSymbolPen(None)
        curve.setSymbolBrush(pen.color())
        curve.setSymbolSize(LONE_VALUE)
        curve.setZValue(1 if line.is_faint else 5)
        curve.setVisible(line.is_shown)

    def _mark_lone_value(self, key: str) -> None:
        """A line through one value has no length: a dot stands for it until there are two."""
        symbol = "o" if np.count_nonzero(np.isfinite(self._data[key][1])) == 1 else None
        curve = self._curves[key]
        if curve.opts["symbol"] != symbol:
            curve.setSymbol(symbol)

    def _list(self) -> None:
        self.legend.show_entries(
            [
                LegendEntry(
                    key,
                    line.label(),
                    self.colour(line.colour),
                    line.is_dashed,
                    line.is_shown,
                    line.code,
                )
                for key, line in self._lines.items()
                if line.is_listed
            ]
        )
        self.setAccessibleDescription(", ".join(entry.name for entry in self.legend.entries))

    # What is in sight

    @property
    def x_range(self) -> tuple[float, float]:
        """Left and right end of what is in sight."""
        left, right = self.box.viewRange()[0]
        return float(left), float(right)

    def set_x_range(self, left: float, right: float) -> None:
        self.box.setXRange(left, right, padding=0)

    def set_extent(self, left: float, right: float) -> None:
        """Where the whole curve begins and ends, when only the visible part is given. A curve
        that grows has room ahead: a view that moves at each point has to be painted whole."""
        is_growing = (
            self._extent is not None and self._extent[0] == left and self._extent[1] < right
        )
        self._extent = (left, right if right > left else left + 1)
        if not self.is_following:
            return
        if not is_growing:
            self.box.setXRange(*self._extent, padding=0.01)
        elif right > self.x_range[1]:
            self.box.setXRange(left, right + AHEAD * (right - left), padding=0.01)

    def fit(self) -> None:
        """Shows all of it, and goes on doing so."""
        self.is_following = True
        if self._extent is not None:
            self.box.setXRange(*self._extent, padding=0.01)
            self.box.enableAutoRange(y=True)
        else:
            self.box.enableAutoRange(x=True, y=True)
        self.fit_wanted.emit()

    def set_log(self, is_on: bool) -> None:
        """A logarithmic y axis; what is not above zero leaves gaps."""
        if is_on != self.is_log:
            self.is_log = is_on
            self.item.setLogMode(False, is_on)
            self.box.enableAutoRange(y=True)

    def _x_range_changed(self, _box: object, ends: Sequence[float]) -> None:
        self.view_moved.emit(float(ends[0]), float(ends[1]))

    def _moved_by_hand(self) -> None:
        self.is_following = False
        self.moved_by_hand.emit()

    # Crosshair

    def show_cross(self, x: float | None) -> None:
        """Puts the crosshair at x and writes every line's value there into the legend."""
        self.crosshair.put(x)
        self.legend.show_values(self.values_at(x) if x is not None else {})

    @property
    def cross(self) -> float | None:
        """Where the crosshair stands."""
        return self.crosshair.x

    def values_at(self, x: float) -> dict[str, float]:
        """Key -> the value of each listed line at its point nearest to x."""
        found = {}
        for key, (xs, ys) in self._data.items():
            if self._lines[key].is_listed and len(xs):
                place = int(np.searchsorted(xs, x))
                if place == len(xs) or (place and x - xs[place - 1] < xs[place] - x):
                    place -= 1
                found[key] = float(ys[place])
        return found

    def _put_cross(self, x: float | None) -> None:
        self.show_cross(x)
        self.crossed.emit(x)

    # Texts and colours

    def set_hint(self, hint: Callable[[], str]) -> None:
        """What a plot without lines says."""
        self._hint = hint
        self._place_hint()

    def _place_hint(self) -> None:
        text = self._hint() if not self._curves else ""
        self._hint_label.setText(text)
        self._hint_label.setVisible(bool(text))
        area = self.view.rect()
        self._hint_label.setGeometry(area.adjusted(plot_axes.WIDTH, 4, -8, -24))

    def retranslate(self) -> None:
        self.heading.setText(self._title())
        self.view.setAccessibleName(self._title())
        self.setAccessibleName(self._title())
        self.legend.setAccessibleName(tr("Lines of “{title}”").format(title=self._title()))
        self.legend.setToolTip(tr("A click hides a line, another one shows it again."))
        self.view.setToolTip(
            tr(
                "Point at a place to read every line there. The wheel zooms, dragging moves, a "
                "double click shows everything."
            )
        )
        self.axes.set_labels(self._x_label(), self._y_label())
        self._list()
        self._place_hint()
        self.view.update()

    def _dress(self) -> None:
        self.view.setBackground(theme.colours().panel)
        self.axes.dress(self.font())
        self.crosshair.dress()
        for key in self._lines:
            self._style(key)
        self.marks.dress()
        self._list()
        self.dressed.emit()

    # Files

    def picture(self, ratio: float = EXPORT_RATIO) -> QImage:
        """The plot as it stands there, `ratio` pixels a point."""
        return picture_of(self, ratio)

    def save_png(self, path: Path) -> None:
        """Raises `UserError` where the place cannot be written."""
        save_image(path, self.picture())

    def save_csv(self, path: Path, x_name: str) -> int:
        """The listed lines as a table; returns its number of rows. For more than some thousand
        points call `export.table.write_csv` in a job."""
        lines = {
            line.label(): self._data[key]
            for key, line in self._lines.items()
            if line.is_listed and key in self._data
        }
        return write_csv(path, x_name, lines)


def _is_same(one: Floats, other: Floats) -> bool:
    """Whether two lines hold the same values, gaps included."""
    return np.array_equal(one, other, equal_nan=True)
