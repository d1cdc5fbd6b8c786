"""What becomes of a training when the window closes, and how the next window finds it again."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QWidget

from gen_explorer.core.translation import tr

if TYPE_CHECKING:
    from gen_explorer.ui.main_window import MainWindow
    from gen_explorer.ui.training_watch import TrainingWatch


def may_close(watch: TrainingWatch, parent: QWidget) -> bool:
    """Whether the window may close now. A training that goes on is left in the background or
    stopped, as the person says."""
    if watch.run is None or not watch.is_alive:
        return True
    box = QMessageBox(parent)
    box.setObjectName("trainingFarewell")
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(tr("A training is going on: {name}.").format(name=watch.run.name))
    box.setInformativeText(
        tr("It can go on without the window; the next start offers to watch it again.")
    )
    go_on = box.addButton(tr("Go on in the background"), QMessageBox.ButtonRole.AcceptRole)
    stop = box.addButton(tr("Stop and keep"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(go_on)
    box.exec()
    chosen = box.clickedButton()
    box.deleteLater()
    if chosen is stop:
        watch.stop_now()
    return chosen is stop or chosen is go_on


def offer_running(window: MainWindow) -> None:
    """Offers to watch a training that an earlier window left in the background."""
    window.session.training.find_running(partial(_offer, window))


def _offer(window: MainWindow, running: list[Path]) -> None:
    if not running or window.session.training.run is not None:
        return

    def watch() -> None:
        window.show_panel("training")
        window.session.training.watch(running[-1])

    window.session.offer.emit(
        tr("A training goes on in the background: {name}.").format(name=running[-1].name),
        tr("It was left running when the window was closed."),
        tr("Watch it"),
        watch,
    )
