"""What may be changed while a run trains: each number with its range, applied together."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.training.control import Setting
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.setting_names import setting_title
from gen_explorer.ui.widgets.figure_field import FigureField, written

FIELD_WIDTH = 92


class LiveSettings(Retranslating, QWidget):
    """Changes nothing before Apply or Enter."""

    applied = Signal(dict)
    """New values by name, only those that are others than before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings: dict[str, Setting] = {}
        self._now: dict[str, float] = {}
        self._labels: dict[str, QLabel] = {}
        self.fields: dict[str, FigureField] = {}
        self.problem = QLabel(self)
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.apply = QPushButton(self)
        self.apply.clicked.connect(self._apply)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 1)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(self._grid)
        column.addWidget(self.problem)
        column.addWidget(self.apply)
        self.retranslate()

    def set_settings(self, settings: Sequence[Setting]) -> None:
        """Builds the fields anew, with what a new run begins with."""
        while item := self._grid.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._settings = {setting.name: setting for setting in settings}
        self._now = {setting.name: setting.value for setting in settings}
        self._labels, self.fields = {}, {}
        for row, setting in enumerate(settings):
            label = self._labels[setting.name] = QLabel(self)
            label.setWordWrap(True)
            field = self.fields[setting.name] = FigureField(setting.value, self)
            field.setFixedWidth(FIELD_WIDTH)
            field.value_changed.connect(self._write)
            field.returnPressed.connect(self._apply)
            label.setBuddy(field)
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(field, row, 1)
        self.retranslate()

    def show_values(self, values: Mapping[str, float]) -> None:
        """What holds now; what the person is about to change stays in its field."""
        for name, value in values.items():
            field = self.fields.get(name)
            if field is None or value == self._now[name]:
                continue
            if not self._is_changed(name):
                field.set_value(value)
            self._now[name] = value
        self._write()

    def retranslate(self) -> None:
        for name, setting in self._settings.items():
            title = setting_title(name)
            tip = tr("Between {low} and {high}. The change is marked on the curves.").format(
                low=written(setting.low), high=written(setting.high)
            )
            self._labels[name].setText(title)
            field = self.fields[name]
            field.setAccessibleName(title)
            for widget in (self._labels[name], field):
                widget.setToolTip(f"{tip} ({name})")
            if math.isfinite(field.value()):
                field.set_value(field.value())
        self.apply.setText(tr("Apply"))
        self.apply.setAccessibleName(tr("Apply the changed settings"))
        self.apply.setToolTip(tr("The next step takes the new values."))
        self._write()

    def _is_changed(self, name: str) -> bool:
        value = self.fields[name].value()
        return not math.isclose(value, self._now[name], rel_tol=1e-5, abs_tol=1e-12)

    def _wrong(self) -> str:
        """The first setting that cannot have what stands in its field, with what it takes."""
        for name, setting in self._settings.items():
            value = self.fields[name].value()
            if self._is_changed(name) and not (math.isfinite(value) and setting.takes(value)):
                whole = tr("a whole number") if setting.is_whole else tr("a number")
                return tr("{name} takes {kind} between {low} and {high}.").format(
                    name=setting_title(name),
                    kind=whole,
                    low=written(setting.low),
                    high=written(setting.high),
                )
        return ""

    def _write(self) -> None:
        wrong = self._wrong()
        self.problem.setText(wrong)
        self.problem.setVisible(bool(wrong))
        is_any = any(self._is_changed(name) for name in self._settings)
        self.apply.setEnabled(is_any and not wrong)

    def _apply(self) -> None:
        if not self.apply.isEnabled():
            return
        changed = {n: self.fields[n].value() for n in self._settings if self._is_changed(n)}
        self._now |= changed
        self.applied.emit(changed)
        self._write()
