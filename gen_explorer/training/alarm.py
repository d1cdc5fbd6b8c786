"""What an alarm is."""

from __future__ import annotations

from dataclasses import dataclass

SETTLED_STEPS = 200
"""Before so many steps nothing is said of how a run does: every model begins as a bad one."""


@dataclass(frozen=True)
class Alarm:
    """Something that goes wrong in a run. Texts are in the person's language."""

    kind: str
    """nan, exploding_gradients, vanishing_gradients, over_fitting, mode_collapse,
    strong_discriminator, posterior_collapse or dead_codes."""
    step: float
    """Since when."""
    what: str
    evidence: str
    """The numbers that say so."""
    remedy: str
