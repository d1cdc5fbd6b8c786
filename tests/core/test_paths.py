from __future__ import annotations

import os
from pathlib import Path

import pytest

from gen_explorer.core import paths


def test_resources_and_weights_are_found_in_a_checkout() -> None:
    assert (paths.resources() / "translations").is_dir()
    assert paths.weights().is_dir()


def test_inside_the_package_comes_before_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site" / "gen_explorer"
    monkeypatch.setattr(paths, "PACKAGE", package)
    monkeypatch.setattr(paths, "_CHECKOUT", package.parent)
    assert paths.weights() == package.parent / "weights"
    (package / "weights").mkdir(parents=True)
    assert paths.weights() == package / "weights"


def test_overrides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEN_EXPLORER_CONFIG", str(tmp_path / "a"))
    monkeypatch.setenv("GEN_EXPLORER_CACHE", str(tmp_path / "b"))
    assert paths.config_dir() == tmp_path / "a"
    assert paths.cache_dir() == tmp_path / "b"


def test_data_roots_keep_their_order_and_end_with_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert paths.data_roots() == [paths.cache_dir() / "data"]
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GEN_EXPLORER_DATA", os.pathsep.join(["/one", "", "~/two"]))
    expected = [Path("/one"), tmp_path / "two", paths.cache_dir() / "data"]
    assert paths.data_roots() == expected
