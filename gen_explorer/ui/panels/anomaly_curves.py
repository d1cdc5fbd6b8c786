"""The results of the anomaly bench beside each other: ROC, precision over recall, and a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QWidget

from gen_explorer.analysis.anomaly import BY_NAME
from gen_explorer.analysis.problems import title_of
from gen_explorer.analysis.study import Verdict
from gen_explorer.analysis.thresholds import Confusion
from gen_explorer.core.translation import tr
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.widgets.unit_plot import UnitCurve, UnitPlot
from gen_explorer.ui.widgets.verdict_list import VerdictLine, VerdictList


@dataclass
class Result:
    """A verdict as the plots show it."""

    verdict: Verdict
    threshold: float
    colour: int
    """A number of `theme.colours().classes`."""


class AnomalyCurves(Retranslating, QWidget):
    """Shows what it is given; what is clicked it says."""

    chosen = Signal(int)
    """The place of the result that was clicked."""
    placed = Signal(str, int)
    """A point of the current result's curve was clicked: the curve's name in `Verdict`, and the
    place among its thresholds."""
    cleared = Signal()
    """The plots are to be emptied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.roc = UnitPlot(
            lambda: tr("ROC"), lambda: tr("false positive rate"), lambda: tr("recall"), self
        )
        self.pr = UnitPlot(
            lambda: tr("Precision and recall"), lambda: tr("recall"), lambda: tr("precision"), self
        )
        self.list = VerdictList(self)
        self.clear_button = QToolButton(self)
        self.clear_button.setIcon(theme.icon("trash"))
        self.results_title = QLabel(self)
        self.results_title.setObjectName("heading")
        grid = QGridLayout(self)
        grid.setContentsMargins(4, 6, 8, 2)
        grid.setSpacing(4)
        grid.addWidget(self.roc, 0, 0, 1, 2)
        grid.addWidget(self.pr, 1, 0, 1, 2)
        grid.addWidget(self.results_title, 2, 0)
        grid.addWidget(self.clear_button, 2, 1)
        grid.addWidget(self.list, 3, 0, 1, 2)
        grid.setRowStretch(0, 1)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(0, 1)
        self.setMinimumWidth(218)
        self.roc.placed.connect(lambda place: self.placed.emit("roc", place))
        self.pr.placed.connect(lambda place: self.placed.emit("precision_recall", place))
        self.list.chosen.connect(self.chosen)
        self.clear_button.clicked.connect(self.cleared)
        self.retranslate()

    def show_results(self, results: Sequence[Result], models: Sequence[str], current: int) -> None:
        """`models` are their models' titles; `current` is the place of the chosen one, or -1."""
        roc, pr, lines = [], [], []
        for place, (result, model) in enumerate(zip(results, models, strict=True)):
            verdict, colour = result.verdict, theme.colours().classes[result.colour]
            is_current = place == current
            roc.append(UnitCurve(verdict.roc.x, verdict.roc.y, colour, is_current))
            curve = verdict.precision_recall
            pr.append(UnitCurve(curve.x, curve.y, colour, is_current))
            lines.append(
                VerdictLine(
                    f"{model} · {BY_NAME[verdict.scored.score].short()}",
                    title_of(verdict.study.problem),
                    colour,
                    verdict.auroc,
                    verdict.auprc,
                )
            )
        share = float(results[current].verdict.study.is_abnormal.mean()) if current >= 0 else 0.0
        self.roc.show_curves(roc, ((0.0, 0.0), (1.0, 1.0)) if results else None)
        self.pr.show_curves(pr, ((0.0, share), (1.0, share)) if results else None)
        self.list.show_lines(lines, current)

    def set_point(self, at: Confusion) -> None:
        """Where the threshold lies on both curves."""
        self.roc.set_point(at.false_positive_rate, at.recall)
        self.pr.set_point(at.recall, at.precision if at.caught + at.alarms else 1.0)

    def retranslate(self) -> None:
        self.results_title.setText(tr("Results"))
        self.clear_button.setAccessibleName(tr("Clear the plots"))
        self.clear_button.setToolTip(tr("Takes all results from the plots."))
        self.roc.setToolTip(
            tr(
                "Every threshold is a point: how many abnormal pictures are caught at how many "
                "false alarms. The diagonal is chance. Click to put the threshold there."
            )
        )
        self.pr.setToolTip(
            tr(
                "How many of the alarms are right, over how many abnormal pictures are caught. The "
                "dashed line is chance: the share of abnormal pictures."
            )
        )
        for plot in (self.roc, self.pr):
            plot.relabel()
