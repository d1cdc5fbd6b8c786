"""The map's bench gives the figures it promises, at a size that a test can wait for."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from gen_explorer.ui.map_bench import bench_map


def test_it_measures_what_hands_do(qtbot: QtBot) -> None:
    figures = bench_map(2_000)
    for name in ("pan", "zoom", "cursor", "nearest"):
        assert 0 < figures[f"{name}_p50"] <= figures[f"{name}_p99"]
    assert figures["points"] == 2_000
