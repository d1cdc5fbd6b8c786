"""Runs that are made to fail raise their alarm, and the same without the fault raise none."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from gen_explorer.data import datasets
from gen_explorer.training import alarms, control
from gen_explorer.training.alarms import Alarm
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.control import Control
from gen_explorer.training.history import opened
from gen_explorer.training.loop import train
from gen_explorer.training.run import RunFolder
from gen_explorer.training.trainer import NotFinite
from tests.training.runs import CPU

VAE = TrainConfig(
    family="vae",
    data="digits",
    model={"width": 8, "latent_size": 8},
    epochs=20,
    batch_size=64,
    log_every=1,
    checkpoint_every=1000,
    moments=0,
)
GAN = replace(VAE, family="gan", epochs=25, model={"width": 8, "latent_size": 16})
DENSE = replace(GAN, model={**GAN.model, "network": "dense"})
CODES = {"width": 8, "codes": 32, "prior_width": 8, "top_layers": 2, "bottom_layers": 2}
VQ_VAE = replace(VAE, family="vq_vae", epochs=6, model=CODES)
FEW = replace(
    VAE,
    epochs=150,
    batch_size=32,
    preview_every=10,
    model={
        "width": 32,
        "latent_size": 16,
        "network": "dense",
        "beta": 0.1,
        "learning_rate": 2e-3,
        "binarise": True,
    },
)


def after_training(folder: Path, config: TrainConfig, **settings: float) -> dict[str, Alarm]:
    """The alarms of a run, by kind. `settings` are changed before its first step; "__" is "/"."""
    run = RunFolder.create(folder / "run", config)
    run.start()
    changes = {name.replace("__", "/"): value for name, value in settings.items()}
    control.write(run.path, Control(settings=changes))
    with suppress(NotFinite):
        train(run, CPU)
    return {alarm.kind: alarm for alarm in alarms.check(opened(run.path))}


def with_model(config: TrainConfig, **settings: Any) -> TrainConfig:
    return replace(config, model={**config.model, **settings})


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("config", [VAE, GAN, VQ_VAE], ids=["vae", "gan", "vq_vae"])
def test_healthy_runs_raise_none(tmp_path: Path, config: TrainConfig) -> None:
    assert after_training(tmp_path, config) == {}


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_beta_too_high(tmp_path: Path) -> None:
    found = after_training(tmp_path, with_model(VAE, beta=50.0))
    assert set(found) == {"posterior_collapse"}
    assert "8 of 8 dimensions" in found["posterior_collapse"].evidence


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_weights_thrown_far(tmp_path: Path) -> None:
    found = after_training(tmp_path, replace(with_model(VAE, learning_rate=0.3), epochs=10))
    assert set(found) == {"exploding_gradients"}


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_loss_that_is_no_number(tmp_path: Path) -> None:
    found = after_training(tmp_path, replace(with_model(VAE, learning_rate=6e4), epochs=3))
    assert "nan" in found


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_discriminator_that_always_wins(tmp_path: Path) -> None:
    """The generator hardly moves. It does learn from what D says: its gradients are alive."""
    rates = {"learning_rate__generator": 1e-6, "learning_rate__discriminator": 2e-3}
    found = after_training(tmp_path, GAN, **rates)
    assert set(found) == {"strong_discriminator"}


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_generator_of_eq_1_as_it_stands_gets_no_gradient(tmp_path: Path) -> None:
    """Goodfellow 2014, sec. 3: log(1 - D(G(z))) saturates where D rejects with confidence."""
    found = after_training(
        tmp_path, with_model(GAN, loss="minimax"), learning_rate__discriminator=2e-3
    )
    assert set(found) == {"strong_discriminator", "vanishing_gradients"}
    assert "generator" in found["vanishing_gradients"].what


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_generator_that_collapses(tmp_path: Path) -> None:
    rates = {"learning_rate__generator": 1e-2, "learning_rate__discriminator": 2e-3}
    found = after_training(tmp_path, with_model(DENSE, beta1=0.9), **rates)
    assert "mode_collapse" in found


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_few_pictures_are_learned_by_heart(tmp_path: Path) -> None:
    pictures = datasets.load("digits", "train", 28, 1).batch(np.arange(100))
    (tmp_path / "pictures").mkdir()
    for number, picture in enumerate(pictures):
        Image.fromarray(picture[:, :, 0]).save(tmp_path / "pictures" / f"{number:03d}.png")
    found = after_training(tmp_path, replace(FEW, data=str(tmp_path / "pictures")))
    assert set(found) == {"over_fitting"}


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_many_pictures_are_not(tmp_path: Path) -> None:
    assert after_training(tmp_path, replace(FEW, epochs=8, preview_every=1)) == {}


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_codebook_far_too_large(tmp_path: Path) -> None:
    found = after_training(tmp_path, replace(with_model(VQ_VAE, codes=1024), epochs=3))
    assert set(found) == {"dead_codes"}
