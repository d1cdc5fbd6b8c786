"""What is to be told apart, and by which scores of which model: the left of the anomaly bench."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.analysis.anomaly import BY_NAME
from gen_explorer.analysis.anomaly_examples import EXAMPLES, Example
from gen_explorer.analysis.problems import Problem
from gen_explorer.checkpoints.library import Entry
from gen_explorer.core.translation import language, tr
from gen_explorer.data import datasets
from gen_explorer.ui.class_names import class_name
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.panels.anomaly_side import AnomalySide, fill, narrow
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.chips import Chips

ABLE = {"encode", "likelihood", "classify", "discriminate", "tokenise"}
"""A model that can do one of these has a score."""
AT_ONCE = 2000
"""Pictures of each group at first: enough to see, and quick."""
FOLDER = "\0folder"
_ENGINE = "gen_explorer.engine.detection"


@dataclass(frozen=True)
class Order:
    """What a person asked for."""

    model: str
    scores: tuple[str, ...]
    problem: Problem
    is_example: bool


class AnomalySetup(Retranslating, QScrollArea):
    """Chooses an example or puts a problem together."""

    ordered = Signal(object)
    """An `Order` to be run."""
    cancelled = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._titles: dict[str, dict[str, str]] = {}
        self._data_of: dict[str, str] = {}
        self._wanted: tuple[str, ...] | None = None
        self._wanted_classes: tuple[str, ...] | None = None
        self._abnormal: tuple[str, ...] = ()
        self._is_running = False
        self._is_filling = False
        self._build()
        self._connect()
        self.retranslate()
        session.bridge.run("gen_explorer.checkpoints.library:read_entries", on_result=self._listed)

    # Building

    def _build(self) -> None:
        self.example_label, self.example = QLabel(self), QComboBox(self)
        self.about = QLabel(self)
        self.about.setObjectName("caption")
        self.about.setWordWrap(True)
        self.model_label, self.model = QLabel(self), QComboBox(self)
        self.score_label, self.scores = QLabel(self), Chips(self)
        self.normal_label, self.data = QLabel(self), QComboBox(self)
        self.classes = Chips(self)
        self.side_label, self.side = QLabel(self), AnomalySide(self)
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
        for label in (self.example_label, self.model_label, self.score_label, self.normal_label,
                      self.side_label):  # fmt: skip
            label.setObjectName("heading")
        for box in (self.example, self.model, self.data):
            narrow(box)
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
            (self.model_label, self.model),
            (self.score_label, self.scores),
            (self.normal_label, self.data, self.classes),
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
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner.setAutoFillBackground(False)
        self.setWidget(inner)
        self.setMinimumWidth(236)
        self.set_running(False)

    def _connect(self) -> None:
        self.example.activated.connect(self._example_chosen)
        self.model.currentIndexChanged.connect(self._model_changed)
        self.data.activated.connect(self._data_chosen)
        self.side.switched.connect(self._side_switched)
        self.side.changed.connect(self._is_own_now)
        self.run_button.clicked.connect(self.run)
        self.cancel_button.clicked.connect(self.cancelled)
        self.model.activated.connect(self._is_own_now)
        for chips in (self.classes, self.scores):
            chips.changed.connect(self._is_own_now)

    # Models and their scores

    def _listed(self, entries: list[Entry]) -> None:
        with QSignalBlocker(self.model):
            for entry in entries:
                if entry.card is not None and ABLE & set(entry.card.capabilities):
                    self._titles[entry.key] = entry.card.title
                    self._data_of[entry.key] = entry.card.dataset
                    self.model.addItem("", entry.key)
        self._name_models()
        current = self._session.bundle.key if self._session.bundle else ""
        place = max(0, self.model.findData(current))
        self.model.setCurrentIndex(place)
        self._model_changed()

    def add_model(self, key: str, title: dict[str, str], dataset: str) -> None:
        """A model that is not in the box."""
        if self.model.findData(key) < 0:
            self._titles[key], self._data_of[key] = title, dataset
            self.model.addItem("", key)
            self._name_models()

    def titles_of(self, key: str) -> dict[str, str]:
        """A model's names by language."""
        return self._titles.get(key, {"en": key})

    def _name_models(self) -> None:
        for place in range(self.model.count()):
            key = str(self.model.itemData(place))
            titles = self._titles[key]
            self.model.setItemText(place, titles.get(language()) or titles.get("en", key))

    def _model_changed(self) -> None:
        key = self.model.currentData()
        if not key:
            return
        self.scores.show_chips(())
        if not self._is_filling:
            self._choose_data(self._data_of[key])
        self._session.bridge.run(
            f"{_ENGINE}:scores_of", key, on_result=functools.partial(self._offer, key)
        )

    def _offer(self, key: str, names: tuple[str, ...]) -> None:
        if key != self.model.currentData():
            return
        wanted = self._wanted if self._wanted is not None else names[:1]
        self._wanted = None
        self.scores.show_chips(
            [(name, BY_NAME[name].short(), self._score_tip(name), name in wanted) for name in names]
        )

    def _score_tip(self, name: str) -> str:
        score = BY_NAME[name]
        return f"{score.label()}. {score.about()}\n\n{score.source}"

    # Data

    def _choose_data(self, name: str) -> None:
        place = self.data.findData(name)
        if place < 0:
            self.data.insertItem(0, name, name)
            place = 0
        self.data.setCurrentIndex(place)
        self._load_classes()

    def _data_chosen(self) -> None:
        if self.data.currentData() == FOLDER:
            chosen = self._ask_folder()
            self._choose_data(chosen or self._data_of.get(str(self.model.currentData()), "digits"))
        else:
            self._load_classes()
        self._is_own_now()

    def _load_classes(self) -> None:
        name = str(self.data.currentData())
        self.classes.show_chips(())
        self._session.bridge.run(
            f"{_ENGINE}:classes_of",
            name,
            on_result=functools.partial(self._classes_came, name),
        )

    def _classes_came(self, name: str, found: tuple[str, ...]) -> None:
        if name != self.data.currentData():
            return
        wanted, self._wanted_classes = self._wanted_classes, None
        chosen = wanted if wanted is not None else found[:1] if self.side.is_rest else found
        self.classes.show_chips(
            [
                (c, class_name(c), tr("Whether pictures of this class are normal."), c in chosen)
                for c in found
            ]
        )

    def _ask_folder(self) -> str:
        return QFileDialog.getExistingDirectory(self, tr("A folder of pictures"))

    def _side_switched(self) -> None:
        if not self.side.is_rest and not self._is_filling:
            self.classes.choose_all()

    # Orders

    def problem(self) -> Problem:
        """What the form says."""
        names = self.classes.names()
        chosen = self.classes.chosen()
        is_all = len(chosen) == len(names) and not self.side.is_rest
        made = Problem(
            str(self.data.currentData()),
            () if is_all else chosen,
            self._abnormal if self.side.is_rest else (),
            limit=self.limit.value(),
        )
        return self.side.of(made)

    def run(self) -> None:
        """Asks for the form's scores."""
        names = self.scores.chosen()
        if self._is_running or not names or not self.model.currentData():
            return
        if not self.side.is_ready():
            return
        is_example = self.example.currentIndex() > 0
        order = Order(str(self.model.currentData()), names, self.problem(), is_example)
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
            self._wanted, self._wanted_classes = example.scores, problem.normal or None
            self._abnormal = problem.abnormal
            self.side.show_problem(problem)
            self._choose_data(problem.data)
            place = self.model.findData(example.model)
            if place >= 0 and place != self.model.currentIndex():
                self.model.setCurrentIndex(place)
            else:
                self._model_changed()
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
            (self.model_label, tr("Model")),
            (self.score_label, tr("Scores")),
            (self.normal_label, tr("Normal")),
            (self.side_label, tr("Abnormal")),
            (self.limit_label, tr("Pictures of each group")),
        ):
            label.setText(text)
        fill(self.example, [("", tr("Your own question"))]
              + [(e.name, e.title()) for e in EXAMPLES])  # fmt: skip
        sets = [(name, name) for name in datasets.NAMES]
        more = [
            (str(self.data.itemData(place)), str(self.data.itemData(place)))
            for place in range(self.data.count())
            if self.data.itemData(place) not in (*datasets.NAMES, FOLDER)
        ]
        fill(self.data, [*more, *sets, (FOLDER, tr("A folder…"))])
        self._name_models()
        self.scores.rename(
            {name: (BY_NAME[name].short(), self._score_tip(name)) for name in self.scores.names()}
        )
        self.classes.rename(
            {
                name: (class_name(name), tr("Whether pictures of this class are normal."))
                for name in self.classes.names()
            }
        )
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
                self.model,
                tr("Model"),
                tr("Whose scores are used. What a model can do decides which scores it has."),
            ),
            (
                self.scores,
                tr("Scores"),
                tr("How abnormal a picture is, in several ways. Each button tells its source."),
            ),
            (
                self.data,
                tr("Normal data"),
                tr("Normal pictures: learned from by some scores, and tested with held-out ones."),
            ),
            (
                self.classes,
                tr("Normal classes"),
                tr("One class against the rest, or several: what is to count as normal."),
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
