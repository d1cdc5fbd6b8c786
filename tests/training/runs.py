"""Small real runs on scikit-learn's digits, for the tests."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from gen_explorer.training.config import TrainConfig
from gen_explorer.training.loop import Hooks, train
from gen_explorer.training.run import RunFolder
from gen_explorer.training.trainer import Trainer

VAE = TrainConfig(
    family="vae",
    data="digits",
    model={"width": 2, "latent_size": 3},
    epochs=2,
    batch_size=128,
    log_every=1,
    moments=0,
)
GAN = replace(VAE, family="gan", model={"width": 4, "latent_size": 5})
COUNTED = replace(VAE, family="naive_bayes", model={"image_size": 28})
CPU = torch.device("cpu")


def run_in(
    folder: Path, config: TrainConfig = VAE, hooks: Hooks | None = None
) -> tuple[RunFolder, Trainer]:
    run = RunFolder.create(folder, config)
    return run, train(run, CPU, hooks)


def stop_at(step: int) -> Hooks:
    """Hooks that stop a run, which logs every step, after so many."""
    done = [0]
    return Hooks(
        on_step=lambda report: done.append(report.step), should_stop=lambda: done[-1] >= step
    )


def losses(run: RunFolder) -> list[dict[str, Any]]:
    """Lines of scalars, without the time they were written at."""
    return [
        {name: value for name, value in event.items() if name != "time"}
        for event in run.events()
        if "kind" not in event
    ]
