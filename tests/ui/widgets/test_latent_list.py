"""Latent sliders: hundreds of rows at no cost, and every way to move one."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gen_explorer.core.translation import tr
from gen_explorer.ui import language
from gen_explorer.ui.widgets import latent_words
from gen_explorer.ui.widgets.latent_list import LatentList
from gen_explorer.ui.widgets.latent_row import ROW, SMALL, Row, x_of, zones
from gen_explorer.ui.widgets.latent_slider import LatentSlider
from gen_explorer.ui.widgets.value_field import ValueField, parse_number


def row(index: int) -> Row:
    marks = (-1.6, -0.7, 0.0, 0.7, 1.6)
    return Row(index, f"z {index}", -3.5, 3.5, marks, 0.5, 0.5, True, True, "tip", "importance")


@pytest.fixture
def many(qtbot: QtBot) -> LatentList:
    made = LatentList()
    qtbot.addWidget(made)
    made.resize(320, 600)
    made.set_rows([row(i) for i in range(512)], "KL")
    made.set_values([i / 100 for i in range(512)], {3}, {4})
    made.show()
    return made


def at(widget: LatentSlider, value: float) -> QPoint:
    assert widget.row is not None
    track = zones(widget.width(), widget.fontMetrics()).track
    return QPoint(round(x_of(value, track, widget.row)), ROW // 2)


def part(widget: LatentSlider, name: str) -> QPoint:
    place: QPoint = getattr(zones(widget.width(), widget.fontMetrics()), name).center()
    return place


def test_512_rows_are_a_screenful_of_widgets_and_quick(qtbot: QtBot) -> None:
    rows = [row(i) for i in range(512)]
    start = time.perf_counter()
    made = LatentList()
    qtbot.addWidget(made)
    made.resize(320, 600)
    made.set_rows(rows, "KL")
    made.set_values([0.0] * 512, (), ())
    made.show()
    made.grab()
    assert time.perf_counter() - start < 0.25  # 0.03 s on a quiet machine
    assert len(made.findChildren(LatentSlider)) <= 600 // ROW + 2


def test_scrolling_shows_the_right_rows_and_values(many: LatentList) -> None:
    many.verticalScrollBar().setValue(200 * ROW + 5)
    first = many.widgets[200]
    assert first.row is not None
    assert first.row.name == "z 200"
    assert first.amount == 2.0
    assert first.geometry().top() == -5
    many.focus_row(511)
    assert 511 in many.widgets


def test_a_drag_reports_values_and_settles_once(many: LatentList, qtbot: QtBot) -> None:
    widget = many.widgets[0]
    seen: list[tuple[int, float]] = []
    many.moved.connect(lambda index, value: seen.append((index, value)))
    with qtbot.waitSignal(many.settled):
        qtbot.mousePress(widget, Qt.MouseButton.LeftButton, pos=at(widget, 0.0))
        for value in (0.5, 1.0, 9.0):
            target = at(widget, 1.0) if value < 9 else QPoint(5000, 5)
            qtbot.mouseMove(widget, target)
        qtbot.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=QPoint(5000, 5))
    assert {index for index, _ in seen} == {0}
    assert seen[0][1] == pytest.approx(1.0, abs=0.1)
    assert seen[-1][1] == 3.5


def test_shift_moves_finely(many: LatentList, qtbot: QtBot) -> None:
    widget = many.widgets[0]
    with qtbot.waitSignal(many.moved) as coarse:
        qtbot.keyClick(widget, Qt.Key.Key_Right)
    with qtbot.waitSignal(many.moved) as fine:
        qtbot.keyClick(widget, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert coarse.args[1] == pytest.approx(0.07)
    assert fine.args[1] == pytest.approx(0.007)
    widget.finish()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (Qt.Key.Key_PageUp, 0.7),
        (Qt.Key.Key_PageDown, -0.7),
        (Qt.Key.Key_Home, -3.5),
        (Qt.Key.Key_End, 3.5),
        (Qt.Key.Key_Left, -0.07),
    ],
)
def test_keys_move(many: LatentList, qtbot: QtBot, key: Qt.Key, value: float) -> None:
    with qtbot.waitSignal(many.moved) as moved:
        qtbot.keyClick(many.widgets[0], key)
    assert moved.args == [0, pytest.approx(value)]
    many.widgets[0].finish()


@pytest.mark.parametrize(
    ("key", "wish"),
    [
        (Qt.Key.Key_Space, "randomise"),
        (Qt.Key.Key_L, "lock"),
        (Qt.Key.Key_Delete, "reset"),
        (Qt.Key.Key_0, "mean"),
    ],
)
def test_keys_ask(many: LatentList, qtbot: QtBot, key: Qt.Key, wish: str) -> None:
    with qtbot.waitSignal(many.asked) as asked:
        qtbot.keyClick(many.widgets[2], key)
    assert asked.args == [2, wish]


@pytest.mark.parametrize(
    ("name", "wish"), [("lock", "lock"), ("dice", "randomise"), ("reset", "reset")]
)
def test_buttons_ask(many: LatentList, qtbot: QtBot, name: str, wish: str) -> None:
    widget = many.widgets[2]
    with qtbot.waitSignal(many.asked) as asked:
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=part(widget, name))
    assert asked.args == [2, wish]


def test_the_arrows_go_from_row_to_row(many: LatentList, qtbot: QtBot) -> None:
    many.activateWindow()
    many.focus_row(10)
    qtbot.waitUntil(lambda: many.widgets[10].hasFocus())
    qtbot.keyClick(many.widgets[10], Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: many.widgets[11].hasFocus())
    stops = [p for p, w in many.widgets.items() if w.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert stops == [11]


def test_a_typed_value_is_read_in_the_language(many: LatentList, qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    language.apply(app, "es")
    widget = many.widgets[1]
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=part(widget, "value"))
    (field,) = widget.findChildren(ValueField)
    assert field.text() == "0,01"
    field.setText("-4,25")
    with qtbot.waitSignal(many.moved) as moved:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert moved.args == [1, -4.25]


def test_escape_leaves_the_value(many: LatentList, qtbot: QtBot) -> None:
    widget = many.widgets[1]
    widget.edit_value()
    (field,) = widget.findChildren(ValueField)
    field.setText("2")
    with qtbot.assertNotEmitted(many.moved):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("en", "1.5", 1.5),
        ("es", "1,5", 1.5),
        ("es", "1.5", 1.5),
        ("en", "nonsense", None),
        ("en", "nan", None),
        ("en", "inf", None),
        ("en", "1e9", None),
    ],
)
def test_numbers(qtbot: QtBot, code: str, text: str, value: float | None) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    language.apply(app, code)
    assert parse_number(text) == value


def test_assistive_technology_finds_sliders(many: LatentList, qtbot: QtBot) -> None:
    widget = many.widgets[3]
    found = QAccessible.queryAccessibleInterface(widget)
    assert found.role() == QAccessible.Role.Slider
    assert found.text(QAccessible.Text.Name) == "z 3"
    with qtbot.waitSignal(many.moved) as moved:
        widget.setValue(1000)
    assert moved.args == [3, 3.5]
    widget.finish()


def test_every_part_has_a_tip(many: LatentList) -> None:
    row = many.widgets[0].row
    assert row is not None
    for name in ("lock", "name", "track", "value", "dice", "reset", "importance"):
        assert latent_words.tip(row, name)


@pytest.mark.parametrize("code", ["en", "es"])
def test_an_inactive_row_says_so_also_when_it_can_be_reset(qtbot: QtBot, code: str) -> None:
    """It shows the word, not the figure: other figures make no difference."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    made = LatentList()
    qtbot.addWidget(made)
    made.resize(290, 200)
    try:
        language.apply(app, code)
        made.show()
        zone = zones(made.viewport().width(), made.fontMetrics()).importance

        def painted(importance: float, is_active: bool) -> QImage:
            shown = replace(row(0), importance=importance, is_active=is_active)
            made.set_rows([shown], "KL")
            made.set_values([1.0], {0}, ())
            return made.widgets[0].grab(zone).toImage()

        assert painted(0.0, False) == painted(0.004, False)
        assert painted(0.0, True) != painted(0.4, True)
        words = round(SMALL * made.fontMetrics().horizontalAdvance(tr("inactive")))
        assert zone.width() >= words + 6
    finally:
        language.apply(app, "en")


def test_only_a_row_that_changes_is_painted(many: LatentList, qtbot: QtBot) -> None:
    values = [i / 100 for i in range(512)]
    qtbot.waitExposed(many)
    QApplication.processEvents()
    seen = Painted()
    for widget in many.widgets.values():
        widget.installEventFilter(seen)
    values[2] = 1.5
    many.set_values(values, {3}, {4})
    QApplication.processEvents()
    assert seen.widgets == [many.widgets[2]]
    assert many.widgets[2].amount == 1.5


class Painted(QObject):
    """Notes which widgets are painted."""

    def __init__(self) -> None:
        super().__init__()
        self.widgets: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.widgets.append(watched)
        return False
