"""The messages over the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gen_explorer.core.errors import UserError
from gen_explorer.ui.notifications import SHOWN_LIMIT, Notifications


@pytest.fixture
def notifications(qtbot: QtBot) -> Notifications:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 600)
    host.show()
    return Notifications(host)


def test_a_message_shows_what_and_remedy_inside_the_window(notifications: Notifications) -> None:
    notifications.show_message("It broke.", "Mend it.", "error")
    message = notifications.messages()[0]
    assert (message.what, message.remedy, message.level) == ("It broke.", "Mend it.", "error")
    assert "It broke." in message.accessibleName()
    assert notifications.isVisible()
    host = notifications.parentWidget()
    assert host is not None
    assert host.rect().contains(notifications.geometry())


def test_the_queue_is_bounded_and_nothing_is_repeated(notifications: Notifications) -> None:
    for number in range(50):
        notifications.show_message(f"message {number}", "", "warning")
    notifications.show_message("message 49", "", "warning")
    texts = [message.what for message in notifications.messages()]
    assert texts == [f"message {n}" for n in range(50 - SHOWN_LIMIT, 50)]


def test_closing_the_last_one_hides_the_bar(notifications: Notifications, qtbot: QtBot) -> None:
    notifications.show_message("one", "", "error")
    qtbot.mouseClick(notifications.messages()[0]._close, Qt.MouseButton.LeftButton)
    assert notifications.messages() == []
    qtbot.waitUntil(lambda: not notifications.isVisible(), timeout=2000)


def test_a_bug_keeps_its_traceback_and_copies_it(
    notifications: Notifications, qtbot: QtBot
) -> None:
    notifications.show_bug("ValueError: x", "Traceback: line 3")
    message = notifications.messages()[0]
    assert not message._details.isVisible()
    qtbot.mouseClick(message._show_details, Qt.MouseButton.LeftButton)
    assert message._details.isVisible()
    qtbot.mouseClick(message._copy, Qt.MouseButton.LeftButton)
    assert "line 3" in QGuiApplication.clipboard().text()


def test_a_message_does_not_take_the_keyboard(notifications: Notifications, qtbot: QtBot) -> None:
    host = notifications.parentWidget()
    assert host is not None
    host.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    host.setFocus()
    notifications.show_message("one", "", "error")
    assert host.focusWidget() in (host, None)


def test_text_of_a_message_is_never_markup(notifications: Notifications) -> None:
    notifications.show_message("<b>a</b>", "<img src='x'>", "error")
    assert notifications.messages()[0]._what.textFormat() == Qt.TextFormat.PlainText


def test_the_newest_is_on_top_and_errors_come_back(
    notifications: Notifications, qtbot: QtBot
) -> None:
    for number in range(3):
        notifications.show_message(f"error {number}", "", "error")
    notifications.show_message("done", "", "info")
    shown = notifications.messages()
    assert [message.what for message in shown] == ["error 2", "done"]
    qtbot.waitUntil(lambda: 0 <= shown[1].y() < shown[0].y(), timeout=2000)
    for left in (["error 1", "error 2"], ["error 0", "error 1"], ["error 0"], []):
        notifications.messages()[-1].dismiss()
        assert [message.what for message in notifications.messages()] == left


def test_information_leaves_by_itself_and_errors_stay(
    notifications: Notifications, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gen_explorer.ui.notifications.INFO_SECONDS", 0.05)
    notifications.show_message("broken", "", "error")
    notifications.show_message("done", "", "info")
    qtbot.waitUntil(
        lambda: [message.what for message in notifications.messages()] == ["broken"], timeout=2000
    )


def unwritable(path: str) -> UserError:
    error = UserError(f"{path} cannot be written.", "Choose another place.", "[Errno 13] denied")
    error.action = "save"
    return error


def tell(notifications: Notifications, error: UserError) -> None:
    """As the session does."""
    notifications.show_message(error.what, error.remedy, "error")
    notifications.explain(error)


def test_the_systems_own_words_are_behind_a_button(
    notifications: Notifications, qtbot: QtBot
) -> None:
    tell(notifications, unwritable("a"))
    message = notifications.messages()[0]
    assert "Errno" not in message.accessibleName()
    assert message._show_details.isVisible()
    assert not message._details.isVisible()
    qtbot.mouseClick(message._show_details, Qt.MouseButton.LeftButton)
    assert message._details.isVisible()
    assert message._details.toPlainText() == "[Errno 13] denied"


def test_an_error_without_details_has_no_button_for_them(notifications: Notifications) -> None:
    tell(notifications, UserError("There is no picture yet.", "Open a model first."))
    assert not notifications.messages()[0]._show_details.isVisible()


def test_an_error_leaves_once_the_same_action_succeeds(notifications: Notifications) -> None:
    tell(notifications, unwritable("a"))
    notifications.show_message("other", "", "error")
    notifications.settle("open")
    assert len(notifications.messages()) == 2
    notifications.settle("save")
    assert [message.what for message in notifications.messages()] == ["other"]
    notifications.settle("")
    assert [message.what for message in notifications.messages()] == ["other"]


def test_a_new_failure_takes_the_place_of_the_one_before(notifications: Notifications) -> None:
    tell(notifications, unwritable("a"))
    tell(notifications, unwritable("b"))
    assert [message.what for message in notifications.messages()] == ["b cannot be written."]


def test_two_bugs_are_two_messages(notifications: Notifications) -> None:
    notifications.show_bug("ValueError: x", "line 3")
    notifications.show_bug("KeyError: y", "line 4")
    notifications.show_bug("KeyError: y", "line 4")
    assert [message.details[:4] for message in notifications.messages()] == ["Valu", "KeyE"]
