"""The list of results of the anomaly bench."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gen_explorer.ui.widgets.verdict_list import fitted


def test_a_long_title_leaves_the_score_in_sight(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    metrics = label.fontMetrics()
    name = "VAE of digits in black and white · Typicality"
    width = metrics.horizontalAdvance(name) * 2 // 3
    cut = fitted(name, metrics, width)
    assert cut.startswith("VAE")
    assert cut.endswith("… · Typicality")
    assert metrics.horizontalAdvance(cut) <= width
    assert fitted(name, metrics, 10_000) == name
