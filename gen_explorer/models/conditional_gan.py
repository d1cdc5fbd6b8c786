"""The conditional GAN: both players are told the class.

Mirza and Osindero, Conditional Generative Adversarial Nets, 2014.
Miyato and Koyama, cGANs with Projection Discriminator, ICLR 2018.

The game of `gan.py` with a class y beside every picture (Mirza, eq. 2):

    min_G max_D  E[ log D(x|y) ] + E[ log(1 - D(G(z|y))) ]

G draws a picture of the class it is given; D asks whether a picture is real *and* of that class, so
a fine picture of a wrong class does not pass. Two ways to tell D (`condition`):

- "input" (Mirza): the class comes with the pixels, one more plane a class, all 1 or all 0.
- "projection" (Miyato, eq. 3): D's features phi(x) are compared with a learned direction v_y for
  each class,  logit = v_y . phi(x) + psi(phi(x)).

Here the class is part of z: weights w_1 .. w_K behind the vector v. G sees v and the weighted sum
of one learned embedding a class, so weights between 0 and 1 mix classes linearly.

What to notice
- With v fixed and the class changed, style stays: thickness, slant or brightness is in v.
- Half of one class and half of another lies where G was never trained; what it draws there is what
  its embeddings make of it, not something that D ever judged.

What goes wrong
- The data needs labels. A picture without one counts as a little of every class.
- Modes can still collapse, now within a class: all its pictures are one. With "projection" beside
  batch norm this came within a few hundred steps on Fashion-MNIST; "input" kept the variety.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import Tensor, nn

from gen_explorer.models.base import (
    Batch,
    Capability,
    Control,
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
from gen_explorer.models.layers import class_weights, dcgan_init, unit_draw


@dataclass(frozen=True)
class ConditionalGANConfig(GANConfig):
    """Settings of a conditional GAN: those of a GAN and these."""

    classes: int = 10
    """Classes of the data."""
    condition: str = "input"
    """How D is told the class: "input" (Mirza) or "projection" (Miyato)."""

    def __post_init__(self) -> None:
        super().__post_init__()
        require_positive(self, "classes")
        if self.condition not in ("projection", "input"):
            raise ValueError(f'condition is "input" or "projection", not {self.condition!r}')


class ConditionalGenerator(nn.Module):
    """z = (v, class weights) (N, latent + classes) -> picture (N, C, H, W) in [-1, 1]."""

    def __init__(self, config: ConditionalGANConfig) -> None:
        super().__init__()
        self.size = config.latent_size
        network = Generator if config.network == "conv" else DenseGenerator
        self.body = network(config, 2 * config.latent_size)
        if config.network == "conv":
            dcgan_init(self.body)
        # as large as v: smaller, and G would learn to pass the class over
        self.embedding = nn.Linear(config.classes, config.latent_size, bias=False)
        nn.init.normal_(self.embedding.weight)

    def forward(self, z: Tensor) -> Tensor:
        """z (N, latent + classes) -> picture (N, C, H, W) in [-1, 1]."""
        embedded = self.embedding(z[:, self.size :])  # (N, latent)
        picture: Tensor = self.body(torch.cat([z[:, : self.size], embedded], 1))
        return picture


class ConditionalDiscriminator(nn.Module):
    """Picture (N, C, H, W) and class weights (N, classes) -> logit (N, 1)."""

    def __init__(self, config: ConditionalGANConfig) -> None:
        super().__init__()
        self.projects = config.condition == "projection"
        inputs = config.channels + (0 if self.projects else config.classes)
        conv = config.network == "conv"
        network = (Discriminator if conv else DenseDiscriminator)(config, inputs)
        if conv and config.penalty == "none":
            dcgan_init(network)
        *features, head = network
        assert isinstance(head, nn.Linear)
        self.features, self.head = nn.Sequential(*features), head
        if self.projects:
            self.directions = nn.Linear(config.classes, head.in_features, bias=False)  # v_y
            nn.init.normal_(self.directions.weight, 0.0, 0.02)  # no louder than psi

    def forward(self, x: Tensor, weights: Tensor) -> Tensor:
        """Picture (N, C, H, W) and class weights (N, classes) -> logit (N, 1); with "projection"
        v_y . phi(x) is added to it (Miyato, eq. 3)."""
        if not self.projects:
            planes = weights[:, :, None, None].expand(-1, -1, *x.shape[2:])
            x = torch.cat([x, planes], 1)  # (N, C + classes, H, W)
        features = self.features(x)
        logit: Tensor = self.head(features)
        if self.projects:
            logit = logit + (self.directions(weights) * features).sum(1, keepdim=True)
        return logit


class ConditionalGAN(GAN):
    """The game of a GAN, with the class in z and in D's question."""

    name: ClassVar[str] = "conditional_gan"
    config_type: ClassVar[type] = ConditionalGANConfig
    capabilities: ClassVar[Capability] = Capability.DECODE | Capability.DISCRIMINATE
    config: ConditionalGANConfig

    def __init__(self, config: ConditionalGANConfig) -> None:
        super().__init__(config)
        self.latent = latent_spec(
            Section("vector", Control.VECTOR, config.latent_size),
            Section("class", Control.CLASS, config.classes),
            prior=Prior(config.prior),
        )

    def networks(self) -> tuple[nn.Module, nn.Module]:
        """(G, D), which both get the class."""
        return ConditionalGenerator(self.config), ConditionalDiscriminator(self.config)

    def noise(self, batch: Batch) -> Tensor:
        """z with the classes of the batch: real and made pictures are compared class by class."""
        v = unit_draw(batch.images, self.config.latent_size, self.config.prior == "uniform")
        return torch.cat([v, class_weights(batch.labels, self.config.classes)], 1)

    def judge(self, x: Tensor, z: Tensor) -> Tensor:
        """D's logit (N, 1) for pictures of the classes in `z`."""
        logit: Tensor = self.discriminator(x, z[:, self.config.latent_size :])
        return logit.float()

    def discriminate(self, x: Tensor) -> Tensor:
        """max_y D(x|y): the probability (N,) of being a real picture of the likeliest class."""
        each = torch.eye(self.config.classes, device=x.device)
        logits = [self.discriminator(x, y.expand(len(x), -1)) for y in each]
        return torch.sigmoid(torch.cat(logits, 1)).amax(1)
