"""One group of a run's curves: faint as recorded, strong as averaged, other runs dashed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from gen_explorer.training.run_curves import RunCurves
from gen_explorer.ui.widgets.plot import Line, ThemedPlot

PIXELS_A_PIECE = 3
"""Of the plot's width, for one piece of a line: up to 8 times as many are drawn."""
BESIDE = 0.3
"""Share of what is in sight that is drawn on either side too, so that panning shows no gap."""
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
        super().__init__(title, parent)
        # What is drawn is thinned out already.
        self.item.setDownsampling(auto=False)
        self.item.setClipToView(False)

    def draw(
        self, runs: Sequence[RunCurves], names: Sequence[str], twins: Sequence[str] = ()
    ) -> None:
        """Shows what is in sight of `names` (the first run's colours) and of `twins`: their
        counterparts in training, faint."""
        self._runs = tuple(runs)
        left, right = self.x_range
        beside = (right - left) * BESIDE
        ends = (left - beside, right + beside)
        points = max(60, int(self.width() * (1 + 2 * BESIDE)) // PIXELS_A_PIECE)
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
        if self.cross is not None:
            self.show_cross(self.cross)

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
        average = run.average(name, *ends, points) if run.window > 1 else None
        look = Line(
            lambda: self._name(name) + RUN_MARKS[number % len(RUN_MARKS)],
            colour,
            is_dashed=number > 0,
            dash=number - 1,
            is_smooth=average is not None,
        )
        if average is None:
            self.set_line(key, *raw, look)
            return {key}
        self.set_line(key, *average, look)
        if number or not self.line(key).is_shown:
            return {key}
        self.set_line(
            faint, *raw, Line(lambda: "", colour, is_faint=True, is_listed=False, width=1)
        )
        return {key, faint}

    def _draw_twin(
        self, run: RunCurves, name: str, colour: int, ends: tuple[float, float], points: int
    ) -> set[str]:
        key = f"twin/{name}"
        line = run.average(name, *ends, points) if run.window > 1 else None
        look = Line(lambda: "", colour, is_faint=True, is_listed=False, width=2.4)
        self.set_line(key, *(line or run.raw(name, *ends, points)), look)
        return {key}

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
