"""The bench of window and training gives each figure, with a small network on small data."""

from __future__ import annotations

import dataclasses
import json

import pytest
from pytestqt.qtbot import QtBot

from gen_explorer.training import presets
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.presets import Preset
from gen_explorer.ui import training_bench


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_it_trains_alone_and_watched(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    config = TrainConfig("gan", "digits", {"network": "dense", "width": 8}, preview_steps=60)
    monkeypatch.setattr(
        presets, "for_purpose", lambda purpose, family, data: Preset(purpose, config)
    )
    monkeypatch.setenv("GEN_EXPLORER_NICE", "0")  # the machine may be busy with other tests
    report = training_bench.run(seconds=3, rounds=1)
    assert report.config == dataclasses.asdict(dataclasses.replace(config, epochs=10_000))
    for speeds in (report.alone, report.watched, report.dragged):
        assert len(speeds) == 1
        assert speeds[0] > 1
    assert report.cost < 1
    assert report.drags[0].frames > 3
    assert 0 < report.lag_p50 <= report.lag_max
    again = json.loads(json.dumps(report.to_dict()))
    assert again["cost"] == pytest.approx(report.cost)
    assert "ms" in report.to_text()
