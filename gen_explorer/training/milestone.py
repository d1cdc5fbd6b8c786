"""What a run shows of itself every now and then: sheets of pictures, measures, a model to walk in.

previews/step-00001234.png                  samples of fixed latents, by averaged weights if any
previews/step-00001234-raw.png              by the weights that are trained, where those differ
previews/step-00001234-reconstructions.png  held-out pictures above what their codes give back
previews/real.png                           held-out pictures
moments/                                    see `training.moments`
"""

from __future__ import annotations

import functools
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor

from gen_explorer.core.files import write_atomically
from gen_explorer.models.base import Control
from gen_explorer.training import preview, watching
from gen_explorer.training.moments import Moments
from gen_explorer.training.run import RunFolder
from gen_explorer.training.trainer import Trainer, is_in_time

SHOWN = preview.SIDE**2
SAMPLES = 256
"""Drawn for the measures, of a model that draws a picture in one pass."""


class Milestones:
    """Shows a run. Its draws leave the training's generators as they were."""

    def __init__(self, run: RunFolder, trainer: Trainer) -> None:
        self.run = run
        self.trainer = trainer

    def show(self, epoch: int, share: float, is_wanted: bool = False) -> None:
        """At the trainer's step, in epoch `epoch` (from 0), when `share` of the run is done.
        `is_wanted` saves a moment also when the last one is not long ago."""
        run, trainer = self.run, self.trainer
        with own_generator(trainer.device):
            finished = trainer.finished_model()
            in_one_pass = not finished.latent.find(Control.GRID)
            count = SAMPLES if in_one_pass else SHOWN
            made = preview.samples(finished, count, trainer.device).cpu()
            sheet = preview.sheet_png(made[:SHOWN])
            run.save_preview(trainer.step, sheet)
            self._save_other_sheets(finished)
            values = self._losses(share) | self._measures(finished, made)
            if values:
                run.add_event(step=trainer.step, epoch=epoch, time=time.time(), **values)
            if run.config.moments:
                self._moments.save(trainer.step, trainer, sheet, is_wanted)

    def _save_other_sheets(self, finished: Any) -> None:
        run, step, device = self.run, self.trainer.step, self.trainer.device
        if self.trainer.average is not None:
            run.save_preview(step, preview.preview_png(self.trainer.raw_model(), device), "raw")
        if self._real is None:
            return
        pictures, labels = (spread_over(rows, SHOWN) for rows in self._real)
        if not run.real_preview.exists():
            write_atomically(run.real_preview, preview.sheet_png(pictures))
        pictures, labels = (spread_over(rows, SHOWN // 2) for rows in self._real)
        made = preview.reconstructions(finished, pictures.to(device), labels.to(device))
        if made is not None:
            sheet = preview.sheet_png(preview.interleaved(pictures, made.cpu()))
            run.save_preview(step, sheet, "reconstructions")

    def _losses(self, share: float) -> watching.Values:
        trainer = self.trainer
        names = tuple(o.name for o in trainer.objectives if is_in_time(o, share))
        if self._held_out is None or not names:
            return {}
        return watching.held_out_losses(trainer.model, names, self._held_out, trainer.device, share)

    def _measures(self, finished: Any, made: Tensor) -> watching.Values:
        if self._variety is None or self._real is None:
            return {}
        real = self._real[0].to(self.trainer.device)
        return self._variety.measure(made) | watching.dead_codes(finished, real)

    @functools.cached_property
    def _moments(self) -> Moments:
        data = self._held_out.data if self._held_out else None
        return Moments(self.run, data, kept=self.run.config.moments)

    @functools.cached_property
    def _held_out(self) -> watching.HeldOut | None:
        return watching.held_out(self.run.config, self.trainer.model.image)

    @functools.cached_property
    def _real(self) -> tuple[Tensor, Tensor] | None:
        if self._held_out is None:
            return None
        return preview.real_pictures(self._held_out.data, watching.HELD_OUT)

    @functools.cached_property
    def _variety(self) -> watching.Variety | None:
        return watching.Variety(self._real[0], self.run.config.data) if self._real else None


def spread_over(rows: Tensor, wanted: int) -> Tensor:
    """At most `wanted` rows, spread evenly."""
    return rows[torch.linspace(0, len(rows) - 1, min(wanted, len(rows))).long()]


@contextmanager
def own_generator(device: torch.device) -> Iterator[None]:
    """Torch's generators hold other numbers within, always the same, and are as before after."""
    devices = [device] if device.type == "cuda" else []
    with torch.random.fork_rng(devices=devices):
        torch.manual_seed(0)  # of the CPU and of CUDA
        yield
