"""The generative adversarial network (GAN): dense networks, those of DCGAN, and WGAN-GP.

Goodfellow et al., Generative Adversarial Nets, NeurIPS 2014.
Radford et al., Unsupervised Representation Learning with Deep Convolutional GANs, ICLR 2016.
Gulrajani et al., Improved Training of Wasserstein GANs, NeurIPS 2017.

A generator G makes pictures from noise z; a discriminator D says how likely a picture is real. They
play a zero-sum game (Goodfellow, eq. 1):

    min_G max_D  E[ log D(x) ] + E[ log(1 - D(G(z))) ]                              ("minimax")

In practice G climbs log D(G(z)) instead of descending log(1 - D(G(z))): the same fixed point, but a
gradient that does not vanish while D still wins ("non-saturating", sec. 3). In the third game D is
a critic without a sigmoid, whose slope is held near 1 at points x^ between real and made pictures.
It then measures the Wasserstein distance between both, which has a gradient however far apart they
are (Gulrajani, eq. 3):

    E[ D(G(z)) ] - E[ D(x) ] + lambda E[ (|grad D(x^)| - 1)^2 ]                  ("wasserstein")

The convolutional networks (Radford, fig. 1): z is projected to a small stack of feature maps, and
fractionally strided (transposed) convolutions double the side until the picture is there; batch
norm and ReLU inside, tanh at the end. D is the mirror image with strided convolutions and
LeakyReLU. The dense ones are the game as it was first played.

What to notice
- D(x) near 1 and D(G(z)) near 0 means that D wins; both near 1/2 means that it cannot tell.
- There is no encoder and no likelihood: nothing says which z a given picture has.
- Pictures are sharper than a VAE's, since D punishes blur.
- The moving average of G's weights (EMA) draws better than any single moment of the game.

What goes wrong
- Mode collapse: G answers many z with few pictures. `guided_gan.py` is one cure.
- With "minimax" and a strong D, log(1 - D(G(z))) is flat where G starts: nothing is learned.
- On a few thousand pictures D learns them by heart; `augment` keeps it from that.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gen_explorer.models.augment import augmented, policy_of
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
"""R1 is drawn in one step of so many, and weighs as much more (lazy: Karras 2020)."""
CRITIC_STEPS = 5
"""Steps of a Wasserstein critic for one of the generator (Gulrajani, algorithm 1)."""


@dataclass(frozen=True)
class GANConfig:
    """Settings of a GAN."""

    image_size: int = 28
    """Side of the square pictures in pixels: 28, 32 or 64 (any with dense networks)."""
    channels: int = 1
    """1 for grey, 3 for colour."""
    latent_size: int = 64
    """Components of z."""
    prior: str = "normal"
    """What z is drawn from: "normal" or "uniform" (DCGAN's)."""
    network: str = "conv"
    """"conv" (DCGAN) or "dense" (fully connected)."""
    width: int = 64
    """Channels of the layer next to the picture; they double with every halving of the side. Hidden
    units of a dense layer are 16 times this."""
    loss: str = "non-saturating"
    """The game: "non-saturating", "minimax" (eq. 1 as it stands) or "wasserstein"."""
    penalty: str = "none"
    """On D: "none", "r1" (Mescheder 2018: its gradient at real pictures is kept small, so that D
    stays smooth near the data) or "gradient" (Gulrajani's, for "wasserstein"). With a penalty D
    does without batch norm, which would mix the pictures of a batch in each other's gradient."""
    penalty_weight: float = 1.0
    """gamma of R1, gamma / 2 * E[ |grad D(x)|^2 ]; lambda of "gradient", where 10 is usual."""
    augment: str = "none"
    """What is changed at random in every picture that D sees (Zhao 2020), for data sets of a few
    thousand: "none", or some of "flip,color,translation,cutout"."""
    label_smoothing: float = 0.0
    """Real pictures count as 1 minus this for D (Salimans 2016, sec. 3.4)."""
    learning_rate: float = 2e-4
    """Of Adam, for both players."""
    beta1: float = 0.5
    """Adam's first momentum; DCGAN found 0.9 unstable, WGAN-GP takes 0."""

    def __post_init__(self) -> None:
        require_positive(self, "image_size", "latent_size", "width", "learning_rate")
        policy_of(self.augment)
        if self.channels not in (1, 3):
            raise ValueError(f"channels is 1 or 3, not {self.channels}")
        if self.prior not in ("normal", "uniform"):
            raise ValueError(f'prior is "normal" or "uniform", not {self.prior!r}')
        if self.network not in ("conv", "dense"):
            raise ValueError(f'network is "conv" or "dense", not {self.network!r}')
        if self.loss not in ("non-saturating", "minimax", "wasserstein"):
            raise ValueError(
                f'loss is "non-saturating", "minimax" or "wasserstein", not {self.loss!r}'
            )
        if self.penalty not in ("none", "r1", "gradient"):
            raise ValueError(f'penalty is "none", "r1" or "gradient", not {self.penalty!r}')


class Generator(nn.Sequential):
    """z (N, inputs) -> picture (N, C, H, W) in [-1, 1], by transposed convolutions. `inputs` is the
    latent size unless given."""

    def __init__(self, config: GANConfig, inputs: int = 0) -> None:
        side, doublings = start_of(config.image_size)
        channels = config.width * 2 ** (doublings - 1)
        layers: list[nn.Module] = [
            nn.Linear(inputs or config.latent_size, channels * side**2, bias=False),
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


class DenseGenerator(nn.Sequential):
    """z (N, inputs) -> picture (N, C, H, W) in [-1, 1]. No batch norm: nothing but the game."""

    def __init__(self, config: GANConfig, inputs: int = 0) -> None:
        shape, hidden = (config.channels, config.image_size, config.image_size), 16 * config.width
        super().__init__(
            nn.Linear(inputs or config.latent_size, hidden),  # (N, hidden)
            nn.LeakyReLU(0.2),
            nn.Linear(hidden, hidden),
            nn.LeakyReLU(0.2),
            nn.Linear(hidden, math.prod(shape)),
            nn.Tanh(),
            nn.Unflatten(1, shape),
        )


class Discriminator(nn.Sequential):
    """Picture (N, inputs, H, W) -> logit (N, 1) of being real. `inputs` are the picture's channels
    unless given."""

    def __init__(self, config: GANConfig, inputs: int = 0) -> None:
        side, doublings = start_of(config.image_size)
        normed = config.penalty == "none"
        layers: list[nn.Module] = [
            nn.Conv2d(inputs or config.channels, config.width, 4, stride=2, padding=1),  # side / 2
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
        has_level = config.loss != "wasserstein"  # adding a constant changes nothing there
        head = nn.Linear(channels * side**2, 1, bias=has_level)
        super().__init__(*layers, nn.Flatten(), head)


class DenseDiscriminator(nn.Sequential):
    """Picture (N, C, H, W) -> logit (N, 1) of being real. Dropout, as in Goodfellow 2014."""

    def __init__(self, config: GANConfig, inputs: int = 0) -> None:
        hidden = 16 * config.width
        pixels = (inputs or config.channels) * config.image_size**2
        super().__init__(
            nn.Flatten(),  # (N, pixels)
            nn.Linear(pixels, hidden),
            nn.LeakyReLU(0.2),
            nn.Dropout(0.3),
            nn.Linear(hidden, hidden),
            nn.LeakyReLU(0.2),
            nn.Dropout(0.3),
            nn.Linear(hidden, 1, bias=config.loss != "wasserstein"),
        )


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
        self.policy = policy_of(config.augment)
        self.generator, self.discriminator = self.networks()

    def networks(self) -> tuple[nn.Module, nn.Module]:
        """G and D with their first weights. Relatives of this family have others."""
        config = self.config
        if config.network == "dense":
            return DenseGenerator(config), DenseDiscriminator(config)
        generator, discriminator = Generator(config), Discriminator(config)
        dcgan_init(generator)
        if config.penalty == "none":
            dcgan_init(discriminator)  # without batch norm, weights this small say nothing
        return generator, discriminator

    def decode(self, z: Tensor) -> Tensor:
        """G(z): latents (N, latent) -> pictures (N, C, H, W) in [-1, 1]."""
        picture: Tensor = self.generator(z)
        return picture

    def discriminate(self, x: Tensor) -> Tensor:
        """D(x): pictures (N, C, H, W) -> probability (N,) of being real. A Wasserstein critic's
        score goes through the sigmoid too: there it puts pictures in an order and no more."""
        return torch.sigmoid(self.discriminator(x)).squeeze(1)

    def noise(self, batch: Batch) -> Tensor:
        """One z a picture of the batch."""
        return unit_draw(batch.images, self.latent.size, self.latent.prior is Prior.UNIFORM)

    def judge(self, x: Tensor, z: Tensor) -> Tensor:
        """D's logit (N, 1) for pictures `x`, made from `z` or real ones compared with those."""
        logit: Tensor = self.discriminator(x)
        return logit.float()

    def discriminator_loss(self, batch: Batch) -> Loss:
        """-E[ log D(x) ] - E[ log(1 - D(G(z))) ], or the critic's E[ D(G(z)) ] - E[ D(x) ]; and
        the penalty."""
        z = self.noise(batch)
        with torch.no_grad():
            fake = self.generator(z)
        real_logit = self.judge(augmented(batch.images, self.policy), z)
        fake_logit = self.judge(augmented(fake, self.policy), z)
        if self.config.loss == "wasserstein":
            value = fake_logit.mean() - real_logit.mean()
        else:
            target = torch.full_like(real_logit, 1.0 - self.config.label_smoothing)
            value = F.binary_cross_entropy_with_logits(real_logit, target)
            value = value + F.softplus(fake_logit).mean()
        if self.config.penalty == "gradient":
            value = value + self.gradient_penalty(batch.images, fake, z)
        elif self.config.penalty == "r1" and torch.rand(()) < 1 / PENALTY_EVERY:
            value = value + PENALTY_EVERY * self.r1_penalty(batch.images, z)
        return Loss(
            value,
            {
                "d_loss": value.detach(),
                "d_real": torch.sigmoid(real_logit.detach()).mean(),
                "d_fake": torch.sigmoid(fake_logit.detach()).mean(),
            },
        )

    def slope(self, x: Tensor, z: Tensor) -> Tensor:
        """|grad_x D(x)|^2 (N,), itself differentiable."""
        with torch.autocast(x.device.type, enabled=False):
            x = x.detach().float().requires_grad_(True)
            (gradient,) = torch.autograd.grad(self.judge(x, z).sum(), x, create_graph=True)
        return gradient.square().flatten(1).sum(1)

    def r1_penalty(self, real: Tensor, z: Tensor) -> Tensor:
        """gamma / 2 * E[ |grad_x D(x)|^2 ] at real pictures (Mescheder 2018, eq. 9)."""
        return 0.5 * self.config.penalty_weight * self.slope(real, z).mean()

    def gradient_penalty(self, real: Tensor, fake: Tensor, z: Tensor) -> Tensor:
        """lambda E[ (|grad D(x^)| - 1)^2 ], x^ uniform on the line from a real picture to a made
        one (Gulrajani, eq. 3)."""
        share = torch.rand(len(real), 1, 1, 1, device=real.device)
        norm = (self.slope(torch.lerp(real, fake.float(), share), z) + 1e-12).sqrt()
        return self.config.penalty_weight * (norm - 1).square().mean()

    def generator_loss(self, batch: Batch) -> Loss:
        """-E[ log D(G(z)) ]; or E[ log(1 - D(G(z))) ]; or -E[ D(G(z)) ] against a critic."""
        z = self.noise(batch)
        value = self.deceit(self.judge(augmented(self.generator(z), self.policy), z))
        return Loss(value, {"g_loss": value.detach()})

    def deceit(self, logit: Tensor) -> Tensor:
        """What G descends, from D's logit of its pictures."""
        if self.config.loss == "wasserstein":
            return -logit.mean()
        if self.config.loss == "minimax":
            return -F.softplus(logit).mean()
        return F.softplus(-logit).mean()

    def objectives(self) -> tuple[Objective, ...]:
        """D in every step, G too, but with the Wasserstein loss in one step of `CRITIC_STEPS`."""
        wasserstein = self.config.loss == "wasserstein"
        rate, betas = self.config.learning_rate, (self.config.beta1, 0.9 if wasserstein else 0.999)
        every = CRITIC_STEPS if wasserstein else 1
        d, g = parameters_of(self.discriminator), parameters_of(self.generator)
        return (
            Objective("discriminator", d, self.discriminator_loss, rate, betas),
            Objective("generator", g, self.generator_loss, rate, betas, every=every),
        )

    def averaged(self) -> Iterable[nn.Module]:
        """G, whose single steps go back and forth."""
        return (self.generator,)
