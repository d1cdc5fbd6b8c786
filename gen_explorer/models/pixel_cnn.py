"""PixelCNN: a picture drawn pixel by pixel, with its exact probability.

Van den Oord, Kalchbrenner and Kavukcuoglu, Pixel Recurrent Neural Networks, ICML 2016; here with
gates and classes: van den Oord et al., Conditional Image Generation with PixelCNN Decoders, 2016.

Any distribution over pictures is a product of conditional ones, in any order of the pixels; here
row by row from the top, each row from the left:

    p(x) = prod_i p(x_i | x_1, ..., x_{i-1})                                   (first paper, eq. 1)

A convolutional network gives all of these factors in one pass. It must not see what it predicts:
its kernels are masked, or, which is the same, cut off above and to the left of the pixel (see
`models.gated`). Each factor is a softmax over the grey levels, so ln p(x) is minus a cross-entropy,
exact and in nats, and it is all that is trained. Given a class y every factor is
p(x_i | x_1, ..., x_{i-1}, y) (second paper, eq. 3); without a label, p(x) = sum_y p(y) p(x|y) with
all classes alike.

What to notice
- There is no z: all the chance lies in the draws of the pixels. The dice hold one number from
  U(0, 1) for each; the same dice at another temperature or class give a related picture.
- Training sees all pixels at once, drawing is one pass a pixel: quick to learn, slow to draw.
- Half a picture can be given: the rest is drawn from p(rest | half), exactly, as long as the given
  pixels come first in the order. Pixels given further down are kept, but those above know nothing
  of them.
- Strokes are sharp and locally right, the whole is not planned: a digit may turn into another.
- Temperature below 1 sharpens every factor. Low ones give the average stroke, or an empty picture,
  because the single most likely next pixel is dark.
- Likelihood is not looks: a model may win in nats and still lose to a GAN's samples.
"""

from __future__ import annotations

import math
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
    LatentSpec,
    Loss,
    Objective,
    Section,
    State,
    latent_spec,
    require_positive,
)
from gen_explorer.models.gated import GatedPixelCNN


@dataclass(frozen=True)
class PixelCNNConfig:
    """Settings of a PixelCNN."""

    image_size: int = 28
    """Side of the square pictures in pixels, 3 to 64."""
    channels: int = 1
    """1: grey. Colour would triple the pixels to draw and is not supported."""
    levels: int = 2
    """Grey levels of a pixel: 2 is black and white, cut in the middle; at most 256."""
    classes: int = 10
    """Classes to condition on; 0 for none."""
    width: int = 32
    """Channels of both stacks."""
    layers: int = 6
    """Gated layers; each sees one pixel further. The first convolution sees three."""
    dropout: float = 0.0
    """Share of the gates' outputs that is dropped in training; helps where pictures are few."""
    learning_rate: float = 2e-3
    """Of Adam."""

    def __post_init__(self) -> None:
        require_positive(self, "width", "layers", "learning_rate")
        check_pixels(self.image_size, self.channels, self.levels, self.classes)
        if not 0 <= self.dropout < 1:
            raise ValueError(f"dropout lies between 0 and 1, not {self.dropout}")


def check_pixels(image_size: int, channels: int, levels: int, classes: int) -> None:
    """Raises ValueError for pictures that are not drawn pixel by pixel here."""
    if not 3 <= image_size <= 64:
        raise ValueError(f"image_size lies between 3 and 64, not {image_size}")
    if channels != 1:
        raise ValueError(f"channels is 1: only grey pictures are drawn by pixel, not {channels}")
    if not 2 <= levels <= 256:
        raise ValueError(f"levels lies between 2 and 256, not {levels}")
    if not 0 <= classes <= 1000:
        raise ValueError(f"classes lies between 0 and 1000, not {classes}")


def pixel_sections(image_size: int, levels: int, classes: int) -> LatentSpec:
    """What drives a model that draws pixels: a class (where there are some), the temperature, the
    dice and the canvas."""
    pixels = image_size**2
    named = (Section("class", Control.CLASS, classes),) if classes else ()
    return latent_spec(
        *named,
        Section("temperature", Control.SETTING, 1, low=0.1, high=2.0, default=1.0),
        Section("dice", Control.NOISE, pixels),
        Section("canvas", Control.GRID, pixels, rows=image_size, levels=levels),
    )


def to_levels(x: Tensor, levels: int) -> Tensor:
    """Grey pictures (N, 1, H, W) in [-1, 1] -> whole numbers (N, H, W) below `levels`."""
    scaled = (x[:, 0].float() + 1) * (0.5 * (levels - 1))
    return (scaled + 0.5).floor().clamp(0, levels - 1).to(torch.int64)


def to_picture(values: Tensor, levels: int) -> Tensor:
    """Whole numbers (N, H, W) -> grey pictures (N, 1, H, W) in [-1, 1]."""
    return (values.float() * (2 / (levels - 1)) - 1)[:, None]


class DrawsPixels(nn.Module):
    """What PixelCNN and PixelRNN share: all but the network, which gives logits
    (N, levels, H, W) for pixels (N, H, W) and soft classes (N, classes)."""

    grid: ClassVar[str] = "canvas"
    network: nn.Module
    latent: LatentSpec
    image: ImageSpec

    def __init__(self, image_size: int, levels: int, classes: int) -> None:
        super().__init__()
        self.levels = levels
        self.classes = classes
        self.latent = pixel_sections(image_size, levels, classes)
        self.image = ImageSpec(1, image_size, image_size)

    def log_factors(self, x: Tensor, labels: Tensor | None) -> Tensor:
        """ln p(x_i | x_1 ... x_{i-1}, y) of every pixel (N, H, W); `labels` (N,) where there are
        classes."""
        values = to_levels(x, self.levels)
        h = None
        if self.classes and labels is not None:
            h = F.one_hot(labels.clamp(min=0), self.classes).to(torch.float32)
            h = h * (labels >= 0)[:, None]
        return -F.cross_entropy(self.network(values, h).float(), values, reduction="none")

    def log_likelihood(self, x: Tensor, labels: Tensor | None = None) -> Tensor:
        """ln p(x|y) in nats (N,) of pictures (N, 1, H, W) cut to `levels` grey levels; without
        labels ln p(x), all classes alike."""
        if self.classes and labels is None:
            each = [
                self.log_factors(x, torch.full_like(x[:, 0, 0, 0], y, dtype=torch.int64))
                for y in range(self.classes)
            ]
            joint = torch.stack([factors.flatten(1).sum(1) for factors in each])
            return joint.logsumexp(0) - math.log(self.classes)
        return self.log_factors(x, labels).flatten(1).sum(1)

    def likelihood_loss(self, batch: Batch) -> Loss:
        """Minus the log-likelihood, mean over the batch, in nats a picture."""
        nats = -self.log_factors(batch.images, batch.labels).flatten(1).sum(1).mean()
        return Loss(nats, {"loss": nats.detach()})

    def condition(self, z: Tensor) -> Tensor | None:
        """The soft class (N, classes) of latents, None without classes."""
        return z[:, : self.classes] if self.classes else None

    def walks(self) -> tuple[DrawsPixels]:
        return (self,)

    def opened(self, z: Tensor) -> State:
        """What the walk starts with, whatever the network."""
        return sequential.opening(self.latent, z, "canvas", "dice", "temperature")

    def finish(self, z: Tensor, states: tuple[State, ...]) -> Tensor:
        return to_picture(states[0]["values"], self.levels)

    def decode(self, z: Tensor) -> Tensor:
        """Draws what the canvas leaves open: latents (N, size) -> pictures (N, 1, H, W)."""
        return sequential.decode(self, z)

    def averaged(self) -> Iterable[nn.Module]:
        return (self.network,)


class PixelCNN(DrawsPixels):
    """The gated PixelCNN over pixels."""

    name: ClassVar[str] = "pixel_cnn"
    config_type: ClassVar[type] = PixelCNNConfig
    capabilities: ClassVar[Capability] = (
        Capability.DECODE | Capability.LIKELIHOOD | Capability.COMPLETE
    )

    def __init__(self, config: PixelCNNConfig) -> None:
        super().__init__(config.image_size, config.levels, config.classes)
        self.config = config
        self.network: GatedPixelCNN = GatedPixelCNN(
            config.levels,
            config.width,
            config.layers,
            condition=config.classes,
            dropout=config.dropout,
        )

    def objectives(self) -> tuple[Objective, ...]:
        parts = tuple(self.network.parameters())
        return (
            Objective(
                "likelihood", parts, self.likelihood_loss, self.config.learning_rate, clip=20.0
            ),
        )

    def start(self, z: Tensor, before: tuple[State, ...]) -> State:
        return self.network.start(self.opened(z), self.condition(z), None)

    def row(self, state: State, row: Tensor) -> State:
        return self.network.row(state, row)

    def sweep(self, state: State) -> tuple[Tensor, State]:
        return self.network.sweep(state)
