"""Drawing by hand."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from gen_explorer.ui.widgets.pad import Pad


def make(qtbot: QtBot) -> Pad:
    pad = Pad(28)
    qtbot.addWidget(pad)
    pad.resize(pad.sizeHint())
    pad.show()
    return pad


def test_a_stroke_is_as_wide_as_the_pen_and_soft_at_its_edge(qtbot: QtBot) -> None:
    pad = make(qtbot)
    pad.stroke(QPointF(4, 14), QPointF(24, 14))
    column = pad.picture[:, 14, 0] / 255
    assert abs(column.sum() - 2 * pad.pen) < 0.2
    assert column[13] == column[14] == 1
    assert not pad.picture[:, :1].any()
    pad.stroke(QPointF(14, 14), QPointF(14, 14), is_erasing=True)
    assert pad.picture[14, 14, 0] == 0
    assert pad.picture[14, 5, 0] == 255


def test_the_mouse_draws_and_the_right_button_erases(qtbot: QtBot) -> None:
    pad = make(qtbot)
    scale = pad.width() // 28
    left, right = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
    with qtbot.waitSignal(pad.drawn):
        qtbot.mousePress(pad, left, pos=QPoint(5 * scale, 5 * scale))
    qtbot.mouseMove(pad, QPoint(20 * scale, 5 * scale))
    qtbot.mouseRelease(pad, left)
    assert pad.picture[4, 5:20, 0].min() == 255
    before = pad.picture.copy()
    qtbot.mouseMove(pad, QPoint(20 * scale, 20 * scale))
    np.testing.assert_array_equal(pad.picture, before)
    qtbot.mousePress(pad, right, pos=QPoint(10 * scale, 5 * scale))
    qtbot.mouseRelease(pad, right)
    assert pad.picture[4, 9, 0] == 0


def test_keys_draw_and_clear(qtbot: QtBot) -> None:
    pad = make(qtbot)
    for _ in range(6):
        qtbot.keyClick(pad, Qt.Key.Key_Up)
    qtbot.keyClick(pad, Qt.Key.Key_Space)
    assert pad.picture[8, 14, 0] == 255
    assert not pad.picture[14].any()
    qtbot.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.is_empty


def test_another_size_begins_anew(qtbot: QtBot) -> None:
    pad = make(qtbot)
    pad.stroke(QPointF(4, 4), QPointF(9, 9))
    pad.set_side(64)
    assert pad.is_empty
    assert pad.picture.shape == (64, 64, 1)
    assert pad.sizeHint().width() >= 64
