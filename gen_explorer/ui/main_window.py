"""The window: menus and docks made from their tables, messages, drops, and a remembered layout."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow

from gen_explorer.checkpoints.library import Entry
from gen_explorer.core import startup_trace
from gen_explorer.core.settings import Settings
from gen_explorer.core.translation import in_language
from gen_explorer.engine.device import available
from gen_explorer.engine.request import Frame
from gen_explorer.engine.worker import LoadReport
from gen_explorer.ui import (
    choice_actions,
    dialogs,
    docks,
    theme,
    training_farewell,
    workspaces,
)
from gen_explorer.ui import language as languages
from gen_explorer.ui.command_palette import Choice, CommandPalette
from gen_explorer.ui.corner import Corner
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.layouts import Layouts
from gen_explorer.ui.menus import Menus
from gen_explorer.ui.notifications import Notifications
from gen_explorer.ui.session import Session
from gen_explorer.ui.workspaces import Workspace

DEFAULT_SIZE = QSize(1500, 950)
PAINT_MS = 16
"""One beat of a screen: a frame that arrived was painted by then."""


class MainWindow(Retranslating, QMainWindow):
    """One session in one window."""

    first_painted = Signal()
    """Once, after the window was painted for the first time."""
    completed = Signal()
    """Once, when the late panels are there too."""

    session: Session
    palette_box: CommandPalette

    def __init__(self, session: Session, is_layout_kept: bool = True) -> None:
        super().__init__()
        self.session = session
        self._is_layout_kept = is_layout_kept
        self._was_painted = False
        self._is_completed = False
        self._driven_by = "sliders"
        self.setObjectName("mainWindow")
        self.setWindowIcon(theme.icon("app", "accent"))
        self.setAcceptDrops(True)
        self.setDockNestingEnabled(True)
        self.setAnimated(False)
        self.resize(DEFAULT_SIZE)
        self._instead = ""
        self.menus = Menus(self)
        self.menu_corner = Corner(self.menus, self.menuBar())
        self.docks = {e.name: docks.PanelDock(e, self) for e in docks.PANELS}
        for dock in self.docks.values():
            dock.visibilityChanged.connect(self._refresh_soon)
            if not dock.entry.is_late:
                dock.fill(session)
        self.panel("library").filled.connect(self._offer_models)
        self.layouts = Layouts(self, self.docks)
        self.notifications = Notifications(self)
        self.palette_box = CommandPalette(self, self._choices)
        self._traced: set[str] = set()
        session.bridge.frame_arrived.connect(self._trace_frame)
        session.message.connect(self.notifications.show_message)
        session.message.connect(self._open_instead)
        session.failed.connect(self.notifications.explain)
        session.succeeded.connect(self.notifications.settle)
        session.offer.connect(self.notifications.show_offer)
        self.completed.connect(partial(training_farewell.offer_running, self))
        session.bridge.model_loaded.connect(self._offer_devices)
        session.bug.connect(self.notifications.show_bug)
        session.state_changed.connect(self._refresh_soon)
        session.model_changed.connect(self._refresh_soon)
        session.weights_changed.connect(self._refresh_soon)
        session.model_changed.connect(self._raise_what_drives)
        session.settings_changed.connect(self._refresh_soon)
        session.training.status_changed.connect(self._refresh_soon)
        session.training.run_changed.connect(self._refresh_soon)
        self._refresh_timer = QTimer(self)
        self._refresh_timer.setSingleShot(True)
        self._refresh_timer.timeout.connect(self._refresh_at_rest)
        self.retranslate()
        self.layouts.restore(session.settings if is_layout_kept else Settings())
        self.setFocus()

    def retranslate(self) -> None:
        if not hasattr(self, "_refresh_timer"):
            return
        self.setLocale(languages.locale())
        self.menus.retranslate()
        self.menu_corner.write()
        self.session.language_changed.emit()
        self.refresh()

    def panel(self, name: str) -> Any:
        """A panel by its name, for the actions that call its methods."""
        return self.docks[name].panel

    def load_late_panels(self) -> None:
        """Imports what the workspace's late panels need beside the window, then builds them."""
        if self._is_completed and not self._unfilled():
            return
        self.session.bridge.run(
            "gen_explorer.ui.docks:preload",
            self._unfilled(),
            on_result=lambda _: self.fill_late_panels(),
            on_error=lambda _: self.fill_late_panels(),  # which meets the error again, and tells
        )

    def fill_late_panels(self) -> None:
        """Builds the workspace's panels whose imports are slow."""
        for name in self._unfilled():
            self.session.guard(partial(self._fill, name))
        self.layouts.share_room()
        self.refresh()
        if not self._is_completed:
            self._is_completed = True
            self.completed.emit()

    def _unfilled(self) -> list[str]:
        """The panels that are shown and not built yet: those of the workspace, and others that
        were brought in."""
        wanted = self.layouts.current.panels
        return [
            name
            for name, dock in self.docks.items()
            if dock.panel is None and (name in wanted or not dock.isHidden())
        ]

    def _fill(self, name: str) -> None:
        self.docks[name].fill(self.session)

    def refresh(self) -> None:
        """Brings title and actions up to the state."""
        bundle = self.session.bundle
        title = "gen_explorer"
        if bundle is not None:
            title = f"{in_language(bundle.card.title) or bundle.card.id} – {title}"
        self.setWindowTitle(title)
        self.menus.refresh()

    # What the actions' table calls

    def set_language(self, code: str) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        languages.apply(app, code)
        self.session.remember(language=code)

    def set_theme(self, mode: str) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, mode)
        self.session.remember(theme=mode)
        self.refresh()

    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def is_panel_shown(self, name: str) -> bool:
        return not self.docks[name].isHidden()

    def toggle_panel(self, name: str) -> None:
        dock = self.docks[name]
        if dock.isHidden() or dock.visibleRegion().isEmpty():
            dock.show()
            dock.raise_()
            self.load_late_panels()
        else:
            dock.hide()

    def _raise_what_drives(self) -> None:
        """Puts the sliders or the controls on top where they share a place, when another kind of
        model is opened."""
        spec = self.session.spec
        driven_by = "sliders" if spec is None or spec.vector_size == spec.size else "controls"
        if driven_by != self._driven_by and not self.docks[driven_by].isHidden():
            self.docks[driven_by].raise_()
        self._driven_by = driven_by

    def show_workspace(self, name: str) -> None:
        """Changes to another arrangement of panels; the one before stays as it was left."""
        self._switch(workspaces.find(name))
        self.load_late_panels()
        self.refresh()

    def show_panel(self, name: str) -> None:
        """Brings a panel to the front, with its workspace where the current one lacks it."""
        workspace = workspaces.of_panel(name)
        if workspace is not None and name not in self.layouts.current.panels:
            self._switch(workspace)
        dock = self.docks[name]
        dock.show()
        dock.raise_()
        self.load_late_panels()
        self.refresh()

    def _switch(self, workspace: Workspace) -> None:
        self.layouts.switch(workspace)
        self._driven_by = ""
        self._raise_what_drives()

    def reset_layout(self) -> None:
        self.layouts.reset()
        self.load_late_panels()
        self.refresh()

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self._after_first_paint)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._refresh_soon()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                event.acceptProposedAction()
                self.open(url.toLocalFile())
                return

    def open(self, name: str) -> None:
        """Opens a shipped model by its id, a bundle's folder or card.toml, or a session file."""
        if name.lower().endswith(".json"):
            self.session.guard(lambda: dialogs.read_session(self, Path(name)), "open-session")
        else:
            self.session.open_model(name)

    def open_first(self, name: str, instead: str = "") -> None:
        """Opens `name`, or `instead` where that fails: the window does not stay empty."""
        self._instead = instead
        self.open(name)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not training_farewell.may_close(self.session.training, self):
            event.ignore()
            return
        if self._is_layout_kept:
            kept = self.layouts.kept(self.session.settings)
            self.session.remember(
                workspace=kept.workspace, layouts=kept.layouts, geometry=kept.geometry
            )
        super().closeEvent(event)
        self.session.shutdown()

    # Parts

    def _open_instead(self, _what: str, _remedy: str, level: str) -> None:
        name = self._instead
        if self.session.bundle is not None:
            self._instead = ""
        elif level == "error" and name and not self.session.is_loading:
            self._instead = ""
            QTimer.singleShot(0, self, lambda: self._open_fallback(name))

    def _open_fallback(self, name: str) -> None:
        self.notifications.keep()
        self.open(name)

    def _offer_models(self, entries: list[Entry]) -> None:
        self.menus.offer("file/models", choice_actions.model_actions(entries))

    def _offer_devices(self, _report: LoadReport) -> None:
        """The engine has asked the machine for its devices by now."""
        self.menus.offer("model/device", choice_actions.device_actions(available()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.menu_corner.set_width(event.size().width())

    def _trace_frame(self, frame: Frame) -> None:
        """Notes the first picture and the first map, once they had the time to be painted."""
        event = {"picture": "first_picture", "tiles": "first_map"}.get(frame.view)
        if event is not None and event not in self._traced and frame.pixels is not None:
            self._traced.add(event)
            timer = QTimer(self)  # one that goes with the window
            timer.setSingleShot(True)
            timer.timeout.connect(partial(startup_trace.mark, event))
            timer.start(PAINT_MS)
        if len(self._traced) == 2:
            self.session.bridge.frame_arrived.disconnect(self._trace_frame)

    def _after_first_paint(self) -> None:
        startup_trace.mark("window_shown")
        self.layouts.share_room()
        self.first_painted.emit()

    def _refresh_soon(self) -> None:
        """Once per turn of the event loop, however many changes there were."""
        if hasattr(self, "_refresh_timer") and not self._refresh_timer.isActive():
            self._refresh_timer.start(30)

    def _refresh_at_rest(self) -> None:
        """What is dragged changes no action until it is let go."""
        if self.session.store.is_in_gesture:
            self._refresh_timer.start(100)
        else:
            self.refresh()

    def _choices(self) -> list[Choice]:
        self.refresh()
        return self.menus.choices()
