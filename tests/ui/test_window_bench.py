from __future__ import annotations

import json
from pathlib import Path

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
        assert (drag.memory_first > 0) == (drag.memory_last > 0) == Path("/proc").is_dir()
    assert seen.pass_ms > 0
    again = json.loads(json.dumps(report.to_dict()))
    assert again["models"][0]["gui_ratio"] == pytest.approx(seen.gui_ratio)
    assert again["models"][0]["engine"]["frames_per_second"] > 0
    assert "GUI" in report.to_text()
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible()]


@pytest.mark.usefixtures("qtbot")
def test_a_model_that_is_not_there_ends_with_a_message() -> None:
    with pytest.raises(UserError):
        window_bench.run(["no-such-model"], seconds=0.1)
