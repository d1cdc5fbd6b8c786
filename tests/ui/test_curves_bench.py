"""The curves' bench gives the figures it promises, at a size that a test can wait for."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from gen_explorer.ui.curves_bench import bench_curves


def test_it_measures_what_hands_do(qtbot: QtBot) -> None:
    figures = bench_curves(3_000)
    for name in ("pan", "zoom", "cross"):
        assert 0 < figures[f"{name}_p50"] <= figures[f"{name}_p99"]
    assert figures["open"] > 0
    assert figures["follow"] > 0
