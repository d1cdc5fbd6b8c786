"""The generative adversarial network (GAN), with the networks of DCGAN.

Goodfellow et al., Generative Adversarial Nets, NeurIPS 2014.
Radford et al., Unsupervised Representation Learning with Deep Convolutional GANs, ICLR 2016.

A generator G makes pictures from noise z; a discriminator D says how likely a picture is real. They
play a zero-sum game (Goodfellow, eq. 1):

    min_G max_D  E[ log D(x) ] + E[ log(1 - D(G(z))) ]

In practice G climbs log D(G(z)) instead of descending log(1 - D(G(z))): the same fixed point, but a
gradient that does not vanish while D still wins ("non-saturating", sec. 3).

The networks (Radford, fig. 1): z is projected to a small stack of feature maps, and fractionally
strided (transposed) convolutions double the side until the picture is there; batch norm and ReLU
inside, tanh at the end. D is the mirror image with strided convolutions and LeakyReLU.

What to notice
- D(x) near 1 and D(G(z)) near 0 means that D wins; both near 1/2 means that it cannot tell.
- There is no encoder and no likelihood: nothing says which z a given picture has.
- Pictures are sharper than a VAE's, since D punishes blur, but variety may be lost: G may answer
  many z with few pictures (mode collapse).
- The moving average of G's weights (EMA) draws better than any single moment of the game.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gen_explorer.models.base import (
    Batch,
    Capability,
    ImageSpec,
    LatentSpec,
    Loss,
    Objective,
    Prior,
    require_positive,
)
from gen_explorer.models.layers import dcgan_init, parameters_of, start_of, unit_draw

PENALTY_EVERY = 16
"""The penalty is drawn in one step of so many, and weighs as much more (lazy: Karras 2020)."""


@dataclass(frozen=True)
class GANConfig:
    """Settings of a DCGAN."""

    image_size: int = 28
    """Side of the square pictures in pixels: 28, 32 or 64."""
    channels: int = 1
    """1 for grey, 3 for colour."""
    latent_size: int = 64
    """Components of z."""
    prior: str = "normal"
    """What z is drawn from: "normal" or "uniform" (the paper's)."""
    width: int = 64
    """Channels of the layer next to the picture; they double with every halving of the side."""
    loss: str = "non-saturating"
    """What G descends: "non-saturating" or "minimax" (eq. 1 as it stands)."""
    penalty: str = "none"
    """On D: "none", or "r1" (Mescheder 2018): its gradient at real pictures is kept small, so that
    D stays smooth near the data. D then does without batch norm, which would mix the pictures of a
    batch in each other's gradient."""
    penalty_weight: float = 1.0
    """gamma of the R1 penalty, gamma / 2 * E[ |grad D(x)|^2 ]."""
    label_smoothing: float = 0.0
    """Real pictures count as 1 minus this for D (Salimans 2016, sec. 3.4)."""
    learning_rate: float = 2e-4
    """Of Adam, for both players."""
    beta1: float = 0.5
    """Adam's first momentum; DCGAN found 0.9 unstable."""

    def __post_init__(self) -> None:
        require_positive(self, "latent_size", "width", "learning_rate")
        if self.channels not in (1, 3):
            raise ValueError(f"channels is 1 or 3, not {self.channels}")
        if self.prior not in ("normal", "uniform"):
            raise ValueError(f'prior is "normal" or "uniform", not {self.prior!r}')
        if self.loss not in ("non-saturating", "minimax"):
            raise ValueError(f'loss is "non-saturating" or "minimax", not {self.loss!r}')
        if self.penalty not in ("none", "r1"):
            raise ValueError(f'penalty is "none" or "r1", not {self.penalty!r}')


class Generator(nn.Sequential):
    """z (N, latent) -> picture (N, C, H, W) in [-1, 1]."""

    def __init__(self, config: GANConfig) -> None:
        side, doublings = start_of(config.image_size)
        channels = config.width * 2 ** (doublings - 1)
        layers: list[nn.Module] = [
            nn.Linear(config.latent_size, channels * side**2, bias=False),
            nn.Unflatten(1, (channels, side, side)),  # (N, channels, side, side)
            nn.BatchNorm2d(channels),
            nn.ReLU(),
        ]
        for _ in range(doublings - 1):
            layers += [
                nn.ConvTranspose2d(channels, channels // 2, 4, stride=2, padding=1, bias=False),
                nn.BatchNorm2d(channels // 2),  # (N, channels / 2, 2 * side, 2 * side)
                nn.ReLU(),
            ]
            channels //= 2
        layers += [nn.ConvTranspose2d(channels, config.channels, 4, stride=2, padding=1), nn.Tanh()]
        super().__init__(*layers)


class Discriminator(nn.Sequential):
    """Picture (N, C, H, W) -> logit (N, 1) of being real."""

    def __init__(self, config: GANConfig) -> None:
        side, doublings = start_of(config.image_size)
        normed = config.penalty == "none"
        layers: list[nn.Module] = [
            nn.Conv2d(config.channels, config.width, 4, stride=2, padding=1),  # side / 2
            nn.LeakyReLU(0.2),
        ]
        channels = config.width
        for _ in range(doublings - 1):
            layers += [
                nn.Conv2d(channels, 2 * channels, 4, stride=2, padding=1, bias=not normed),
                nn.BatchNorm2d(2 * channels) if normed else nn.Identity(),
                nn.LeakyReLU(0.2),
            ]
            channels *= 2
        super().__init__(*layers, nn.Flatten(), nn.Linear(channels * side**2, 1))


class GAN(nn.Module):
    """Two players and their two objectives."""

    name: ClassVar[str] = "gan"
    config_type: ClassVar[type] = GANConfig
    capabilities: ClassVar[Capability] = Capability.DECODE | Capability.DISCRIMINATE

    def __init__(self, config: GANConfig) -> None:
        super().__init__()
        self.config = config
        self.latent = LatentSpec(config.latent_size, Prior(config.prior))
        self.image = ImageSpec(config.channels, config.image_size, config.image_size)
        self.generator = Generator(config)
        self.discriminator = Discriminator(config)
        dcgan_init(self.generator)
        if config.penalty == "none":
            dcgan_init(self.discriminator)  # without batch norm, weights this small say nothing

    def decode(self, z: Tensor) -> Tensor:
        """G(z): latents (N, latent) -> pictures (N, C, H, W) in [-1, 1]."""
        picture: Tensor = self.generator(z)
        return picture

    def discriminate(self, x: Tensor) -> Tensor:
        """D(x): pictures (N, C, H, W) -> probability (N,) of being real."""
        return torch.sigmoid(self.discriminator(x)).squeeze(1)

    def noise(self, batch: Batch) -> Tensor:
        """One z a picture of the batch."""
        return unit_draw(batch.images, self.latent.size, self.latent.prior is Prior.UNIFORM)

    def discriminator_loss(self, batch: Batch) -> Loss:
        """-E[ log D(x) ] - E[ log(1 - D(G(z))) ]."""
        with torch.no_grad():
            fake = self.generator(self.noise(batch))
        real_logit = self.discriminator(batch.images).float()
        fake_logit = self.discriminator(fake).float()
        target = torch.full_like(real_logit, 1.0 - self.config.label_smoothing)
        value = F.binary_cross_entropy_with_logits(real_logit, target)
        value = value + F.softplus(fake_logit).mean()
        if self.config.penalty == "r1" and torch.rand(()) < 1 / PENALTY_EVERY:
            value = value + PENALTY_EVERY * self.r1_penalty(batch.images)
        return Loss(
            value,
            {
                "d_loss": value.detach(),
                "d_real": torch.sigmoid(real_logit.detach()).mean(),
                "d_fake": torch.sigmoid(fake_logit.detach()).mean(),
            },
        )

    def r1_penalty(self, real: Tensor) -> Tensor:
        """gamma / 2 * E[ |grad_x D(x)|^2 ] at real pictures (Mescheder 2018, eq. 9)."""
        with torch.autocast(real.device.type, enabled=False):
            x = real.detach().requires_grad_(True)
            (gradient,) = torch.autograd.grad(self.discriminator(x).sum(), x, create_graph=True)
        return 0.5 * self.config.penalty_weight * gradient.square().flatten(1).sum(1).mean()

    def generator_loss(self, batch: Batch) -> Loss:
        """-E[ log D(G(z)) ], or E[ log(1 - D(G(z))) ] for the minimax game."""
        logit = self.discriminator(self.generator(self.noise(batch))).float()
        minimax = self.config.loss == "minimax"
        value = -F.softplus(logit).mean() if minimax else F.softplus(-logit).mean()
        return Loss(value, {"g_loss": value.detach()})

    def objectives(self) -> tuple[Objective, ...]:
        rate, betas = self.config.learning_rate, (self.config.beta1, 0.999)
        d, g = parameters_of(self.discriminator), parameters_of(self.generator)
        return (
            Objective("discriminator", d, self.discriminator_loss, rate, betas),
            Objective("generator", g, self.generator_loss, rate, betas),
        )

    def averaged(self) -> Iterable[nn.Module]:
        return (self.generator,)
