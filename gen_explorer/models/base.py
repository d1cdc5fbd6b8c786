"""What every model family keeps to, and what it says about itself.

`LatentSpec` and `Capability` are read by panels before torch is loaded: this file imports torch for
the type checker only.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

if TYPE_CHECKING:
    from torch import Tensor
    from torch.nn import Module, Parameter


class Capability(enum.Flag):
    """What a model can do. Code asks for the capability, never for the family's name."""

    DECODE = enum.auto()
    """decode(z): latent to picture."""
    ENCODE = enum.auto()
    """encode(x): picture to posterior."""
    DISCRIMINATE = enum.auto()
    """discriminate(x): how real a picture looks."""


class Prior(enum.Enum):
    """The distribution that a latent vector is drawn from, each component alone."""

    NORMAL = "normal"
    """N(0, 1)."""
    UNIFORM = "uniform"
    """U(-1, 1), as in DCGAN (Radford 2016)."""


def require_positive(config: object, *names: str) -> None:
    """Raises ValueError where one of a config's settings is not above 0 (or beyond 65536)."""
    for name in names:
        value = getattr(config, name)
        if not 0 < value <= 65536:
            raise ValueError(f"{name} lies between 0 and 65536, not {value}")


@dataclass(frozen=True)
class LatentSpec:
    """The controls that drive a model. Panels are built from it."""

    size: int
    """Number of components of the latent vector."""
    prior: Prior = Prior.NORMAL


@dataclass(frozen=True)
class ImageSpec:
    """The shape of the pictures a model is made for."""

    channels: int
    height: int
    width: int


@dataclass(frozen=True)
class Posterior:
    """q(z|x) = N(mean, exp(log_variance)), both (N, latent size)."""

    mean: Tensor
    log_variance: Tensor

    def kl(self) -> Tensor:
        """KL(q(z|x) || N(0, I)) in nats, for each picture and component: (N, latent size).
        Closed form for two normal distributions (Kingma and Welling 2014, appendix B)."""
        return -0.5 * (1 + self.log_variance - self.log_variance.exp() - self.mean**2)


@dataclass(frozen=True)
class Batch:
    """What a training step sees."""

    images: Tensor
    """float32 (N, C, H, W) in [-1, 1]."""
    labels: Tensor
    """int64 (N,); -1 where there is no label."""


@dataclass(frozen=True)
class Loss:
    """The value to descend, and named scalars to show."""

    value: Tensor
    """Scalar with a gradient."""
    scalars: dict[str, Tensor]
    """Detached scalars by name: recon, kl, d_real, d_fake ..."""


@dataclass(frozen=True)
class Objective:
    """One thing to optimise: the loop runs a family's objectives in order, each step."""

    name: str
    parameters: tuple[Parameter, ...]
    loss: Callable[[Batch], Loss]
    learning_rate: float
    betas: tuple[float, float] = (0.9, 0.999)
    """Adam's (beta 1, beta 2)."""


class Family(Protocol):
    """A model family: a torch Module whose class says what it is. See CONTRIBUTING.md for how to
    add one."""

    name: ClassVar[str]
    """The family's name in the registry and on the command line."""
    config_type: ClassVar[type]
    """A frozen dataclass: every field has a default and a line under it."""
    capabilities: ClassVar[Capability]
    config: Any
    latent: LatentSpec
    image: ImageSpec

    def objectives(self) -> tuple[Objective, ...]:
        """What to optimise, in the order of a training step."""

    def decode(self, z: Tensor) -> Tensor:
        """Latents (N, size) to pictures (N, C, H, W) in [-1, 1]."""

    def averaged(self) -> Iterable[Module]:
        """Parts whose weights the loop keeps a moving average of (EMA); the average is what a
        bundle ships. Empty where the family does not ask for it."""


class Encodes(Protocol):
    """What a family with Capability.ENCODE has besides."""

    def encode(self, x: Tensor) -> Posterior:
        """Pictures (N, C, H, W) in [-1, 1] to the posterior over their latents."""

    def reconstruction(self, x: Tensor, z: Tensor) -> Tensor:
        """-ln p(x|z) in nats a picture (N,)."""
