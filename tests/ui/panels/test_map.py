"""The map panel with a real session: places become recipes, recipes become places."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from gen_explorer.data import datasets
from gen_explorer.latent.latent_map import LatentMap
from gen_explorer.latent.priors import resolve
from gen_explorer.models.base import Control, Section
from gen_explorer.state.recipe import Recipe
from gen_explorer.ui import language
from gen_explorer.ui.panels.map import MapPanel
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.map_toolbar import FEW, about
from tests.bundles import make_bundle


def made(session: Session, qtbot: QtBot) -> MapPanel:
    panel = MapPanel(session)
    qtbot.addWidget(panel)
    panel.resize(420, 520)
    panel.show()
    qtbot.waitUntil(panel.is_complete, timeout=10_000)
    return panel


@pytest.fixture
def panel(open_session: Session, qtbot: QtBot) -> MapPanel:
    return made(open_session, qtbot)


@pytest.fixture
def plane(empty_session: Session, tmp_path: Path, qtbot: QtBot) -> MapPanel:
    """Over a two-dimensional latent space."""
    make_bundle(tmp_path / "flat", latent=2)
    with qtbot.waitSignal(empty_session.model_changed, timeout=10_000):
        empty_session.open_model(str(tmp_path / "flat"))
    return made(empty_session, qtbot)


def latent(session: Session) -> np.ndarray:
    assert session.spec is not None
    return resolve(session.spec, session.store.recipe)


def empty_place(panel: MapPanel) -> QPoint:
    """A position on the canvas where no point can be grabbed."""
    for x in range(60, panel.canvas.width() - 10, 7):
        for y in range(20, panel.canvas.height() - 40, 7):
            if panel.canvas.point_at(QPointF(x, y)) is None:
                return QPoint(x, y)
    raise AssertionError("points everywhere")


def position_of(panel: MapPanel, index: int) -> QPoint:
    assert panel.canvas.map is not None
    x, y = panel.canvas.view.point(*panel.canvas.map.positions[index].tolist())
    corner = panel.canvas.plot.topLeft()
    return QPoint(round(x + corner.x()), round(y + corner.y()))


def test_without_a_model_it_says_so(empty_session: Session, qtbot: QtBot) -> None:
    panel = MapPanel(empty_session)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.canvas.map is None
    assert not panel.is_complete()
    assert not panel.grab().isNull()


def test_a_two_dimensional_model_gets_its_latent_plane(plane: MapPanel) -> None:
    assert plane.canvas.map is not None
    assert plane.canvas.map.mode == "latent"
    assert not plane.toolbar.can_pick


def test_other_models_get_the_structure_map(panel: MapPanel) -> None:
    assert panel.canvas.map is not None
    assert panel.canvas.map.mode == "structure"


def test_pictures_fill_the_map_and_are_what_the_model_draws(plane: MapPanel) -> None:
    mosaic = plane.canvas.mosaic
    assert mosaic is not None
    assert mosaic.is_complete
    assert len(mosaic.wanted) == mosaic.columns * mosaic.rows
    assert (mosaic.raster >> 24 == 255).all()
    assert mosaic.pixels % 16 == 0


def test_a_drag_walks_and_is_one_step_of_undo(plane: MapPanel, qtbot: QtBot) -> None:
    session, canvas = plane._session, plane.canvas
    start = empty_place(plane)
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    for step in (10, 20, 30):
        qtbot.mouseMove(canvas, start + QPoint(step, step))
    end = start + QPoint(30, 30)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
    np.testing.assert_allclose(latent(session), canvas.place_at(QPointF(end)), atol=1e-5)
    assert canvas.cursor_place == pytest.approx(canvas.place_at(QPointF(end)), abs=1e-5)
    assert len(session.store.history) == 1
    session.store.undo()
    assert session.store.recipe == Recipe()
    place = latent(session)
    qtbot.waitUntil(lambda: canvas.cursor_place == pytest.approx(tuple(place), abs=1e-5))


def test_a_click_takes_a_points_latent(panel: MapPanel, qtbot: QtBot) -> None:
    session, canvas = panel._session, panel.canvas
    assert canvas.map is not None
    where = position_of(panel, 5)
    index = canvas.point_at(QPointF(where))
    assert index is not None
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=where)
    np.testing.assert_allclose(latent(session), canvas.map.latents[index], atol=1e-6)


def test_far_from_the_data_the_cursor_warns(panel: MapPanel, qtbot: QtBot) -> None:
    canvas = panel.canvas
    panel.zoom_out()
    panel.zoom_out()
    panel.zoom_out()
    panel.zoom_out()
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert not canvas.has_data
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=position_of(panel, 0))
    assert canvas.has_data


def test_the_cursor_follows_changes_made_elsewhere(plane: MapPanel, qtbot: QtBot) -> None:
    session, canvas = plane._session, plane.canvas
    session.set_recipe(Recipe(values=((0, 0.5), (1, -0.25))))
    qtbot.waitUntil(lambda: canvas.cursor_place == pytest.approx((0.5, -0.25), abs=1e-5))
    assert canvas.is_exact


def test_a_latent_off_the_plane_is_shown_as_a_projection(panel: MapPanel, qtbot: QtBot) -> None:
    panel.set_mode("principal")
    qtbot.waitUntil(panel.is_complete, timeout=10_000)
    panel._session.set_recipe(Recipe(seed=77))
    qtbot.waitUntil(lambda: not panel.canvas.is_exact)


def test_undo_leads_back_to_the_very_place(panel: MapPanel, qtbot: QtBot) -> None:
    """On the structure map a latent that was averaged has no place of its own."""
    canvas = panel.canvas
    first = empty_place(panel)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=first)
    place = canvas.cursor_place
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=position_of(panel, 9))
    assert canvas.cursor_place != place
    panel._session.store.undo()
    qtbot.waitUntil(lambda: canvas.cursor_place == place)


def test_a_double_click_shows_everything_and_changes_no_picture(
    plane: MapPanel, qtbot: QtBot
) -> None:
    canvas, session = plane.canvas, plane._session
    fitted, before = canvas.view, session.store.recipe
    plane.zoom_in()
    at = empty_place(plane)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert session.store.recipe != before
    qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert canvas.view == fitted
    assert session.store.recipe == before


def test_the_arrow_keys_walk_in_one_step_of_undo(plane: MapPanel, qtbot: QtBot) -> None:
    session, canvas = plane._session, plane.canvas
    qtbot.waitUntil(lambda: canvas.cursor_place is not None)
    before = latent(session).copy()
    qtbot.keyPress(canvas, Qt.Key.Key_Right)
    qtbot.keyPress(canvas, Qt.Key.Key_Right)
    qtbot.keyRelease(canvas, Qt.Key.Key_Right)
    assert latent(session)[0] > before[0]
    assert latent(session)[1] == pytest.approx(before[1], abs=1e-5)
    assert len(session.store.history) == 1


def test_wheel_keys_and_middle_button_move_the_view(plane: MapPanel, qtbot: QtBot) -> None:
    canvas = plane.canvas
    fitted = canvas.view
    at = QPointF(100, 120)
    under = canvas.place_at(at)
    event = QWheelEvent(
        at, canvas.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)
    assert canvas.view.scale > fitted.scale
    assert canvas.place_at(at) == pytest.approx(under)
    qtbot.mousePress(canvas, Qt.MouseButton.MiddleButton, pos=QPoint(100, 100))
    qtbot.mouseMove(canvas, QPoint(130, 90))
    qtbot.mouseRelease(canvas, Qt.MouseButton.MiddleButton, pos=QPoint(130, 90))
    assert canvas.place_at(at + QPointF(30, -10)) == pytest.approx(under)
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    assert canvas.view == fitted
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.view.step == fitted.step


def test_pictures_come_again_after_a_pan(plane: MapPanel, qtbot: QtBot) -> None:
    before = plane.canvas.mosaic
    plane.canvas.set_view(plane.canvas.view.panned(90, 0))
    assert not plane.is_complete()
    qtbot.waitUntil(plane.is_complete, timeout=10_000)
    assert plane.canvas.mosaic is not before


def test_the_legend_filters(panel: MapPanel, qtbot: QtBot) -> None:
    session, chips = panel._session, panel.legend._chips
    assert [chip.text() for chip in chips] == ["circle", "square", "star"]
    qtbot.mouseClick(chips[1], Qt.MouseButton.LeftButton)
    assert session.store.explorer.map.hidden_classes == frozenset({1})
    assert not panel.canvas.is_shown(1)
    assert panel.canvas.is_shown(0)
    qtbot.mouseClick(chips[2], Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier)
    assert session.store.explorer.map.hidden_classes == frozenset({0, 1})
    qtbot.mouseDClick(chips[2], Qt.MouseButton.LeftButton)
    assert session.store.explorer.map.hidden_classes == frozenset()


def test_a_plane_through_three_points(panel: MapPanel, qtbot: QtBot) -> None:
    session, canvas = panel._session, panel.canvas
    panel.set_mode("anchors")
    assert panel.anchors.is_picking
    assert session.store.explorer.map.mode == "structure"
    chosen = []
    for index in (3, 40):
        where = position_of(panel, index)
        chosen.append(canvas.point_at(QPointF(where)))
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=where)
    current = latent(session)
    last = panel.anchors.findChildren(QToolButton)[2]
    qtbot.mouseClick(last, Qt.MouseButton.LeftButton)
    state = session.store.explorer.map
    assert state.mode == "anchors"
    assert canvas.map is None or canvas.map.mode != "structure"
    data = session.bundle.map if session.bundle else None
    assert data is not None
    np.testing.assert_allclose(state.anchors[0], data.latents[chosen[0]])
    np.testing.assert_allclose(state.anchors[2], current)
    qtbot.waitUntil(panel.is_complete, timeout=10_000)
    assert canvas.map is not None
    assert canvas.map.mode == "anchors"
    assert session.store.recipe == Recipe()  # picking moved nothing
    panel.set_mode("structure")
    qtbot.waitUntil(panel.is_complete, timeout=10_000)
    panel.set_mode("anchors")  # still known
    assert session.store.explorer.map.mode == "anchors"


def test_picking_can_be_stopped(panel: MapPanel) -> None:
    panel.pick_anchors()
    assert panel.anchors.isVisible()
    panel.anchors.stop()
    assert not panel.anchors.isVisible()
    assert panel._session.store.explorer.map.mode == "structure"


def test_layers_are_switched(panel: MapPanel) -> None:
    session = panel._session
    for field, button in panel.toolbar._buttons.items():
        if button.isEnabled():
            before = getattr(session.store.explorer.map, field)
            button.click()
            assert getattr(session.store.explorer.map, field) is not before
            assert button.isChecked() is not before
    assert not panel.toolbar.button("show_contours").isEnabled()
    assert panel.canvas.layers.density


def test_hovering_shows_the_decoded_picture(panel: MapPanel, qtbot: QtBot) -> None:
    datasets.load("digits", "test")  # its library takes seconds to import on a busy machine
    where = position_of(panel, 7)
    # QTest moves the cursor, and offscreen it may go to another window: the event itself is sure.
    none = Qt.MouseButton.NoButton
    at, there = QPointF(where), QPointF(panel.canvas.mapToGlobal(where))
    move = QMouseEvent(QEvent.Type.MouseMove, at, there, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(panel.canvas, move)
    qtbot.waitUntil(panel.hover.card.isVisible, timeout=5000)
    qtbot.waitUntil(lambda: not panel.hover._reading.is_running, timeout=10_000)
    panel.canvas.hovered.emit(None)
    assert not panel.hover.card.isVisible()


def test_own_samples_are_said_to_be_own(
    empty_session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    make_bundle(tmp_path / "own", own_samples=True)
    with qtbot.waitSignal(empty_session.model_changed, timeout=10_000):
        empty_session.open_model(str(tmp_path / "own"))
    panel = made(empty_session, qtbot)
    assert "no encoder" in panel._hint.text()
    assert not panel.legend.isVisible()


def test_only_an_encoder_with_a_distribution_has_posterior_means(
    panel: MapPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gen_explorer.ui.widgets.map_toolbar.FEW", 10)
    assert panel.canvas.map is not None
    assert "posterior means" in about(panel.canvas.map)
    panel.canvas.map.has_posterior = False
    assert "at their codes" in about(panel.canvas.map)


def test_another_model_gets_another_map(panel: MapPanel, tmp_path: Path, qtbot: QtBot) -> None:
    session = panel._session
    make_bundle(tmp_path / "second", latent=2, points=33)
    with qtbot.waitSignal(session.model_changed, timeout=10_000):
        session.open_model(str(tmp_path / "second"))
    qtbot.waitUntil(panel.is_complete, timeout=10_000)
    assert panel.canvas.map is not None
    assert len(panel.canvas.map) == 33


def test_unusable_saved_states_fall_back(panel: MapPanel, qtbot: QtBot) -> None:
    session = panel._session
    session.change(map=replace(session.store.explorer.map, mode="anchors", anchors=((1.0,),)))
    qtbot.waitUntil(panel.is_complete, timeout=10_000)
    assert panel.canvas.map is not None
    assert panel.canvas.map.mode == "structure"


def test_it_speaks_spanish_and_names_every_control(panel: MapPanel, qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    language.apply(app, "es")
    qtbot.waitUntil(lambda: "imágenes" in panel._hint.text())
    controls = panel.toolbar.controls
    for control in (*controls, *panel.legend._chips, *panel.anchors._buttons):
        assert control.accessibleName()
        assert control.toolTip()
        assert control.focusPolicy() != Qt.FocusPolicy.NoFocus


def test_few_points_are_said_to_be_few(panel: MapPanel) -> None:
    bundle = panel._session.bundle
    assert bundle is not None
    count = len(bundle.map.latents)

    def text(points: int) -> str:
        kept = np.arange(points) % count
        names = ("positions", "latents", "labels")
        data = replace(bundle.map, **{name: getattr(bundle.map, name)[kept] for name in names})
        return about(LatentMap(data, bundle.card.latent, "structure"))

    assert text(9).startswith("Only 9 held-out pictures")
    assert text(FEW).startswith(f"The points are {FEW}")


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize("size", [(420, 800), (300, 330), (300, 240), (240, 200)])
def test_nothing_lies_over_the_map_however_low_the_panel(
    panel: MapPanel, qtbot: QtBot, code: str, size: tuple[int, int]
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    try:
        language.apply(app, code)
        panel.resize(*size)
        qtbot.waitUntil(lambda: panel.column.width() == panel.width() - 16)
        panel.column.grab()
        parts = [panel.toolbar, panel.canvas, panel.legend, panel._hint]
        shown = [part for part in parts if part.isVisible()]
        assert panel._hint.isVisible() or size[1] < 800
        assert not panel._hint.isVisible() or size[1] > 250
        for upper, lower in pairwise(shown):
            assert upper.geometry().bottom() < lower.geometry().top()
        assert shown[-1].geometry().bottom() < panel.column.height()
        chips = panel.legend._chips
        assert panel.canvas.height() >= 140
        assert panel.legend.height() >= chips[0].height()
        panel.legend.ensureWidgetVisible(chips[-1])
        corner = chips[-1].mapTo(panel.legend, QPoint(0, 0))
        assert 0 <= corner.y() <= panel.legend.height() - chips[-1].height()
    finally:
        language.apply(app, "en")


def test_the_least_height_holds_all_that_stays(panel: MapPanel) -> None:
    least = panel.minimumSizeHint().height()
    assert least >= panel.toolbar.height() + 140 + panel.legend.height_of(1)
    panel.pick_anchors()
    QApplication.sendPostedEvents()
    assert panel.minimumSizeHint().height() > least


@pytest.fixture
def dice(empty_session: Session, tmp_path: Path, qtbot: QtBot) -> MapPanel:
    """The map of a model of dice, whose points are told by their seeds."""
    sections = (
        Section("dice", Control.NOISE, 64),
        Section("canvas", Control.GRID, 64, rows=8, levels=2),
    )
    make_bundle(tmp_path / "dice", size=8, sections=sections, by_seeds=True)
    with qtbot.waitSignal(empty_session.model_changed, timeout=10_000):
        empty_session.open_model(str(tmp_path / "dice"))
    return made(empty_session, qtbot)


def test_a_click_takes_the_seed_of_a_sample_told_by_it(dice: MapPanel, qtbot: QtBot) -> None:
    session, canvas = dice._session, dice.canvas
    index = canvas.point_at(QPointF(position_of(dice, 7)))
    assert index is not None
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=position_of(dice, 7))
    assert session.store.recipe == Recipe(seed=1000 + index)
    assert canvas.is_exact
    assert canvas.map is not None
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=empty_place(dice))
    nearest, _ = canvas.map.nearest(np.array(canvas.cursor_place, np.float32))
    assert session.store.recipe == Recipe(seed=1000 + nearest)
    session.set_recipe(Recipe(seed=3))  # none of the points: it lies nowhere on this map
    qtbot.waitUntil(lambda: canvas.cursor_place is None)
    assert not dice.toolbar.can_pick
    assert not dice.toolbar._mode.isEnabled()


def test_a_slow_model_gets_few_pictures_on_the_map(
    dice: MapPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dice.canvas.mosaic is not None
    many = len(dice.canvas.mosaic.wanted)
    monkeypatch.setattr(Session, "picture_ms", 400.0)
    dice.zoom_in()
    qtbot.waitUntil(dice.is_complete, timeout=10_000)
    assert 0 < len(dice.canvas.mosaic.wanted) <= 15 + many // 8
