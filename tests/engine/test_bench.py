from __future__ import annotations

import json
from pathlib import Path

import pytest

from gen_explorer.core import startup_trace
from gen_explorer.core.errors import UserError
from gen_explorer.engine import bench, startup_bench
from gen_explorer.engine.bench import ModelReport, Row
from tests.engine.test_decode import vae_bundle


def test_every_form_is_measured_in_turns(tmp_path: Path) -> None:
    bundle = vae_bundle(tmp_path / "real")
    report = bench.run([str(bundle.path)], seconds=0.05, device="cpu")
    (model,) = report.models
    assert [row.form for row in model.rows] == ["raw", "engine", "naive", "visualizer"]
    assert all(row.frames >= 3 and 0 < row.median_ms <= row.p99_ms for row in model.rows)
    assert model.wall_ratio > 0
    again = json.loads(json.dumps(report.to_dict()))
    assert again["models"][0]["wall_ratio"] == pytest.approx(model.wall_ratio)
    assert again["machine"]["versions"]["onnxruntime"]
    text = report.to_text()
    for word in ("raw", "engine", "naive", "visualizer", "28 x 28 x 1", report.machine.cpu):
        assert word in text


def test_ratios() -> None:
    rows = (Row("raw", 10.0, 11.0, 9.0, 5), Row("engine", 11.0, 12.0, 9.45, 5))
    report = ModelReport("m", "cpu", (28, 28, 1), 1, rows)
    assert report.wall_ratio == pytest.approx(1.1)
    assert report.cpu_ratio == pytest.approx(1.05)
    assert report.cpu_added_ms == pytest.approx(0.45)


def test_a_model_that_is_not_there() -> None:
    with pytest.raises(UserError):
        bench.run(["no-such-model"], seconds=0.05)


def test_reads_what_the_program_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "trace.jsonl"
    monkeypatch.setenv(startup_trace.VARIABLE, str(file))
    monkeypatch.setattr(startup_trace, "_seen", set())
    startup_trace.mark("window_shown")
    startup_trace.mark("window_shown")
    events = startup_bench.read_trace(file)
    assert list(events) == ["window_shown"]
    assert events["window_shown"] > 0
    assert startup_bench.read_trace(tmp_path / "none") == {}


def test_import_shares() -> None:
    trace = """import time: self [us] | cumulative | imported package
import time:      1500 |       1500 |     numpy.linalg
import time:      2500 |       4000 |   numpy
import time:       300 |       4300 | gen_explorer.app
some other line
"""
    assert startup_bench.import_shares(trace) == {"numpy": 4.0, "gen_explorer": 0.3}
