"""The line that says what a training will take: real steps are timed soon after the last change."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import counted, tr
from gen_explorer.training import presets
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.estimate import Estimate
from gen_explorer.ui.durations import duration
from gen_explorer.ui.language import Retranslating, integer, number
from gen_explorer.ui.one_job import OneJob
from gen_explorer.ui.session import Session

MEASURE_MS = 1200
"""After the last change until steps are timed."""


class EstimateLine(Retranslating, QLabel):
    """Says at once that it is timing where it does not know: never what belongs to other settings.
    What was timed before is known again at once."""

    measured = Signal(object)
    """The `Estimate` of the settings that it was told last."""
    refused = Signal(object)
    """The `UserError` that these settings cannot be tried out."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._config: TrainConfig | None = None
        self._parameters = 0
        self._is_expected = False
        self._known: dict[str, Estimate] = {}
        self._refused_key = ""
        self._job = OneJob(session.bridge, self._failed)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._measure)
        self.setObjectName("caption")
        self.setWordWrap(True)
        self.retranslate()

    @property
    def estimate(self) -> Estimate | None:
        """Of the settings that it was told last; None where it does not know."""
        return self._known.get(_speed_key(self._config)) if self._config is not None else None

    def expect(self) -> None:
        """Other settings are on their way."""
        self.show_config(None, 0, False)
        self._is_expected = True
        self._write()

    def show_config(self, config: TrainConfig | None, parameters: int, is_sound: bool) -> None:
        """What is chosen now, with its number of weights (0: not known). Only what `is_sound` is
        timed."""
        key = _speed_key(config) if config is not None and is_sound else ""
        before = _speed_key(self._config) if self._config is not None else ""
        self._config, self._parameters = (config if key else None), parameters
        self._is_expected = False
        if key != before:
            self._job.stop()
            self._refused_key = ""
            self._begin()
        self._write()

    def stop(self) -> None:
        """Times nothing until there are other settings: something else wants the machine."""
        self._soon.stop()
        self._job.stop()
        self._write()

    def _begin(self) -> None:
        """Times steps soon, where that is to be done and somebody looks."""
        self._soon.stop()
        if self._config is None:
            return
        if self.estimate is not None:
            self._soon.start(0)
        elif self.isVisible() and _speed_key(self._config) != self._refused_key:
            self._soon.start(MEASURE_MS)

    def _measure(self) -> None:
        config, known = self._config, self.estimate
        if config is None:
            return
        if known is not None:
            self._take(_speed_key(config), known)
            return
        key = _speed_key(config)
        self._job.run(
            "gen_explorer.training.estimate:measure",
            config,
            self._session.settings.device,
            then=lambda estimate: self._take(key, estimate),
        )
        self._write()

    def _take(self, key: str, estimate: Estimate) -> None:
        self._known[key] = estimate
        if self._config is not None and key == _speed_key(self._config):
            self.measured.emit(estimate)
        self._write()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, UserError) and self._config is not None:
            self._refused_key = _speed_key(self._config)
            self.refused.emit(error)
        elif not isinstance(error, UserError):
            self._session.show_error(error)
        self._write()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.estimate is None and not self._job.is_running:
            self._begin()
            self._write()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._soon.stop()

    # Words

    def retranslate(self) -> None:
        self.setToolTip(
            tr(
                "Some real steps with these settings were timed in a process of their own. Other "
                "work on this computer makes it slower."
            )
        )
        self._write()

    def _write(self) -> None:
        config, estimate = self._config, self.estimate
        parts = []
        if config is not None and estimate is not None:
            parts = _facts(config, estimate)
        elif self._is_expected or self._soon.isActive() or self._job.is_running:
            parts = [tr("Timing some steps on this computer…")]
        if self._parameters:
            parts.append(tr("{count} weights").format(count=integer(self._parameters)))
        self.setText(" · ".join(parts))


def _facts(config: TrainConfig, estimate: Estimate) -> list[str]:
    steps = config.batches(estimate.pictures) * config.epochs
    seconds = presets.seconds(config, estimate.pictures, estimate.pictures_per_second)
    parts = [
        tr("About {time} (measured here)").format(time=duration(seconds)),
        tr("{rate} pictures/s").format(rate=integer(round(estimate.pictures_per_second))),
        counted(steps, tr("1 step"), tr("{steps} steps")).format(steps=integer(steps)),
    ]
    if estimate.memory:
        parts.append(tr("{size} GB of memory").format(size=number(estimate.memory / 1e9, 1)))
    return parts


def _speed_key(config: TrainConfig) -> str:
    """What the speed depends on."""
    fixed = dataclasses.replace(config, epochs=1, pictures=0, seed=0, log_every=1, keep=1)
    return repr(fixed)
