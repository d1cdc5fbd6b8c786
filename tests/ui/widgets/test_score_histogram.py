"""The histogram of anomaly scores, as it is painted."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from gen_explorer.ui import theme
from gen_explorer.ui.widgets.score_bars import Group
from gen_explorer.ui.widgets.score_histogram import ScoreHistogram


def test_it_stays_readable_once_it_was_clicked(qtbot: QtBot) -> None:
    histogram = ScoreHistogram()
    qtbot.addWidget(histogram)
    histogram.resize(520, 260)
    scores = np.linspace(0, 1, 50)
    histogram.show_scores((Group("normal", False, scores), Group("abnormal", True, scores + 0.5)))
    histogram.set_threshold(0.7)
    histogram.show()
    qtbot.mouseClick(histogram, Qt.MouseButton.LeftButton, pos=QPoint(200, 100))
    qtbot.waitUntil(histogram.hasFocus)
    corner = QColor(histogram.grab().toImage().pixel(8, 8))
    assert corner.name() == QColor(theme.colours().panel).name()


def test_without_scores_it_says_what_to_do(qtbot: QtBot) -> None:
    histogram = ScoreHistogram()
    qtbot.addWidget(histogram)
    histogram.resize(500, 300)
    bare = histogram.grab().toImage()
    histogram.set_hint("Press Score.")
    assert histogram.grab().toImage() != bare
