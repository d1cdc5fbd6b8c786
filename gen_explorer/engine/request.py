"""What goes to the render thread and what comes back: plain frozen values."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from gen_explorer.core.errors import UserError
from gen_explorer.state.recipe import Recipe

Latents = npt.NDArray[np.float32]
Packed = npt.NDArray[np.int32]
Codes = npt.NDArray[np.float32]


class Quality(enum.Enum):
    MOVING = "moving"
    """While a control is dragged: a smaller picture will do if the model is slow."""
    SETTLED = "settled"


@dataclass(frozen=True)
class RenderRequest:
    """One view's wish. The newest of a view replaces the older."""

    view: str
    """"picture", "hover", "sheet", "tiles", "film" ...: one slot each."""
    epoch: int
    """Counts opened models."""
    revision: int
    """Counts requests; larger is newer."""
    subject: Recipe | Latents
    """A recipe (one picture) or latents (N, size), drawn in chunks."""
    quality: Quality = Quality.SETTLED


@dataclass(frozen=True)
class Timings:
    """Where a frame's time went, in milliseconds."""

    resolve: float = 0.0
    """Recipe to latent."""
    decode: float = 0.0
    """Forward pass and packing, on the device."""
    copy: float = 0.0
    """Device to host; 0 on a CPU."""
    wait: float = 0.0
    """From submit to the start of the work."""

    @property
    def total(self) -> float:
        return self.resolve + self.decode + self.copy


@dataclass(frozen=True)
class Frame:
    """What the render thread answers. A failed render is a frame with an error."""

    view: str
    epoch: int
    revision: int
    pixels: Packed | None = None
    """(n, H, W) packed 0x00RRGGBB; n = 1 for a recipe."""
    first: int = 0
    """Place of pixels[0] among the request's latents."""
    is_last: bool = True
    """False while more chunks of the same request follow."""
    is_preview: bool = False
    error: UserError | None = None
    timings: Timings = field(default_factory=Timings)
    codes: Codes | None = None
    """(1, all GRID components of z in their order): what was given and what the model drew, of a
    single picture; None for a batch, and where the decoder does not tell."""
