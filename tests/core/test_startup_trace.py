"""When the steps of a start happened."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from gen_explorer.core import startup_trace


def test_an_event_is_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "trace.jsonl"
    monkeypatch.setenv(startup_trace.VARIABLE, str(file))
    monkeypatch.setattr(startup_trace, "_seen", set())
    for event in ("one", "two", "one"):
        startup_trace.mark(event)
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [line["event"] for line in lines] == ["one", "two"]
    assert 0 < lines[0]["seconds"] <= lines[1]["seconds"]


def test_without_a_file_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(startup_trace.VARIABLE, raising=False)
    monkeypatch.setattr(startup_trace, "_seen", set())
    monkeypatch.chdir(tmp_path)
    startup_trace.mark("one")
    assert list(tmp_path.iterdir()) == []


def test_the_process_began_before_now() -> None:
    assert 0 < time.time() - startup_trace.process_start() < 24 * 3600
