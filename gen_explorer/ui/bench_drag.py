"""A hand that drags and a probe that notes what is painted: what the window's benches share."""

from __future__ import annotations

import os
import sys
import time
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QLabel

from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import language, tr
from gen_explorer.engine.request import Frame, Latents, Quality
from gen_explorer.latent.priors import resolve
from gen_explorer.models.base import Control, LatentSpec
from gen_explorer.state.recipe import Recipe
from gen_explorer.ui import language as languages
from gen_explorer.ui import theme
from gen_explorer.ui.main_window import MainWindow
from gen_explorer.ui.panels.picture import PicturePanel
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.latent_row import zones
from gen_explorer.ui.widgets.latent_slider import LatentSlider
from gen_explorer.ui.window_report import Drag

INPUT_SECONDS = 0.008
"""Between two movements of the mouse: 125 a second, as most mice send them."""
BEAT_SECONDS = 0.004
SWEEP_SECONDS = 2.0
"""Once along the slider and back."""
WARM_SHARE = 0.2
"""Of a drag, before its memory is first read."""
PATIENCE = 60.0
FLUSHED = QEvent.Type(QEvent.registerEventType())


def application() -> QApplication:
    is_headless = sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    if is_headless:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication(sys.argv[:1])
    languages.apply(app, language())
    theme.apply(app, "system")
    return app


def find_hand(window: MainWindow) -> Hand:
    """What is dragged: the first slider, or, of a model that no vector drives, its temperature or
    the weight of its first class."""
    spec = window.session.spec
    assert spec is not None
    if spec.vector_size == 0:
        return ControlHand(window.session, spec)
    shown = [s for s in window.findChildren(LatentSlider) if s.isVisible() and s.row is not None]
    if not shown:
        raise UserError(tr("There is no slider to drag."), tr("Open the panel Sliders first."))
    return SliderHand(min(shown, key=lambda s: s.mapTo(window, s.rect().topLeft()).y()))


class Hand(Protocol):
    """Drags something; `share` in [0, 1] is where between its ends."""

    def press(self) -> None: ...
    def move(self, share: float) -> None: ...
    def release(self) -> None: ...


class SliderHand:
    """A mouse on a slider."""

    def __init__(self, slider: LatentSlider) -> None:
        self._slider = slider

    def press(self) -> None:
        _send(self._slider, QEvent.Type.MouseButtonPress, self._place(0.0))

    def move(self, share: float) -> None:
        _send(self._slider, QEvent.Type.MouseMove, self._place(share))

    def release(self) -> None:
        _send(self._slider, QEvent.Type.MouseButtonRelease, self._place(0.0))

    def _place(self, share: float) -> QPointF:
        track = zones(self._slider.width(), self._slider.fontMetrics()).track
        return QPointF(track.left() + share * track.width(), track.center().y())


class ControlHand:
    """The recipe as the controls of a model without a vector change it."""

    def __init__(self, session: Session, spec: LatentSpec) -> None:
        self._session = session
        settings = [(place.start, s.low, s.high) for s, place in spec.find(Control.SETTING)]
        first: tuple[int, float, float] = settings[0] if settings else (0, 0.0, 1.0)
        self._index, self._low, self._high = first

    def press(self) -> None:
        self.move(0.0)

    def move(self, share: float) -> None:
        value = self._low + share * (self._high - self._low)
        self._session.set_recipe(self._session.store.recipe.with_value(self._index, value), "bench")

    def release(self) -> None:
        self._session.end_gesture()


class Probe(QObject):
    """Stands between session and bridge and notes what is asked for and what is painted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        panel = window.findChild(PicturePanel)
        assert panel is not None
        self._session = session = window.session
        self._canvas = canvas = panel.canvas
        self._submit = session.bridge.submit
        self._draw: Callable[[Latents], Any] | None = None
        self._is_empty = False
        self._label: QLabel | None = None
        self.revision = 0
        """The newest that was asked for."""
        self.painted_revision = 0
        self.flushed, self.flushed_at = array("q"), array("d")
        """Revisions, and when: plain numbers, since a long drag shall not seem to leak."""
        self.decode_ms = array("d")
        session.bridge.submit = self._note  # type: ignore[method-assign]
        session.bridge.frame_arrived.connect(self._frame_arrived)
        canvas.painted.connect(self._painted)

    def remove(self) -> None:
        del self._session.bridge.submit  # the class's own again
        self._session.bridge.frame_arrived.disconnect(self._frame_arrived)
        self._canvas.painted.disconnect(self._painted)
        if self._label is not None:
            self._label.hide()
            self._label.deleteLater()

    def draw_nothing(self) -> None:
        """From now on a picture counts as painted as soon as it is asked for."""
        self._is_empty = True

    def draw_naively(self, draw: Callable[[Latents], Any]) -> None:
        """From now on pictures are decoded where they are asked for."""
        self._draw = draw
        self._is_empty = False
        self._label = QLabel(self._canvas)
        self._label.setGeometry(self._canvas.place)
        self._label.show()

    def _note(
        self, view: str, subject: Recipe | Latents, quality: Quality = Quality.SETTLED
    ) -> int:
        if view != "picture":
            return self._submit(view, subject, quality)
        if self._is_empty:
            self.revision += 1
            self._painted(self.revision)
        elif self._draw is None or not isinstance(subject, Recipe):
            self.revision = self._submit(view, subject, quality)
        else:
            self.revision += 1
            self._show_naively(self._draw, subject)
        return self.revision

    def _show_naively(self, draw: Callable[[Latents], Any], recipe: Recipe) -> None:
        spec, label = self._session.spec, self._label
        assert spec is not None
        assert label is not None
        array = draw(resolve(spec, recipe)[np.newaxis])
        height, width, _ = array.shape
        image = QImage(array.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        label.setPixmap(QPixmap.fromImage(image).scaled(label.size()))
        label.repaint()
        self._painted(self.revision)

    def _frame_arrived(self, frame: Frame) -> None:
        if frame.view == "picture" and frame.error is None:
            self.decode_ms.append(frame.timings.total)

    def _painted(self, revision: int) -> None:
        self.painted_revision = revision
        # Painting goes on to the flush without a pause; this is handled right after it.
        QCoreApplication.postEvent(self, QEvent(FLUSHED), Qt.EventPriority.HighEventPriority.value)

    def event(self, event: QEvent) -> bool:
        if event.type() == FLUSHED:
            self.flushed.append(self.painted_revision)
            self.flushed_at.append(time.perf_counter())
            return True
        return super().event(event)


class Dragger(QObject):
    """Moves a hand to and fro for a while, and feels the GUI thread's pulse meanwhile."""

    def __init__(self, hand: Hand, probe: Probe, seconds: float) -> None:
        super().__init__()
        self._hand = hand
        self._probe = probe
        self._seconds = seconds
        self._inputs, self._input_at = array("q"), array("d")
        self._beats = array("d")
        self._last_beat = 0.0
        self._start = 0.0
        self._memory = 0.0

    def run(self) -> Drag:
        for noted in (self._probe.flushed, self._probe.flushed_at, self._probe.decode_ms):
            del noted[:]
        self._hand.press()
        move = _timer(self, INPUT_SECONDS, self._move)
        beat = _timer(self, BEAT_SECONDS, self._beat)
        cpu = time.thread_time()
        self._start = self._last_beat = time.perf_counter()
        spin(lambda: time.perf_counter() - self._start > self._seconds, self._seconds + PATIENCE)
        seconds = time.perf_counter() - self._start
        cpu = time.thread_time() - cpu
        memory = memory_mb()
        move.stop()
        beat.stop()
        newest = self._probe.revision
        spin(lambda: self._probe.painted_revision >= newest)
        self._hand.release()
        spin(lambda: self._probe.painted_revision >= self._probe.revision)
        latencies = self._latencies()
        beats = np.array(self._beats) * 1e3
        return Drag(
            seconds=seconds,
            inputs=len(self._inputs),
            frames=len(set(self._probe.flushed)),
            latency_p50=float(np.median(latencies)),
            latency_p99=float(np.percentile(latencies, 99)),
            stall=float(beats.max()),
            beat_p50=float(np.median(beats)),
            beat_p99=float(np.percentile(beats, 99)),
            gui_busy=cpu / seconds,
            memory_first=self._memory,
            memory_last=memory,
        )

    def _move(self) -> None:
        now = time.perf_counter()
        if not self._memory and now - self._start > self._seconds * WARM_SHARE:
            self._memory = memory_mb()
        turn = (now - self._start) / SWEEP_SECONDS % 1.0
        before = self._probe.revision
        self._hand.move(2 * min(turn, 1 - turn))
        if self._probe.revision != before:
            self._inputs.append(self._probe.revision)
            self._input_at.append(now)

    def _beat(self) -> None:
        now = time.perf_counter()
        self._beats.append(max(0.0, now - self._last_beat - BEAT_SECONDS))
        self._last_beat = now

    def _latencies(self) -> list[float]:
        """Milliseconds from each movement's arrival at the slider to the first flush of its
        picture or a newer one. How late the GUI thread takes events is the beat's to tell."""
        found, place, flushed = [], 0, self._probe.flushed
        for revision, when in zip(self._inputs, self._input_at, strict=True):
            while place < len(flushed) and flushed[place] < revision:
                place += 1
            if place < len(flushed):
                found.append((self._probe.flushed_at[place] - when) * 1e3)
        return found


def memory_mb() -> float:
    """What this process holds in memory; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def _timer(parent: QObject, seconds: float, slot: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(slot)
    timer.start(round(seconds * 1000))
    return timer


def _send(slider: LatentSlider, kind: QEvent.Type, place: QPointF) -> None:
    left = Qt.MouseButton.LeftButton
    is_move, is_release = kind == QEvent.Type.MouseMove, kind == QEvent.Type.MouseButtonRelease
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        kind,
        place,
        slider.mapToGlobal(place),
        none if is_move else left,
        none if is_release else left,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.sendEvent(slider, event)


def spin(is_done: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Runs the event loop until `is_done()`. Raises `UserError` when it never is."""
    end = time.perf_counter() + seconds
    keeper = QTimer()
    keeper.start(5)  # wakes the loop so that it looks again
    while not is_done():
        if time.perf_counter() > end:
            raise UserError(
                tr("The window did not answer in time."),
                tr("Try again while the computer does less, or with a smaller model."),
            )
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    keeper.stop()
