"""The command line that repeats a training run."""

from __future__ import annotations

import shlex
from dataclasses import fields
from pathlib import Path

from gen_explorer.training.config import TrainConfig

_NOT_OPTIONS = ("family", "data", "model")


def train_command(config: TrainConfig, out: Path) -> str:
    """`gen-explorer train ...` with every setting that differs from its default."""
    words = ["gen-explorer", "train", config.family, "--data", config.data]
    for field in fields(TrainConfig):
        value = getattr(config, field.name)
        if field.name not in _NOT_OPTIONS and value != field.default:
            words += [f"--{field.name.replace('_', '-')}", str(value)]
    for name, value in config.model.items():
        words += ["--set", f"{name}={value}"]
    return shlex.join([*words, "--out", out.as_posix()])
