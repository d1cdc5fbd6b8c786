"""Small picture while moving, full size at rest: a transition table, with time as an argument."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from gen_explorer.engine.request import Quality

SLOW_MS = 16.0
"""A pass longer than this misses frames of a 60 Hz screen."""
REST_SECONDS = 0.2
"""A control held still for this long is at rest, even if the mouse button is down."""


class Size(enum.Enum):
    PREVIEW = "preview"
    FULL = "full"


@dataclass(frozen=True)
class Step:
    """What to draw for a request."""

    size: Size
    refine_at: float | None
    """When to draw the same request again at full size if no newer one comes."""


def step(quality: Quality, is_slow: bool, now: float) -> Step:
    """What to draw for a request that is looked at `now` (seconds).

    | quality | model | draws   | later                        |
    |---------|-------|---------|------------------------------|
    | moving  | slow  | preview | full after a rest            |
    | moving  | fast  | full    |                              |
    | settled | any   | full    |                              |
    """
    if quality is Quality.MOVING and is_slow:
        return Step(Size.PREVIEW, now + REST_SECONDS)
    return Step(Size.FULL, None)
