"""The operating point tells what a threshold does, and nothing where nothing was scored."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from gen_explorer.analysis.thresholds import Confusion
from gen_explorer.ui.widgets.operating_point import OperatingPoint


def test_it_shows_no_figures_before_anything_was_scored(qtbot: QtBot) -> None:
    point = OperatingPoint()
    qtbot.addWidget(point)
    point.resize(point.sizeHint())
    assert "0" not in point.accessibleDescription()
    empty = point.grab().toImage()
    confusion = Confusion(caught=3, missed=1, alarms=2, passed=4)
    point.show_confusion(confusion)
    assert "0.750" in point.accessibleDescription()
    assert point.grab().toImage() != empty
