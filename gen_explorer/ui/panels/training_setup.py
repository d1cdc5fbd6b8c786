"""Setting up a training: family, data, how long, every setting, and what it will take."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.core.errors import Cancelled, UserError
from gen_explorer.core.translation import counted, tr
from gen_explorer.models import registry
from gen_explorer.training import presets
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.estimate import Estimate
from gen_explorer.training.form import Checked
from gen_explorer.training.presets import Prepared, Preset
from gen_explorer.ui.durations import duration
from gen_explorer.ui.language import Retranslating, integer, number
from gen_explorer.ui.session import Session
from gen_explorer.ui.setting_names import family_line, family_title
from gen_explorer.ui.widgets.data_choice import DataChoice
from gen_explorer.ui.widgets.settings_form import SettingsForm

CHECK_MS = 250
"""After the last change until the settings are tried."""
MEASURE_MS = 1200
"""The same until some steps are timed."""


class TrainingSetup(Retranslating, QWidget):
    """What to train, from the choice that fits most people down to every setting."""

    started = Signal(object, str)
    """(the `TrainConfig` to train, the device)."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.family = "vae"
        self.prepared: Prepared | None = None
        self.estimate: Estimate | None = None
        self._purpose = "classroom"
        self._jobs: dict[str, int] = {}
        self._measured: dict[str, Estimate] = {}
        self._measuring = ""
        self._problems: Mapping[str, str] = {}
        self._parameters = 0
        self._refused = ""
        self._has_own_epochs = False
        self._is_asked_to_start = False
        self._build()
        self._check_soon = self._timer(CHECK_MS, self._check)
        self._measure_soon = self._timer(MEASURE_MS, self._measure)
        session.training.busy_changed.connect(lambda _: self._write())
        session.training.status_changed.connect(self._write_note)
        self.retranslate()

    # What is chosen

    @property
    def config(self) -> TrainConfig | None:
        """What the form says; None before it is filled or where it cannot be."""
        if self.prepared is None:
            return None
        values = self.schedule_form.values()
        model = {**self.size_form.values(), **self.model_form.values()}
        if any(isinstance(v, float) and math.isnan(v) for v in (*values.values(), *model.values())):
            return None
        try:
            return TrainConfig(self.family, self.data.data, model, **values)
        except UserError:
            return None

    def choose(self, family: str, data: str = "", purpose: str = "") -> None:
        """Chooses for the person: what the panel's actions and tests call."""
        self.family = family
        self.families.setCurrentIndex(self.families.findData(family))
        if data:
            self.data.set_data(data)
            self._look()
        self._purpose = purpose or self._purpose
        self._prepare()

    def start(self) -> None:
        """Starts what is chosen; as soon as it is known where that is being found out."""
        config = self.config
        if config is None or "prepare" in self._jobs:
            self._is_asked_to_start = self.prepared is None or "prepare" in self._jobs
            self._write()
            return
        if not self._problems:
            self._is_asked_to_start = False
            self._cancel("measure")
            self.started.emit(config, self.session.settings.device)

    # Building

    def _build(self) -> None:
        self.families = QComboBox(self)
        for family in registry.names():
            self.families.addItem("", family)
        self.families.setCurrentIndex(self.families.findData(self.family))
        self.families.activated.connect(self._family_chosen)
        self.line = _caption(self)
        self.data = DataChoice(self)
        self.data.chosen.connect(self._data_chosen)
        self.purposes = {name: QPushButton(self) for name in presets.PURPOSES}
        for name, button in self.purposes.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, name=name: self._purpose_chosen(name))
        self.shipped = QToolButton(self)
        self.shipped.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.shipped.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.shipped.setCheckable(True)
        self._shipped_menu = QMenu(self.shipped)
        self.shipped.setMenu(self._shipped_menu)
        self.more = QToolButton(self)
        self.more.setCheckable(True)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more.setArrowType(Qt.ArrowType.RightArrow)
        self.more.toggled.connect(self._show_more)
        self.size_form, self.model_form, self.schedule_form = (
            SettingsForm(self),
            SettingsForm(self),
            SettingsForm(self),
        )
        for form in (self.size_form, self.model_form, self.schedule_form):
            form.changed.connect(self._setting_changed)
        self.estimate_line, self.note, self.problem = _caption(self), _caption(self), QLabel(self)
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.start_button = QPushButton(self)
        self.start_button.setObjectName("primary")
        self.start_button.clicked.connect(self.start)
        self._headings = {n: _heading(self) for n in ("family", "data", "time", "size")}
        self._sections = {n: _heading(self) for n in ("model", "schedule")}
        self._arrange()

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
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inner)
        inner.setAutoFillBackground(False)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 6, 12, 10)
        foot.setSpacing(5)
        for part in (self.problem, self.estimate_line, self.start_button, self.note):
            foot.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addLayout(foot)
        self._show_more(False)

    def _timer(self, after: int, run: Any) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(run)
        return timer

    def retranslate(self) -> None:
        if not hasattr(self, "_measure_soon"):
            return
        for index in range(self.families.count()):
            self.families.setItemText(index, family_title(str(self.families.itemData(index))))
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
        self.shipped.setText(tr("As a shipped model…"))
        self.shipped.setAccessibleName(tr("As a shipped model"))
        self.shipped.setToolTip(
            tr("Exactly the settings that a model of the library was trained with.")
        )
        self.more.setText(tr("All settings"))
        self.more.setAccessibleName(tr("All settings"))
        self.more.setToolTip(
            tr("Shows every setting of the training and of the model, each with its explanation.")
        )
        self._write()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.prepared is None and "prepare" not in self._jobs:
            self._look()
            self._prepare()

    # Choosing

    def _family_chosen(self, index: int) -> None:
        self.choose(str(self.families.itemData(index)))

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

    def _show_more(self, is_on: bool) -> None:
        self.more.setArrowType(Qt.ArrowType.DownArrow if is_on else Qt.ArrowType.RightArrow)
        for widget in (*self._sections.values(), self.model_form, self.schedule_form):
            widget.setVisible(is_on)

    def _setting_changed(self, name: str) -> None:
        self._has_own_epochs = self._has_own_epochs or name in ("epochs", "pictures")
        self._check_soon.start()
        self._measure_soon.start()
        self._cancel("measure")
        self._write()

    # Jobs

    def _run(self, name: str, function: str, *args: Any, then: Any, instead: Any = None) -> None:
        """Runs a job in place of the one of the same name that may still run."""
        self._cancel(name)

        def done(result: Any) -> None:
            self._jobs.pop(name, None)
            then(result)

        def failed(error: BaseException) -> None:
            self._jobs.pop(name, None)
            if instead is not None and isinstance(error, UserError):
                instead(error)
            elif not isinstance(error, Cancelled):
                self.session.show_error(error)

        self._jobs[name] = self.session.bridge.run(function, *args, on_result=done, on_error=failed)

    def _cancel(self, name: str) -> None:
        job = self._jobs.pop(name, None)
        if job is not None:
            self.session.bridge.cancel_job(job)

    def _look(self) -> None:
        self._run(
            "look",
            "gen_explorer.data.glimpse:look",
            self.data.data,
            then=self.data.show_glimpse,
            instead=lambda error: self.data.show_problem(str(error)),
        )

    def _prepare(self) -> None:
        self._cancel("measure")
        self._run(
            "prepare",
            "gen_explorer.training.presets:prepare",
            self.family,
            self.data.data,
            self._purpose,
            then=self._take_prepared,
            instead=self._refuse,
        )
        self._write()

    def _refuse(self, error: UserError) -> None:
        self._refused = str(error)
        self._is_asked_to_start = False
        self._write()

    def _take_prepared(self, prepared: Prepared) -> None:
        is_new = self.prepared is None or self.prepared.preset.config.family != self.family
        self.prepared, self._purpose = prepared, prepared.preset.id
        self._refused, self._has_own_epochs = "", False
        sizes = [field for field in prepared.family if field.name in presets.SIZES]
        if is_new:
            self.size_form.set_fields(sizes)
            self.model_form.set_fields(f for f in prepared.family if f not in sizes)
        if not self.schedule_form.editors:
            self.schedule_form.set_fields(prepared.train)
        config = prepared.preset.config
        model = {**{field.name: field.default for field in prepared.family}, **config.model}
        self.size_form.set_values(model)
        self.model_form.set_values(model)
        self.schedule_form.set_values(dataclasses.asdict(config))
        self._fill_shipped()
        self._check()
        if self.isVisible():
            self._measure_soon.start()
        self._write()
        if self._is_asked_to_start:
            self.start()

    def _fill_shipped(self) -> None:
        self._shipped_menu.clear()
        for preset in self.prepared.shipped if self.prepared is not None else ():
            action = self._shipped_menu.addAction(preset.id)
            action.setCheckable(True)
            action.setChecked(preset.id == self._purpose)
            action.triggered.connect(lambda _=False, preset=preset: self._shipped_chosen(preset))

    def _check(self) -> None:
        model = {**self.size_form.values(), **self.model_form.values()}
        values = self.schedule_form.values()
        self._run(
            "check",
            "gen_explorer.training.form:check",
            self.family,
            model,
            values,
            then=self._take_check,
        )

    def _take_check(self, checked: Checked) -> None:
        self._problems, self._parameters = checked.problems, checked.parameters
        for form in (self.size_form, self.model_form, self.schedule_form):
            form.show_problems(checked.problems)
        self._write()

    def _measure(self) -> None:
        config = self.config
        if config is None or self._problems or not self.isVisible():
            return
        key = _speed_key(config)
        if key in self._measured:
            self._take_estimate(key, self._measured[key])
            return
        self._measuring = key
        self._run(
            "measure",
            "gen_explorer.training.estimate:measure",
            config,
            self.session.settings.device,
            then=lambda estimate: self._take_estimate(key, estimate),
            instead=self._refuse,
        )
        self._write_estimate()

    def _take_estimate(self, key: str, estimate: Estimate) -> None:
        self._measured[key] = self.estimate = estimate
        config = self.config
        if self.prepared is not None and config is not None and not self._has_own_epochs:
            fitted = presets.fitted(
                self.prepared.preset, estimate.pictures, estimate.pictures_per_second
            )
            self.schedule_form.set_values({"epochs": fitted.epochs, "pictures": fitted.pictures})
        self._write()

    # Words

    def _write(self) -> None:
        """Brings every text up to what is chosen."""
        self.line.setText(family_line(self.family))
        for name, button in self.purposes.items():
            button.setChecked(name == self._purpose)
        self.shipped.setVisible(bool(self.prepared and self.prepared.shipped))
        is_shipped = self._purpose not in self.purposes
        self.shipped.setChecked(is_shipped)
        if is_shipped:
            self.shipped.setText(tr("As {model}").format(model=self._purpose) + "  ▾")
        else:
            self.shipped.setText(tr("As a shipped model…"))
        problem = self._problems.get("", "") or self._refused
        if not problem and self._problems and not self.more.isChecked():
            problem = tr("A setting cannot be used as it is: see All settings.")
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        watch = self.session.training
        is_busy = watch.is_starting or self._is_asked_to_start
        self.start_button.setText(tr("Starting…") if is_busy else tr("Start"))
        self.start_button.setAccessibleName(tr("Start the training"))
        self.start_button.setToolTip(
            tr("Trains in a process of its own: the window stays free, and may even be closed.")
        )
        self.start_button.setEnabled(not is_busy and not self._problems and not self._refused)
        self._write_estimate()
        self._write_note()

    def _write_estimate(self) -> None:
        config = self.config
        estimate = self._measured.get(_speed_key(config)) if config is not None else None
        weights = tr("{count} weights").format(count=integer(self._parameters))
        if "measure" in self._jobs:
            text = tr("Timing some steps on this computer…")
        elif config is None or estimate is None:
            text = ""
        else:
            steps = config.batches(estimate.pictures) * config.epochs
            seconds = presets.seconds(config, estimate.pictures, estimate.pictures_per_second)
            parts = [
                tr("About {time} (measured here)").format(time=duration(seconds)),
                tr("{rate} pictures/s").format(rate=integer(round(estimate.pictures_per_second))),
                counted(steps, tr("1 step"), tr("{steps} steps")).format(steps=integer(steps)),
            ]
            if estimate.memory:
                parts.append(
                    tr("{size} GB of memory").format(size=number(estimate.memory / 1e9, 1))
                )
            text = " · ".join(parts)
        self.estimate_line.setText(
            " · ".join(part for part in (text, weights if self._parameters else "") if part)
        )
        self.estimate_line.setToolTip(
            tr(
                "Some real steps with these settings were timed in a process of their own. Other "
                "work on this computer makes it slower."
            )
        )

    def _write_note(self) -> None:
        is_shared = self.session.training.is_alive
        self.note.setText(
            tr("A training is going on. Another one runs beside it, and both take longer.")
            if is_shared
            else ""
        )
        self.note.setVisible(is_shared)


def _speed_key(config: TrainConfig) -> str:
    """What the speed depends on."""
    fixed = dataclasses.replace(config, epochs=1, pictures=0, seed=0, log_every=1, keep=1)
    return repr(fixed)


def _heading(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName("heading")
    return label


def _caption(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName("caption")
    label.setWordWrap(True)
    return label
