"""Which pictures to train on: a named set or a person's own folder, all classes or some."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QDir, QRect, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from gen_explorer.core.translation import counted, tr
from gen_explorer.data import datasets, lsun
from gen_explorer.data.glimpse import Glimpse
from gen_explorer.ui.class_names import class_name
from gen_explorer.ui.language import Retranslating, integer

COLUMNS, ROWS = 7, 2
SIDE, GAP = 36, 2
OWN = "\0own"
"""The line that asks for a folder."""


class DataChoice(Retranslating, QWidget):
    """Asks for a data set; who owns it hands in a `Glimpse` of what was chosen."""

    chosen = Signal(str)
    """The name, as `datasets.load` takes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.data = "fashion-mnist"
        self._glimpse: Glimpse | None = None
        self._problem = ""
        self._boxes: dict[str, QCheckBox] = {}
        self.sets = QComboBox(self)
        self.sets.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for name in (*datasets.NAMES, lsun.NAME):
            self.sets.addItem(name, name)
        self.sets.addItem("", OWN)
        self.sets.activated.connect(self._activated)
        self.classes = QToolButton(self)
        self.classes.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.classes.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.classes.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu = QMenu(self.classes)
        self._menu.aboutToHide.connect(self._classes_chosen)
        self.classes.setMenu(self._menu)
        self.pictures = QLabel(self)
        self.pictures.setFixedHeight(ROWS * (SIDE + GAP))
        self.pictures.setMinimumWidth(1)  # else the pictures widen the form beyond its panel
        self.note = QLabel(self)
        self.note.setObjectName("caption")
        self.note.setWordWrap(True)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sets, 1)
        row.addWidget(self.classes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.pictures)
        column.addWidget(self.note)
        self.retranslate()

    def set_data(self, data: str) -> None:
        """Shows a choice that was made elsewhere."""
        self.data = data
        base, _ = datasets.parts_of(data)
        index = self.sets.findData(base)
        if index < 0:
            index = self.sets.count() - 1
            self.sets.insertItem(index, Path(base).name, base)
            self.sets.setItemData(index, base, Qt.ItemDataRole.ToolTipRole)
        self.sets.setCurrentIndex(index)

    def show_glimpse(self, glimpse: Glimpse) -> None:
        self._glimpse, self._problem = glimpse, ""
        self.pictures.setPixmap(_sheet(glimpse))
        self.pictures.setVisible(len(glimpse.pictures) > 0)
        self._fill_classes()
        self.retranslate()

    def show_problem(self, problem: str) -> None:
        """Why the chosen data cannot be shown."""
        self._glimpse, self._problem = None, problem
        self.pictures.clear()
        self._fill_classes()
        self.retranslate()

    def retranslate(self) -> None:
        self.sets.setItemText(self.sets.count() - 1, tr("Own folder of pictures…"))
        self.sets.setAccessibleName(tr("Data set"))
        self.sets.setToolTip(
            tr(
                "The pictures to learn from. A folder of your own works too; its sub-folders are "
                "the classes."
            )
        )
        self.classes.setAccessibleName(tr("Classes to train on"))
        self.classes.setToolTip(
            tr("Train on some of the classes only: faster, and the samples are easier to judge.")
        )
        self.pictures.setAccessibleName(tr("Some pictures of the data set"))
        self.pictures.setToolTip(tr("Some of the pictures that the model will learn from."))
        for name, box in self._boxes.items():
            box.setText(class_name(name))
        self._write_classes()
        self._write_note()

    def _write_classes(self) -> None:
        names = self._glimpse.classes if self._glimpse is not None else ()
        _, wanted = datasets.parts_of(self.data)
        self.classes.setVisible(len(names) > 1)
        if wanted:
            text = tr("{count} of {all} classes").format(count=len(wanted), all=len(names))
        else:
            text = tr("All {count} classes").format(count=len(names))
        self.classes.setText(text + "  ▾")

    def _write_note(self) -> None:
        glimpse = self._glimpse
        if self._problem or glimpse is None:
            self.note.setText(self._problem or tr("Looking at the pictures…"))
        elif not glimpse.is_here:
            self.note.setText(
                tr("Not on this computer yet: it is downloaded when the training starts.")
                if glimpse.name != lsun.NAME
                else tr("Not on this computer: put the file of LSUN into a data folder.")
            )
        else:
            words = counted(
                glimpse.count, tr("1 picture to learn from"), tr("{count} pictures to learn from")
            )
            self.note.setText(words.format(count=integer(glimpse.count)))

    def _fill_classes(self) -> None:
        self._menu.clear()
        self._boxes = {}
        _, wanted = datasets.parts_of(self.data)
        for name in self._glimpse.classes if self._glimpse is not None else ():
            box = self._boxes[name] = QCheckBox(class_name(name), self._menu)
            box.setChecked(not wanted or name in wanted)
            box.setContentsMargins(10, 3, 10, 3)
            action = QWidgetAction(self._menu)  # the menu stays open for the next tick
            action.setDefaultWidget(box)
            self._menu.addAction(action)

    def _classes_chosen(self) -> None:
        names = [name for name, box in self._boxes.items() if box.isChecked()]
        base, _ = datasets.parts_of(self.data)
        is_all = not names or len(names) == len(self._boxes)
        data = base if is_all else f"{base}:{'+'.join(names)}"
        if is_all:
            for box in self._boxes.values():
                box.setChecked(True)
        if data != self.data:
            self.data = data
            self._write_classes()
            self.chosen.emit(data)

    def _activated(self, index: int) -> None:
        data = str(self.sets.itemData(index))
        if data == OWN:
            folder = QFileDialog.getExistingDirectory(
                self, tr("Folder of pictures"), QDir.homePath()
            )
            if not folder:
                self.set_data(self.data)
                return
            data = folder
        if data != datasets.parts_of(self.data)[0]:
            self.set_data(data)
            self.chosen.emit(data)


def _sheet(glimpse: Glimpse) -> QPixmap:
    """The pictures in rows, on nothing."""
    image = QImage(
        COLUMNS * (SIDE + GAP), ROWS * (SIDE + GAP), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for place, pixels in enumerate(glimpse.pictures[: COLUMNS * ROWS]):
        row, column = divmod(place, COLUMNS)
        height, width, _ = pixels.shape
        whole = np.ascontiguousarray(pixels)
        one = QImage(whole.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
        painter.drawImage(QRect(column * (SIDE + GAP), row * (SIDE + GAP), SIDE, SIDE), one)
    painter.end()
    return QPixmap.fromImage(image)
