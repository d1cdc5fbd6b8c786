"""What an open model can do against damage, by what it is capable of.

denoise, reconstruct   DENOISE: g(f(x~)), trained on damaged pictures or on sound ones
mean                   ENCODE with a distribution: the picture of the posterior's mean
samples                the mean of the pictures of `DRAWS` draws from the posterior
code                   ENCODE without one: the picture of the code
tokens                 TOKENISE: the picture of its discrete codes
project                DECODE from a vector: the picture G(z*) closest to the damaged one (see
                       `latent.inversion`); missing pixels do not count
complete               COMPLETE: missing pixels are drawn, the others stay

None is told what the damage is, but for the last two, which are told which pixels are missing. A
model with classes is not told the class: each is tried, and the one that gives back best what is
given is taken.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from gen_explorer.analysis.sweep import Damaged, Floats, Mask
from gen_explorer.checkpoints.bundle import open_bundle
from gen_explorer.checkpoints.model import load_model
from gen_explorer.core.concurrency import CancelToken, Progress, no_progress
from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.engine.decode_onnx import open_session
from gen_explorer.latent import inversion, priors
from gen_explorer.models.base import OPEN, Control

DRAWS = 16
"""Posterior samples that are averaged."""
STEPS, STARTS = 150, 3
"""Of the descent to z*."""
KEPT = 8
"""Models kept open."""


class Restorer:
    """A bundle's model, open for restoring pictures of its shape."""

    def __init__(self, path: Path) -> None:
        """Reads the weights and imports torch. Raises `UserError` for what is no bundle."""
        self.path = path
        self.model: Any = load_model(open_bundle(str(path), verify=False))
        self._session: Any = None

    def restore(
        self,
        way: str,
        damaged: Damaged,
        seed: int = 0,
        progress: Progress = no_progress,
        cancel: CancelToken | None = None,
    ) -> Floats:
        """The pictures (N, H, W, C) restored, from 0 to 1. `seed` draws where something is drawn;
        picture n of a data set gets its own dice. Raises `Cancelled`."""
        x = to_model(damaged.pictures)
        if way == "complete":
            return self._completed(damaged, seed, cancel or CancelToken())
        if way == "project":
            known = torch.from_numpy(~damaged.missing)
            z, _ = inversion.invert(
                self.model, x, STEPS, seed=seed, progress=progress, cancel=cancel, starts=STARTS,
                known=known,
            )  # fmt: skip
            with torch.inference_mode():
                return to_pictures(self.model.decode(z))
        with torch.inference_mode():
            return to_pictures(self._passed(way, x, damaged.first, seed))

    def _passed(self, way: str, x: Tensor, first: int, seed: int) -> Tensor:
        """What one pass through the model gives back."""
        if way in ("denoise", "reconstruct"):
            restored: Tensor = self.model.denoise(x)
        elif way == "tokens":
            restored = self._of_codes(x)
        else:
            restored = self._by_encoder(x, first, seed, is_drawn=way == "samples")
        return restored

    def _by_encoder(self, x: Tensor, first: int, seed: int, is_drawn: bool) -> Tensor:
        """Through the VECTOR section: the picture of the posterior's mean, or with `is_drawn` the
        mean of the pictures of `DRAWS` draws."""
        labels = self._closest_classes(x) if self.model.latent.find(Control.CLASS) else None
        q = self.model.encode(x, labels)
        if not is_drawn or q.log_variance is None:
            return self._drawn(q.mean, labels)
        draws = []
        for n in range(len(x)):
            dice = np.random.Generator(np.random.Philox(np.random.SeedSequence((seed, first + n))))
            noise = dice.standard_normal((DRAWS, q.mean.shape[1])).astype(np.float32)
            draws.append(q.mean[n] + (0.5 * q.log_variance[n]).exp() * torch.from_numpy(noise))
        repeated = None if labels is None else labels.repeat_interleave(DRAWS)
        made = self._drawn(torch.cat(draws), repeated)
        return made.view(len(x), DRAWS, *x.shape[1:]).mean(1)

    def _closest_classes(self, x: Tensor) -> Tensor:
        """(N,): for each picture the class as which it comes back with the least error."""
        count = self.model.latent.find(Control.CLASS)[0][0].size
        labels = torch.arange(count).repeat(len(x))
        each = x.repeat_interleave(count, 0)
        back = self._drawn(self.model.encode(each, labels).mean, labels)
        errors = (back - each).square().flatten(1).mean(1)
        return errors.view(len(x), count).argmin(1)

    def _drawn(self, vector: Tensor, labels: Tensor | None) -> Tensor:
        """Pictures of a VECTOR section (N, size) and, where there are some, classes (N,)."""
        spec = self.model.latent
        z = vector
        if spec.vector_size < spec.size:
            z = torch.from_numpy(priors.draw(spec, 0).copy()).repeat(len(vector), 1)
            z[:, : spec.vector_size] = vector
            for section, place in spec.find(Control.CLASS):
                assert labels is not None
                z[:, place] = torch.eye(section.size)[labels]
        drawn: Tensor = self.model.decode(z)
        return drawn

    def _of_codes(self, x: Tensor) -> Tensor:
        spec = self.model.latent
        z = torch.from_numpy(priors.draw(spec, 0).copy()).repeat(len(x), 1)
        codes, first = self.model.codes(x).float(), 0
        for section, place in spec.find(Control.GRID):
            z[:, place] = codes[:, first : first + section.size]
            first += section.size
        return torch.from_numpy(self._walked(z.numpy()))

    def _walked(self, z: Floats) -> Floats:
        """Pictures (N, C, H, W) in [-1, 1] of a model that draws value by value: its loop is much
        quicker in the exported graph."""
        if self._session is None:
            self._session = open_session(self.path / "decoder.onnx", 1)
        drawn: Floats = self._session.run(["image"], {"z": z})[0]
        return drawn

    def _completed(self, damaged: Damaged, seed: int, cancel: CancelToken) -> Floats:
        """The decoder's own loop draws the open pixels; given ones come back as they were."""
        spec = self.model.latent
        section, canvas = next(p for p in spec.find(Control.GRID) if p[0].name == "canvas")
        grey = damaged.pictures.mean(axis=3)
        levels = np.floor(grey * (section.levels - 1) + 0.5).astype(np.float32)
        restored = damaged.pictures.copy()
        for n in range(len(restored)):
            gone = damaged.missing[n]
            if not gone.any():
                continue
            cancel.check()
            z = priors.draw(spec, seed + damaged.first + n)[None].copy()
            z[0, canvas] = np.where(gone, OPEN, levels[n]).reshape(-1)
            for classes, place in spec.find(Control.CLASS):
                known = to_model(damaged.pictures[n : n + 1]), ~gone
                z[0, place] = priors.one_hot(self._likeliest(*known, classes.size), classes.size)
            whole = to_pictures(torch.from_numpy(self._walked(z)))[0]
            restored[n][gone] = whole[gone]
        return restored

    @torch.inference_mode()
    def _likeliest(self, x: Tensor, known: Mask, count: int) -> int:
        """The class in which the given pixels of one picture are likeliest. Exact where the missing
        ones come last; else those behind them are judged with black in their place."""
        labels = torch.arange(count)
        factors = self.model.log_factors(x.expand(count, -1, -1, -1), labels)
        return int((factors * torch.from_numpy(known)).flatten(1).sum(1).argmax())


def open_restorer(path: Path, digest: str = "") -> Restorer:
    """The restorer of the bundle at `path`, kept for the next time. `digest` (of its weights) tells
    a bundle that was packed anew from the one before. Raises `UserError`."""
    return _kept(str(path), digest)


@functools.lru_cache(maxsize=KEPT)
def _kept(path: str, _digest: str) -> Restorer:
    return Restorer(Path(path))


def fit_error(path: Path, wanted: tuple[int, ...], given: tuple[int, ...]) -> UserError:
    """For pictures of another shape than the model's."""
    return UserError(
        tr("{model} restores pictures of {wanted}, not of {given}.").format(
            model=path.name, wanted=_shape(wanted), given=_shape(given)
        ),
        tr("Choose a model that is made for pictures of this shape."),
    )


def _shape(shape: tuple[int, ...]) -> str:
    return " × ".join(str(side) for side in shape)


def to_model(pictures: Floats) -> Tensor:
    """float32 (N, H, W, C) from 0 to 1 -> (N, C, H, W) in [-1, 1]."""
    planes = np.ascontiguousarray(pictures.transpose(0, 3, 1, 2))
    return torch.from_numpy(planes).mul(2.0).sub_(1.0)


def to_pictures(x: Tensor) -> Floats:
    """(N, C, H, W) in [-1, 1] -> float32 (N, H, W, C) from 0 to 1."""
    unit = x.float().add(1.0).mul_(0.5).clamp_(0.0, 1.0)
    pictures: Floats = unit.permute(0, 2, 3, 1).contiguous().numpy()
    return pictures
