"""The race against another trainer, without the other."""

from __future__ import annotations

import importlib.util
from typing import Any

import pytest

from gen_explorer.core.errors import UserError
from gen_explorer.training import rival


def test_without_the_rival_the_way_to_get_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UserError, match="pythae is not installed") as told:
        rival.run()
    assert "pip install --no-deps" in told.value.remedy


def test_ratios_and_text_follow_from_the_medians() -> None:
    race = rival.Race("dense", 10, 300.0, 600.0, 200.0, 50.0, 25.0)
    report = rival.Report("digits", 1, 3, 60, (race,))
    assert (race.ratio, race.ratio_bfloat16) == (1.5, 3.0)
    assert report.to_dict()["races"][0]["ratio"] == 1.5
    assert "1.50 times (3.00)" in report.to_text()
    assert "2.00 times" in report.to_text()


def test_a_rate_leaves_the_first_step_out() -> None:
    assert rival._rate([10.0, 12.0, 14.0]) == pytest.approx(rival.BATCH / 2)


def test_our_side_runs_as_many_steps_as_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[float]] = []

    def rate(ticks: list[float]) -> float:
        seen.append(ticks)
        return 1.0

    monkeypatch.setattr(rival, "_rate", rate)
    settings: dict[str, Any] = {"network": "dense", "width": 2}
    rival._our_rate(settings, "digits", "float32", steps=3)
    assert len(seen[0]) == 4
