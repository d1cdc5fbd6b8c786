"""The controls of models that have more than a vector: from hand to recipe and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gen_explorer.data import captions
from gen_explorer.latent.priors import caption, resolve, untruncated
from gen_explorer.models.base import Control, Section
from gen_explorer.state.recipe import Recipe
from gen_explorer.ui import language
from gen_explorer.ui.panels.control_parts import (
    ChoicePart,
    DialPart,
    SettingPart,
    StagePart,
    TextPart,
)
from gen_explorer.ui.panels.controls import ControlsPanel
from gen_explorer.ui.panels.grid_parts import CanvasPart, CodeGridPart
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.code_palette import CodePalette
from tests.bundles import make_bundle
from tests.ui.test_main_window import _parts as interactive

VECTOR = Section("vector", Control.VECTOR, 4)
CLASS = Section("class", Control.CLASS, 3)
DIAL = Section("dial", Control.DIAL, 2)
STAGE = Section("stage", Control.STAGE, 2)
HEAT = Section("temperature", Control.SETTING, 1, low=0.0, high=1.0, default=1.0)
SIDE = 8
CANVAS = Section("canvas", Control.GRID, SIDE * SIDE, rows=SIDE, levels=2)
PIXEL_DICE = Section("dice", Control.NOISE, SIDE * SIDE)
TOP = Section("top", Control.GRID, 4, rows=2, levels=8)
BOTTOM = Section("bottom", Control.GRID, 16, rows=4, levels=8)
CODE_DICE = Section("dice", Control.NOISE, 20)

Opens = Callable[..., ControlsPanel]


@pytest.fixture
def opens(empty_session: Session, tmp_path: Path, qtbot: QtBot) -> Iterator[Opens]:
    """Opens a model of some sections and shows the panel, drawn in full."""
    made: list[ControlsPanel] = []

    def build(*sections: Section) -> ControlsPanel:
        panel = ControlsPanel(empty_session)
        qtbot.addWidget(panel)
        panel.resize(330, 900)
        panel.show()
        made.append(panel)
        bundle = make_bundle(tmp_path / "sectioned", size=SIDE, sections=sections)
        with qtbot.waitSignal(empty_session.model_changed, timeout=10_000):
            empty_session.open_model(str(bundle))
        settle(panel, qtbot)
        return panel

    yield build
    for panel in made:
        panel._pause.stop()


def settle(panel: ControlsPanel, qtbot: QtBot) -> None:
    """Waits until the picture of the current recipe and the small ones are there."""
    session = panel.session

    def is_settled() -> bool:
        shown = session.picture
        is_shown = shown is not None and shown.recipe == session.store.recipe
        return is_shown and session.bridge.is_idle and not panel._pause.isActive()

    qtbot.waitUntil(is_settled, timeout=10_000)


def vector_of(session: Session) -> np.ndarray:
    assert session.spec is not None
    return untruncated(session.spec, session.store.recipe)


def send(widget: QWidget, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton) -> None:
    """A mouse event; QTest's moves are unreliable without a screen."""
    is_move = kind == QEvent.Type.MouseMove
    is_release = kind == QEvent.Type.MouseButtonRelease
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        kind,
        QPointF(at),
        QPointF(widget.mapToGlobal(at)),
        none if is_move else button,
        none if is_release else button,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


def click(widget: QWidget, at: QPoint, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    send(widget, QEvent.Type.MouseButtonPress, at, button)
    send(widget, QEvent.Type.MouseButtonRelease, at, button)


def turn_wheel(widget: QWidget, at: QPoint, notches: int) -> None:
    nothing = QPoint()
    event = QWheelEvent(
        QPointF(at), QPointF(widget.mapToGlobal(at)), nothing, QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def part(panel: ControlsPanel, name: str) -> object:
    return next(p for p in panel.parts if p.section.name == name)


def test_a_model_with_nothing_but_a_vector_says_so(opens: Opens) -> None:
    panel = opens()
    assert panel.parts == ()
    assert panel._hint.isVisible()
    assert "Sliders" in panel._hint.text()


def test_parts_come_from_the_spec(opens: Opens) -> None:
    panel = opens(VECTOR, CLASS, DIAL, STAGE, HEAT)
    kinds = [type(p) for p in panel.parts]
    assert kinds == [ChoicePart, DialPart, StagePart, SettingPart]
    assert not panel._hint.isVisible()


def test_a_click_takes_a_class_alone_and_reset_gives_it_back(opens: Opens, qtbot: QtBot) -> None:
    panel = opens(VECTOR, CLASS)
    session, choices = panel.session, part(panel, "class")
    assert isinstance(choices, ChoicePart)
    before = session.store.recipe
    for wanted in (0, 1, 2):
        button = choices.grid.buttons[wanted]
        click(button, button.rect().center())
        assert vector_of(session)[4:].tolist() == np.eye(3)[wanted].tolist()
        assert [b.isChecked() for b in choices.grid.buttons] == [i == wanted for i in range(3)]
    qtbot.mouseClick(choices.reset_button, Qt.MouseButton.LeftButton)
    assert session.store.recipe == before
    session.store.undo()
    assert vector_of(session)[4:].tolist() == [0, 0, 1]
    settle(panel, qtbot)


def test_small_pictures_show_the_rest_of_the_recipe(opens: Opens, qtbot: QtBot) -> None:
    panel = opens(VECTOR, CLASS, STAGE)
    session = panel.session
    session.set_recipe(Recipe(seed=5, values=((0, 1.5),)))
    settle(panel, qtbot)
    assert session.spec is not None
    assert panel._asked is not None
    z = resolve(session.spec, session.store.recipe)
    assert len(panel._asked) == 5
    assert np.array_equal(panel._asked[:, :4], np.repeat(z[None, :4], 5, axis=0))
    assert np.array_equal(panel._asked[:3, 4:7], np.eye(3))
    assert np.array_equal(panel._asked[3:, 7:], np.eye(2))
    for name in ("class", "stage"):
        assert all(b.has_picture for b in part(panel, name).grid.buttons)  # type: ignore[attr-defined]


def test_weights_mix_and_sum_to_one(opens: Opens, qtbot: QtBot) -> None:
    panel = opens(VECTOR, CLASS)
    session, choices = panel.session, part(panel, "class")
    assert isinstance(choices, ChoicePart)
    click(choices.grid.buttons[0], choices.grid.buttons[0].rect().center())
    qtbot.mouseClick(choices.mix_button, Qt.MouseButton.LeftButton)
    assert choices.weights.isVisible()
    slider = choices.weights.sliders[1].slider
    slider.setSliderDown(True)
    for value in (20, 60, 100):
        slider.setValue(value)
    slider.setSliderDown(False)
    assert vector_of(session)[4:] == pytest.approx([0.5, 0.5, 0.0])
    assert not any(b.isChecked() for b in choices.grid.buttons)
    session.store.undo()
    assert vector_of(session)[4:].tolist() == [1, 0, 0]  # the drag was one step
    settle(panel, qtbot)


def test_dials_settings_and_stages(opens: Opens, qtbot: QtBot) -> None:
    panel = opens(VECTOR, DIAL, STAGE, HEAT)
    session = panel.session
    dial, stage, heat = (part(panel, name) for name in ("dial", "stage", "temperature"))
    assert isinstance(dial, DialPart)
    assert isinstance(stage, StagePart)
    assert isinstance(heat, SettingPart)
    strip = dial.strips[1]
    click(strip, strip.cell(6).center())
    assert vector_of(session)[5] == 1.0
    click(strip, strip.cell(0).center())
    assert vector_of(session)[5] == -1.0
    assert stage.grid.buttons[1].isChecked()  # the last one, unless set
    click(stage.grid.buttons[0], QPoint(20, 20))
    assert vector_of(session)[6:8].tolist() == [1, 0]
    qtbot.keyClick(heat.slider.slider, Qt.Key.Key_Home)
    assert vector_of(session)[8] == 0.0
    qtbot.mouseClick(heat.slider.reset_button, Qt.MouseButton.LeftButton)
    assert vector_of(session)[8] == 1.0
    heat.slider._rest.stop()
    settle(panel, qtbot)


def test_code_grids_show_what_was_drawn_and_take_changes(opens: Opens, qtbot: QtBot) -> None:
    panel = opens(TOP, BOTTOM, CODE_DICE)
    session, top = panel.session, part(panel, "top")
    assert isinstance(top, CodeGridPart)
    z = vector_of(session)
    assert top.grid.codes.tolist() == np.floor(z[20:24] * 8).tolist()
    click(top.grid, top.grid.cell(2).center())
    palette = top.findChild(CodePalette)
    assert palette is not None
    palette.grid.set_mark(6)
    qtbot.keyClick(palette.grid, Qt.Key.Key_Return)
    assert vector_of(session)[2] == 6
    assert "given" in top.grid.describe(2)
    assert "drawn" in top.grid.describe(1)
    top.grid.setFocus()
    qtbot.waitUntil(top.grid.hasFocus)
    turn_wheel(top.grid, top.grid.cell(2).center(), 3)
    assert vector_of(session)[2] == 1  # around the end of the codebook
    click(top.grid, top.grid.cell(2).center(), Qt.MouseButton.RightButton)
    assert vector_of(session)[2] == -1
    settle(panel, qtbot)


def test_a_level_is_drawn_again_given_the_other(opens: Opens, qtbot: QtBot) -> None:
    panel = opens(CLASS, TOP, BOTTOM, CODE_DICE)
    session = panel.session
    top, bottom = part(panel, "top"), part(panel, "bottom")
    assert isinstance(top, CodeGridPart)
    assert isinstance(bottom, CodeGridPart)
    before = (top.grid.codes.tolist(), bottom.grid.codes.tolist())
    shown_class = vector_of(session)[:3].tolist()
    qtbot.mouseClick(bottom.again_button, Qt.MouseButton.LeftButton)
    settle(panel, qtbot)
    assert top.grid.codes.tolist() == before[0]
    assert bottom.grid.codes.tolist() != before[1]
    assert (vector_of(session)[7:23] == -1).all()  # still the model's
    assert vector_of(session)[:3].tolist() == shown_class
    qtbot.mouseClick(bottom.keep_button, Qt.MouseButton.LeftButton)
    assert vector_of(session)[7:23].tolist() == bottom.grid.codes.tolist()
    settle(panel, qtbot)
    qtbot.mouseClick(top.clear_button, Qt.MouseButton.LeftButton)
    assert (vector_of(session)[3:7] == -1).all()
    settle(panel, qtbot)


def test_half_a_picture_is_completed_in_other_ways(opens: Opens, qtbot: QtBot) -> None:
    panel = opens(CLASS, PIXEL_DICE, CANVAS)
    session, canvas = panel.session, part(panel, "canvas")
    assert isinstance(canvas, CanvasPart)
    first = canvas.shown.copy()
    assert session.picture is not None
    assert np.array_equal(first.reshape(SIDE, SIDE), session.picture.pixels & 1)
    qtbot.mouseClick(canvas.upper_button, Qt.MouseButton.LeftButton)
    settle(panel, qtbot)
    assert canvas.growth._count == SIDE * SIDE // 2
    qtbot.mouseClick(canvas.again_button, Qt.MouseButton.LeftButton)
    settle(panel, qtbot)
    half = SIDE * SIDE // 2
    assert np.array_equal(canvas.shown[:half], first[:half])
    assert not np.array_equal(canvas.shown[half:], first[half:])
    qtbot.mouseClick(canvas.clear_button, Qt.MouseButton.LeftButton)
    assert not [d for d, _ in session.store.recipe.values if d >= 3 + SIDE * SIDE]
    settle(panel, qtbot)
    qtbot.mouseClick(canvas.left_button, Qt.MouseButton.LeftButton)
    given = np.array([d for d, _ in session.store.recipe.values if d >= 3 + SIDE * SIDE])
    assert len(given) == half
    assert ((given - 3 - SIDE * SIDE) % SIDE < SIDE // 2).all()
    settle(panel, qtbot)


def test_a_stroke_gives_pixels_and_is_one_step_of_undo(opens: Opens, qtbot: QtBot) -> None:
    panel = opens(PIXEL_DICE, CANVAS)
    session, canvas = panel.session, part(panel, "canvas")
    assert isinstance(canvas, CanvasPart)
    canvas.width_box.setValue(1)
    before, left = session.store.recipe, Qt.MouseButton.LeftButton
    pixels = canvas.canvas
    send(pixels, QEvent.Type.MouseButtonPress, pixels.centre_of(2, 1), left)
    send(pixels, QEvent.Type.MouseMove, pixels.centre_of(2, 6), left)
    send(pixels, QEvent.Type.MouseButtonRelease, pixels.centre_of(2, 6), left)
    first = PIXEL_DICE.size
    wanted = tuple((first + 2 * SIDE + column, 1.0) for column in range(1, 7))
    assert session.store.recipe.values == wanted
    click(pixels, pixels.centre_of(2, 3), Qt.MouseButton.RightButton)
    assert len(session.store.recipe.values) == 5
    session.store.undo()
    session.store.undo()
    assert session.store.recipe == before
    qtbot.mouseClick(canvas.dark_button, left)
    qtbot.keyClick(pixels, Qt.Key.Key_Right)
    qtbot.keyClick(pixels, Qt.Key.Key_Space)
    assert session.store.recipe.values == ((first + 4 * SIDE + 5, 0.0),)
    settle(panel, qtbot)


def test_the_film_reveals_open_pixels_in_order(opens: Opens, qtbot: QtBot) -> None:
    panel = opens(PIXEL_DICE, CANVAS)
    canvas = part(panel, "canvas")
    assert isinstance(canvas, CanvasPart)
    whole = canvas.canvas.composed()
    canvas.growth.go_to(10)
    grown = canvas.canvas.composed().reshape(-1)
    assert np.array_equal(grown[:9], whole.reshape(-1)[:9])
    assert grown[9] not in (0, 0xFFFFFF)  # the newest one stands out
    assert set(grown[10:].tolist()).isdisjoint({0, 0xFFFFFF})
    qtbot.mouseClick(canvas.growth.next_button, Qt.MouseButton.LeftButton)
    assert canvas.growth.step == 11
    canvas.growth.rate.setCurrentIndex(2)
    qtbot.mouseClick(canvas.growth.play_button, Qt.MouseButton.LeftButton)
    assert canvas.growth.is_playing
    qtbot.waitUntil(lambda: not canvas.growth.is_playing, timeout=5000)
    assert np.array_equal(canvas.canvas.composed(), whole)


def test_all_controls_go_back_to_the_seed(opens: Opens, qtbot: QtBot) -> None:
    panel = opens(VECTOR, CLASS, DIAL)
    session = panel.session
    session.set_recipe(Recipe(seed=4, values=((0, 1.0), (4, 0.5), (5, 0.5), (7, 0.25))))
    panel.reset_all()
    assert session.store.recipe == Recipe(seed=4, values=((0, 1.0),))
    before = vector_of(session)
    panel.draw_again()
    assert session.store.recipe.seed != 4
    assert np.array_equal(vector_of(session), before)  # there are no dice in this model
    settle(panel, qtbot)


@pytest.mark.parametrize("code", ["en", "es"])
def test_every_part_has_a_name_and_a_tip(
    opens: Opens, qtbot: QtBot, qapp: QApplication, code: str
) -> None:
    text = Section("caption", Control.TEXT, 12, source="fashion")
    code_section = Section("code", Control.CODE, 3)
    panel = opens(CLASS, code_section, DIAL, STAGE, HEAT, text, CANVAS, PIXEL_DICE)
    language.apply(qapp, code)
    panel.resize(230, 900)
    parts = interactive(panel)
    assert len(parts) > 40
    for part in parts:
        who = f"{type(part).__name__} in {type(part.parent()).__name__}"
        assert part.accessibleName(), who
        assert part.toolTip(), who
    assert panel.parts[0].width() <= 230  # nothing makes it wider
    settle(panel, qtbot)


def test_a_caption_is_drawn_typed_and_given_back(opens: Opens, qtbot: QtBot) -> None:
    panel = opens(VECTOR, Section("caption", Control.TEXT, 12, source="fashion"), STAGE)
    session, text = panel.session, part(panel, "caption")
    assert isinstance(text, TextPart)
    assert session.spec is not None
    drawn = caption(session.spec, 0)
    assert text.field.edit.placeholderText() == captions.said_in("fashion", drawn, "en")
    assert np.array_equal(vector_of(session)[4:16], captions.tokens(drawn, 12))
    qtbot.keyClicks(text.field.edit, "a grey coat with wings")
    qtbot.keyClick(text.field.edit, Qt.Key.Key_Escape)  # closes the list of words
    qtbot.waitUntil(lambda: session.store.recipe.text == "a grey coat with wings")
    assert text.field.note.isVisible()
    assert "wings" in text.field.note.text()
    assert "coat" not in text.field.note.text()
    chip = text.field.chips[1]
    click(chip, chip.rect().center())
    assert session.store.recipe.text == chip.text()
    assert not text.field.note.isVisible()
    click(text.field.draw_button, text.field.draw_button.rect().center())
    assert session.store.recipe.text == ""
    assert text.field.edit.text() == ""
    session.store.undo()
    assert text.field.edit.text() == chip.text()
    settle(panel, qtbot)


def test_a_word_is_completed(opens: Opens, qtbot: QtBot) -> None:
    panel = opens(VECTOR, Section("caption", Control.TEXT, 12, source="fashion"))
    text = part(panel, "caption")
    assert isinstance(text, TextPart)
    edit = text.field.edit
    qtbot.keyClicks(edit, "a pul")
    popup = edit._popup
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert edit.text() == "a pullover"
    assert panel.session.store.recipe.text == "a pullover"
    settle(panel, qtbot)


def test_a_slow_models_small_pictures_are_drawn_once(
    opens: Opens, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = opens(VECTOR, CLASS)
    session = panel.session
    monkeypatch.setattr(Session, "picture_ms", 500.0)
    asked = panel._asked
    session.set_recipe(Recipe(seed=9))
    settle(panel, qtbot)
    assert panel._asked is asked
    panel.retranslate()
    assert panel._note.isVisible()
    assert "500 ms" in panel._note.text()
