"""The window as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHelpEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFrame,
    QLineEdit,
    QListView,
    QScrollBar,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gen_explorer.core import settings
from gen_explorer.models.base import Control, Section
from gen_explorer.state import session_file
from gen_explorer.state.explorer import Explorer
from gen_explorer.state.recipe import Recipe
from gen_explorer.ui import docks, language, workspaces
from gen_explorer.ui.main_window import MainWindow
from gen_explorer.ui.session import Session
from tests.bundles import make_bundle
from tests.ui.watched_run import make_run, say

INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
)
INNER = ("qt_", "ScrollLeftButton", "ScrollRightButton")
"""Parts that Qt makes inside its own widgets and names itself."""


@pytest.mark.parametrize("entry", docks.PANELS, ids=lambda entry: entry.name)
def test_every_panel_of_the_table_is_built(
    entry: docks.PanelEntry, open_session: Session, qtbot: QtBot
) -> None:
    panel = docks.build(entry, open_session)
    qtbot.addWidget(panel)
    panel.resize(400, 400)
    panel.show()
    assert getattr(panel, "NAME", None) == entry.name
    assert panel.title() == entry.title()  # type: ignore[attr-defined]
    assert not panel.grab().isNull()
    qtbot.waitUntil(lambda: open_session.bridge.is_idle, timeout=10_000)


def _parts(window: QWidget) -> list[QWidget]:
    """Interactive widgets and whatever else takes the focus; not what Qt builds inside its own."""
    found = []
    for widget in window.findChildren(QWidget):
        name = widget.objectName()
        if isinstance(widget, QScrollBar) or name.startswith(INNER):
            continue
        parent = widget.parentWidget()
        if isinstance(parent, QAbstractSpinBox | QComboBox) or type(widget).__name__ == "QTabBar":
            continue
        if isinstance(parent, QLineEdit) or "QComboBox" in type(parent).__name__:
            continue
        if isinstance(widget, QListView) and isinstance(widget.window(), QFrame):
            continue  # a combo box's list
        if isinstance(widget, INTERACTIVE) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
    return found


def _tip(widget: QWidget) -> str:
    """The tooltip, also of a widget that has several and chooses by place."""
    if widget.toolTip():
        return widget.toolTip()
    centre = widget.rect().center()
    QToolTip.hideText()
    QApplication.sendEvent(
        widget, QHelpEvent(QEvent.Type.ToolTip, centre, widget.mapToGlobal(centre))
    )
    return QToolTip.text() if QToolTip.isVisible() else widget.accessibleDescription()


def _is_reached(widget: QWidget, parts: list[QWidget]) -> bool:
    """By Tab, or by the arrow keys from its like that Tab reaches (as in a list)."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return True
    return bool(widget.focusPolicy() & Qt.FocusPolicy.ClickFocus) and any(
        type(part) is type(widget) and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        for part in parts
    )


@pytest.mark.parametrize("code", ["en", "es"])
def test_every_control_has_a_name_a_tip_and_takes_the_focus(
    window: MainWindow, qtbot: QtBot, qapp: QApplication, code: str
) -> None:
    qtbot.waitUntil(lambda: window.session.bridge.is_idle, timeout=10_000)
    language.apply(qapp, code)
    qapp.processEvents()
    problems = []
    parts = _parts(window)
    for part in parts:
        who = f"{type(part).__name__} {part.objectName()} in {type(part.parent()).__name__}"
        if not part.accessibleName():
            problems.append(f"{who} has no accessible name")
        if not _tip(part):
            problems.append(f"{who} has no tooltip")
        if not _is_reached(part, parts):
            problems.append(f"{who} cannot be reached from the keyboard")
    assert len(parts) > 20
    assert not problems, "\n".join(problems)


def test_panels_close_and_come_back(window: MainWindow, qtbot: QtBot) -> None:
    for name in workspaces.find("explore").panels:
        dock = window.docks[name]
        assert window.is_panel_shown(name)
        dock.titleBarWidget()._close.click()  # type: ignore[attr-defined]
        assert not window.is_panel_shown(name)
        window.menus.made(f"panel.{name}").trigger()
        assert window.is_panel_shown(name)


def test_panels_float_and_move(window: MainWindow) -> None:
    for dock in window.docks.values():
        movable = dock.DockWidgetFeature.DockWidgetMovable
        assert dock.features() & movable
        dock.titleBarWidget()._float.click()  # type: ignore[attr-defined]
        assert dock.isFloating()
        dock.titleBarWidget()._float.click()  # type: ignore[attr-defined]
        assert not dock.isFloating()


def test_the_first_arrangement_gives_picture_and_map_most_room(window: MainWindow) -> None:
    area = {name: d.width() * d.height() for name, d in window.docks.items()}
    for hero in ("picture", "map"):
        assert area[hero] > max(area[name] for name in ("library", "filmstrip", "status"))


def test_the_layout_is_remembered(window: MainWindow, open_session: Session, qtbot: QtBot) -> None:
    window.docks["library"].close()
    window.close()
    saved = settings.load()
    assert saved.layouts
    assert saved.geometry
    session = Session(saved)
    again = MainWindow(session)
    qtbot.addWidget(again)
    again.show()
    assert not again.is_panel_shown("library")
    assert again.is_panel_shown("map")
    again.reset_layout()
    assert again.is_panel_shown("library")
    again.close()


def test_a_broken_layout_is_left_out(qtbot: QtBot) -> None:
    session = Session(settings.Settings(layouts=("explore=%%% no base64",), geometry="@@@"))
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    assert all(window.is_panel_shown(name) for name in workspaces.find("explore").panels)
    window.close()


def test_the_whole_window_changes_its_language(
    window: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    def texts() -> dict[str, str]:
        found = {name: menu.title() for name, menu in window.menus.by_name.items()}
        found |= {name: dock.windowTitle() for name, dock in window.docks.items()}
        return found

    english = texts()
    language.apply(qapp, "es")
    qtbot.waitUntil(lambda: texts()["library"] == "Biblioteca", timeout=2000)
    spanish = texts()
    assert [name for name in english if english[name] == spanish[name]] == []
    language.apply(qapp, "en")
    qtbot.waitUntil(lambda: texts() == english, timeout=2000)


def _drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    enter = QDragEnterEvent(QPoint(50, 50), copy, data, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), copy, data, left, none))


@pytest.mark.parametrize("what", ["folder", "card"])
def test_a_dropped_bundle_opens(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, what: str
) -> None:
    folder = make_bundle(tmp_path / "dropped", latent=6)
    with qtbot.waitSignal(window.session.model_changed, timeout=5000):
        _drop(window, folder if what == "folder" else folder / "card.toml")
    assert window.session.spec is not None
    assert window.session.spec.size == 6
    qtbot.waitUntil(lambda: "Tiny test model" in window.windowTitle(), timeout=2000)


def test_a_dropped_session_opens(
    window: MainWindow, tmp_path: Path, tiny: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "s.json"
    session_file.save(file, Explorer(model=str(tiny.resolve()), recipe=Recipe(seed=99)))
    _drop(window, file)
    assert window.session.store.recipe.seed == 99


def test_a_dropped_file_of_another_kind_is_a_message(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("hello")
    with qtbot.waitSignal(window.session.message, timeout=5000):
        _drop(window, file)
    assert window.notifications.messages()[-1].level == "error"
    assert window.session.bundle is not None


def test_a_panel_that_cannot_be_built_leaves_the_others(
    open_session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = docks.PanelEntry(
        "broken", "gen_explorer.ui.panels.none:None", lambda: "Broken", "map", "",
        Qt.DockWidgetArea.RightDockWidgetArea, is_late=True,
    )  # fmt: skip
    monkeypatch.setattr(docks, "PANELS", (*docks.PANELS, broken))
    window = MainWindow(open_session)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignals([open_session.bug, window.completed], timeout=5000):
        window.fill_late_panels()
    assert window.docks["map"].panel is not None
    qtbot.waitUntil(lambda: open_session.bridge.is_idle, timeout=10_000)
    window.close()


@pytest.mark.parametrize("wrong", ["nope", "none.json"])
def test_the_window_does_not_stay_empty(
    empty_session: Session, tiny: Path, qtbot: QtBot, wrong: str
) -> None:
    window = MainWindow(empty_session, is_layout_kept=False)
    qtbot.addWidget(window)
    window.show()
    picture = window.panel("picture")
    assert picture.scale_label.text() == "–"
    with qtbot.waitSignal(empty_session.model_changed, timeout=10_000):
        window.open_first(wrong, str(tiny))
    assert [message.level for message in window.notifications.messages()] == ["error"]
    qtbot.waitUntil(lambda: picture.scale_label.text() != "–", timeout=5000)
    qtbot.waitUntil(lambda: empty_session.bridge.is_idle, timeout=5000)
    window.close()


def test_the_search_button_has_room_for_its_text(
    window: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    button = window.menu_corner.search
    for code in ("es", "en"):
        language.apply(qapp, code)
        qtbot.waitUntil(lambda: button.width() >= button.sizeHint().width(), timeout=2000)
        assert button.isVisible()


@pytest.mark.parametrize("width", [1100, 1280, 1500])
@pytest.mark.parametrize("code", ["en", "es"])
def test_every_menu_has_room_beside_the_corner(
    window: MainWindow, qapp: QApplication, qtbot: QtBot, code: str, width: int
) -> None:
    language.apply(qapp, code)
    window.resize(width, 720)
    qtbot.waitUntil(lambda: window.menuBar().width() == width, timeout=2000)
    qtbot.waitUntil(lambda: window.menus.width() <= window.menu_corner.x(), timeout=2000)
    language.apply(qapp, "en")


def test_the_panel_that_drives_the_model_comes_to_the_front(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    sections = (Section("class", Control.CLASS, 3), Section("dice", Control.NOISE, 4))
    make_bundle(tmp_path / "other", sections=sections)
    sliders, controls = window.docks["sliders"], window.docks["controls"]
    qtbot.waitUntil(lambda: not sliders.visibleRegion().isEmpty())
    with qtbot.waitSignal(window.session.model_changed, timeout=10_000):
        window.session.open_model(str(tmp_path / "other"))
    qtbot.waitUntil(lambda: not controls.visibleRegion().isEmpty())
    with qtbot.waitSignal(window.session.model_changed, timeout=10_000):
        window.session.open_model(str(tmp_path / "tiny"))
    qtbot.waitUntil(lambda: not sliders.visibleRegion().isEmpty())
    qtbot.waitUntil(lambda: window.session.bridge.is_idle, timeout=10_000)


def test_workspaces_show_their_panels_and_keep_their_arrangement(window: MainWindow) -> None:
    assert window.is_panel_shown("map")
    window.docks["filmstrip"].close()
    window.show_workspace("denoise")
    assert window.layouts.current.name == "denoise"
    assert not window.is_panel_shown("map")
    assert window.is_panel_shown("library")
    window.show_workspace("explore")
    assert window.is_panel_shown("map")
    assert not window.is_panel_shown("filmstrip")  # as it was left
    window.show_workspace("denoise")
    window.show_panel("map")  # which another workspace shows
    assert window.layouts.current.name == "explore"


def test_the_workspace_is_remembered(window: MainWindow, qtbot: QtBot) -> None:
    window.show_workspace("anomalies")
    window.close()
    again = MainWindow(Session(settings.load()))
    qtbot.addWidget(again)
    assert again.layouts.current.name == "anomalies"
    again.close()


def test_the_keys_of_a_training_work_as_soon_as_it_is_watched(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    pause = window.menus.made("training.pause")
    assert not pause.isEnabled()
    run = make_run(tmp_path / "run", state="running")
    window.session.training.watch(run)
    qtbot.waitUntil(lambda: pause.isEnabled() and not pause.isChecked(), timeout=5000)
    pause.trigger()
    qtbot.waitUntil(pause.isChecked, timeout=5000)
    say(run, "stopped", 20)
    qtbot.waitUntil(lambda: not pause.isEnabled(), timeout=5000)
    assert window.menus.made("training.resume").isEnabled()
