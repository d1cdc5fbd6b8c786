"""Which model's scores tell normal pictures from abnormal ones."""

from __future__ import annotations

import functools

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from gen_explorer.analysis.anomaly import BY_NAME
from gen_explorer.checkpoints.library import Entry
from gen_explorer.core.translation import in_language, tr
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.panels.anomaly_side import narrow
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.chips import Chips

ABLE = {"encode", "likelihood", "classify", "discriminate", "tokenise"}
"""A model that can do one of these has a score."""


class ModelChoice(Retranslating, QWidget):
    """A box of models, and a button for each score that the chosen one has."""

    changed = Signal()
    """A person chose something."""
    data_known = Signal(str)
    """Another model, whoever chose it: the data set that it learned from."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._titles: dict[str, dict[str, str]] = {}
        self._data_of: dict[str, str] = {}
        self._wanted: tuple[str, ...] | None = None
        self._label, self.box = QLabel(self), QComboBox(self)
        self._scores_label, self.scores = QLabel(self), Chips(self)
        for label in (self._label, self._scores_label):
            label.setObjectName("heading")
        narrow(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self._label)
        column.addWidget(self.box)
        column.addSpacing(3)
        column.addWidget(self._scores_label)
        column.addWidget(self.scores)
        self.box.currentIndexChanged.connect(self._model_changed)
        self.box.activated.connect(self.changed)
        self.scores.changed.connect(self.changed)
        self.retranslate()
        session.bridge.run("gen_explorer.checkpoints.library:read_entries", on_result=self._listed)

    @property
    def model(self) -> str:
        """The key of the chosen model; "" before any is listed."""
        return str(self.box.currentData() or "")

    @property
    def dataset(self) -> str:
        """What the chosen model learned from; "" before any is listed."""
        return self._data_of.get(self.model, "")

    def choose(self, model: str, scores: tuple[str, ...]) -> None:
        """Chooses a model, where the box has it, and scores of it."""
        self._wanted = scores
        place = self.box.findData(model)
        if place >= 0 and place != self.box.currentIndex():
            self.box.setCurrentIndex(place)
        else:
            self._model_changed()

    def _listed(self, entries: list[Entry]) -> None:
        with QSignalBlocker(self.box):
            for entry in entries:
                if entry.card is not None and ABLE & set(entry.card.capabilities):
                    self._titles[entry.key] = entry.card.title
                    self._data_of[entry.key] = entry.card.dataset
                    self.box.addItem("", entry.key)
        self._name_models()
        current = self._session.bundle.key if self._session.bundle else ""
        place = max(0, self.box.findData(current))
        self.box.setCurrentIndex(place)
        self._model_changed()

    def titles_of(self, key: str) -> dict[str, str]:
        """A model's names by language."""
        return self._titles.get(key, {"en": key})

    def _name_models(self) -> None:
        for place in range(self.box.count()):
            key = str(self.box.itemData(place))
            self.box.setItemText(place, in_language(self._titles[key]) or key)

    def _model_changed(self) -> None:
        key = self.model
        if not key:
            return
        self.scores.show_chips(())
        self.data_known.emit(self._data_of[key])
        self._session.bridge.run(
            "gen_explorer.engine.detection:scores_of",
            key,
            on_result=functools.partial(self._offer, key),
        )

    def _offer(self, key: str, names: tuple[str, ...]) -> None:
        if key != self.model:
            return
        wanted = self._wanted if self._wanted is not None else names[:1]
        self._wanted = None
        self.scores.show_chips(
            [(name, BY_NAME[name].short(), self._score_tip(name), name in wanted) for name in names]
        )

    def _score_tip(self, name: str) -> str:
        score = BY_NAME[name]
        return f"{score.label()}. {score.about()}\n\n{score.source}"

    def retranslate(self) -> None:
        self._label.setText(tr("Model"))
        self._scores_label.setText(tr("Scores"))
        self._name_models()
        self.scores.rename(
            {name: (BY_NAME[name].short(), self._score_tip(name)) for name in self.scores.names()}
        )
        for widget, name, tip in (
            (
                self.box,
                tr("Model"),
                tr("Whose scores are used. What a model can do decides which scores it has."),
            ),
            (
                self.scores,
                tr("Scores"),
                tr("How abnormal a picture is, in several ways. Each button tells its source."),
            ),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
