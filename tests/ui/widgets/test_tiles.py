"""Pictures side by side."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot

from gen_explorer.ui.widgets.tiles import LARGEST, SMALLEST, Tile, Tiles


def tile(key: str, colour: int = 0xFF0000) -> Tile:
    picture = np.full((28, 28), colour, np.int32)
    return Tile(key, key.title(), "Model", picture, picture, ("20 dB", "SSIM 0.5"), (True, False))


def make(qtbot: QtBot, count: int, room: QSize) -> Tiles:
    tiles = Tiles()
    qtbot.addWidget(tiles)
    tiles.resize(room)
    tiles.set_room(room)
    tiles.show_tiles([tile(f"t{n}") for n in range(count)], "t0")
    tiles.show()
    return tiles


@pytest.mark.parametrize("count", [1, 2, 5, 9, 20])
@pytest.mark.parametrize("room", [QSize(600, 520), QSize(420, 300), QSize(1300, 700)])
def test_tiles_do_not_overlap_and_stay_inside(qtbot: QtBot, count: int, room: QSize) -> None:
    tiles = make(qtbot, count, room)
    cells = [tiles.cell(place) for place in range(count)]
    for place, cell in enumerate(cells):
        assert tiles.rect().contains(cell)
        assert not any(cell.intersects(other) for other in cells[:place])
    side = tiles._layout(tiles.width())[1]
    assert SMALLEST <= side <= LARGEST
    assert side % 28 == 0
    if side > SMALLEST:
        assert tiles.height() <= room.height()


def test_more_room_makes_them_larger(qtbot: QtBot) -> None:
    small = make(qtbot, 6, QSize(600, 520))._layout(600)[1]
    large = make(qtbot, 6, QSize(1300, 800))._layout(1300)[1]
    assert large > small


def test_a_click_and_the_keyboard_choose(qtbot: QtBot) -> None:
    tiles = make(qtbot, 5, QSize(600, 520))
    with qtbot.waitSignal(tiles.chosen) as caught:
        qtbot.mouseClick(tiles, Qt.MouseButton.LeftButton, pos=tiles.cell(3).center())
    assert caught.args == ["t3"]
    qtbot.keyClick(tiles, Qt.Key.Key_Left)
    assert tiles.accessibleDescription() == "Model, T2, 20 dB, SSIM 0.5"
    with qtbot.waitSignal(tiles.chosen) as caught:
        qtbot.keyClick(tiles, Qt.Key.Key_Return)
    assert caught.args == ["t2"]


def test_the_picture_stands_above_its_map(qtbot: QtBot) -> None:
    tiles = make(qtbot, 2, QSize(600, 520))
    picture, errors = (np.full((28, 28), c, np.int32) for c in (0x00FF00, 0x0000FF))
    tiles.show_tiles([Tile("a", "A", picture=picture, map=errors), Tile("b", "B")], "")
    image = tiles.grab().toImage()
    cell, side = tiles.cell(0), tiles._layout(tiles.width())[1]
    x, top = cell.x() + side // 2, cell.y() + 2 * tiles.fontMetrics().height() + 3
    assert image.pixelColor(x, top + side // 2).name() == "#00ff00"
    assert image.pixelColor(x, top + side + 3 + side // 2).name() == "#0000ff"
