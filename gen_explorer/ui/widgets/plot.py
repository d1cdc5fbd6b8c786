"""A plot of lines in the window's colours and language, with a crosshair that reads them.

Build it late: pyqtgraph takes a third of a second to import.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QKeyEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.export.table import write_csv
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.widgets.plot_files import EXPORT_RATIO, picture_of, save_image
from gen_explorer.ui.widgets.plot_legend import LegendEntry, PlotLegend
from gen_explorer.ui.widgets.plot_ticks import numbers, powers
from gen_explorer.ui.widgets.plot_view import PlotView

Floats = npt.NDArray[np.floating[Any]]

AXIS_WIDTH = 58
"""Pixels of the y axis: the same for all plots, so that plots above each other are in line."""
LOWEST = 84
"""Pixels of height below which an axis has no room for two numbers."""
MARK_TEXTS = 24
"""With more marks in sight their texts cover each other, so none is written."""
ZOOM = 1.25
"""Of a key."""
FAINT = 0.3
DASHES = ((5.0, 3.0), (1.5, 2.0), (7.0, 2.0, 1.5, 2.0))
"""Patterns in line widths: dashed, dotted, both."""


@dataclass(frozen=True)
class Line:
    """How one line looks and what it is called."""

    label: Callable[[], str]
    colour: int | str
    """A number of `theme.colours().classes` (taken modulo 10), or a name in `Colours`."""
    is_dashed: bool = False
    is_faint: bool = False
    is_listed: bool = True
    """In the legend and in exported tables."""
    dash: int = 0
    """Which of DASHES a dashed line has."""
    width: float = 1.6
    is_smooth: bool = False
    """Antialiased: for lines of few points that turn slowly."""
    is_shown: bool = True


@dataclass(frozen=True)
class Mark:
    """A vertical line with a word."""

    x: float
    text: str
    colour: str = "muted"
    """A name in `Colours`."""


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
        self._marks: tuple[Mark, ...] = ()
        self._mark_items: list[Any] = []
        self._extent: tuple[float, float] | None = None
        self._cross_x: float | None = None
        self._hint: Callable[[], str] = lambda: ""
        self._x_text: Callable[[float], str] | None = None
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
        self._cross = pg.InfiniteLine(angle=90, movable=False)
        self._cross.setZValue(20)
        self._cross.hide()
        self.item.addItem(self._cross, ignoreBounds=True)
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
        for side in ("bottom", "left"):
            axis = item.getAxis(side)
            axis.enableAutoSIPrefix(False)
            axis.tickStrings = lambda values, scale, gap, axis=axis: self._ticks(axis, values, gap)
            # Minor grid lines took five times as long to paint as all the rest.
            axis.setStyle(
                tickLength=-4, tickTextOffset=4, autoExpandTextSpace=False, maxTickLevel=0
            )
        item.getAxis("left").setWidth(AXIS_WIDTH)
        box.sigXRangeChanged.connect(self._x_range_changed)
        box.sigRangeChangedManually.connect(self._moved_by_hand)
        self.view.pointed.connect(self._mouse_moved)
        self.view.left_it.connect(self._mouse_left)
        self.view.key_pressed.connect(self._key)
        self.view.double_clicked.connect(self.fit)
        self.view.clicked.connect(self._picked)
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
        self._data[key] = (x, y)
        self._curves[key].setData(x, y)
        self._place_hint()

    def set_bars(self, key: str, edges: Floats, heights: Floats, line: Line | None = None) -> None:
        """A filled histogram: heights (N,) between edges (N + 1,)."""
        self.set_line(key, (edges[1:] + edges[:-1]) / 2, heights, line)
        fill = QColor(self.colour(self._lines[key].colour))
        fill.setAlphaF(FAINT)
        outline = (np.repeat(edges, 2)[1:-1], np.repeat(heights, 2))
        self._curves[key].setData(*outline, fillLevel=0, fillBrush=fill, connect="all")

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
        shade = QColor(self.colour(line.colour))
        if line.is_faint:
            shade.setAlphaF(FAINT)
        pen = QPen(shade, line.width)
        pen.setCosmetic(True)
        if line.is_dashed:
            pen.setDashPattern(DASHES[line.dash % len(DASHES)])
        curve.opts["antialias"] = line.is_smooth
        curve.setPen(pen)
        curve.setZValue(1 if line.is_faint else 5)
        curve.setVisible(line.is_shown)
        if curve.opts.get("fillLevel") is not None:
            shade.setAlphaF(FAINT)
            curve.setBrush(shade)

    def _list(self) -> None:
        self.legend.show_entries(
            [
                LegendEntry(
                    key, line.label(), self.colour(line.colour), line.is_dashed, line.is_shown
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
        """Where the whole curve begins and ends, when only the visible part of it is given."""
        self._extent = (left, right if right > left else left + 1)
        if self.is_following:
            self.box.setXRange(*self._extent, padding=0.01)

    def fit(self) -> None:
        """Shows all of it, and goes on doing so."""
        self.is_following = True
        if self._extent is not None:
            self.box.setXRange(*self._extent, padding=0.01)
            self.box.enableAutoRange(y=True)
        else:
            self.box.enableAutoRange(x=True, y=True)
        self.fit_wanted.emit()

    def link_x(self, other: ThemedPlot | None) -> None:
        """Panning and zooming one moves the other."""
        self.item.setXLink(None if other is None else other.item)

    def set_log(self, is_on: bool) -> None:
        """A logarithmic y axis; what is not above zero leaves gaps."""
        if is_on != self.is_log:
            self.is_log = is_on
            self.item.setLogMode(False, is_on)
            self.box.enableAutoRange(y=True)

    def set_x_text(self, write: Callable[[float], str] | None) -> None:
        """How x is written on the axis; None: as a number."""
        self._x_text = write
        self.item.getAxis("bottom").picture = None
        self.item.getAxis("bottom").update()

    def set_x_gap(self, gap: float) -> None:
        """How far ticks are apart; 0 leaves it to the axis."""
        axis = self.item.getAxis("bottom")
        if gap:
            axis.setTickSpacing(gap, gap)
        else:
            axis.setTickSpacing()

    def show_x_axis(self, is_on: bool) -> None:
        """Of plots above each other only the lowest needs it."""
        axis = self.item.getAxis("bottom")
        axis.setStyle(showValues=is_on)
        axis.setHeight(None if is_on else 4)

    def _x_range_changed(self, _box: object, ends: Sequence[float]) -> None:
        self.view_moved.emit(float(ends[0]), float(ends[1]))
        self._write_marks()

    def _moved_by_hand(self) -> None:
        self.is_following = False
        self.moved_by_hand.emit()

    # Marks and crosshair

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Vertical lines with words, in place of those before."""
        if tuple(marks) == self._marks:
            return
        self._marks = tuple(marks)
        for mark_item in self._mark_items:
            self.item.removeItem(mark_item)
        self._mark_items = []
        for mark in self._marks:
            line = pg.InfiniteLine(
                pos=mark.x,
                angle=90,
                movable=False,
                label=mark.text,
                labelOpts={"position": 0.97, "rotateAxis": (1, 0), "anchors": [(1, 1), (1, 1)]},
            )
            line.setZValue(2)
            self.item.addItem(line, ignoreBounds=True)
            self._mark_items.append(line)
        self._dress_marks()
        self._write_marks()

    def _write_marks(self) -> None:
        if not self._marks:
            return
        left, right = self.x_range
        seen = sum(left <= mark.x <= right for mark in self._marks)
        for line in self._mark_items:
            line.label.setVisible(seen <= MARK_TEXTS)

    def show_cross(self, x: float | None) -> None:
        """Puts the crosshair at x and writes every line's value there into the legend."""
        self._cross_x = x
        self._cross.setVisible(x is not None)
        if x is not None:
            self._cross.setPos(x)
        self.legend.show_values(self.values_at(x) if x is not None else {})

    @property
    def cross(self) -> float | None:
        """Where the crosshair stands."""
        return self._cross_x

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

    def _mouse_moved(self, point: QPointF) -> None:
        if self.box.sceneBoundingRect().contains(point):
            self._put_cross(float(self.box.mapSceneToView(point).x()))
        else:
            self._mouse_left()

    def _picked(self, point: QPointF) -> None:
        if self.box.sceneBoundingRect().contains(point):
            self.picked.emit(float(self.box.mapSceneToView(point).x()))

    def _mouse_left(self) -> None:
        if self._cross_x is not None:
            self._put_cross(None)

    def _put_cross(self, x: float | None) -> None:
        self.show_cross(x)
        self.crossed.emit(x)

    def _key(self, event: QKeyEvent) -> None:
        left, right = self.x_range
        width = right - left
        key = Qt.Key(event.key())
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
        if way and is_shifted:
            self._moved_by_hand()
            self.set_x_range(left + way * width / 10, right + way * width / 10)
        elif way:
            now = self._cross_x if self._cross_x is not None else (left + right) / 2
            self._put_cross(min(max(now + way * width / 100, left), right))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self._moved_by_hand()
            middle = self._cross_x if self._cross_x is not None else (left + right) / 2
            factor = 1 / ZOOM if key == Qt.Key.Key_Plus else ZOOM
            self.set_x_range(middle + (left - middle) * factor, middle + (right - middle) * factor)
        elif key == Qt.Key.Key_Home:
            self.fit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cross_x is not None:
            self.picked.emit(self._cross_x)
        else:
            event.ignore()

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
        self._hint_label.setGeometry(area.adjusted(AXIS_WIDTH, 4, -8, -24))

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
        for side, label in (("bottom", self._x_label()), ("left", self._y_label())):
            self.item.getAxis(side).setLabel(label)
            self.item.getAxis(side).showLabel(bool(label))
            self.item.getAxis(side).picture = None
        self._list()
        self._place_hint()
        self.view.update()

    def _dress(self) -> None:
        colours = theme.colours()
        self.view.setBackground(colours.panel)
        font = QFont(self.font())
        font.setPointSizeF(max(7.0, font.pointSizeF() * 0.88))
        for side in ("bottom", "left"):
            axis = self.item.getAxis(side)
            axis.setPen(colours.line)
            axis.setTickPen(colours.line)
            axis.setTextPen(colours.muted)
            axis.setTickFont(font)
        cross = QPen(QColor(colours.text), 1)
        cross.setCosmetic(True)
        self._cross.setPen(cross)
        for key in self._lines:
            self._style(key)
        self._dress_marks()
        self._list()
        self.dressed.emit()

    def _dress_marks(self) -> None:
        colours = theme.colours()
        for mark, line in zip(self._marks, self._mark_items, strict=True):
            shade = QColor(getattr(colours, mark.colour))
            pen = QPen(shade, 1, Qt.PenStyle.DotLine)
            pen.setCosmetic(True)
            line.setPen(pen)
            line.label.setColor(shade)

    def _ticks(self, axis: Any, values: Sequence[float], gap: float) -> list[str]:
        if axis is self.item.getAxis("bottom") and self._x_text is not None:
            return [self._x_text(value) for value in values]
        return powers(values) if axis.logMode else numbers(values, gap)

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
