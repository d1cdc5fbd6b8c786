"""The edge between two pictures."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from gen_explorer.ui.widgets.wipe import Wipe

RED, BLUE = 0xFF0000, 0x0000FF


def make(qtbot: QtBot) -> Wipe:
    wipe = Wipe()
    qtbot.addWidget(wipe)
    wipe.resize(202, 152)
    wipe.show_pictures(np.full((10, 10), RED, np.int32), np.full((10, 10), BLUE, np.int32))
    wipe.show()
    return wipe


def shade(wipe: Wipe, across: float, down: float = 0.8) -> int:
    place = wipe.picture_place()
    x = place.x() + round(across * (place.width() - 1))
    y = place.y() + round(down * (place.height() - 1))
    return QColor(wipe.grab().toImage().pixel(x, y)).rgb() & 0xFFFFFF


def test_each_side_shows_its_picture(qtbot: QtBot) -> None:
    wipe = make(qtbot)
    place = wipe.picture_place()
    assert place.width() == place.height() == 150
    assert (shade(wipe, 0.2), shade(wipe, 0.8)) == (RED, BLUE)
    wipe.set_edge(0.9)
    assert shade(wipe, 0.8) == RED
    wipe.set_edge(0.0)
    assert shade(wipe, 0.1) == BLUE


def test_dragging_moves_the_edge(qtbot: QtBot) -> None:
    wipe = make(qtbot)
    place, seen = wipe.picture_place(), []
    wipe.moved.connect(seen.append)
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(wipe, left, pos=QPoint(place.center().x(), 80))
    for share in (0.6, 0.7, 2.0):
        qtbot.mouseMove(wipe, QPoint(place.x() + round(share * place.width()), 80))
    qtbot.mouseRelease(wipe, left)
    assert wipe.edge == 1.0
    assert seen == sorted(seen)
    qtbot.mouseMove(wipe, QPoint(place.x(), 80))
    assert wipe.edge == 1.0
    qtbot.mouseDClick(wipe, left)
    assert wipe.edge == 0.5


def test_keys_move_it_too_and_say_where_it_is(qtbot: QtBot) -> None:
    wipe = make(qtbot)
    wipe.set_names("before", "after")
    qtbot.keyClick(wipe, Qt.Key.Key_Right)
    assert 0.5 < wipe.edge < 0.6
    assert wipe.accessibleDescription().startswith("before | after, 5")
    qtbot.keyClick(wipe, Qt.Key.Key_Home)
    assert wipe.edge == 0.0
    qtbot.keyClick(wipe, Qt.Key.Key_End)
    assert wipe.edge == 1.0


def test_without_pictures_nothing_is_drawn(qtbot: QtBot) -> None:
    wipe = Wipe()
    qtbot.addWidget(wipe)
    wipe.resize(100, 100)
    assert not wipe.grab().isNull()


def test_the_ring_of_the_keyboard_leaves_the_pictures_seen(qtbot: QtBot) -> None:
    wipe = make(qtbot)
    wipe.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(wipe.hasFocus)
    assert (shade(wipe, 0.2), shade(wipe, 0.8)) == (RED, BLUE)
