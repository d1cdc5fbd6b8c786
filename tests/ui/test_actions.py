"""The table of everything a person can do: one test runs over every line."""

from __future__ import annotations

import ast
import inspect
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from gen_explorer.core.translation import set_language
from gen_explorer.engine.device import available
from gen_explorer.export.picture import comfortable_scale
from gen_explorer.latent.priors import untruncated
from gen_explorer.models.base import Control, Section
from gen_explorer.state import session_file
from gen_explorer.state.recipe import Recipe
from gen_explorer.ui import actions, dialogs, theme
from gen_explorer.ui.main_window import MainWindow
from tests.bundles import make_bundle

ALL = {action.id: action for action in actions.all_actions()}
ASKING = {"open-bundle", "open-session", "save-session", "save-picture"}
"""Those that open the system's file dialog first."""

SECTIONS = (Section("class", Control.CLASS, 3), Section("dice", Control.NOISE, 4))


def test_ids_and_keys_are_unique() -> None:
    assert len(ALL) == len(actions.all_actions())
    keys = Counter(key for a in ALL.values() for key in (a.shortcut, *a.more_keys) if key)
    assert [key for key, count in keys.items() if count > 1] == []
    for key in keys:
        assert not QKeySequence(key).isEmpty()


@pytest.mark.parametrize("name", ALL)
def test_every_line_has_its_words_in_both_languages(name: str) -> None:
    action = ALL[name]
    menus = dict(actions.MENUS) | dict(actions.SUBMENUS)
    english = (action.text(), action.tip(), menus[action.menu]())
    set_language("es")
    spanish = (action.text(), action.tip(), menus[action.menu]())
    assert all(english)
    assert all(spanish)
    assert english[1] != spanish[1]
    assert len(english[1]) > 15


TRAINING = {name for name in ALL if name.startswith("training.")}
"""Those that need a run, or begin one: tests/ui/panels/test_training.py has them."""


@pytest.mark.parametrize("name", sorted(set(ALL) - ASKING - TRAINING - {"quit"}))
def test_every_action_runs(window: MainWindow, name: str, tmp_path: Path, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.session.picture is not None, timeout=5000)
    bugs: list[str] = []
    window.session.bug.connect(lambda line, _traceback: bugs.append(line))
    if name in ("undo", "redo"):
        window.session.set_recipe(Recipe(seed=8))
    if name == "redo":
        window.session.store.undo()
    if name == "map.show_contours":  # only planes have them
        _show_map(window, "principal", qtbot)
    if name == "map.latent":  # only where the latent space is one
        folder = make_bundle(tmp_path / "plane", latent=2)
        with qtbot.waitSignal(window.session.model_changed, timeout=5000):
            window.session.open_model(str(folder))
    if name.startswith("controls."):
        folder = make_bundle(tmp_path / "dice", sections=SECTIONS)
        with qtbot.waitSignal(window.session.model_changed, timeout=5000):
            window.session.open_model(str(folder))
    window.refresh()
    made = window.menus.made(name)
    assert made.isEnabled() is (name != "sliders.only-active" or _has_inactive(window))
    made.trigger()
    for dialog in window.findChildren(QDialog):
        dialog.close()
    window.setWindowState(window.windowState() & ~window.windowState().WindowFullScreen)
    assert bugs == []


def _show_map(window: MainWindow, mode: str, qtbot: QtBot) -> None:
    window.menus.made(f"map.{mode}").trigger()
    qtbot.waitUntil(lambda: _map_mode(window) == mode, timeout=5000)
    window.refresh()


def _map_mode(window: MainWindow) -> str:
    shown = window.panel("map").canvas.map
    return shown.mode if shown is not None else ""


def _has_inactive(window: MainWindow) -> bool:
    return bool(window.panel("sliders").only_active.isEnabled())


def test_contours_are_offered_on_planes_only(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: _map_mode(window) == "structure", timeout=5000)
    window.refresh()
    contours = window.menus.made("map.show_contours")
    assert not contours.isEnabled()
    assert not window.menus.made("map.latent").isEnabled()
    _show_map(window, "principal", qtbot)
    assert contours.isEnabled()
    assert window.menus.made("map.principal").isChecked()
    assert not window.menus.made("map.structure").isChecked()
    contours.trigger()
    assert not window.session.store.explorer.map.show_contours


def test_classes_hide_and_come_back(window: MainWindow) -> None:
    window.menus.made("map.no-classes").trigger()
    assert window.session.store.explorer.map.hidden_classes == {0, 1, 2}
    window.menus.made("map.all-classes").trigger()
    assert window.session.store.explorer.map.hidden_classes == frozenset()


def test_the_sheet_and_the_sliders_follow_their_actions(window: MainWindow) -> None:
    window.menus.made("sheet.7").trigger()
    assert window.session.store.explorer.sheet_side == 7
    window.menus.made("sliders.principal").trigger()
    assert window.session.store.explorer.basis == "principal"
    window.refresh()
    assert window.menus.made("sliders.principal").isChecked()
    assert not window.menus.made("sliders.raw").isChecked()


def test_every_model_of_the_library_has_an_action(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session.bundle is not None
    key = window.session.bundle.key
    qtbot.waitUntil(lambda: f"open.{key}" in window.menus.actions, timeout=5000)
    window.refresh()
    assert window.menus.made(f"open.{key}").isChecked()
    assert "Open model: Tiny test model" in [choice.text for choice in window._choices()]
    others = [
        name for name in window.menus.actions if name.startswith("open.") and name != f"open.{key}"
    ]
    with qtbot.waitSignal(window.session.model_changed, timeout=10_000):
        window.menus.actions[others[0]][1].trigger()
    assert window.session.store.explorer.model == others[0].removeprefix("open.")


def test_only_devices_that_are_there_are_offered(window: MainWindow) -> None:
    window._offer_devices(None)
    offered = {name.removeprefix("device.") for name in window.menus.actions if "device." in name}
    assert offered == {"auto", *(device.key for device in available())}


def test_what_is_on_has_a_tick_and_what_is_off_nothing(window: MainWindow) -> None:
    size = QSize(18, 18)
    on = window.menus.made("theme.light").icon().pixmap(size, QIcon.Mode.Normal, QIcon.State.On)
    off = window.menus.made("theme.dark").icon().pixmap(size, QIcon.Mode.Normal, QIcon.State.Off)
    inks = [
        {image.pixelColor(x, y).alpha() for x in range(18) for y in range(18)}
        for image in (on.toImage(), off.toImage())
    ]
    assert 255 in inks[0]
    assert inks[1] == {0}


def test_quit_closes_the_window(window: MainWindow) -> None:
    window.menus.made("quit").trigger()
    assert not window.isVisible()


def test_randomise_changes_the_seed_and_drops_values(window: MainWindow) -> None:
    session = window.session
    session.set_recipe(Recipe(seed=1, values=((2, 3.0),), truncation=0.7))
    window.menus.made("randomise").trigger()
    recipe = session.store.recipe
    assert recipe.seed != 1
    assert recipe.values == ()
    assert recipe.truncation == 0.7


def test_randomise_unlocked_leaves_what_is_locked(window: MainWindow) -> None:
    session = window.session
    assert session.spec is not None
    session.set_recipe(Recipe(seed=1, values=((2, 1.5),)))
    session.change(locked=frozenset({0, 2}))
    before = untruncated(session.spec, session.store.recipe)
    window.menus.made("randomise-unlocked").trigger()
    after = untruncated(session.spec, session.store.recipe)
    assert after[[0, 2]].tolist() == before[[0, 2]].tolist()
    assert (after[[1, 3]] != before[[1, 3]]).all()


def test_seeds_step_and_wrap(window: MainWindow) -> None:
    window.menus.made("previous-seed").trigger()
    assert window.session.store.recipe.seed == 2**32 - 1
    window.menus.made("next-seed").trigger()
    assert window.session.store.recipe.seed == 0


def test_reset_gives_the_seeds_own_picture(window: MainWindow) -> None:
    window.session.set_recipe(Recipe(seed=6, values=((0, 1.0),), truncation=0.5))
    window.menus.made("reset").trigger()
    assert window.session.store.recipe == Recipe(seed=6)


def test_undo_and_redo_lead_back_and_forth(window: MainWindow, qtbot: QtBot) -> None:
    window.session.set_recipe(Recipe(seed=2))
    qtbot.waitUntil(lambda: window.menus.made("undo").isEnabled(), timeout=2000)
    window.menus.made("undo").trigger()
    assert window.session.store.recipe == Recipe()
    qtbot.waitUntil(lambda: window.menus.made("redo").isEnabled(), timeout=2000)
    window.menus.made("redo").trigger()
    assert window.session.store.recipe == Recipe(seed=2)


def test_the_copied_picture_has_the_models_pixels_enlarged(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: window.session.picture is not None, timeout=5000)
    window.menus.made("copy-picture").trigger()
    image = QGuiApplication.clipboard().image().convertToFormat(QImage.Format.Format_RGB32)
    assert window.session.picture is not None
    pixels = window.session.picture.pixels
    scale = comfortable_scale(*pixels.shape)
    assert (image.height(), image.width()) == (scale * pixels.shape[0], scale * pixels.shape[1])
    assert image.pixel(3 * scale, 5 * scale) & 0xFFFFFF == pixels[5, 3]
    assert image.pixel(4 * scale - 1, 6 * scale - 1) & 0xFFFFFF == pixels[5, 3]


def test_the_copied_program_and_command_name_the_model(window: MainWindow) -> None:
    assert window.session.bundle is not None
    for name in ("copy-python", "copy-command"):
        window.menus.made(name).trigger()
        assert window.session.bundle.key in QGuiApplication.clipboard().text()


def _answer(monkeypatch: pytest.MonkeyPatch, name: str, path: Path) -> None:
    """The file dialog belongs to the system: what it would answer."""
    answer = str(path) if name == "getExistingDirectory" else (str(path), "")
    monkeypatch.setattr(QFileDialog, name, lambda *_: answer)


def test_a_session_is_saved_and_opened_again(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window.session.set_recipe(Recipe(seed=31))
    _answer(monkeypatch, "getSaveFileName", tmp_path / "mine")
    window.menus.made("save-session").trigger()
    file = tmp_path / f"mine{session_file.SUFFIX}"
    assert session_file.load(file).recipe.seed == 31
    window.session.set_recipe(Recipe(seed=32))
    _answer(monkeypatch, "getOpenFileName", file)
    window.menus.made("open-session").trigger()
    assert window.session.store.recipe.seed == 31
    assert str(file.resolve()) in window.session.settings.recent


def test_a_picture_is_saved_with_its_recipe(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: window.session.picture is not None, timeout=5000)
    _answer(monkeypatch, "getSaveFileName", tmp_path / "picture")
    window.menus.made("save-picture").trigger()
    image = QImage(str(tmp_path / "picture.png"))
    assert image.width() == 16 * 32
    assert image.text("Model") == "tiny"


def test_saving_where_one_may_not_is_a_message(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    (tmp_path / "file").write_text("")
    _answer(monkeypatch, "getSaveFileName", tmp_path / "file" / "below.json")
    window.menus.made("save-session").trigger()
    message = window.notifications.messages()[-1]
    assert message.level == "error"
    assert message.remedy


def test_a_session_that_is_none_is_a_message(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "bad.json"
    file.write_text("{")
    before = window.session.store.explorer
    _answer(monkeypatch, "getOpenFileName", file)
    window.menus.made("open-session").trigger()
    assert window.notifications.messages()[-1].level == "error"
    assert window.session.store.explorer == before


def test_theme_and_language_are_remembered(
    window: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    window.menus.made("theme.dark").trigger()
    assert theme.colours() is theme.DARK
    window.menus.made("language.es").trigger()
    qtbot.waitUntil(lambda: window.menus.made("undo").text() == "Deshacer", timeout=2000)
    assert window.menus.made("language.es").isChecked()
    assert not window.menus.made("language.en").isChecked()
    assert (window.session.settings.theme, window.session.settings.language) == ("dark", "es")
    window.menus.made("theme.light").trigger()


def test_the_shortcuts_help_lists_every_key(window: MainWindow) -> None:
    dialog = dialogs.Shortcuts(window)
    from PySide6.QtWidgets import QTreeWidget

    tree = dialog.findChild(QTreeWidget)
    assert isinstance(tree, QTreeWidget)
    listed = {tree.topLevelItem(row).text(0) for row in range(tree.topLevelItemCount())}
    assert {action.text() for action in ALL.values() if action.shortcut} <= listed
    dialog.close()


def test_no_run_is_a_stub() -> None:
    """Every function of the table does something."""
    tree = ast.parse(inspect.getsource(dialogs))
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        assert not all(isinstance(statement, ast.Pass) for statement in function.body)


def test_quitting_is_the_last_line_of_the_file_menu(window: MainWindow) -> None:
    lines = window.menus.by_name["file"].actions()
    assert lines[-1] is window.menus.made("quit")
    models = window.menus.by_name["file/models"].menuAction()
    assert lines.index(models) == lines.index(window.menus.made("open-bundle")) + 1
