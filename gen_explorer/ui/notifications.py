"""Messages over the window's lower edge. They never take the keyboard and never block."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating

SHOWN_LIMIT = 2
KEPT_LIMIT = 20
"""Errors that nobody has closed; beyond, the oldest are forgotten (the log has them)."""
INFO_SECONDS = 5
WARNING_SECONDS = 20
DETAILS_HEIGHT = 64
"""Pixels for the system's words: three lines."""
MARGIN = 10
"""Pixels below the lowest message: two of them leave the map free."""
LEVELS = ("info", "warning", "error")


class Message(Retranslating, QFrame):
    """One message: what happened, what to do, and behind a button the details: a bug's traceback,
    or what the system said of an error. An offer has a button besides, and stays until it is
    answered."""

    dismissed = Signal(object)

    def __init__(
        self,
        what: str,
        remedy: str,
        level: str,
        details: str = "",
        parent: QWidget | None = None,
        offer: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        super().__init__(parent)
        self.what, self.remedy, self.level, self.details = what, remedy, level, details
        self.is_bug = bool(details)
        self.action = ""
        """What failed; its next success takes the message away."""
        self.setObjectName("message")
        self.setProperty("level", level)
        self._picture = QLabel(self)
        self._what = QLabel(self)
        self._what.setObjectName("messageWhat")
        self._remedy = QLabel(self)
        self._remedy.setVisible(bool(remedy))
        for label, text in ((self._what, what), (self._remedy, remedy)):
            label.setText(text)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._details = QPlainTextEdit(details, self)
        self._details.setReadOnly(True)
        self._details.setFixedHeight(150)
        self._details.hide()
        self._show_details = self._button("code")
        self._show_details.setCheckable(True)
        self._show_details.toggled.connect(self._toggle_details)
        self._copy = self._button("copy")
        self._copy.clicked.connect(self._copy_details)
        self._close = self._button("close")
        self._close.clicked.connect(self.dismiss)
        for button in (self._show_details, self._copy):
            button.setVisible(bool(details))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._what)
        texts.addWidget(self._remedy)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        if offer is not None:
            row.addWidget(self._offer(*offer), 0, Qt.AlignmentFlag.AlignVCenter)
        for button in (self._show_details, self._copy, self._close):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 8, 10)
        column.addLayout(row)
        column.addWidget(self._details)
        theme.watcher().changed.connect(self._recolour)
        if level != "error" and offer is None:
            timer = QTimer(self)
            timer.setSingleShot(True)
            timer.timeout.connect(self.dismiss)
            timer.start(round(1000 * (INFO_SECONDS if level == "info" else WARNING_SECONDS)))
        self._recolour()
        self.retranslate()

    def retranslate(self) -> None:
        names = {
            "info": tr("Information"),
            "warning": tr("Warning"),
            "error": tr("Error"),
        }
        self.setAccessibleName(f"{names[self.level]}: {self.what} {self.remedy}")
        for button, text, tip in (
            (
                self._show_details,
                tr("Details"),
                tr("Shows the traceback: where in the program it went wrong.")
                if self.is_bug
                else tr("Shows what the system said, in its own words."),
            ),
            (self._copy, tr("Copy details"), tr("Copies the details, to paste into a report.")),
            (self._close, tr("Close message"), tr("Takes this message away.")),
        ):
            button.setAccessibleName(text)
            button.setToolTip(tip)
        self._details.setAccessibleName(tr("Traceback") if self.is_bug else tr("Details"))
        self._details.setToolTip(
            tr("Where in the program it went wrong.")
            if self.is_bug
            else tr("What the system said, in its own words.")
        )

    def explain(self, details: str, action: str) -> None:
        """Adds what the system said of the error, and what it ended."""
        self.details, self.action = details, action
        self._details.setPlainText(details)
        self._details.setFixedHeight(DETAILS_HEIGHT)
        for button in (self._show_details, self._copy):
            button.setVisible(bool(details))

    def dismiss(self) -> None:
        """Takes the message away for good."""
        self.hide()
        self.dismissed.emit(self)
        self.deleteLater()

    def _offer(self, text: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text)
        button.setToolTip(self.remedy)
        button.clicked.connect(self.dismiss)
        button.clicked.connect(lambda: run())
        return button

    def _toggle_details(self, is_on: bool) -> None:
        self._details.setVisible(is_on)

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.what}\n\n{self.details}")

    def _recolour(self) -> None:
        self._picture.setPixmap(theme.pixmap(self.level, 20, self.level, self.devicePixelRatioF()))

    def _button(self, icon: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(15, 15))
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button


class Notifications(QWidget):
    """The newest two messages over `host`, the newest uppermost. Information and warnings leave
    after a while or for newer ones; errors stay until they are closed, or until what failed goes
    well or fails anew, and come back once there is room. The same message is not repeated."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._kept: list[Message] = []
        self._placing = QTimer(self)
        self._placing.setSingleShot(True)
        self._placing.setInterval(0)
        self._placing.timeout.connect(self._place)
        host.installEventFilter(self)
        self.hide()

    def messages(self) -> list[Message]:
        """What is shown, oldest first."""
        return [message for message in reversed(self._kept) if not message.isHidden()]

    def show_message(self, what: str, remedy: str = "", level: str = "info") -> None:
        """A message in plain words. `level`: "info" and "warning" go by themselves."""
        self._add(what, remedy, level if level in LEVELS else "info", "")

    def show_offer(self, what: str, remedy: str, text: str, run: Callable[[], None]) -> None:
        """A message with a button, whose text is `text`, that calls `run`."""
        self._add(what, remedy, "info", "", (text, run))

    def show_bug(self, line: str, traceback: str) -> None:
        """An error that nobody expected: `line` says which, one click away with the traceback."""
        self._add(
            tr("Something unexpected happened."),
            tr("You can go on working. Details are in the log; copy them into a report."),
            "error",
            f"{line}\n\n{traceback}",
        )

    def explain(self, error: UserError) -> None:
        """Adds an error's details to its message, which is there already, and takes away what was
        said of an earlier failure of the same action."""
        for message in tuple(self._kept):
            if (message.what, message.remedy) == (error.what, error.remedy):
                message.explain(error.details, error.action)
            elif error.action and message.action == error.action:
                message.dismiss()

    def settle(self, action: str) -> None:
        """Takes away what was said of an action that goes well now."""
        for message in tuple(self._kept):
            if action and message.action == action:
                message.dismiss()

    def keep(self) -> None:
        """Lets what is said stay until it is closed: what goes well next is no mending of it."""
        for message in self._kept:
            message.action = ""

    def _add(
        self,
        what: str,
        remedy: str,
        level: str,
        details: str,
        offer: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        for old in tuple(self._kept):
            is_bug = level == "error" and bool(details)
            if (old.what, old.remedy) == (what, remedy) and (not is_bug or old.details == details):
                old.dismiss()
        message = Message(what, remedy, level, details, self, offer)
        message.installEventFilter(self)
        message.dismissed.connect(self._forget)
        self._column.insertWidget(0, message)
        self._kept.insert(0, message)
        self._show_newest()
        self.show()
        self._place()

    def _forget(self, message: Message) -> None:
        if message in self._kept:
            self._kept.remove(message)
            self._show_newest()

    def _show_newest(self) -> None:
        for message in self._kept[:SHOWN_LIMIT]:
            message.show()
        for message in self._kept[SHOWN_LIMIT:]:
            message.hide()
            if message.level != "error" or message in self._kept[KEPT_LIMIT:]:
                message.dismiss()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        changes = (
            QEvent.Type.Resize,
            QEvent.Type.Hide,
            QEvent.Type.Show,
            QEvent.Type.LayoutRequest,
        )
        if event.type() in changes:
            if watched is self._host:
                if event.type() == QEvent.Type.Resize:
                    self._place()
            elif not self._placing.isActive():
                self._placing.start()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        host = self._host
        if not self.messages():
            self.hide()
            return
        width = min(640, host.width() - 40)
        height = self._column.heightForWidth(width)
        if height < 0:
            height = self._column.sizeHint().height()
        left = (host.width() - width) // 2
        self.setGeometry(left, host.height() - height - MARGIN, width, height)
        self.raise_()
