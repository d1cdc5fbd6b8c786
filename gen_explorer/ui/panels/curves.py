"""The curves of the run that is watched, grouped, over steps or wall time, beside other runs."""

from __future__ import annotations

import math
import time
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.core.translation import tr
from gen_explorer.training.run_curves import RunCurves
from gen_explorer.ui.durations import duration, gap
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.panels import curve_files, curve_groups, curve_marks, curve_words
from gen_explorer.ui.panels.curve_averages import CurveAverages
from gen_explorer.ui.panels.curve_grid import CurveGrid
from gen_explorer.ui.panels.curve_groups import KL, Group
from gen_explorer.ui.series_names import series_name
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.curve_toolbar import CurveToolbar
from gen_explorer.ui.widgets.heat_strip import HeatStrip
from gen_explorer.ui.widgets.plot import ThemedPlot
from gen_explorer.ui.widgets.run_plot import RUN_MARKS, RunPlot

TURN = 0.012
"""Seconds of drawing after which the window gets its turn; what is left follows in the next one."""


class CurvesPanel(Retranslating, QWidget):
    """Draws what is in sight, when there is something new or the view moves."""

    NAME = "curves"
    drawn = Signal()
    """All that is in sight holds what is new, and is about to be painted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.watch = session.training
        self.setObjectName(self.NAME)
        self.setMinimumSize(340, 220)
        self.runs: list[RunCurves] = []
        """The watched run first, then those that it is compared with."""
        self.plots: dict[str, ThemedPlot] = {}
        """By group; KL per dimension is one of them."""
        self._groups: dict[str, Group] = {}
        self._hidden = {"rates"}
        self._cross: float | None = None
        self._is_moving = False
        self._averages = CurveAverages(session, self)
        self.toolbar = CurveToolbar(self)
        self.info = QLabel(self)
        self.info.setObjectName("caption")
        self.info.setTextFormat(Qt.TextFormat.PlainText)
        self.info.setMinimumWidth(10)
        self.key = QLabel(self)
        self.key.setTextFormat(Qt.TextFormat.PlainText)
        self.key.setMinimumWidth(10)
        self.hint = QLabel(self)
        self.hint.setWordWrap(True)
        self.hint.setObjectName("caption")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.open_button = QPushButton(self)
        self.open_button.clicked.connect(self.open_run)
        self._arrange()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._advance)
        self._is_stale = False
        self._due: list[str] = []
        self._connect()
        self.retranslate()
        self._run_changed()

    def title(self) -> str:
        return tr("Curves")

    def _arrange(self) -> None:
        self.area = CurveGrid(self)
        self._empty = QWidget(self)
        middle = QVBoxLayout(self._empty)
        middle.addStretch(1)
        middle.addWidget(self.hint)
        middle.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 6, 6)
        column.setSpacing(5)
        below = QHBoxLayout()
        below.addWidget(self.info, 1)
        below.addWidget(self.key)
        column.addWidget(self.toolbar)
        column.addLayout(below)
        column.addWidget(self._empty, 1)
        column.addWidget(self.area, 1)

    def _connect(self) -> None:
        watch, toolbar = self.watch, self.toolbar
        watch.run_changed.connect(self._run_changed)
        watch.history_changed.connect(self._history_changed)
        watch.compared_changed.connect(self._history_changed)
        watch.alarms_changed.connect(self._draw_soon)
        watch.status_changed.connect(self._write_info)
        watch.step_asked.connect(self._go_to_step)
        toolbar.axis_chosen.connect(self._choose_axis)
        toolbar.smoothing_chosen.connect(self._choose_smoothing)
        toolbar.log_chosen.connect(self._choose_log)
        toolbar.group_toggled.connect(self._show_group)
        toolbar.fit_wanted.connect(self.fit)
        toolbar.png_wanted.connect(self._ask_png)
        toolbar.csv_wanted.connect(self._ask_csv)
        toolbar.compare_wanted.connect(self._ask_compared)
        toolbar.forget_wanted.connect(self.watch.forget_compared)
        self._averages.arrived.connect(self._draw_soon)
        self.area.verticalScrollBar().valueChanged.connect(lambda _value: self._draw_soon())

    # What there is

    def _run_changed(self) -> None:
        self.runs = []
        self._cross = None
        self._history_changed()
        self.fit()

    def _history_changed(self) -> None:
        histories = [h for h in (self.watch.history, *self.watch.compared) if h is not None]
        known = {id(run.history): run for run in self.runs}
        self.runs = [known.get(id(h)) or self._new_run(RunCurves(h)) for h in histories]
        if self.watch.history is None:
            self.runs = []
        has_times = bool(self.runs) and all(run.has_times for run in self.runs)
        self.toolbar.show_times(has_times)
        self.toolbar.show_compared([(str(h.path), h.path.name) for h in self.watch.compared])
        self._draw_soon()

    def _new_run(self, run: RunCurves) -> RunCurves:
        run.window = self.toolbar.smoothing_window
        run.is_by_time = self.toolbar.axis.currentIndex() == 1
        return run

    def _regroup(self) -> bool:
        """Makes the plots that the recorded names ask for, one at a time: each takes as long as a
        frame. Whether all were there."""
        names = dict.fromkeys(name for run in self.runs for name in run.names())
        groups = {group.key: group for group in curve_groups.grouped(names)}
        if self.runs and len(self.runs[0].history.kl()[0]):
            groups[KL] = Group(KL, ())
        if groups == self._groups:
            return True
        for key in set(self.plots) - set(groups):
            self.plots.pop(key).deleteLater()
        missing = [key for key in groups if key not in self.plots]
        if missing:
            self._add_plot(missing[0])
            return False
        self.plots = {key: self.plots[key] for key in groups}
        self._groups = groups
        self._list_groups()
        self._place_plots()
        return False

    def _place_plots(self) -> None:
        self.area.place(self.plots, tuple(key for key in self.plots if key not in self._hidden))

    def _list_groups(self) -> None:
        self.toolbar.show_groups(
            [
                (key, curve_groups.title(key), curve_groups.about(key), key not in self._hidden)
                for key in self._groups
            ]
        )

    def _add_plot(self, key: str) -> None:
        title = partial(curve_groups.title, key)
        if key == KL:
            plot: ThemedPlot = HeatStrip(title, self.area.inner)
        else:
            plot = RunPlot(title, series_name, self.area.inner)
            plot.set_log(self.toolbar.log.isChecked())
        plot.view_moved.connect(partial(self._view_moved, plot))
        plot.moved_by_hand.connect(self._moved_by_hand)
        plot.fit_wanted.connect(self.fit)
        plot.crossed.connect(self._crossed)
        plot.picked.connect(self._picked)
        plot.view.resized.connect(self._draw_soon)
        plot.heading.setToolTip(curve_groups.about(key))
        self.plots[key] = plot
        self._choose_axis_of(plot)

    def _show_group(self, key: str, is_on: bool) -> None:
        (self._hidden.discard if is_on else self._hidden.add)(key)
        self._place_plots()
        self._list_groups()
        self._draw_soon()

    # Drawing

    def redraw(self) -> None:
        """Draws what is in sight, at once; what is not is drawn when it comes into sight."""
        if not self.isVisible():
            return
        while not self._begin():
            pass
        self._is_stale = False
        for key in self._due:
            self._draw(key, math.inf)
        self._due = []
        self.drawn.emit()

    def _draw_soon(self) -> None:
        self._is_stale = True
        self._soon.start()

    def _advance(self) -> None:
        """Draws some of what is in sight, and the rest in the next turns of the event loop."""
        if not self.isVisible() or not (self._due or self._is_stale):
            return
        if not self._due:
            if not self._begin():
                self._soon.start()
                return
            self._is_stale = False
        end = time.perf_counter() + TURN
        while self._due and self._draw(self._due[0], end):
            del self._due[0]
            if time.perf_counter() > end:
                break
        if self._due or self._is_stale:
            self._soon.start()
        else:
            self.drawn.emit()

    def _begin(self) -> bool:
        """Brings all but the curves up to what is there, and notes what is to be drawn. False while
        there are plots to make and to place first."""
        if not self._regroup():
            return False
        has_curves = bool(self._groups)
        self._empty.setVisible(not has_curves)
        for part in (self.area, self.toolbar, self.info):
            part.setVisible(has_curves)
        self._write_key()
        self._write_hint()
        self._due = []
        extents = [extent for extent in (run.extent() for run in self.runs) if extent is not None]
        if extents:
            whole = min(left for left, _ in extents), max(right for _, right in extents)
            self._is_moving = True
            for plot in self.plots.values():
                plot.set_extent(*whole)
            self._is_moving = False
            self._due = list(self.plots)
        self._write_info()
        return True

    def _draw(self, key: str, end: float) -> bool:
        """One plot, if it is in sight; whether it is finished, or `end` (of `time.perf_counter`)
        came before."""
        plot, is_whole = self.plots.get(key), True
        if plot is None or not self.runs or not plot.isVisible() or plot.visibleRegion().isEmpty():
            return True
        plot.marks.show_marks(curve_marks.marks(self.runs[0], self.watch.alarms))
        if isinstance(plot, HeatStrip):
            steps, values = self.runs[0].history.kl()
            name = next(iter(self.runs[0].names()), "")
            plot.show_values(self.runs[0].to_x(name, steps), values)
        elif isinstance(plot, RunPlot):
            names = self._groups[key].names
            twins: tuple[str, ...] = ()
            if key == "held_out":  # with the training's own, where it records them
                known = set(self.runs[0].names())
                found = (name.partition("/")[2] for name in names)
                twins = tuple(twin if twin in known else "" for twin in found)
            self._averages.want(self.runs, (*names, *filter(None, twins)))
            is_whole = plot.draw(self.runs, names, twins, end)
        if self.toolbar.axis.currentIndex() == 1:
            left, right = plot.x_range
            plot.axes.set_x_gap(gap(right - left))
        return is_whole

    def _write_key(self) -> None:
        names = [run.history.path.name for run in self.runs]
        marks = ("①", *(mark.strip() for mark in RUN_MARKS[1:]))
        parts = [f"{mark} {name}" for mark, name in zip(marks, names, strict=False)]
        self.key.setText("    ".join(parts))
        self.key.setVisible(len(names) > 1)

    def _write_hint(self) -> None:
        is_watched = self.watch.run is not None
        self.hint.setText(curve_words.hint(is_watched, self.watch.history is not None))
        self.open_button.setVisible(not is_watched)

    def _write_info(self) -> None:
        """Where the run is, or what lies under the crosshair."""
        if not self.runs:
            text = ""
        elif self._cross is not None:
            text = curve_words.under(self.runs[0], self._cross)
        else:
            status = self.watch.status
            text = curve_words.state(self.runs[0], status, self.watch.is_alive)
        self.info.setText(text)

    # Where it is looked at

    def fit(self) -> None:
        """Shows the whole run and follows its end."""
        self._is_moving = True
        for plot in self.plots.values():
            if not plot.is_following:
                plot.fit()
        self._is_moving = False
        self._draw_soon()

    def _view_moved(self, moved: ThemedPlot, left: float, right: float) -> None:
        if self._is_moving:
            return
        self._is_moving = True
        for plot in self.plots.values():
            if plot is not moved:
                plot.set_x_range(left, right)
        self._is_moving = False
        self.redraw()  # at once: else everything is painted twice

    def _moved_by_hand(self) -> None:
        for plot in self.plots.values():
            plot.is_following = False

    def _crossed(self, x: float | None) -> None:
        self._cross = x
        for plot in self.plots.values():
            if plot.isVisible():
                plot.show_cross(x)
        self._write_info()

    def _picked(self, x: float) -> None:
        if self.runs:
            self.watch.ask_for_step(round(self.runs[0].to_step(x)))

    def _go_to_step(self, step: int) -> None:
        if self.runs:
            name = next(iter(self.runs[0].names()), "")
            self._crossed(float(self.runs[0].to_x(name, np.array([step]))[0]))

    def _choose_axis(self, is_by_time: bool) -> None:
        for run in self.runs:
            run.is_by_time = is_by_time
        self._crossed(None)
        for plot in self.plots.values():
            self._choose_axis_of(plot)
            plot.is_following = False
        self.fit()

    def _choose_axis_of(self, plot: ThemedPlot) -> None:
        is_by_time = self.toolbar.axis.currentIndex() == 1
        plot.axes.write_x(duration if is_by_time else None)
        if not is_by_time:
            plot.axes.set_x_gap(0)

    def _choose_smoothing(self, window: float) -> None:
        for run in self.runs:
            run.window = window
        self._draw_soon()

    def _choose_log(self, is_on: bool) -> None:
        for plot in self.plots.values():
            plot.set_log(is_on)
        self._draw_soon()

    # Files and other runs

    def open_run(self) -> None:
        """Asks for a run to watch."""
        folder = curve_files.ask_folder(self, tr("Open a run"), self.watch.run)
        if folder:
            self.watch.watch(folder)

    def _ask_compared(self) -> None:
        folder = curve_files.ask_folder(self, tr("Compare with a run"), self.watch.run)
        if folder:
            self.watch.compare(folder)

    def _ask_png(self) -> None:
        path = curve_files.ask_file(self, "PNG (*.png)", ".png", self.watch.run)
        if path is not None:
            self.save_png(path)

    def _ask_csv(self) -> None:
        path = curve_files.ask_file(self, "CSV (*.csv)", ".csv", self.watch.run)
        if path is not None:
            self.save_csv(path)

    def save_png(self, path: Path) -> None:
        """All shown plots, one below the other, as they stand there."""
        curve_files.save_png(self.session, path, self.area.inner)

    def save_csv(self, path: Path) -> None:
        """Every recorded value of every run, in a job."""
        x_name = "seconds" if self.toolbar.axis.currentIndex() == 1 else "step"
        curve_files.save_csv(self.session, path, self.runs, x_name)

    # Texts

    def retranslate(self) -> None:
        self.open_button.setText(tr("Open a run…"))
        self.open_button.setToolTip(
            tr("Shows the curves of any run folder, or of TensorBoard event files.")
        )
        self.open_button.setAccessibleName(tr("Open a run…"))
        self.info.setAccessibleName(tr("Where the run is"))
        self.key.setAccessibleName(tr("Compared runs"))
        self._list_groups()
        for key, plot in self.plots.items():
            plot.heading.setToolTip(curve_groups.about(key))
        self._write_hint()
        self._write_info()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw_soon()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_plots()
