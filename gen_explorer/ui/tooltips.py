"""Tooltips of a few short lines: Qt breaks plain text only where it holds a line break."""

from __future__ import annotations

import html
from types import FunctionType

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QFontMetrics, QHelpEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget

WIDTH = 380
"""Pixels of a line at most."""


def wrapped(text: str) -> str:
    """A tooltip's text as markup that Qt breaks into lines of `WIDTH`; short texts and what is
    markup already stay as they are."""
    if not text or text.startswith("<"):
        return text
    if QFontMetrics(QToolTip.font()).horizontalAdvance(text) <= WIDTH and "\n" not in text:
        return text
    lines = html.escape(text, quote=False).replace("\n", "<br>")
    # A cell is the one thing whose width Qt's rich text keeps to.
    return f"<table width='{WIDTH}'><tr><td>{lines}</td></tr></table>"


class Wrapping(QObject):
    """Shows the tooltips of all widgets in lines. What widgets say themselves stays plain text, for
    screen readers."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return False
        if isinstance(watched, QMenu):
            action = watched.actionAt(event.pos())
            is_shown = action is not None and watched.toolTipsVisible()
            text, area = (
                (action.toolTip(), watched.actionGeometry(action)) if is_shown else ("", QRect())
            )
        elif isinstance(watched, QWidget) and not _speaks_itself(watched):
            text, area = watched.toolTip(), QRect()
        else:
            return False
        shown = wrapped(text)
        if shown == text:
            return False
        QToolTip.showText(event.globalPos(), shown, watched, area)
        return True


def _speaks_itself(widget: QWidget) -> bool:
    """Whether a widget of ours answers the event, with another text for each of its parts."""
    return isinstance(type(widget).event, FunctionType)


_wrapping: Wrapping | None = None


def install(app: QApplication) -> None:
    """From now on, once."""
    global _wrapping
    if _wrapping is None:
        _wrapping = Wrapping(app)
