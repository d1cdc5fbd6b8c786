"""The doorway into the GUI thread."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from gen_explorer.checkpoints.bundle import open_bundle
from gen_explorer.core.errors import UserError
from gen_explorer.engine.request import Frame, Quality
from gen_explorer.state.recipe import Recipe
from gen_explorer.ui.bridge import Bridge


@pytest.fixture
def bridge(qtbot: QtBot):  # type: ignore[no-untyped-def]
    made = Bridge()
    yield made
    made.shutdown()


def _load(bridge: Bridge, folder: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bridge.model_loaded, timeout=10_000):
        bridge.load(open_bundle(str(folder)), "cpu")


def test_a_recipe_comes_back_as_a_picture(bridge: Bridge, tiny: Path, qtbot: QtBot) -> None:
    _load(bridge, tiny, qtbot)
    with qtbot.waitSignal(bridge.frame_arrived, timeout=5000) as caught:
        revision = bridge.submit("picture", Recipe(seed=3))
    frame = caught.args[0]
    assert (frame.view, frame.revision, frame.pixels.shape) == ("picture", revision, (1, 16, 16))
    assert bridge.is_idle


def test_frames_arrive_in_the_gui_thread(bridge: Bridge, tiny: Path, qtbot: QtBot) -> None:
    _load(bridge, tiny, qtbot)
    threads = []
    bridge.frame_arrived.connect(lambda _frame: threads.append(threading.current_thread()))
    with qtbot.waitSignal(bridge.frame_arrived, timeout=5000):
        bridge.submit("picture", Recipe(seed=1))
    assert threads == [threading.main_thread()]


def test_the_last_of_many_requests_is_shown(bridge: Bridge, tiny: Path, qtbot: QtBot) -> None:
    _load(bridge, tiny, qtbot)
    shown: list[int] = []
    bridge.frame_arrived.connect(lambda frame: shown.append(frame.revision))
    for seed in range(200):
        last = bridge.submit("picture", Recipe(seed=seed), Quality.MOVING)
    qtbot.waitUntil(lambda: bool(shown) and shown[-1] == last, timeout=5000)
    assert shown == sorted(shown)
    assert len(shown) < 200


def test_all_parts_of_a_batch_pass(bridge: Bridge, tiny: Path, qtbot: QtBot) -> None:
    _load(bridge, tiny, qtbot)
    parts: list[Frame] = []
    bridge.frame_arrived.connect(parts.append)
    bridge.submit("sheet", np.zeros((70, 4), np.float32))
    qtbot.waitUntil(lambda: bool(parts) and parts[-1].is_last, timeout=5000)
    assert sum(len(part.pixels) for part in parts if part.pixels is not None) == 70
    assert bridge.is_idle


def test_a_frame_of_an_older_model_or_revision_is_not_shown(
    bridge: Bridge, tiny: Path, qtbot: QtBot
) -> None:
    _load(bridge, tiny, qtbot)
    shown: list[Frame] = []
    bridge.frame_arrived.connect(shown.append)
    epoch = bridge.epoch
    for frame_epoch, revision in ((epoch, 5), (epoch, 4), (epoch - 1, 6), (epoch, 5), (epoch, 7)):
        bridge._take_frame(Frame("picture", frame_epoch, revision))
    assert [frame.revision for frame in shown] == [5, 5, 7]


def test_a_job_reports_its_result_in_the_gui_thread(bridge: Bridge, qtbot: QtBot) -> None:
    got: list[tuple[object, threading.Thread]] = []
    bridge.run("math:sqrt", 25, on_result=lambda r: got.append((r, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(got), timeout=5000)
    assert got == [(5.0, threading.main_thread())]
    assert bridge.is_idle


def test_an_error_goes_to_who_asked_or_to_everybody(bridge: Bridge, qtbot: QtBot) -> None:
    errors: list[BaseException] = []
    bridge.run("gen_explorer.checkpoints.bundle:open_bundle", "/none", on_error=errors.append)
    qtbot.waitUntil(lambda: bool(errors), timeout=5000)
    assert isinstance(errors[0], UserError)
    with qtbot.waitSignal(bridge.job_failed, timeout=5000) as caught:
        bridge.run("math:sqrt", -1)
    assert isinstance(caught.args[0], ValueError)


def test_a_cancelled_job_calls_nobody(bridge: Bridge, qtbot: QtBot) -> None:
    called: list[object] = []
    job = bridge.run("math:sqrt", 4, on_result=called.append, on_error=called.append)
    bridge.cancel_job(job)
    with qtbot.waitSignal(bridge.job_updated, timeout=5000):
        bridge.run("math:sqrt", 9)
    assert called == []


def test_shutdown_twice_ends_every_thread(bridge: Bridge, tiny: Path, qtbot: QtBot) -> None:
    _load(bridge, tiny, qtbot)
    bridge.submit("picture", Recipe())
    bridge.shutdown()
    bridge.shutdown()
    names = {thread.name for thread in threading.enumerate()}
    assert not names & {"render", "load"}


class _Emitter(QObject):
    fired = Signal(object)


def test_qt_survives_20000_emits(qtbot: QtBot) -> None:
    """PySide6 6.12.0 lost a reference at every emit and aborted after some thousand."""
    emitter, count = _Emitter(), 0

    def count_up(_value: object) -> None:
        nonlocal count
        count += 1

    emitter.fired.connect(count_up)
    value = object()
    for _ in range(20_000):
        emitter.fired.emit(value)
        emitter.fired.emit(None)
    assert count == 40_000


def doubled(value: int) -> int:
    return 2 * value


def broken(value: int) -> int:
    raise ValueError(value)


def test_of_what_is_asked_the_newest_is_answered(bridge: Bridge, qtbot: QtBot) -> None:
    seen: list[tuple[int, bool]] = []
    for value in range(20):
        bridge.ask(
            "a",
            "tests.ui.test_bridge:doubled",
            value,
            on_answer=lambda result, is_last: seen.append((result, is_last)),
        )
    qtbot.waitUntil(lambda: bridge.is_idle)
    assert seen[-1] == (38, True)
    assert [result for result, _ in seen] == sorted({result for result, _ in seen})


def test_what_goes_wrong_is_told(bridge: Bridge, qtbot: QtBot) -> None:
    errors: list[BaseException] = []
    bridge.ask(
        "a",
        "tests.ui.test_bridge:broken",
        1,
        on_answer=lambda result, is_last: None,
        on_error=errors.append,
    )
    qtbot.waitUntil(lambda: bool(errors))
    with qtbot.waitSignal(bridge.job_failed):
        bridge.ask("a", "tests.ui.test_bridge:broken", 1, on_answer=lambda result, is_last: None)


def test_what_was_cancelled_is_not_answered(bridge: Bridge, qtbot: QtBot) -> None:
    seen: list[int] = []
    for slot in ("a", "b"):
        bridge.ask(
            slot,
            "tests.ui.test_bridge:doubled",
            3,
            on_answer=lambda result, is_last: seen.append(result),
        )
        if slot == "a":
            bridge.cancel_asked("a")
    qtbot.waitUntil(lambda: bridge.is_idle)
    assert seen == [6]
