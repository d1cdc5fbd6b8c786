from __future__ import annotations

import math

import pytest
import torch

from gen_explorer.models.base import Batch
from gen_explorer.models.gan import GAN, GANConfig


def undecided(loss: str) -> GAN:
    """A GAN whose discriminator says 1/2 to everything."""
    model = GAN(GANConfig(width=4, latent_size=3, loss=loss))
    torch.nn.init.zeros_(model.discriminator[-1].weight)
    torch.nn.init.zeros_(model.discriminator[-1].bias)
    return model


BATCH = Batch(torch.rand(6, 1, 28, 28) * 2 - 1, torch.zeros(6, dtype=torch.long))


def test_at_the_equilibrium_the_discriminator_loses_log_4() -> None:
    loss = undecided("minimax").discriminator_loss(BATCH)
    assert loss.value.item() == pytest.approx(math.log(4), abs=1e-6)  # Goodfellow 2014, theorem 1
    assert loss.scalars["d_real"].item() == pytest.approx(0.5)
    assert loss.scalars["d_fake"].item() == pytest.approx(0.5)


@pytest.mark.parametrize(("loss", "sign"), [("minimax", -1), ("non-saturating", 1)])
def test_generator_losses_at_one_half(loss: str, sign: int) -> None:
    value = undecided(loss).generator_loss(BATCH).value.item()
    assert value == pytest.approx(sign * math.log(2), abs=1e-6)


@pytest.mark.parametrize("loss", ["minimax", "non-saturating"])
def test_both_generator_losses_push_d_of_g_up(loss: str) -> None:
    torch.manual_seed(0)
    model = GAN(GANConfig(width=4, latent_size=3, loss=loss)).train()
    z = torch.randn(32, 3)
    logit = model.discriminator(model.generator(z)).mean()
    towards_real = torch.autograd.grad(logit, model.generator[-2].bias)[0]
    torch.manual_seed(1)
    value = model.generator_loss(Batch(torch.zeros(32, 1, 28, 28), BATCH.labels)).value
    descent = -torch.autograd.grad(value, model.generator[-2].bias)[0]
    assert torch.sign(descent) == torch.sign(towards_real)


def test_the_generator_step_leaves_the_discriminator_alone() -> None:
    model = GAN(GANConfig(width=4, latent_size=3))
    own = {id(p) for p in model.objectives()[1].parameters}
    assert not own & {id(p) for p in model.discriminator.parameters()}


def test_r1_is_the_squared_gradient_at_real_pictures() -> None:
    """For D(x) = w . x the gradient is w everywhere, so the penalty is gamma / 2 |w|^2."""
    model = GAN(GANConfig(width=4, latent_size=3, penalty="r1", penalty_weight=3.0))
    weight = torch.randn(784)
    model.discriminator = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(784, 1))
    with torch.no_grad():
        model.discriminator[1].weight.copy_(weight[None])
    torch.testing.assert_close(
        model.r1_penalty(BATCH.images, torch.zeros(6, 3)), 1.5 * weight.square().sum()
    )


def test_with_r1_the_discriminator_judges_each_picture_alone() -> None:
    model = GAN(GANConfig(width=4, latent_size=3, penalty="r1")).train()
    together = model.discriminator(BATCH.images)
    alone = torch.cat([model.discriminator(x[None]) for x in BATCH.images])
    torch.testing.assert_close(together, alone, atol=1e-5, rtol=0)


def linear_critic(model: GAN, weight: torch.Tensor) -> None:
    """Gives a GAN the discriminator D(x) = w . x."""
    model.discriminator = torch.nn.Sequential(
        torch.nn.Flatten(), torch.nn.Linear(784, 1, bias=False)
    )
    with torch.no_grad():
        model.discriminator[1].weight.copy_(weight[None])


WASSERSTEIN = GANConfig(
    width=4, latent_size=3, loss="wasserstein", penalty="gradient", penalty_weight=10.0
)


@pytest.mark.parametrize("norm", [1.0, 3.0])
def test_gradient_penalty_of_a_linear_critic(norm: float) -> None:
    """Its slope is |w| everywhere: the penalty is lambda (|w| - 1)^2."""
    model = GAN(WASSERSTEIN)
    weight = torch.randn(784)
    linear_critic(model, norm * weight / weight.norm())
    fake = torch.rand_like(BATCH.images)
    penalty = model.gradient_penalty(BATCH.images, fake, torch.zeros(6, 3))
    assert penalty.item() == pytest.approx(10 * (norm - 1) ** 2, abs=1e-4)


def test_the_critic_loss_is_the_difference_of_means_and_the_penalty() -> None:
    model = GAN(WASSERSTEIN).eval()
    weight = torch.randn(784)
    linear_critic(model, weight / weight.norm())
    torch.manual_seed(5)
    loss = model.discriminator_loss(BATCH).value
    torch.manual_seed(5)
    fake = model.generator(model.noise(BATCH))
    expected = model.discriminator(fake).mean() - model.discriminator(BATCH.images).mean()
    torch.testing.assert_close(loss, expected, atol=1e-4, rtol=0)


def test_a_wasserstein_generator_moves_once_for_five_steps_of_its_critic() -> None:
    critic, generator = GAN(WASSERSTEIN).objectives()
    assert (critic.every, generator.every) == (1, 5)
    assert critic.betas == (0.5, 0.9)


def test_a_critic_has_no_batch_norm() -> None:
    kinds = {type(part) for part in GAN(WASSERSTEIN).discriminator.modules()}
    assert torch.nn.BatchNorm2d not in kinds


def test_the_discriminator_sees_changed_pictures_only() -> None:
    model = GAN(GANConfig(width=4, latent_size=3, augment="cutout")).train()
    seen = []
    model.discriminator.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    white = Batch(torch.ones(6, 1, 28, 28), BATCH.labels)
    model.discriminator_loss(white)
    model.generator_loss(white)
    assert len(seen) == 3
    for pictures in seen:
        assert (pictures == 0).flatten(1).any(1).all()
