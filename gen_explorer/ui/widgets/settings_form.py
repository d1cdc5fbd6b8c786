"""A form made of fields: an editor for each by its type, its help, and what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from gen_explorer.core.translation import documented, tr
from gen_explorer.training.form import Field
from gen_explorer.ui.language import Retranslating, locale
from gen_explorer.ui.setting_names import choice_title, setting_title
from gen_explorer.ui.widgets.figure_field import FigureField, written

LARGEST = 2**31 - 1
EDITOR_WIDTH = 132


class SettingsForm(Retranslating, QWidget):
    """Editors of values by name. What is impossible may be entered: the reason then stands below
    the editor."""

    changed = Signal(str)
    """The name of a setting that the person has changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._fields: dict[str, Field] = {}
        self._labels: dict[str, QLabel] = {}
        self._problems: dict[str, QLabel] = {}
        self.editors: dict[str, QWidget] = {}
        self.retranslate()

    def set_fields(self, fields: Iterable[Field]) -> None:
        """Builds the form anew, with the fields' defaults."""
        while item := self._grid.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._fields = {field.name: field for field in fields}
        self._labels, self._problems, self.editors = {}, {}, {}
        for row, field in enumerate(self._fields.values()):
            label, problem = QLabel(self), QLabel(self)
            label.setWordWrap(True)
            problem.setObjectName("problem")
            problem.setWordWrap(True)
            problem.hide()
            editor = self._editor(field)
            editor.setFixedWidth(EDITOR_WIDTH)
            editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel scrolls the form
            label.setBuddy(editor)
            self._labels[field.name] = label
            self._problems[field.name] = problem
            self.editors[field.name] = editor
            self._grid.addWidget(label, 2 * row, 0)
            self._grid.addWidget(editor, 2 * row, 1)
            self._grid.addWidget(problem, 2 * row + 1, 0, 1, 2)
        self.retranslate()

    def values(self) -> dict[str, Any]:
        """What the editors hold, in the types of the defaults; a number that is none is NaN."""
        return {name: self.value(name) for name in self._fields}

    def value(self, name: str) -> Any:
        editor = self.editors[name]
        if isinstance(editor, QCheckBox):
            return editor.isChecked()
        if isinstance(editor, QComboBox):
            return editor.currentData()
        if isinstance(editor, QSpinBox):
            return editor.value()
        if isinstance(editor, FigureField):
            return editor.value()
        assert isinstance(editor, QLineEdit)
        return editor.text().strip()

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Puts values into the editors; nobody is told that they changed."""
        for name, value in values.items():
            editor = self.editors.get(name)
            if editor is None:
                continue
            editor.blockSignals(True)
            if isinstance(editor, QCheckBox):
                editor.setChecked(bool(value))
            elif isinstance(editor, QComboBox):
                self._choose(editor, value)
            elif isinstance(editor, QSpinBox):
                editor.setValue(int(value))
            elif isinstance(editor, FigureField):
                editor.set_value(float(value))
            elif isinstance(editor, QLineEdit):
                editor.setText(str(value))
            editor.blockSignals(False)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Says below each editor what is wrong with its value."""
        for name, label in self._problems.items():
            text = problems.get(name, "")
            label.setText(text)
            label.setVisible(bool(text))
            self.editors[name].setAccessibleDescription(text or self._help(self._fields[name]))

    def retranslate(self) -> None:
        for name, field in self._fields.items():
            title, text = setting_title(name), self._help(field)
            self._labels[name].setText(title)
            editor = self.editors[name]
            editor.setAccessibleName(title)
            editor.setAccessibleDescription(text)
            for widget in (self._labels[name], editor):
                widget.setToolTip(f"{text} ({name})")
            if isinstance(editor, QComboBox):
                for index in range(editor.count()):
                    value = editor.itemData(index)
                    editor.setItemText(index, choice_title(name, value))
                    editor.setItemData(index, str(value), Qt.ItemDataRole.ToolTipRole)
            if isinstance(editor, FigureField) and math.isfinite(editor.value()):
                editor.set_value(editor.value())

    def _editor(self, field: Field) -> QWidget:
        editor: QWidget
        if field.choices:
            editor = QComboBox(self)
            for value in field.choices:
                editor.addItem(choice_title(field.name, value), value)
            editor.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            self._choose(editor, field.default)
            editor.currentIndexChanged.connect(lambda: self.changed.emit(field.name))
        elif isinstance(field.default, bool):
            editor = QCheckBox(self)
            editor.setChecked(field.default)
            editor.toggled.connect(lambda: self.changed.emit(field.name))
        elif isinstance(field.default, int):
            editor = QSpinBox(self)
            editor.setRange(-LARGEST, LARGEST)
            editor.setGroupSeparatorShown(True)
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
            editor.setValue(field.default)
            editor.valueChanged.connect(lambda: self.changed.emit(field.name))
        elif isinstance(field.default, float):
            editor = FigureField(field.default, self)
            editor.value_changed.connect(lambda: self.changed.emit(field.name))
        else:
            editor = QLineEdit(str(field.default), self)
            editor.textEdited.connect(lambda: self.changed.emit(field.name))
        return editor

    @staticmethod
    def _choose(editor: QComboBox, value: Any) -> None:
        """A value that is no choice (a card's of another version) is added to them."""
        index = editor.findData(value)
        if index < 0:
            editor.addItem(str(value), value)
            index = editor.count() - 1
        editor.setCurrentIndex(index)

    @staticmethod
    def _help(field: Field) -> str:
        """The text under the field in the code, its range and its default."""
        low = _bound(field.low)
        high = _bound(field.high)
        if low and high:
            span = tr("Between {low} and {high}.").format(low=low, high=high)
        elif low:
            span = tr("At least {low}.").format(low=low)
        else:
            span = ""
        shown = field.default
        if isinstance(shown, bool):
            shown = tr("yes") if shown else tr("no")
        elif isinstance(shown, int | float):
            shown = written(float(shown))
        usual = tr("Usually {value}.").format(value=shown)
        return " ".join(part for part in (documented(field.about), span, usual) if part)


def _bound(number: float) -> str:
    return locale().toString(int(number)) if math.isfinite(number) else ""
