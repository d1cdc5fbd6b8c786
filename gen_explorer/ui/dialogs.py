"""What the actions ask for: files to open and save, the clipboard, help and about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

import gen_explorer
from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.export import picture, reproduce
from gen_explorer.state import session_file

if TYPE_CHECKING:
    from gen_explorer.checkpoints.bundle import Bundle
    from gen_explorer.ui.main_window import MainWindow


def open_bundle(window: MainWindow) -> None:
    folder = QFileDialog.getExistingDirectory(window, tr("Open model"), _start(window))
    if folder:
        window.session.open_model(folder)


def open_session(window: MainWindow) -> None:
    kind = tr("Sessions") + " (*.json)"
    name, _ = QFileDialog.getOpenFileName(window, tr("Open session"), _start(window), kind)
    if name:
        read_session(window, Path(name))


def read_session(window: MainWindow, path: Path) -> None:
    """Takes over a saved session. Raises `UserError` for a file that is none."""
    explorer = session_file.load(path)
    window.session.open_explorer(explorer)
    window.session.add_recent(path)


def save_session(window: MainWindow) -> None:
    kind = tr("Sessions") + " (*.json)"
    suggestion = str(Path(_start(window), _model_id(window) + session_file.SUFFIX))
    name, _ = QFileDialog.getSaveFileName(window, tr("Save session"), suggestion, kind)
    if name:
        path = _with_suffix(Path(name), ".json", session_file.SUFFIX)
        session_file.save(path, window.session.store.explorer)
        window.session.add_recent(path)
        window.session.message.emit(tr("{path} is saved.").format(path=path), "", "info")


def save_picture(window: MainWindow) -> None:
    shown = window.session.picture
    bundle = window.session.bundle
    if shown is None or bundle is None:
        raise UserError(tr("There is no picture yet."), tr("Open a model first."))
    suggestion = f"{bundle.card.id}-{shown.recipe.seed}.png"
    start = str(Path(_start(window)) / suggestion)
    name, _ = QFileDialog.getSaveFileName(window, tr("Save picture"), start, "PNG (*.png)")
    if name:
        path = _with_suffix(Path(name), ".png")
        scale = picture.comfortable_scale(*shown.pixels.shape)
        text = picture.metadata(bundle.card.id, shown.recipe)
        picture.save_png(path, shown.pixels, scale, text)
        window.session.message.emit(tr("{path} is saved.").format(path=path), "", "info")


def copy_picture(window: MainWindow) -> None:
    shown = window.session.picture
    if shown is None:
        raise UserError(tr("There is no picture yet."), tr("Open a model first."))
    height, width = shown.pixels.shape
    image = QImage(shown.pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGB32)
    scale = picture.comfortable_scale(height, width)
    QGuiApplication.clipboard().setImage(image.scaled(scale * width, scale * height))
    window.session.message.emit(tr("The picture is on the clipboard."), "", "info")


def copy_as_python(window: MainWindow) -> None:
    session = window.session
    if session.bundle is not None:
        text = reproduce.as_python(session.bundle.key, session.store.recipe, _scale(session.bundle))
        QGuiApplication.clipboard().setText(text)
        session.message.emit(tr("The program is on the clipboard."), "", "info")


def copy_as_command(window: MainWindow) -> None:
    session = window.session
    if session.bundle is not None:
        text = reproduce.as_command(
            session.bundle.key, session.store.recipe, _scale(session.bundle)
        )
        QGuiApplication.clipboard().setText(text)
        session.message.emit(tr("The command is on the clipboard."), "", "info")


def _scale(bundle: Bundle) -> int:
    """The scale that `save_picture` uses: what is copied as text writes the same file."""
    return picture.comfortable_scale(bundle.card.image.height, bundle.card.image.width)


class Shortcuts(QDialog):
    """Every action with its keys, by menu."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tree = QTreeWidget(self)
        tree.setAccessibleName(tr("Keyboard shortcuts"))
        tree.setToolTip(tr("Lists every key that does something."))
        tree.setHeaderLabels([tr("Action"), tr("Keys")])
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        for action, made in window.menus.actions.values():
            keys = [
                key.toString(QKeySequence.SequenceFormat.NativeText) for key in made.shortcuts()
            ]
            if keys:
                tree.addTopLevelItem(QTreeWidgetItem([action.text(), ", ".join(keys)]))
        for text, keys_text in (
            (tr("Move a slider"), tr("Arrow keys, Page Up, Page Down, mouse wheel")),
            (tr("From one control to the next"), tr("Tab, Shift+Tab")),
        ):
            tree.addTopLevelItem(QTreeWidgetItem([text, keys_text]))
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(tree)
        column.addWidget(buttons)
        self.resize(520, 560)


def show_shortcuts(window: MainWindow) -> None:
    Shortcuts(window).open()


def show_about(window: MainWindow) -> None:
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(tr("About gen_explorer"))
    box.setIconPixmap(window.windowIcon().pixmap(48, 48))
    box.setText(f"gen_explorer {gen_explorer.__version__}")
    box.setInformativeText(
        tr("Look inside generative models: walk their latent spaces in real time.")
        + "\n\n"
        + tr("Nothing leaves this computer. MIT licence.")
    )
    box.open()


def _start(window: MainWindow) -> str:
    """The folder of the newest file opened, else the person's home."""
    for entry in window.session.settings.recent:
        folder = Path(entry).parent
        if folder.is_dir():
            return str(folder)
    return QDir.homePath()


def _model_id(window: MainWindow) -> str:
    bundle = window.session.bundle
    return bundle.card.id if bundle is not None else "session"


def _with_suffix(path: Path, suffix: str, added: str = "") -> Path:
    return path if path.suffix.lower() == suffix else path.with_name(path.name + (added or suffix))
