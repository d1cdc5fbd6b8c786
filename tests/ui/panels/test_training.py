"""The training panel: setting up, steering, alarms, other runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from gen_explorer.core.errors import UserError
from gen_explorer.data import glimpse
from gen_explorer.training import control, estimate, presets
from gen_explorer.training.alarm import Alarm
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.estimate import Estimate
from gen_explorer.ui import language, training_farewell
from gen_explorer.ui.main_window import MainWindow
from gen_explorer.ui.panels import training_estimate
from gen_explorer.ui.panels.training import TrainingPanel
from gen_explorer.ui.panels.training_pages import RUN, RUNS, SETUP
from gen_explorer.ui.session import Session
from tests.ui.watched_run import make_run, say

for family in ("vae", "gan"):  # loads torch here, and not in a job that a test waits for
    presets.prepare(family, "digits", "classroom")
glimpse.look("digits")


@pytest.fixture(autouse=True)
def nothing_is_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process is started for it, unless a test asks for that."""
    monkeypatch.setattr(training_estimate, "MEASURE_MS", 10**7)


@pytest.fixture
def panel(
    empty_session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> TrainingPanel:
    monkeypatch.setenv("GEN_EXPLORER_RUNS", str(tmp_path / "runs"))
    made = TrainingPanel(empty_session)
    qtbot.addWidget(made)
    made.resize(340, 860)
    made.show()
    _filled(made, qtbot)
    return made


def _filled(panel: TrainingPanel, qtbot: QtBot) -> None:
    setup = panel.setup
    qtbot.waitUntil(lambda: setup.is_settled, timeout=20_000)


def _run(panel: TrainingPanel, tmp_path: Path, qtbot: QtBot, state: str) -> Path:
    run = make_run(tmp_path / "a-run", state=state)
    with qtbot.waitSignal(panel.watch.history_changed, timeout=5000):
        panel.watch.watch(run)
    return run


def test_start_trains_what_is_chosen(panel: TrainingPanel, qtbot: QtBot) -> None:
    _filled(panel, qtbot)
    panel.setup.choose("vae", "digits", "classroom")
    _filled(panel, qtbot)
    started: list[TrainConfig] = []
    panel.setup.started.disconnect()
    panel.setup.started.connect(lambda config, device: started.append(config))
    panel.setup.form.size_form.editors["latent_size"].setValue(3)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: panel.setup.is_settled, timeout=5000)
    panel.setup.start_button.click()
    assert started[0].family == "vae"
    assert started[0].data == "digits"
    assert started[0].model["latent_size"] == 3


def test_start_at_once_waits_for_the_form(panel: TrainingPanel, qtbot: QtBot) -> None:
    started: list[TrainConfig] = []
    panel.setup.started.disconnect()
    panel.setup.started.connect(lambda config, device: started.append(config))
    panel.setup.choose("gan", "digits", "classroom")
    panel.setup.start_button.click()
    qtbot.waitUntil(lambda: bool(started), timeout=20_000)
    assert (started[0].family, started[0].data) == ("gan", "digits")
    _filled(panel, qtbot)


def test_the_estimate_says_at_once_that_it_is_timing(
    panel: TrainingPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup, line = panel.setup, panel.setup.estimate_line
    known = Estimate(90.0, 10**9, 1498, 5000.0, 44, 1000)
    monkeypatch.setattr(estimate, "measure", lambda *_: known)
    monkeypatch.setattr(training_estimate, "MEASURE_MS", 0)
    setup.choose("vae", "digits", "classroom")
    assert line.text() == "Timing some steps on this computer…"
    with qtbot.waitSignal(line.measured, timeout=20_000):
        pass
    assert "5,000 pictures/s" in line.text()
    before = line.text()
    monkeypatch.setattr(training_estimate, "MEASURE_MS", 10**7)
    size = setup.form.size_form.editors["latent_size"]
    was = size.value()  # type: ignore[attr-defined]
    size.setValue(was + 1)  # type: ignore[attr-defined]
    assert line.text() == "Timing some steps on this computer…"
    qtbot.waitUntil(lambda: "weights" in line.text(), timeout=5000)
    assert "pictures/s" not in line.text()
    size.setValue(was)  # type: ignore[attr-defined]
    assert "5,000 pictures/s" in line.text()
    qtbot.waitUntil(lambda: line.text() == before, timeout=5000)


def test_a_run_that_cannot_be_tried_can_be_made_smaller(
    panel: TrainingPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_much(*_: object) -> None:
        raise UserError("There is no room.", "Use less.")

    setup = panel.setup
    monkeypatch.setattr(estimate, "measure", too_much)
    monkeypatch.setattr(training_estimate, "MEASURE_MS", 0)
    with qtbot.waitSignal(setup.estimate_line.refused, timeout=20_000):
        setup.form.size_form.editors["latent_size"].setValue(7)  # type: ignore[attr-defined]
    assert "There is no room." in setup.problem.text()
    assert not setup.start_button.isEnabled()
    monkeypatch.setattr(training_estimate, "MEASURE_MS", 10**7)
    setup.form.size_form.editors["latent_size"].setValue(2)  # type: ignore[attr-defined]
    assert setup.start_button.isEnabled()
    assert not setup.problem.isVisible()
    _filled(panel, qtbot)


def test_what_is_impossible_is_told_beside_its_field(panel: TrainingPanel, qtbot: QtBot) -> None:
    _filled(panel, qtbot)
    setup = panel.setup
    setup.form.size_form.editors["latent_size"].setValue(-1)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not setup.start_button.isEnabled(), timeout=5000)
    label = setup.form.size_form._problems["latent_size"]
    assert label.isVisible()
    assert "65536" in label.text()
    setup.form.size_form.editors["latent_size"].setValue(4)  # type: ignore[attr-defined]
    qtbot.waitUntil(setup.start_button.isEnabled, timeout=5000)
    assert not label.isVisible()


def test_every_setting_has_an_editor_with_its_help(panel: TrainingPanel, qtbot: QtBot) -> None:
    _filled(panel, qtbot)
    setup = panel.setup
    assert setup.prepared is not None
    shown = {**setup.form.size_form.editors, **setup.form.model_form.editors}
    assert set(shown) == {field.name for field in setup.prepared.family}
    for editor in (*shown.values(), *setup.form.schedule_form.editors.values()):
        assert editor.accessibleName()
        assert editor.toolTip()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    english = shown["likelihood"].toolTip()
    language.apply(app, "es")
    qtbot.waitUntil(lambda: "moneda" in shown["likelihood"].toolTip(), timeout=2000)
    language.apply(app, "en")
    qtbot.waitUntil(lambda: shown["likelihood"].toolTip() == english, timeout=2000)


def test_a_shipped_model_brings_its_settings_and_data(panel: TrainingPanel, qtbot: QtBot) -> None:
    _filled(panel, qtbot)
    setup = panel.setup
    action = next(a for a in setup.form.shipped_menu.actions() if a.text() == "digits-binary-vae")
    action.trigger()
    qtbot.waitUntil(lambda: setup.prepared.preset.id == "digits-binary-vae", timeout=10_000)  # type: ignore[union-attr]
    assert setup.data.data == "mnist"
    assert setup.config is not None
    assert setup.config.epochs == 80
    assert setup.config.model["binarise"] is True


def test_controls_write_what_is_asked(panel: TrainingPanel, qtbot: QtBot, tmp_path: Path) -> None:
    run = _run(panel, tmp_path, qtbot, "running")
    assert panel.pages.currentIndex() == RUN
    panel.controls.pause.click()
    panel.controls.step.click()
    panel.controls.slow.click()
    qtbot.waitUntil(lambda: control.read(run).steps_per_second > 0, timeout=5000)
    told = control.read(run)
    assert told.is_paused
    assert told.steps == 1
    panel.controls.pause.click()
    panel.controls.stop.click()
    qtbot.waitUntil(lambda: control.read(run).stop == "keep", timeout=5000)
    assert not control.read(run).is_paused


def test_settings_change_while_it_runs(panel: TrainingPanel, qtbot: QtBot, tmp_path: Path) -> None:
    run = _run(panel, tmp_path, qtbot, "running")
    qtbot.waitUntil(lambda: "beta" in panel.live.fields, timeout=20_000)
    field = panel.live.fields["beta"]
    assert not panel.live.apply.isEnabled()
    field.selectAll()
    QTest.keyClicks(field, "1000")
    assert not panel.live.apply.isEnabled()
    assert panel.live.problem.text()
    field.selectAll()
    QTest.keyClicks(field, "2.5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: control.read(run).settings == {"beta": 2.5}, timeout=5000)


def test_a_failed_run_says_what_happened_and_what_is_kept(
    panel: TrainingPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    run = _run(panel, tmp_path, qtbot, "running")
    say(run, "failed", 20, message="The disk is full.")
    qtbot.waitUntil(lambda: panel.watch.state == "failed", timeout=5000)
    assert panel.state.what.text() == "The disk is full."
    assert "Free some space." in panel.state.remedy.text()
    assert "20" in panel.state.remedy.text()
    assert panel.controls.resume.isVisible()
    assert not panel.controls.stop.isVisible()


def test_the_time_of_a_finished_run_is_told(
    panel: TrainingPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    run = _run(panel, tmp_path, qtbot, "finished")
    assert panel.state.facts["time"][1].text() == "0:19"
    (run / "status.json").unlink()
    panel.watch.watch(None)
    with qtbot.waitSignal(panel.watch.history_changed, timeout=5000):
        panel.watch.watch(run)
    assert [panel.state.facts[fact][1].text() for fact in ("step", "time")] == ["20", "0:19"]


def test_alarms_lead_to_their_step(panel: TrainingPanel, qtbot: QtBot, tmp_path: Path) -> None:
    _run(panel, tmp_path, qtbot, "running")
    panel.alarms.show_alarms([Alarm("mode_collapse", 340.0, "It collapses.", "0.1", "Less.")])
    (card,) = panel.alarms.cards
    with qtbot.waitSignal(panel.watch.step_asked, timeout=1000) as asked:
        QTest.keyClick(card, Qt.Key.Key_Return)
    assert asked.args == [340]
    assert "340" in card.accessibleName()


def test_runs_are_listed_and_watched(panel: TrainingPanel, qtbot: QtBot, tmp_path: Path) -> None:
    run = make_run(tmp_path / "runs" / "yesterday")
    panel.show_page(RUNS)
    qtbot.waitUntil(lambda: panel.runs.list.count() == 1, timeout=5000)
    panel.runs.list.setCurrentRow(0)
    panel.runs.watch.click()
    assert panel.watch.run == run
    assert panel.pages.currentIndex() == RUN


def test_discarding_asks_first(panel: TrainingPanel, qtbot: QtBot, tmp_path: Path) -> None:
    run = _run(panel, tmp_path, qtbot, "finished")
    panel.discard()
    assert panel._asked is not None
    panel._asked.button(QMessageBox.StandardButton.Cancel).click()
    assert run.exists()
    assert panel.watch.run == run
    panel.discard()
    box = panel._asked
    next(b for b in box.buttons() if b.text() == "Discard").click()
    qtbot.waitUntil(lambda: not run.exists(), timeout=5000)
    assert panel.pages.currentIndex() == SETUP


def test_a_training_left_in_the_background_is_offered(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEN_EXPLORER_RUNS", str(tmp_path))
    run = make_run(tmp_path / "left", state="running")
    with qtbot.waitSignal(window.session.offer, timeout=10_000) as offered:
        training_farewell.offer_running(window)
    assert "left" in offered.args[0]
    offered.args[3]()
    assert window.session.training.run == run
    window.session.training.watch(None)


@pytest.mark.parametrize(
    ("answer", "closes", "stop"),
    [("Go on in the background", True, ""), ("Stop and keep", True, "keep"), ("Cancel", False, "")],
)
def test_closing_asks_what_becomes_of_a_training(
    panel: TrainingPanel, qtbot: QtBot, tmp_path: Path, answer: str, closes: bool, stop: str
) -> None:
    run = _run(panel, tmp_path, qtbot, "running")

    def click() -> None:
        box = panel.findChild(QMessageBox, "trainingFarewell")
        next(button for button in box.buttons() if button.text() == answer).click()

    QTimer.singleShot(50, panel, click)
    assert training_farewell.may_close(panel.watch, panel) is closes
    assert control.read(run).stop == stop


def test_nothing_is_asked_without_a_training(panel: TrainingPanel) -> None:
    assert training_farewell.may_close(panel.watch, panel)


def test_actions_steer_the_watched_run(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.refresh()
    assert not window.menus.made("training.pause").isEnabled()
    run = make_run(tmp_path / "a-run", state="running")
    watch = window.session.training
    try:
        with qtbot.waitSignal(watch.history_changed, timeout=5000):
            watch.watch(run)
        window.refresh()
        window.menus.made("training.pause").trigger()
        window.menus.made("training.step").trigger()
        qtbot.waitUntil(lambda: control.read(run).steps == 1, timeout=5000)
        window.menus.made("training.runs").trigger()
        assert window.panel("training").pages.currentIndex() == RUNS
        window.menus.made("training.set-up").trigger()
        assert window.panel("training").pages.currentIndex() == SETUP
        window.menus.made("training.stop").trigger()
        qtbot.waitUntil(lambda: control.read(run).stop == "keep", timeout=5000)
    finally:
        watch.watch(None)  # else closing the window would ask
        qtbot.waitUntil(lambda: window.session.bridge.is_idle, timeout=20_000)
