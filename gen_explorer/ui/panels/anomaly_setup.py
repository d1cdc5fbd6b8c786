"""What is to be told apart, and by which scores of which model: the left of the anomaly bench."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.analysis.anomaly_examples import EXAMPLES, Example
from gen_explorer.analysis.problems import Problem
from gen_explorer.core.translation import tr
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.panels.anomaly_models import ModelChoice
from gen_explorer.ui.panels.anomaly_normal import NormalChoice
from gen_explorer.ui.panels.anomaly_side import AnomalySide, fill, narrow
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.bare_scroll import BareScroll

AT_ONCE = 2000
"""Pictures of each group at first: enough to see, and quick."""


@dataclass(frozen=True)
class Order:
    """What a person asked for."""

    model: str
    scores: tuple[str, ...]
    problem: Problem
    is_example: bool


class AnomalySetup(Retranslating, BareScroll):
    """Chooses an example or puts a problem together."""

    ordered = Signal(object)
    """An `Order` to be run."""
    cancelled = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._abnormal: tuple[str, ...] = ()
        self._is_running = False
        self._is_filling = False
        self._build()
        self._connect()
        self.retranslate()

    # Building

    def _build(self) -> None:
        self.example_label, self.example = QLabel(self), QComboBox(self)
        self.about = QLabel(self)
        self.about.setObjectName("caption")
        self.about.setWordWrap(True)
        self.models = ModelChoice(self._session, self)
        self.side_label, self.side = QLabel(self), AnomalySide(self)
        self.normal = NormalChoice(
            self._session, lambda: self.side.is_rest, lambda: self.models.dataset, self
        )
        self.limit_label, self.limit = QLabel(self), QSpinBox(self)
        self.limit.setRange(0, 100_000)
        self.limit.setSingleStep(500)
        self.limit.setValue(AT_ONCE)
        self.limit.setAccelerated(True)
        self.run_button, self.cancel_button = QPushButton(self), QPushButton(self)
        self.run_button.setObjectName("primary")
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 100)
        self.state = QLabel(self)
        self.state.setObjectName("caption")
        self.state.setWordWrap(True)
        for label in (self.example_label, self.side_label):
            label.setObjectName("heading")
        narrow(self.example)
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(5)
        limit_row = QHBoxLayout()
        limit_row.addWidget(self.limit_label, 1)
        limit_row.addWidget(self.limit)
        run_row = QHBoxLayout()
        run_row.addWidget(self.run_button, 1)
        run_row.addWidget(self.cancel_button)
        groups: tuple[tuple[QWidget, ...], ...] = (
            (self.example_label, self.example, self.about),
            (self.models,),
            (self.normal,),
            (self.side_label, self.side),
        )
        for group in groups:
            for widget in group:
                column.addWidget(widget)
            column.addSpacing(3)
        column.addLayout(limit_row)
        column.addStretch(1)
        column.addLayout(run_row)
        column.addWidget(self.progress)
        column.addWidget(self.state)
        self.setWidget(inner)
        self.setMinimumWidth(236)
        self.set_running(False)

    def _connect(self) -> None:
        self.example.activated.connect(self._example_chosen)
        self.models.data_known.connect(self._data_known)
        self.side.switched.connect(self._side_switched)
        for part in (self.models, self.normal, self.side):
            part.changed.connect(self._is_own_now)
        self.run_button.clicked.connect(self.run)
        self.cancel_button.clicked.connect(self.cancelled)

    def _data_known(self, name: str) -> None:
        if not self._is_filling:
            self.normal.choose_data(name)

    def _side_switched(self) -> None:
        if not self.side.is_rest and not self._is_filling:
            self.normal.classes.choose_all()

    # Orders

    def problem(self) -> Problem:
        """What the form says."""
        names = self.normal.classes.names()
        chosen = self.normal.classes.chosen()
        is_all = len(chosen) == len(names) and not self.side.is_rest
        made = Problem(
            self.normal.data,
            () if is_all else chosen,
            self._abnormal if self.side.is_rest else (),
            limit=self.limit.value(),
        )
        return self.side.of(made)

    def run(self) -> None:
        """Asks for the form's scores."""
        names = self.models.scores.chosen()
        if self._is_running or not names or not self.models.model:
            return
        if not self.side.is_ready():
            return
        is_example = self.example.currentIndex() > 0
        order = Order(self.models.model, names, self.problem(), is_example)
        self.ordered.emit(order)

    def _example_chosen(self) -> None:
        place = self.example.currentIndex()
        if place > 0:
            self.fill(EXAMPLES[place - 1])
            example = EXAMPLES[place - 1]
            problem = replace(example.problem, limit=self.limit.value())
            self.ordered.emit(Order(example.model, example.scores, problem, True))
        self._tell_about()

    def fill(self, example: Example) -> None:
        """Sets the form as an example says."""
        problem = example.problem
        self._is_filling = True
        try:
            self._abnormal = problem.abnormal
            self.side.show_problem(problem)
            self.normal.choose(problem.data, problem.normal or None)
            self.models.choose(example.model, example.scores)
        finally:
            self._is_filling = False

    def _is_own_now(self, *_: object) -> None:
        """The form is no longer an example's."""
        self._abnormal = ()
        if self.example.currentIndex() != 0:
            self.example.setCurrentIndex(0)
            self._tell_about()

    def _tell_about(self) -> None:
        place = self.example.currentIndex()
        self.about.setText(EXAMPLES[place - 1].about() if place > 0 else "")
        self.about.setVisible(place > 0)

    def set_running(self, is_running: bool) -> None:
        self._is_running = is_running
        self.progress.setVisible(is_running)
        self.state.setVisible(is_running)
        self.cancel_button.setVisible(is_running)
        self.run_button.setEnabled(not is_running)

    def tell(self, share: float, sentence: str) -> None:
        self.progress.setValue(round(100 * max(share, 0.0)))
        self.progress.setAccessibleDescription(sentence)
        self.state.setText(sentence)

    def retranslate(self) -> None:
        for label, text in (
            (self.example_label, tr("Ready example")),
            (self.side_label, tr("Abnormal")),
            (self.limit_label, tr("Pictures of each group")),
        ):
            label.setText(text)
        fill(self.example, [("", tr("Your own question"))]
              + [(e.name, e.title()) for e in EXAMPLES])  # fmt: skip
        self.limit.setSpecialValueText(tr("all"))
        for widget, name, tip in self._texts():
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
        self.run_button.setText(tr("Score"))
        self.cancel_button.setText(tr("Cancel"))
        self._tell_about()

    def _texts(self) -> Sequence[tuple[QWidget, str, str]]:
        return (
            (
                self.example,
                tr("Ready example"),
                tr("Detectors that work and some that famously fail, computed here and now."),
            ),
            (
                self.limit,
                tr("Pictures of each group"),
                tr("At most so many normal and so many abnormal pictures, evenly spread; 0: all."),
            ),
            (
                self.run_button,
                tr("Score"),
                tr("Scores every picture of both groups and adds the result to the plots."),
            ),
            (self.cancel_button, tr("Cancel"), tr("Stops scoring; earlier results stay.")),
            (self.progress, tr("How many are scored"), ""),
        )
