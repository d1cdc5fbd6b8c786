"""What is to be trained, as a form: family, data, how long, sizes, and every other setting."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.models import registry
from gen_explorer.training import presets
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.presets import Prepared, Preset
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.setting_names import family_line, family_title
from gen_explorer.ui.widgets.bare_scroll import BareScroll
from gen_explorer.ui.widgets.data_choice import DataChoice
from gen_explorer.ui.widgets.settings_form import SettingsForm


class TrainingForm(Retranslating, BareScroll):
    """Shows what it is told, and tells what a person chooses."""

    family_chosen = Signal(str)
    data_chosen = Signal()
    purpose_chosen = Signal(str)
    """One of `presets.PURPOSES`."""
    shipped_chosen = Signal(object)
    """The `Preset` of a shipped model."""
    setting_changed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._purpose = ""
        self.families = QComboBox(self)
        for family in registry.names():
            self.families.addItem("", family)
        self.families.activated.connect(
            lambda place: self.family_chosen.emit(str(self.families.itemData(place)))
        )
        self.line = QLabel(self)
        self.line.setObjectName("caption")
        self.line.setWordWrap(True)
        self.data = DataChoice(self)
        self.data.chosen.connect(lambda: self.data_chosen.emit())
        self.purposes = {name: QPushButton(self) for name in presets.PURPOSES}
        for name, button in self.purposes.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, name=name: self.purpose_chosen.emit(name))
        self.shipped = QToolButton(self)
        self.shipped.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.shipped.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.shipped.setCheckable(True)
        self.shipped_menu = QMenu(self.shipped)
        self.shipped.setMenu(self.shipped_menu)
        self.more = QToolButton(self)
        self.more.setCheckable(True)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more.toggled.connect(self._show_more)
        self.size_form = SettingsForm(self)
        self.model_form = SettingsForm(self)
        self.schedule_form = SettingsForm(self)
        self._forms = (self.size_form, self.model_form, self.schedule_form)
        for form in self._forms:
            form.changed.connect(self.setting_changed)
        self._headings = {n: _heading(self) for n in ("family", "data", "time", "size")}
        self._sections = {n: _heading(self) for n in ("model", "schedule")}
        self._arrange()
        self._show_more(False)
        self.retranslate()

    def _arrange(self) -> None:
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 8, 10, 10)
        column.setSpacing(5)
        for widget in (self._headings["family"], self.families, self.line):
            column.addWidget(widget)
        column.addSpacing(6)
        column.addWidget(self._headings["data"])
        column.addWidget(self.data)
        column.addSpacing(6)
        column.addWidget(self._headings["time"])
        row = QHBoxLayout()
        row.setSpacing(5)
        for button in self.purposes.values():
            row.addWidget(button, 1)
        column.addLayout(row)
        column.addWidget(self.shipped)
        column.addSpacing(6)
        column.addWidget(self._headings["size"])
        column.addWidget(self.size_form)
        column.addWidget(self.more)
        for name, form in (("schedule", self.schedule_form), ("model", self.model_form)):
            column.addWidget(self._sections[name])
            column.addWidget(form)
        column.addStretch(1)
        self.setWidget(inner)

    # What it says

    def config(self, family: str) -> TrainConfig | None:
        """None where the values cannot be."""
        model, schedule = self.model_values(), self.schedule_form.values()
        numbers = (*schedule.values(), *model.values())
        if any(isinstance(value, float) and math.isnan(value) for value in numbers):
            return None
        try:
            return TrainConfig(family, self.data.data, model, **schedule)
        except UserError:
            return None

    def model_values(self) -> dict[str, object]:
        """The settings of the family."""
        return {**self.size_form.values(), **self.model_form.values()}

    # What it shows

    def show_choice(self, family: str, purpose: str) -> None:
        """`purpose` is the id of a preset."""
        self._purpose = purpose
        self.families.setCurrentIndex(self.families.findData(family))
        self.line.setText(family_line(family))
        for name, button in self.purposes.items():
            button.setChecked(name == purpose)
        for action in self.shipped_menu.actions():
            action.setChecked(action.text() == purpose)
        self._write_shipped()

    def show_prepared(self, prepared: Prepared, is_new: bool) -> None:
        """The values of a preset. `is_new`: the family has other settings than the one before."""
        sizes = [field for field in prepared.family if field.name in presets.SIZES]
        if is_new:
            self.size_form.set_fields(sizes)
            self.model_form.set_fields(field for field in prepared.family if field not in sizes)
        if not self.schedule_form.editors:
            self.schedule_form.set_fields(prepared.train)
        config = prepared.preset.config
        model = {**{field.name: field.default for field in prepared.family}, **config.model}
        self.size_form.set_values(model)
        self.model_form.set_values(model)
        self.schedule_form.set_values(dataclasses.asdict(config))
        self._fill_shipped(prepared.shipped)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """What is wrong, beside its fields, by their names."""
        for form in self._forms:
            form.show_problems(problems)

    def _fill_shipped(self, shipped: Iterable[Preset]) -> None:
        self.shipped_menu.clear()
        for preset in shipped:
            action = self.shipped_menu.addAction(preset.id)
            action.setCheckable(True)
            action.triggered.connect(
                lambda _=False, preset=preset: self.shipped_chosen.emit(preset)
            )
        self.shipped.setVisible(bool(self.shipped_menu.actions()))

    def _show_more(self, is_on: bool) -> None:
        self.more.setArrowType(Qt.ArrowType.DownArrow if is_on else Qt.ArrowType.RightArrow)
        for widget in (*self._sections.values(), self.model_form, self.schedule_form):
            widget.setVisible(is_on)

    # Texts

    def _write_shipped(self) -> None:
        is_shipped = bool(self._purpose) and self._purpose not in self.purposes
        self.shipped.setChecked(is_shipped)
        if is_shipped:
            self.shipped.setText(tr("As {model}").format(model=self._purpose) + "  ▾")
        else:
            self.shipped.setText(tr("As a shipped model…"))

    def retranslate(self) -> None:
        for index in range(self.families.count()):
            self.families.setItemText(index, family_title(str(self.families.itemData(index))))
        self.line.setText(family_line(str(self.families.currentData())))
        for label, text in (
            (self._headings["family"], tr("What learns")),
            (self._headings["data"], tr("From which pictures")),
            (self._headings["time"], tr("For how long")),
            (self._headings["size"], tr("Size")),
            (self._sections["schedule"], tr("Training")),
            (self._sections["model"], tr("Model")),
        ):
            label.setText(text)
        self.families.setAccessibleName(tr("Model family"))
        self.families.setToolTip(
            tr("The kind of model, in the order in which a course teaches them.")
        )
        texts = {
            "classroom": (
                tr("Classroom · 2 min"),
                tr("A small network: something to see at once, and done in about two minutes."),
            ),
            "good": (
                tr("Good · 30 min"),
                tr("The usual network, for as long as half an hour lets it learn."),
            ),
        }
        for name, button in self.purposes.items():
            button.setText(texts[name][0])
            button.setAccessibleName(texts[name][0])
            button.setToolTip(texts[name][1])
        self.shipped.setAccessibleName(tr("As a shipped model"))
        self.shipped.setToolTip(
            tr("Exactly the settings that a model of the library was trained with.")
        )
        self._write_shipped()
        self.more.setText(tr("All settings"))
        self.more.setAccessibleName(tr("All settings"))
        self.more.setToolTip(
            tr("Shows every setting of the training and of the model, each with its explanation.")
        )


def _heading(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName("heading")
    return label
