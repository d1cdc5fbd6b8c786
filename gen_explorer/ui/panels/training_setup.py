"""Setting up a training: what is chosen is prepared, checked, timed, and at last started."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.training import presets
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.estimate import Estimate
from gen_explorer.training.form import Checked
from gen_explorer.training.presets import Prepared, Preset
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.one_job import OneJob
from gen_explorer.ui.panels.training_estimate import EstimateLine
from gen_explorer.ui.panels.training_form import TrainingForm
from gen_explorer.ui.session import Session

CHECK_MS = 250
"""After the last change until the settings are tried."""


class TrainingSetup(Retranslating, QWidget):
    """What to train, from the choice that fits most people down to every setting."""

    started = Signal(object, str)
    """(the `TrainConfig` to train, the device)."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.family = "vae"
        self.prepared: Prepared | None = None
        self._purpose = "classroom"
        self._problems: Mapping[str, str] = {}
        self._parameters = 0
        self._refused = ""
        self._failed_trial = ""
        self._has_own_epochs = False
        self._is_asked_to_start = False
        self._looks = OneJob(session.bridge, self._look_failed)
        self._prepares = OneJob(session.bridge, self._prepare_failed)
        self._checks = OneJob(session.bridge, session.show_error)
        self.form = TrainingForm(self)
        self.data = self.form.data
        self.estimate_line = EstimateLine(session, self)
        self.note, self.problem = QLabel(self), QLabel(self)
        self.start_button = QPushButton(self)
        self._check_soon = QTimer(self)
        self._arrange()
        self._connect()
        self.retranslate()

    def _arrange(self) -> None:
        self.problem.setObjectName("problem")
        self.note.setObjectName("caption")
        for label in (self.problem, self.note):
            label.setWordWrap(True)
        self.start_button.setObjectName("primary")
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 6, 12, 10)
        foot.setSpacing(5)
        for part in (self.problem, self.estimate_line, self.start_button, self.note):
            foot.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.form, 1)
        whole.addLayout(foot)

    def _connect(self) -> None:
        form, training = self.form, self.session.training
        form.family_chosen.connect(self.choose)
        form.data_chosen.connect(self._data_chosen)
        form.purpose_chosen.connect(self._purpose_chosen)
        form.shipped_chosen.connect(self._shipped_chosen)
        form.setting_changed.connect(self._setting_changed)
        form.more.toggled.connect(lambda _: self._write())
        self.estimate_line.measured.connect(self._take_estimate)
        self.estimate_line.refused.connect(self._trial_failed)
        self.start_button.clicked.connect(self.start)
        self._check_soon.setSingleShot(True)
        self._check_soon.setInterval(CHECK_MS)
        self._check_soon.timeout.connect(self._check)
        training.busy_changed.connect(lambda _: self._write())
        training.status_changed.connect(self._write_note)

    # What is chosen

    @property
    def config(self) -> TrainConfig | None:
        """What the form says; None before it is filled or where it cannot be."""
        return self.form.config(self.family) if self.prepared is not None else None

    @property
    def is_settled(self) -> bool:
        """Whether the form holds what was chosen, tried."""
        is_busy = self._looks.is_running or self._prepares.is_running or self._checks.is_running
        return self.prepared is not None and not is_busy and not self._check_soon.isActive()

    def choose(self, family: str, data: str = "", purpose: str = "") -> None:
        """Chooses for the person: what the panel's actions and tests call."""
        self.family = family
        if data:
            self.data.set_data(data)
            self._look()
        self._purpose = purpose or self._purpose
        self._prepare()

    def start(self) -> None:
        """Starts what is chosen; as soon as it is known where that is being found out."""
        config = self.config
        if config is None or self._prepares.is_running:
            self._is_asked_to_start = self.prepared is None or self._prepares.is_running
            self._write()
            return
        if not self._problems:
            self._is_asked_to_start = False
            self.estimate_line.stop()
            self.started.emit(config, self.session.settings.device)

    def _data_chosen(self) -> None:
        self._look()
        self._prepare()

    def _purpose_chosen(self, purpose: str) -> None:
        self._purpose = purpose
        self._prepare()

    def _shipped_chosen(self, preset: Preset) -> None:
        self._purpose = preset.id
        self.data.set_data(preset.config.data)
        self._look()
        self._prepare()

    def _setting_changed(self, name: str) -> None:
        self._has_own_epochs = self._has_own_epochs or name in ("epochs", "pictures")
        self._parameters, self._failed_trial = 0, ""
        self._check_soon.start()
        self._write()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.prepared is None and not self._prepares.is_running:
            self._look()
            self._prepare()

    # Jobs

    def _look(self) -> None:
        self._looks.run(
            "gen_explorer.data.glimpse:look", self.data.data, then=self.data.show_glimpse
        )

    def _look_failed(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.data.show_problem(str(error))
        else:
            self.session.show_error(error)

    def _prepare(self) -> None:
        self._check_soon.stop()
        self._checks.stop()
        self._prepares.run(
            "gen_explorer.training.presets:prepare",
            self.family,
            self.data.data,
            self._purpose,
            then=self._take_prepared,
        )
        self._write()

    def _prepare_failed(self, error: BaseException) -> None:
        self._is_asked_to_start = False
        if isinstance(error, UserError):
            self._refused = str(error)
        else:
            self.session.show_error(error)
        self._write()

    def _take_prepared(self, prepared: Prepared) -> None:
        is_new = self.prepared is None or self.prepared.preset.config.family != self.family
        self.prepared, self._purpose = prepared, prepared.preset.id
        self._refused, self._failed_trial, self._has_own_epochs = "", "", False
        self._problems, self._parameters = {}, 0
        self.form.show_prepared(prepared, is_new)
        self._check()
        self._write()
        if self._is_asked_to_start:
            self.start()

    def _check(self) -> None:
        self._checks.run(
            "gen_explorer.training.form:check",
            self.family,
            self.form.model_values(),
            self.form.schedule_form.values(),
            then=self._take_check,
        )

    def _take_check(self, checked: Checked) -> None:
        self._problems, self._parameters = checked.problems, checked.parameters
        self.form.show_problems(checked.problems)
        self._write()

    def _take_estimate(self, estimate: Estimate) -> None:
        """As many epochs as fill the preset's time, unless the person has set their number."""
        if self.prepared is not None and not self._has_own_epochs:
            fitted = presets.fitted(
                self.prepared.preset, estimate.pictures, estimate.pictures_per_second
            )
            values = {"epochs": fitted.epochs, "pictures": fitted.pictures}
            self.form.schedule_form.set_values(values)
        self._write()

    def _trial_failed(self, error: UserError) -> None:
        self._failed_trial = str(error)
        self._write()

    # Words

    def retranslate(self) -> None:
        self._write()

    def _write(self) -> None:
        """Brings every text up to what is chosen."""
        self.form.show_choice(self.family, self._purpose)
        refused = self._refused or self._failed_trial
        problem = self._problems.get("", "") or refused
        if not problem and self._problems and not self.form.more.isChecked():
            problem = tr("A setting cannot be used as it is: see All settings.")
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        is_busy = self.session.training.is_starting or self._is_asked_to_start
        self.start_button.setText(tr("Starting…") if is_busy else tr("Start"))
        self.start_button.setAccessibleName(tr("Start the training"))
        self.start_button.setToolTip(
            tr("Trains in a process of its own: the window stays free, and may even be closed.")
        )
        self.start_button.setEnabled(not is_busy and not self._problems and not refused)
        if self._prepares.is_running:
            self.estimate_line.expect()
        else:
            is_sound = not self._problems and not self._refused
            self.estimate_line.show_config(self.config, self._parameters, is_sound)
        self._write_note()

    def _write_note(self) -> None:
        is_shared = self.session.training.is_alive
        self.note.setText(
            tr("A training is going on. Another one runs beside it, and both take longer.")
            if is_shared
            else ""
        )
        self.note.setVisible(is_shared)
