"""A session with a tiny model open, and a window around it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gen_explorer.ui import theme
from gen_explorer.ui.main_window import MainWindow
from gen_explorer.ui.session import Session
from tests.bundles import make_bundle


@pytest.fixture
def empty_session(qtbot: QtBot) -> Iterator[Session]:
    """Without a model."""
    made = Session()
    yield made
    made.shutdown()


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """The folder of a tiny bundle."""
    return make_bundle(tmp_path / "tiny")


@pytest.fixture
def open_session(empty_session: Session, tiny: Path, qtbot: QtBot) -> Session:
    """With the tiny model open."""
    with qtbot.waitSignal(empty_session.model_changed, timeout=10_000):
        empty_session.open_model(str(tiny))
    return empty_session


@pytest.fixture
def window(open_session: Session, qtbot: QtBot) -> Iterator[MainWindow]:
    """The whole window, shown, with every panel in it."""
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    made = MainWindow(open_session)
    qtbot.addWidget(made)
    made.show()
    made.fill_late_panels()
    yield made
    made.close()
