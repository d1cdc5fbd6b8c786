"""Which z does a generator draw a given picture from? Found by descent.

A generator has no encoder, so z is looked for (Zhu et al., Generative Visual Manipulation on the
Natural Image Manifold, ECCV 2016; Schlegl et al., AnoGAN, IPMI 2017):

    z* = argmin_z  |x - G(z)|^2 / pixels  +  prior_weight * |z|^2 / (2 size)

G(z*) is x's projection onto what G can draw: the part of x that G knows. Noise and anomalies are
not among it and stay behind. The error has many valleys, so the descent (Adam, its rate falling to
0 along a cosine) begins at several places: those of `CANDIDATES` random draws that look most like
x. The best z met on the way is kept, not the last.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from gen_explorer.core.concurrency import CancelToken, Progress, no_progress
from gen_explorer.core.translation import tr
from gen_explorer.latent import priors
from gen_explorer.models.base import Control, LatentSpec, Prior

CANDIDATES = 128
"""Random draws that the descent's beginnings are chosen from, the same for every picture."""
CHUNK = 64
"""Descents side by side."""
EDGE = 0.999
"""Uniform components begin within this, where tanh still has a slope."""

Extra = Callable[[Tensor, Tensor], Tensor]
"""(drawn pictures, wanted pictures), both (M, C, H, W) -> what is added to the error, (M,)."""


def can_invert(spec: LatentSpec) -> bool:
    """Whether pictures follow smoothly from a vector: a model that draws discrete codes or pixels
    by dice gives no gradient."""
    is_discrete = any(spec.find(c) for c in (Control.GRID, Control.NOISE, Control.TEXT))
    return spec.vector_size > 0 and not is_discrete


def invert(
    model: Any,
    pictures: Tensor,
    steps: int = 200,
    learning_rate: float = 0.1,
    seed: int = 0,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
    starts: int = 4,
    known: Tensor | None = None,
    prior_weight: float = 0.0,
    extra: Extra | None = None,
) -> tuple[Tensor, Tensor]:
    """z (N, size) of pictures (N, C, H, W) in [-1, 1], and the mean squared errors (N,) that are
    left, of pixels on the scale [0, 1].

    `model` is a family in eval mode whose parameters ask for no gradient. `known` (N, H, W) bool
    leaves pixels out that are False. `extra` adds to the error that is descended, AnoGAN's feature
    loss for one. The result depends on each picture and the seed, not on what else is in the
    batch. Raises ValueError for a model without a gradient, and `Cancelled`.
    """
    if not can_invert(model.latent):
        raise ValueError("pictures of this model do not follow smoothly from a vector")
    if known is None:
        known = torch.ones_like(pictures[:, 0], dtype=torch.bool)
    token = cancel or CancelToken()
    drawn = priors.draws(model.latent, range(seed, seed + CANDIDATES))
    candidates = torch.from_numpy(drawn).to(pictures.device)
    with torch.no_grad():
        looks = torch.cat([model.decode(part) for part in torch.split(candidates, CHUNK)])
    found, errors = [], []
    piece = max(1, CHUNK // starts)
    for first in range(0, len(pictures), piece):
        part = slice(first, first + piece)

        def told(share: float, first: int = first) -> None:
            token.check()
            done = (first + share * min(piece, len(pictures) - first)) / len(pictures)
            progress(done, tr("Looking for the latents"))

        search = _Search(model, pictures[part], known[part], prior_weight, extra)
        z, error = search.run(candidates, looks, starts, steps, learning_rate, told)
        found.append(z)
        errors.append(error)
    return torch.cat(found), torch.cat(errors)


class _Search:
    """The descents of a few pictures."""

    def __init__(
        self, model: Any, wanted: Tensor, known: Tensor, prior_weight: float, extra: Extra | None
    ) -> None:
        self.model, self.wanted, self.prior_weight, self.extra = model, wanted, prior_weight, extra
        mask = known[:, None].to(wanted.dtype).expand_as(wanted)
        self.mask = mask / mask.flatten(1).sum(1).clamp(min=1)[:, None, None, None]

    def run(
        self,
        candidates: Tensor,
        looks: Tensor,
        starts: int,
        steps: int,
        learning_rate: float,
        told: Callable[[float], None],
    ) -> tuple[Tensor, Tensor]:
        distance = torch.stack([self._error(look[None], self.wanted, self.mask) for look in looks])
        first = distance.topk(starts, dim=0, largest=False).indices.T.reshape(-1)
        wanted = self.wanted.repeat_interleave(starts, 0)  # (N * starts, C, H, W)
        mask = self.mask.repeat_interleave(starts, 0)
        free = _free(self.model.latent, candidates[first])
        best = candidates[first].clone()
        best_value = wanted.new_full((len(wanted),), torch.inf)
        best_error = best_value.clone()
        optimiser = torch.optim.Adam([free], lr=learning_rate)
        falling = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, max(steps, 1))
        for step in range(steps + 1):
            told(step / (steps + 1))
            with torch.enable_grad():
                z = _bound(self.model.latent, free)
                drawn = self.model.decode(z)
                error = self._error(drawn, wanted, mask)
                value = error + self._prior(z)
                if self.extra is not None:
                    value = value + self.extra(drawn, wanted)
            with torch.no_grad():
                better = value < best_value
                best_value = torch.where(better, value, best_value)
                best_error = torch.where(better, error, best_error)
                best = torch.where(better[:, None], z, best)
            if step < steps:
                optimiser.zero_grad()
                torch.autograd.backward(value.sum())
                optimiser.step()
                falling.step()
        chosen = best_value.view(-1, starts).argmin(1)
        rows = torch.arange(len(chosen), device=chosen.device) * starts + chosen
        return best[rows].detach(), best_error[rows].detach()

    def _error(self, drawn: Tensor, wanted: Tensor, mask: Tensor) -> Tensor:
        return ((drawn - wanted).square() * mask).flatten(1).sum(1) / 4

    def _prior(self, z: Tensor) -> Tensor:
        size = self.model.latent.vector_size
        return self.prior_weight * z[:, :size].square().mean(1) / 2


def _free(spec: LatentSpec, z: Tensor) -> Tensor:
    """Numbers without bounds that `_bound` makes z of."""
    free = z.clone()
    for section, place in spec.parts():
        if section.control in (Control.CLASS, Control.CODE):
            soft = 0.9 * z[:, place] + 0.1 / section.size
            free[:, place] = soft.log()
        elif section.control is Control.DIAL or _is_uniform(spec, section.control):
            free[:, place] = z[:, place].clamp(-EDGE, EDGE).atanh()
    return free.requires_grad_(True)


def _bound(spec: LatentSpec, free: Tensor) -> Tensor:
    """z: weights sum to 1, uniform components stay between -1 and 1, settings stay as drawn."""
    parts = []
    for section, place in spec.parts():
        part = free[:, place]
        if section.control in (Control.CLASS, Control.CODE):
            part = F.softmax(part, dim=1)
        elif section.control is Control.DIAL or _is_uniform(spec, section.control):
            part = part.tanh()
        elif section.control is not Control.VECTOR:
            part = part.detach()
        parts.append(part)
    return torch.cat(parts, dim=1)


def _is_uniform(spec: LatentSpec, control: Control) -> bool:
    return control is Control.VECTOR and spec.prior is Prior.UNIFORM
