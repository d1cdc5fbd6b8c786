"""Picture, sliders and filmstrip with a model open: from hand to recipe and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from gen_explorer.core.errors import UserError
from gen_explorer.engine.request import Frame
from gen_explorer.engine.still import draw
from gen_explorer.latent.priors import untruncated
from gen_explorer.state.recipe import Recipe
from gen_explorer.ui import language
from gen_explorer.ui.panels.filmstrip import FilmstripPanel
from gen_explorer.ui.panels.picture import PicturePanel
from gen_explorer.ui.panels.sliders import SlidersPanel
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.canvas import Canvas


@pytest.fixture
def picture(open_session: Session, qtbot: QtBot) -> Iterator[PicturePanel]:
    made = PicturePanel(open_session)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    yield made
    made._pause.stop()


@pytest.fixture
def sliders(open_session: Session, qtbot: QtBot) -> SlidersPanel:
    made = SlidersPanel(open_session)
    qtbot.addWidget(made)
    made.resize(320, 500)
    made.show()
    return made


@pytest.fixture
def filmstrip(open_session: Session, qtbot: QtBot) -> Iterator[FilmstripPanel]:
    made = FilmstripPanel(open_session)
    qtbot.addWidget(made)
    made.resize(600, 100)
    made.show()
    yield made
    made._idle.stop()


def shows(canvas: Canvas, session: Session, recipe: Recipe) -> bool:
    """Whether the canvas holds exactly the picture of a recipe."""
    assert session.bundle is not None
    image = canvas.enlarged(1)
    if image is None:
        return False
    wanted = draw(session.bundle, recipe)
    held = np.frombuffer(image.constBits(), np.int32).reshape(wanted.shape)
    return np.array_equal(held & 0xFFFFFF, wanted)


def test_the_canvas_follows_the_recipe(
    picture: PicturePanel, open_session: Session, qtbot: QtBot
) -> None:
    for seed in (1, 2):
        open_session.set_recipe(Recipe(seed=seed))
        qtbot.waitUntil(lambda s=seed: shows(picture.canvas, open_session, Recipe(seed=s)))


def test_a_failed_frame_is_written_on_the_canvas(
    picture: PicturePanel, open_session: Session
) -> None:
    error = UserError("No.", "Try again.")
    open_session.bridge.frame_arrived.emit(Frame("picture", 1, 999, error=error))
    assert picture.canvas.error is error


def test_a_click_in_the_sheet_takes_a_sample_up_and_keeps_locks(
    picture: PicturePanel, open_session: Session, qtbot: QtBot
) -> None:
    assert open_session.spec is not None
    open_session.set_recipe(Recipe(seed=77, values=((0, 2.0), (1, 1.0))))
    open_session.change(locked=frozenset({1}), sheet_seed=100)
    qtbot.waitUntil(lambda: len(picture.sheet._pictures) == 16 and not picture._pause.isActive())
    place = picture.sheet.cell(5).center()
    qtbot.mouseClick(picture.sheet, Qt.MouseButton.LeftButton, pos=place)
    assert open_session.store.recipe == Recipe(seed=105, values=((1, 1.0),))
    assert picture.sheet._current == 5


def test_the_sheet_says_that_locked_dimensions_stay(
    picture: PicturePanel, open_session: Session
) -> None:
    assert picture.sheet_label.text() == "Random samples"
    open_session.change(locked=frozenset({1}))
    assert picture.sheet_label.text() == "Random samples; locked dimensions stay"
    assert picture.sheet_label.minimumSizeHint().width() < 140  # it makes no panel wide
    open_session.change(locked=frozenset())
    assert picture.sheet_label.text() == "Random samples"


def test_the_sheet_works_by_keyboard(
    picture: PicturePanel, open_session: Session, qtbot: QtBot
) -> None:
    qtbot.keyClick(picture.sheet, Qt.Key.Key_Down)
    qtbot.keyClick(picture.sheet, Qt.Key.Key_Right)
    qtbot.keyClick(picture.sheet, Qt.Key.Key_Return)
    assert open_session.store.recipe.seed == 5
    assert "5" in picture.sheet.accessibleDescription()


def test_sheet_size_and_resample(
    picture: PicturePanel, open_session: Session, qtbot: QtBot
) -> None:
    open_session.change(sheet_side=3)
    assert picture.side.currentText() == "3 × 3"
    qtbot.waitUntil(lambda: picture.sheet.side == 3 and len(picture.sheet._pictures) == 9)
    before = open_session.store.explorer.sheet_seed
    picture.resample_sheet()
    assert open_session.store.explorer.sheet_seed != before
    picture.toggle_sheet()
    assert not picture.sheet.isVisible()
    picture.toggle_sheet()
    assert picture.sheet.isVisible()


def test_copy_as_command_names_the_recipe(picture: PicturePanel, open_session: Session) -> None:
    open_session.set_recipe(Recipe(seed=41))
    picture.copy_as_command()
    assert "--seed 41" in QGuiApplication.clipboard().text()
    picture.copy_as_python()
    assert "seed=41" in QGuiApplication.clipboard().text()


def test_one_drag_is_one_undo_step(
    sliders: SlidersPanel, open_session: Session, qtbot: QtBot
) -> None:
    before = open_session.store.recipe
    for value in (0.1, 0.2, 0.3):
        sliders.list.moved.emit(2, value)
    sliders.list.settled.emit()
    assert open_session.store.recipe.values == ((2, 0.3),)
    assert len(open_session.store.history) == 1
    open_session.store.undo()
    assert open_session.store.recipe == before


def test_rows_are_ordered_by_importance_and_inactive_ones_can_go(sliders: SlidersPanel) -> None:
    importance = [row.importance for row in sliders.list.rows]
    assert importance == sorted(importance, reverse=True)
    assert [row.is_active for row in sliders.list.rows] == [True, True, True, False]
    assert "posterior collapse" in sliders.list.rows[-1].importance_tip
    sliders.only_active.setChecked(True)
    assert len(sliders.list.rows) == 3


def test_sliders_show_what_the_store_holds(sliders: SlidersPanel, open_session: Session) -> None:
    assert open_session.spec is not None
    recipe = Recipe(seed=8, values=((1, 2.5),), truncation=0.6)
    open_session.set_recipe(recipe)
    vector = untruncated(open_session.spec, recipe)
    for widget in sliders.list.widgets.values():
        assert widget.row is not None
        assert widget.amount == pytest.approx(float(vector[widget.row.index]))
    assert sliders.drawing.seed.seed == 8
    assert sliders.drawing.truncation.value() == 60


def test_lock_reset_mean_and_randomise(sliders: SlidersPanel, open_session: Session) -> None:
    store = open_session.store
    sliders.list.asked.emit(1, "mean")
    assert store.recipe.values == ((1, 0.0),)
    sliders.list.asked.emit(1, "reset")
    assert store.recipe.values == ()
    sliders.list.asked.emit(1, "randomise")
    assert [dimension for dimension, _ in store.recipe.values] == [1]
    sliders.list.asked.emit(1, "lock")
    assert store.explorer.locked == {1}
    held = dict(store.recipe.values)[1]
    sliders.drawing.randomise_unlocked()
    assert store.recipe.values == ((1, held),)
    sliders.drawing.randomise_all()
    assert store.recipe.values == ()
    sliders.list.asked.emit(1, "lock")
    assert store.explorer.locked == frozenset()


def test_seeds_go_on_and_back(sliders: SlidersPanel, open_session: Session) -> None:
    sliders.drawing.previous_seed()
    assert open_session.store.recipe.seed == 2**32 - 1
    sliders.drawing.next_seed()
    assert open_session.store.recipe.seed == 0
    sliders.drawing.seed.setValue(4_000_000_000)
    assert open_session.store.recipe.seed == 4_000_000_000


def test_principal_sliders_move_along_their_direction(
    sliders: SlidersPanel, open_session: Session
) -> None:
    assert open_session.bundle is not None
    assert open_session.spec is not None
    open_session.change(basis="principal")
    assert [row.name for row in sliders.list.rows] == ["p 1", "p 2", "p 3", "p 4"]
    sliders.list.moved.emit(1, 1.25)
    vector = untruncated(open_session.spec, open_session.store.recipe)
    assert float(open_session.bundle.map.directions[1] @ vector) == pytest.approx(1.25)
    assert sliders.list.widgets[1].amount == pytest.approx(1.25)


def test_locks_hold_under_principal_directions(
    sliders: SlidersPanel, open_session: Session
) -> None:
    assert open_session.bundle is not None
    assert open_session.spec is not None
    directions = open_session.bundle.map.directions
    locked = int(np.argmin(np.abs(directions[1])))
    before = untruncated(open_session.spec, open_session.store.recipe)
    open_session.change(basis="principal", locked=frozenset({locked}))
    assert sliders.list.note == "1 locked stays"
    assert "Locked" in sliders.list.rows[1].tip
    sliders.list.moved.emit(1, 1.25)
    after = untruncated(open_session.spec, open_session.store.recipe)
    assert after[locked] == before[locked]
    assert sliders.list.widgets[1].amount == pytest.approx(1.25, abs=1e-4)
    open_session.change(locked=frozenset())
    assert sliders.list.note.endswith("active")


@pytest.mark.parametrize("code", ["en", "es"])
def test_the_buttons_fit_a_narrow_panel(sliders: SlidersPanel, qtbot: QtBot, code: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    try:
        language.apply(app, code)
        for width in (560, 290):
            sliders.resize(width, 500)
            qtbot.waitUntil(lambda w=width: sliders.width() == w)
            drawing = sliders.drawing
            buttons = (drawing.randomise_button, drawing.all_button, drawing.reset_button)
            qtbot.waitUntil(  # the layout follows a changed style by an event
                lambda b=buttons: all(one.width() >= one.sizeHint().width() for one in b)
            )
            places = [one.geometry() for one in buttons]
            assert all(a.right() < b.left() for a, b in pairwise(places))
            is_wide = width == 560
            style = drawing.reset_button.toolButtonStyle()
            assert (style == Qt.ToolButtonStyle.ToolButtonTextBesideIcon) or not is_wide
    finally:
        language.apply(app, "en")


def test_the_filmstrip_keeps_pauses_and_leads_back(
    filmstrip: FilmstripPanel, open_session: Session, qtbot: QtBot
) -> None:
    first = open_session.store.recipe
    open_session.set_recipe(Recipe(seed=1))
    qtbot.waitUntil(lambda: filmstrip.recipes == (first, Recipe(seed=1)))
    qtbot.waitUntil(lambda: len(filmstrip._pictures) == 2)
    place = filmstrip.strip.cell(0).center()
    qtbot.mouseClick(filmstrip.strip, Qt.MouseButton.LeftButton, pos=place)
    assert open_session.store.recipe == first
    assert open_session.store.history[-1] == Recipe(seed=1)


def test_the_filmstrip_waits_for_the_end_of_a_drag(
    filmstrip: FilmstripPanel, open_session: Session, qtbot: QtBot
) -> None:
    open_session.set_recipe(Recipe(seed=1), "slider 1")
    filmstrip._take_current()
    assert Recipe(seed=1) not in filmstrip.recipes
    open_session.end_gesture()
    qtbot.waitUntil(lambda: Recipe(seed=1) in filmstrip.recipes)


def test_the_filmstrip_is_bounded(filmstrip: FilmstripPanel, open_session: Session) -> None:
    for seed in range(60):
        open_session.set_recipe(replace(open_session.store.recipe, seed=seed))
        filmstrip._take_current()
    assert len(filmstrip.recipes) == 40
    assert filmstrip.recipes[-1].seed == 59


def test_every_control_has_a_name_a_tip_and_a_key(
    picture: PicturePanel, sliders: SlidersPanel, filmstrip: FilmstripPanel
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    names: dict[str, set[str]] = {}
    for code in ("en", "es"):
        language.apply(app, code)
        app.processEvents()  # the widgets hear of it by a posted event
        names[code] = set()
        for panel in (picture, sliders, filmstrip):
            for widget in panel.findChildren(QWidget):
                if isinstance(widget, QAbstractButton) and widget.isVisibleTo(panel):
                    assert widget.accessibleName(), widget
                    assert widget.toolTip(), widget
                    assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, widget
                    names[code].add(widget.accessibleName())
    assert "Zoom in" in names["en"]
    assert "Acercar" in names["es"]
    assert "Randomise" not in names["es"]
