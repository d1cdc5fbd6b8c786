"""The curves' bench gives the figures it promises, at a size that a test can wait for."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from gen_explorer.ui import curves_bench


def test_it_measures_what_hands_do(qtbot: QtBot) -> None:
    report = curves_bench.run(3_000)
    for name in ("pan", "zoom", "cross"):
        assert 0 < report.moves[f"{name}_p50"] <= report.moves[f"{name}_p99"]
    assert report.open > 0
    assert report.follow > 0
    assert "ms" in report.to_text()
