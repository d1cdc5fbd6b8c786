"""Two moments of a training beside each other: one latent, two pictures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.engine.request import Frame
from gen_explorer.training import moments
from gen_explorer.ui.beside import Beside
from gen_explorer.ui.language import Retranslating, integer
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.canvas import Canvas


class MomentView(Retranslating, QWidget):
    """The picture that one moment draws for the open model's latent, under its name."""

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        """`name` is unique in the window."""
        super().__init__(parent)
        self._session = session
        self.beside = Beside(session, name, self)
        self.caption = QLabel(self)
        self.caption.setObjectName("caption")
        self.caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.canvas = Canvas(self)
        self._reason = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.caption)
        column.addWidget(self.canvas, 1)
        self.beside.arrived.connect(self._show_frame)
        self.beside.refused.connect(self._refused)
        self.retranslate()

    @property
    def step(self) -> int | None:
        """The step of the moment that is shown."""
        return moments.step_of(self.beside.path) if self.beside.path is not None else None

    def open(self, path: Path | None) -> None:
        """Shows the moment at `path`; None shows none."""
        self.beside.open(path)
        self.retranslate()

    def retranslate(self) -> None:
        step = self.step
        name = tr("Step {step}").format(step=integer(step)) if step is not None else ""
        self.caption.setText(name)
        self.canvas.setAccessibleName(name or tr("Picture"))
        self.canvas.setAccessibleDescription(
            tr("What this moment of the training draws for the present latent vector.")
        )
        self.canvas.setToolTip(
            tr(
                "The same latent vector, drawn by the model as it was at this step: what has it "
                "learned since, and what has it lost?"
            )
        )
        self._show_notice()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.beside.set_active(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.beside.set_active(False)

    def _show_frame(self, frame: Frame) -> None:
        bundle = self.beside.bundle
        if frame.error is not None:
            self.canvas.show_error(frame.error)
        elif frame.pixels is not None and bundle is not None:
            size = (bundle.card.image.height, bundle.card.image.width)
            self.canvas.show_picture(frame.pixels[0], frame.revision, size)

    def _refused(self, reason: str) -> None:
        if reason != self._reason:
            self._reason = reason
            self._show_notice()

    def _show_notice(self) -> None:
        if self._reason:
            self.canvas.show_notice(self._reason)
        elif not self.canvas.has_picture:
            self.canvas.show_notice(tr("Choose a moment to see its picture here."))
        else:
            self.canvas.show_notice("")


class MomentPair(Retranslating, QWidget):
    """Two `MomentView`s. Draws only while it is visible."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left = MomentView(session, "left", self)
        self.right = MomentView(session, "right", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.left, 1)
        row.addWidget(self.right, 1)
        self.retranslate()

    def show_pair(self, left: Path | None, right: Path | None) -> None:
        """Shows the moments at these paths."""
        self.left.open(left)
        self.right.open(right)

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Two moments beside each other"))
