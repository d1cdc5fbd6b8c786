"""The curves of a real run: grouped, linked, smoothed, compared, saved."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QImage
from pytestqt.qtbot import QtBot

from gen_explorer.ui.panels import curve_groups
from gen_explorer.ui.panels.curves import CurvesPanel
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.heat_strip import HeatStrip
from gen_explorer.ui.widgets.plot import ThemedPlot
from gen_explorer.ui.widgets.run_plot import RunPlot
from tests.training.runs import GAN, run_in


@pytest.fixture(scope="module")
def gan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run of a tiny GAN on digits."""
    run, _ = run_in(tmp_path_factory.mktemp("runs") / "gan", GAN)
    return run.path


@pytest.fixture
def panel(empty_session: Session, qtbot: QtBot) -> CurvesPanel:
    made = CurvesPanel(empty_session)
    qtbot.addWidget(made)
    made.resize(600, 700)
    made.show()
    return made


def watching(panel: CurvesPanel, path: Path, qtbot: QtBot) -> CurvesPanel:
    panel.watch.watch(path)
    qtbot.waitUntil(
        lambda: any(plot.keys for plot in lines(panel)) and not panel._soon.isActive(),
        timeout=10_000,
    )
    return panel


def lines(panel: CurvesPanel) -> list[ThemedPlot]:
    return [plot for plot in panel.plots.values() if not isinstance(plot, HeatStrip)]


def written(path: Path, count: int, start: int = 0, **more: object) -> Path:
    """A run folder of another program's making: `count` steps of a VAE's losses."""
    path.mkdir(exist_ok=True)
    with (path / "events.jsonl").open("a", encoding="utf-8") as out:
        for step in range(start + 1, start + count + 1):
            values = {"loss": 100 / step, "recon": 90 / step, "held_out/loss": 110 / step}
            event = {"step": step, "epoch": 0, "time": 1000.0 + 2 * step, **values, **more}
            out.write(json.dumps(event) + "\n")
    return path


def place_of(plot: ThemedPlot, x: float) -> QPoint:
    middle = sum(plot.box.viewRange()[1]) / 2
    point: QPoint = plot.view.mapFromScene(plot.box.mapViewToScene(QPointF(x, middle)))
    return point


def test_without_a_run_it_says_what_to_do(panel: CurvesPanel) -> None:
    assert panel.open_button.isVisible()
    assert "TensorBoard" in panel.hint.text()
    assert not panel.area.isVisible()


def test_a_gans_names_are_grouped(panel: CurvesPanel, gan: Path, qtbot: QtBot) -> None:
    watching(panel, gan, qtbot)
    assert list(panel.plots)[:2] == ["losses", "calls"]
    calls = [entry.name for entry in panel.plots["calls"].legend.entries]
    assert calls[:2] == ["D(x)", "D(G(z))"]
    assert panel.info.text()


def test_the_window_gets_its_turn_between_two_plots(
    panel: CurvesPanel, gan: Path, qtbot: QtBot
) -> None:
    """Making a plot takes as long as a frame, and opening a run makes half a dozen."""
    made = [0]
    panel._soon.timeout.connect(lambda: made.append(len(panel.plots)))
    watching(panel, gan, qtbot)
    assert made[-1] >= 4
    assert max(np.diff(made)) == 1


def test_a_plot_makes_new_lines_until_it_is_time(
    panel: CurvesPanel, gan: Path, qtbot: QtBot
) -> None:
    watching(panel, gan, qtbot)
    losses = panel.plots["losses"]
    assert isinstance(losses, RunPlot)
    whole = losses.keys
    assert len(whole) >= 2
    losses.clear()
    names = panel._groups["losses"].names
    for count in range(1, len(whole)):
        assert not losses.draw(panel.runs, names, until=0.0)
        assert len(losses.keys) == count
    assert losses.draw(panel.runs, names, until=0.0)
    assert sorted(losses.keys) == sorted(whole)


def test_groups_keep_a_courses_order() -> None:
    names = ("tag/x", "grad/g", "d_fake_2", "held_out/kl", "loss", "accuracy", "watch/classes")
    groups = curve_groups.grouped(names)
    keys = [group.key for group in groups]
    assert keys == ["losses", "calls", "accuracy", "held_out", "watch", "gradients", "tag"]
    assert curve_groups.title("tag") == "tag"


def test_every_plot_shows_the_same_part(panel: CurvesPanel, tmp_path: Path, qtbot: QtBot) -> None:
    watching(panel, written(tmp_path / "run", 500), qtbot)
    losses, held_out = panel.plots["losses"], panel.plots["held_out"]
    qtbot.keyClick(losses.view, Qt.Key.Key_Plus)
    qtbot.keyClick(losses.view, Qt.Key.Key_Plus)
    assert held_out.x_range == pytest.approx(losses.x_range)
    assert losses.x_range[1] < 450
    qtbot.keyClick(held_out.view, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: losses.x_range[1] >= 500)
    assert held_out.x_range == pytest.approx(losses.x_range)


def test_the_crosshair_reads_all_plots_at_a_step(
    panel: CurvesPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    watching(panel, written(tmp_path / "run", 500), qtbot)
    panel.toolbar.smoothing.setValue(0)
    losses, held_out = panel.plots["losses"], panel.plots["held_out"]
    qtbot.mouseMove(losses.view.viewport(), place_of(losses, 100))
    qtbot.waitUntil(lambda: held_out.cross is not None)
    assert losses.cross is not None
    step = round(losses.cross)
    assert held_out.legend._values["0/held_out/loss"] == pytest.approx(110 / step, rel=0.02)
    assert str(step) in panel.info.text()
    with qtbot.waitSignal(panel.watch.step_asked) as asked:
        qtbot.mouseClick(
            losses.view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(losses, 200)
        )
    assert asked.args[0] == pytest.approx(200, abs=2)


def test_growing_runs_are_followed(panel: CurvesPanel, tmp_path: Path, qtbot: QtBot) -> None:
    run = written(tmp_path / "run", 100)
    watching(panel, run, qtbot)
    losses = panel.plots["losses"]
    written(run, 100, start=100)
    qtbot.waitUntil(lambda: losses.x_range[1] >= 200 and losses.data("0/loss")[0][-1] == 200)
    qtbot.keyClick(losses.view, Qt.Key.Key_Plus)
    seen = losses.x_range
    written(run, 100, start=200)
    qtbot.waitUntil(lambda: panel.runs[0].last_step() == 300)
    assert losses.x_range == seen


def test_smoothing_averages_and_keeps_the_raw_line(
    panel: CurvesPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    watching(panel, written(tmp_path / "run", 50), qtbot)
    losses = panel.plots["losses"]
    panel.toolbar.smoothing.setValue(0)
    qtbot.waitUntil(lambda: "0/loss/raw" not in losses.keys)
    assert losses.data("0/loss")[1][:2] == pytest.approx([100, 50])
    panel.toolbar.smoothing.setValue(10)
    qtbot.waitUntil(lambda: "0/loss/raw" in losses.keys)
    keep = 0.5
    assert losses.data("0/loss")[1][1] == pytest.approx((50 + keep * 100) / (1 + keep))


def test_long_runs_are_averaged_in_a_job_and_drawn_thin(
    panel: CurvesPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    run = tmp_path / "run"
    run.mkdir()
    text = "".join(f'{{"step": {step}, "loss": {step % 7}.5}}\n' for step in range(1, 150_001))
    (run / "events.jsonl").write_text(text)
    watching(panel, run, qtbot)
    losses = panel.plots["losses"]
    qtbot.waitUntil(lambda: "0/loss/raw" in losses.keys, timeout=10_000)
    assert len(losses.data("0/loss")[0]) < 5000
    low, high = np.min(losses.data("0/loss/raw")[1]), np.max(losses.data("0/loss/raw")[1])
    assert (low, high) == (0.5, 6.5)
    assert losses.values_at(75_000)["0/loss"] == pytest.approx(3.5, abs=0.5)


def test_wall_time(panel: CurvesPanel, tmp_path: Path, qtbot: QtBot) -> None:
    watching(panel, written(tmp_path / "run", 100), qtbot)
    panel.toolbar.axis.setCurrentIndex(1)
    panel.toolbar.axis.activated.emit(1)
    losses = panel.plots["losses"]
    qtbot.waitUntil(lambda: losses.x_range[1] > 190)
    assert losses.data("0/loss")[0][-1] == pytest.approx(198)
    assert losses.item.getAxis("bottom").tickStrings([125.0], 1, 1) == ["2:05"]
    assert "3:18" in panel.info.text()
    assert panel.runs[0].to_step(100.0) == pytest.approx(51)


def test_old_runs_have_no_wall_time(panel: CurvesPanel, tmp_path: Path, qtbot: QtBot) -> None:
    run = tmp_path / "old"
    run.mkdir()
    (run / "events.jsonl").write_text('{"step": 1, "loss": 2}\n{"step": 2, "loss": 1}\n')
    watching(panel, run, qtbot)
    assert not panel.toolbar.axis.model().flags(panel.toolbar.axis.model().index(1, 0)).value & 32


def test_marks_and_the_heat_strip(panel: CurvesPanel, tmp_path: Path, qtbot: QtBot) -> None:
    run = written(tmp_path / "run", 100)
    with (run / "events.jsonl").open("a", encoding="utf-8") as out:
        for step, values in ((10, [0.0, 0.5, 2.0]), (50, [0.0, 1.0, 4.0]), (90, [0.0, 0.0, 4.0])):
            out.write(json.dumps({"step": step, "kind": "kl", "values": values}) + "\n")
        change = {"step": 60, "kind": "setting", "name": "beta", "old": 1.0, "new": 4.0}
        out.write(json.dumps(change) + "\n")
    watching(panel, run, qtbot)
    strip = panel.plots[curve_groups.KL]
    assert isinstance(strip, HeatStrip)
    qtbot.waitUntil(lambda: strip._image.image is not None)
    image = strip._image.image
    assert image.dtype == np.uint8
    assert image.shape[0] == 3
    assert image.max() == 255
    assert "1 of 3" in strip.heading.text()
    panel._crossed(55.0)
    assert "2 of 3" in strip.heading.text()
    assert [mark.text for mark in panel.plots["losses"].marks.marks] == ["β: 1 → 4"]


def test_another_run_is_drawn_dashed(panel: CurvesPanel, tmp_path: Path, qtbot: QtBot) -> None:
    watching(panel, written(tmp_path / "one", 100), qtbot)
    losses = panel.plots["losses"]
    panel.watch.compare(written(tmp_path / "two", 200))
    qtbot.waitUntil(lambda: "1/loss" in losses.keys)
    assert losses.line("1/loss").is_dashed
    assert losses.line("1/loss").colour == losses.line("0/loss").colour
    assert "② two" in panel.key.text()
    assert set(losses.values_at(150)) == {"1/loss", "1/recon"}
    assert losses.x_range[1] >= 200
    panel.toolbar.compare_menu.aboutToShow.emit()
    action = panel.toolbar.compare_menu.actions()[-1]
    assert "two" in action.text()
    action.trigger()
    qtbot.waitUntil(lambda: "1/loss" not in losses.keys)
    assert not panel.key.isVisible()


def test_a_group_can_be_put_away(panel: CurvesPanel, tmp_path: Path, qtbot: QtBot) -> None:
    watching(panel, written(tmp_path / "run", 10), qtbot)

    def held_out() -> QAction:
        panel.toolbar.groups_menu.aboutToShow.emit()
        titles = {action.text(): action for action in panel.toolbar.groups_menu.actions()}
        return titles["Held out"]

    held_out().trigger()
    assert not panel.plots["held_out"].isVisible()
    assert not held_out().isChecked()
    held_out().trigger()
    assert panel.plots["held_out"].isVisible()


def test_plots_stand_beside_each_other_where_there_is_room(
    panel: CurvesPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    watching(panel, written(tmp_path / "run", 10), qtbot)
    losses, held_out = panel.plots["losses"], panel.plots["held_out"]
    qtbot.waitUntil(lambda: held_out.x() > losses.x() and held_out.y() == losses.y())
    panel.resize(400, 700)
    qtbot.waitUntil(lambda: held_out.x() == losses.x() and held_out.y() > losses.y())


def test_files(panel: CurvesPanel, tmp_path: Path, qtbot: QtBot) -> None:
    watching(panel, written(tmp_path / "run", 300), qtbot)
    with qtbot.waitSignal(panel.session.message):
        panel.save_csv(tmp_path / "run.csv")
    with (tmp_path / "run.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.reader(opened))
    assert rows[0] == ["step", "loss", "recon", "held_out/loss"]
    assert len(rows) == 301
    assert float(rows[-1][1]) == pytest.approx(1 / 3)
    panel.save_png(tmp_path / "run.png")
    assert QImage(str(tmp_path / "run.png")).height() > panel.plots["losses"].height()
