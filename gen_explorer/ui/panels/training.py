"""Training: set one up, steer the one that runs, see what goes wrong, find others."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QLabel,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.core import paths
from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.control import Setting
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.panels.training_pages import RUN, SETUP
from gen_explorer.ui.panels.training_setup import TrainingSetup
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.alarm_list import AlarmList
from gen_explorer.ui.widgets.bare_scroll import BareScroll
from gen_explorer.ui.widgets.live_settings import LiveSettings
from gen_explorer.ui.widgets.run_controls import RunControls
from gen_explorer.ui.widgets.run_list import RunList
from gen_explorer.ui.widgets.run_state import RunState

LIST_MS = 3000
"""Between two looks for runs while their list is shown."""


class TrainingPanel(Retranslating, QWidget):
    """Three pages: what to train, the run that is watched, all runs."""

    NAME = "training"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.watch = session.training
        self.setObjectName("trainingPanel")
        self.setMinimumSize(300, 220)
        self._settings_of: Path | None = None
        self._settings_job: int | None = None
        self._listing: int | None = None
        self._asked: QMessageBox | None = None
        self.setup = TrainingSetup(session, self)
        self.state = RunState(self)
        self.controls = RunControls(self)
        self.live = LiveSettings(self)
        self.alarms = AlarmList(self)
        self.runs = RunList(self)
        self.hint, self._live_heading, self._alarm_heading = (
            QLabel(self),
            QLabel(self),
            QLabel(self),
        )
        self.to_setup = QPushButton(self)
        self.to_setup.clicked.connect(lambda: self.show_page(SETUP))
        self.tabs = QTabBar(self)
        self.tabs.setExpanding(True)
        self.tabs.setDrawBase(False)
        self.pages = QStackedWidget(self)
        for page in (self.setup, self._run_page(), self.runs):
            self.tabs.addTab("")
            self.pages.addWidget(page)
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.pages, 1)
        self._list_timer = QTimer(self)
        self._list_timer.setInterval(LIST_MS)
        self._list_timer.timeout.connect(self._list_runs)
        self._connect()
        self.retranslate()
        self._run_changed()

    def title(self) -> str:
        return tr("Training")

    def retranslate(self) -> None:
        for index, (text, tip) in enumerate(
            (
                (tr("Set up"), tr("What to train, from which pictures, for how long.")),
                (tr("Run"), tr("The run that is watched: how it does, and what can be changed.")),
                (tr("All runs"), tr("Runs that go on or went before, here or elsewhere.")),
            )
        ):
            self.tabs.setTabText(index, text)
            self.tabs.setTabToolTip(index, tip)
        self.tabs.setAccessibleName(tr("Training"))
        self.hint.setText(
            tr("No run is watched. Set one up and press Start, or choose one under All runs.")
        )
        self.to_setup.setText(tr("Set up a training"))
        self.to_setup.setAccessibleName(tr("Set up a training"))
        self.to_setup.setToolTip(tr("What to train, from which pictures, for how long."))
        self._live_heading.setText(tr("Change while it learns"))
        self._alarm_heading.setText(tr("Alarms"))

    # What actions call

    def show_page(self, page: int) -> None:
        self.tabs.setCurrentIndex(page)

    def start(self) -> None:
        """Starts what is set up."""
        self.show_page(SETUP)
        self.setup.start()

    def discard(self) -> None:
        """Asks first."""
        run = self.watch.run
        if run is None:
            return
        box = self._asked = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(tr("Discard the run {name}?").format(name=run.name))
        box.setInformativeText(
            tr("Its curves, pictures, moments and checkpoints are deleted. This cannot be undone.")
        )
        discard = box.addButton(tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.finished.connect(
            lambda _: (
                self.watch.discard()
                if box.clickedButton() is discard and self.watch.run == run
                else None
            )
        )
        box.finished.connect(box.deleteLater)
        box.open()

    # Building

    def _run_page(self) -> QWidget:
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 10, 10, 10)
        column.setSpacing(10)
        self.hint.setWordWrap(True)
        self.hint.setObjectName("caption")
        for heading in (self._live_heading, self._alarm_heading):
            heading.setObjectName("heading")
        for widget in (
            self.hint,
            self.to_setup,
            self.state,
            self.controls,
            self._alarm_heading,
            self.alarms,
            self._live_heading,
            self.live,
        ):
            column.addWidget(widget)
        column.addStretch(1)
        return BareScroll(self, inner)

    def _connect(self) -> None:
        watch, controls = self.watch, self.controls
        watch.run_changed.connect(self._run_changed)
        watch.status_changed.connect(self._write)
        watch.history_changed.connect(self._history_changed)
        watch.alarms_changed.connect(lambda: self.alarms.show_alarms(watch.alarms))
        watch.compared_changed.connect(lambda: self.runs.show_compared(len(watch.compared)))
        watch.following_changed.connect(lambda _: self._write())
        self.alarms.step_asked.connect(watch.ask_for_step)
        self.setup.started.connect(self._start)
        controls.pause_asked.connect(watch.pause)
        controls.go_asked.connect(watch.go_on)
        controls.rate_asked.connect(lambda rate: watch.send(steps_per_second=rate))
        controls.step_asked.connect(watch.step)
        controls.resume_asked.connect(lambda: watch.resume(self.session.settings.device))
        controls.stop_asked.connect(watch.stop)
        controls.discard_asked.connect(self.discard)
        controls.follow_asked.connect(watch.follow)
        self.live.applied.connect(lambda values: watch.send(settings=values))
        self.runs.watch_asked.connect(self._watch)
        self.runs.compare_asked.connect(watch.compare)
        self.runs.forget_asked.connect(watch.forget_compared)
        self.runs.refresh_asked.connect(self._list_runs)

    # The run

    def _start(self, config: TrainConfig, device: str) -> None:
        self.watch.start(config, device)

    def _watch(self, path: Path | None) -> None:
        if path is not None:
            self.watch.watch(path)

    def _run_changed(self) -> None:
        has_run = self.watch.run is not None
        for widget in (self.state, self.controls, self.alarms, self._alarm_heading):
            widget.setVisible(has_run)
        self.hint.setVisible(not has_run)
        self.to_setup.setVisible(not has_run)
        self._settings_of = None
        self._show_settings(())
        if has_run:
            self.show_page(RUN)
        elif self.tabs.currentIndex() == RUN:
            self.show_page(SETUP)
        self._write()

    def _write(self) -> None:
        watch = self.watch
        if watch.run is None:
            return
        kept = watch.checkpoint_step
        seconds = watch.seconds
        self.state.show_run(watch.run, watch.state, watch.status, kept, seconds)
        self.controls.show_state(
            watch.state, watch.is_alive, watch.control, watch.can_resume, watch.is_following
        )
        is_live = watch.is_alive and bool(self.live.fields)
        self.live.setVisible(is_live)
        self._live_heading.setVisible(is_live)
        self.live.show_values(watch.control.settings)
        if self._settings_of != watch.run:
            self._load_settings()

    def _history_changed(self) -> None:
        if not self.watch.is_alive:  # else its next status brings the figures along
            self._write()
        self._load_settings()

    def _load_settings(self) -> None:
        """What may be changed in this run, found out in a job."""
        watch = self.watch
        if not watch.is_alive or watch.run is None or self._settings_of == watch.run:
            return
        config = watch.config
        if config is None:
            return
        self._settings_of = watch.run
        if self._settings_job is not None:
            self.session.bridge.cancel_job(self._settings_job)
        self._settings_job = self.session.bridge.run(
            "gen_explorer.training.control:changeable",
            config.family,
            config.model,
            on_result=self._show_settings,
            on_error=self._no_settings,
        )

    def _show_settings(self, settings: tuple[Setting, ...]) -> None:
        self._settings_job = None
        self.live.set_settings(settings)
        self._write()

    def _no_settings(self, error: BaseException) -> None:
        self._settings_job = None
        if not isinstance(error, UserError):
            self.session.show_error(error)

    # Other runs

    def _list_runs(self) -> None:
        if not self.runs.isVisible():
            self._list_timer.stop()
            return
        if self._listing is None:
            self._listing = self.session.bridge.run(
                "gen_explorer.training.found_runs:found_runs",
                paths.runs_dir(),
                on_result=self._show_runs,
                on_error=self._listing_failed,
            )
        self._list_timer.start()

    def _show_runs(self, runs: list[object]) -> None:
        self._listing = None
        self.runs.show_runs(runs)  # type: ignore[arg-type]

    def _listing_failed(self, error: BaseException) -> None:
        self._listing = None
        self.session.show_error(error)
