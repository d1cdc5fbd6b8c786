"""How fast the picture comes: device, milliseconds a frame, frames a second, where time goes."""

from __future__ import annotations

import time
from collections import deque

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.engine.request import Frame, Timings
from gen_explorer.ui.language import Retranslating, number
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.stacked_bar import StackedBar

UPDATE_MS = 100
"""Shortest time between two updates of the figures."""
WINDOW_SECONDS = 1.0
"""Frames a second are counted over this long."""
KEPT = 30
"""Frames that the milliseconds are averaged over."""


class StatusPanel(Retranslating, QWidget):
    """Figures of the view "picture", at most ten times a second."""

    NAME = "status"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusPanel")
        self._session = session
        self._timings: deque[Timings] = deque(maxlen=KEPT)
        self._arrivals: deque[float] = deque()
        self._figures: dict[str, QLabel] = {}
        self._captions: dict[str, QLabel] = {}
        row = QHBoxLayout()
        row.setSpacing(18)
        for name in ("frame", "rate", "device"):
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addStretch(1)
            self._figures[name] = QLabel("–", self)
            self._figures[name].setObjectName("figure" if name != "device" else "caption")
            self._captions[name] = QLabel(self)
            self._captions[name].setObjectName("caption")
            cell.addWidget(self._figures[name])
            cell.addWidget(self._captions[name])
            row.addLayout(cell, 1 if name == "device" else 0)
        self._figures["device"].setWordWrap(True)
        self._bar = StackedBar(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._bar)
        column.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.refresh)
        session.bridge.frame_arrived.connect(self._frame_arrived)
        session.bridge.model_loaded.connect(lambda _report: self._soon())
        session.model_changed.connect(self._forget)
        self.retranslate()

    def title(self) -> str:
        return tr("Status")

    def retranslate(self) -> None:
        self._captions["frame"].setText(tr("a frame"))
        self._captions["rate"].setText(tr("frames a second"))
        self._captions["device"].setText(tr("device"))
        self._keep_size()
        for name, tip in (
            (
                "frame",
                tr("Time to draw one picture: latent, forward pass, copy. Below 16 ms looks live."),
            ),
            (
                "rate",
                tr("Pictures shown during the last second. Nothing is drawn while nothing moves."),
            ),
            ("device", tr("Where the network is computed. Model, Device chooses another.")),
        ):
            self._figures[name].setToolTip(tip)
            self._captions[name].setToolTip(tip)
            self._figures[name].setAccessibleName(self._captions[name].text())
        self._bar.setAccessibleName(tr("What the time was spent on"))
        self._bar.setToolTip(
            tr(
                "Where a frame's time goes. Latent: recipe to vector z. Network: forward pass and "
                "packing to pixels. Copy: device to memory. Waiting: before the work began."
            )
        )
        self.refresh()

    def _keep_size(self) -> None:
        """Figures of a fixed size: else each new one would lay out the whole window."""
        for name, widest in (("frame", tr("{count} ms").format(count=number(8888.8, 1))),
                             ("rate", "8888")):  # fmt: skip
            label = self._figures[name]
            label.ensurePolished()
            metrics = label.fontMetrics()
            caption = self._captions[name].sizeHint().width()
            width = max(metrics.horizontalAdvance(widest) + 4, caption)
            label.setFixedSize(width, metrics.height() + 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._keep_size()

    def refresh(self) -> None:
        """Writes the figures; while frames have come lately, it does so again soon."""
        now = time.monotonic()
        while self._arrivals and now - self._arrivals[0] > WINDOW_SECONDS:
            self._arrivals.popleft()
        mean = self._mean()
        total = tr("{count} ms").format(count=number(mean.total, 1)) if self._timings else "–"
        self._figures["frame"].setText(total)
        self._figures["rate"].setText(str(len(self._arrivals)))
        report = self._session.report
        device = report.device.name if report is not None and report.device is not None else "–"
        self._figures["device"].setText(device)
        self._bar.show_shares(
            (mean.resolve, mean.decode, mean.copy, mean.wait),
            (tr("latent"), tr("network"), tr("copy"), tr("waiting")),
        )
        if self._arrivals and not self._timer.isActive():
            self._timer.start(UPDATE_MS if now - self._arrivals[-1] < UPDATE_MS / 1000 else 400)

    def _mean(self) -> Timings:
        count = max(1, len(self._timings))
        return Timings(
            sum(t.resolve for t in self._timings) / count,
            sum(t.decode for t in self._timings) / count,
            sum(t.copy for t in self._timings) / count,
            sum(t.wait for t in self._timings) / count,
        )

    def _frame_arrived(self, frame: Frame) -> None:
        if frame.view != "picture" or frame.error is not None:
            return
        self._timings.append(frame.timings)
        self._arrivals.append(time.monotonic())
        self._soon()

    def _forget(self) -> None:
        self._timings.clear()
        self._soon()

    def _soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start(UPDATE_MS)
