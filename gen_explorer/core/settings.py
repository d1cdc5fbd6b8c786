"""The person's settings: one small TOML file, read tolerantly."""

from __future__ import annotations

import logging
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import tomli_w

from gen_explorer.core import paths
from gen_explorer.core.files import write_atomically
from gen_explorer.core.translation import LANGUAGES

log = logging.getLogger(__name__)

RECENT_LIMIT = 12
CHOICES = {"language": ("", *LANGUAGES), "theme": ("system", "light", "dark")}
"""What these settings may be."""
SIZE_LIMIT = 1 << 20
"""Bytes. What is larger was not written here."""


@dataclass(frozen=True)
class Settings:
    """What is remembered from one start to the next."""

    language: str = ""
    """"en" or "es"; empty follows the system."""
    theme: str = "system"
    """"system", "light" or "dark"."""
    device: str = "auto"
    """"auto", "cpu", "cuda", "cuda:1", "mps"."""
    last_model: str = ""
    """Id of a shipped bundle, or the path of another."""
    recent: tuple[str, ...] = ()
    """Paths of bundles and sessions opened lately, newest first."""
    workspace: str = ""
    """The workspace that was shown last; empty for the first."""
    layouts: tuple[str, ...] = ()
    """"workspace=places": the docks' places in each workspace as Qt saves them, base64."""
    geometry: str = ""
    """The window's place as Qt saves it, base64."""

    def with_recent(self, path: str) -> Settings:
        others = tuple(entry for entry in self.recent if entry != path)
        return replace(self, recent=(path, *others)[:RECENT_LIMIT])


def settings_file() -> Path:
    return paths.config_dir() / "settings.toml"


def load() -> Settings:
    """The saved settings. A value that cannot be used is dropped with a warning, never an error."""
    try:
        if settings_file().stat().st_size > SIZE_LIMIT:
            raise ValueError("larger than 1 MB")
        raw = tomllib.loads(settings_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError) as error:
        log.warning("settings are unreadable and were left out: %s", error)
        return Settings()
    defaults = Settings()
    good: dict[str, Any] = {}
    for field in fields(Settings):
        if field.name not in raw:
            continue
        value = raw[field.name]
        default = getattr(defaults, field.name)
        if isinstance(default, tuple) and isinstance(value, list):
            value = tuple(entry for entry in value if isinstance(entry, str))
        if type(value) is not type(default) or value not in CHOICES.get(field.name, (value,)):
            log.warning("setting %r has an unusable value and was left out", field.name)
            continue
        good[field.name] = value
    return Settings(**good)


def save(settings: Settings) -> None:
    """Raises `UserError` when the folder cannot be written."""
    values = {key: list(v) if isinstance(v, tuple) else v for key, v in asdict(settings).items()}
    # A path that is no valid text (Linux allows it) must not keep the other settings from the disk.
    write_atomically(settings_file(), tomli_w.dumps(values).encode("utf-8", "replace"))
