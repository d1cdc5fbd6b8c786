"""Asks where curves come from and where they go to, and writes them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.training.run_curves import RunCurves
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.plot_files import picture_of, save_image


def ask_folder(parent: QWidget, title: str, run: Path | None) -> str:
    """A folder, beside that of `run` to begin with; empty when nobody chose."""
    start = str(run.parent) if run else QDir.homePath()
    return QFileDialog.getExistingDirectory(parent, title, start)


def ask_file(parent: QWidget, kind: str, suffix: str, run: Path | None) -> Path | None:
    """A file to write, with `suffix`; None when nobody chose. `kind` is a filter of Qt's."""
    suggestion = f"{run.stem if run else 'curves'}{suffix}"
    start = str(Path(QDir.homePath()) / suggestion)
    name, _ = QFileDialog.getSaveFileName(parent, tr("Save the curves"), start, kind)
    if not name:
        return None
    path = Path(name)
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def save_png(session: Session, path: Path, shown: QWidget) -> None:
    """`shown` as it stands there."""
    save_image(path, picture_of(shown))
    _saved(session, path)


def save_csv(session: Session, path: Path, runs: Sequence[RunCurves], x_name: str) -> None:
    """Every recorded value of every run, in a job; the first run's names stay plain."""
    curves = {}
    for number, run in enumerate(runs):
        for name in run.names():
            steps, values, _ = run.history.series(name)
            called = name if not number else f"{name} ({run.history.path.name})"
            curves[called] = (run.to_x(name, steps), values)
    session.bridge.run(
        "gen_explorer.export.table:write_csv",
        path,
        x_name,
        curves,
        on_result=lambda _rows: _saved(session, path),
        on_error=session.show_error,
    )


def _saved(session: Session, path: Path) -> None:
    session.message.emit(tr("{path} is saved.").format(path=path), "", "info")
