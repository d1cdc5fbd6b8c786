from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

from typer.testing import CliRunner

from gen_explorer import cli
from gen_explorer.training.command import train_command
from gen_explorer.training.config import read
from tests.training.runs import GAN


def test_the_command_in_a_card_repeats_the_run(tmp_path: Path) -> None:
    config = replace(
        GAN,
        epochs=1,
        seed=5,
        schedule="cosine",
        precision="bfloat16",
        average=0.9,
        model={**GAN.model, "prior": "uniform", "label_smoothing": 0.1},
    )
    words = shlex.split(train_command(config, tmp_path / "a run"))
    result = CliRunner().invoke(cli.app, words[1:])
    assert result.exit_code == 0, result.output
    assert read(tmp_path / "a run" / "config.toml") == config
