"""The variational autoencoder (VAE).

Kingma and Welling, Auto-Encoding Variational Bayes, ICLR 2014. beta: Higgins et al., ICLR 2017.

A picture x is thought to come from a latent z that nobody sees: z ~ p(z) = N(0, I), x ~ p(x|z).
The marginal p(x) = integral of p(x|z) p(z) dz cannot be computed, so an encoder q(z|x) is trained
beside the decoder to guess which z a picture came from, and for every such guess

    ln p(x) >= E_q[ ln p(x|z) ] - KL( q(z|x) || p(z) )                     (the ELBO; paper, eq. 3)

with q(z|x) = N(mu, sigma^2), drawn as z = mu + sigma * eps, eps ~ N(0, I), so that gradients pass
through the draw (eq. 4), and, in closed form for two normal distributions (appendix B),

    KL = -1/2 sum_j (1 + ln sigma_j^2 - sigma_j^2 - mu_j^2)

What to notice
- Two forces: the first term wants sharp reconstructions, the second wants every q(z|x) to look like
  the prior. beta > 1 strengthens the second: fewer dimensions are used, each clearer.
- A dimension with a KL near 0 carries nothing (posterior collapse): its slider moves nothing.
- After training the encoder is set aside: any z ~ N(0, I) decodes to a new picture.
- The pictures are soft: the decoder answers with the mean of all the pictures that z could mean.
"""

from __future__ import annotations

import math
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
    Prior,
    require_positive,
)
from gen_explorer.models.layers import parameters_of, start_of


@dataclass(frozen=True)
class VAEConfig:
    """Settings of a VAE."""

    image_size: int = 28
    """Side of the square pictures in pixels: 28, 32 or 64."""
    channels: int = 1
    """1 for grey, 3 for colour."""
    latent_size: int = 16
    """Components of z."""
    network: str = "conv"
    """"conv" or "dense" (fully connected)."""
    width: int = 32
    """Channels of the first convolution; hidden units of a dense layer are 16 times this."""
    likelihood: str = "bernoulli"
    """p(x|z): "bernoulli" (each pixel a coin, for nearly black-and-white pictures) or "gaussian"
    (each pixel a mean with one learned spread for all)."""
    beta: float = 1.0
    """Weight of the KL term; 1 is the ELBO itself."""
    learning_rate: float = 1e-3
    """Of Adam."""

    def __post_init__(self) -> None:
        require_positive(self, "latent_size", "width", "learning_rate")
        if self.channels not in (1, 3):
            raise ValueError(f"channels is 1 or 3, not {self.channels}")
        if self.network not in ("conv", "dense"):
            raise ValueError(f'network is "conv" or "dense", not {self.network!r}')
        if self.likelihood not in ("bernoulli", "gaussian"):
            raise ValueError(f'likelihood is "bernoulli" or "gaussian", not {self.likelihood!r}')


class DenseEncoder(nn.Sequential):
    """Picture -> 2 * latent numbers: mean and log variance."""

    def __init__(self, config: VAEConfig) -> None:
        pixels, hidden = config.channels * config.image_size**2, 16 * config.width
        super().__init__(
            nn.Flatten(),  # (N, pixels)
            nn.Linear(pixels, hidden),
            nn.SiLU(),
            nn.Linear(hidden, hidden),
            nn.SiLU(),
            nn.Linear(hidden, 2 * config.latent_size),  # (N, 2 * latent)
        )


class DenseDecoder(nn.Sequential):
    """Latent -> one logit or mean a pixel."""

    def __init__(self, config: VAEConfig) -> None:
        pixels, hidden = config.channels * config.image_size**2, 16 * config.width
        super().__init__(
            nn.Linear(config.latent_size, hidden),  # (N, hidden)
            nn.SiLU(),
            nn.Linear(hidden, hidden),
            nn.SiLU(),
            nn.Linear(hidden, pixels),
            nn.Unflatten(1, (config.channels, config.image_size, config.image_size)),
        )


class ConvEncoder(nn.Sequential):
    """Picture -> 2 * latent numbers, halving the side and doubling the channels at each step."""

    def __init__(self, config: VAEConfig) -> None:
        side, doublings = start_of(config.image_size)
        layers: list[nn.Module] = []
        inputs, outputs = config.channels, config.width
        for _ in range(doublings):
            layers += [nn.Conv2d(inputs, outputs, 4, stride=2, padding=1), nn.SiLU()]  # side / 2
            inputs, outputs = outputs, 2 * outputs
        hidden = 8 * config.width
        super().__init__(
            *layers,
            nn.Flatten(),  # (N, inputs * side * side)
            nn.Linear(inputs * side**2, hidden),
            nn.SiLU(),
            nn.Linear(hidden, 2 * config.latent_size),  # (N, 2 * latent)
        )


class ConvDecoder(nn.Sequential):
    """The encoder's mirror image: transposed convolutions double the side at each step."""

    def __init__(self, config: VAEConfig) -> None:
        side, doublings = start_of(config.image_size)
        channels, hidden = config.width * 2 ** (doublings - 1), 8 * config.width
        layers: list[nn.Module] = []
        for step in range(doublings):
            last = step == doublings - 1
            outputs = config.channels if last else channels // 2
            layers.append(nn.ConvTranspose2d(channels, outputs, 4, stride=2, padding=1))  # 2 * side
            if not last:
                layers.append(nn.SiLU())
            channels //= 2
        first = config.width * 2 ** (doublings - 1)
        super().__init__(
            nn.Linear(config.latent_size, hidden),  # (N, hidden)
            nn.SiLU(),
            nn.Linear(hidden, first * side**2),
            nn.SiLU(),
            nn.Unflatten(1, (first, side, side)),  # (N, first, side, side)
            *layers,
        )


class VAE(nn.Module):
    """Encoder, decoder and the ELBO."""

    name: ClassVar[str] = "vae"
    config_type: ClassVar[type] = VAEConfig
    capabilities: ClassVar[Capability] = Capability.DECODE | Capability.ENCODE

    def __init__(self, config: VAEConfig) -> None:
        super().__init__()
        self.config = config
        self.latent = LatentSpec(config.latent_size, Prior.NORMAL)
        self.image = ImageSpec(config.channels, config.image_size, config.image_size)
        conv = config.network == "conv"
        self.encoder = ConvEncoder(config) if conv else DenseEncoder(config)
        self.decoder = ConvDecoder(config) if conv else DenseDecoder(config)
        self.log_sigma = nn.Parameter(torch.zeros(()))  # spread of the Gaussian likelihood

    def encode(self, x: Tensor, labels: Tensor | None = None) -> Posterior:
        """q(z|x) of pictures (N, C, H, W)."""
        mean, log_variance = self.encoder(x).float().chunk(2, dim=1)
        return Posterior(mean, log_variance.clamp(-12.0, 6.0))

    def decode(self, z: Tensor) -> Tensor:
        """The mean of p(x|z): latents (N, latent) -> pictures (N, C, H, W) in [-1, 1]."""
        raw: Tensor = self.decoder(z)
        if self.config.likelihood == "bernoulli":
            return torch.sigmoid(raw) * 2 - 1
        return raw.clamp(-1, 1)

    def reconstruction(self, x: Tensor, z: Tensor) -> Tensor:
        """-ln p(x|z) in nats a picture (N,). Bernoulli pixels in [0, 1] count as probabilities;
        the Gaussian is a density over [-1, 1]."""
        raw = self.decoder(z).float()
        if self.config.likelihood == "bernoulli":
            nats = F.binary_cross_entropy_with_logits(raw, (x + 1) / 2, reduction="none")
        else:
            scaled = (x - raw) * torch.exp(-self.log_sigma)
            nats = 0.5 * scaled**2 + self.log_sigma + 0.5 * math.log(2 * math.pi)
        return nats.flatten(1).sum(1)

    def elbo_loss(self, batch: Batch) -> Loss:
        """Minus the ELBO (with beta), mean over the batch, in nats a picture."""
        q = self.encode(batch.images)
        z = q.draw()
        kl = q.kl().sum(1).mean()  # the closed form above
        recon = self.reconstruction(batch.images, z).mean()
        value = recon + self.config.beta * kl
        return Loss(value, {"loss": value.detach(), "recon": recon.detach(), "kl": kl.detach()})

    def objectives(self) -> tuple[Objective, ...]:
        parts = parameters_of(self.encoder, self.decoder)
        if self.config.likelihood == "gaussian":
            parts = (*parts, self.log_sigma)
        return (Objective("elbo", parts, self.elbo_loss, self.config.learning_rate),)

    def averaged(self) -> Iterable[nn.Module]:
        return ()
