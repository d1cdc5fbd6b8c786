"""A plot in the window's colours: lines, crosshair, log scale, languages, files."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gen_explorer.core.errors import UserError
from gen_explorer.ui import language, theme
from gen_explorer.ui.widgets.plot import ThemedPlot
from gen_explorer.ui.widgets.plot_line import Line
from gen_explorer.ui.widgets.plot_marks import Mark

X = np.arange(101.0)


@pytest.fixture
def plot(qtbot: QtBot) -> ThemedPlot:
    made = ThemedPlot(lambda: "Losses", x_label=lambda: "Step")
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.set_line("a", X, X / 100, Line(lambda: "first", 0))
    made.set_line("b", X, 1 - X / 100, Line(lambda: "second", 1, is_dashed=True))
    made.show()
    QApplication.processEvents()
    return made


def place_of(plot: ThemedPlot, x: float, y: float) -> QPoint:
    """Where (x, y) lies in the plot's view, in pixels."""
    scene = plot.box.mapViewToScene(QPointF(x, y))
    point: QPoint = plot.view.mapFromScene(scene)
    return point


def test_the_crosshair_reads_every_line(plot: ThemedPlot, qtbot: QtBot) -> None:
    with qtbot.waitSignal(plot.crossed):
        qtbot.mouseMove(plot.view.viewport(), place_of(plot, 25, 0.5))
    assert plot.cross == pytest.approx(25, abs=0.5)
    values = plot.values_at(25.4)
    assert values == {"a": pytest.approx(0.25), "b": pytest.approx(0.75)}
    assert plot.values_at(1e9)["a"] == 1.0
    assert plot.values_at(-5)["a"] == 0.0


def test_the_mouse_zooms_and_a_double_click_shows_all(plot: ThemedPlot, qtbot: QtBot) -> None:
    whole = plot.x_range
    assert plot.is_following
    plot.view.setFocus()
    qtbot.keyClick(plot.view, Qt.Key.Key_Plus)
    left, right = plot.x_range
    assert right - left == pytest.approx((whole[1] - whole[0]) / 1.25)
    assert not plot.is_following
    qtbot.mouseDClick(plot.view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(plot, 50, 0.5))
    assert plot.is_following
    qtbot.waitUntil(lambda: plot.x_range == pytest.approx(whole))


def test_an_extent_is_kept_in_sight_until_a_hand_moves_the_view(
    plot: ThemedPlot, qtbot: QtBot
) -> None:
    plot.set_extent(0, 1000)
    assert plot.x_range[0] <= 0
    assert plot.x_range[1] >= 1000
    qtbot.keyClick(plot.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    moved = plot.x_range
    plot.set_extent(0, 5000)
    assert plot.x_range == moved
    qtbot.keyClick(plot.view, Qt.Key.Key_Home)
    assert plot.x_range[1] >= 5000


def test_a_growing_curve_has_room_ahead(plot: ThemedPlot) -> None:
    plot.set_extent(0, 1000)
    assert plot.x_range[1] == pytest.approx(1000, rel=0.02)
    plot.set_extent(0, 1020)
    roomy = plot.x_range
    assert 1020 < roomy[1] < 1100
    plot.set_extent(0, 1030)
    assert plot.x_range == roomy
    plot.set_extent(0, 2000)
    assert plot.x_range[1] > 2000


def test_keys_move_the_crosshair(plot: ThemedPlot, qtbot: QtBot) -> None:
    qtbot.keyClick(plot.view, Qt.Key.Key_Right)
    first = plot.cross
    assert first is not None
    qtbot.keyClick(plot.view, Qt.Key.Key_Right)
    assert plot.cross is not None
    assert plot.cross > first


def test_the_legend_hides_a_line(plot: ThemedPlot, qtbot: QtBot) -> None:
    centre = plot.legend.cell(1).center()
    qtbot.mouseClick(plot.legend, Qt.MouseButton.LeftButton, pos=centre)
    assert not plot.line("b").is_shown
    assert [entry.is_shown for entry in plot.legend.entries] == [True, False]
    qtbot.keyClick(plot.legend, Qt.Key.Key_Space)
    assert plot.line("b").is_shown
    qtbot.keyClick(plot.legend, Qt.Key.Key_Left)
    assert plot.legend.accessibleDescription() == "first"


def test_the_theme_recolours_lines_and_ground(plot: ThemedPlot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    seen = {}
    for mode in ("light", "dark"):
        theme.apply(app, mode)
        QApplication.processEvents()
        corner = plot.view.grab().toImage().pixelColor(plot.view.width() - 3, 3)
        assert corner.name() == theme.colours().panel
        seen[mode] = plot.legend.entries[0].colour
    assert seen["light"] != seen["dark"]
    theme.apply(app, "light")


def test_numbers_follow_the_language(plot: ThemedPlot, qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    axis = plot.item.getAxis("left")
    assert axis.tickStrings([0.0, 0.5], 1, 0.5) == ["0.0", "0.5"]
    language.apply(app, "es")
    assert axis.tickStrings([0.0, 0.5], 1, 0.5) == ["0,0", "0,5"]
    qtbot.waitUntil(lambda: plot.legend.accessibleName() == "Líneas de «Losses»")
    plot.set_log(True)
    assert axis.tickStrings([-7, -1, 2], 1, 1) == ["10⁻⁷", "0,1", "100"]
    axis = plot.item.getAxis("bottom")
    plot.axes.write_x(lambda seconds: f"{seconds:.0f} s")
    assert axis.tickStrings([3.0], 1, 1) == ["3 s"]


def test_marks_are_written_until_they_are_too_many(plot: ThemedPlot) -> None:
    plot.marks.show_marks([Mark(50, "rate 0.1 → 0.01"), Mark(80, "collapse", "warning")])
    assert all(line.label.isVisible() for line in plot.marks.lines)
    plot.marks.show_marks([Mark(float(x), "x") for x in range(60)])
    assert not any(line.label.isVisible() for line in plot.marks.lines)
    plot.set_x_range(10.2, 14.8)
    assert [place for place, line in enumerate(plot.marks.lines) if line.label.isVisible()] == [
        11, 12, 13, 14
    ]  # fmt: skip


def test_the_text_of_no_mark_covers_another(plot: ThemedPlot) -> None:
    plot.marks.show_marks([Mark(50, "Paused"), Mark(50.5, "rate", "accent"), Mark(50, "Resumed")])
    assert [line.label.isVisible() for line in plot.marks.lines] == [False, True, False]
    plot.set_x_range(49, 52)
    assert [line.label.isVisible() for line in plot.marks.lines] == [False, True, True]


def test_the_text_of_a_mark_is_no_longer_than_its_line(plot: ThemedPlot) -> None:
    plot.marks.show_marks([Mark(50, "{short}"), Mark(80, "from " + 40 * "long " + "to the end")])
    short, long = (line.label.textItem.toPlainText() for line in plot.marks.lines)
    assert short == "{short}"
    assert long.startswith("from")
    assert "…" in long
    assert long.endswith("the end")


def test_an_empty_plot_says_what_to_do(plot: ThemedPlot) -> None:
    plot.set_hint(lambda: "Open a run.")
    assert not plot._hint_label.isVisible()
    plot.clear()
    assert plot._hint_label.isVisible()
    assert plot._hint_label.text() == "Open a run."


def test_files(plot: ThemedPlot, tmp_path: Path) -> None:
    plot.set_line("a", np.array([0.0, 2.0]), np.array([0.5, np.nan], np.float32))
    plot.set_line("b", np.array([1.0, 2.0]), np.array([0.1, 2.0], np.float32))
    assert plot.save_csv(tmp_path / "lines.csv", "step") == 3
    with (tmp_path / "lines.csv").open(encoding="utf-8", newline="") as lines:
        assert list(csv.reader(lines)) == [
            ["step", "first", "second"],
            ["0", "0.5", ""],
            ["1", "", "0.1"],
            ["2", "", "2"],
        ]
    plot.save_png(tmp_path / "plot.png")
    image = QImage(str(tmp_path / "plot.png"))
    assert image.width() == 2 * plot.width()
    (tmp_path / "file").touch()
    with pytest.raises(UserError):
        plot.save_png(tmp_path / "file" / "plot.png")


def _painted(plot: ThemedPlot, x: float, y: float) -> bool:
    """Whether something in the line's colour lies at (x, y)."""
    image = plot.view.grab().toImage()
    colour = QColor(plot.colour(plot.line("lone").colour))
    place = place_of(plot, x, y)
    found = image.pixelColor(place)
    return (
        max(abs(a - b) for a, b in zip(found.toTuple()[:3], colour.toTuple()[:3], strict=True)) < 30
    )


def test_a_single_value_is_a_dot_until_there_are_two(plot: ThemedPlot) -> None:
    line = Line(lambda: "held out", 4)
    plot.set_line("lone", np.array([50.0]), np.array([0.2]), line)
    QApplication.processEvents()
    assert _painted(plot, 50, 0.2)
    plot.set_line("lone", np.array([50.0, 50.5]), np.array([0.9, 0.9]))
    QApplication.processEvents()
    assert not _painted(plot, 50, 0.2)
    assert plot._curves["lone"].opts["symbol"] is None
