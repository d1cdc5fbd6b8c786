"""What every model family keeps to, and what it says about itself.

`LatentSpec` and `Capability` are read by panels before torch is loaded: this file imports torch for
the type checker only.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

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
    LIKELIHOOD = enum.auto()
    """log_likelihood(x): exact ln p(x)."""
    CLASSIFY = enum.auto()
    """classify(x): one logit a class."""
    DENOISE = enum.auto()
    """denoise(x): a damaged picture made whole."""
    TOKENISE = enum.auto()
    """codes(x): picture to the values of its GRID sections; features(x): what they stand for."""
    COMPLETE = enum.auto()
    """A latent section of pixels: what is given stays, the model draws the rest."""


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


class Control(enum.Enum):
    """What a section of the latent vector means, and how a person turns it."""

    VECTOR = "vector"
    """Components of the latent vector proper, drawn from the spec's prior: one slider each."""
    CLASS = "class"
    """One weight a class of the data; drawn as a single class, mixed by soft weights."""
    CODE = "code"
    """One weight a value of a categorical code without a name (InfoGAN)."""
    DIAL = "dial"
    """Continuous codes, U(-1, 1)."""
    STAGE = "stage"
    """Which stage's picture is shown: weight 1 on one; the last stage unless set."""
    SETTING = "setting"
    """A number with a range and a default, the same for every seed (temperature)."""
    NOISE = "noise"
    """Numbers from U(0, 1) that only the seed decides: the dice of a model that draws pixels."""
    GRID = "grid"
    """Whole numbers in rows: codes or pixels. OPEN ones are drawn by the model itself."""
    TEXT = "text"
    """Token numbers of a caption (see `data.captions`), 0 behind its end."""


OPEN = -1.0
"""In a GRID section: left to the model."""


@dataclass(frozen=True)
class Section:
    """A run of neighbouring components of z that belong together."""

    name: str
    """Unique within a spec; the key of its name for people."""
    control: Control
    size: int
    rows: int = 0
    """GRID: rows; columns = size / rows."""
    levels: int = 0
    """GRID: values are 0 to levels - 1."""
    low: float = 0.0
    high: float = 1.0
    default: float = 0.0
    """SETTING: range and default."""
    source: str = ""
    """TEXT: which captions `data.captions` draws."""


@dataclass(frozen=True)
class LatentSpec:
    """The controls that drive a model. Panels are built from it.

    Whatever a model is driven by is one vector z (size,): a picture is a function of z alone. Most
    models have a plain vector; others divide z into sections, a VECTOR section first.
    """

    size: int
    """Number of components of z."""
    prior: Prior = Prior.NORMAL
    """Of the VECTOR section."""
    sections: tuple[Section, ...] = ()
    """Empty: all of z is one VECTOR section."""
    samplers: tuple[str, ...] = ("prior",)
    """Names in `latent.samplers` that the VECTOR section can be drawn with."""

    def parts(self) -> tuple[tuple[Section, slice], ...]:
        """Every section with its place in z."""
        if not self.sections:
            return ((Section("vector", Control.VECTOR, self.size), slice(0, self.size)),)
        places, first = [], 0
        for section in self.sections:
            places.append((section, slice(first, first + section.size)))
            first += section.size
        return tuple(places)

    def find(self, control: Control) -> tuple[tuple[Section, slice], ...]:
        """The sections of one kind, with their places."""
        return tuple(part for part in self.parts() if part[0].control is control)

    @property
    def vector_size(self) -> int:
        """Components of the VECTOR section, which are the first of z; 0 without one."""
        return sum(section.size for section, _ in self.find(Control.VECTOR))


def latent_spec(*sections: Section, prior: Prior = Prior.NORMAL) -> LatentSpec:
    """The spec of these sections in this order."""
    return LatentSpec(sum(section.size for section in sections), prior, sections)


@dataclass(frozen=True)
class ImageSpec:
    """The shape of the pictures a model is made for."""

    channels: int
    height: int
    width: int


@dataclass(frozen=True)
class Posterior:
    """q(z|x) = N(mean, exp(log_variance)), both (N, size of the VECTOR section)."""

    mean: Tensor
    log_variance: Tensor | None
    """None where the encoder gives one code and no distribution (plain autoencoder)."""

    def draw(self) -> Tensor:
        """z = mean + sigma * eps, eps ~ N(0, I), differentiable (Kingma and Welling, eq. 4); the
        mean itself where there is no distribution."""
        if self.log_variance is None:
            return self.mean
        noise = self.mean.new_empty(self.mean.shape).normal_()
        return self.mean + (0.5 * self.log_variance).exp() * noise

    def kl(self) -> Tensor:
        """KL(q(z|x) || N(0, I)) in nats, for each picture and component, as `mean`. Closed form for
        two normal distributions (Kingma and Welling 2014, appendix B). Raises ValueError where
        there is no distribution."""
        if self.log_variance is None:
            raise ValueError("a deterministic code has no KL divergence")
        return -0.5 * (1 + self.log_variance - self.log_variance.exp() - self.mean**2)


@dataclass(frozen=True)
class Batch:
    """What a training step sees."""

    images: Tensor
    """float32 (N, C, H, W) in [-1, 1]."""
    labels: Tensor
    """int64 (N,); -1 where there is no label."""
    progress: float = 0.0
    """Share of the training that is done, 0 to 1."""
    tokens: Tensor | None = None
    """int64 (N, T): captions of the pictures, for families with a TEXT section."""


@dataclass(frozen=True)
class Loss:
    """The value to descend, and named scalars to show."""

    value: Tensor
    """Scalar with a gradient."""
    scalars: dict[str, Tensor]
    """Detached scalars by name: recon, kl, d_real, d_fake ..."""
    vectors: dict[str, Tensor] = field(default_factory=dict)
    """Detached, one number a component of z, mean over the batch: kl (nats)."""


@dataclass(frozen=True)
class Objective:
    """One thing to optimise: the loop runs a family's objectives in order, each step."""

    name: str
    parameters: tuple[Parameter, ...]
    loss: Callable[[Batch], Loss]
    learning_rate: float
    betas: tuple[float, float] = (0.9, 0.999)
    """Adam's (beta 1, beta 2)."""
    every: int = 1
    """Runs in one step of so many: a WGAN's generator moves once for five steps of its critic."""
    begins: float = 0.0
    """Runs from this share of the training on: a prior is learned over codes that stay."""
    ends: float = 1.0
    """Runs up to this share of the training."""
    clip: float = 0.0
    """Largest norm of the gradient; 0 leaves it as it is."""


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
        """What to optimise, in the order of a training step. Empty for a family that counts: it
        has `fit(batches: Iterable[Batch]) -> dict[str, float]`, one pass, instead."""

    def decode(self, z: Tensor) -> Tensor:
        """Latents (N, size) to pictures (N, C, H, W) in [-1, 1]."""

    def averaged(self) -> Iterable[Module]:
        """Parts whose weights the loop keeps a moving average of (EMA); the average is what a
        bundle ships. Empty where the family does not ask for it."""


class Encodes(Protocol):
    """What a family with Capability.ENCODE has besides."""

    def encode(self, x: Tensor, labels: Tensor | None = None) -> Posterior:
        """Pictures (N, C, H, W) in [-1, 1] to the posterior over their VECTOR section. `labels`
        (N,) matter to a family with a CLASS section only."""

    def reconstruction(self, x: Tensor, z: Tensor) -> Tensor:
        """-ln p(x|z) in nats a picture (N,)."""


State = dict[str, "Tensor"]
"""What a walk knows, by name."""


class Walk(Protocol):
    """Draws one GRID section row by row (see `models.sequential`). Its functions hold no Python
    value that depends on the data: they are exported as parts of a loop."""

    grid: str
    """Name of the section."""

    def start(self, z: Tensor, before: tuple[State, ...]) -> State:
        """Everything that stays or changes during the walk, with the entries of
        `sequential.opening`. z (N, size); `before` are the states at the end of earlier walks."""

    def row(self, state: State, row: Tensor) -> State:
        """The entries that change before a row is drawn. New names last for that row only. `row`
        is a whole number (); shapes and types stay what they were."""

    def sweep(self, state: State) -> tuple[Tensor, State]:
        """The logits (N, width, levels) of a row's cells, given its values `state["now"]`
        (N, width), of which each sees only those to its left; and the entries that the next row
        needs. They are computed alike at every sweep, and those of the last one stay."""


@runtime_checkable
class Sequential(Protocol):
    """What a family that draws grids value by value has besides; its decode(z) is
    `sequential.decode(self, z)`."""

    def walks(self) -> tuple[Walk, ...]:
        """In the order in which they are walked."""

    def finish(self, z: Tensor, states: tuple[State, ...]) -> Tensor:
        """The picture (N, C, H, W) in [-1, 1] of what every walk drew."""
