"""What a classifier calls the picture, and how often it is right about held-out ones."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.core.translation import language, tr
from gen_explorer.data import images
from gen_explorer.engine.judge import Calls, Judge
from gen_explorer.engine.request import Frame, Packed
from gen_explorer.ui.class_names import class_name
from gen_explorer.ui.language import Retranslating, integer, number
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.call_bars import CallBars
from gen_explorer.ui.widgets.captioned_pictures import CaptionedPictures
from gen_explorer.ui.widgets.confusion_matrix import ConfusionMatrix

PAUSE_MS = 120
"""A picture is judged once nothing has changed for so long."""
SHOWN = 48
"""Pictures of the gallery."""
SHORT = 3
"""Letters of a name that has room for another beside it."""
_ENGINE = "gen_explorer.engine.judge"


class CallsPanel(Retranslating, QWidget):
    """The judge is the open model if it can classify, else one of the box that knows its data."""

    NAME = "calls"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName(self.NAME)
        self.judge: Judge | None = None
        self.calls: Calls | None = None
        self._is_data_missing = False
        self._is_searching = False
        self._is_wanted = False
        self._jobs: dict[str, int] = {}
        self._judged: Packed | None = None
        self._cell: tuple[int, int] | None = None
        self._order: tuple[int, ...] = ()

        self.verdict = QLabel(self)
        self.verdict.setWordWrap(True)
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)
        self.bars = CallBars(self)
        self.held_out_title = QLabel(self)
        self.held_out_title.setObjectName("heading")
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
        self._arrange()

        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._judge_picture)
        self.start_button.clicked.connect(self.judge_held_out)
        self.cancel_button.clicked.connect(self.cancel)
        self.matrix.chosen.connect(lambda row, column: self._show_cell((row, column)))
        self.which.activated.connect(lambda _place: self._show_cell(None))
        session.model_changed.connect(self._model_changed)
        session.weights_changed.connect(self._weights_changed)
        session.bridge.frame_arrived.connect(self._frame_arrived)
        self.retranslate()
        self._model_changed()

    def title(self) -> str:
        return tr("Calls")

    def _arrange(self) -> None:
        inner = QWidget(self)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.start_button)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel_button)
        row.addStretch(0)
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(7)
        above: tuple[QWidget, ...] = (self.verdict, self.bars, self.held_out_title, self.result)
        for widget in above:
            column.addWidget(widget)
        column.addLayout(row)
        for widget in self._results:
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        inner.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    # The judge

    def _model_changed(self) -> None:
        for name in tuple(self._jobs):
            self._stop(name)
        self.judge, self.calls, self._judged, self._cell = None, None, None, None
        self._is_data_missing = False
        self._is_searching = False
        self._is_wanted = False
        self._show()
        if self.isVisible():
            self._search()

    def _weights_changed(self) -> None:
        """A classifier that learns is another judge; any other model has the judge it had."""
        bundle = self.session.bundle
        if bundle is not None and "classify" in bundle.card.capabilities:
            self._model_changed()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._search()
        self._pause.start()

    def _search(self) -> None:
        """Looks for a judge, once for each model and only when somebody looks."""
        bundle = self.session.bundle
        if bundle is None or self._is_searching:
            return
        self._is_searching = True
        self._run("search", "find_judge", self._found, bundle.path, bundle.card)

    def _found(self, judge: Judge | None) -> None:
        self.judge = judge
        self._show()
        self._judge_picture()
        if self._is_wanted and judge is not None:
            self.judge_held_out()
        self._is_wanted = False

    def _run(self, name: str, function: str, then: Any, *args: Any, **more: Any) -> None:
        """One job of each name at a time; a newer one takes its place."""
        self._stop(name)

        def done(result: Any) -> None:
            self._jobs.pop(name, None)
            then(result)

        def failed(error: BaseException) -> None:
            self._jobs.pop(name, None)
            self.session.show_error(error)
            self._show()

        where = function if ":" in function else f"{_ENGINE}:{function}"
        job = self.session.bridge.run(where, *args, on_result=done, on_error=failed, **more)
        self._jobs[name] = job

    def _stop(self, name: str) -> None:
        if name in self._jobs:
            self.session.bridge.cancel_job(self._jobs.pop(name))

    # The picture

    def _frame_arrived(self, frame: Frame) -> None:
        if frame.view == "picture" and not frame.is_preview and self.isVisible():
            self._pause.start()

    def _judge_picture(self) -> None:
        picture = self.session.picture
        if self.judge is None or picture is None or not self.isVisible():
            return
        if picture.pixels is not self._judged and "picture" not in self._jobs:
            self._judged = picture.pixels
            self._run("picture", "call_picture", self._called, self.judge, picture.pixels)

    def _called(self, shares: Any) -> None:
        if self.judge is None:
            return
        self.bars.show_calls(self._names(), shares.tolist())
        self._show_verdict()
        picture = self.session.picture
        if picture is not None and picture.pixels is not self._judged:
            self._pause.start()  # it has changed meanwhile

    def _names(self) -> tuple[str, ...]:
        return tuple(class_name(n) for n in self.judge.card.classes) if self.judge else ()

    # Held-out pictures

    def judge_held_out(self) -> None:
        """Judges every test picture of the data set, in a job, once a judge is found."""
        if self.judge is None:
            self._is_wanted = True
            self._search()
        if self.judge is None or "calls" in self._jobs:
            return
        self.progress.setValue(0)
        self._run("calls", "call_held_out", self._all_called, self.judge, on_progress=self._told)
        self._show()

    def cancel(self) -> None:
        self._stop("calls")
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

    def _show_cell(self, cell: tuple[int, int] | None) -> None:
        """The pictures of a cell of the matrix, or what the box says."""
        self._cell = cell
        self.matrix.set_current(cell)
        self.which.setCurrentIndex(-1 if cell is not None else max(self.which.currentIndex(), 0))
        calls, judge = self.calls, self.judge
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
        self._run(
            "gallery",
            "gen_explorer.data.datasets:pictures",
            self._pictures_came,
            judge.card.dataset,
            "test",
            calls.places[chosen],
            image.height,
            image.channels,
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
        is_running, is_done = "calls" in self._jobs, self.calls is not None
        has_judge = self.judge is not None
        self.bars.setVisible(has_judge)
        self.held_out_title.setVisible(has_judge)
        self.start_button.setVisible(has_judge and not is_running and not is_done)
        self.progress.setVisible(is_running)
        self.cancel_button.setVisible(is_running)
        for part in self._results:
            part.setVisible(is_done)
        self.result.setVisible(has_judge and (is_done or self._is_data_missing))
        if has_judge and len(self.bars.shares) != len(self._names()):
            self.bars.show_calls(self._names(), ())
        if not is_done:
            none = np.zeros((0, 1, 1), np.int32)
            self.gallery.show_pictures(none, (), (), ())
        self._show_verdict()
        self._show_result()

    def _show_verdict(self) -> None:
        judge, bundle = self.judge, self.session.bundle
        if judge is not None:
            title = judge.card.title.get(language(), judge.card.id)
            shares, names = self.bars.shares, self._names()
            if self._judged is None or len(shares) != len(names):
                self.verdict.setText(tr("Judge: {title}").format(title=title))
                return
            best = max(range(len(shares)), key=shares.__getitem__)
            self.verdict.setText(
                tr("“{title}” calls the picture {name}, with a confidence of {share} %.").format(
                    title=title, name=names[best], share=number(100 * shares[best], 1)
                )
            )
        elif bundle is None:
            self.verdict.setText(tr("The calls appear when a model is open."))
        elif "search" in self._jobs or not self._is_searching:
            self.verdict.setText(tr("Looking for a classifier…"))
        else:
            self.verdict.setText(
                tr("No classifier in the box knows the data set {data}.").format(
                    data=bundle.card.dataset
                )
            )

    def _show_result(self) -> None:
        calls, judge = self.calls, self.judge
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
        self.held_out_title.setText(tr("Held-out pictures"))
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
        self.bars.setAccessibleName(tr("Confidence in each class"))
        self.bars.setToolTip(
            tr(
                "p(class | picture), a softmax: it sums to 1 whatever the picture is. A classifier "
                "is often sure of pictures that show nothing at all."
            )
        )
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
        if self.judge is not None and len(self.bars.shares) == len(self._names()):
            self.bars.show_calls(self._names(), self.bars.shares)
        if self.calls is not None:
            self.matrix.show_counts(self._names(), self.calls.confusion())
            self._show_cell(self._cell)
        self._show()
