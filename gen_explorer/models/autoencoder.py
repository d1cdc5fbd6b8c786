"""The autoencoder, plain and denoising.

Hinton and Salakhutdinov, Reducing the Dimensionality of Data with Neural Networks, Science 2006.
Vincent et al., Extracting and Composing Robust Features with Denoising Autoencoders, ICML 2008.

An encoder f squeezes a picture x into a few numbers z, a decoder g makes a picture of them again,
and both learn to lose as little as possible on the way (Vincent, eq. 1):

    min E[ L(x, g(f(x))) ],   L(x, y) = |x - y|^2, or a cross-entropy for pixels between 0 and 1

With a linear f and g this is principal component analysis; with networks the surface that pictures
are projected to may bend. The denoising autoencoder gets a damaged picture x~ ~ q(x~|x) and has to
give the sound one (Vincent, eq. 5):

    min E[ L(x, g(f(x~))) ]

What it cannot tell from damage it fills in with what pictures look like: with squared error the
best answer is the mean E[x | x~] of all the pictures that could lie behind x~.

What to notice
- Nothing asks z to be spread in any way: between the codes of real pictures are holes, and a random
  z decodes to something that is no picture. Compare the samplers: N(0, I) knows nothing of the
  codes, a Gaussian their spread and correlations, a mixture their clusters too.
- The narrower z, the more is lost: fine texture goes first. A "spatial" code keeps a place for each
  part of the picture: it is wide, good at removing noise, and says little about the whole.
- The error at a picture is small where the training saw pictures like it: an anomaly score.
- What goes wrong: a code as wide as the picture learns to copy, and learns nothing else, unless the
  pictures are damaged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gen_explorer.models import corruption
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
from gen_explorer.models.layers import parameters_of, start_of
from gen_explorer.models.vae import ConvDecoder, ConvEncoder, DenseDecoder, DenseEncoder, VAEConfig

SAMPLERS = ("prior", "gaussian", "mixture", "aggregated")


@dataclass(frozen=True)
class AutoencoderConfig:
    """Settings of an autoencoder."""

    image_size: int = 28
    """Side of the square pictures in pixels: 28, 32 or 64."""
    channels: int = 1
    """1 for grey, 3 for colour."""
    latent_size: int = 16
    """Components of z; with a spatial network a multiple of its smallest map's pixels (49 for
    pictures of 28, 16 for 32 and 64)."""
    network: str = "conv"
    """"conv", "dense" (fully connected), or "spatial" (convolutions only: z is a small picture)."""
    width: int = 16
    """Channels of the first convolution; hidden units of a dense layer are 16 times this."""
    loss: str = "mse"
    """L: "mse" (half the squared error, summed) or "bernoulli" (cross-entropy)."""
    corruption: str = "none"
    """q(x~|x): "none", "gaussian", "speckle", "salt-pepper", "blocks", or "mixed" (one of the four
    for each picture)."""
    amount: float = 0.6
    """Damage at most, by the kind's own measure; each picture gets an amount between 0 and this."""
    standardised: bool = False
    """Codes get mean 0 and variance 1 each over the data (batch norm without gain and shift), so
    that N(0, I) has at least their spread. Otherwise they lie where training leaves them."""
    learning_rate: float = 1e-3
    """Of Adam."""

    def __post_init__(self) -> None:
        require_positive(self, "latent_size", "width", "amount", "learning_rate")
        if self.channels not in (1, 3):
            raise ValueError(f"channels is 1 or 3, not {self.channels}")
        if self.network not in ("conv", "dense", "spatial"):
            raise ValueError(f'network is "conv", "dense" or "spatial", not {self.network!r}')
        if self.loss not in ("mse", "bernoulli"):
            raise ValueError(f'loss is "mse" or "bernoulli", not {self.loss!r}')
        if self.corruption not in ("none", "mixed", *corruption.FORMULAS):
            raise ValueError(f"corruption {self.corruption!r} is not known")
        pixels = start_of(self.image_size)[0] ** 2
        if self.network == "spatial" and self.latent_size % pixels:
            raise ValueError(f"latent_size is a multiple of {pixels}, not {self.latent_size}")


class Residual(nn.Module):
    """x + two 3 x 3 convolutions of x, channels and side as they are."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.inner = nn.Sequential(
            nn.SiLU(),
            nn.Conv2d(channels, channels, 3, padding=1),
            nn.SiLU(),
            nn.Conv2d(channels, channels, 3, padding=1),
        )

    def forward(self, x: Tensor) -> Tensor:
        """x + f(x), (N, channels, H, W)."""
        y: Tensor = x + self.inner(x)
        return y


class SpatialEncoder(nn.Sequential):
    """Picture -> z, numbers of a small map with few channels in a row."""

    def __init__(self, config: AutoencoderConfig) -> None:
        side, doublings = start_of(config.image_size)
        layers: list[nn.Module] = []
        inputs, channels = config.channels, config.width
        for _ in range(doublings):
            layers += [nn.Conv2d(inputs, channels, 4, stride=2, padding=1), Residual(channels)]
            inputs, channels = channels, 2 * channels
        super().__init__(
            *layers,  # (N, inputs, side, side)
            nn.SiLU(),
            nn.Conv2d(inputs, config.latent_size // side**2, 1, bias=False),
            nn.Flatten(),  # (N, latent)
        )


class SpatialDecoder(nn.Sequential):
    """The mirror image: z -> one logit or mean a pixel."""

    def __init__(self, config: AutoencoderConfig) -> None:
        side, doublings = start_of(config.image_size)
        few, channels = config.latent_size // side**2, config.width * 2 ** (doublings - 1)
        layers: list[nn.Module] = [
            nn.Unflatten(1, (few, side, side)),
            nn.Conv2d(few, channels, 3, padding=1),
        ]
        for step in range(doublings):
            outputs = config.channels if step == doublings - 1 else channels // 2
            layers += [
                Residual(channels),
                nn.SiLU(),
                nn.ConvTranspose2d(channels, outputs, 4, stride=2, padding=1),  # 2 * side
            ]
            channels = outputs
        super().__init__(*layers)


class Autoencoder(nn.Module):
    """Encoder, decoder and the error between a picture and what comes back."""

    name: ClassVar[str] = "autoencoder"
    config_type: ClassVar[type] = AutoencoderConfig
    capabilities: ClassVar[Capability] = Capability.DECODE | Capability.ENCODE | Capability.DENOISE

    def __init__(self, config: AutoencoderConfig) -> None:
        super().__init__()
        self.config = config
        self.latent = LatentSpec(config.latent_size, samplers=SAMPLERS)
        self.image = ImageSpec(config.channels, config.image_size, config.image_size)
        self.encoder: nn.Module
        self.decoder: nn.Module
        if config.network == "spatial":
            self.encoder, self.decoder = SpatialEncoder(config), SpatialDecoder(config)
        else:
            conv = config.network == "conv"
            shape = VAEConfig(
                config.image_size, config.channels, config.latent_size, config.network, config.width
            )
            make_encoder = ConvEncoder if conv else DenseEncoder
            self.encoder = make_encoder(shape, config.latent_size)
            if config.standardised:  # which would take a bias away
                self.encoder[-1].register_parameter("bias", None)
            self.decoder = ConvDecoder(shape) if conv else DenseDecoder(shape)
        size, given = config.latent_size, config.standardised
        self.standardise = nn.BatchNorm1d(size, affine=False) if given else nn.Identity()

    def encode(self, x: Tensor, labels: Tensor | None = None) -> Posterior:
        """f(x): the one code (N, latent) of each picture (N, C, H, W)."""
        return Posterior(self.standardise(self.encoder(x).float()), None)

    def decode(self, z: Tensor) -> Tensor:
        """g(z): latents (N, latent) -> pictures (N, C, H, W) in [-1, 1]."""
        raw: Tensor = self.decoder(z)
        return torch.sigmoid(raw) * 2 - 1 if self.config.loss == "bernoulli" else raw.clamp(-1, 1)

    def denoise(self, x: Tensor) -> Tensor:
        """g(f(x~)) of damaged pictures (N, C, H, W)."""
        return self.decode(self.encode(x).mean)

    def reconstruction(self, x: Tensor, z: Tensor) -> Tensor:
        """L(x, g(z)) summed over the pixels, (N,): -ln p(x|z) of a Bernoulli, or of a Gaussian of
        spread 1 over [-1, 1] but for its constant."""
        raw = self.decoder(z).float()
        if self.config.loss == "bernoulli":
            error = F.binary_cross_entropy_with_logits(raw, (x + 1) / 2, reduction="none")
        else:
            error = 0.5 * (x - raw) ** 2
        return error.flatten(1).sum(1)

    def damaged(self, x: Tensor) -> Tensor:
        """A draw of q(x~|x) for every picture of the batch."""
        if self.config.corruption == "none":
            return x
        shape = (len(x), 1, 1, 1)
        amount = self.config.amount * torch.rand(shape, device=x.device)
        pixels, mixed = (x + 1) / 2, self.config.corruption == "mixed"
        kinds = list(corruption.FORMULAS) if mixed else [self.config.corruption]
        chosen = torch.randint(len(kinds), shape, device=x.device)
        worse = torch.zeros_like(pixels)
        for index, kind in enumerate(kinds):
            source, formula = corruption.FORMULAS[kind]
            dice = torch.randn_like(x) if source == "normal" else torch.rand_like(x)
            worse = torch.where(chosen == index, formula(pixels, amount, dice), worse)
        return worse * 2 - 1

    def error_loss(self, batch: Batch) -> Loss:
        """Mean over the batch of L(x, g(f(x~)))."""
        z = self.encode(self.damaged(batch.images)).mean
        value = self.reconstruction(batch.images, z).mean()
        return Loss(value, {"loss": value.detach()})

    def objectives(self) -> tuple[Objective, ...]:
        """The error alone."""
        parts = parameters_of(self.encoder, self.decoder)
        return (Objective("error", parts, self.error_loss, self.config.learning_rate),)

    def averaged(self) -> Iterable[nn.Module]:
        """Nothing: the last weights are the model."""
        return ()
