"""The anomaly bench: scores of normal and abnormal pictures, a threshold, and its errors."""

from __future__ import annotations

import functools
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.analysis.anomaly import BY_NAME
from gen_explorer.analysis.study import Verdict
from gen_explorer.core.translation import in_language, tr
from gen_explorer.state.explorer import Explorer
from gen_explorer.state.recipe import Recipe
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.one_job import OneJob
from gen_explorer.ui.panels.anomaly_bars import BarPictures
from gen_explorer.ui.panels.anomaly_curves import AnomalyCurves, Result
from gen_explorer.ui.panels.anomaly_errors import AnomalyErrors, chip, kind_name
from gen_explorer.ui.panels.anomaly_setup import AnomalySetup, Order
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.operating_point import NOTHING, OperatingPoint
from gen_explorer.ui.widgets.score_bars import Group
from gen_explorer.ui.widgets.score_histogram import ScoreHistogram
from gen_explorer.ui.widgets.threshold_bar import ThresholdBar

Whole = npt.NDArray[np.int64]
KEPT = 8
"""Results on the plots; the oldest goes when there are more."""
PAUSE_MS = 120
"""Pictures are fetched once the threshold has stood still for so long."""
_ENGINE = "gen_explorer.engine.detection"


class AnomalyPanel(Retranslating, QWidget):
    """Set-up on the left, the histogram in the middle, curves and results beside it, errors below.

    Dragging the threshold reads two sorted arrays and repaints; pictures follow when it rests.
    """

    NAME = "anomalies"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName(self.NAME)
        self._results: list[Result] = []
        self._current = -1
        self._scoring = OneJob(session.bridge, self._scoring_failed)
        self._looking = OneJob(session.bridge, session.show_error)
        self._inverting = OneJob(session.bridge, session.show_error)
        self.setup = AnomalySetup(session, self)
        self.histogram = ScoreHistogram(self)
        self.bars = BarPictures(session, self.histogram, lambda: self.verdict)
        self.heading = QLabel(self)
        self.heading.setObjectName("heading")
        self.density = chip(self, True)
        self.log = chip(self)
        self.by_class = chip(self)
        self.bins_label, self.bins = QLabel(self), QSpinBox(self)
        self.bins.setRange(5, 300)
        self.bins.setSingleStep(5)
        self.bins.setValue(60)
        self.bins.setKeyboardTracking(False)
        self.rules = ThresholdBar(self)
        self.point = OperatingPoint(self)
        self.curves = AnomalyCurves(self)
        self.errors = AnomalyErrors(self)
        self._arrange()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE_MS)
        self._rest.timeout.connect(self._show_errors)
        self._connect()
        self.retranslate()
        self._show_all()

    def title(self) -> str:
        return tr("Anomalies")

    # Building

    def _arrange(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(5)
        tools.addWidget(self.heading, 1)
        for widget in (self.density, self.log, self.by_class, self.bins_label, self.bins):
            tools.addWidget(widget)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(8, 6, 8, 2)
        column.setSpacing(5)
        column.addLayout(tools)
        column.addWidget(self.histogram, 1)
        column.addWidget(self.rules)
        column.addWidget(self.point)
        above = QSplitter(Qt.Orientation.Horizontal, self)
        above.addWidget(middle)
        above.addWidget(self.curves)
        above.setStretchFactor(0, 5)
        above.setStretchFactor(1, 3)
        above.setChildrenCollapsible(False)
        results = QSplitter(Qt.Orientation.Vertical, self)
        results.addWidget(above)
        results.addWidget(self.errors)
        results.setStretchFactor(0, 5)
        results.setStretchFactor(1, 1)
        results.setChildrenCollapsible(False)
        whole = QSplitter(Qt.Orientation.Horizontal, self)
        whole.addWidget(self.setup)
        whole.addWidget(results)
        whole.setStretchFactor(0, 0)
        whole.setStretchFactor(1, 1)
        whole.setSizes([262, 900])
        whole.setChildrenCollapsible(False)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(whole)

    def _connect(self) -> None:
        self.setup.ordered.connect(self.score)
        self.setup.cancelled.connect(self.cancel)
        self.histogram.moved.connect(self._dragged)
        self.rules.ruled.connect(self._ruled)
        self.curves.placed.connect(self._placed)
        self.curves.chosen.connect(self.choose)
        self.curves.cleared.connect(self.clear)
        self.errors.wanted.connect(self._look)
        self.errors.chosen.connect(self._send)
        for button in (self.density, self.log, self.by_class):
            button.clicked.connect(self._view_changed)
        self.bins.valueChanged.connect(self._view_changed)
        theme.watcher().changed.connect(self._show_curves)

    # Scoring

    def score(self, order: Order) -> None:
        """Runs a job that scores the problem; an example begins with empty plots."""
        if order.is_example:
            self.clear()
        self._set_running(True)
        self._scoring.run(
            f"{_ENGINE}:run",
            order.model,
            order.scores,
            order.problem,
            then=self._scored,
            told=self.setup.tell,
        )

    def cancel(self) -> None:
        self._scoring.stop()
        self._set_running(False)

    def _set_running(self, is_running: bool) -> None:
        self.setup.set_running(is_running)
        self._show_hint(is_running)

    def _show_hint(self, is_running: bool = False) -> None:
        """In the place of the bars while there are none."""
        self.histogram.set_hint(
            tr("The pictures are being scored.")
            if is_running
            else tr("Choose an example, or a question of your own, and press “Score”.")
        )

    def clear(self) -> None:
        """Takes all results from the plots."""
        self._results, self._current = [], -1
        self._show_all()

    def _scored(self, verdicts: tuple[Verdict, ...]) -> None:
        self._set_running(False)
        first = len(self._results)
        for verdict in verdicts:
            used = {result.colour for result in self._results}
            colour = next((c for c in range(10) if c not in used), first % 10)
            self._results.append(Result(verdict, self.rules.threshold(verdict.ranking), colour))
        gone = max(0, len(self._results) - KEPT)
        self._results = self._results[gone:]
        self.choose(min(max(first - gone, 0), len(self._results) - 1))

    def _scoring_failed(self, error: BaseException) -> None:
        self._set_running(False)
        self.session.show_error(error)

    # The current result

    @property
    def results(self) -> tuple[Verdict, ...]:
        return tuple(result.verdict for result in self._results)

    @property
    def verdict(self) -> Verdict | None:
        """The result whose histogram is shown."""
        return self._results[self._current].verdict if self._current >= 0 else None

    def choose(self, place: int) -> None:
        """Shows another result's histogram, with its own threshold."""
        self._current = place if 0 <= place < len(self._results) else -1
        self._show_all()

    def set_threshold(self, value: float) -> None:
        """Moves everything that hangs on the threshold."""
        if self._current < 0:
            return
        result = self._results[self._current]
        result.threshold = value
        at = result.verdict.ranking.at(value)
        self.histogram.set_threshold(value)
        self.point.show_confusion(at)
        self.curves.set_point(at)
        self._rest.start()

    def _dragged(self, value: float) -> None:
        self.rules.forget()
        self.set_threshold(value)

    def _ruled(self) -> None:
        verdict = self.verdict
        if verdict is not None:
            self.set_threshold(self.rules.threshold(verdict.ranking))

    def _placed(self, curve: str, place: int) -> None:
        verdict = self.verdict
        if verdict is not None:
            value = float(getattr(verdict, curve).thresholds[place])
            top = float(np.nextafter(verdict.ranking.high, np.inf))
            self._dragged(value if np.isfinite(value) else top)

    # Sight

    def _show_all(self) -> None:
        verdict = self.verdict
        is_any = verdict is not None
        parts = (
            self.curves.clear_button,
            self.rules,
            self.density,
            self.log,
            self.by_class,
            self.bins,
        )
        for widget in parts:
            widget.setEnabled(is_any)
        self._show_heading()
        self._show_groups()
        self._show_curves()
        if verdict is not None:
            self.set_threshold(self._results[self._current].threshold)
        else:
            self.point.show_confusion(NOTHING)
        self._show_errors()

    def _show_heading(self) -> None:
        verdict = self.verdict
        if verdict is None:
            self.heading.setText("")
            return
        score = BY_NAME[verdict.scored.score]
        self.heading.setText(score.label())
        self.heading.setToolTip(f"{score.about()}\n\n{score.source}")

    def _groups(self, verdict: Verdict) -> tuple[Group, ...]:
        made, values = verdict.study, verdict.scored.values
        if not self.by_class.isChecked():
            ranking = verdict.ranking
            return (
                Group(tr("normal"), False, ranking.normal),
                Group(tr("abnormal"), True, ranking.abnormal),
            )
        return tuple(
            Group(kind_name(kind), kind.is_abnormal, np.sort(values[made.kind_of == place]))
            for place, kind in enumerate(made.kinds)
        )

    def _show_groups(self) -> None:
        verdict = self.verdict
        self.histogram.show_scores(self._groups(verdict) if verdict is not None else ())

    def _view_changed(self) -> None:
        view = replace(
            self.histogram.view,
            bins=self.bins.value(),
            is_density=self.density.isChecked(),
            is_log=self.log.isChecked(),
            by_class=self.by_class.isChecked(),
        )
        was_by_class = self.histogram.view.by_class
        self.histogram.set_view(view)
        if view.by_class != was_by_class:
            self._show_groups()

    def _show_curves(self) -> None:
        models = [self._model_name(result.verdict) for result in self._results]
        self.curves.show_results(self._results, models, self._current)

    def _model_name(self, verdict: Verdict) -> str:
        titles = self.setup.models.titles_of(verdict.scored.model)
        return in_language(titles) or verdict.scored.model

    # Errors

    def _show_errors(self) -> None:
        verdict = self.verdict
        threshold = self._results[self._current].threshold if verdict is not None else 0.0
        self.errors.show_threshold(verdict, threshold)

    def _look(self, places: Whole) -> None:
        verdict = self.verdict
        assert verdict is not None
        self._looking.run(
            f"{_ENGINE}:look",
            verdict.scored.model,
            verdict.scored.score,
            verdict.study.problem,
            places,
            then=self.errors.show_look,
        )

    def _send(self, place: int) -> None:
        """Looks for the latent of a picture of the gallery and walks there."""
        verdict = self.verdict
        if verdict is None:
            return
        model = verdict.scored.model
        self._inverting.run(
            f"{_ENGINE}:latent",
            model,
            verdict.scored.score,
            verdict.study.problem,
            place,
            then=functools.partial(self._walk_to, model),
        )

    def _walk_to(self, key: str, z: npt.NDArray[np.float32]) -> None:
        recipe = Recipe().with_latent(z.tolist())
        bundle = self.session.bundle
        if bundle is not None and bundle.key == key:
            self.session.set_recipe(recipe)
        else:
            self.session.open_model(key, Explorer(model=key, recipe=recipe))
        self.session.message.emit(
            tr("The latent of this picture is set: walk on from it in Explore."), "", "info"
        )

    # Texts

    def retranslate(self) -> None:
        for button, text, tip in (
            (
                self.density,
                tr("shares"),
                tr(
                    "Each group's bars add up to 100 %, so that groups of different size compare. "
                    "Off: numbers of pictures."
                ),
            ),
            (
                self.log,
                tr("log"),
                tr("A logarithmic height: single pictures in the tails can be seen."),
            ),
            (
                self.by_class,
                tr("by class"),
                tr("One outline for each class: which of the abnormal ones are hard to find?"),
            ),
        ):
            button.setText(text)
            button.setAccessibleName(text)
            button.setToolTip(tip)
        self.bins_label.setText(tr("bars"))
        self.bins.setAccessibleName(tr("Number of bars"))
        self.bins.setToolTip(tr("Wide bars hide detail, narrow ones show chance."))
        self.histogram.setAccessibleName(tr("Histogram of the scores"))
        self.histogram.setToolTip(
            tr(
                "How many normal and abnormal pictures have each score. Drag the line to move the "
                "threshold; point at a bar to see its pictures."
            )
        )
        self.histogram.set_words(tr("called normal"), tr("called abnormal"))
        self._show_hint(self._scoring.is_running)
        self._show_heading()
        self._show_curves()
        if self.verdict is not None:
            self._show_groups()
