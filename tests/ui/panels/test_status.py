"""The figures of how fast pictures come."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gen_explorer.engine.request import Frame, Timings
from gen_explorer.state.recipe import Recipe
from gen_explorer.ui import language
from gen_explorer.ui.panels.status import UPDATE_MS, StatusPanel
from gen_explorer.ui.session import Session


def _panel(session: Session, qtbot: QtBot) -> StatusPanel:
    panel = StatusPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def test_a_frame_shows_its_time_and_the_device(open_session: Session, qtbot: QtBot) -> None:
    panel = _panel(open_session, qtbot)
    open_session.set_recipe(Recipe(seed=4))
    qtbot.waitUntil(lambda: panel._figures["frame"].text().endswith("ms"), timeout=5000)
    assert int(panel._figures["rate"].text()) >= 1
    assert open_session.report is not None
    assert open_session.report.device is not None
    assert panel._figures["device"].text() == open_session.report.device.name


def test_figures_are_means_of_the_newest_frames(open_session: Session, qtbot: QtBot) -> None:
    panel = _panel(open_session, qtbot)
    panel._forget()
    for decode in (1.0, 3.0):
        panel._frame_arrived(Frame("picture", 1, 1, timings=Timings(decode=decode, resolve=0.5)))
    panel._frame_arrived(Frame("tiles", 1, 1, timings=Timings(decode=500.0)))
    panel.refresh()
    assert panel._figures["frame"].text() == "2.5 ms"
    assert panel._figures["rate"].text() == "2"


def test_it_writes_at_most_ten_times_a_second(open_session: Session, qtbot: QtBot) -> None:
    panel = _panel(open_session, qtbot)
    qtbot.waitUntil(lambda: not panel._timer.isActive(), timeout=5000)
    panel._frame_arrived(Frame("picture", 1, 1, timings=Timings(decode=1.0)))
    assert panel._timer.isActive()
    assert panel._timer.remainingTime() > UPDATE_MS * 0.5
    remaining = panel._timer.remainingTime()
    panel._frame_arrived(Frame("picture", 1, 2, timings=Timings(decode=1.0)))
    assert panel._timer.remainingTime() <= remaining


def test_it_rests_when_nothing_moves(open_session: Session, qtbot: QtBot) -> None:
    panel = _panel(open_session, qtbot)
    panel._frame_arrived(Frame("picture", 1, 1, timings=Timings(decode=1.0)))
    qtbot.waitUntil(lambda: not panel._timer.isActive(), timeout=5000)
    assert panel._figures["rate"].text() == "0"


def test_figures_change_their_language(
    open_session: Session, qtbot: QtBot, qapp: QApplication
) -> None:
    panel = _panel(open_session, qtbot)
    panel._frame_arrived(Frame("picture", 1, 1, timings=Timings(decode=1.5)))
    language.apply(qapp, "es")
    qtbot.waitUntil(lambda: "," in panel._figures["frame"].text(), timeout=2000)
    assert panel._captions["device"].text() == "dispositivo"
