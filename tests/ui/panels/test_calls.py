"""What a classifier calls the picture and held-out ones, shown and chosen from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gen_explorer.core import paths
from gen_explorer.data import datasets
from gen_explorer.engine import judge
from gen_explorer.state.recipe import Recipe
from gen_explorer.ui.panels.calls import CallsPanel
from gen_explorer.ui.session import Session
from tests.bundles import make_bundle

DIGITS = tuple("0123456789")


@pytest.fixture(autouse=True)
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No shipped bundles but those that a test puts there."""
    monkeypatch.setattr(paths, "weights", lambda: tmp_path / "box")
    return tmp_path / "box"


def shown(session: Session, folder: Path, qtbot: QtBot) -> CallsPanel:
    panel = CallsPanel(session)
    qtbot.addWidget(panel)
    panel.resize(340, 900)
    panel.show()
    with qtbot.waitSignal(session.model_changed, timeout=10_000):
        session.open_model(str(folder))
    qtbot.waitUntil(lambda: session.bridge.is_idle and not panel._pause.isActive(), timeout=10_000)
    return panel


@pytest.fixture
def panel(empty_session: Session, tmp_path: Path, qtbot: QtBot) -> CallsPanel:
    """Of a model that can classify digits."""
    datasets.load("digits", "test")  # its library takes seconds to import on a busy machine
    folder = make_bundle(
        tmp_path / "own", size=8, classes=DIGITS, capabilities=("decode", "classify")
    )
    return shown(empty_session, folder, qtbot)


def test_the_bars_follow_the_picture(panel: CallsPanel, qtbot: QtBot) -> None:
    session = panel.session
    for seed in (3, 4):
        session.set_recipe(Recipe(seed=seed))
        qtbot.waitUntil(
            lambda s=seed: session.picture is not None and session.picture.recipe.seed == s
        )
        picture = session.picture
        assert picture is not None
        assert panel.judge is not None
        wanted = judge.call_picture(panel.judge, picture.pixels)
        qtbot.waitUntil(lambda w=wanted: panel.bars.shares == pytest.approx(w.tolist()))
        name = DIGITS[int(wanted.argmax())]
        qtbot.waitUntil(lambda n=name: f"the picture {n}," in panel.verdict.text())


def test_without_a_classifier_it_says_so(
    empty_session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    panel = shown(empty_session, make_bundle(tmp_path / "plain"), qtbot)
    assert panel.judge is None
    assert "digits" in panel.verdict.text()
    assert not panel.held_out.start_button.isVisible()


def test_held_out_pictures_make_a_matrix_to_choose_from(panel: CallsPanel, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.held_out.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.held_out.calls is not None, timeout=10_000)
    calls = panel.held_out.calls
    assert calls is not None
    qtbot.waitUntil(lambda: len(panel.held_out.gallery) > 0)
    assert panel.held_out.matrix.isVisible()
    assert "299" in panel.held_out.result.text()
    assert all("→" in caption for caption in panel.held_out.gallery._captions)
    table = calls.confusion()
    row, column = (int(i) for i in np.argwhere((table > 0) & ~np.eye(10, dtype=bool))[0])
    centre = panel.held_out.matrix.cell(row * panel.held_out.matrix.columns() + column).center()
    qtbot.mouseClick(panel.held_out.matrix, Qt.MouseButton.LeftButton, pos=centre)
    expected = f"{row} → {column}"
    qtbot.waitUntil(lambda: set(panel.held_out.gallery._captions) == {expected})
    assert len(panel.held_out.gallery) == min(int(table[row, column]), 48)
    panel.held_out.which.setCurrentIndex(2)
    panel.held_out.which.activated.emit(2)
    qtbot.waitUntil(lambda: not any("→" in c for c in panel.held_out.gallery._captions))
    qtbot.keyClick(panel.held_out.gallery, Qt.Key.Key_Right)
    assert panel.held_out.gallery.accessibleDescription() == panel.held_out.gallery._names[1]


def test_judging_can_be_cancelled(panel: CallsPanel, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.held_out.start_button, Qt.MouseButton.LeftButton)
    assert panel.held_out.progress.isVisible()
    qtbot.mouseClick(panel.held_out.cancel_button, Qt.MouseButton.LeftButton)
    assert not panel.held_out.progress.isVisible()
    assert panel.held_out.start_button.isVisible()
    assert panel.held_out.calls is None
    qtbot.waitUntil(lambda: panel.session.bridge.is_idle)


def test_missing_data_is_told(empty_session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    folder = make_bundle(
        tmp_path / "own", size=8, classes=DIGITS, capabilities=("classify",), dataset="far-away"
    )
    panel = shown(empty_session, folder, qtbot)
    qtbot.mouseClick(panel.held_out.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(panel.held_out.result.isVisible)
    assert "far-away" in panel.held_out.result.text()
