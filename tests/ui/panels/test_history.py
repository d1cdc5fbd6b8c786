"""The film of a real run: scrubbed, played, compared, opened."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gen_explorer.training.film import MomentMap
from gen_explorer.training.history import History
from gen_explorer.ui.panels.history import KINDS, HistoryPanel
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.film_view import drawn_map
from tests.bundles import make_bundle
from tests.training.runs import GAN, VAE, run_in


@pytest.fixture(scope="module")
def vae(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run of a tiny VAE on digits. Its moments stand in for real ones, which take
    seconds to export (tests/training/test_moments.py makes those)."""
    config = replace(VAE, epochs=3, preview_every=1, moments=0)
    run, _ = run_in(tmp_path_factory.mktemp("runs") / "vae", config)
    for step, _ in History(run.path).previews():
        make_bundle(run.path / "moments" / f"step-{step:08d}")
    return run.path


@pytest.fixture(scope="module")
def gan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same of a GAN, whose generator has averaged weights; without moments."""
    config = replace(GAN, epochs=2, preview_every=1, moments=0)
    run, _ = run_in(tmp_path_factory.mktemp("runs") / "gan", config)
    return run.path


@pytest.fixture
def panel(empty_session: Session, qtbot: QtBot) -> HistoryPanel:
    made = HistoryPanel(empty_session)
    qtbot.addWidget(made)
    made.resize(520, 420)
    made.show()
    return made


def watching(panel: HistoryPanel, path: Path, qtbot: QtBot) -> HistoryPanel:
    panel.watch.watch(path)
    qtbot.waitUntil(lambda: panel.current is not None and is_shown(panel), timeout=10_000)
    return panel


def is_shown(panel: HistoryPanel) -> bool:
    return all(shot.picture is not None for shot in panel.view.shots)


def choose(panel: HistoryPanel, kind: str, qtbot: QtBot) -> None:
    panel.kind.setCurrentIndex(KINDS.index(kind))
    panel.kind.activated.emit(KINDS.index(kind))
    qtbot.waitUntil(lambda: is_shown(panel))


def captions(panel: HistoryPanel) -> list[str]:
    return [shot.caption for shot in panel.view.shots]


def test_without_a_run_it_says_what_to_do(panel: HistoryPanel) -> None:
    assert "Training" in panel.view._hint
    assert not panel.scrubber.isEnabled()
    assert not panel.open_button.isEnabled()


def test_the_newest_is_shown_and_every_kind(panel: HistoryPanel, vae: Path, qtbot: QtBot) -> None:
    watching(panel, vae, qtbot)
    steps = panel.scrubber.steps
    assert len(steps) == 3
    assert panel.current is not None
    assert panel.current.step == steps[-1]
    assert "epoch 3" in panel.bar.where.text()
    picture = panel.view.shots[0].picture
    assert isinstance(picture, np.ndarray)
    pixels = np.asarray(Image.open(panel.current.path).convert("RGB"))
    assert picture.shape == pixels.shape[:2]
    assert picture[3, 5] == (pixels[3, 5].astype(int) * [65536, 256, 1]).sum()
    choose(panel, "reconstructions", qtbot)
    assert "reconstructions" in captions(panel)[0]
    choose(panel, "real", qtbot)
    assert captions(panel) == ["Real", "Generated"]
    choose(panel, "map", qtbot)
    shown = panel.view.shots[0].picture
    assert isinstance(shown, MomentMap)
    assert len(shown.positions) == len(shown.labels)
    assert captions(panel) == ["Encoded pictures"]


def test_raw_weights_beside_averaged_ones(panel: HistoryPanel, gan: Path, qtbot: QtBot) -> None:
    watching(panel, gan, qtbot)
    choose(panel, "raw", qtbot)
    assert captions(panel) == ["Raw weights", "Averaged weights (EMA)"]
    raw, averaged = (shot.picture for shot in panel.view.shots)
    assert isinstance(raw, np.ndarray)
    assert isinstance(averaged, np.ndarray)
    assert raw.shape == averaged.shape
    map_row = panel.kind.model().index(KINDS.index("map"), 0)
    assert not panel.kind.model().flags(map_row) & Qt.ItemFlag.ItemIsEnabled
    assert not panel.open_button.isEnabled()


def test_hands_go_through_the_film(panel: HistoryPanel, vae: Path, qtbot: QtBot) -> None:
    watching(panel, vae, qtbot)
    scrubber = panel.scrubber
    first = QPoint(round(scrubber.x_of(scrubber.steps[0])), 15)
    with qtbot.waitSignal(panel.watch.step_asked) as asked:
        qtbot.mouseClick(scrubber, Qt.MouseButton.LeftButton, pos=first)
    assert asked.args == [scrubber.steps[0]]
    qtbot.waitUntil(lambda: is_shown(panel))
    qtbot.keyClick(scrubber, Qt.Key.Key_Right)
    assert scrubber.place == 1
    turn = QWheelEvent(
        QPointF(20, 15),
        QPointF(20, 15),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(scrubber, turn)
    assert scrubber.place == 2
    qtbot.keyClick(scrubber, Qt.Key.Key_Home)
    assert scrubber.place == 0
    assert str(scrubber.steps[0]) in scrubber.accessibleDescription()
    panel.watch.ask_for_step(scrubber.steps[1] + 1)
    assert scrubber.place == 1


def test_it_plays_to_the_end(panel: HistoryPanel, vae: Path, qtbot: QtBot) -> None:
    watching(panel, vae, qtbot)
    qtbot.mouseClick(panel.bar.play, Qt.MouseButton.LeftButton)
    assert panel.scrubber.place == 0
    assert panel.bar.play.accessibleName() == "Stop the film"
    qtbot.waitUntil(lambda: panel.scrubber.place == 2 and not panel.bar.play.isChecked())


def test_a_moment_is_held_beside_others(panel: HistoryPanel, vae: Path, qtbot: QtBot) -> None:
    watching(panel, vae, qtbot)
    panel.scrubber.go_to(0)
    qtbot.mouseClick(panel.bar.pin, Qt.MouseButton.LeftButton)
    panel.scrubber.go_to(2)
    qtbot.waitUntil(lambda: len(panel.view.shots) == 2 and is_shown(panel))
    left, right = captions(panel)
    assert f"Step {panel.scrubber.steps[0]} " in left
    assert f"Step {panel.scrubber.steps[2]} " in right
    qtbot.mouseClick(panel.bar.pin, Qt.MouseButton.LeftButton)
    assert len(panel.view.shots) == 1


def test_two_moments_draw_the_open_latent(panel: HistoryPanel, vae: Path, qtbot: QtBot) -> None:
    watching(panel, vae, qtbot)
    panel.open_button.click()
    qtbot.waitUntil(lambda: panel.session.bundle is not None, timeout=10_000)
    panel.kind.setCurrentIndex(KINDS.index("pair"))
    panel.kind.activated.emit(KINDS.index("pair"))
    assert panel.pictures.currentWidget() is panel.pair
    steps = panel.scrubber.steps
    assert (panel.pair.left.step, panel.pair.right.step) == (steps[0], steps[-1])
    canvases = (panel.pair.left.canvas, panel.pair.right.canvas)
    qtbot.waitUntil(lambda: all(canvas.has_picture for canvas in canvases), timeout=10_000)
    panel.scrubber.go_to(1)
    assert panel.pair.right.step == steps[1]
    qtbot.mouseClick(panel.bar.pin, Qt.MouseButton.LeftButton)
    panel.scrubber.go_to(2)
    assert (panel.pair.left.step, panel.pair.right.step) == (steps[1], steps[2])


def test_a_moment_is_opened_in_the_window(panel: HistoryPanel, vae: Path, qtbot: QtBot) -> None:
    watching(panel, vae, qtbot)
    panel.scrubber.go_to(0)
    with qtbot.waitSignal(panel.session.model_changed, timeout=10_000):
        qtbot.mouseClick(panel.open_button, Qt.MouseButton.LeftButton)
    assert panel.session.bundle is not None
    assert panel.session.bundle.path.name == f"step-{panel.scrubber.steps[0]:08d}"


def test_new_pictures_are_followed(
    panel: HistoryPanel, vae: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    run = tmp_path / "growing"
    shutil.copytree(vae, run, ignore=shutil.ignore_patterns("moments", "checkpoints"))
    steps = History(run).previews()
    last = steps[-1][1]
    late = last.read_bytes()
    last.unlink()
    (run / "previews" / last.name.replace(".png", "-reconstructions.png")).unlink()
    watching(panel, run, qtbot)
    assert len(panel.stills) == 2
    last.write_bytes(late)
    with (run / "events.jsonl").open("a", encoding="utf-8") as out:
        out.write('{"step": 999, "loss": 1.0}\n')
    qtbot.waitUntil(lambda: len(panel.stills) == 3, timeout=10_000)
    assert panel.scrubber.place == 2
    qtbot.waitUntil(lambda: is_shown(panel))


def test_broken_pictures_are_told(
    panel: HistoryPanel, vae: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    run = tmp_path / "broken"
    shutil.copytree(vae, run, ignore=shutil.ignore_patterns("moments", "checkpoints"))
    newest = History(run).previews()[-1][1]
    newest.write_bytes(newest.read_bytes()[:100])
    panel.watch.watch(run)
    qtbot.waitUntil(lambda: bool(panel.view.shots) and bool(panel.view.shots[0].note))
    panel.scrubber.go_to(0)
    qtbot.waitUntil(lambda: is_shown(panel))


def test_a_drawn_map_holds_its_classes() -> None:
    positions = np.array([[0, 0], [1, 0], [0, 1], [1, 1]], np.float32)
    points = MomentMap(positions, np.array([0, 1, 2, -1]), ("a", "b", "c"), False)
    image = drawn_map(points, 100, 1.0)
    assert image.width() == 100
    assert image.pixelColor(50, 50).alpha() == 0
    corner = image.pixelColor(5, 94)
    assert corner.alpha() > 100
    assert corner.blue() > corner.red()
