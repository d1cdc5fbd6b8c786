"""Where things lie: shipped resources and weights, and the person's own folders."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).resolve().parent.parent
_CHECKOUT = PACKAGE.parent


def _shipped(name: str) -> Path:
    """The folder `name`: inside the package when installed, beside it in a checkout."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else _CHECKOUT / name


def resources() -> Path:
    return _shipped("resources")


def weights() -> Path:
    return _shipped("weights")


def config_dir() -> Path:
    """Settings and window layout. `GEN_EXPLORER_CONFIG` overrides it (the tests do)."""
    override = os.environ.get("GEN_EXPLORER_CONFIG")
    return Path(override) if override else Path(platformdirs.user_config_dir("gen_explorer"))


def cache_dir() -> Path:
    """Downloaded data sets. `GEN_EXPLORER_CACHE` overrides it."""
    override = os.environ.get("GEN_EXPLORER_CACHE")
    return Path(override) if override else Path(platformdirs.user_cache_dir("gen_explorer"))


def log_dir() -> Path:
    return Path(platformdirs.user_log_dir("gen_explorer"))


def runs_dir() -> Path:
    """Where the window puts new training runs. `GEN_EXPLORER_RUNS` overrides it."""
    override = os.environ.get("GEN_EXPLORER_RUNS")
    if override:
        return Path(override).expanduser()
    return Path(platformdirs.user_data_dir("gen_explorer")) / "runs"


def data_roots() -> list[Path]:
    """Where data sets are looked for, first match wins: `GEN_EXPLORER_DATA` (several folders are
    separated as in PATH), then the per-user cache. Downloads go to the last one."""
    named = os.environ.get("GEN_EXPLORER_DATA", "")
    roots = [Path(part).expanduser() for part in named.split(os.pathsep) if part]
    return [*roots, cache_dir() / "data"]
