"""What is done to the denoising bench's picture: steps of damage in a row, and one seed for all."""

from __future__ import annotations

import functools
import random
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.core.translation import tr
from gen_explorer.data import corruption
from gen_explorer.data.corruption import KINDS, Corruption
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.widgets.labelled_slider import LabelledSlider
from gen_explorer.ui.widgets.seed_box import SEEDS, SeedBox

MOST = 6
"""Steps in a row."""


class DamageStep(Retranslating, QWidget):
    """One kind of damage and its amount."""

    changed = Signal()
    settled = Signal()
    """A movement is over."""
    removed = Signal()
    raised = Signal()
    """It is to come one earlier."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = QComboBox(self)
        for name in KINDS:
            self.kind.addItem("", name)
        self.kind.setCurrentIndex(list(KINDS).index(kind))
        self.up_button = tool_button(self, "up")
        self.remove_button = tool_button(self, "close")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.kind, 1)
        row.addWidget(self.up_button)
        row.addWidget(self.remove_button)
        self._column.addLayout(row)
        self.slider: LabelledSlider | None = None
        self._amount = KINDS[kind].default
        self._build()
        self.kind.activated.connect(lambda _place: self._change_kind())
        self.up_button.clicked.connect(lambda: self.raised.emit())
        self.remove_button.clicked.connect(lambda: self.removed.emit())
        self.retranslate()

    @property
    def step(self) -> Corruption:
        """With seed 0."""
        return Corruption(str(self.kind.currentData()), self._amount)

    def set_amount(self, amount: float) -> None:
        limits = KINDS[self.step.kind]
        self._amount = min(max(amount, limits.low), limits.high)
        if self.slider is not None:
            self.slider.show_amount(self._amount, is_by_hand=True)
        self.changed.emit()

    def _change_kind(self) -> None:
        self._amount = KINDS[str(self.kind.currentData())].default
        self._build()
        self.retranslate()
        self.changed.emit()
        self.settled.emit()

    def _build(self) -> None:
        """Another kind has another range."""
        if self.slider is not None:
            self._column.removeWidget(self.slider)
            self.slider.hide()
            self.slider.deleteLater()
        limits = KINDS[str(self.kind.currentData())]
        self.slider = LabelledSlider(limits.low, limits.high, self)
        self.slider.label.hide()
        self.slider.reset_button.hide()
        self.slider.show_amount(self._amount, is_by_hand=True)
        self.slider.moved.connect(self.set_amount)
        self.slider.settled.connect(self.settled)
        self._column.addWidget(self.slider)

    def retranslate(self) -> None:
        for place, name in enumerate(KINDS):
            self.kind.setItemText(place, corruption.label(name))
            self.kind.setItemData(place, corruption.about(name), Qt.ItemDataRole.ToolTipRole)
        kind = self.step.kind
        self.kind.setAccessibleName(tr("Kind of damage"))
        self.kind.setToolTip(corruption.about(kind))
        if self.slider is not None:
            unit = corruption.unit(kind)
            self.slider.set_name(
                tr("Amount of {kind}").format(kind=corruption.label(kind)),
                f"{corruption.about(kind)} ({unit})",
            )
        for button, text, tip in (
            (self.up_button, tr("Earlier"), tr("Comes one step earlier: the order matters.")),
            (self.remove_button, tr("Remove"), tr("Takes this damage away.")),
        ):
            button.setAccessibleName(text)
            button.setToolTip(tip)


class Damage(Retranslating, QWidget):
    """Several steps, one after the other."""

    changed = Signal()
    settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[DamageStep] = []
        self.add_button = QPushButton(self)
        self.add_button.setObjectName("chip")
        self.add_button.setIcon(theme.icon("plus"))
        self.seed_label = QLabel(self)
        self.seed_box = SeedBox(self)
        self.seed_button = tool_button(self, "dice")
        self._list = QVBoxLayout()
        self._list.setSpacing(7)
        seeds = QHBoxLayout()
        seeds.setSpacing(5)
        seeds.addWidget(self.seed_label)
        seeds.addWidget(self.seed_box, 1)
        seeds.addWidget(self.seed_button)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(7)
        whole.addLayout(self._list)
        whole.addLayout(row)
        whole.addLayout(seeds)
        self.add_button.clicked.connect(lambda: self.add())
        self.seed_box.valueChanged.connect(lambda _value: self._changed())
        self.seed_button.clicked.connect(self.throw)
        self.add("gaussian")
        self.retranslate()

    @property
    def rows(self) -> tuple[DamageStep, ...]:
        return tuple(self._rows)

    @property
    def steps(self) -> tuple[Corruption, ...]:
        seed = self.seed_box.seed
        return tuple(replace(row.step, seed=seed) for row in self._rows)

    def add(self, kind: str = "") -> DamageStep | None:
        """One more step, of a kind that is not there yet unless one is named."""
        if len(self._rows) >= MOST:
            return None
        used = {row.step.kind for row in self._rows}
        row = DamageStep(kind or next((k for k in KINDS if k not in used), "gaussian"), self)
        row.changed.connect(self.changed)
        row.settled.connect(self.settled)
        row.removed.connect(functools.partial(self.remove, row))
        row.raised.connect(functools.partial(self._raise, row))
        self._rows.append(row)
        self._list.addWidget(row)
        self._changed()
        return row

    def remove(self, row: DamageStep) -> None:
        self._rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._changed()

    def throw(self) -> None:
        """Other dice."""
        self.seed_box.setValue(random.randrange(SEEDS))

    def _raise(self, row: DamageStep) -> None:
        place = self._rows.index(row)
        if place:
            self._rows.insert(place - 1, self._rows.pop(place))
            self._list.removeWidget(row)
            self._list.insertWidget(place - 1, row)
            QWidget.setTabOrder(row, self._rows[place])
            self._changed()

    def _changed(self) -> None:
        for place, row in enumerate(self._rows):
            row.up_button.setVisible(place > 0)
        self.add_button.setEnabled(len(self._rows) < MOST)
        self.changed.emit()
        self.settled.emit()

    def retranslate(self) -> None:
        self.add_button.setText(tr("Add damage"))
        self.add_button.setAccessibleName(tr("Add damage"))
        self.add_button.setToolTip(
            tr("One more kind of damage, done to what the ones above have left.")
        )
        self.seed_label.setText(tr("Seed"))
        self.seed_box.setAccessibleName(tr("Seed of the damage"))
        self.seed_box.setToolTip(
            tr("The same seed damages the same picture in the same way, on every machine.")
        )
        self.seed_button.setAccessibleName(tr("Other dice"))
        self.seed_button.setToolTip(
            tr("The same amount of damage, another draw. How much do the results change?")
        )


def tool_button(parent: QWidget, icon: str) -> QToolButton:
    button = QToolButton(parent)
    button.setIcon(theme.icon(icon))
    button.setIconSize(QSize(14, 14))
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
