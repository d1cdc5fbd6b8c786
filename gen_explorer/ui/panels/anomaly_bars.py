"""Fetches the pictures behind the histogram's bar that is pointed at."""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QTimer

from gen_explorer.analysis.study import Verdict
from gen_explorer.core.translation import tr
from gen_explorer.data.images import Packed
from gen_explorer.ui.language import figure, integer
from gen_explorer.ui.one_job import OneJob
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets import bar_peek
from gen_explorer.ui.widgets.bar_peek import BarPeek
from gen_explorer.ui.widgets.score_histogram import ScoreHistogram

Whole = npt.NDArray[np.int64]
PAUSE_MS = 120
"""Pictures are fetched once the mouse has stood still for so long."""


class BarPictures(QObject):
    """`verdict` tells the result whose histogram is shown."""

    def __init__(
        self, session: Session, histogram: ScoreHistogram, verdict: Callable[[], Verdict | None]
    ) -> None:
        super().__init__(histogram)
        self.session = session
        self.histogram = histogram
        self.peek = BarPeek(histogram)
        self._verdict = verdict
        self._fetching = OneJob(session.bridge, session.show_error)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE_MS)
        self._rest.timeout.connect(self._fetch)
        histogram.pointed.connect(self._pointed)

    def places(self, bar: int) -> tuple[Whole, Whole]:
        """Some pictures of a bar: normal ones, and abnormal ones."""
        verdict = self._verdict()
        assert verdict is not None
        low, high = self.histogram.bounds(bar)
        values = verdict.scored.values[verdict.order]
        first, last = np.searchsorted(values, [low, high])
        inside = verdict.order[first:last]
        flags = verdict.study.is_abnormal[inside]
        return _some(inside[~flags]), _some(inside[flags])

    def _pointed(self, bar: int) -> None:
        self._fetching.stop()
        if bar < 0 or self._verdict() is None:
            self._rest.stop()
            self.peek.hide()
            return
        self._rest.start()

    def _fetch(self) -> None:
        bar, verdict = self.histogram.hovered, self._verdict()
        if bar < 0 or verdict is None:
            return
        normal, abnormal = self.places(bar)
        self._fetching.run(
            "gen_explorer.engine.detection:pictures",
            verdict.scored.model,
            verdict.scored.score,
            verdict.study.problem,
            np.concatenate([normal, abnormal]),
            then=functools.partial(self._show, bar, len(normal)),
        )

    def _show(self, bar: int, normal: int, found: Packed) -> None:
        verdict = self._verdict()
        if bar != self.histogram.hovered or verdict is None:
            return
        low, high = self.histogram.bounds(bar)
        ends = [figure(value) for value in (low, high) if np.isfinite(value)]
        title = " – ".join(ends)
        if len(ends) < 2:
            words = tr("below {value}") if np.isinf(low) else tr("from {value}")
            title = words.format(value=ends[0]) if ends else ""
        ranking = verdict.ranking
        counts = [
            int(np.searchsorted(group, high) - np.searchsorted(group, low))
            for group in (ranking.normal, ranking.abnormal)
        ]
        rows = (
            (tr("normal: {count}").format(count=integer(counts[0])), found[:normal]),
            (tr("abnormal: {count}").format(count=integer(counts[1])), found[normal:]),
        )
        if not len(found):
            rows = ((tr("normal: {count}").format(count=0), bar_peek.NONE),) * 2
        area = self.histogram.plot()
        middle = area.left() + (bar + 0.5) * area.width() / max(1, self.histogram.view.bins)
        self.peek.show_pictures(title, rows, middle, area)


def _some(places: Whole) -> Whole:
    """A few of them, evenly spread."""
    if len(places) <= bar_peek.MOST:
        return places
    return places[np.linspace(0, len(places) - 1, bar_peek.MOST).astype(np.int64)]
