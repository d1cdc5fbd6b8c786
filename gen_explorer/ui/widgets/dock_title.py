"""The slim bar on top of a dock: what it is, and buttons to float or close it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.widgets.tool_button import tool_button


class DockTitle(Retranslating, QWidget):
    """Title bar of `dock`. Dragging it moves the dock, a double click floats it."""

    def __init__(self, dock: QDockWidget, icon: str) -> None:
        super().__init__(dock)
        self.setObjectName("dockTitle")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._dock = dock
        self._picture = QLabel(self)
        self._icon = icon
        self._text = QLabel(self)
        self._text.setObjectName("dockTitleText")
        self._float = tool_button(self, "float", side=14, colour="muted")
        self._float.clicked.connect(self._toggle_floating)
        self._close = tool_button(self, "close", side=14, colour="muted")
        self._close.clicked.connect(dock.close)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 4, 4)
        row.setSpacing(6)
        row.addWidget(self._picture)
        row.addWidget(self._text, 1)
        row.addWidget(self._float)
        row.addWidget(self._close)
        dock.windowTitleChanged.connect(self._name)
        theme.watcher().changed.connect(self._recolour)
        self._recolour()
        self.retranslate()

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def retranslate(self) -> None:
        self._name(self._dock.windowTitle())

    def _name(self, title: str) -> None:
        self._text.setText(title)
        for button, text, tip in (
            (
                self._float,
                tr("Float {panel}").format(panel=title),
                tr("Takes this panel out of the window, or puts it back. Dragging does the same."),
            ),
            (
                self._close,
                tr("Close {panel}").format(panel=title),
                tr("Hides this panel. The View menu brings it back."),
            ),
        ):
            button.setAccessibleName(text)
            button.setToolTip(tip)

    def _toggle_floating(self) -> None:
        self._dock.setFloating(not self._dock.isFloating())

    def _recolour(self) -> None:
        self._picture.setPixmap(theme.pixmap(self._icon, 16, "muted", self.devicePixelRatioF()))
