"""A line for the caption that a model draws from, with the words it knows at hand."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.core.translation import tr
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.widgets.flow_bar import FlowBar

PAUSE_MS = 350
"""Typing rests for so long before the picture follows."""
LEAST = 2
"""Letters of a word before it is completed."""


class CaptionField(Retranslating, QWidget):
    """Empty: the seed's caption is drawn, which it shows in grey."""

    written = Signal(str)
    """The caption, once typing rests."""
    draw_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawn = ""
        self._unknown: Callable[[str], Sequence[str]] = lambda _text: ()
        self.edit = _Edit(self)
        self.edit.setClearButtonEnabled(True)
        self.edit.setMaxLength(200)
        self.draw_button = QToolButton(self)
        self.draw_button.setIcon(theme.icon("dice"))
        self.draw_button.setIconSize(QSize(16, 16))
        self.draw_button.setAutoRaise(True)
        self.draw_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.note.hide()
        self._chips = FlowBar(self)
        self.chips: tuple[QPushButton, ...] = ()
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.edit, 1)
        row.addWidget(self.draw_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.note)
        column.addWidget(self._chips)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._write)
        self.edit.textEdited.connect(self._edited)
        self.edit.returnPressed.connect(self._write)
        self.edit.completed.connect(self._write)
        self.draw_button.clicked.connect(self._draw)
        theme.watcher().changed.connect(self._show_note)
        self.retranslate()

    def set_words(self, offered: Sequence[str], unknown: Callable[[str], Sequence[str]]) -> None:
        """`offered` are completed while typing; `unknown` tells which words of a text the model
        passes over."""
        self._unknown = unknown
        self.edit.offer(offered)
        self._show_note()

    def set_examples(self, examples: Sequence[str]) -> None:
        for chip in self.chips:
            self._chips.flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = tuple(QPushButton(text, self._chips) for text in examples)
        for chip in self.chips:
            chip.setObjectName("chip")
            chip.setMinimumWidth(60)  # in a narrow panel the end of a caption is cut
            chip.clicked.connect(functools.partial(self._take, chip.text()))
            self._chips.add(chip)
            chip.show()
        self.retranslate()

    def show_caption(self, text: str, drawn: str, told: str = "") -> None:
        """The caption of the recipe, and the one that its seed draws, which `told` says in the
        person's language."""
        self._drawn = drawn if told and told != drawn else ""
        self.edit.setPlaceholderText(told or drawn)
        self._show_tip()
        if text != self.edit.text().strip() and not self._pause.isActive():
            self.edit.setText(text)
        self._show_note()

    def retranslate(self) -> None:
        self.edit.setAccessibleName(tr("Caption"))
        self._show_tip()
        self.draw_button.setAccessibleName(tr("Draw a caption"))
        self.draw_button.setToolTip(tr("Gives the caption back to the seed, which draws one."))
        for chip in self.chips:
            chip.setAccessibleName(chip.text())
            chip.setToolTip(tr("Takes this caption."))
        self._show_note()

    def _show_tip(self) -> None:
        tip = tr(
            "A few words of what to draw. Left empty, the seed draws a caption, shown in grey. "
            "Change one word and see what the picture keeps."
        )
        if self._drawn:
            tip += "\n" + tr("The model was given: {caption}").format(caption=self._drawn)
        self.edit.setToolTip(tip)

    def _edited(self) -> None:
        self._pause.start()
        self._show_note()

    def _write(self) -> None:
        self._pause.stop()
        self.written.emit(self.edit.text().strip())

    def _take(self, text: str) -> None:
        self.edit.setText(text)
        self._write()

    def _draw(self) -> None:
        self._pause.stop()
        self.edit.clear()
        self.draw_asked.emit()

    def _show_note(self) -> None:
        unknown = self._unknown(self.edit.text())
        self.note.setVisible(bool(unknown))
        self.note.setStyleSheet(f"color: {theme.colours().warning}")
        self.note.setText(
            tr("The model does not know: {words}.").format(words=", ".join(unknown))
            if unknown
            else ""
        )


class _Edit(QLineEdit):
    """Completes the word under the cursor."""

    completed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = QStringListModel(self)
        self._completer = QCompleter(self._words, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setWidget(self)
        popup = self._completer.popup()
        assert popup is not None
        self._popup: QAbstractItemView = popup
        self._completer.activated.connect(self._insert)
        self.textEdited.connect(self._offer)

    def offer(self, words: Sequence[str]) -> None:
        self._words.setStringList(sorted(words))

    def _word(self) -> str:
        before = self.text()[: self.cursorPosition()]
        return before[before.rfind(" ") + 1 :]

    def _offer(self) -> None:
        word = self._word()
        self._completer.setCompletionPrefix(word)
        if len(word) >= LEAST and self._completer.completionCount():
            self._completer.complete()
        else:
            self._popup.hide()

    def _insert(self, word: str) -> None:
        place = self.cursorPosition()
        start = place - len(self._word())
        self.setText(self.text()[:start] + word + self.text()[place:])
        self.setCursorPosition(start + len(word))
        self.completed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Enter, Qt.Key.Key_Return, Qt.Key.Key_Escape)
        if self._popup.isVisible() and event.key() in keys:
            event.ignore()  # the list takes them
        else:
            super().keyPressEvent(event)
