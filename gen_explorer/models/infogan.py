"""InfoGAN: codes that the generator must not ignore.

Chen et al., InfoGAN: Interpretable Representation Learning by Information Maximizing Generative
Adversarial Nets, NeurIPS 2016.
Spurr et al., Guiding InfoGAN with Semi-Supervision, ECML 2017 (`labelled`).

z is divided: noise v, one categorical code (which of K, all equally likely) and a few dials, each
U(-1, 1). Nothing in a GAN makes a component of z mean anything. Here the mutual information between
the codes c and the picture joins the game (eq. 3):

    min_G max_D  V(D, G) - lambda I(c; G(v, c))

I is out of reach, since it needs the posterior p(c|x). A network Q that guesses the codes from the
picture gives a lower bound (eq. 5), which G and Q raise together:

    L_I(G, Q) = E[ ln Q(c|x) ] + H(c)  <=  I(c; G(v, c))

Q is a softmax for the categorical code and a normal distribution for each dial. It shares D's body:
both judge and guess from the same features, which both train.

What to notice
- No label was used, yet each value of the categorical code comes to draw one kind of thing.
- A dial does one thing in every picture: slant, thickness, width.
- L_I of the categorical code climbs to its entropy, ln 10 = 2.30 nats: Q guesses without fail. As a
  posterior is never surer than certain, no more is possible.

What goes wrong
- Which kinds the codes find is left to chance: 4 and 9 may share one, and 1 have two. Another seed
  finds others. A few labels settle it: Q also learns to call about a hundred real pictures by their
  classes (`labelled`), and the codes follow.
- Codes and classes need not be as many; then classes are split or joined.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import ClassVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gen_explorer.models.augment import augmented
from gen_explorer.models.base import (
    Batch,
    Capability,
    Control,
    Loss,
    Objective,
    Prior,
    Section,
    latent_spec,
    require_positive,
)
from gen_explorer.models.gan import (
    GAN,
    DenseDiscriminator,
    DenseGenerator,
    Discriminator,
    GANConfig,
    Generator,
)
from gen_explorer.models.layers import dcgan_init, parameters_of, unit_draw


@dataclass(frozen=True)
class InfoGANConfig(GANConfig):
    """Settings of an InfoGAN: those of a GAN and these."""

    latent_size: int = 32
    """Components of the noise v."""
    codes: int = 10
    """Values of the categorical code."""
    dials: int = 2
    """Continuous codes."""
    code_weight: float = 1.0
    """lambda of the categorical code."""
    dial_weight: float = 0.1
    """lambda of the dials, which are easier (paper, appendix C.1)."""
    labelled: float = 0.0
    """Share of the real pictures whose class is told to Q as the code, in steps of 0.001: 0 is
    InfoGAN, 0.01 guides it (Spurr 2017)."""
    generator_learning_rate: float = 1e-3
    """Of Adam, for G (paper, appendix C: higher than D's)."""

    def __post_init__(self) -> None:
        super().__post_init__()
        require_positive(self, "codes", "dials", "generator_learning_rate")
        if not 0 <= self.labelled <= 1:
            raise ValueError(f"labelled lies between 0 and 1, not {self.labelled}")


class Players(nn.Module):
    """D and Q on one body: picture (N, C, H, W) -> logit (N, 1); features -> guess of the codes."""

    def __init__(self, config: InfoGANConfig) -> None:
        super().__init__()
        conv = config.network == "conv"
        network = Discriminator(config) if conv else DenseDiscriminator(config)
        if conv and config.penalty == "none":
            dcgan_init(network)
        *body, head = network
        assert isinstance(head, nn.Linear)
        self.body, self.head = nn.Sequential(*body), head

    def forward(self, x: Tensor) -> Tensor:
        """Picture (N, C, H, W) -> logit (N, 1) of being real."""
        logit: Tensor = self.head(self.body(x))
        return logit


class InfoGAN(GAN):
    """The game of a GAN, with a third network that guesses the codes."""

    name: ClassVar[str] = "infogan"
    config_type: ClassVar[type] = InfoGANConfig
    capabilities: ClassVar[Capability] = Capability.DECODE | Capability.DISCRIMINATE
    config: InfoGANConfig
    discriminator: Players

    def __init__(self, config: InfoGANConfig) -> None:
        super().__init__(config)
        self.latent = latent_spec(
            Section("vector", Control.VECTOR, config.latent_size),
            Section("code", Control.CODE, config.codes),
            Section("dials", Control.DIAL, config.dials),
            prior=Prior(config.prior),
        )
        self.guesser = nn.Sequential(  # Q: logits of the code, mean and log sigma of each dial
            nn.Linear(self.discriminator.head.in_features, 128),  # (N, 128)
            nn.LeakyReLU(0.2),
            nn.Linear(128, config.codes + 2 * config.dials),
        )

    def networks(self) -> tuple[nn.Module, nn.Module]:
        """(G, D with the body that Q reads)."""
        size = self.config.latent_size + self.config.codes + self.config.dials
        if self.config.network == "dense":
            return DenseGenerator(self.config, size), Players(self.config)
        generator = Generator(self.config, size)
        dcgan_init(generator)
        return generator, Players(self.config)

    def noise(self, batch: Batch) -> Tensor:
        """z = (v, code, dials), one a picture of the batch."""
        count, device = len(batch.images), batch.images.device
        v = unit_draw(batch.images, self.config.latent_size, self.config.prior == "uniform")
        code = F.one_hot(
            torch.randint(self.config.codes, (count,), device=device), self.config.codes
        )
        return torch.cat([v, code, unit_draw(batch.images, self.config.dials, uniform=True)], 1)

    def guess(self, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Q(c|x): logits (N, codes), mean (N, dials) and log sigma (N, dials)."""
        raw = self.guesser(features).float()
        sizes = [self.config.codes, self.config.dials, self.config.dials]
        logits, mean, log_sigma = torch.split(raw, sizes, 1)
        return logits, mean, log_sigma.clamp(min=-3.0)  # a narrower one rewards nothing

    def information(self, features: Tensor, z: Tensor) -> tuple[Tensor, Tensor]:
        """L_I (eq. 5) of the categorical code and of the dials, in nats, for D's features of
        pictures that were made from `z`."""
        logits, mean, log_sigma = self.guess(features)
        sizes = [self.config.latent_size, self.config.codes, self.config.dials]
        _, code, dials = torch.split(z, sizes, 1)
        of_code = (code * logits.log_softmax(1)).sum(1).mean() + math.log(self.config.codes)
        nats = -0.5 * ((dials - mean) * torch.exp(-log_sigma)) ** 2 - log_sigma
        nats = nats - 0.5 * math.log(2 * math.pi) + math.log(2)  # H of U(-1, 1) is ln 2
        return of_code, nats.sum(1).mean()

    def told(self, batch: Batch) -> Tensor:
        """Which pictures of the batch have their class told (N,): always the same ones, since the
        sum of their pixels decides."""
        levels = ((batch.images + 1) * 127.5).round().flatten(1).sum(1).long()
        return (levels % 1000 < round(1000 * self.config.labelled)) & (batch.labels >= 0)

    def lesson(self, batch: Batch) -> Tensor:
        """-ln Q(y|x) of the real pictures whose class y is told, in nats; 0 where there is none."""
        chosen = self.told(batch)
        logits, _, _ = self.guess(self.discriminator.body(batch.images)[chosen])
        nats = F.cross_entropy(logits, batch.labels[chosen], reduction="sum")
        return nats / chosen.sum().clamp(min=1)

    def guesser_loss(self, batch: Batch) -> Loss:
        """What Q and the shared body descend: -lambda L_I on made pictures, and what Q is told."""
        z = self.noise(batch)
        with torch.no_grad():
            fake = augmented(self.generator(z), self.policy)
        of_code, of_dials = self.information(self.discriminator.body(fake), z)
        value = -self.config.code_weight * of_code - self.config.dial_weight * of_dials
        if self.config.labelled:
            value = value + self.lesson(batch)
        return Loss(value, {"code_nats": of_code.detach(), "dial_nats": of_dials.detach()})

    def generator_loss(self, batch: Batch) -> Loss:
        """What a GAN's generator descends, minus lambda L_I."""
        z = self.noise(batch)
        features = self.discriminator.body(augmented(self.generator(z), self.policy))
        deceit = self.deceit(self.discriminator.head(features).float())
        of_code, of_dials = self.information(features, z)
        value = deceit - self.config.code_weight * of_code - self.config.dial_weight * of_dials
        return Loss(value, {"g_loss": deceit.detach()})

    def objectives(self) -> tuple[Objective, ...]:
        """D; then Q with the body that it shares with D; then G."""
        discriminator, generator = super().objectives()
        shared = parameters_of(self.discriminator.body, self.guesser)
        guesser = replace(discriminator, name="guesser", parameters=shared, loss=self.guesser_loss)
        rate = self.config.generator_learning_rate
        return discriminator, guesser, replace(generator, learning_rate=rate)
