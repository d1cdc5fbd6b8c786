"""The denoising bench's sweep: one curve a method over the amount of damage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.analysis.sweep import Curve, Sweep
from gen_explorer.core.errors import UserError
from gen_explorer.core.files import write_atomically
from gen_explorer.core.translation import tr
from gen_explorer.data import corruption
from gen_explorer.data.corruption import KINDS, Corruption
from gen_explorer.engine.methods import CLASSICAL, Method
from gen_explorer.ui.language import Retranslating, locale, number
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.flow_bar import FlowBar
from gen_explorer.ui.widgets.plot import ThemedPlot
from gen_explorer.ui.widgets.plot_line import Line

PICTURES = 200
POINTS = 9
SHARES = (0.05, 0.8)
"""Where a sweep begins and ends, as shares of the largest amount."""


@dataclass(frozen=True)
class Subject:
    """What is swept: the damage, the methods, and the data."""

    steps: tuple[Corruption, ...]
    methods: tuple[Method, ...]
    dataset: str
    shape: tuple[int, int, int]
    """(H, W, C)."""


class SweepPage(Retranslating, QWidget):
    """Starts, cancels, shows and saves a sweep."""

    def __init__(
        self,
        session: Session,
        subject: Callable[[], Subject | None],
        parent: QWidget | None = None,
    ) -> None:
        """`subject` tells what would be swept now; None where nothing can be."""
        super().__init__(parent)
        self.session, self._subject = session, subject
        self.sweep: Sweep | None = None
        self._job: int | None = None
        self._kind = ""

        self.labels = tuple(QLabel(self) for _ in range(5))
        self.over = QComboBox(self)
        self.low, self.high = QDoubleSpinBox(self), QDoubleSpinBox(self)
        self.points, self.pictures = QSpinBox(self), QSpinBox(self)
        self.points.setRange(2, 40)
        self.points.setValue(POINTS)
        self.pictures.setRange(10, 10_000)
        self.pictures.setSingleStep(100)
        self.pictures.setValue(PICTURES)
        self.measure = QComboBox(self)
        self.measure.addItems(["PSNR", "SSIM"])
        self.start_button = QPushButton(self)
        self.start_button.setObjectName("primary")
        self.cancel_button = QPushButton(self)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.save_button = QPushButton(self)
        self.menu = QMenu(self.save_button)
        self.actions_ = tuple(self.menu.addAction("") for _ in range(3))
        self.save_button.setMenu(self.menu)
        self.verdict = QLabel(self)
        self.verdict.setWordWrap(True)
        self.protocol = QLabel(self)
        self.protocol.setObjectName("caption")
        self.protocol.setWordWrap(True)
        self.plot = ThemedPlot(
            lambda: tr("Sweep over the amount of damage"),
            self,
            x_label=self._x_label,
            y_label=lambda: self.measure.currentText() + (" (dB)" if self._is_psnr else ""),
            has_title=False,
        )
        self.plot.set_hint(
            lambda: tr("Start a sweep to see how each ticked method fares as the damage grows.")
        )
        self._arrange()
        for action, save in zip(
            self.actions_, (self._ask_png, self._ask_csv, self._ask_markdown), strict=True
        ):
            action.triggered.connect(save)
        self.over.activated.connect(lambda _place: self._set_range())
        self.measure.activated.connect(lambda _place: self._show_curves())
        self.start_button.clicked.connect(self.start)
        self.cancel_button.clicked.connect(self.cancel)
        self.retranslate()
        self._show()

    def _arrange(self) -> None:
        bar = FlowBar(self, 8)
        fields = (self.over, self.low, self.high, self.points, self.pictures)
        for label, field in zip(self.labels, fields, strict=True):
            pair = QWidget(self)
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(5)
            row.addWidget(label)
            row.addWidget(field)
            bar.add(pair)
        bar.add(self.measure, self.save_button, self.start_button, self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 6)
        column.setSpacing(6)
        column.addWidget(bar)
        column.addWidget(self.progress)
        column.addWidget(self.verdict)
        column.addWidget(self.plot, 1)
        column.addWidget(self.protocol)

    @property
    def _is_psnr(self) -> bool:
        return self.measure.currentIndex() == 0

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def show_steps(self, steps: tuple[Corruption, ...]) -> None:
        """What can be varied."""
        place = max(self.over.currentIndex(), 0)
        self.over.clear()
        for step in steps:
            self.over.addItem(corruption.label(step.kind), step.kind)
        self.over.setCurrentIndex(min(place, len(steps) - 1))
        self._set_range()
        self._show()

    def _set_range(self) -> None:
        kind = str(self.over.currentData() or "")
        if kind and kind != self._kind:
            limits = KINDS[kind]
            for box, share in zip((self.low, self.high), SHARES, strict=True):
                box.setDecimals(2)
                box.setRange(limits.low, limits.high)
                box.setSingleStep(limits.step)
                box.setValue(round(share * limits.high, 2))
        self._kind = kind

    # Running

    def start(self) -> None:
        """Sweeps in a job."""
        subject = self._subject()
        if self._job is not None or subject is None:
            return
        if not subject.methods:
            self.session.show_error(
                UserError(tr("No method is ticked."), tr("Tick some in the list on the left."))
            )
            return
        low, high = sorted((self.low.value(), self.high.value()))
        amounts: list[float] = np.round(np.linspace(low, high, self.points.value()), 4).tolist()
        self._job = self.session.bridge.run(
            "gen_explorer.engine.denoising:sweep",
            subject.methods,
            subject.dataset,
            subject.steps,
            max(self.over.currentIndex(), 0),
            tuple(dict.fromkeys(amounts)),
            subject.shape,
            self.pictures.value(),
            on_result=self._done,
            on_error=self._failed,
            on_progress=self._told,
        )
        self.progress.setValue(0)
        self._show()

    def cancel(self) -> None:
        if self._job is not None:
            self.session.bridge.cancel_job(self._job)
            self._job = None
            self._show()

    def _told(self, share: float, sentence: str) -> None:
        self.progress.setValue(round(1000 * max(share, 0.0)))
        self.progress.setFormat(f"%p % · {sentence}")

    def _done(self, sweep: Sweep) -> None:
        self._job = None
        self.sweep = sweep
        self._show_curves()
        self._show()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._show()
        self.session.show_error(error)

    # Sight

    def _show(self) -> None:
        is_running = self._job is not None
        self.start_button.setVisible(not is_running)
        self.start_button.setEnabled(self.over.count() > 0)
        self.cancel_button.setVisible(is_running)
        self.progress.setVisible(is_running)
        self.save_button.setEnabled(self.sweep is not None)
        self.verdict.setVisible(self.sweep is not None)
        self.protocol.setVisible(self.sweep is not None)

    def _show_curves(self) -> None:
        self.plot.clear()
        if self.sweep is None:
            return
        baselines = {method.key for method in CLASSICAL}
        x = np.array(self.sweep.amounts)
        for place, curve in enumerate(self.sweep.curves):
            is_damaged = curve.key == "damaged"
            line = Line(
                lambda curve=curve: _name(curve),  # type: ignore[misc]
                "muted" if is_damaged else place - 1,
                is_dashed=is_damaged or curve.key in baselines,
                width=1.6 if is_damaged or curve.key in baselines else 2.4,
            )
            self.plot.set_line(curve.key, x, np.array(self._values(curve)), line)
        self.plot.retranslate()
        self.plot.fit()
        self.verdict.setText(self._winners())
        self.protocol.setText(self.sweep.protocol())

    def _values(self, curve: Curve) -> tuple[float, ...]:
        return curve.psnr if self._is_psnr else curve.ssim

    def _winners(self) -> str:
        """Who leads where, in a sentence."""
        assert self.sweep is not None
        curves = self.sweep.curves
        best = np.array([self._values(curve) for curve in curves]).argmax(axis=0)
        parts, first = [], 0
        for place in range(1, len(best) + 1):
            if place == len(best) or best[place] != best[first]:
                ends = [_amount(self.sweep.amounts[i]) for i in sorted({first, place - 1})]
                parts.append(f"{' – '.join(ends)}: {_name(curves[best[first]])}")
                first = place
        return tr("Best by {measure}: {ranges}.").format(
            measure=self.measure.currentText(), ranges="; ".join(parts)
        )

    def _x_label(self) -> str:
        if self.sweep is None:
            return ""
        kind = self.sweep.steps[self.sweep.varied].kind
        return f"{corruption.label(kind)} ({corruption.unit(kind)})"

    # Files

    def save_png(self, path: Path) -> None:
        self.plot.save_png(path)

    def save_csv(self, path: Path) -> None:
        if self.sweep is not None:
            write_atomically(path, self.sweep.csv())

    def save_markdown(self, path: Path) -> None:
        if self.sweep is not None:
            write_atomically(path, self.sweep.markdown())

    def _ask_png(self) -> None:
        self._ask("PNG", ".png", self.save_png)

    def _ask_csv(self) -> None:
        self._ask("CSV", ".csv", self.save_csv)

    def _ask_markdown(self) -> None:
        self._ask("Markdown", ".md", self.save_markdown)

    def _ask(self, kind: str, suffix: str, save: Callable[[Path], None]) -> None:
        if self.sweep is None:
            return
        suggestion = f"denoising-{self.sweep.steps[self.sweep.varied].kind}{suffix}"
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Save the sweep"), suggestion, f"{kind} (*{suffix})"
        )
        if name:
            path = Path(name) if Path(name).suffix else Path(name).with_suffix(suffix)

            def save_and_tell() -> None:
                save(path)
                self.session.message.emit(tr("{path} is saved.").format(path=path), "", "info")

            self.session.guard(save_and_tell, f"sweep/{suffix}")

    def retranslate(self) -> None:
        told = (
            (self.over, tr("Over"), tr("Which damage grows; the others stay as they are.")),
            (self.low, tr("from"), tr("The smallest amount.")),
            (self.high, tr("to"), tr("The largest amount.")),
            (self.points, "", tr("So many amounts, evenly spread.")),
            (
                self.pictures,
                "",
                tr("So many test pictures, evenly spread over the split. More: steadier curves."),
            ),
        )
        for label, (field, text, tip) in zip(self.labels, told, strict=True):
            label.setText(text)
            label.setVisible(bool(text))
            field.setToolTip(tip)
            field.setAccessibleName(tip)
        self.points.setSuffix(tr(" amounts"))
        self.pictures.setSuffix(tr(" pictures"))
        for box in (self.low, self.high):
            box.setLocale(locale())
        for place, action in enumerate(self.actions_):
            kind = ("PNG", "CSV", "Markdown")[place]
            action.setText(tr("As {kind}…").format(kind=kind))
        self.save_button.setText(tr("Save"))
        self.save_button.setAccessibleName(tr("Save the sweep"))
        self.save_button.setToolTip(
            tr("The plot as a picture, or the figures with how they were measured.")
        )
        self.measure.setAccessibleName(tr("Measure"))
        self.measure.setToolTip(
            tr(
                "PSNR counts every pixel's squared error; SSIM compares mean, contrast and "
                "structure of small windows. They need not agree: a blurred picture has a good "
                "PSNR."
            )
        )
        for button, text, tip in (
            (
                self.start_button,
                tr("Start the sweep"),
                tr(
                    "Damages the same test pictures more and more, lets every ticked method mend "
                    "them, and draws a curve for each. Projection and completion take long."
                ),
            ),
            (self.cancel_button, tr("Cancel"), tr("Stops the sweep.")),
        ):
            button.setText(text)
            button.setAccessibleName(text)
            button.setToolTip(tip)
        self.progress.setAccessibleName(tr("How far the sweep is"))
        for place in range(self.over.count()):
            self.over.setItemText(place, corruption.label(str(self.over.itemData(place))))
        if self.sweep is not None:
            self.verdict.setText(self._winners())
            self.protocol.setText(self.sweep.protocol())


def _name(curve: Curve) -> str:
    """A curve's label in the language of the sweep's start, but for the damage itself."""
    return tr("Damaged") if curve.key == "damaged" else curve.label


def _amount(value: float) -> str:
    return number(value, 2)
