"""The VAE-GAN: a variational autoencoder whose reconstruction error is felt by a discriminator.

Larsen et al., Autoencoding beyond pixels using a learned similarity metric, ICML 2016.

A VAE compares pictures pixel by pixel: an edge that is one pixel off costs as much as a wrong one,
so its decoder hedges and the pictures are soft. Here the decoder of a VAE is the generator of a
GAN, and the error is taken where the discriminator looks: in the features Dis_l of its last
convolution. With q(z|x) = Enc(x), x~ = Dec(z) (eq. 1) and p(z) = N(0, I):

    L_prior = KL( q(z|x) || p(z) )                                                        (eq. 4)
    p(Dis_l(x) | z) = N( Dis_l(x) | Dis_l(x~), I )                                        (eq. 6)
    L_llike = -E_q[ ln p(Dis_l(x) | z) ]                                                  (eq. 7)
    L_GAN   = ln Dis(x) + ln(1 - Dis(Dec(z_p))) + ln(1 - Dis(x~)),  z_p ~ p(z)            (sec. 2.4)

Each network descends its own part (algorithm 1):

    encoder        L_prior + L_llike
    decoder        gamma L_llike - L_GAN
    discriminator  - L_GAN, alone: were its features to follow L_llike, they would collapse

As in `gan.py` the decoder climbs ln Dis(x~) instead of descending ln(1 - Dis(x~)).

What to notice
- Reconstructions are sharp and not quite the picture: right in kind, free in detail.
- It has what a GAN lacks, an encoder, and what a VAE lacks, an opponent that punishes blur.
- gamma weighs likeness against realism: large, and it is nearly a VAE again; small, and what comes
  back is a good picture of something else.
- What goes wrong: all that goes wrong in a GAN; and an encoder that is behind the discriminator's
  moving features lets components of z fall asleep.
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
    Posterior,
    require_positive,
)
from gen_explorer.models.gan import Discriminator, GANConfig, Generator
from gen_explorer.models.layers import dcgan_init, parameters_of
from gen_explorer.models.vae import ConvEncoder, VAEConfig


@dataclass(frozen=True)
class VAEGANConfig:
    """Settings of a VAE-GAN."""

    image_size: int = 28
    """Side of the square pictures in pixels: 28, 32 or 64."""
    channels: int = 1
    """1 for grey, 3 for colour."""
    latent_size: int = 32
    """Components of z."""
    width: int = 32
    """Channels of the layer next to the picture; they double with every halving of the side."""
    gamma: float = 0.01
    """Weight of the reconstruction in the decoder's loss (the feature error is summed over
    thousands of features, the game's over two pictures)."""
    beta: float = 1.0
    """Weight of the KL term in the encoder's loss; 1 is the paper's."""
    learning_rate: float = 3e-4
    """Of Adam, for all three."""
    beta1: float = 0.5
    """Adam's first momentum."""

    def __post_init__(self) -> None:
        require_positive(self, "latent_size", "width", "gamma", "learning_rate")
        if self.channels not in (1, 3):
            raise ValueError(f"channels is 1 or 3, not {self.channels}")


class VAEGAN(nn.Module):
    """Encoder, decoder and discriminator, and their three objectives."""

    name: ClassVar[str] = "vae_gan"
    config_type: ClassVar[type] = VAEGANConfig
    capabilities: ClassVar[Capability] = (
        Capability.DECODE | Capability.ENCODE | Capability.DISCRIMINATE
    )

    def __init__(self, config: VAEGANConfig) -> None:
        super().__init__()
        self.config = config
        self.latent = LatentSpec(config.latent_size)
        self.image = ImageSpec(config.channels, config.image_size, config.image_size)
        shape = {name: getattr(config, name) for name in ("image_size", "channels", "width")}
        self.encoder = ConvEncoder(VAEConfig(**shape), 2 * config.latent_size)
        self.generator = Generator(GANConfig(**shape), config.latent_size)
        self.discriminator = Discriminator(GANConfig(**shape), config.channels)
        dcgan_init(self.generator)
        dcgan_init(self.discriminator)

    def encode(self, x: Tensor, labels: Tensor | None = None) -> Posterior:
        """q(z|x) of pictures (N, C, H, W)."""
        mean, log_variance = self.encoder(x).float().chunk(2, dim=1)
        return Posterior(mean, log_variance.clamp(-12.0, 6.0))

    def decode(self, z: Tensor) -> Tensor:
        """Dec(z): latents (N, latent) -> pictures (N, C, H, W) in [-1, 1]."""
        picture: Tensor = self.generator(z)
        return picture

    def features(self, x: Tensor) -> Tensor:
        """Dis_l(x), (N, features): what the last convolution says, before the verdict."""
        for layer in list(self.discriminator)[:-1]:
            x = layer(x)
        return x

    def verdict(self, features: Tensor) -> Tensor:
        """The logit (N, 1) of being real that follows from features."""
        logit: Tensor = self.discriminator[-1](features)
        return logit.float()

    def discriminate(self, x: Tensor) -> Tensor:
        """Dis(x): pictures (N, C, H, W) -> probability (N,) of being real."""
        return torch.sigmoid(self.verdict(self.features(x))).squeeze(1)

    def feature_error(self, x: Tensor, made: Tensor) -> Tensor:
        """-ln p(Dis_l(x) | z) in nats a picture (N,), without its constant (eq. 6). `made` are
        features already."""
        return 0.5 * (self.features(x) - made).float().square().sum(1)

    def reconstruction(self, x: Tensor, z: Tensor) -> Tensor:
        """The feature error (N,) of the picture of z. Not comparable with a VAE's, which counts
        pixels."""
        return self.feature_error(x, self.features(self.decode(z)))

    def encoder_loss(self, batch: Batch) -> Loss:
        """L_prior + L_llike."""
        q = self.encode(batch.images)
        recon = self.reconstruction(batch.images, q.draw()).mean()
        nats = q.kl()
        kl = nats.sum(1).mean()
        value = recon + self.config.beta * kl
        scalars = {"recon": recon.detach(), "kl": kl.detach()}
        return Loss(value, scalars, {"kl": nats.detach().mean(0)})

    def decoder_loss(self, batch: Batch) -> Loss:
        """gamma L_llike - L_GAN, with ln Dis in place of -ln(1 - Dis)."""
        with torch.no_grad():
            z = self.encode(batch.images).draw()
        back = self.features(self.decode(z))
        new = self.features(self.decode(torch.randn_like(z)))
        game = F.softplus(-self.verdict(back)).mean() + F.softplus(-self.verdict(new)).mean()
        value = self.config.gamma * self.feature_error(batch.images, back).mean() + game
        return Loss(value, {"g_loss": game.detach()})

    def discriminator_loss(self, batch: Batch) -> Loss:
        """-L_GAN: real pictures against reconstructions and samples."""
        with torch.no_grad():
            z = self.encode(batch.images).draw()
            back, new = self.decode(z), self.decode(torch.randn_like(z))
        real, fake, sample = (self.verdict(self.features(x)) for x in (batch.images, back, new))
        value = F.softplus(-real).mean() + F.softplus(fake).mean() + F.softplus(sample).mean()
        return Loss(
            value,
            {
                "d_loss": value.detach(),
                "d_real": torch.sigmoid(real.detach()).mean(),
                "d_fake": torch.sigmoid(sample.detach()).mean(),
            },
        )

    def objectives(self) -> tuple[Objective, ...]:
        """Encoder, decoder and discriminator in every step, each by its own loss."""
        rate, betas = self.config.learning_rate, (self.config.beta1, 0.999)
        e, g, d = map(parameters_of, (self.encoder, self.generator, self.discriminator))
        return (
            Objective("encoder", e, self.encoder_loss, rate, betas),
            Objective("decoder", g, self.decoder_loss, rate, betas),
            Objective("discriminator", d, self.discriminator_loss, rate, betas),
        )

    def averaged(self) -> Iterable[nn.Module]:
        """What draws: the encoder and the generator."""
        return (self.encoder, self.generator)
