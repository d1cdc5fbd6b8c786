"""Choices side by side as small pictures, in as many rows as they need."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gen_explorer.data.images import Packed
from gen_explorer.ui.widgets.flow_bar import FlowBar
from gen_explorer.ui.widgets.thumb_button import PICTURE, ThumbButton

ALONE = 0.999
"""A share above this counts as the whole."""


class ChoiceGrid(FlowBar):
    """One button a choice. A click or Space chooses one; arrows go from one to the next."""

    chosen = Signal(int)

    def __init__(self, count: int, parent: QWidget | None = None, side: int = PICTURE) -> None:
        super().__init__(parent)
        self.buttons = tuple(ThumbButton(self, side) for _ in range(count))
        self.add(*self.buttons)
        for place, button in enumerate(self.buttons):
            button.clicked.connect(functools.partial(self.chosen.emit, place))

    def set_names(self, names: Sequence[str], tips: Sequence[str]) -> None:
        for button, name, tip in zip(self.buttons, names, tips, strict=True):
            button.setText(name)
            button.setAccessibleName(name)
            button.setToolTip(tip)
        widest = max((button.sizeHint().width() for button in self.buttons), default=0)
        for button in self.buttons:
            button.setFixedWidth(widest)

    def show_shares(self, shares: Sequence[float]) -> None:
        """The weight of each choice; one that has all of it is marked as chosen."""
        for button, share in zip(self.buttons, shares, strict=True):
            button.show_share(float(share), share > ALONE)

    def put(self, first: int, pictures: Packed) -> None:
        """Pictures (n, H, W) of the choices from `first` on; others belong to somebody else."""
        for place, picture in enumerate(np.ascontiguousarray(pictures), first):
            if 0 <= place < len(self.buttons):
                self.buttons[place].show_picture(picture)
