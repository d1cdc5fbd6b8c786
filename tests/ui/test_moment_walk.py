"""Moments of a run in the window: the hand keeps its place while the weights change."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file

from gen_explorer.checkpoints.bundle import Bundle, open_bundle
from gen_explorer.checkpoints.card import read_card, write_card
from gen_explorer.checkpoints.tensors import read_tensors
from gen_explorer.core import settings
from gen_explorer.core.files import sha256
from gen_explorer.engine.request import Frame
from gen_explorer.engine.still import draw
from gen_explorer.models.base import LatentSpec
from gen_explorer.state.recipe import Recipe
from gen_explorer.training.moments import NOT_SAVED
from gen_explorer.ui.main_window import MainWindow
from gen_explorer.ui.moment_walk import is_moment, is_same_training
from gen_explorer.ui.panels.filmstrip import FilmstripPanel
from gen_explorer.ui.panels.map import MapPanel
from gen_explorer.ui.panels.sliders import SlidersPanel
from gen_explorer.ui.session import Session
from tests.bundles import make_bundle

PATIENCE = 10_000


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run with one moment."""
    add_moment(tmp_path / "run", 10)
    return tmp_path / "run"


def add_moment(run: Path, step: int) -> Path:
    return make_bundle(run / "moments" / f"step-{step:08d}", seed=step)


def add_whole(run: Path, step: int) -> Path:
    """A moment that appears in one step, as the trainer writes it, with the dimensions' importances
    the other way round."""
    built = make_bundle(run / "building" / f"step-{step:08d}", seed=step)
    tensors, metadata = read_tensors(built / "map.safetensors")
    tensors["importance"] = tensors["importance"][::-1].copy()
    save_file(tensors, built / "map.safetensors", metadata)
    card = read_card(built)
    files = {**card.files, "map.safetensors": sha256(built / "map.safetensors")}
    (built / "card.toml").write_text(write_card(replace(card, files=files)), encoding="utf-8")
    target = run / "moments" / built.name
    built.rename(target)
    return target


def follow(session: Session, run: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.model_changed, timeout=PATIENCE):
        session.follow(run)


def next_moment(session: Session, run: Path, step: int, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.weights_changed, timeout=PATIENCE):
        add_whole(run, step)
    assert session.bundle is not None
    assert session.bundle.path.name == f"step-{step:08d}"


def test_the_newest_moment_is_opened_and_then_only_weights_change(
    empty_session: Session, run: Path, qtbot: QtBot
) -> None:
    session = empty_session
    follow(session, run, qtbot)
    rebuilt: list[bool] = []
    session.model_changed.connect(lambda: rebuilt.append(True))
    session.set_recipe(Recipe(seed=3))
    session.set_recipe(Recipe(seed=4).with_value(1, 0.5))
    session.change(locked=frozenset({2}))
    session.change(map=replace(session.store.explorer.map, mode="principal"))
    before = session.store.explorer
    qtbot.waitUntil(lambda: session.bridge.is_idle and session.picture is not None)
    picture = session.picture
    next_moment(session, run, 20, qtbot)
    now = session.store.explorer
    assert replace(now, model=before.model) == before
    assert session.bundle is not None
    assert now.model == session.bundle.key
    assert [recipe.seed for recipe in session.store.history] == [0, 3]
    assert rebuilt == []
    qtbot.waitUntil(lambda: session.picture is not picture, timeout=PATIENCE)
    assert picture is not None
    assert session.picture is not None
    assert session.picture.recipe == picture.recipe
    assert not np.array_equal(session.picture.pixels, picture.pixels)
    session.store.undo()
    assert session.store.recipe == Recipe(seed=3)


def test_moments_are_not_remembered_as_models(
    empty_session: Session, run: Path, qtbot: QtBot
) -> None:
    follow(empty_session, run, qtbot)
    assert settings.load().recent == ()
    assert settings.load().last_model != str(run)


def test_a_drag_goes_on_through_a_change_of_weights(
    empty_session: Session, run: Path, qtbot: QtBot
) -> None:
    session = empty_session
    follow(session, run, qtbot)
    frames: list[Frame] = []
    session.bridge.frame_arrived.connect(frames.append)
    changes: list[int] = []
    session.weights_changed.connect(lambda: changes.append(len(frames)))
    add_whole(run, 20)
    step = 0
    while not changes or step < changes[0] + 20:
        step += 1
        with qtbot.waitSignal(session.bridge.frame_arrived, timeout=PATIENCE):
            session.set_recipe(Recipe().with_value(0, step / 1000), gesture="slider 0")
        assert session.store.is_in_gesture
    session.end_gesture()
    assert all(frame.error is None for frame in frames)
    assert len(session.store.history) == 1
    session.store.undo()
    assert session.store.recipe == Recipe()


@pytest.mark.parametrize("is_first", [True, False])
def test_a_moment_that_the_run_leaves_out_while_it_is_loaded_is_not_told(
    empty_session: Session, run: Path, qtbot: QtBot, is_first: bool
) -> None:
    """Runs keep a few moments only, and the newest may be the next to go."""
    session = empty_session
    told: list[str] = []
    session.message.connect(lambda what, remedy, level: told.append(what))
    if not is_first:
        follow(session, run, qtbot)
    gone = open_bundle(str(add_whole(run, 20)))
    _ = gone.map
    shutil.rmtree(gone.path)
    if is_first:
        session.walk.followed = run
    with qtbot.waitSignal(
        session.bridge.model_loaded if is_first else session.bridge.weights_loaded, timeout=PATIENCE
    ) as loaded:
        session.walk._take(gone)
    assert loaded.args[0].error is not None
    assert told == []
    session.walk.followed = None


def test_opening_one_moment_ends_the_following_and_keeps_the_latent(
    empty_session: Session, run: Path, qtbot: QtBot
) -> None:
    session = empty_session
    add_moment(run, 20)
    follow(session, run, qtbot)
    session.set_recipe(Recipe(seed=8))
    told: list[object] = []
    session.walk.followed_changed.connect(told.append)
    with qtbot.waitSignal(session.weights_changed, timeout=PATIENCE):
        session.open_moment(run / "moments" / "step-00000010")
    assert told == [None]
    assert session.store.recipe == Recipe(seed=8)
    add_whole(run, 30)
    with qtbot.assertNotEmitted(session.weights_changed, wait=600):
        pass


def test_a_moment_of_another_model_with_the_same_latent_takes_the_recipe_over(
    open_session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    open_session.set_recipe(Recipe(seed=9))
    other = make_bundle(tmp_path / "other" / "moments" / "step-00000001", family="gan")
    with qtbot.waitSignal(open_session.model_changed, timeout=PATIENCE):
        open_session.open_moment(other)
    assert open_session.store.recipe == Recipe(seed=9)
    wider = make_bundle(tmp_path / "wide" / "moments" / "step-00000001", latent=6)
    with qtbot.waitSignal(open_session.model_changed, timeout=PATIENCE):
        open_session.open_moment(wider)
    assert open_session.store.recipe == Recipe()


def test_a_broken_moment_is_told_once_and_the_next_one_is_taken(
    empty_session: Session, run: Path, qtbot: QtBot
) -> None:
    session = empty_session
    follow(session, run, qtbot)
    messages: list[str] = []
    session.message.connect(lambda what, remedy, level: messages.append(what))
    built = make_bundle(run / "building" / "step-00000020", seed=2)
    (built / "decoder.onnx").write_bytes(b"cut short")
    with qtbot.waitSignal(session.message, timeout=PATIENCE):
        built.rename(run / "moments" / built.name)
    next_moment(session, run, 30, qtbot)
    assert len(messages) == 1


def test_a_moment_that_is_thinned_out_while_it_is_open_stays_open(
    empty_session: Session, run: Path, qtbot: QtBot
) -> None:
    session = empty_session
    follow(session, run, qtbot)
    shutil.rmtree(run / "moments" / "step-00000010")
    with qtbot.waitSignal(session.bridge.frame_arrived, timeout=PATIENCE) as caught:
        session.set_recipe(Recipe(seed=5))
    assert caught.args[0].error is None
    next_moment(session, run, 20, qtbot)


def test_another_model_opened_meanwhile_wins(
    empty_session: Session, run: Path, tiny: Path, qtbot: QtBot
) -> None:
    session = empty_session
    follow(session, run, qtbot)
    session.follow(None)
    session.open_moment(add_moment(run, 20))
    session.open_model(str(tiny))
    qtbot.waitUntil(
        lambda: session.bundle is not None and session.bundle.path == tiny, timeout=PATIENCE
    )
    qtbot.waitUntil(lambda: session.bridge.is_idle, timeout=PATIENCE)
    assert session.bundle is not None
    assert session.bundle.path == tiny


def test_what_counts_as_the_same_training(tmp_path: Path) -> None:
    one, other = (open_bundle(str(make_bundle(tmp_path / n, seed=i))) for i, n in enumerate("ab"))
    assert is_same_training(one, other)
    other_beta = replace(other.card, config={"beta": 2.0})
    assert not is_same_training(one, Bundle(other.path, replace(other.card, family="gan")))
    assert not is_same_training(one, Bundle(other.path, other_beta))
    first, second = (tmp_path / "moments" / name for name in ("step-1", "step-2"))
    assert is_moment(first)
    assert not is_moment(tmp_path / "b")
    assert is_same_training(Bundle(first, one.card), Bundle(second, other_beta))
    wider = replace(other.card, latent=LatentSpec(6))
    assert not is_same_training(Bundle(first, one.card), Bundle(second, wider))


def test_opening_another_model_ends_the_following(
    empty_session: Session, run: Path, tiny: Path, qtbot: QtBot
) -> None:
    session = empty_session
    follow(session, run, qtbot)
    with qtbot.waitSignal(session.model_changed, timeout=PATIENCE):
        session.open_model(str(tiny))
    assert session.walk.followed is None
    add_whole(run, 20)
    with qtbot.assertNotEmitted(session.model_changed, wait=600):
        pass
    assert session.bundle is not None
    assert session.bundle.path == tiny


# The panels


def test_slider_rows_keep_their_places_and_a_dragged_one_its_hold(
    empty_session: Session, run: Path, qtbot: QtBot
) -> None:
    session = empty_session
    follow(session, run, qtbot)
    panel = SlidersPanel(session)
    qtbot.addWidget(panel)
    panel.resize(360, 600)
    panel.show()
    order = [row.index for row in panel.list.rows]
    old = [row.importance for row in panel.list.rows]
    slider = panel.list.widgets[0]
    at = QPointF(slider.width() * 0.55, slider.height() / 2)
    QApplication.sendEvent(slider, _mouse(QEvent.Type.MouseButtonPress, slider, at))
    assert panel.list.is_dragged
    next_moment(session, run, 20, qtbot)
    assert panel.list.is_dragged
    assert [row.index for row in panel.list.rows] == order
    assert [row.importance for row in panel.list.rows] == old[::-1]
    moved = session.store.recipe
    at += QPointF(12, 0)
    QApplication.sendEvent(slider, _mouse(QEvent.Type.MouseMove, slider, at))
    assert session.store.recipe != moved
    QApplication.sendEvent(slider, _mouse(QEvent.Type.MouseButtonRelease, slider, at))
    assert not panel.list.is_dragged


def _mouse(kind: QEvent.Type, widget: object, at: QPointF) -> QMouseEvent:
    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    button = none if kind == QEvent.Type.MouseMove else left
    held = none if kind == QEvent.Type.MouseButtonRelease else left
    return QMouseEvent(
        kind, at, QPointF(widget.mapToGlobal(QPoint(0, 0))) + at,  # type: ignore[attr-defined]
        button, held, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip


def test_the_map_keeps_its_view_and_is_never_empty(
    empty_session: Session, run: Path, qtbot: QtBot
) -> None:
    session = empty_session
    follow(session, run, qtbot)
    panel = MapPanel(session)
    qtbot.addWidget(panel)
    panel.resize(500, 420)
    panel.show()
    qtbot.waitUntil(panel.is_complete, timeout=PATIENCE)
    panel.zoom_in()
    qtbot.waitUntil(panel.is_complete, timeout=PATIENCE)
    canvas = panel.canvas
    view, first = canvas.view, canvas.map
    mosaic = canvas.mosaic
    assert mosaic is not None
    raster = mosaic.raster.copy()
    emptied: list[bool] = []
    session.weights_changed.connect(lambda: emptied.append(canvas.map is None))
    next_moment(session, run, 20, qtbot)
    qtbot.waitUntil(lambda: canvas.map is not first, timeout=PATIENCE)
    assert emptied == [False]
    assert canvas.view == view
    assert canvas.mosaic is not None
    assert canvas.mosaic.raster.any()
    qtbot.waitUntil(panel.is_complete, timeout=PATIENCE)
    assert canvas.mosaic.raster.shape == raster.shape
    assert not np.array_equal(canvas.mosaic.raster, raster)


def test_a_whole_window_follows_and_says_which_moment_it_shows(
    window: MainWindow, run: Path, qtbot: QtBot
) -> None:
    session = window.session
    with qtbot.waitSignal(session.weights_changed, timeout=PATIENCE):
        session.follow(run)  # the tiny model is the same but for its weights
    next_moment(session, run, 20, qtbot)
    qtbot.waitUntil(lambda: session.bridge.is_idle, timeout=PATIENCE)
    sheet = window.panel("picture").sheet
    before = sheet.grab().toImage()
    next_moment(session, run, 30, qtbot)
    qtbot.waitUntil(
        lambda: session.bridge.is_idle and sheet.grab().toImage() != before, timeout=PATIENCE
    )
    session.follow(None)


def test_moments_that_overtake_each_other_leave_what_the_panels_show(
    empty_session: Session, run: Path, qtbot: QtBot
) -> None:
    """A scrubber is dragged over three moments; the last one cannot be loaded."""
    session = empty_session
    follow(session, run, qtbot)
    session.follow(None)
    good, bad = add_moment(run, 20), add_moment(run, 30)
    (bad / "decoder.onnx").write_bytes(b"no graph")
    with qtbot.waitSignal(session.message, timeout=PATIENCE):
        session.walk._take(Bundle(good, read_card(good)))
        qtbot.waitUntil(lambda: session.bridge._worker._loader._wanted is None)  # is being loaded
        session.walk._take(Bundle(bad, read_card(bad)))

    def is_what_it_says() -> bool:
        session.submit_picture()
        assert session.bundle is not None
        shown = session.picture
        return shown is not None and np.array_equal(
            shown.pixels, draw(session.bundle, session.store.recipe)
        )

    qtbot.waitUntil(is_what_it_says, timeout=PATIENCE)
    assert session.bundle is not None
    assert session.bundle.path != bad


def test_a_moment_that_could_not_be_kept_is_told_when_it_happens(
    empty_session: Session, run: Path, qtbot: QtBot
) -> None:
    log = run / "events.jsonl"
    old = {"step": 1, "kind": NOT_SAVED, "text": "old news"}
    log.write_text(json.dumps(old) + "\n" + json.dumps({"step": 1, "loss": 1.0}) + "\n")
    messages: list[str] = []
    empty_session.message.connect(lambda what, remedy, level: messages.append(what))
    watch = empty_session.training
    with qtbot.waitSignal(watch.history_changed, timeout=PATIENCE):
        watch.watch(run)
    with qtbot.waitSignal(empty_session.message, timeout=PATIENCE) as caught, log.open("a") as file:
        file.write(json.dumps({"step": 2, "kind": NOT_SAVED, "text": "The disk is full."}) + "\n")
    assert "The disk is full." in caught.args[0]
    assert caught.args[1]
    assert caught.args[2] == "warning"
    assert len(messages) == 1
    watch.watch(None)


def test_the_filmstrip_draws_its_past_again(
    empty_session: Session, run: Path, qtbot: QtBot
) -> None:
    session = empty_session
    follow(session, run, qtbot)
    strip = FilmstripPanel(session)
    qtbot.addWidget(strip)
    strip.show()
    session.set_recipe(Recipe(seed=1))
    qtbot.waitUntil(lambda: len(strip._pictures) == 2, timeout=PATIENCE)
    before = dict(strip._pictures)
    next_moment(session, run, 20, qtbot)
    assert set(strip._pictures) == set(before)  # nothing is empty meanwhile
    qtbot.waitUntil(
        lambda: all(not np.array_equal(strip._pictures[r], before[r]) for r in before),
        timeout=PATIENCE,
    )
    assert session.bundle is not None
    for recipe, picture in strip._pictures.items():
        assert np.array_equal(picture, draw(session.bundle, recipe))
