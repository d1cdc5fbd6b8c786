"""Which pictures are normal: a data set or a folder, and classes of it."""

from __future__ import annotations

import functools
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QVBoxLayout, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.data import datasets
from gen_explorer.ui.class_names import class_name
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.panels.anomaly_side import fill, narrow
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.chips import Chips

FOLDER = "\0folder"


class NormalChoice(Retranslating, QWidget):
    """A box of data sets, and a button for each class of the chosen one."""

    changed = Signal()
    """A person chose something."""

    def __init__(
        self,
        session: Session,
        is_one: Callable[[], bool],
        instead: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        """`is_one` tells whether one class is normal at first, else all; `instead` the data set
        where a person wanted a folder and chose none."""
        super().__init__(parent)
        self._session = session
        self._is_one, self._instead = is_one, instead
        self._wanted_classes: tuple[str, ...] | None = None
        self._label, self.box = QLabel(self), QComboBox(self)
        self._label.setObjectName("heading")
        narrow(self.box)
        self.classes = Chips(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for widget in (self._label, self.box, self.classes):
            column.addWidget(widget)
        self.box.activated.connect(self._data_chosen)
        self.classes.changed.connect(self.changed)
        self.retranslate()

    @property
    def data(self) -> str:
        """The name of the data set, or the folder."""
        return str(self.box.currentData())

    def choose(self, data: str, classes: tuple[str, ...] | None) -> None:
        """Chooses a data set and its classes; None: those that are usual."""
        self._wanted_classes = classes
        self.choose_data(data)

    def choose_data(self, name: str) -> None:
        """Chooses a data set by its name, or a folder of pictures."""
        place = self.box.findData(name)
        if place < 0:
            self.box.insertItem(0, name, name)
            place = 0
        self.box.setCurrentIndex(place)
        self._load_classes()

    def _data_chosen(self) -> None:
        if self.box.currentData() == FOLDER:
            chosen = self._ask_folder()
            self.choose_data(chosen or self._instead() or datasets.NAMES[0])
        else:
            self._load_classes()
        self.changed.emit()

    def _load_classes(self) -> None:
        name = self.data
        self.classes.show_chips(())
        self._session.bridge.run(
            "gen_explorer.engine.detection:classes_of",
            name,
            on_result=functools.partial(self._classes_came, name),
        )

    def _classes_came(self, name: str, found: tuple[str, ...]) -> None:
        if name != self.data:
            return
        wanted, self._wanted_classes = self._wanted_classes, None
        chosen = wanted if wanted is not None else found[:1] if self._is_one() else found
        self.classes.show_chips(
            [
                (c, class_name(c), tr("Whether pictures of this class are normal."), c in chosen)
                for c in found
            ]
        )

    def _ask_folder(self) -> str:
        return QFileDialog.getExistingDirectory(self, tr("A folder of pictures"))

    def retranslate(self) -> None:
        self._label.setText(tr("Normal"))
        more = [
            str(self.box.itemData(place))
            for place in range(self.box.count())
            if self.box.itemData(place) not in (*datasets.NAMES, FOLDER)
        ]
        names = [(name, name) for name in (*more, *datasets.NAMES)]
        fill(self.box, [*names, (FOLDER, tr("A folder…"))])
        self.classes.rename(
            {
                name: (class_name(name), tr("Whether pictures of this class are normal."))
                for name in self.classes.names()
            }
        )
        for widget, name, tip in (
            (
                self.box,
                tr("Normal data"),
                tr("Normal pictures: learned from by some scores, and tested with held-out ones."),
            ),
            (
                self.classes,
                tr("Normal classes"),
                tr("One class against the rest, or several: what is to count as normal."),
            ),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
