"""The worst errors of a threshold: false alarms and misses, with maps of where the error lies."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gen_explorer.analysis.problems import Kind
from gen_explorer.analysis.study import Verdict
from gen_explorer.core.translation import counted, tr
from gen_explorer.data import corruption
from gen_explorer.engine.detection import Look
from gen_explorer.ui.class_names import class_name
from gen_explorer.ui.language import Retranslating, figure, integer
from gen_explorer.ui.widgets.heat_gallery import Caption, HeatGallery

Whole = npt.NDArray[np.int64]
MOST = 60
"""Pictures fetched at most."""


class AnomalyErrors(Retranslating, QWidget):
    """Asks for pictures by `wanted`; whoever fetches them hands them to `show_look`."""

    wanted = Signal(object)
    """Places (n,) of pictures to be fetched."""
    chosen = Signal(int)
    """The place, in the problem, of the picture that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict: Verdict | None = None
        self._threshold = 0.0
        self._side = "alarms"
        self._places: Whole = np.zeros(0, np.int64)
        self.alarms_button, self.misses_button = chip(self, True), chip(self)
        self.gallery = HeatGallery(self)
        self.hint = QLabel(self)
        self.hint.setObjectName("caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 2, 8, 6)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(5)
        row.addWidget(self.alarms_button)
        row.addWidget(self.misses_button)
        row.addWidget(self.hint, 1)
        column.addLayout(row)
        column.addWidget(self.gallery, 1)
        self.alarms_button.clicked.connect(lambda: self._show_side("alarms"))
        self.misses_button.clicked.connect(lambda: self._show_side("misses"))
        self.gallery.chosen.connect(self._chosen)
        self.retranslate()

    def show_threshold(self, verdict: Verdict | None, threshold: float) -> None:
        """The errors of another result or threshold; pictures that are there already stay."""
        if verdict is not self._verdict:
            self._places = np.zeros(0, np.int64)
            self._empty()
        self._verdict, self._threshold = verdict, threshold
        for button in (self.alarms_button, self.misses_button):
            button.setEnabled(verdict is not None)
        self._tell()
        if verdict is None or not self.isVisible():
            return
        places = self.worst(min(self.gallery.visible(), MOST))
        if not np.array_equal(places, self._places) or len(self.gallery) != len(places):
            self._places = places
            self.wanted.emit(places)

    def worst(self, count: int) -> Whole:
        """Places of the worst false alarms or misses, the worst first."""
        verdict = self._verdict
        if verdict is None:
            return np.zeros(0, np.int64)
        flags = verdict.study.is_abnormal[verdict.order]
        at = verdict.ranking.at(self._threshold)
        if self._side == "alarms":  # the highest scores of normal pictures
            return verdict.order[~flags][::-1][: min(count, at.alarms)]
        return verdict.order[flags][: min(count, at.missed)]

    def show_look(self, look: Look) -> None:
        """The pictures that were asked for last."""
        if self._verdict is not None and len(look.heat) == len(self._places):
            captions = [self._caption(int(place)) for place in self._places]
            self.gallery.show_pictures(look.pictures, look.heat, captions)

    def _caption(self, place: int) -> Caption:
        assert self._verdict is not None
        made = self._verdict.study
        kind = made.kinds[int(made.kind_of[place])]
        value = figure(float(self._verdict.scored.values[place]))
        name = kind_name(kind)
        words = (
            tr("{kind}, abnormal, but its score is only {value}.")
            if kind.is_abnormal
            else tr("{kind}, normal, but its score is {value}.")
        )
        about = words.format(kind=name, value=value)
        hint = tr("A click sends it to the latent window.")
        return Caption(f"{name} · {value}", f"{about} {hint}")

    def _empty(self) -> None:
        none = np.zeros((0, 1, 1))
        self.gallery.show_pictures(none.astype(np.int32), none.astype(np.float32), ())

    def _show_side(self, side: str) -> None:
        self._side = side
        self.alarms_button.setChecked(side == "alarms")
        self.misses_button.setChecked(side == "misses")
        self.show_threshold(self._verdict, self._threshold)

    def _chosen(self, place: int) -> None:
        if place < len(self._places):
            self.chosen.emit(int(self._places[place]))

    def _tell(self) -> None:
        if self._verdict is None:
            self.gallery.show_note("")
            self.hint.setText("")
            return
        at = self._verdict.ranking.at(self._threshold)
        is_alarm = self._side == "alarms"
        count = at.alarms if is_alarm else at.missed
        none = tr("No false alarm.") if is_alarm else tr("No miss.")
        self.gallery.show_note("" if count else none)  # its pictures may still be on their way
        if is_alarm:
            one = tr("One normal picture is called abnormal.")
            words = counted(count, one, tr("{count} normal pictures are called abnormal."))
        else:
            one = tr("One abnormal picture is called normal.")
            words = counted(count, one, tr("{count} abnormal pictures are called normal."))
        self.hint.setText(words.format(count=integer(count)))

    def retranslate(self) -> None:
        for button, text, tip in (
            (
                self.alarms_button,
                tr("Worst false alarms"),
                tr("The normal pictures with the highest scores, and where their error lies."),
            ),
            (
                self.misses_button,
                tr("Worst misses"),
                tr("The abnormal pictures with the lowest scores, and where their error lies."),
            ),
        ):
            button.setText(text)
            button.setAccessibleName(text)
            button.setToolTip(tip)
        self.gallery.setAccessibleName(tr("Errors, with maps of where they lie"))
        self.gallery.setToolTip(
            tr(
                "Left the picture, right a map of where the score finds its error, bright where it "
                "is large. A click sends the picture to the latent window."
            )
        )
        self._tell()
        if len(self.gallery):
            self.gallery.rename([self._caption(int(place)) for place in self._places])


def kind_name(kind: Kind) -> str:
    """A class, a data set or a kind of damage, in the current language."""
    return corruption.label(kind.name) if kind.name in corruption.KINDS else class_name(kind.name)


def chip(parent: QWidget, is_on: bool = False) -> QPushButton:
    """A small button that stays down."""
    button = QPushButton(parent)
    button.setObjectName("chip")
    button.setCheckable(True)
    button.setChecked(is_on)
    return button
