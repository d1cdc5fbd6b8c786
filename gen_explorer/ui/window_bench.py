"""What a hand on a slider sees: latency, frames a second and stalls, in the real window.

A mouse is drawn along the real slider by synthetic events (where a model has none, its recipe is
changed as its controls do it), and the canvas tells what it painted.
The same drag is then done without any picture, and the naive way: decoded in the slider's own
callback with eager torch and shown as a fresh QPixmap. All else in the window stays as it is.
"""

from __future__ import annotations

import importlib
import sys

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent

from gen_explorer.checkpoints.bundle import open_bundle
from gen_explorer.core.settings import Settings
from gen_explorer.engine.bench import machine
from gen_explorer.ui.bench_drag import Dragger, Probe, application, find_hand, spin
from gen_explorer.ui.main_window import MainWindow
from gen_explorer.ui.map_bench import bench_map
from gen_explorer.ui.session import Session
from gen_explorer.ui.window_report import ModelDrags, WindowReport

SWITCH_INTERVAL = 0.001
"""As in the real program."""


def run(models: list[str], seconds: float = 10.0) -> WindowReport:
    """Opens the window and drags the most important slider of each model for `seconds`.

    Raises `UserError` when a model cannot be opened.
    """
    app = application()
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_INTERVAL)
    session = Session(Settings(), is_remembering=False)
    window = MainWindow(session, is_layout_kept=False)
    window.first_painted.connect(window.fill_late_panels)
    completed: list[bool] = []
    window.completed.connect(lambda: completed.append(True))
    try:
        window.show()
        spin(lambda: bool(completed))
        seen = tuple(_measure(window, name, seconds) for name in models)
        return WindowReport(machine(), app.platformName(), seen, bench_map())
    finally:
        window.close()
        session.shutdown()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
        sys.setswitchinterval(before)


def _measure(window: MainWindow, name: str, seconds: float) -> ModelDrags:
    session = window.session
    bundle = open_bundle(name)
    probe = Probe(window)
    try:
        session.open_model(name)
        spin(lambda: session.bundle is not None and session.bundle.key == bundle.key)
        spin(lambda: probe.painted_revision > 0 and session.bridge.is_idle)
        hand = find_hand(window)
        engine = Dragger(hand, probe, seconds).run()
        pass_ms = float(np.median(probe.decode_ms)) if probe.decode_ms else 0.0
        probe.draw_nothing()
        empty = Dragger(hand, probe, seconds).run()
        naive = importlib.import_module("gen_explorer.engine.naive")
        draw = naive.eager(naive.load(bundle))
        draw(np.zeros((1, bundle.card.latent.size), np.float32))
        probe.draw_naively(draw)
        slow = Dragger(hand, probe, seconds).run()
    finally:
        probe.remove()
    return ModelDrags(bundle.card.id, pass_ms, engine, slow, empty)
