"""Small real runs on scikit-learn's digits, for the tests."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from gen_explorer.training.config import TrainConfig
from gen_explorer.training.loop import Hooks, Trainer, train
from gen_explorer.training.run import RunFolder

VAE = TrainConfig(
    family="vae",
    data="digits",
    model={"width": 2, "latent_size": 3},
    epochs=2,
    batch_size=128,
    log_every=1,
)
GAN = replace(VAE, family="gan", model={"width": 4, "latent_size": 5})
COUNTED = replace(VAE, family="naive_bayes", model={"image_size": 28})
CPU = torch.device("cpu")


def run_in(
    folder: Path, config: TrainConfig = VAE, hooks: Hooks | None = None
) -> tuple[RunFolder, Trainer]:
    run = RunFolder.create(folder, config)
    return run, train(run, CPU, hooks)


def losses(run: RunFolder) -> list[dict[str, Any]]:
    return list(run.events())
