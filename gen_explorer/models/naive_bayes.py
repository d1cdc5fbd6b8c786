"""Naive Bayes as a generator: pixels that know the class and nothing of each other.

Maron, Automatic Indexing, JACM 1961. Bishop, Pattern Recognition and Machine Learning, 2006,
secs. 4.2.2, 4.2.3 and 8.2.2. Normal quantile: Giles, Approximating the erfinv function, 2010.

Bayes' rule turns a model of pictures into a classifier:

    p(y | x) = p(x | y) p(y) / p(x)                                    (1)

It is called naive because, given the class y, the pixels are taken as independent:

    p(x | y) = prod_i p(x_i | y)                                       (2)

    Bernoulli   p(x_i = white | y) = (n_iy + alpha) / (n_y + 2 alpha)  (3, Laplace smoothing)
    Gaussian    p(x_i | y) = N(x_i; mu_iy, sigma_iy^2)                 (4)

where n_iy counts the pictures of class y whose pixel i is white. All is counted in one pass: there
is no loss to descend. The marginal needs no integral either, only a sum over the classes:

    ln p(x) = ln sum_y p(y) prod_i p(x_i | y)                          (5)

A sample is made of dice u, one U(0, 1) a pixel: white where u_i < p_i, or mu_i + sigma_i
Phi^-1(u_i). Temperature T shows mean + T * (sample - mean): 1 the sample, 0 the mean picture.

What to notice
- The mean picture of a class is a fair picture, its samples are dust: what makes a stroke a stroke
  is that neighbours agree, and (2) leaves that out.
- As a classifier it does well all the same: the classes' order survives wrong probabilities.
- Its posterior is far too sure, as hundreds of dependent pixels are counted as so many witnesses.
- Between two classes the mean pictures are laid over each other; nothing turns into anything.

What goes wrong
- Without smoothing one white pixel where class y never had one makes p(x | y) zero.
- A Gaussian pixel that never changes has no variance and an unbounded density: hence the floor.
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
    Objective,
    Section,
    latent_spec,
    require_positive,
)


@dataclass(frozen=True)
class NaiveBayesConfig:
    """Settings of Naive Bayes."""

    image_size: int = 28
    """Side of the square pictures in pixels."""
    channels: int = 1
    """1 for grey, 3 for colour."""
    classes: int = 10
    """Classes of the data; 1 counts all pictures together, for data without labels."""
    likelihood: str = "bernoulli"
    """p(x|y) of a pixel: "bernoulli" (black or white, split at mid grey) or "gaussian"."""
    smoothing: float = 1.0
    """alpha of eq. (3): pictures of each colour that every pixel is thought to have had before."""
    spread_floor: float = 0.1
    """Least sigma of eq. (4), with pixels in [-1, 1]."""

    def __post_init__(self) -> None:
        require_positive(self, "image_size", "classes", "smoothing", "spread_floor")
        if self.channels not in (1, 3):
            raise ValueError(f"channels is 1 or 3, not {self.channels}")
        if self.likelihood not in ("bernoulli", "gaussian"):
            raise ValueError(f'likelihood is "bernoulli" or "gaussian", not {self.likelihood!r}')


class NaiveBayes(nn.Module):
    """Counts, and what follows from them."""

    name: ClassVar[str] = "naive_bayes"
    config_type: ClassVar[type] = NaiveBayesConfig
    capabilities: ClassVar[Capability] = (
        Capability.DECODE | Capability.LIKELIHOOD | Capability.CLASSIFY
    )
    seen: Tensor
    white: Tensor
    mean: Tensor
    variance: Tensor

    def __init__(self, config: NaiveBayesConfig) -> None:
        super().__init__()
        self.config = config
        self.image = ImageSpec(config.channels, config.image_size, config.image_size)
        shape = (config.classes, config.channels, config.image_size, config.image_size)
        self.latent = latent_spec(
            Section("class", Control.CLASS, config.classes),
            Section("view", Control.STAGE, 3),  # spread, mean, sample
            Section("temperature", Control.SETTING, 1, low=0.0, high=1.0, default=1.0),
            Section("dice", Control.NOISE, math.prod(shape[1:])),
        )
        # Whole numbers: half precision on disk would turn probabilities near 1 into 1.
        self.register_buffer("seen", torch.zeros(config.classes, dtype=torch.int32))  # n_y
        if config.likelihood == "bernoulli":
            self.register_buffer("white", torch.zeros(shape, dtype=torch.int32))  # n_iy
        else:
            self.register_buffer("mean", torch.zeros(shape))  # mu_iy
            self.register_buffer("variance", torch.ones(shape))  # sigma_iy^2

    def fit(self, batches: Iterable[Batch]) -> dict[str, float]:
        """Counts the pictures, replacing what was counted before. Pictures without a label are left
        out, and one class takes all of them. Raises ValueError for a label beyond the classes."""
        sums = self.seen.new_zeros((2, *self._shape()), dtype=torch.float64)  # of x and of x^2
        seen = torch.zeros_like(self.seen, dtype=torch.float64)
        for batch in batches:
            labels = torch.zeros_like(batch.labels) if self.config.classes == 1 else batch.labels
            x, labels = batch.images[labels >= 0].flatten(1), labels[labels >= 0]
            if len(labels) and int(labels.max()) >= self.config.classes:
                raise ValueError(f"classes is {self.config.classes}, but the data has more")
            if self.config.likelihood == "bernoulli":
                x = (x > 0).float()
            one_hot = F.one_hot(labels, self.config.classes).double()  # (N, classes)
            seen += one_hot.sum(0)
            sums[0] += (one_hot.T @ x.double()).view(self._shape())
            sums[1] += (one_hot.T @ x.double().square()).view(self._shape())
        self.seen.copy_(seen)
        if self.config.likelihood == "bernoulli":
            self.white.copy_(sums[0])
        else:
            mean, square = sums / seen.clamp(min=1.0).view(-1, 1, 1, 1)
            self.mean.copy_(mean)
            self.variance.copy_((square - mean**2).clamp(min=self.config.spread_floor**2))
        return {"pictures": float(seen.sum()), "rarest_class": float(seen.min())}

    def decode(self, z: Tensor) -> Tensor:
        """Latents (N, size) -> pictures (N, C, H, W) in [-1, 1]: a sample at the temperature, the
        mean, or the spread (black 0, white 1). Weights of classes mix the classes' parameters."""
        sizes = [section.size for section in self.latent.sections]
        weights, view, temperature, dice = torch.split(z, sizes, dim=1)
        weights = weights.clamp(min=0.0)
        weights = weights / weights.sum(1, keepdim=True).clamp(min=1e-6)  # (N, classes)
        if self.config.likelihood == "bernoulli":
            p = weights @ self.probabilities().flatten(1)  # (N, pixels)
            mean, spread = 2 * p - 1, 2 * (p * (1 - p)).clamp(min=0.0).sqrt()
            sample = torch.where(dice < p, 1.0, -1.0)
        else:
            mean = weights @ self.mean.flatten(1)
            spread = (weights @ self.variance.flatten(1)).sqrt()
            sample = mean + spread * normal_quantile(dice)
        sample = mean + temperature * (sample - mean)
        views = torch.stack([2 * spread - 1, mean, sample], dim=1).clamp(-1.0, 1.0)
        shown = (view[:, :, None] * views).sum(1)  # (N, pixels)
        return shown.clamp(-1.0, 1.0).view(-1, *self._shape()[1:])

    def probabilities(self) -> Tensor:
        """p(x_i = white | y) (classes, C, H, W): eq. (3)."""
        alpha = self.config.smoothing
        p: Tensor = (self.white + alpha) / (self.seen.view(-1, 1, 1, 1) + 2 * alpha)
        return p

    def class_prior(self) -> Tensor:
        """p(y) (classes,), smoothed as the pixels are."""
        smoothed = self.seen + self.config.smoothing
        return smoothed / smoothed.sum()

    def log_likelihoods(self, x: Tensor) -> Tensor:
        """ln p(x|y) of pictures (N, C, H, W) in nats for every class (N, classes). Bernoulli: of
        the picture split at mid grey; Gaussian: a density over pixels in [-1, 1]."""
        x = x.flatten(1).double()  # (N, pixels)
        if self.config.likelihood == "bernoulli":
            p = self.probabilities().flatten(1).double()
            white = (x > 0).double()
            return (white @ p.log().T + (1 - white) @ (-p).log1p().T).float()
        variance = self.variance.flatten(1).double()
        mean = self.mean.flatten(1).double()
        inverse = variance.reciprocal()  # sum (x - mu)^2 / sigma^2, multiplied out
        squares = x**2 @ inverse.T - 2 * x @ (mean * inverse).T + (mean**2 * inverse).sum(1)
        return (-0.5 * (squares + (2 * math.pi * variance).log().sum(1))).float()

    def log_likelihood(self, x: Tensor, labels: Tensor | None = None) -> Tensor:
        """Exact ln p(x) in nats (N,), eq. (5), or ln p(x|y) of the labels (N,)."""
        if labels is None:
            return self.classify(x).logsumexp(1)
        return self.log_likelihoods(x).gather(1, labels[:, None]).squeeze(1)

    def log_factors(self, x: Tensor, labels: Tensor | None = None) -> Tensor:
        """ln p(x_i|y) of every pixel (N, H, W), its channels together, in nats: of the labels (N,),
        or of each picture's likeliest class."""
        y = self.classify(x).argmax(1) if labels is None else labels
        if self.config.likelihood == "bernoulli":
            p = self.probabilities()[y]
            return torch.where(x > 0, p, 1 - p).log().sum(1)
        variance = self.variance[y]
        squares = (x - self.mean[y]) ** 2 / variance
        return (-0.5 * (squares + (2 * math.pi * variance).log())).sum(1)

    def classify(self, x: Tensor) -> Tensor:
        """ln p(x|y) + ln p(y) (N, classes); a softmax makes the posterior (1) of it."""
        return self.log_likelihoods(x) + self.class_prior().log()

    def objectives(self) -> tuple[Objective, ...]:
        """None: it counts (`fit`)."""
        return ()

    def averaged(self) -> Iterable[nn.Module]:
        """Nothing: what was counted is the model."""
        return ()

    def _shape(self) -> tuple[int, int, int, int]:
        image = self.image
        return (self.config.classes, image.channels, image.height, image.width)


CENTRAL: tuple[float, ...] = (
    *(2.81022636e-08, 3.43273939e-07, -3.5233877e-06, -4.39150654e-06, 0.00021858087),
    *(-0.00125372503, -0.00417768164, 0.246640727, 1.50140941),
)
TAIL: tuple[float, ...] = (
    *(-0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773),
    *(-0.0076224613, 0.00943887047, 1.00167406, 2.83297682),
)


def normal_quantile(u: Tensor) -> Tensor:
    """Phi^-1(u) for u in [0, 1), by Giles' polynomials for erfinv (table 5), whose few operations
    every runtime has. Error below 2e-6; u = 0 counts as 2^-25."""
    u = u.clamp(2.0**-25, 1 - 2.0**-24)
    w = -(4 * u * (1 - u)).log()
    central, tail = w - 2.5, w.clamp(min=5.0).sqrt() - 3.0
    inner, outer = torch.full_like(u, CENTRAL[0]), torch.full_like(u, TAIL[0])
    for a, b in zip(CENTRAL[1:], TAIL[1:], strict=True):
        inner, outer = a + inner * central, b + outer * tail
    return math.sqrt(2.0) * torch.where(w < 5.0, inner, outer) * (2 * u - 1)
