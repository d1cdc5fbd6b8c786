"""Every test gets its own settings and caches, starts in English, and must leave nothing behind."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before anything imports Qt: no window pops up unless a platform was asked for.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from gen_explorer.core import translation
from tests import leaks


@pytest.fixture(autouse=True)
def isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings, caches and logs below tmp_path; English; no environment of the person's."""
    monkeypatch.setenv("GEN_EXPLORER_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("GEN_EXPLORER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("GEN_EXPLORER_DATA", raising=False)
    translation.set_language("en")
    yield
    language = sys.modules.get("gen_explorer.ui.language")
    if language is not None and translation.language() != "en" and leaks.application():
        language.apply(leaks.application(), "en")
    translation.set_language("en")


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Fails a test that leaves a top-level widget, a thread, a running timer or a process."""
    before = leaks.look()
    yield
    left = leaks.leftovers(before)
    assert not left, "the test left behind: " + "; ".join(left)
