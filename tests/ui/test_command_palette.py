"""Finding actions by a few letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gen_explorer.ui import language
from gen_explorer.ui.command_palette import Choice, best, score
from gen_explorer.ui.main_window import MainWindow


def _choices(*texts: str) -> list[Choice]:
    return [Choice(text, "", QIcon(), True, lambda: None, "") for text in texts]


def test_letters_must_occur_in_order() -> None:
    assert score("rdm", "Randomise all") > 0
    assert score("mdr", "Randomise all") == 0
    assert score("", "anything") > 0


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("undo", "Undo"),
        ("sp", "Save picture"),
        ("ns", "Next seed"),
        ("ultima", "Última imagen"),
        ("red", "Redo"),
    ],
)
def test_the_best_comes_first(query: str, first: str) -> None:
    choices = _choices("Redo", "Undo", "Save picture", "Next seed", "Reset", "Última imagen")
    assert best(query, choices)[0].text == first


def test_every_action_is_found_by_its_own_name_in_both_languages(
    window: MainWindow, qapp: QApplication
) -> None:
    for code in ("en", "es"):
        language.apply(qapp, code)
        choices = window._choices()
        assert len(choices) == len(window.menus.actions)
        for choice in choices:
            assert choice.text in [found.text for found in best(choice.text, choices)[:3]]


def test_enter_does_the_first_found(window: MainWindow, qtbot: QtBot) -> None:
    seed = window.session.store.recipe.seed
    palette = window.palette_box
    palette.open()
    assert palette.isVisible()
    qtbot.keyClicks(palette._field, "next see")
    assert palette.texts()[0] == "Next seed"
    qtbot.keyClick(palette._field, Qt.Key.Key_Return)
    assert window.session.store.recipe.seed == seed + 1
    assert not palette.isVisible()


def test_the_arrow_keys_choose_and_escape_leaves(window: MainWindow, qtbot: QtBot) -> None:
    palette = window.palette_box
    palette.open()
    first = palette._list.currentRow()
    qtbot.keyClick(palette._field, Qt.Key.Key_Down)
    assert palette._list.currentRow() > first
    qtbot.keyClick(palette._field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_a_line_of_an_older_list_still_works(window: MainWindow, qtbot: QtBot) -> None:
    """The devices become known while the palette is open."""
    palette = window.palette_box
    palette.open()
    qtbot.keyClicks(palette._field, "device: chosen")
    window._offer_devices(None)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.waitSignal(window.session.bridge.model_loaded, timeout=5000):
        palette._run(palette._list.item(0))
    assert not palette.isVisible()


def test_what_cannot_be_done_now_is_not_done(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.session.store.can_undo
    window.refresh()
    palette = window.palette_box
    palette.open()
    qtbot.keyClicks(palette._field, "undo")
    assert palette.texts()[0] == "Undo"
    assert not palette._found[0].is_enabled
    palette._run(palette._list.item(0))
    assert palette.isVisible()
