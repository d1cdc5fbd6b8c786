"""Places to choose from, by mouse and keyboard, in the widgets that have them."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from gen_explorer.ui.widgets.confusion_matrix import ConfusionMatrix
from gen_explorer.ui.widgets.plot_legend import LegendEntry, PlotLegend
from gen_explorer.ui.widgets.sheet import Sheet
from gen_explorer.ui.widgets.strip import Strip

KEYS = Qt.Key


@pytest.fixture
def sheet(qtbot: QtBot) -> Sheet:
    made = Sheet()
    qtbot.addWidget(made)
    made.resize(300, 300)
    made.begin(3, tuple(f"seed {place}" for place in range(9)), keep=False)
    made.show()
    return made


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ([KEYS.Key_Right, KEYS.Key_Down], 4),
        ([KEYS.Key_Up, KEYS.Key_Left], 0),
        ([KEYS.Key_End], 8),
        ([KEYS.Key_End, KEYS.Key_Right, KEYS.Key_Down], 8),
        ([KEYS.Key_End, KEYS.Key_Home], 0),
    ],
)
def test_arrows_move_the_mark_and_stay_at_the_ends(
    sheet: Sheet, qtbot: QtBot, keys: list[Qt.Key], place: int
) -> None:
    for key in keys:
        qtbot.keyClick(sheet, key)
    assert sheet.mark == place
    with qtbot.waitSignal(sheet.chosen) as chosen:
        qtbot.keyClick(sheet, KEYS.Key_Return)
    assert chosen.args == [place]


def test_the_mark_says_where_it_stands(sheet: Sheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.pointed) as pointed:
        qtbot.keyClick(sheet, KEYS.Key_Right)
    assert pointed.args == [1]
    assert sheet.accessibleDescription() == "seed 1"


def test_a_place_has_a_tooltip_of_its_own(sheet: Sheet) -> None:
    at = sheet.cell(4).center()
    asked = QHelpEvent(QEvent.Type.ToolTip, at, sheet.mapToGlobal(at))
    QApplication.sendEvent(sheet, asked)
    assert QToolTip.text() == "seed 4"
    QToolTip.hideText()


def test_a_legend_has_one_tooltip_for_all_entries(qtbot: QtBot) -> None:
    legend = PlotLegend()
    qtbot.addWidget(legend)
    legend.resize(300, 60)
    legend.setToolTip("Lines of the plot")
    legend.show_entries([LegendEntry("a", "first", "#ff0000")])
    at = legend.cell(0).center()
    QApplication.sendEvent(
        legend, QHelpEvent(QEvent.Type.ToolTip, at, legend.mapToGlobal(QPoint(at)))
    )
    assert QToolTip.text() == "Lines of the plot"
    QToolTip.hideText()


def test_rows_of_a_matrix_do_not_go_on_in_the_next(qtbot: QtBot) -> None:
    matrix = ConfusionMatrix()
    qtbot.addWidget(matrix)
    matrix.resize(300, 300)
    matrix.show_counts(("cat", "dog"), np.array([[7, 3], [0, 9]]))
    matrix.show()
    for key in (KEYS.Key_Right, KEYS.Key_Right, KEYS.Key_Right):
        qtbot.keyClick(matrix, key)
    with qtbot.waitSignal(matrix.chosen) as chosen:
        qtbot.keyClick(matrix, KEYS.Key_Return)
    assert chosen.args == [0, 1]
    assert "dog" in matrix.accessibleDescription()


def test_a_strip_scrolls_to_its_mark(qtbot: QtBot) -> None:
    strip = Strip()
    qtbot.addWidget(strip)
    strip.resize(300, 100)
    names = [str(place) for place in range(12)]
    strip.show_pictures([None] * 12, names, current=11)
    strip.show()
    assert strip.rect().contains(strip.cell(11))  # the newest is in sight
    qtbot.keyClick(strip, KEYS.Key_Home)
    assert strip.rect().contains(strip.cell(0))
    assert not strip.rect().intersects(strip.cell(11))
    with qtbot.waitSignal(strip.chosen) as chosen:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.cell(2).center())
    assert chosen.args == [2]


def test_a_strip_without_need_for_a_bar_has_none(qtbot: QtBot) -> None:
    strip = Strip()
    qtbot.addWidget(strip)
    strip.resize(300, 100)
    strip.show()
    for count, is_needed in ((2, False), (3, False), (4, True), (2, False)):
        strip.show_pictures([None] * count, [""] * count, current=0)
        assert strip._bar.isVisible() == is_needed
        assert strip.cell(0).bottom() < (strip._bar.y() if is_needed else strip.height())
