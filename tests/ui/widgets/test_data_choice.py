"""The choice of pictures fits the narrowest panel that it stands in."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gen_explorer.data import glimpse
from gen_explorer.ui import language
from gen_explorer.ui.widgets.data_choice import DataChoice

NARROW = 300 - 24
"""Pixels of the form in the narrowest panel, without its margins."""


@pytest.mark.parametrize("code", ["en", "es"])
def test_its_pictures_do_not_widen_the_form(qtbot: QtBot, qapp: QApplication, code: str) -> None:
    language.apply(qapp, code)
    choice = DataChoice()
    qtbot.addWidget(choice)
    choice.set_data("digits")
    choice.show_glimpse(glimpse.look("digits"))
    assert choice.minimumSizeHint().width() <= NARROW
    assert choice.pictures.pixmap().deviceIndependentSize().width() <= NARROW
    language.apply(qapp, "en")
