"""A run's recorded series as lines to draw: over steps or wall time, raw and averaged."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gen_explorer.training.history import History
from gen_explorer.training.series import Numbers
from gen_explorer.training.smoothing import Smoothed

Line = tuple[NDArray[np.float64], NDArray[np.float32]]
"""x and y, both (N,)."""
AT_ONCE = 100_000
"""Values that are averaged in 10 ms; more are for a job."""
MOST = 20
"""An average looks back over a twentieth of what was recorded at most: at the beginning of a run it
would lag behind by the whole of it."""
MEASURED = ("held_out/", "watch/", "learning_rate/")
"""Series that are measured on many pictures, or set: they have no noise to average away."""
_NOTHING: Line = (np.empty(0), np.empty(0, np.float32))


@dataclass(frozen=True)
class Happening:
    """A mark of the run at its place on the x axis."""

    x: float
    kind: str
    text: str
    change: tuple[str, float, float] | None = None
    """See `history.Mark`."""


class RunCurves:
    """What is drawn of one history. `window` 1 means no average; `is_by_time` gives x in seconds
    since the run's first record instead of steps."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.window = 1.0
        self.is_by_time = False
        self._averages: dict[str, Smoothed] = {}

    def names(self) -> tuple[str, ...]:
        return self.history.names()

    @property
    def has_times(self) -> bool:
        """Whether the run says when it recorded: old versions did not."""
        return bool(np.isfinite(self._start()))

    def _start(self) -> float:
        """Unix seconds of the first record; NaN without."""
        firsts = [times[0] for _, _, times in map(self.history.series, self.names()) if len(times)]
        known = [first for first in firsts if np.isfinite(first)]
        return float(min(known)) if known else float("nan")

    def elapsed(self) -> float:
        """Seconds from the first record to the last; NaN where they are not known."""
        lasts = [times[-1] for _, _, times in map(self.history.series, self.names()) if len(times)]
        known = [last for last in lasts if np.isfinite(last)]
        return float(max(known)) - self._start() if known else float("nan")

    def last_step(self) -> float:
        ends = [steps[-1] for steps, *_ in map(self.history.series, self.names()) if len(steps)]
        return float(max(ends, default=0.0))

    def extent(self) -> tuple[float, float] | None:
        """Where the curves begin and end on the x axis; None without any."""
        found = [self.history.series(name) for name in self.names()]
        found = [series for series in found if len(series[0])]
        if not found:
            return None
        if self.is_by_time and self.has_times:
            return 0.0, self.elapsed()
        return min(float(s[0][0]) for s in found), max(float(s[0][-1]) for s in found)

    # Steps and places on the axis

    def to_x(self, name: str, steps: Numbers) -> NDArray[np.float64]:
        """Where `steps` lie on the x axis."""
        if not self.is_by_time:
            return np.asarray(steps, np.float64)
        known, _, times = self.history.series(name)
        if not len(known):
            return np.full(len(steps), np.nan)
        return np.interp(steps, known, times) - self._start()

    def to_step(self, x: float, name: str = "") -> float:
        """The step at a place on the x axis."""
        if not self.is_by_time:
            return x
        name = name or next(iter(self.names()), "")
        steps, _, times = self.history.series(name)
        return float(np.interp(x + self._start(), times, steps)) if len(steps) else 0.0

    def happenings(self) -> list[Happening]:
        """What happened, oldest first."""
        name = next(iter(self.names()), "")
        marks = self.history.marks()
        places = self.to_x(name, np.array([mark.step for mark in marks]))
        return [
            Happening(float(x), mark.kind, mark.text, mark.change)
            for x, mark in zip(places, marks, strict=True)
        ]

    # Lines

    def raw(self, name: str, left: float, right: float, points: int) -> Line:
        """The series from x `left` to `right` in at most `points` pieces. Where a piece holds
        several values the line goes through the smallest and the largest of them."""
        recorded, *_ = self.history.series(name)
        if not len(recorded):
            return _NOTHING
        first, last = self.to_step(left, name), self.to_step(right, name)
        steps, lows, highs = _fewer(*self.history.series_between(name, first, last, points), points)
        x = self.to_x(name, _ended(steps, last, recorded[-1]))
        if np.array_equal(lows, highs, equal_nan=True):
            return x, np.asarray(lows, np.float32)
        return np.repeat(x, 2), np.stack([lows, highs], axis=1).reshape(-1).astype(np.float32)

    def average(self, name: str, left: float, right: float, points: int) -> Line | None:
        """Its average, through the middle of each piece; None while a job has to make it, and for
        what is not averaged."""
        steps, values, _ = self.history.series(name)
        if self._window_of(name, len(values)) <= 1 or not self._follow(name, values):
            return None
        first, last = self.to_step(left, name), self.to_step(right, name)
        shown, lows, highs = _fewer(
            *self._averages[name].between(steps, first, last, points), points
        )
        x = self.to_x(name, _ended(shown, last, steps[-1]))
        return x, ((lows + highs) / 2).astype(np.float32)

    def value_at(self, name: str, x: float) -> float | None:
        """What was recorded nearest to x, averaged as it is drawn; None where the run has nothing
        there: it began later, or had ended."""
        steps, values, _ = self.history.series(name)
        if not len(steps):
            return None
        ends = self.to_x(name, steps[[0, -1]])
        gap = (ends[1] - ends[0]) / max(len(steps) - 1, 1)
        if not ends[0] - gap <= x <= ends[1] + gap:
            return None
        step = self.to_step(x, name)
        place = int(np.searchsorted(steps, step))
        if place == len(steps) or (place and step - steps[place - 1] < steps[place] - step):
            place -= 1
        average = self._averages.get(name)
        is_averaged = average is not None and average.window > 1 and self.window > 1
        if is_averaged and average is not None and place < len(average):
            return float(average.values()[place])
        return float(values[place])

    def missing(self, names: tuple[str, ...]) -> dict[str, float]:
        """Those of `names` whose average is so much work that a job has to make it, and windows."""
        if self.window <= 1:
            return {}
        series = {name: self.history.series(name)[1] for name in names}
        return {
            name: self._window_of(name, len(values))
            for name, values in series.items()
            if not self._follow(name, values)
        }

    def adopt(self, name: str, average: Smoothed) -> None:
        """Takes an average that a job made, if it is still the one that is wanted."""
        values = self.history.series(name)[1]
        if average.window == self._window_of(name, len(values)) and average.fits(values):
            self._averages[name] = average

    def _window_of(self, name: str, count: int) -> float:
        """How far the average of a series of `count` values looks back: by powers of two while the
        series is short, so that it is seldom made anew."""
        if name.startswith(MEASURED):
            return 1.0
        allowed = 2.0 ** math.floor(math.log2(max(count / MOST, 1)))
        return min(self.window, allowed)

    def _follow(self, name: str, values: Numbers) -> bool:
        """Brings an average up to date; False where that would take long."""
        window = self._window_of(name, len(values))
        average = self._averages.get(name)
        if average is None or average.window != window or not average.fits(values):
            average = Smoothed(window)
        if len(values) - len(average) > AT_ONCE:
            return False
        average.extend(values)
        self._averages[name] = average
        return True


def _fewer(
    steps: Numbers, lows: Numbers, highs: Numbers, points: int
) -> tuple[Numbers, Numbers, Numbers]:
    """Joins neighbouring pieces until there are at most `points`."""
    size = -(-len(steps) // max(points, 1))
    if size <= 1:
        return steps, lows, highs
    starts = np.arange(0, len(steps), size)
    return steps[starts], np.fmin.reduceat(lows, starts), np.fmax.reduceat(highs, starts)


def _ended(steps: Numbers, last: float, end: float) -> Numbers:
    """Lets the last piece lie at its end instead of at its beginning where the whole series ends,
    at step `end`, before `last`: a line goes on to the newest value."""
    if len(steps) and end <= last:
        steps = steps.copy()
        steps[-1] = end
    return steps
