from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from gen_explorer.core.errors import UserError
from gen_explorer.ui import window_bench
from tests.engine.test_decode import vae_bundle


@pytest.mark.usefixtures("qtbot")
def test_drags_the_real_window_each_way(tmp_path: Path) -> None:
    bundle = vae_bundle(tmp_path / "real")
    report = window_bench.run([str(bundle.path)], seconds=0.4)
    (seen,) = report.models
    for drag in (seen.engine, seen.naive, seen.empty):
        assert drag.frames > 3
        assert drag.inputs > 3
        assert 0 < drag.latency_p50 <= drag.latency_p99
        assert drag.stall >= drag.beat_p99 >= drag.beat_p50 >= 0
        assert 0 < drag.gui_busy < 1.5
    assert seen.pass_ms > 0
    again = json.loads(json.dumps(report.to_dict()))
    assert again["models"][0]["gui_ratio"] == pytest.approx(seen.gui_ratio)
    assert again["models"][0]["engine"]["frames_per_second"] > 0
    assert "GUI" in report.to_text()
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible()]


def test_due_times_find_the_grid_of_a_late_timer() -> None:
    rng = np.random.default_rng(0)
    due = 0.0031 + 0.008 * np.arange(300)
    late = rng.exponential(0.0004, 300)
    late[[0, 50, 51]] = 0.005  # a busy moment, also at the very start
    found = window_bench.due_times(due + late, 0.008)
    assert np.abs(found - due).max() < 0.0006


def test_due_times_of_a_long_drag() -> None:
    rng = np.random.default_rng(1)
    due = 71.0031 + 0.008 * np.arange(100_000)
    found = window_bench.due_times(due + rng.exponential(0.0004, len(due)), 0.008)
    assert np.abs(found - due).max() < 0.0075
    assert np.abs(np.median(found - due)) < 0.0003


@pytest.mark.usefixtures("qtbot")
def test_a_model_that_is_not_there_ends_with_a_message() -> None:
    with pytest.raises(UserError):
        window_bench.run(["no-such-model"], seconds=0.1)
