"""Small buttons that show only a picture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from gen_explorer.ui import theme


def tool_button(
    parent: QWidget,
    icon: str,
    run: Callable[[], object] | None = None,
    side: int = 16,
    colour: str = "text",
) -> QToolButton:
    """A flat button with the icon of this name ("": none), `side` points wide, in a colour of
    `theme.Colours`. Texts and tooltips are the caller's, who knows the language."""
    made = QToolButton(parent)
    if icon:
        made.setIcon(theme.icon(icon, colour))
        made.setIconSize(QSize(side, side))
    made.setAutoRaise(True)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if run is not None:
        made.clicked.connect(run)
    return made
