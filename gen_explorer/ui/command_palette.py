"""Ctrl+K: every action by a few letters of its name, in the language of the window."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.core.translation import tr
from gen_explorer.ui.language import Retranslating

SHOWN_LIMIT = 60


@dataclass(frozen=True)
class Choice:
    """One line of the palette."""

    text: str
    keys: str
    icon: QIcon
    is_enabled: bool
    run: Callable[[], object]
    words: str = ""
    """More words that find it: its menu and its tip."""


def plain(text: str) -> str:
    """Lower case without accents, so that "ultimo" finds "último"."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def score(query: str, text: str) -> float:
    """How well `query` fits `text`; 0 where its letters do not occur in order.

    Letters in a row and at the start of words count more, and shorter texts win ties.
    """
    wanted, offered = plain(query).replace(" ", ""), plain(text)
    if not wanted:
        return 1.0
    total, place, run = 0.0, -1, 0
    for letter in wanted:
        found = offered.find(letter, place + 1)
        if found < 0:
            return 0.0
        starts = [
            i for i in range(place + 1, len(offered))
            if offered[i] == letter and (i == 0 or not offered[i - 1].isalnum())
        ]  # fmt: skip
        if starts and found != place + 1:
            found = starts[0]
        run = run + 1 if found == place + 1 else 1
        is_start = found == 0 or not offered[found - 1].isalnum()
        total += run + (3.0 if is_start else 0.0)
        place = found
    whole = 4.0 if plain(query).strip() in offered else 0.0
    return whole + total / len(wanted) + 1.0 / (1 + len(offered))


def best(query: str, choices: list[Choice]) -> list[Choice]:
    """The choices that fit, best first. Names count before tips."""
    ranked = []
    for place, choice in enumerate(choices):
        value = 2.0 * score(query, choice.text)
        if value == 0.0 and plain(query).strip() in plain(choice.words):
            value = 0.5
        if value > 0.0:
            ranked.append((-value if query.strip() else 0.0, place, choice))
    return [choice for _, _, choice in sorted(ranked, key=lambda entry: entry[:2])][:SHOWN_LIMIT]


class CommandPalette(Retranslating, QFrame):
    """A search field with a list under it, over the window. Esc leaves it."""

    def __init__(self, host: QWidget, choices: Callable[[], list[Choice]]) -> None:
        super().__init__(host)
        self._host = host
        self.setObjectName("palette")
        self._choices = choices
        self._found: list[Choice] = []
        self._back: QWidget | None = None
        self._field = QLineEdit(self)
        self._field.setObjectName("paletteField")
        self._field.setClearButtonEnabled(True)
        self._field.textChanged.connect(self._search)
        self._field.installEventFilter(self)
        self._list = QListWidget(self)
        self._list.setObjectName("paletteList")
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setIconSize(QSize(18, 18))
        self._list.itemActivated.connect(self._run)
        self._list.itemClicked.connect(self._run)
        self._list.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(self._field)
        column.addWidget(self._list)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        self._field.setPlaceholderText(tr("What would you like to do?"))
        self._field.setAccessibleName(tr("Find an action"))
        self._field.setToolTip(tr("A few letters are enough. Up and Down choose, Enter does it."))
        self._list.setAccessibleName(tr("Actions found"))
        self._list.setToolTip(tr("What fits your letters best comes first."))

    def open(self) -> None:
        """Shows the palette with everything in it."""
        host = self._host
        self._back = host.focusWidget()
        width = min(620, host.width() - 60)
        self.setGeometry((host.width() - width) // 2, 60, width, min(440, host.height() - 120))
        self._field.clear()
        self._search("")
        self.show()
        self.raise_()
        self._field.setFocus()

    def texts(self) -> list[str]:
        """What the list shows now, best first."""
        return [choice.text for choice in self._found]

    def _search(self, query: str) -> None:
        self._found = best(query, self._choices())
        self._list.clear()
        for choice in self._found:
            item = QListWidgetItem(choice.icon, choice.text)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{choice.text} {choice.keys}")
            if not choice.is_enabled:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(item)
            if choice.keys:
                self._list.setItemWidget(item, _Keys(choice.keys, self._list))
        for row, choice in enumerate(self._found):
            if choice.is_enabled:
                self._list.setCurrentRow(row)
                break

    def _run(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        choice = self._found[self._list.row(item)]
        if choice.is_enabled:
            self._leave()
            choice.run()

    def _leave(self) -> None:
        self.hide()
        if self._back is not None:
            self._back.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key == Qt.Key.Key_Escape:
                self._leave()
                return True
            if watched is self._field:
                if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                    self._run(self._list.currentItem())
                    return True
                if key in (
                    Qt.Key.Key_Down,
                    Qt.Key.Key_Up,
                    Qt.Key.Key_PageDown,
                    Qt.Key.Key_PageUp,
                ):
                    self._list.event(event)
                    return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            focus = self.window().focusWidget()
            if focus is not None and focus is not self and not self.isAncestorOf(focus):
                self.hide()
        return super().eventFilter(watched, event)


class _Keys(QWidget):
    """The keys of an action, at the right of its line."""

    def __init__(self, keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.addStretch(1)
        label = QLabel(keys, self)
        label.setObjectName("keys")
        row.addWidget(label)
