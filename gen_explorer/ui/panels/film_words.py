"""What the film of a run says."""

from __future__ import annotations

import numpy as np

from gen_explorer.core.translation import tr
from gen_explorer.training.history import History
from gen_explorer.ui.language import integer


def kinds() -> dict[str, str]:
    """What each kind of picture is called."""
    return {
        "samples": tr("Samples"),
        "raw": tr("Raw and averaged weights"),
        "reconstructions": tr("Reconstructions"),
        "real": tr("Real and generated"),
        "map": tr("Map"),
        "pair": tr("Two moments, one latent"),
    }


def moment(history: History | None, step: int) -> str:
    """A step with its epoch."""
    return tr("Step {step}").format(step=integer(step)) + _epoch(history, step)


def of_total(history: History | None, step: int, last: int) -> str:
    """A step of how many, with its epoch."""
    text = tr("Step {step} of {total}").format(step=integer(step), total=integer(max(last, step)))
    return text + _epoch(history, step)


def _epoch(history: History | None, step: int) -> str:
    if history is None:
        return ""
    steps, epochs, _ = history.series("epoch")
    if not len(steps):
        return ""
    place = min(int(np.searchsorted(steps, step)), len(steps) - 1)
    return "  ·  " + tr("epoch {epoch}").format(epoch=integer(int(epochs[place]) + 1))


def hint(is_watched: bool, is_alive: bool) -> str:
    """What a film without pictures says."""
    if not is_watched:
        return tr(
            "No run is watched. Start one in the panel Training, or open the folder of a run: "
            "its pictures become a film here."
        )
    if is_alive:
        return tr("The first pictures come after the first part of the training.")
    return tr("This run left no pictures.")
