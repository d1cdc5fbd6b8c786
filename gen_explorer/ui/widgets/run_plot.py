"""One group of a run's curves: faint as recorded, strong as averaged, other runs dashed."""

from __future__ import annotations

import functools
import math
import time
from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtWidgets import QWidget

from gen_explorer.training.run_curves import RunCurves
from gen_explorer.ui.widgets.plot import Floats, ThemedPlot
from gen_explorer.ui.widgets.plot_line import Line

FEW = 150
"""Points up to which a line is antialiased: that takes four times as long."""
ROOM = 0.06
"""Share of the y axis that stays free above and below what is in sight."""
LOOSE = 1.35
"""Times as much as it needs that the y axis may hold before it is drawn in: a new axis has to be
painted."""
RUN_MARKS = ("", " ②", " ③", " ④", " ⑤", " ⑥", " ⑦", " ⑧", " ⑨")


class RunPlot(ThemedPlot):
    """Lines of several runs. The owner calls `draw` when there is something new, or when another
    part comes into sight."""

    def __init__(
        self, title: Callable[[], str], label: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        self._name = label
        self._runs: tuple[RunCurves, ...] = ()
        self._owners: dict[str, tuple[int, str]] = {}
        self._until, self._has_made, self._is_whole = math.inf, False, True
        self._looks: dict[tuple[int, str, int, bool], Line] = {}
        super().__init__(title, parent)
        # What is drawn is thinned out already.
        self.item.setDownsampling(auto=False)
        self.item.setClipToView(False)

    def draw(
        self,
        runs: Sequence[RunCurves],
        names: Sequence[str],
        twins: Sequence[str] = (),
        until: float = math.inf,
    ) -> bool:
        """Shows what is in sight of `names` (the first run's colours) and of `twins`: their
        counterparts in training, faint. False where `until` (of `time.perf_counter`) came before
        all lines were there that it did not have yet: each takes some milliseconds."""
        self._runs = tuple(runs)
        self._until, self._has_made, self._is_whole = until, False, True
        ends = self.x_range
        points = max(60, self.view.width())  # a piece a pixel
        wanted: set[str] = set()
        for number, run in enumerate(runs):
            known = set(run.names())
            for colour, name in enumerate(names):
                if name in known:
                    wanted |= self._draw_one(number, run, name, colour, ends, points)
            for colour, name in enumerate(twins):
                if name in known and not number:
                    wanted |= self._draw_twin(run, name, colour, ends, points)
        for key in set(self.keys) - wanted:
            self.remove_line(key)
            self._owners.pop(key, None)
        self._fit_height(*ends)
        if self.cross is not None:
            self.show_cross(self.cross)
        return self._is_whole

    def _fit_height(self, left: float, right: float) -> None:
        """Lets the y axis hold what is in sight. pyqtgraph's own way finds it out while it paints,
        and paints twice."""
        lows, highs = [], []
        for key in self.keys:
            x, y = self.data(key)
            if not self.line(key).is_shown:
                continue
            y = y[(x >= left) & (x <= right)]
            y = y[np.isfinite(y) & (y > 0)] if self.is_log else y[np.isfinite(y)]
            if len(y):
                lows.append(float(y.min()))
                highs.append(float(y.max()))
        if lows:
            low, high = min(lows), max(highs)
            if self.is_log:
                low, high = math.log10(low), math.log10(high)
            room = (high - low) * ROOM or max(abs(low) * ROOM, ROOM)
            bottom, top = self.box.viewRange()[1]
            is_roomy = top - bottom > (high - low + 2 * room) * LOOSE
            is_automatic = bool(self.box.autoRangeEnabled()[1])
            if is_automatic or is_roomy or low < bottom or high > top:
                self.box.setYRange(low - room, high + room, padding=0)
        self.box.prepareForPaint()  # else the first paint finds a moved view, and asks for another

    def _draw_one(
        self,
        number: int,
        run: RunCurves,
        name: str,
        colour: int,
        ends: tuple[float, float],
        points: int,
    ) -> set[str]:
        key, faint = f"{number}/{name}", f"{number}/{name}/raw"
        self._owners[key] = (number, name)
        raw = run.raw(name, *ends, points)
        average = run.average(name, *ends, points // 2) if run.window > 1 else None
        look = self._look(number, name, colour, len((average or raw)[0]) <= FEW)
        if average is None:
            self._put(key, raw, look)
            return {key}
        if not self._put(key, average, look) or number or not self.line(key).is_shown:
            return {key}
        self._put(faint, raw, _raw_look(colour))
        return {key, faint}

    def _draw_twin(
        self, run: RunCurves, name: str, colour: int, ends: tuple[float, float], points: int
    ) -> set[str]:
        key = f"twin/{name}"
        line = run.average(name, *ends, points // 2) if run.window > 1 else None
        self._put(key, line or run.raw(name, *ends, points), _twin_look(colour))
        return {key}

    def _put(self, key: str, values: tuple[Floats, Floats], look: Line) -> bool:
        """Sets a line. False for a new one that comes too late: the next `draw` makes it."""
        if key not in self._curves:
            if self._has_made and time.perf_counter() > self._until:
                self._is_whole = False
                return False
            self._has_made = True
        self.set_line(key, *values, look)
        return True

    def _look(self, number: int, name: str, colour: int, is_smooth: bool) -> Line:
        """Of a strong line; the same object for the same line, so that it is not styled anew."""
        key = (number, name, colour, is_smooth)
        if key not in self._looks:
            self._looks[key] = Line(
                lambda: self._name(name) + RUN_MARKS[number % len(RUN_MARKS)],
                colour,
                is_dashed=number > 0,
                dash=number - 1,
                is_smooth=is_smooth,
                code=name,
            )
        return self._looks[key]

    def values_at(self, x: float) -> dict[str, float]:
        """As recorded nearest to x (averaged as drawn), however thinned out the lines are."""
        found = {}
        for key, (number, name) in self._owners.items():
            if number < len(self._runs) and key in self.keys:
                value = self._runs[number].value_at(name, x)
                if value is not None:
                    found[key] = value
        return found

    def toggle(self, key: str) -> None:
        super().toggle(key)
        faint = f"{key}/raw"
        if faint in self.keys and not self.line(key).is_shown:
            self.remove_line(faint)


@functools.cache
def _raw_look(colour: int) -> Line:
    return Line(str, colour, is_faint=True, is_listed=False, width=1)


@functools.cache
def _twin_look(colour: int) -> Line:
    return Line(str, colour, is_faint=True, is_listed=False, width=2.4)
