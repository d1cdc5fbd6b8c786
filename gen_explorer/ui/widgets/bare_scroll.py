"""A scroll area that shows nothing of itself but its bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class BareScroll(QScrollArea):
    """Scrolls up and down what is as wide as it; no frame, no ground, and no stop for the Tab
    key."""

    def __init__(self, parent: QWidget | None = None, inner: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if inner is not None:
            self.setWidget(inner)

    def setWidget(self, widget: QWidget) -> None:
        super().setWidget(widget)  # which gives it a ground: the panel's shall show through
        widget.setAutoFillBackground(False)
