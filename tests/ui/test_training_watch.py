"""The window reads what a trainer writes, and writes what it shall do."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gen_explorer.core import paths
from gen_explorer.training import control
from gen_explorer.ui import training_watch
from gen_explorer.ui.session import Session
from tests.training.test_completion import write_run as write_old_run
from tests.ui.watched_run import CONFIG, make_run, say, write_steps

GONE = 2**22 - 3
"""A process number that nobody has."""


def _watch(session: Session, run: Path, qtbot: QtBot) -> training_watch.TrainingWatch:
    watch = session.training
    with qtbot.waitSignal(watch.history_changed, timeout=5000):
        watch.watch(run)
    return watch


def test_a_finished_run_is_read(empty_session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    watch = _watch(empty_session, make_run(tmp_path / "run"), qtbot)
    assert watch.history is not None
    assert len(watch.history.series("loss")[0]) == 20
    assert watch.state == "finished"
    assert watch.config == CONFIG
    assert watch.checkpoint_step == 20
    assert watch.seconds == 19.0
    assert not watch.is_alive


def test_what_a_living_run_adds_arrives(
    empty_session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    run = make_run(tmp_path / "run", state="running")
    watch = _watch(empty_session, run, qtbot)
    assert watch.is_alive
    with qtbot.waitSignal(watch.history_changed, timeout=5000):
        write_steps(run, 21, 23)
    assert watch.history is not None
    assert watch.history.series("loss")[0][-1] == 23
    with qtbot.waitSignal(watch.status_changed, timeout=5000):
        say(run, "paused", 23)
    assert watch.state == "paused"


def test_much_at_once_is_read_in_a_job(
    empty_session: Session, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training_watch, "PIECE", 100)
    run = make_run(tmp_path / "run", state="running")
    watch = _watch(empty_session, run, qtbot)
    before = watch.history
    with qtbot.waitSignal(watch.history_changed, timeout=5000):
        write_steps(run, 21, 60)
    assert watch.history is not before
    assert watch.history is not None
    assert watch.history.series("loss")[0][-1] == 60


def test_a_killed_trainer_is_noticed(empty_session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    run = make_run(tmp_path / "run")
    say(run, "running", 20, pid=GONE)
    assert _watch(empty_session, run, qtbot).state == "lost"


def test_wishes_reach_the_folder_whole_and_in_order(
    empty_session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    run = make_run(tmp_path / "run", state="running")
    watch = _watch(empty_session, run, qtbot)
    watch.pause()
    watch.step()
    watch.step()
    watch.send(settings={"beta": 2.0})
    watch.send(settings={"learning_rate/elbo": 1e-4}, steps_per_second=3.0)
    wanted = control.Control(True, 2, 3.0, "", {"beta": 2.0, "learning_rate/elbo": 1e-4})
    assert watch.control == wanted
    qtbot.waitUntil(lambda: control.read(run) == wanted, timeout=5000)
    watch.go_on()
    qtbot.waitUntil(lambda: not control.read(run).is_paused, timeout=5000)
    watch.stop_now()
    assert control.read(run).stop == "keep"


def test_a_run_that_is_steered_elsewhere_shows_how(
    empty_session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    run = make_run(tmp_path / "run", state="paused")
    control.write(run, control.Control(is_paused=True, settings={"beta": 4.0}))
    watch = _watch(empty_session, run, qtbot)
    assert watch.control.is_paused
    assert watch.control.settings == {"beta": 4.0}


def test_runs_are_compared_once_and_forgotten(
    empty_session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    watch = _watch(empty_session, make_run(tmp_path / "one"), qtbot)
    other = make_run(tmp_path / "two")
    with qtbot.waitSignal(watch.compared_changed, timeout=5000):
        watch.compare(other)
    watch.compare(other)
    watch.compare(tmp_path / "one")
    assert [history.path for history in watch.compared] == [other]
    watch.watch(other)
    assert watch.compared == []
    with qtbot.waitSignal(watch.compared_changed, timeout=5000):
        watch.compare(tmp_path / "one")
    watch.forget_compared(tmp_path / "one")
    assert watch.compared == []


def test_alarms_come_with_the_history(empty_session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    run = make_run(tmp_path / "run")
    with (run / "events.jsonl").open("a", encoding="utf-8") as out:
        event = {"step": 21, "time": 2000.0, "loss": float("nan")}
        out.write(json.dumps(event) + "\n")
    watch = empty_session.training
    with qtbot.waitSignal(watch.alarms_changed, timeout=5000, check_params_cb=lambda: True):
        watch.watch(run)
    qtbot.waitUntil(lambda: bool(watch.alarms), timeout=8000)
    assert watch.alarms[0].kind == "nan"


def test_discarding_deletes_the_folder(
    empty_session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    run = make_run(tmp_path / "run")
    watch = _watch(empty_session, run, qtbot)
    watch.discard()
    assert watch.run is None
    qtbot.waitUntil(lambda: not run.exists(), timeout=5000)


def test_running_trainings_are_found_again(
    empty_session: Session, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEN_EXPLORER_RUNS", str(tmp_path))
    make_run(tmp_path / "done")
    alive = make_run(tmp_path / "alive", state="running")
    found: list[list[Path]] = []
    empty_session.training.find_running(found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=5000)
    assert found == [[alive]]


def test_new_runs_have_names_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEN_EXPLORER_RUNS", str(tmp_path))
    first = training_watch.new_run(CONFIG)
    assert first.parent == paths.runs_dir()
    first.mkdir()
    assert training_watch.new_run(CONFIG) != first
    assert "vae" in first.name


def test_a_file_that_is_no_run_becomes_a_message(
    empty_session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "events.out.tfevents.1").write_bytes(os.urandom(64))
    (tmp_path / "empty").mkdir()
    watch = empty_session.training
    said: list[str] = []
    empty_session.message.connect(lambda what, remedy, level: said.append(what))
    for name in ("nowhere", "empty"):
        watch.watch(tmp_path / name)
        qtbot.waitUntil(lambda: watch.run is None, timeout=5000)
        assert name in said[-1]


def test_a_run_of_an_old_version_is_finished_where_its_log_says_so(
    empty_session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    write_old_run(tmp_path / "whole", 60, 60)
    watch = _watch(empty_session, tmp_path / "whole", qtbot)
    assert (watch.state, watch.can_resume) == ("finished", False)
    write_old_run(tmp_path / "part", 45, 40)
    watch = _watch(empty_session, tmp_path / "part", qtbot)
    assert (watch.state, watch.can_resume) == ("recorded", True)
