"""Switching the language while widgets are there."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gen_explorer.core.translation import tr
from gen_explorer.ui import language
from gen_explorer.ui.language import Retranslating


class _Child(Retranslating, QLabel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.retranslate()

    def retranslate(self) -> None:
        self.setText(tr("Undo"))


def test_a_widget_deep_inside_changes_its_texts(qapp: QApplication, qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    inner = QWidget(outer)
    child = _Child(inner)
    assert child.text() == "Undo"
    language.apply(qapp, "es")
    qtbot.waitUntil(lambda: child.text() == "Deshacer", timeout=2000)
    language.apply(qapp, "en")
    qtbot.waitUntil(lambda: child.text() == "Undo", timeout=2000)


def test_qts_own_buttons_speak_spanish(qapp: QApplication, qtbot: QtBot) -> None:
    language.apply(qapp, "es")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    text = box.button(QDialogButtonBox.StandardButton.Cancel).text()
    assert text.replace("&", "") == "Cancelar"


def test_numbers_are_written_as_the_language_does(qapp: QApplication) -> None:
    assert (language.number(3.14159), language.integer(1234567)) == ("3.14", "1,234,567")
    language.apply(qapp, "es")
    assert (language.number(3.14159), language.integer(1234567)) == ("3,14", "1.234.567")


def test_an_unknown_language_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="xx"):
        language.apply(qapp, "xx")


def test_there_is_no_negative_zero() -> None:
    assert language.number(-0.0) == language.number(-0.004) == "0.00"
    assert language.number(-0.006) == "-0.01"
    assert language.number(-0.4, 0) == "0"


def test_figures_have_four_digits_and_no_needless_ones(qapp: QApplication) -> None:
    shown = {16.0: "16", 0.8125: "0.8125", 3e-7: "3 × 10⁻⁷", 1372.4: "1,372", 0.5: "0.5",
             98.76543: "98.77", 0.0: "0", -0.25: "-0.25"}  # fmt: skip
    assert {value: language.figure(value) for value in shown} == shown
    language.apply(qapp, "es")
    assert language.figure(0.8125) == "0,8125"
    assert language.figure(2.5e-5) == "2,5 × 10⁻⁵"


def test_qts_file_dialog_and_keys_are_spanish(qapp: QApplication, qtbot: QtBot) -> None:
    language.apply(qapp, "es")
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert "&Buscar en:" in texts
    assert "Archivos de &tipo:" in texts
    keys = QKeySequence("Ctrl+Shift+K").toString(QKeySequence.SequenceFormat.NativeText)
    assert keys == "Ctrl+Mayús+K"
