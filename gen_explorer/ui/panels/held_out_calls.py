"""How often a classifier is right about held-out pictures, and which ones it calls wrong."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.core.translation import tr
from gen_explorer.data import images
from gen_explorer.engine.judge import Calls, Judge
from gen_explorer.ui.class_names import class_names
from gen_explorer.ui.language import Retranslating, integer, number
from gen_explorer.ui.one_job import OneJob
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.captioned_pictures import CaptionedPictures
from gen_explorer.ui.widgets.confusion_matrix import ConfusionMatrix

SHOWN = 48
"""Pictures of the gallery."""
SHORT = 3
"""Letters of a name that has room for another beside it."""


class HeldOutCalls(Retranslating, QWidget):
    """A matrix of what is taken for what, and a gallery of what a cell of it holds."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.calls: Calls | None = None
        self._judge: Judge | None = None
        self._is_data_missing = False
        self._cell: tuple[int, int] | None = None
        self._order: tuple[int, ...] = ()
        self._judging = OneJob(session.bridge, self._failed)
        self._fetching = OneJob(session.bridge, session.show_error)
        self._session = session
        self._title = QLabel(self)
        self._title.setObjectName("heading")
        self.result = QLabel(self)
        self.result.setWordWrap(True)
        self.start_button = QPushButton(self)
        self.cancel_button = QPushButton(self)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 100)
        self.matrix = ConfusionMatrix(self)
        self.which = QComboBox(self)
        self.which.addItems(["", "", ""])
        self.gallery = CaptionedPictures(self)
        self._results: tuple[QWidget, ...] = (self.matrix, self.which, self.gallery)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.start_button)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel_button)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addWidget(self._title)
        column.addWidget(self.result)
        column.addLayout(row)
        for widget in self._results:
            column.addWidget(widget)
        self.start_button.clicked.connect(self.start)
        self.cancel_button.clicked.connect(self.cancel)
        self.matrix.chosen.connect(lambda row, column: self._show_cell((row, column)))
        self.which.activated.connect(lambda _place: self._show_cell(None))
        self.retranslate()

    def show_judge(self, judge: Judge | None) -> None:
        """Another judge: what the one before said goes."""
        self._judging.stop()
        self._fetching.stop()
        self._judge, self.calls, self._cell = judge, None, None
        self._is_data_missing = False
        self.setVisible(judge is not None)
        self._show()

    # Judging

    def start(self) -> None:
        """Judges every test picture of the data set, in a job."""
        if self._judge is None or self._judging.is_running:
            return
        self.progress.setValue(0)
        self._judging.run(
            "gen_explorer.engine.judge:call_held_out",
            self._judge,
            then=self._all_called,
            told=self._told,
        )
        self._show()

    def cancel(self) -> None:
        self._judging.stop()
        self._show()

    def _failed(self, error: BaseException) -> None:
        self._session.show_error(error)
        self._show()

    def _told(self, share: float, sentence: str) -> None:
        self.progress.setValue(round(100 * max(share, 0.0)))
        self.progress.setAccessibleDescription(sentence)

    def _all_called(self, calls: Calls | None) -> None:
        self.calls = calls
        self._is_data_missing = calls is None
        if calls is not None:
            self.matrix.show_counts(self._names(), calls.confusion())
            self.which.setCurrentIndex(0)
            self._show_cell(None)
        self._show()

    def _names(self) -> tuple[str, ...]:
        return class_names(self._judge.card.classes) if self._judge is not None else ()

    # The pictures of a cell

    def _show_cell(self, cell: tuple[int, int] | None) -> None:
        """The pictures of a cell of the matrix, or what the box says."""
        self._cell = cell
        self.matrix.set_current(cell)
        self.which.setCurrentIndex(-1 if cell is not None else max(self.which.currentIndex(), 0))
        calls, judge = self.calls, self._judge
        if calls is None or judge is None:
            return
        if cell is not None:
            chosen = np.flatnonzero((calls.labels == cell[0]) & (calls.called == cell[1]))
        elif self.which.currentIndex() == 2:
            chosen = np.flatnonzero(calls.labels == calls.called)
        else:
            chosen = np.flatnonzero(calls.labels != calls.called)
        surest_first = np.argsort(-calls.confidence[chosen], kind="stable")
        is_doubtful = cell is None and self.which.currentIndex() == 1
        chosen = chosen[surest_first[::-1] if is_doubtful else surest_first][:SHOWN]
        self._order = tuple(chosen.tolist())
        image = judge.card.image
        self._fetching.run(
            "gen_explorer.data.datasets:pictures",
            judge.card.dataset,
            "test",
            calls.places[chosen],
            image.height,
            image.channels,
            then=self._pictures_came,
        )

    def _pictures_came(self, found: images.Bytes | None) -> None:
        calls = self.calls
        if found is None or calls is None:
            return
        names = self._names()
        captions, colours, tips = [], [], []
        for place in self._order:
            label, called = int(calls.labels[place]), int(calls.called[place])
            is_right = label == called
            sure = number(100 * float(calls.confidence[place]), 1)
            between = " → " if len(names[label]) < SHORT > len(names[called]) else "\n→ "
            captions.append(names[label] + ("" if is_right else between + names[called]))
            colours.append("good" if is_right else "error")
            tips.append(
                tr("{name}, called {other} with a confidence of {share} %.").format(
                    name=names[label], other=names[called], share=sure
                )
            )
        self.gallery.show_pictures(images.bytes_to_packed(found), captions, colours, tips)

    # Sight

    def _show(self) -> None:
        is_running, is_done = self._judging.is_running, self.calls is not None
        self.start_button.setVisible(not is_running and not is_done)
        self.progress.setVisible(is_running)
        self.cancel_button.setVisible(is_running)
        for part in self._results:
            part.setVisible(is_done)
        if not is_done:
            self.gallery.show_pictures(np.zeros((0, 1, 1), np.int32), (), (), ())
        self._show_result()

    def _show_result(self) -> None:
        calls, judge = self.calls, self._judge
        self.result.setVisible(calls is not None or self._is_data_missing)
        if judge is None:
            return
        if calls is None:
            self.result.setText(
                tr(
                    "The data set {data} is not on this machine, so there are no held-out "
                    "pictures. Training a model on it fetches it: gen-explorer train."
                ).format(data=judge.card.dataset)
            )
            return
        self.result.setText(
            tr("{share} % of {count} held-out pictures are called right.").format(
                share=number(100 * calls.accuracy, 2), count=integer(len(calls.labels))
            )
        )

    def retranslate(self) -> None:
        self._title.setText(tr("Held-out pictures"))
        for button, text, tip in (
            (
                self.start_button,
                tr("Judge the held-out pictures"),
                tr("Calls every picture that training never saw; counts what is taken for what."),
            ),
            (self.cancel_button, tr("Cancel"), tr("Stops judging.")),
        ):
            button.setText(text)
            button.setAccessibleName(text)
            button.setToolTip(tip)
        self.progress.setAccessibleName(tr("How many are judged"))
        self.matrix.setAccessibleName(tr("Confusion matrix"))
        self.matrix.setToolTip(
            tr(
                "Row: what pictures are; column: what they are called. The diagonal is right. "
                "Click a cell to see its pictures."
            )
        )
        for place, text in enumerate(
            (
                tr("Wrong calls, the surest first"),
                tr("Wrong calls, the most doubtful first"),
                tr("Right calls, the surest first"),
            )
        ):
            self.which.setItemText(place, text)
        self.which.setPlaceholderText(tr("The pictures of the chosen cell"))
        self.which.setAccessibleName(tr("Which pictures"))
        self.which.setToolTip(
            tr("Which held-out pictures are shown below. Would you have called them right?")
        )
        self.gallery.setAccessibleName(tr("Called pictures"))
        self.gallery.setToolTip(tr("What each picture is, and what it was called where wrong."))
        if self.calls is not None:
            self.matrix.show_counts(self._names(), self.calls.confusion())
            self._show_cell(self._cell)
        self._show_result()
