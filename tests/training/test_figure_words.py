"""Protocols are written as each language writes numbers."""

from __future__ import annotations

from gen_explorer.training import figure_words


def test_spanish_protocols_have_decimal_commas() -> None:
    made = figure_words.figure("active_units", 12.0, count=1000, size="1.33e+05")
    assert "1.33e+05" in made.protocol["en"]
    assert "1,33e+05" in made.protocol["es"]
    assert "1.33" not in made.protocol["es"]
