from __future__ import annotations

import math
from dataclasses import replace

import pytest
import torch

from gen_explorer.models.base import Batch
from gen_explorer.models.guided_gan import GuidedGAN, GuidedGANConfig


def small(guidance: float = 1.0) -> GuidedGAN:
    torch.manual_seed(0)
    return GuidedGAN(GuidedGANConfig(width=2, latent_size=3, code_size=4, guidance=guidance))


BATCH = Batch(torch.rand(6, 1, 28, 28) * 2 - 1, torch.zeros(6, dtype=torch.long))


def test_the_autoencoder_comes_first_and_then_stays() -> None:
    autoencoder, *players = small().objectives()
    assert autoencoder.ends == 0.2
    assert [o.name for o in players] == ["discriminator", "guide", "generator"]
    of_autoencoder = {id(p) for p in autoencoder.parameters}
    for player in players:
        assert player.begins == 0.2
        assert not of_autoencoder & {id(p) for p in player.parameters}


def test_an_undecided_guide_loses_log_4() -> None:
    model = small()
    torch.nn.init.zeros_(model.guide[-1].weight)
    torch.nn.init.zeros_(model.guide[-1].bias)
    assert model.guide_loss(BATCH).value.item() == pytest.approx(math.log(4), abs=1e-6)


def test_a_sure_guide_is_held_back_by_its_slope() -> None:
    free, held = small(), small()
    held.config = replace(held.config, guide_penalty=2.0)
    free.config = replace(free.config, guide_penalty=0.0)
    losses = []
    for model in (free, held):
        torch.manual_seed(1)
        losses.append(model.guide_loss(BATCH).value)
    codes = free.encoder(BATCH.images).detach().requires_grad_(True)
    (slope,) = torch.autograd.grad(free.guide(codes).sum(), codes)
    added = 0.5 * 2.0 * slope.square().sum(1).mean()
    torch.testing.assert_close(losses[1] - losses[0], added)


def test_without_guidance_it_is_the_plain_game() -> None:
    model = small(guidance=0.0)
    torch.manual_seed(1)
    guided = model.generator_loss(BATCH).value
    torch.manual_seed(1)
    plain = super(GuidedGAN, model).generator_loss(BATCH).value
    torch.testing.assert_close(guided, plain)


def test_guidance_reaches_the_generator_through_the_encoder() -> None:
    values = []
    for guidance in (0.0, 1.0):
        model = small(guidance).eval()
        torch.manual_seed(1)
        loss = model.generator_loss(BATCH).value
        (gradient,) = torch.autograd.grad(loss, model.generator[-3].bias)
        values.append(gradient)
    assert not torch.equal(*values)
