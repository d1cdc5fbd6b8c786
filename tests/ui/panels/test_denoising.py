"""The denoising bench: what is asked for, shown, wiped and swept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gen_explorer.data import datasets, images
from gen_explorer.engine.methods import CLASSICAL, Method
from gen_explorer.ui import language, theme
from gen_explorer.ui.panels import denoising_source as sources
from gen_explorer.ui.panels.denoising import DenoisingPanel
from gen_explorer.ui.panels.denoising_methods import Methods
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets import camera


def settled(panel: DenoisingPanel) -> bool:
    return (
        panel.session.bridge.is_idle
        and not panel.mending.rest.isActive()
        and panel.mending.scene is not None
        and set(panel.mending.looks) >= {m.key for m in panel.mending.scene.methods}
    )


@pytest.fixture
def panel(open_session: Session, qtbot: QtBot) -> DenoisingPanel:
    """On the tiny model, whose data set is scikit-learn's digits at 16 pixels: baselines only."""
    made = DenoisingPanel(open_session)
    qtbot.addWidget(made)
    made.resize(1200, 640)
    made.show()
    qtbot.waitUntil(lambda: settled(made), timeout=60_000)
    return made


def test_a_test_picture_is_damaged_and_mended(panel: DenoisingPanel, qtbot: QtBot) -> None:
    keys = [tile.key for tile in panel.tiles.tiles]
    assert keys == ["truth", "damaged", "median", "total-variation", "non-local-means"]
    truth = datasets.pictures("digits", "test", [0], 16, 1)
    assert truth is not None
    np.testing.assert_array_equal(panel.tiles.tiles[0].picture, images.bytes_to_packed(truth)[0])
    qtbot.waitUntil(
        lambda: all(look.is_tuned for look in panel.mending.looks.values()), timeout=20_000
    )
    damaged, mended = panel.mending.looks["damaged"], panel.mending.looks["total-variation"]
    assert mended.psnr > damaged.psnr
    figures = panel.tiles.tiles[3].figures
    assert figures == (f"{mended.psnr:.2f} dB", f"SSIM {mended.ssim:.3f}")


def test_the_slider_changes_the_damage_live(panel: DenoisingPanel, qtbot: QtBot) -> None:
    row = panel.damage.rows[0]
    before = panel.mending.looks["damaged"].psnr
    assert row.slider is not None
    row.slider.slider.setValue(row.slider.slider.maximum())
    qtbot.waitUntil(lambda: panel.mending.looks["damaged"].psnr < before - 3, timeout=5000)
    assert row.step.amount == 1.0
    qtbot.waitUntil(lambda: settled(panel), timeout=20_000)
    assert panel.mending.looks["median"].psnr < 20


def test_steps_in_a_row_kinds_and_seed(panel: DenoisingPanel, qtbot: QtBot) -> None:
    added = panel.damage.add("half")
    assert added is not None
    qtbot.waitUntil(lambda: panel.mending.missing > 0.4, timeout=5000)
    assert "50" in panel.status.text()
    assert [s.kind for s in panel.damage.steps] == ["gaussian", "half"]
    added.up_button.click()
    assert [s.kind for s in panel.damage.steps] == ["half", "gaussian"]
    panel.damage.rows[0].remove_button.click()
    assert [s.kind for s in panel.damage.steps] == ["gaussian"]
    row = panel.damage.rows[0]
    row.kind.setCurrentIndex(1)
    row.kind.activated.emit(1)
    assert panel.damage.steps[0].kind == "salt-pepper"
    qtbot.waitUntil(lambda: settled(panel), timeout=20_000)
    one = panel.mending.looks["damaged"].pixels
    panel.damage.seed_box.setValue(77)
    assert panel.damage.steps[0].seed == 77
    qtbot.waitUntil(
        lambda: not np.array_equal(panel.mending.looks["damaged"].pixels, one), timeout=5000
    )


def test_ticks_choose_the_methods(panel: DenoisingPanel, qtbot: QtBot) -> None:
    panel.methods.tick("bilateral")
    panel.methods.tick("median", False)
    qtbot.waitUntil(lambda: settled(panel) and "bilateral" in panel.mending.looks, timeout=20_000)
    keys = [tile.key for tile in panel.tiles.tiles]
    assert keys == ["truth", "damaged", "total-variation", "non-local-means", "bilateral"]
    assert "median" not in panel.mending.looks


def test_the_wipe_shows_what_is_chosen(panel: DenoisingPanel, qtbot: QtBot) -> None:
    assert panel.pair.left_choice.currentData() == "damaged"
    assert panel.pair.right_choice.currentData() == "median"
    place = [tile.key for tile in panel.tiles.tiles].index("non-local-means")
    qtbot.mouseClick(panel.tiles, Qt.MouseButton.LeftButton, pos=panel.tiles.cell(place).center())
    assert panel.pair.right_choice.currentData() == "non-local-means"
    assert panel.pair.wipe._right is panel.mending.looks["non-local-means"].pixels
    assert panel.pair.wipe._left is panel.mending.looks["damaged"].pixels


def test_maps_of_the_errors(panel: DenoisingPanel, qtbot: QtBot) -> None:
    seen = []
    for kind in range(3):
        panel.map_kind.setCurrentIndex(kind)
        panel.map_kind.activated.emit(kind)
        shown = panel.tiles.tiles[1].map
        assert shown is not None
        seen.append(shown)
    assert not np.array_equal(seen[0], seen[1])
    assert not np.array_equal(seen[1], seen[2])
    residual = panel.mending.looks["damaged"].residual
    place = np.unravel_index(residual.argmax(), residual.shape)
    bright = QColor(int(seen[0][place]))
    assert bright.red() > bright.blue()
    assert panel.tiles.tiles[0].map is None


def test_a_drawing(panel: DenoisingPanel, qtbot: QtBot) -> None:
    panel.source.set_kind(sources.DRAWN)
    panel.source.pad.stroke(QPointF(3, 3), QPointF(12, 12))
    qtbot.waitUntil(lambda: settled(panel), timeout=20_000)
    assert panel.mending.scene is not None
    np.testing.assert_array_equal(panel.mending.scene.picture, panel.source.pad.picture)


def test_the_sample_of_the_window_is_followed(panel: DenoisingPanel, qtbot: QtBot) -> None:
    session = panel.session
    qtbot.waitUntil(lambda: session.picture is not None, timeout=5000)
    panel.source.set_kind(sources.SAMPLE)
    first = panel.source.picture
    assert first is not None
    session.set_recipe(replace(session.store.recipe, seed=99))

    def is_followed() -> bool:
        now, shown = panel.source.picture, session.picture
        return (
            now is not None
            and shown is not None
            and not np.array_equal(now, first)
            and np.array_equal(images.bytes_to_packed(now), shown.pixels)
        )

    qtbot.waitUntil(is_followed, timeout=5000)


def test_pictures_come_from_files_drops_and_the_clipboard(
    panel: DenoisingPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    grey = np.zeros((30, 40), np.uint8)
    grey[:, 20:] = 200
    Image.fromarray(grey).save(tmp_path / "own.png")
    with qtbot.waitSignal(panel.source.changed, timeout=5000):
        panel.source.bring_file(tmp_path / "own.png")
    assert panel.source.kind.currentIndex() == sources.OWN
    first = panel.source.picture
    assert first is not None
    assert first.shape == (16, 16, 1)
    panel.source.negative.setChecked(True)
    np.testing.assert_array_equal(panel.source.picture, 255 - first)
    panel.source.negative.setChecked(False)

    picture = QImage(20, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor(255, 0, 0))
    QGuiApplication.clipboard().setImage(picture)
    with qtbot.waitSignal(panel.source.changed, timeout=5000):
        panel.source.paste()
    assert panel.source.picture is not None
    assert panel.source.picture.max() == 76  # the luma of red

    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "own.png"))])
    with qtbot.waitSignal(panel.source.changed, timeout=5000):
        assert panel.source.bring_data(data)
    QGuiApplication.clipboard().setText("no picture")
    with qtbot.waitSignal(panel.session.message):
        panel.source.paste()
    (tmp_path / "bad.png").write_text("no")
    with qtbot.waitSignal(panel.session.message, timeout=5000) as caught:
        panel.source.bring_file(tmp_path / "bad.png")
    assert "bad.png" in caught.args[0]


def test_without_a_camera_it_says_so(
    panel: DenoisingPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.source.set_kind(sources.CAMERA)
    assert panel.source.camera_button.isEnabled() == camera.is_installed()
    if not camera.is_installed():
        assert "PySide6-Addons" in panel.source.camera_hint.text()
    with qtbot.waitSignal(panel.session.message) as caught:
        panel.source.camera.failed.emit("")
    assert "camera" in caught.args[0]
    picture = QImage(20, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor(90, 90, 90))
    with qtbot.waitSignal(panel.source.changed, timeout=5000):
        panel.source.camera.taken.emit(picture)
    assert panel.source.kind.currentIndex() == sources.CAMERA


def test_a_sweep_runs_shows_and_is_saved(
    panel: DenoisingPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    page = panel.sweep_page
    panel.tabs.setCurrentIndex(1)
    panel.methods.tick("non-local-means", False)
    page.pictures.setValue(20)
    page.points.setValue(3)
    page.high.setValue(0.4)
    page.start()
    assert page.is_running
    qtbot.waitUntil(lambda: not page.is_running, timeout=60_000)
    assert page.sweep is not None
    assert page.plot.keys == ("damaged", "median", "total-variation")
    x, y = page.plot.data("median")
    np.testing.assert_allclose(x, [0.05, 0.225, 0.4])
    np.testing.assert_allclose(y, page.sweep.curves[1].psnr)
    assert "Total variation" in page.verdict.text() or "Median" in page.verdict.text()
    page.measure.setCurrentIndex(1)
    page.measure.activated.emit(1)
    np.testing.assert_allclose(page.plot.data("median")[1], page.sweep.curves[1].ssim)
    page.save_png(tmp_path / "a.png")
    page.save_csv(tmp_path / "a.csv")
    page.save_markdown(tmp_path / "a.md")
    assert Image.open(tmp_path / "a.png").width > 400
    assert (tmp_path / "a.csv").read_text().count("\n") == 10
    assert "**PSNR (dB)**" in (tmp_path / "a.md").read_text()


def test_a_sweep_can_be_cancelled(panel: DenoisingPanel, qtbot: QtBot) -> None:
    page = panel.sweep_page
    page.start()
    page.cancel()
    assert not page.is_running
    assert page.start_button.isVisibleTo(page)
    qtbot.waitUntil(lambda: panel.session.bridge.is_idle, timeout=20_000)
    assert page.sweep is None
    for method in panel.methods.chosen:
        panel.methods.tick(method.key, False)
    with qtbot.waitSignal(panel.session.message):
        page.start()
    assert "Tick" in panel.status.text()


def test_language_and_theme_change_while_it_is_open(
    panel: DenoisingPanel, qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply(qapp, "light")
    language.apply(qapp, "es")
    qtbot.waitUntil(lambda: panel.tabs.tabText(1) == "Barrido", timeout=2000)
    assert panel.tiles.tiles[0].name == "Original"
    before = panel.tiles.tiles[1].map
    theme.apply(qapp, "dark")
    after = panel.tiles.tiles[1].map
    assert before is not None
    assert after is not None
    assert not np.array_equal(before, after)
    theme.apply(qapp, "light")


def test_models_mend_too(empty_session: Session, qtbot: QtBot) -> None:
    """With a trained model, whose data is not here: the window's own picture."""
    panel = DenoisingPanel(empty_session)
    qtbot.addWidget(panel)
    panel.resize(1200, 640)
    panel.show()
    assert "model" in panel.status.text()
    empty_session.open_model("fashion-denoising-autoencoder")
    qtbot.waitUntil(lambda: settled(panel), timeout=60_000)
    key = "fashion-denoising-autoencoder/denoise"
    assert panel.source.kind.currentIndex() == sources.SAMPLE
    assert panel.mending.looks[key].psnr > panel.mending.looks["damaged"].psnr + 3
    assert panel.pair.right_choice.currentData() == key
    qtbot.waitUntil(lambda: "not on this machine" in panel.status.text(), timeout=20_000)
    errors: list[str] = []
    empty_session.message.connect(lambda what, remedy, level: errors.append(what))
    panel.sweep_page.start()
    qtbot.waitUntil(lambda: bool(errors), timeout=20_000)
    assert "not on this machine" in errors[0]


def test_ticks_go_over_to_the_next_weights(qtbot: QtBot) -> None:
    def offered(name: str) -> list[Method]:
        own = [Method(way, Path(f"/runs/{name}")) for way in ("mean", "samples", "project")]
        return [*own, Method("denoise", Path("/box/dae")), *CLASSICAL]

    methods = Methods()
    qtbot.addWidget(methods)
    methods.offer(offered("step-1"), "step-1")
    usual = [m.key for m in methods.chosen]
    assert usual[:3] == ["step-1/mean", "step-1/samples", "dae/denoise"]
    assert "bilateral" not in usual
    methods.tick("step-1/samples", False)
    methods.tick("step-1/project")
    methods.tick("dae/denoise", False)
    methods.offer(offered("step-2"), "step-2")
    assert [m.key for m in methods.chosen][:2] == ["step-2/mean", "step-2/project"]
    assert "dae/denoise" not in {m.key for m in methods.chosen}


def test_another_model_joins_with_its_usual_methods(qtbot: QtBot) -> None:
    ways = {"dae": ("denoise", "project"), "vae": ("mean", "project"), "gan": ("project",)}
    offered = [Method(way, Path(f"/box/{name}")) for name, all_ in ways.items() for way in all_]
    methods = Methods()
    qtbot.addWidget(methods)
    for own in ("dae", "gan", "vae"):
        methods.offer([*offered, *CLASSICAL], own)
        assert "dae/denoise" in {m.key for m in methods.chosen}
        assert ("gan/project" in {m.key for m in methods.chosen}) == (own == "gan")
        assert ("vae/mean" in {m.key for m in methods.chosen}) == (own == "vae")
    methods.tick("vae/mean", False)
    methods.offer([*offered, *CLASSICAL], "vae")
    assert "vae/mean" not in {m.key for m in methods.chosen}


def test_a_model_that_mends_nothing_says_why(panel: DenoisingPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: settled(panel), timeout=20_000)
    assert "can mend nothing" in panel.status.text()
    language.apply(QApplication.instance(), "es")
    qtbot.waitUntil(lambda: "no puede reparar nada" in panel.status.text(), timeout=5000)
    language.apply(QApplication.instance(), "en")


def test_a_generator_projects_unless_somebody_says_no(panel: DenoisingPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: settled(panel), timeout=20_000)
    bundle = panel.session.bundle
    assert bundle is not None
    own = Method("project", bundle.path)
    panel.methods.offer([own, *CLASSICAL], bundle.path.name)
    assert own in panel.methods.chosen
    panel._show_status()
    assert "Projection" not in panel.status.text()
    panel.methods.tick(own.key, False)
    panel._show_status()
    assert "tick Projection" in panel.status.text()
