"""The runs that there are: those being trained, and those before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDateTime, QDir, QLocale, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.core.translation import tr
from gen_explorer.training.found_runs import FoundRun
from gen_explorer.ui.language import Retranslating, integer, locale
from gen_explorer.ui.setting_names import family_title
from gen_explorer.ui.widgets.flow_bar import FlowBar
from gen_explorer.ui.widgets.run_state import state_title

PATH_ROLE = Qt.ItemDataRole.UserRole


class RunList(Retranslating, QWidget):
    """A double click or Enter watches a run; the buttons open others and compare."""

    watch_asked = Signal(object)
    compare_asked = Signal(object)
    forget_asked = Signal()
    refresh_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: list[FoundRun] = []
        self._has_compared = False
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _: self.watch_asked.emit(self.current()))
        self.list.currentRowChanged.connect(lambda _: self._enable())
        self.watch = self._button(lambda: self.watch_asked.emit(self.current()))
        self.compare = self._button(lambda: self.compare_asked.emit(self.current()))
        self.forget = self._button(self.forget_asked.emit)
        self.open_folder = self._button(self.ask_for_folder)
        self.open_file = self._button(self.ask_for_file)
        bar = FlowBar(self, 5)
        bar.add(self.watch, self.compare, self.forget, self.open_folder, self.open_file)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        column.addWidget(bar)
        self.retranslate()

    def current(self) -> Path | None:
        item = self.list.currentItem()
        return Path(item.data(PATH_ROLE)) if item is not None else None

    def show_runs(self, runs: Sequence[FoundRun]) -> None:
        chosen = self.current()
        self._runs = list(runs)
        self.list.clear()
        for run in runs:
            item = QListWidgetItem(_line(run), self.list)
            item.setData(PATH_ROLE, str(run.path))
            item.setToolTip(str(run.path))
            if run.path == chosen:
                self.list.setCurrentItem(item)
        self._enable()

    def show_compared(self, count: int) -> None:
        self._has_compared = count > 0
        self._enable()

    def ask_for_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Run folder"), self._start())
        if folder:
            self.watch_asked.emit(Path(folder))

    def ask_for_file(self) -> None:
        kinds = f"{tr('Event files')} (*tfevents* *.jsonl)"
        name, _ = QFileDialog.getOpenFileName(self, tr("Event file"), self._start(), kinds)
        if name:
            self.watch_asked.emit(Path(name))

    def retranslate(self) -> None:
        for button, text, tip in (
            (self.watch, tr("Watch"), tr("Shows this run's curves, pictures and alarms.")),
            (
                self.compare,
                tr("Compare"),
                tr("Draws this run's curves beside those of the run that is watched."),
            ),
            (self.forget, tr("Compare no more"), tr("Takes all compared runs off the curves.")),
            (
                self.open_folder,
                tr("Open run folder…"),
                tr(
                    "Any run, finished or going on, also one that another computer writes to a "
                    "shared disk."
                ),
            ),
            (
                self.open_file,
                tr("TensorBoard file…"),
                tr("Curves of other programs: an event file that TensorBoard reads."),
            ),
        ):
            button.setText(text)
            button.setAccessibleName(text)
            button.setToolTip(tip)
        self.list.setAccessibleName(tr("Training runs"))
        self.list.setToolTip(
            tr("Trainings on this computer, those going on first. A double click watches one.")
        )
        for row, run in enumerate(self._runs):
            self.list.item(row).setText(_line(run))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh_asked.emit()

    def _enable(self) -> None:
        has_one = self.current() is not None
        self.watch.setEnabled(has_one)
        self.compare.setEnabled(has_one)
        self.forget.setVisible(self._has_compared)

    def _button(self, run: object) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName("chip")
        button.clicked.connect(lambda: run())  # type: ignore[operator]
        return button

    def _start(self) -> str:
        current = self.current()
        return str(current.parent) if current is not None else QDir.homePath()


def _line(run: FoundRun) -> str:
    """Name; family, data and step; state and when."""
    when = QDateTime.fromSecsSinceEpoch(int(run.changed))
    shown = locale().toString(when, QLocale.FormatType.ShortFormat)
    facts = []
    if run.config is not None:
        facts += [family_title(run.config.family), Path(run.config.data).name]
    if run.status is not None:
        state = run.status.state
        if not run.is_alive and state in ("starting", "running", "paused"):
            state = "lost"
        facts += [tr("step {step}").format(step=integer(run.status.step)), state_title(state)]
    elif run.is_complete:
        facts.append(state_title("finished"))
    return f"{run.path.name}\n{' · '.join(facts)}\n{shown}"
