"""The session: opening models, drawing recipes, errors as messages."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gen_explorer.checkpoints.card import read_card, write_card
from gen_explorer.core import settings
from gen_explorer.core.errors import UserError
from gen_explorer.engine.request import Frame
from gen_explorer.state.explorer import Explorer
from gen_explorer.state.recipe import Recipe
from gen_explorer.ui.session import Session
from tests.bundles import make_bundle


def test_an_opened_model_is_current_and_remembered(open_session: Session, tiny: Path) -> None:
    assert open_session.bundle is not None
    assert open_session.spec is not None
    assert open_session.spec.size == 4
    assert open_session.store.explorer.model == open_session.bundle.key
    assert settings.load().last_model == str(tiny.resolve())
    assert settings.load().recent == (str(tiny.resolve()),)


@pytest.mark.parametrize("damage", ["missing", "truncated", "tampered", "card"])
def test_a_broken_bundle_leaves_the_model_that_was(
    open_session: Session, tmp_path: Path, qtbot: QtBot, damage: str
) -> None:
    before = open_session.bundle
    broken = make_bundle(tmp_path / "broken", seed=9)
    decoder = broken / "decoder.onnx"
    if damage == "missing":
        decoder.unlink()
    elif damage == "truncated":
        decoder.write_bytes(decoder.read_bytes()[:-40])
    elif damage == "tampered":
        decoder.write_bytes(decoder.read_bytes()[:-1] + b"!")
    else:
        (broken / "card.toml").write_text("format = ")
    with qtbot.waitSignal(open_session.message, timeout=5000) as caught:
        open_session.open_model(str(broken))
    what, remedy, level = caught.args
    assert what
    assert remedy
    assert level == "error"
    assert open_session.bundle is before
    assert not open_session.is_loading
    with qtbot.waitSignal(open_session.bridge.frame_arrived, timeout=5000) as frame:
        open_session.set_recipe(Recipe(seed=77))
    assert frame.args[0].error is None


def test_a_decoder_that_onnxruntime_refuses_leaves_the_model_that_was(
    open_session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    """Every checksum is right, and still it cannot be loaded."""
    from gen_explorer.core.files import sha256

    before = open_session.bundle
    broken = make_bundle(tmp_path / "broken")
    (broken / "decoder.onnx").write_bytes(b"not an onnx file")
    card = read_card(broken)
    files = {**card.files, "decoder.onnx": sha256(broken / "decoder.onnx")}
    (broken / "card.toml").write_text(write_card(replace(card, files=files)), encoding="utf-8")
    with qtbot.waitSignal(open_session.message, timeout=5000):
        open_session.open_model(str(broken))
    assert open_session.bundle is before
    with qtbot.waitSignal(open_session.bridge.frame_arrived, timeout=5000) as frame:
        open_session.set_recipe(Recipe(seed=78))
    assert frame.args[0].error is None


def test_the_newest_of_two_openings_wins(
    empty_session: Session, tiny: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = make_bundle(tmp_path / "other", latent=6)
    empty_session.open_model(str(tiny))
    empty_session.open_model(str(other))
    qtbot.waitUntil(lambda: not empty_session.is_loading, timeout=5000)
    assert empty_session.spec is not None
    assert empty_session.spec.size == 6


def test_a_gesture_is_one_step_of_undo_and_ends_in_full_quality(
    open_session: Session, qtbot: QtBot
) -> None:
    frames: list[Frame] = []
    open_session.bridge.frame_arrived.connect(frames.append)
    for step in range(10):
        open_session.set_recipe(Recipe(values=((0, step / 10),)), gesture="slider 0")
    open_session.end_gesture()
    qtbot.waitUntil(lambda: open_session.picture is not None and bool(frames), timeout=5000)
    assert open_session.picture is not None
    qtbot.waitUntil(
        lambda: (
            open_session.picture is not None and open_session.picture.recipe.values == ((0, 0.9),)
        ),
        timeout=5000,
    )
    open_session.store.undo()
    assert open_session.store.recipe == Recipe()


def test_a_saved_state_opens_its_model_and_draws_its_recipe(
    empty_session: Session, tiny: Path, qtbot: QtBot
) -> None:
    explorer = Explorer(model=str(tiny.resolve()), recipe=Recipe(seed=5), locked=frozenset({1}))
    with qtbot.waitSignal(empty_session.model_changed, timeout=10_000):
        empty_session.open_explorer(explorer)
    assert empty_session.store.explorer == explorer
    qtbot.waitUntil(lambda: empty_session.picture is not None, timeout=5000)
    assert empty_session.picture is not None
    assert empty_session.picture.recipe == Recipe(seed=5)
    again = replace(explorer, recipe=Recipe(seed=6))
    empty_session.open_explorer(again)
    assert empty_session.store.explorer == again


def test_the_kept_picture_is_a_copy(open_session: Session, qtbot: QtBot) -> None:
    frames: list[Frame] = []
    open_session.bridge.frame_arrived.connect(frames.append)
    open_session.set_recipe(Recipe(seed=12))
    qtbot.waitUntil(
        lambda: open_session.picture is not None and open_session.picture.recipe.seed == 12,
        timeout=5000,
    )
    assert open_session.picture is not None
    assert frames[-1].pixels is not None
    assert np.array_equal(open_session.picture.pixels, frames[-1].pixels[0])
    assert not np.shares_memory(open_session.picture.pixels, frames[-1].pixels)


def test_errors_become_messages_and_bugs_keep_their_traceback(
    empty_session: Session, qtbot: QtBot
) -> None:
    def mendable() -> None:
        raise UserError("what", "remedy")

    def bug() -> None:
        raise ZeroDivisionError("by zero")

    with qtbot.waitSignal(empty_session.message) as message:
        empty_session.guard(mendable)
    assert message.args == ["what", "remedy", "error"]
    with qtbot.waitSignal(empty_session.bug) as report:
        empty_session.guard(bug)
    assert "by zero" in report.args[0]
    assert "in bug" in report.args[1]


def test_unwritable_settings_are_a_message(
    empty_session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("GEN_EXPLORER_CONFIG", str(tmp_path / "file" / "below"))
    with qtbot.waitSignal(empty_session.message) as message:
        empty_session.remember(theme="dark")
    assert message.args[2] == "error"
    assert empty_session.settings.theme == "dark"


def test_another_device_draws_the_same_picture_again(open_session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: open_session.bridge.is_idle, timeout=5000)
    with qtbot.waitSignal(open_session.bridge.frame_arrived, timeout=5000):
        open_session.set_device("cpu")
    assert open_session.report is not None
    assert open_session.report.device is not None
    assert open_session.report.device.kind == "cpu"
    assert settings.load().device == "cpu"


def test_a_device_that_is_not_there_is_told_and_not_kept(
    open_session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(open_session.message) as message:
        open_session.set_device("tpu")
    assert message.args[2] == "error"
    assert message.args[1]
    assert open_session.device == "auto"
    assert settings.load().device == "auto"


def test_a_saved_device_that_is_gone_is_told_once(tiny: Path, qtbot: QtBot) -> None:
    """It is not asked for again at the next start."""
    settings.save(settings.Settings(device="cuda:77"))
    session = Session(settings.load())
    with qtbot.waitSignal(session.message, timeout=10_000) as message:
        session.open_model(str(tiny))
    assert "cuda:77" in message.args[0]
    assert message.args[1]
    assert message.args[2] == "warning"
    qtbot.waitUntil(lambda: session.bundle is not None, timeout=5000)
    assert (session.device, settings.load().device) == ("auto", "auto")
    session.shutdown()


def test_a_model_starts_with_its_cards_seed(
    empty_session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = _with_first_seed(make_bundle(tmp_path / "seeded"), 1234)
    with qtbot.waitSignal(empty_session.model_changed, timeout=10_000):
        empty_session.open_model(str(folder))
    assert empty_session.store.recipe == Recipe(seed=1234)
    assert not empty_session.store.can_undo


def test_going_back_to_a_model_finds_it_as_it_was_left(
    open_session: Session, tiny: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    open_session.set_recipe(Recipe(seed=3))
    open_session.set_recipe(Recipe(seed=4))
    open_session.change(
        locked=frozenset({1}), map=replace(open_session.store.explorer.map, mode="principal")
    )
    left = open_session.store.explorer
    for folder in (make_bundle(tmp_path / "other", latent=2), tiny):
        with qtbot.waitSignal(open_session.model_changed, timeout=10_000):
            open_session.open_model(str(folder))
    assert open_session.store.explorer == left
    assert [recipe.seed for recipe in open_session.store.history] == [0, 3]
    with qtbot.waitSignal(open_session.bridge.frame_arrived, timeout=5000):
        open_session.set_device("cpu")
    assert open_session.store.explorer == left
    assert len(open_session.store.history) == 2


def test_another_model_under_the_same_name_begins_anew(
    open_session: Session, tiny: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """Trained again with fewer dimensions, a recipe for the old ones would not fit."""
    open_session.set_recipe(Recipe(values=((3, 1.0),)))
    with qtbot.waitSignal(open_session.model_changed, timeout=10_000):
        open_session.open_model(str(make_bundle(tmp_path / "other")))
    shutil.rmtree(tiny)
    make_bundle(tiny, latent=2)
    with qtbot.waitSignal(open_session.model_changed, timeout=10_000):
        open_session.open_model(str(tiny))
    assert open_session.store.recipe == Recipe()
    assert not open_session.store.can_undo


def _with_first_seed(folder: Path, seed: int) -> Path:
    card = replace(read_card(folder), first_seed=seed)
    (folder / "card.toml").write_text(write_card(card), encoding="utf-8")
    return folder


def test_an_action_names_its_failure_and_tells_its_success(
    empty_session: Session, qtbot: QtBot
) -> None:
    def fail() -> None:
        raise UserError("It cannot be written.", "Choose another place.")

    with qtbot.waitSignal(empty_session.failed) as failed:
        empty_session.guard(fail, "save")
    assert failed.args[0].action == "save"
    with qtbot.waitSignal(empty_session.succeeded) as succeeded:
        empty_session.guard(lambda: None, "save")
    assert succeeded.args == ["save"]


def test_a_model_that_opens_settles_the_failure_of_another(
    open_session: Session, qtbot: QtBot
) -> None:
    name = open_session.bundle.key if open_session.bundle else ""
    with qtbot.waitSignal(open_session.failed, timeout=5000) as failed:
        open_session.open_model("no-such-model")
    settled: list[str] = []
    open_session.succeeded.connect(settled.append)
    open_session.open_model(name)
    qtbot.waitUntil(lambda: failed.args[0].action in settled, timeout=10_000)
