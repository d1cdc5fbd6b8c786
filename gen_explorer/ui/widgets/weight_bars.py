"""Soft weights: one slider a choice; they always sum to 1."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.ui.widgets.labelled_slider import LabelledSlider

NAME_LIMIT = 110
"""Points of a name's column at most."""


class WeightBars(QWidget):
    """Moving one weight scales the others, in their proportions."""

    moved = Signal(object)
    """The new weights, a tuple."""
    settled = Signal()

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weights: tuple[float, ...] = (0.0,) * count
        self.sliders = tuple(LabelledSlider(0.0, 1.0, self) for _ in range(count))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for place, slider in enumerate(self.sliders):
            slider.reset_button.hide()
            slider.moved.connect(functools.partial(self._move, place))
            slider.settled.connect(self.settled)
            column.addWidget(slider)

    def set_names(self, names: Sequence[str]) -> None:
        metrics = self.fontMetrics()
        width = max((metrics.horizontalAdvance(name) for name in names), default=0) + 2
        for slider, name in zip(self.sliders, names, strict=True):
            slider.set_name(
                name,
                tr(
                    "The weight of {name} in the mixture. The others shrink with it, so that all "
                    "sum to 1: the model never saw a mixture in training."
                ).format(name=name),
            )
            slider.set_label_width(min(width, NAME_LIMIT))

    def show_weights(self, weights: Sequence[float]) -> None:
        self._weights = tuple(float(weight) for weight in weights)
        for slider, weight in zip(self.sliders, self._weights, strict=True):
            slider.show_amount(weight, is_by_hand=True)

    def _move(self, place: int, weight: float) -> None:
        self.moved.emit(mixed(self._weights, place, weight))


def mixed(weights: Sequence[float], place: int, weight: float) -> tuple[float, ...]:
    """`weights` with one of them set: the others share the rest as they did before, evenly where
    they had nothing."""
    weight = min(max(weight, 0.0), 1.0)
    others = sum(w for i, w in enumerate(weights) if i != place)
    rest, count = 1.0 - weight, max(len(weights) - 1, 1)
    return tuple(
        weight if i == place else (w * rest / others if others > 1e-6 else rest / count)
        for i, w in enumerate(weights)
    )
