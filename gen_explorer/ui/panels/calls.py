"""What a classifier calls the picture, and how often it is right about held-out ones."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gen_explorer.core.translation import in_language, tr
from gen_explorer.engine.judge import Judge
from gen_explorer.engine.request import Frame, Packed
from gen_explorer.ui.class_names import class_names
from gen_explorer.ui.language import Retranslating, number
from gen_explorer.ui.one_job import OneJob
from gen_explorer.ui.panels.held_out_calls import HeldOutCalls
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.bare_scroll import BareScroll
from gen_explorer.ui.widgets.call_bars import CallBars

PAUSE_MS = 120
"""A picture is judged once nothing has changed for so long."""
_ENGINE = "gen_explorer.engine.judge"


class CallsPanel(Retranslating, QWidget):
    """The judge is the open model if it can classify, else one of the box that knows its data."""

    NAME = "calls"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName(self.NAME)
        self.judge: Judge | None = None
        self._was_searched = False
        self._is_wanted = False
        self._judged: Packed | None = None
        self._searching = OneJob(session.bridge, self._failed)
        self._judging = OneJob(session.bridge, self._failed)
        self.verdict = QLabel(self)
        self.verdict.setWordWrap(True)
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)
        self.bars = CallBars(self)
        self.held_out = HeldOutCalls(session, self)
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(7)
        column.addWidget(self.verdict)
        column.addWidget(self.bars)
        column.addWidget(self.held_out)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(BareScroll(self, inner))

        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._judge_picture)
        session.model_changed.connect(self._model_changed)
        session.weights_changed.connect(self._weights_changed)
        session.bridge.frame_arrived.connect(self._frame_arrived)
        self.retranslate()
        self._model_changed()

    def title(self) -> str:
        return tr("Calls")

    def judge_held_out(self) -> None:
        """Judges the held-out pictures once a judge is found."""
        self._is_wanted = self.judge is None
        if self._is_wanted:
            self._search()
        else:
            self.held_out.start()

    # The judge

    def _model_changed(self) -> None:
        self._searching.stop()
        self._judging.stop()
        self._judged = None
        self._was_searched = False
        self._is_wanted = False
        self._take(None)
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
        if bundle is None or self._was_searched:
            return
        self._was_searched = True
        self._searching.run(f"{_ENGINE}:find_judge", bundle.path, bundle.card, then=self._found)

    def _found(self, judge: Judge | None) -> None:
        self._take(judge)
        self._judge_picture()
        if self._is_wanted:
            self.held_out.start()
        self._is_wanted = False

    def _take(self, judge: Judge | None) -> None:
        self.judge = judge
        self.bars.setVisible(judge is not None)
        if len(self.bars.shares) != len(self._names()):
            self.bars.show_calls(self._names(), ())
        self.held_out.show_judge(judge)
        self._show_verdict()

    def _failed(self, error: BaseException) -> None:
        self.session.show_error(error)
        self._show_verdict()

    # The picture

    def _frame_arrived(self, frame: Frame) -> None:
        if frame.view == "picture" and not frame.is_preview and self.isVisible():
            self._pause.start()

    def _judge_picture(self) -> None:
        picture = self.session.picture
        if self.judge is None or picture is None or not self.isVisible():
            return
        if picture.pixels is not self._judged and not self._judging.is_running:
            self._judged = picture.pixels
            self._judging.run(
                f"{_ENGINE}:call_picture", self.judge, picture.pixels, then=self._called
            )

    def _called(self, shares: Any) -> None:
        if self.judge is None:
            return
        self.bars.show_calls(self._names(), shares.tolist())
        self._show_verdict()
        picture = self.session.picture
        if picture is not None and picture.pixels is not self._judged:
            self._pause.start()  # it has changed meanwhile

    def _names(self) -> tuple[str, ...]:
        return class_names(self.judge.card.classes) if self.judge is not None else ()

    def _show_verdict(self) -> None:
        judge, bundle = self.judge, self.session.bundle
        if judge is not None:
            title = in_language(judge.card.title) or judge.card.id
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
        elif self._searching.is_running or not self._was_searched:
            self.verdict.setText(tr("Looking for a classifier…"))
        else:
            self.verdict.setText(
                tr("No classifier in the box knows the data set {data}.").format(
                    data=bundle.card.dataset
                )
            )

    def retranslate(self) -> None:
        self.bars.setAccessibleName(tr("Confidence in each class"))
        self.bars.setToolTip(
            tr(
                "p(class | picture), a softmax: it sums to 1 whatever the picture is. A classifier "
                "is often sure of pictures that show nothing at all."
            )
        )
        if len(self.bars.shares) == len(self._names()):
            self.bars.show_calls(self._names(), self.bars.shares)
        self._show_verdict()
