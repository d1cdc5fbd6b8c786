"""What a run measures and shows of itself, and that looking changes nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from gen_explorer.models import registry
from gen_explorer.models.base import Capability
from gen_explorer.training import moments, preview, watching
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.watching import Variety
from tests.models.test_families import CASES, batch_for
from tests.training.runs import COUNTED, CPU, GAN, VAE, losses, run_in
from tests.training.test_loop import same_weights

VQ = replace(
    VAE,
    family="vq_vae",
    model={"codes": 8, "code_size": 4, "width": 4, "prior_width": 4, "top_layers": 1},
    epochs=1,
)


@pytest.mark.parametrize(
    "config", [pytest.param(VAE, marks=pytest.mark.slow), GAN], ids=["vae", "gan"]
)
def test_looking_at_every_step_changes_nothing(tmp_path: Path, config: TrainConfig) -> None:
    config = replace(config, epochs=1)
    watched, first = run_in(tmp_path / "watched", replace(config, preview_steps=2))
    plain, second = run_in(tmp_path / "plain", config)
    assert same_weights(first, second)
    steps = [event for event in losses(watched) if "held_out/loss" not in event]
    assert [e for e in steps if "epoch" in e and ("loss" in e or "d_loss" in e)] == [
        e for e in losses(plain) if "loss" in e or "d_loss" in e
    ]
    sheets = sorted(path.name for path in (watched.path / "previews").glob("step-????????.png"))
    assert sheets == [f"step-{step:08d}.png" for step in (2, 4, 6, 8, 10, 11)]


def names_of(events: list[dict[str, Any]], beginning: str) -> set[str]:
    return {name for event in events for name in event if name.startswith(beginning)}


def sheets_of(folder: Path) -> set[str]:
    return {path.name.partition("step-00000011")[2] for path in folder.glob("step-00000011*")}


def test_a_vae_is_measured_and_shown(tmp_path: Path) -> None:
    run, _ = run_in(tmp_path / "run", replace(VAE, epochs=1))
    events = losses(run)
    assert names_of(events, "grad/") == {"grad/elbo"}
    assert names_of(events, "held_out/") == {"held_out/loss", "held_out/recon", "held_out/kl"}
    assert names_of(events, "watch/") == {"watch/diversity", "watch/duplicates"}
    assert sheets_of(run.path / "previews") == {".png", "-reconstructions.png"}
    assert (run.path / "previews" / "real.png").exists()
    vectors = [event for event in run.events() if event.get("kind") == "kl"]
    assert [event["step"] for event in vectors] == [4, 8]
    kl = {event["step"]: event["kl"] for event in events if "kl" in event}
    for event in vectors:
        assert len(event["values"]) == 3
        assert sum(event["values"]) == pytest.approx(kl[event["step"]], rel=1e-2)
    assert all(event["time"] > 1.7e9 for event in run.events())


def test_a_gan_is_measured_and_shown(tmp_path: Path) -> None:
    run, _ = run_in(tmp_path / "run", replace(GAN, epochs=1))
    events = losses(run)
    assert names_of(events, "grad/") == {"grad/discriminator", "grad/generator"}
    assert {"held_out/d_real", "held_out/d_fake"} <= names_of(events, "held_out/")
    assert sheets_of(run.path / "previews") == {".png", "-raw.png"}
    assert all(event["grad/generator"] > 0 for event in events if "g_loss" in event)


def test_dead_codes_are_counted(tmp_path: Path) -> None:
    run, trainer = run_in(tmp_path / "run", VQ)
    (share,) = (e["watch/dead_codes"] for e in losses(run) if "watch/dead_codes" in e)
    assert 0 <= share < 1
    assert sheets_of(run.path / "previews") == {".png", "-raw.png", "-reconstructions.png"}
    model, data = trainer.finished_model(), torch.rand(6, 1, 28, 28) * 2 - 1
    codes = model.codes(data)
    top = model.latent.parts()[-2][0].size
    used = len(codes[:, :top].unique()) + len(codes[:, top:].unique())
    assert watching.dead_codes(model, data)["watch/dead_codes"] == 1 - used / 16


def test_a_family_that_counts_is_measured_and_shown(tmp_path: Path) -> None:
    run, _ = run_in(tmp_path / "run", COUNTED)
    assert names_of(losses(run), "watch/") == {"watch/diversity", "watch/duplicates"}
    assert (run.path / "previews" / "real.png").exists()


def test_moments_are_saved_where_they_are_wanted(tmp_path: Path) -> None:
    run, _ = run_in(tmp_path / "run", replace(VAE, epochs=1, moments=2))
    assert [step for step, _ in moments.found(run.path)] == [11]


def noise(count: int) -> torch.Tensor:
    return torch.rand(count, 1, 8, 8, generator=torch.Generator().manual_seed(3)) * 2 - 1


def test_samples_like_the_data_are_as_varied() -> None:
    measured = Variety(noise(64), "digits").measure(noise(64))
    assert measured == {"watch/diversity": pytest.approx(1.0), "watch/duplicates": 0.0}


def test_samples_that_are_all_the_same_are_called_so() -> None:
    one = noise(1).expand(64, -1, -1, -1)
    measured = Variety(noise(64), "digits").measure(one)
    assert measured == {"watch/diversity": 0.0, "watch/duplicates": 1.0}


def test_classes_are_called_by_the_datas_classifier() -> None:
    """Of one picture of nothing every copy is called the same, whatever it is called."""
    nothing = torch.full((64, 1, 28, 28), -1.0)
    variety = Variety(torch.rand(64, 1, 28, 28) * 2 - 1, "mnist:3+5")
    assert variety.measure(nothing)["watch/classes"] == 1


def test_too_few_pictures_tell_nothing() -> None:
    assert Variety(noise(2), "digits").measure(noise(64)) == {}


def test_reconstructions_lie_below_what_they_are_of() -> None:
    real, made = torch.zeros(16, 1, 4, 4), torch.ones(16, 1, 4, 4)
    rows = preview.interleaved(real, made).mean((1, 2, 3)).reshape(4, 8)
    assert rows.mean(1).tolist() == [0, 1, 0, 1]


def test_a_sheet_is_eight_pictures_wide(tmp_path: Path) -> None:
    run, _ = run_in(tmp_path / "run", replace(VAE, epochs=1))
    for name in ("step-00000011.png", "step-00000011-reconstructions.png", "real.png"):
        with Image.open(run.path / "previews" / name) as sheet:
            assert sheet.size == (8 * 30 - 2, 8 * 30 - 2)
            assert np.asarray(sheet).std() > 0


@pytest.mark.parametrize(("name", "config"), CASES)
def test_who_has_a_discriminator_says_what_it_thinks(name: str, config: dict[str, Any]) -> None:
    """D(x) and D(G(z)), as probabilities, are among the scalars of every GAN."""
    torch.manual_seed(0)
    model = registry.build(name, config)
    if not model.capabilities & Capability.DISCRIMINATE:
        return
    batch = batch_for(model)
    scalars = {}
    for objective in model.objectives():
        scalars |= objective.loss(batch).scalars
    for word in ("d_real", "d_fake"):
        found = [value for key, value in scalars.items() if key.startswith(word)]
        assert found
        assert all(0 <= float(value) <= 1 for value in found)


def test_the_run_ends_without_its_test_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "held_out", lambda config, image: None)
    run, trainer = run_in(tmp_path / "run", replace(VAE, epochs=1))
    assert trainer.device == CPU
    assert sheets_of(run.path / "previews") == {".png"}
