"""The variational autoencoder (VAE).

Kingma and Welling, Auto-Encoding Variational Bayes, ICLR 2014. beta: Higgins et al., ICLR 2017.
With classes: Sohn et al., Learning Structured Output Representation using Deep Conditional
Generative Models, NeurIPS 2015.

A picture x is thought to come from a latent z that nobody sees: z ~ p(z) = N(0, I), x ~ p(x|z).
The marginal p(x) = integral of p(x|z) p(z) dz cannot be computed, so an encoder q(z|x) is trained
beside the decoder to guess which z a picture came from, and for every such guess

    ln p(x) >= E_q[ ln p(x|z) ] - KL( q(z|x) || p(z) )                     (the ELBO; paper, eq. 3)

with q(z|x) = N(mu, sigma^2), drawn as z = mu + sigma * eps, eps ~ N(0, I), so that gradients pass
through the draw (eq. 4), and, in closed form for two normal distributions (appendix B),

    KL = -1/2 sum_j (1 + ln sigma_j^2 - sigma_j^2 - mu_j^2)

Told the class y of each picture, encoder and decoder become q(z|x, y) and p(x|z, y), and the bound
is one of ln p(x|y) (Sohn, eq. 4, with the prior of z the same for every class).

What to notice
- Two forces: the first term wants sharp reconstructions, the second wants every q(z|x) to look like
  the prior. beta > 1 strengthens the second: fewer dimensions are used, each clearer.
- A dimension with a KL near 0 carries nothing (posterior collapse): its slider moves nothing.
- After training the encoder is set aside: any z ~ N(0, I) decodes to a new picture.
- The pictures are soft: the decoder answers with the mean of all the pictures that z could mean.
- Told the class, z need not say it any more: the same z in another class keeps its style.
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
    Control,
    ImageSpec,
    LatentSpec,
    Loss,
    Objective,
    Posterior,
    Section,
    latent_spec,
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
    classes: int = 0
    """Classes of the data that encoder and decoder are told; 0 tells them nothing."""
    binarise: bool = False
    """Pixels become black or white before all else, so that the Bernoulli likelihood is the exact
    one of a discrete picture, in nats that other models of binary pictures can be held against."""

    def __post_init__(self) -> None:
        require_positive(self, "latent_size", "width", "learning_rate")
        if self.channels not in (1, 3):
            raise ValueError(f"channels is 1 or 3, not {self.channels}")
        if self.network not in ("conv", "dense"):
            raise ValueError(f'network is "conv" or "dense", not {self.network!r}')
        if self.likelihood not in ("bernoulli", "gaussian"):
            raise ValueError(f'likelihood is "bernoulli" or "gaussian", not {self.likelihood!r}')
        if not 0 <= self.classes <= 1000:
            raise ValueError(f"classes lies between 0 and 1000, not {self.classes}")
        if self.binarise and self.likelihood != "bernoulli":
            raise ValueError("binarise needs the bernoulli likelihood")


class DenseEncoder(nn.Sequential):
    """Picture (with one plane a class) -> `outputs` numbers: mean and log variance."""

    def __init__(self, config: VAEConfig, outputs: int) -> None:
        pixels = (config.channels + config.classes) * config.image_size**2
        hidden = 16 * config.width
        super().__init__(
            nn.Flatten(),  # (N, pixels)
            nn.Linear(pixels, hidden),
            nn.SiLU(),
            nn.Linear(hidden, hidden),
            nn.SiLU(),
            nn.Linear(hidden, outputs),  # (N, outputs)
        )


class DenseDecoder(nn.Sequential):
    """Latent and class weights -> one logit or mean a pixel."""

    def __init__(self, config: VAEConfig) -> None:
        pixels, hidden = config.channels * config.image_size**2, 16 * config.width
        super().__init__(
            nn.Linear(config.latent_size + config.classes, hidden),  # (N, hidden)
            nn.SiLU(),
            nn.Linear(hidden, hidden),
            nn.SiLU(),
            nn.Linear(hidden, pixels),
            nn.Unflatten(1, (config.channels, config.image_size, config.image_size)),
        )


class ConvEncoder(nn.Sequential):
    """As DenseEncoder, halving the side and doubling the channels at each step."""

    def __init__(self, config: VAEConfig, outputs: int) -> None:
        side, doublings = start_of(config.image_size)
        layers: list[nn.Module] = []
        inputs, channels = config.channels + config.classes, config.width
        for _ in range(doublings):
            layers += [nn.Conv2d(inputs, channels, 4, stride=2, padding=1), nn.SiLU()]  # side / 2
            inputs, channels = channels, 2 * channels
        hidden = 8 * config.width
        super().__init__(
            *layers,
            nn.Flatten(),  # (N, inputs * side * side)
            nn.Linear(inputs * side**2, hidden),
            nn.SiLU(),
            nn.Linear(hidden, outputs),  # (N, outputs)
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
            nn.Linear(config.latent_size + config.classes, hidden),  # (N, hidden)
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
        self.latent = LatentSpec(config.latent_size)
        if config.classes:
            self.latent = latent_spec(
                Section("vector", Control.VECTOR, config.latent_size),
                Section("class", Control.CLASS, config.classes),
            )
        self.image = ImageSpec(config.channels, config.image_size, config.image_size)
        conv, outputs = config.network == "conv", 2 * config.latent_size
        self.encoder = ConvEncoder(config, outputs) if conv else DenseEncoder(config, outputs)
        self.decoder = ConvDecoder(config) if conv else DenseDecoder(config)
        self.log_sigma = nn.Parameter(torch.zeros(()))  # spread of the Gaussian likelihood

    def seen(self, x: Tensor) -> Tensor:
        """The pictures as the model sees them: black and white with `binarise`."""
        return (x > 0).to(x.dtype) * 2 - 1 if self.config.binarise else x

    def class_weights(self, x: Tensor, labels: Tensor | None) -> Tensor:
        """(N, classes): weight 1 on each picture's class, the same on all where it is unknown (-1,
        or no labels)."""
        count = self.config.classes
        if labels is None:
            return x.new_full((len(x), count), 1 / max(count, 1))
        known = (labels[:, None] == torch.arange(count, device=x.device)).to(x.dtype)
        return torch.where(labels[:, None] < 0, 1 / max(count, 1), known)

    def encode(self, x: Tensor, labels: Tensor | None = None) -> Posterior:
        """q(z|x), or q(z|x, y), of pictures (N, C, H, W)."""
        x = self.seen(x)
        if self.config.classes:
            planes = self.class_weights(x, labels)[:, :, None, None]
            x = torch.cat([x, planes.expand(-1, -1, *x.shape[2:])], dim=1)
        mean, log_variance = self.encoder(x).float().chunk(2, dim=1)
        return Posterior(mean, log_variance.clamp(-12.0, 6.0))

    def decode(self, z: Tensor) -> Tensor:
        """The mean of p(x|z): latents (N, latent), with class weights behind them where there are
        classes -> pictures (N, C, H, W) in [-1, 1]."""
        raw: Tensor = self.decoder(z)
        if self.config.likelihood == "bernoulli":
            return torch.sigmoid(raw) * 2 - 1
        return raw.clamp(-1, 1)

    def reconstruction(self, x: Tensor, z: Tensor) -> Tensor:
        """-ln p(x|z) in nats a picture (N,). Bernoulli pixels in [0, 1] count as probabilities;
        the Gaussian is a density over [-1, 1]."""
        x, raw = self.seen(x), self.decoder(z).float()
        if self.config.likelihood == "bernoulli":
            nats = F.binary_cross_entropy_with_logits(raw, (x + 1) / 2, reduction="none")
        else:
            scaled = (x - raw) * torch.exp(-self.log_sigma)
            nats = 0.5 * scaled**2 + self.log_sigma + 0.5 * math.log(2 * math.pi)
        return nats.flatten(1).sum(1)

    def elbo_loss(self, batch: Batch) -> Loss:
        """Minus the ELBO (with beta), mean over the batch, in nats a picture."""
        q = self.encode(batch.images, batch.labels)
        z = torch.cat([q.draw(), self.class_weights(batch.images, batch.labels)], dim=1)
        nats = q.kl()  # the closed form above, one number a component
        kl, recon = nats.sum(1).mean(), self.reconstruction(batch.images, z).mean()
        value = recon + self.config.beta * kl
        return Loss(
            value,
            {"loss": value.detach(), "recon": recon.detach(), "kl": kl.detach()},
            {"kl": nats.detach().mean(0)},
        )

    def objectives(self) -> tuple[Objective, ...]:
        """Minus the ELBO alone; with Gaussian pixels sigma is learned along."""
        parts = parameters_of(self.encoder, self.decoder)
        if self.config.likelihood == "gaussian":
            parts = (*parts, self.log_sigma)
        return (Objective("elbo", parts, self.elbo_loss, self.config.learning_rate),)

    def averaged(self) -> Iterable[nn.Module]:
        """Nothing: the last weights are the model."""
        return ()
