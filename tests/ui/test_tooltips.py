"""Tooltips in lines."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from gen_explorer.ui import tooltips
from gen_explorer.ui.panels.sliders import SlidersPanel
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.latent_slider import LatentSlider

LONG = "A sentence with <b>nothing</b> to mark up & twelve words in it. " * 6


@pytest.fixture
def wrapping(qapp: QApplication) -> Iterator[None]:
    made = tooltips.Wrapping(qapp)
    yield
    qapp.removeEventFilter(made)
    QToolTip.hideText()


def _point_at(widget: QWidget, place: QPoint) -> QWidget:
    event = QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, event)
    labels = [w for w in QApplication.topLevelWidgets() if w.objectName() == "qtooltip_label"]
    assert len(labels) == 1
    return labels[0]


def test_a_long_tooltip_is_broken_into_lines(wrapping: None, qtbot: QtBot) -> None:
    button = QPushButton("b")
    qtbot.addWidget(button)
    button.setToolTip(LONG)
    button.show()
    label = _point_at(button, QPoint(2, 2))
    assert tooltips.WIDTH * 0.8 < label.width() < tooltips.WIDTH + 40
    assert label.height() > 3 * label.fontMetrics().height()
    assert button.toolTip() == LONG  # what a screen reader reads


def test_a_menus_tooltips_are_too(wrapping: None, qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.setToolTipsVisible(True)
    action = menu.addAction("one")
    action.setToolTip(LONG)
    menu.show()
    assert _point_at(menu, menu.actionGeometry(action).center()).width() < tooltips.WIDTH + 40
    menu.hide()


def test_a_slider_that_paints_itself_breaks_its_tips_too(
    wrapping: None, open_session: Session, qtbot: QtBot
) -> None:
    panel = SlidersPanel(open_session)
    qtbot.addWidget(panel)
    panel.show()
    slider = panel.findChildren(LatentSlider)[0]
    qtbot.waitUntil(slider.isVisible, timeout=2000)
    label = _point_at(slider, QPoint(slider.width() - 15, slider.height() // 2))
    assert "KL" in QToolTip.text()
    assert label.width() < tooltips.WIDTH + 40
    qtbot.waitUntil(lambda: open_session.bridge.is_idle, timeout=5000)


def test_short_texts_and_markup_stay(qapp: QApplication) -> None:
    assert tooltips.wrapped("short") == "short"
    assert tooltips.wrapped("<p>marked</p>") == "<p>marked</p>"
    assert "&lt;b&gt;" in tooltips.wrapped(LONG)
