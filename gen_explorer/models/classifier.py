"""The convolutional classifier, whose last layer but one is the latent vector.

LeCun et al., Gradient-Based Learning Applied to Document Recognition, Proc. IEEE 1998.
Dosovitskiy and Brox, Inverting Visual Representations with Convolutional Networks, CVPR 2016.

A discriminative model learns p(C_k | x), not how pictures come about. Convolutions look
for small patterns everywhere in the picture, pooling keeps the strongest answer of each
neighbourhood, and after a few rounds 64 numbers are left, the features phi(x). The classes are a
softmax over linear functions of them:

    p(C_k | x) = exp(w_k . phi(x) + b_k) / sum_j exp(w_j . phi(x) + b_j)

trained by cross-entropy, -ln p(C_label | x). The features are normalised over the data, so each has
mean 0 and variance 1 there and slider ranges mean the same as in any other model.

What did the network keep of a picture? A second, separate objective trains a decoder to give the
picture back from the features, which it cannot change (Dosovitskiy and Brox, eq. 1):

    min_f  E || x - f(phi(x)) ||^2,      whose best answer is  f(phi) = E[ x | phi(x) = phi ]

What to notice
- The inverted picture is the mean of all pictures that the classifier cannot tell apart: the kind
  is clear, prints and folds are gone. What is blurred there is what the classes did not need.
- A random z decodes to a muddle: pictures fill only a thin part of the feature space. The mixture
  sampler finds that part, and then draws one mean garment or digit after the other.
- Generators are compared by the distribution of its pooled feature maps (Frechet distance,
  precision, recall): a shift by a pixel hardly changes them, a wrong shape does.
- It says something of anything: a picture of no class gets a confident answer too.
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
from gen_explorer.models.layers import parameters_of, start_of

SAMPLERS = ("prior", "gaussian", "mixture")


@dataclass(frozen=True)
class ClassifierConfig:
    """Settings of a classifier."""

    image_size: int = 28
    """Side of the square pictures in pixels: 28, 32 or 64."""
    channels: int = 1
    """1 for grey, 3 for colour."""
    classes: int = 10
    """Classes of the data."""
    latent_size: int = 64
    """Features: numbers that the classes are read from."""
    width: int = 32
    """Channels of the first convolution; they double with every pooling."""
    decoder_width: int = 16
    """Channels of the decoder's last feature map."""
    dropout: float = 0.3
    """Share of the features that are hidden from the last layer at random while training."""
    shift: int = 2
    """Training pictures are moved by up to so many pixels, so that places are not learnt by
    heart."""
    mirror: bool = False
    """Training pictures are mirrored at random: right for clothes, wrong for digits."""
    label_smoothing: float = 0.0
    """Share of the target that is spread evenly over all classes."""
    learning_rate: float = 2e-3
    """Of Adam."""

    def __post_init__(self) -> None:
        require_positive(self, "classes", "latent_size", "width", "decoder_width", "learning_rate")
        if self.channels not in (1, 3):
            raise ValueError(f"channels is 1 or 3, not {self.channels}")
        for name in ("dropout", "label_smoothing"):
            if not 0 <= getattr(self, name) < 1:
                raise ValueError(f"{name} lies from 0 to below 1, not {getattr(self, name)}")
        if not 0 <= self.shift < self.image_size:
            raise ValueError(f"shift lies from 0 to below image_size, not {self.shift}")


class Features(nn.Sequential):
    """Picture (N, C, H, W) -> features (N, latent), each about N(0, 1) over the data."""

    def __init__(self, config: ClassifierConfig) -> None:
        side, halvings = start_of(config.image_size)
        layers: list[nn.Module] = []
        inputs, channels = config.channels, config.width
        for _ in range(halvings):
            layers += convolution(inputs, channels, pooled=True)  # side / 2
            inputs, channels = channels, 2 * channels
        super().__init__(
            *layers,
            *convolution(inputs, channels),  # (N, channels, side, side)
            *convolution(channels, channels, pooled=True),
            nn.Flatten(),
            nn.Linear(channels * (side // 2) ** 2, config.latent_size, bias=False),
            nn.BatchNorm1d(config.latent_size, affine=False),  # (N, latent)
        )

    def maps(self, x: Tensor) -> Tensor:
        """The pooled feature maps, flattened: all but the last two layers."""
        for layer in list(self)[:-2]:
            x = layer(x)
        return x

    def bottleneck(self, maps: Tensor) -> Tensor:
        """The last two layers."""
        phi: Tensor = self[-1](self[-2](maps))
        return phi


class Inversion(nn.Sequential):
    """Features (N, latent) -> picture (N, C, H, W) in [-1, 1]."""

    def __init__(self, config: ClassifierConfig) -> None:
        side, doublings = start_of(config.image_size)
        channels = config.decoder_width * 2 ** (doublings - 1)
        layers: list[nn.Module] = [
            nn.Linear(config.latent_size, channels * side**2),
            nn.Unflatten(1, (channels, side, side)),  # (N, channels, side, side)
            nn.SiLU(),
        ]
        for _ in range(doublings - 1):
            layers += [nn.ConvTranspose2d(channels, channels // 2, 4, 2, 1), nn.SiLU()]  # 2 * side
            channels //= 2
        super().__init__(*layers, nn.ConvTranspose2d(channels, config.channels, 4, 2, 1), nn.Tanh())


def convolution(inputs: int, outputs: int, pooled: bool = False) -> list[nn.Module]:
    """A 3x3 convolution, normalised and rectified; pooled to half the side as soon as may be."""
    pooling = [nn.MaxPool2d(2)] if pooled else []
    convolved = nn.Conv2d(inputs, outputs, 3, padding=1, bias=False)
    return [convolved, *pooling, nn.BatchNorm2d(outputs), nn.ReLU()]


class Classifier(nn.Module):
    """Features, a linear layer on them, and a decoder that inverts them."""

    name: ClassVar[str] = "classifier"
    config_type: ClassVar[type] = ClassifierConfig
    capabilities: ClassVar[Capability] = Capability.DECODE | Capability.ENCODE | Capability.CLASSIFY

    def __init__(self, config: ClassifierConfig) -> None:
        super().__init__()
        self.config = config
        self.latent = LatentSpec(config.latent_size, samplers=SAMPLERS)
        self.image = ImageSpec(config.channels, config.image_size, config.image_size)
        self.extractor = Features(config)
        self.head = nn.Linear(config.latent_size, config.classes)
        self.decoder = Inversion(config)

    def maps(self, x: Tensor) -> Tensor:
        """The pooled feature maps (N, d) of pictures (N, C, H, W), which phi is computed from: what
        generators are judged in. phi itself keeps too little to see a missing texture."""
        return self.extractor.maps(x).float()

    def of_maps(self, maps: Tensor) -> Tensor:
        """phi (N, latent) of pooled feature maps (N, d)."""
        return self.extractor.bottleneck(maps).float()

    def features(self, x: Tensor) -> Tensor:
        """phi(x) of pictures (N, C, H, W): (N, latent)."""
        return self.of_maps(self.maps(x))

    def class_of(self, z: Tensor) -> Tensor:
        """Logits (N, classes) of features (N, latent)."""
        hidden = F.dropout(z, self.config.dropout, self.training)
        logits: Tensor = self.head(hidden)
        return logits.float()

    def classify(self, x: Tensor) -> Tensor:
        """Logits (N, classes) of pictures (N, C, H, W); their softmax is p(C_k | x)."""
        return self.class_of(self.features(x))

    def encode(self, x: Tensor, labels: Tensor | None = None) -> Posterior:
        """The features, without a distribution around them."""
        return Posterior(self.features(x), None)

    def decode(self, z: Tensor) -> Tensor:
        """Features (N, latent) -> the mean picture (N, C, H, W) in [-1, 1] that has them."""
        picture: Tensor = self.decoder(z)
        return picture.float()

    def reconstruction(self, x: Tensor, z: Tensor) -> Tensor:
        """Half the squared error of a picture (N,): -ln p(x|z) of a Gaussian of spread 1, without
        its constant."""
        return 0.5 * (x - self.decode(z)).square().flatten(1).sum(1)

    def class_loss(self, batch: Batch) -> Loss:
        """Cross-entropy in nats, on moved pictures; those without a label do not count."""
        logits = self.classify(self.moved(batch.images))
        value = F.cross_entropy(
            logits, batch.labels, ignore_index=-1, label_smoothing=self.config.label_smoothing
        )
        accuracy = (logits.argmax(1) == batch.labels).float().mean()
        return Loss(value, {"loss": value.detach(), "accuracy": accuracy})

    def inversion_loss(self, batch: Batch) -> Loss:
        """Squared error a pixel of the decoder, with the features left as they are."""
        with torch.no_grad():
            phi = self.features(batch.images)
        value = (self.decode(phi) - batch.images).square().mean()
        return Loss(value, {"inversion": value.detach()})

    def moved(self, x: Tensor) -> Tensor:
        """Each picture (N, C, H, W) shifted, and mirrored or not, at random."""
        count, side, reach = len(x), self.config.image_size, self.config.shift
        padded = F.pad(x, (reach,) * 4, mode="replicate")
        start = torch.randint(0, 2 * reach + 1, (2, count, 1), device=x.device)
        rows, columns = start + torch.arange(side, device=x.device)  # (N, side) each
        if self.config.mirror:
            turned = torch.rand(count, 1, device=x.device) < 0.5
            columns = torch.where(turned, columns.flip(1), columns)
        picture = torch.arange(count, device=x.device)[:, None, None]
        # Indices on both sides of a slice put the slice last: (N, H, W, C).
        return padded[picture, :, rows[:, :, None], columns[:, None, :]].permute(0, 3, 1, 2)

    def objectives(self) -> tuple[Objective, ...]:
        """The classes in every step; in every fourth the decoder, which learns from fixed
        features."""
        rate = self.config.learning_rate
        return (
            Objective("class", parameters_of(self.extractor, self.head), self.class_loss, rate),
            Objective("inversion", parameters_of(self.decoder), self.inversion_loss, rate, every=4),
        )

    def averaged(self) -> Iterable[nn.Module]:
        """Nothing: the last weights are the model."""
        return ()
