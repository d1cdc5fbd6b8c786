"""Where abnormal pictures come from: other classes, another data set, a folder, or damage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.analysis.problems import Problem
from gen_explorer.core.translation import tr
from gen_explorer.data import corruption, datasets
from gen_explorer.data.corruption import Corruption
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating, locale

SIDES = ("rest", "data", "folder", "damage")


class AnomalySide(Retranslating, QWidget):
    """A box of kinds, and what each kind needs to know."""

    changed = Signal()
    """A person chose something."""
    switched = Signal()
    """Another kind, whoever chose it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = ""
        self.kind, self.other, self.damage = QComboBox(self), QComboBox(self), QComboBox(self)
        for box in (self.kind, self.other, self.damage):
            narrow(box)
            box.activated.connect(self.changed)
        self.folder_button = QToolButton(self)
        self.folder_button.setIcon(theme.icon("open"))
        self.folder_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.folder_button.clicked.connect(self.ask_folder)
        self.amount = QDoubleSpinBox(self)
        self.amount.setDecimals(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        parts = (self.kind, self.other, self.folder_button, self.damage, self.amount)
        for widget in parts:
            column.addWidget(widget)
        self.kind.currentIndexChanged.connect(self._switch)
        self.damage.currentIndexChanged.connect(self._damage_changed)
        self.retranslate()
        self._damage_changed()
        self._switch()

    @property
    def is_rest(self) -> bool:
        return bool(self.kind.currentData() == "rest")

    def of(self, problem: Problem) -> Problem:
        """The problem with these abnormal pictures."""
        match self.kind.currentData():
            case "data":
                return replace(problem, other=str(self.other.currentData()))
            case "folder":
                return replace(problem, other=self._folder)
            case "damage":
                step = Corruption(str(self.damage.currentData()), self.amount.value())
                return replace(problem, damage=(step,))
        return problem

    def show_problem(self, problem: Problem) -> None:
        """Sets everything as a problem says."""
        side = "data" if problem.other else "damage" if problem.damage else "rest"
        self.kind.setCurrentIndex(SIDES.index(side))
        if problem.other:
            self.other.setCurrentIndex(self.other.findData(problem.other))
        if problem.damage:
            self.damage.setCurrentIndex(self.damage.findData(problem.damage[0].kind))
            self.amount.setValue(problem.damage[0].amount)

    def is_ready(self) -> bool:
        """False where a folder is wanted and a person chose none when asked."""
        if self.kind.currentData() == "folder" and not self._folder:
            self.ask_folder()
            return bool(self._folder)
        return True

    def ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("A folder of pictures"))
        if chosen:
            self._folder = chosen
            self.folder_button.setText(chosen)
            self.changed.emit()

    def _switch(self) -> None:
        kind = self.kind.currentData()
        self.other.setVisible(kind == "data")
        self.folder_button.setVisible(kind == "folder")
        self.damage.setVisible(kind == "damage")
        self.amount.setVisible(kind == "damage")
        self.switched.emit()

    def _damage_changed(self) -> None:
        kind = corruption.KINDS.get(str(self.damage.currentData()))
        if kind is not None:
            self.amount.setRange(kind.low, kind.high)
            self.amount.setSingleStep(max(kind.step, kind.high / 20))
            self.amount.setValue(kind.default)

    def retranslate(self) -> None:
        fill(
            self.kind,
            [
                ("rest", tr("All other classes")),
                ("data", tr("Another data set")),
                ("folder", tr("A folder")),
                ("damage", tr("Damaged copies")),
            ],
        )
        fill(self.other, [(name, name) for name in datasets.NAMES])
        fill(self.damage, [(kind, corruption.label(kind)) for kind in corruption.KINDS])
        self.folder_button.setText(self._folder or tr("Choose a folder"))
        self.amount.setLocale(locale())
        texts: Sequence[tuple[QWidget, str, str]] = (
            (
                self.kind,
                tr("Abnormal"),
                tr("Where abnormal pictures come from. None of them is ever learned from."),
            ),
            (
                self.other,
                tr("Abnormal data"),
                tr("A data set whose pictures are abnormal, brought into the model's shape."),
            ),
            (
                self.folder_button,
                tr("Folder of abnormal pictures"),
                tr("Every picture in this folder counts as abnormal."),
            ),
            (
                self.damage,
                tr("Kind of damage"),
                tr("The abnormal pictures are the normal ones, damaged like this."),
            ),
            (
                self.amount,
                tr("Amount of damage"),
                tr("How strong the damage is, by its own measure."),
            ),
        )
        for widget, name, tip in texts:
            widget.setAccessibleName(name)
            widget.setToolTip(tip)


def narrow(box: QComboBox) -> None:
    """Lets a box be narrower than its longest entry."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(10)


def fill(box: QComboBox, entries: Sequence[tuple[str, str]]) -> None:
    """Names the entries anew, or makes them; what is chosen stays."""
    with QSignalBlocker(box):
        chosen = box.currentData()
        box.clear()
        for key, text in entries:
            box.addItem(text, key)
        box.setCurrentIndex(max(0, box.findData(chosen)))
