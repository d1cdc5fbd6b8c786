"""The manifold-guided GAN: a cure for mode collapse.

Bang and Shim, MGGAN: Solving Mode Collapse using Manifold Guided Training, 2018.

A generator that makes one convincing kind of picture has no reason to make another: D judges each
picture for itself, pixel by pixel. Here a second judge looks at the same pictures through an
encoder E that learned *before* the game to keep whatever tells the training pictures apart (an
autoencoder). In its few dimensions the data is laid out with all its modes, and a lump of samples
in one place is easily seen for what it is. With D on pictures and the guide D_m on codes E(x)
(sec. 3):

    min_G max_D max_Dm   E[ log D(x) ]       + E[ log(1 - D(G(z))) ]
                       + E[ log D_m(E(x)) ]  + E[ log(1 - D_m(E(G(z)))) ]

E is not trained any more while it guides: otherwise it would learn to overlook what is missing.

What to notice
- Beside the same GAN without a guide: more of the classes appear, and samples lie further apart.
- D may win while the guide does not: the pictures are of all kinds and still show flaws.

What goes wrong
- What the autoencoder throws away the guide cannot see.
- The guide says nothing about sharpness. Too strong, G draws what the encoder takes for a digit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import ClassVar

import torch
import torch.nn.functional as F
from torch import nn

from gen_explorer.models.augment import augmented
from gen_explorer.models.base import Batch, Capability, Loss, Objective, require_positive
from gen_explorer.models.gan import GAN, GANConfig
from gen_explorer.models.layers import parameters_of


@dataclass(frozen=True)
class GuidedGANConfig(GANConfig):
    """Settings of a guided GAN: those of a GAN and these."""

    network: str = "dense"
    """Of G and D: "conv" (DCGAN) or "dense" (fully connected)."""
    width: int = 16
    """As in a GAN; autoencoder and guide have hidden layers of 16 times this."""
    code_size: int = 32
    """Dimensions of the encoder's codes."""
    guidance: float = 1.0
    """Weight of the guide in what G descends; 0 is the plain game."""
    guide_penalty: float = 1.0
    """Weight of R1 on the guide (Mescheder 2018), as in a GAN on D: where the guide wins without
    doubt, its gradient tells G nothing."""
    autoencoder_share: float = 0.2
    """Share of the training that the autoencoder has before the game begins."""
    autoencoder_learning_rate: float = 1e-3
    """Of Adam, for the autoencoder."""

    def __post_init__(self) -> None:
        super().__post_init__()
        require_positive(self, "code_size", "autoencoder_learning_rate")
        if not 0 < self.autoencoder_share < 1:
            raise ValueError(
                f"autoencoder_share lies between 0 and 1, not {self.autoencoder_share}"
            )
        for name in ("guidance", "guide_penalty"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} is 0 or more, not {getattr(self, name)}")


class GuidedGAN(GAN):
    """The game of a GAN with a second judge, and the autoencoder that judge looks through."""

    name: ClassVar[str] = "guided_gan"
    config_type: ClassVar[type] = GuidedGANConfig
    capabilities: ClassVar[Capability] = Capability.DECODE | Capability.DISCRIMINATE
    config: GuidedGANConfig

    def __init__(self, config: GuidedGANConfig) -> None:
        super().__init__(config)
        shape, hidden = (config.channels, config.image_size, config.image_size), 16 * config.width
        pixels = math.prod(shape)
        self.encoder = nn.Sequential(
            nn.Flatten(),  # (N, pixels)
            nn.Linear(pixels, hidden),
            nn.LeakyReLU(0.2),
            nn.Linear(hidden, config.code_size),
            nn.Tanh(),  # (N, code), each in [-1, 1]
        )
        self.decoder = nn.Sequential(
            nn.Linear(config.code_size, hidden),  # (N, hidden)
            nn.LeakyReLU(0.2),
            nn.Linear(hidden, pixels),
            nn.Tanh(),
            nn.Unflatten(1, shape),
        )
        self.guide = nn.Sequential(
            nn.Linear(config.code_size, hidden),  # (N, hidden)
            nn.LeakyReLU(0.2),
            nn.Linear(hidden, hidden),
            nn.LeakyReLU(0.2),
            nn.Linear(hidden, 1),  # (N, 1)
        )

    def autoencoder_loss(self, batch: Batch) -> Loss:
        """E[ |x - decoder(E(x))|^2 ], mean over pixels."""
        made = self.decoder(self.encoder(batch.images)).float()
        value = F.mse_loss(made, batch.images)
        return Loss(value, {"recon": value.detach()})

    def guide_loss(self, batch: Batch) -> Loss:
        """-E[ log D_m(E(x)) ] - E[ log(1 - D_m(E(G(z)))) ], and R1 at the codes of real pictures:
        gamma / 2 * E[ |grad D_m|^2 ]."""
        with torch.no_grad():
            real, fake = self.encoder(batch.images), self.encoder(self.generator(self.noise(batch)))
        real = real.float().requires_grad_(True)
        real_logit, fake_logit = self.guide(real).float(), self.guide(fake).float()
        (slope,) = torch.autograd.grad(real_logit.sum(), real, create_graph=True)
        value = F.softplus(-real_logit).mean() + F.softplus(fake_logit).mean()
        value = value + 0.5 * self.config.guide_penalty * slope.square().sum(1).mean()
        return Loss(
            value,
            {
                "guide_real": torch.sigmoid(real_logit.detach()).mean(),
                "guide_fake": torch.sigmoid(fake_logit.detach()).mean(),
            },
        )

    def generator_loss(self, batch: Batch) -> Loss:
        """Deceives both judges."""
        z = self.noise(batch)
        fake = self.generator(z)
        deceit = self.deceit(self.judge(augmented(fake, self.policy), z))
        guided = F.softplus(-self.guide(self.encoder(fake)).float()).mean()
        value = deceit + self.config.guidance * guided
        return Loss(value, {"g_loss": deceit.detach(), "g_guide": guided.detach()})

    def objectives(self) -> tuple[Objective, ...]:
        """The autoencoder alone at first; then, with it fixed, D, the guide and G."""
        share = self.config.autoencoder_share
        autoencoder = Objective(
            "autoencoder",
            parameters_of(self.encoder, self.decoder),
            self.autoencoder_loss,
            self.config.autoencoder_learning_rate,
            ends=share,
        )
        discriminator, generator = (replace(o, begins=share) for o in super().objectives())
        guide = replace(
            discriminator, name="guide", parameters=parameters_of(self.guide), loss=self.guide_loss
        )
        return autoencoder, discriminator, guide, generator
