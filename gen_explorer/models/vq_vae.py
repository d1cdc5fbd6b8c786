"""VQ-VAE-2: an autoencoder with discrete codes on two levels, and a prior over the codes.

Razavi, van den Oord and Vinyals, Generating Diverse High-Fidelity Images with VQ-VAE-2, NeurIPS
2019; van den Oord et al., Neural Discrete Representation Learning, NeurIPS 2017.

The encoder E gives a vector for each cell of a grid, and each is replaced by the nearest of K
learned ones (`models.codebook`), so that a picture becomes a grid of whole numbers. Learned is

    L = |x - D(e)|^2 + |sg[E(x)] - e|^2 + beta |sg[e] - E(x)|^2             (Razavi, eq. 2)

where sg stops the gradient: the picture shall come back, the codes move to the vectors that chose
them (here by a moving average, eq. 3), and the encoder is held to its codes.

Two levels share the work: the top grid, half as fine, sees the picture from further away; the
bottom grid is quantised knowing the top one, and holds the rest (fig. 2a). Then the codes stay, and
two PixelCNNs (`models.code_prior`) learn how likely they are (sec. 3.2, fig. 2b):

    p(top, bottom | y) = p(top | y) p(bottom | top, y)

What to notice
- Reconstructions are crisp: nothing pushes different pictures onto one code, as the KL of a VAE
  does. The price is paid by the prior, which is learned in a stage of its own.
- Change one top code, and a part of several pixels changes; a bottom code is a piece of an edge.
- Keep the top codes and let the bottom be drawn: the same garment with other details.
- Perplexity, the exponential of the entropy of the codes' use, tells how many are really in use.

What goes wrong
- Codes die (see `models.codebook`): perplexity stays far below K, and reconstructions are coarse.
- With too many cells or codes the prior cannot follow: good reconstructions, incoherent samples.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gen_explorer.models import sequential
from gen_explorer.models.base import (
    Batch,
    Capability,
    Control,
    ImageSpec,
    Loss,
    Objective,
    Section,
    State,
    latent_spec,
    require_positive,
)
from gen_explorer.models.code_prior import CodePrior
from gen_explorer.models.codebook import Codebook, perplexity, share_used
from gen_explorer.models.layers import Residual, class_weights, parameters_of

GRIDS = {28: (14, 1), 32: (16, 1), 64: (16, 2)}
"""Image size -> (side of the bottom grid, halvings that lead there). The top grid's is half."""


@dataclass(frozen=True)
class VQVAEConfig:
    """Settings of a VQ-VAE-2."""

    image_size: int = 28
    """Side of the square pictures in pixels: 28, 32 or 64."""
    channels: int = 1
    """1 for grey, 3 for colour."""
    classes: int = 10
    """Classes that the prior is conditioned on; 0 for none."""
    codes: int = 64
    """K, the entries of each codebook."""
    code_size: int = 16
    """Components of a code's vector."""
    width: int = 32
    """Channels of encoder and decoder."""
    commitment: float = 0.25
    """beta of eq. 2."""
    decay: float = 0.99
    """gamma of the codebooks' moving average (eq. 3)."""
    prior_width: int = 32
    """Channels of both PixelCNNs."""
    top_layers: int = 6
    """Gated layers of the PixelCNN over the top codes."""
    bottom_layers: int = 4
    """Of the one over the bottom codes, which looks less far: the top codes tell the rest."""
    switch: float = 0.4
    """Share of the training after which the codes stay and the prior is learned."""
    learning_rate: float = 1e-3
    """Of Adam, for encoder and decoder."""
    prior_learning_rate: float = 2e-3
    """Of Adam, for the PixelCNNs."""

    def __post_init__(self) -> None:
        require_positive(self, "codes", "code_size", "width", "prior_width", "top_layers")
        require_positive(self, "bottom_layers", "commitment", "learning_rate")
        require_positive(self, "prior_learning_rate")
        if self.image_size not in GRIDS:
            raise ValueError(f"image_size is one of {sorted(GRIDS)}, not {self.image_size}")
        if self.channels not in (1, 3):
            raise ValueError(f"channels is 1 or 3, not {self.channels}")
        if not 0 <= self.classes <= 1000:
            raise ValueError(f"classes lies between 0 and 1000, not {self.classes}")
        for name in ("decay", "switch"):
            if not 0 < getattr(self, name) < 1:
                raise ValueError(f"{name} lies between 0 and 1, not {getattr(self, name)}")


def halving(inputs: int, outputs: int) -> nn.Conv2d:
    """A convolution to half the side."""
    return nn.Conv2d(inputs, outputs, 4, stride=2, padding=1)


def doubling(inputs: int, outputs: int) -> nn.ConvTranspose2d:
    """A transposed convolution to twice the side."""
    return nn.ConvTranspose2d(inputs, outputs, 4, stride=2, padding=1)


class Autoencoder(nn.Module):
    """Picture -> vectors of two grids; their codes' vectors -> picture (fig. 2a)."""

    def __init__(self, config: VQVAEConfig) -> None:
        super().__init__()
        width, size = config.width, config.code_size
        more = range(GRIDS[config.image_size][1] - 1)
        self.to_bottom = nn.Sequential(  # (N, width, bottom, bottom)
            halving(config.channels, width),
            *(nn.Sequential(nn.ReLU(), halving(width, width)) for _ in more),
            *(Residual(width), Residual(width), nn.ReLU()),
        )
        self.to_top = nn.Sequential(  # (N, D, top, top)
            halving(width, width), Residual(width), Residual(width), nn.Conv2d(width, size, 1)
        )
        self.raise_top = doubling(size, size)
        self.join = nn.Conv2d(width + size, size, 1)  # (N, D, bottom, bottom)
        self.top = Codebook(config.codes, size, config.decay)
        self.bottom = Codebook(config.codes, size, config.decay)
        self.raise_for_picture = doubling(size, size)
        self.to_picture = nn.Sequential(
            nn.Conv2d(2 * size, width, 3, padding=1),
            *(Residual(width), Residual(width), nn.ReLU()),
            *(nn.Sequential(doubling(width, width), nn.ReLU()) for _ in more),
            doubling(width, config.channels),
        )

    def before_bottom(self, h: Tensor, top: Tensor) -> Tensor:
        """What the bottom codebook gets, given the vectors of the top codes."""
        joined: Tensor = self.join(torch.cat([h, self.raise_top(top)], 1))
        return joined

    def draw(self, top: Tensor, bottom: Tensor) -> Tensor:
        """The decoder D: vectors (N, D, H, W) of both grids -> picture, not yet cut to [-1, 1]."""
        picture: Tensor = self.to_picture(torch.cat([self.raise_for_picture(top), bottom], 1))
        return picture


class VQVAE(nn.Module):
    """The autoencoder, the priors of both levels, and what is learned: first codes, then prior."""

    name: ClassVar[str] = "vq_vae"
    config_type: ClassVar[type] = VQVAEConfig
    capabilities: ClassVar[Capability] = Capability.DECODE | Capability.TOKENISE

    def __init__(self, config: VQVAEConfig) -> None:
        super().__init__()
        self.config = config
        self.image = ImageSpec(config.channels, config.image_size, config.image_size)
        side, codes = GRIDS[config.image_size][0], config.codes
        named = (Section("class", Control.CLASS, config.classes),) if config.classes else ()
        self.latent = latent_spec(
            *named,
            Section("temperature", Control.SETTING, 1, low=0.1, high=2.0, default=1.0),
            Section("top dice", Control.NOISE, side**2 // 4),
            Section("bottom dice", Control.NOISE, side**2),
            Section("top", Control.GRID, side**2 // 4, rows=side // 2, levels=codes),
            Section("bottom", Control.GRID, side**2, rows=side, levels=codes),
        )
        self.autoencoder = Autoencoder(config)
        told = (config.classes, config.prior_width)
        self.top_prior = CodePrior(self.latent, "top", *told, config.top_layers, False)
        self.bottom_prior = CodePrior(self.latent, "bottom", *told, config.bottom_layers, True)

    def grids(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """The codes (N, H, W) of both levels of pictures (N, C, H, W)."""
        net = self.autoencoder
        h = net.to_bottom(x)
        top = net.top.nearest(net.to_top(h))
        return top, net.bottom.nearest(net.before_bottom(h, net.top.lookup(top)))

    def codes(self, x: Tensor) -> Tensor:
        """The values of both GRID sections of pictures: int64 (N, top + bottom)."""
        return torch.cat([grid.flatten(1) for grid in self.grids(x)], 1)

    def features(self, x: Tensor) -> Tensor:
        """What the top codes stand for, before they are quantised, averaged over 3 x 3 fields:
        (N, 9 * code_size)."""
        h: Tensor = self.autoencoder.to_top(self.autoencoder.to_bottom(x))
        return F.adaptive_avg_pool2d(h, 3).flatten(1)

    def picture(self, top: Tensor, bottom: Tensor) -> Tensor:
        """Codes (N, H, W) of both levels -> pictures (N, C, H, W) in [-1, 1]."""
        net = self.autoencoder
        return net.draw(net.top.lookup(top), net.bottom.lookup(bottom)).clamp(-1.0, 1.0)

    def reconstruct(self, x: Tensor) -> Tensor:
        """Pictures as their codes give them back."""
        return self.picture(*self.grids(x))

    def decode(self, z: Tensor) -> Tensor:
        """Draws the open top codes, then the open bottom ones, then the picture: latents (N, size)
        -> (N, C, H, W) in [-1, 1]."""
        return sequential.decode(self, z)

    def walks(self) -> tuple[CodePrior, CodePrior]:
        return self.top_prior, self.bottom_prior

    def finish(self, z: Tensor, states: tuple[State, ...]) -> Tensor:
        top, bottom = (state["values"] for state in states)
        return self.picture(top, bottom)

    def codes_loss(self, batch: Batch) -> Loss:
        """Eq. 2 without its middle term, mean over pixels and cells; moves the codebooks."""
        net, x, count = self.autoencoder, batch.images, self.config.codes
        h = net.to_bottom(x)
        drawn: list[Tensor] = []
        commitment = torch.zeros((), device=x.device)
        scalars: dict[str, Tensor] = {}
        for level, book in (("top", net.top), ("bottom", net.bottom)):
            e = net.before_bottom(h, drawn[0]) if drawn else net.to_top(h)
            book.revive(e)
            codes, straight = book.quantize(e)
            drawn.append(straight)
            commitment = commitment + F.mse_loss(e.float(), book.lookup(codes))
            book.follow(e, codes)
            scalars[f"{level}_perplexity"] = perplexity(codes, count)
            scalars[f"{level}_used"] = share_used(codes, count)
        recon = F.mse_loss(net.draw(*drawn).float(), x)
        value = recon + self.config.commitment * commitment
        return Loss(value, {"loss": value.detach(), "recon": recon.detach(), **scalars})

    def prior_loss(self, batch: Batch) -> Loss:
        """-ln p(top | y) - ln p(bottom | top, y) in nats a picture, mean over the batch."""
        with torch.no_grad():
            top, bottom = self.grids(batch.images)
        count = self.config.classes
        classes = class_weights(batch.labels, count) if count else None
        top_nats = self.top_prior.nats(top, classes, None).mean()
        bottom_nats = self.bottom_prior.nats(bottom, classes, top).mean()
        scalars = {"top_nats": top_nats.detach(), "bottom_nats": bottom_nats.detach()}
        return Loss(top_nats + bottom_nats, scalars)

    def objectives(self) -> tuple[Objective, ...]:
        config, switch = self.config, self.config.switch
        codes = parameters_of(self.autoencoder)
        prior = parameters_of(self.top_prior, self.bottom_prior)
        return (
            Objective("codes", codes, self.codes_loss, config.learning_rate, ends=switch),
            Objective(
                *("prior", prior, self.prior_loss, config.prior_learning_rate),
                begins=switch,
                clip=20.0,
            ),
        )

    def averaged(self) -> Iterable[nn.Module]:
        return (self.top_prior, self.bottom_prior)
