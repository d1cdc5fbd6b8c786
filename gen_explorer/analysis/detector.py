"""Runs anomaly scores over many pictures: fits what they need, then goes through batch by batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from torch import Tensor

from gen_explorer.analysis import scores
from gen_explorer.analysis.anomaly import BY_NAME, Facts, Floats, offered
from gen_explorer.analysis.problems import Pictures
from gen_explorer.analysis.scores import Invert, Normal, Seen
from gen_explorer.core.concurrency import CancelToken, Progress, no_progress
from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import counted, tr
from gen_explorer.data import images
from gen_explorer.data.image_set import spread
from gen_explorer.models.base import Capability

BATCH = 250
BANK = 5000
"""Normal codes that neighbours are looked for among."""
FITTED = 10_000
"""Normal training pictures that are looked at."""
HELD_OUT = 10
"""One in so many of them sets the scales of a combined score, and is in no bank."""
SURPRISED = 1000
"""Of them, for the mean log-likelihood."""
_CODES = {"mahalanobis", "knn", "combined"}


def facts_of(model: Any) -> Facts:
    """What decides the scores of a model, in eval mode. Encodes one grey picture."""
    names = [flag.name.lower() for flag in model.capabilities if flag.name]
    is_variational = False
    if Capability.ENCODE in model.capabilities and model.latent.vector_size:
        spec = model.image
        with torch.no_grad():
            grey = torch.zeros(1, spec.channels, spec.height, spec.width)
            is_variational = model.encode(grey).log_variance is not None
    return Facts(names, model.latent, is_variational)


class Detector:
    """A model and some scores, fitted to normal pictures."""

    def __init__(
        self, model: Any, names: Sequence[str], normal: Normal, invert: Invert | None = None
    ) -> None:
        """`model` in eval mode; `invert` for the score "anogan"."""
        self.model, self.names, self.normal, self.invert = model, tuple(names), normal, invert

    def seen(self, pictures: images.Bytes) -> Seen:
        """uint8 (N, H, W, C), as the scores see them."""
        return Seen(self.model, images.to_model(pictures), self.normal, self.invert)

    def run(
        self,
        pictures: Pictures,
        progress: Progress = no_progress,
        cancel: CancelToken | None = None,
    ) -> dict[str, Floats]:
        """Each score (N,) of all pictures. Raises `Cancelled`, and `UserError` for a score that is
        no number."""
        token, count = cancel or CancelToken(), len(pictures)
        found = {name: np.empty(count, np.float32) for name in self.names}
        size = 16 if "anogan" in self.names else BATCH
        for first in range(0, count, size):
            token.check()
            words = counted(count, tr("Scoring one picture"), tr("Scoring {count} pictures"))
            progress(first / count, words.format(count=count))
            places = np.arange(first, min(first + size, count))
            # A search for latents needs gradients on the way, which inference mode rules out.
            with torch.no_grad() if "anogan" in self.names else torch.inference_mode():
                seen = self.seen(pictures.batch(places))
                for name in self.names:
                    value = scores.FUNCTIONS[name](seen)
                    found[name][places] = value.detach().float().numpy()
        for name, values in found.items():
            if not np.isfinite(values).all():
                raise UserError(
                    tr("The score {name} is not a number for some pictures.").format(name=name),
                    tr("Choose another score, or another model."),
                )
        progress(1.0, "")
        return found


def check(model: Any, names: Sequence[str]) -> None:
    """Raises `UserError` for a score that is not known or that the model does not have."""
    possible = offered(facts_of(model))
    for name in names:
        if name not in BY_NAME or name not in possible:
            raise UserError(
                tr("This model has no score called {name}.").format(name=name),
                tr("Its scores are: {names}.").format(names=", ".join(possible))
                if possible
                else tr("Nothing that this model can do tells normal from abnormal."),
            )


def fit(
    model: Any,
    names: Sequence[str],
    normal: Pictures,
    invert: Invert | None = None,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> Detector:
    """A detector with what `names` need to know of normal training pictures. Raises `UserError` for
    a score that the model does not have or too few pictures, and `Cancelled`."""
    check(model, names)
    token = cancel or CancelToken()
    known = Normal()
    if not any(BY_NAME[name].is_fitted for name in names):
        return Detector(model, names, known, invert)
    if len(normal) < 2 * HELD_OUT:
        raise UserError(
            counted(
                len(normal),
                tr("One normal picture is too little to learn from."),
                tr("{count} normal pictures are too few to learn from."),
            ).format(count=len(normal)),
            tr("At least {count} are needed.").format(count=2 * HELD_OUT),
        )
    chosen = spread(len(normal), FITTED)
    held_out = np.arange(len(chosen)) % HELD_OUT == HELD_OUT - 1

    def told(share: float) -> None:
        token.check()
        progress(share, tr("Learning what is normal"))

    with torch.inference_mode():
        if _CODES & set(names):
            codes = _codes(model, normal, chosen, told)
            kept = codes[torch.from_numpy(~held_out)]
            bank = kept[torch.from_numpy(spread(len(kept), BANK))]
            known = scores.fit_codes(kept, bank)
        if "typicality" in names:
            some = chosen[spread(len(chosen), SURPRISED)]
            total = 0.0
            for first in range(0, len(some), BATCH):
                told(first / len(some))
                part = images.to_model(normal.batch(some[first : first + BATCH]))
                total += float(scores.surprise(Seen(model, part)).double().sum())
            known = replace(known, surprise=total / len(some))
        if "combined" in names:
            told(-1.0)
            part = chosen[held_out][:1000]
            seen = Seen(model, images.to_model(normal.batch(part)), known)
            scales = {}
            for name, function in (("ssim", scores.ssim), ("knn", scores.knn)):
                value = function(seen).double()
                scales[name] = (float(value.mean()), max(float(value.std()), 1e-9))
            known = replace(known, scales=scales)
    return Detector(model, names, known, invert)


def _codes(model: Any, normal: Pictures, chosen: Any, told: Any) -> Tensor:
    """Codes (n, size) of the pictures at `chosen`."""
    made = []
    for first in range(0, len(chosen), BATCH):
        told(first / len(chosen))
        part = images.to_model(normal.batch(chosen[first : first + BATCH]))
        made.append(Seen(model, part).codes)
    return torch.cat(made)
