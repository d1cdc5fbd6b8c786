from __future__ import annotations

import math

import pytest
import torch

from gen_explorer.models.base import Batch
from gen_explorer.models.vae_gan import VAEGAN, VAEGANConfig

X = torch.rand(6, 1, 28, 28, generator=torch.Generator().manual_seed(0)) * 2 - 1
BATCH = Batch(X, torch.zeros(6, dtype=torch.long))


def small(**settings: float) -> VAEGAN:
    torch.manual_seed(0)
    return VAEGAN(VAEGANConfig(width=4, latent_size=3, **settings))  # type: ignore[arg-type]


def undecided(model: VAEGAN) -> VAEGAN:
    """A discriminator that says 1/2 to everything."""
    torch.nn.init.zeros_(model.discriminator[-1].weight)
    torch.nn.init.zeros_(model.discriminator[-1].bias)
    return model


def test_each_objective_moves_its_own_network_alone() -> None:
    model = small()
    networks = (model.encoder, model.generator, model.discriminator)
    for objective, network in zip(model.objectives(), networks, strict=True):
        assert {id(p) for p in objective.parameters} == {id(p) for p in network.parameters()}


def test_the_feature_error_does_not_reach_the_discriminator() -> None:
    """Nor does the discriminator's game reach encoder or decoder."""
    model = small()
    others = [*model.encoder.parameters(), *model.generator.parameters()]
    value = model.discriminator_loss(BATCH).value
    assert all(g is None for g in torch.autograd.grad(value, others, allow_unused=True))
    encoder = [*model.encoder.parameters()]
    value = model.decoder_loss(BATCH).value
    assert all(g is None for g in torch.autograd.grad(value, encoder, allow_unused=True))


def test_at_the_equilibrium_three_verdicts_cost_ln_2_each() -> None:
    loss = undecided(small()).discriminator_loss(BATCH)
    assert loss.value.item() == pytest.approx(3 * math.log(2), abs=1e-6)


def test_gamma_weighs_likeness_against_the_game() -> None:
    losses = []
    for gamma in (1e-9, 0.5):
        model = undecided(small(gamma=gamma)).eval()
        torch.manual_seed(1)
        losses.append(model.decoder_loss(BATCH).value.item())
    torch.manual_seed(1)
    z = model.encode(X).draw()
    error = model.reconstruction(X, z).mean().item()
    assert losses[0] == pytest.approx(2 * math.log(2), abs=1e-5)
    assert losses[1] == pytest.approx(2 * math.log(2) + 0.5 * error, rel=1e-4)


def test_likeness_is_measured_in_the_discriminators_features() -> None:
    model = small().eval()
    z = torch.randn(6, 3)
    features = torch.nn.Sequential(*list(model.discriminator)[:-1])
    expected = 0.5 * (features(X) - features(model.decode(z))).square().sum(1)
    torch.testing.assert_close(model.reconstruction(X, z), expected)
    torch.testing.assert_close(model.reconstruction(model.decode(z), z), torch.zeros(6))
    verdict = torch.sigmoid(model.discriminator(X)).squeeze(1)
    torch.testing.assert_close(model.discriminate(X), verdict)


def test_the_encoder_pays_for_leaving_the_prior() -> None:
    losses = []
    for beta in (0.0, 2.0):
        model = small(beta=beta).eval()
        torch.manual_seed(1)
        losses.append(model.encoder_loss(BATCH).value.item())
    assert losses[1] - losses[0] == pytest.approx(2 * model.encode(X).kl().sum(1).mean().item())
