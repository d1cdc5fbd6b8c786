"""Moments of a run: complete small bundles of a model that is still learning.

moments/step-00001234/   card.toml, model.safetensors, decoder.onnx, map.safetensors, preview.png

A moment is opened, walked and compared like any other model. The decoder's graph is exported once a
run; a later moment has the same graph with other weights. Saving never ends a training: what goes
wrong becomes a line of events.jsonl, and the run goes on without that moment.

`found` needs no torch.
"""

from __future__ import annotations

import logging
import re
import shutil
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from gen_explorer.core.errors import UserError, in_own_words
from gen_explorer.core.reasons import reason
from gen_explorer.core.translation import tr

if TYPE_CHECKING:
    from gen_explorer.data.image_set import ImageSet
    from gen_explorer.training.run import RunFolder
    from gen_explorer.training.trainer import Trainer

log = logging.getLogger(__name__)

FOLDER = "moments"
KEPT = 40
"""Moments of a run that stay, spread over its steps."""
SHARE = 0.05
"""The largest part of the time that saving may take: a moment that comes too soon is left out."""
NOT_SAVED = "not saved"
"""The kind of an event that tells why there is no moment."""
_NAME = re.compile(r"step-(\d{1,18})")


def found(run: Path) -> list[tuple[int, Path]]:
    """The moments of a run folder, oldest first: (step, bundle's folder)."""
    try:
        names = [entry.name for entry in (run / FOLDER).iterdir()]
    except OSError:  # none yet, or the folder is gone
        return []
    matches = [match for name in names if (match := _NAME.fullmatch(name))]
    return sorted((int(match[1]), run / FOLDER / match[0]) for match in matches)


def step_of(path: Path) -> int | None:
    """The step of a moment's folder; None for another folder."""
    match = _NAME.fullmatch(path.name)
    return int(match[1]) if match is not None else None


def to_drop(steps: list[int], kept: int = KEPT) -> list[int]:
    """Which of the moments at `steps` (rising) are left out so that `kept` stay, about evenly: time
    after time the one whose neighbours are nearest to each other. The first and the last stay."""
    left, dropped = list(steps), []
    while len(left) > max(kept, 2):
        gaps = [after - before for before, after in zip(left, left[2:], strict=False)]
        dropped.append(left.pop(1 + gaps.index(min(gaps))))
    return dropped


class Moments:
    """Writes the moments of one run, in the process that trains it."""

    def __init__(
        self,
        run: RunFolder,
        held_out: ImageSet | None = None,
        share: float = SHARE,
        kept: int = KEPT,
    ) -> None:
        """`held_out` is the test split in the model's shape, loaded when it is needed if not given.
        `share` 1.0 or more saves every time."""
        self._run = run
        self._held_out = held_out
        self._share = share
        self._kept = kept
        self._template: Any = None
        self._judge: Any = None
        self._map: Any = None
        self._is_hopeless = False
        self._last_failure = ""
        self._not_before = 0.0
        self.seconds = 0.0
        """What the last moment took."""

    def save(
        self, step: int, trainer: Trainer, sheet: bytes | None = None, is_last: bool = False
    ) -> Path | None:
        """Writes the moment of `step` from the trainer's finished model, and returns its folder;
        None where it could not be, or where it comes too soon after the last (never with
        `is_last`). `sheet` is the model's preview as a PNG, made here if not given. Raises nothing
        and draws no random numbers."""
        began = time.monotonic()
        if self._is_hopeless or (began < self._not_before and not is_last):
            return None
        import torch

        devices = [trainer.device] if trainer.device.type == "cuda" else []
        is_first = self._template is None
        try:
            with torch.random.fork_rng(devices):
                path = self._save(step, trainer, sheet)
        except Exception as error:
            self._failed(step, error, began)
            return None
        self._last_failure = ""
        now = time.monotonic()
        self.seconds = now - began
        # The first exports the graph, which later ones do not.
        self._not_before = now + (0.0 if is_first else self.seconds * (1 / self._share - 1))
        return path

    def _save(self, step: int, trainer: Trainer, sheet: bytes | None) -> Path:
        from safetensors.numpy import save

        from gen_explorer.checkpoints import fits
        from gen_explorer.latent import samplers
        from gen_explorer.models.base import Capability
        from gen_explorer.training import onnx_export, pack
        from gen_explorer.training.decoder_template import Template
        from gen_explorer.training.preview import preview_png

        folder = self._run.path / FOLDER
        if self._template is None:
            _sweep(folder)
        model = trainer.finished_model().cpu().requires_grad_(False)
        onnx_export.round_to_half(model)
        classifies = bool(model.capabilities & Capability.CLASSIFY)
        if self._template is None:
            try:
                if classifies:
                    self._judge = Template(onnx_export.classifier_graph(model, False), model)
                self._template = Template(onnx_export.decoder_graph(model, False), model)
            except Exception:
                self._is_hopeless = True
                raise
        data = self._data(model)
        if self._map is None:
            from gen_explorer.training.moment_map import MomentMap

            self._map = MomentMap(data)
        sheet = preview_png(model) if sheet is None else sheet
        arrays, metadata = self._map.measure(model, sheet)
        if model.latent.samplers != ("prior",):
            codes = arrays["latents"][:, : model.latent.vector_size].astype(np.float32)
            arrays |= fits.to_tensors(samplers.fit(codes))
        files = {
            "model.safetensors": pack.stored(model),
            "decoder.onnx": self._template.filled(model),
            "map.safetensors": save(arrays, metadata),
            "preview.png": sheet,
        }
        if self._judge is not None:
            files["classifier.onnx"] = self._judge.filled(model)
        target = folder / f"step-{step:08d}"
        card = pack.plain_card(self._run.config, model, data, target.name)
        title = {"en": f"{card.title['en']} · {step}"}
        for later, path in found(self._run.path):
            if later >= step:  # of a future that a resumed run did not have
                _remove(path)
        pack.write(target, replace(card, title=title), files, is_flushed=False)
        self._thin()
        return target

    def _data(self, model: Any) -> ImageSet:
        """Held-out pictures, or those that are learned from where none were held out."""
        from gen_explorer.data import datasets

        if not self._held_out:
            name, image = self._run.config.data, model.image
            self._held_out = datasets.load(name, "test", image.height, image.channels)
            if not len(self._held_out):
                self._held_out = datasets.load(name, "train", image.height, image.channels)
        return self._held_out

    def _thin(self) -> None:
        paths = dict(found(self._run.path))
        for step in to_drop(list(paths), self._kept):
            _remove(paths[step])

    def _failed(self, step: int, error: Exception, began: float) -> None:
        """Notes why there is no moment, once for each reason."""
        log.warning("no moment was saved at step %d", step, exc_info=error)
        now = time.monotonic()
        self._not_before = now + (now - began) * (1 / self._share - 1)
        what, remedy = reason(error), tr("trainer.log has the details.")
        if isinstance(error, UserError):
            what, remedy = error.what, error.remedy
        said = in_own_words(error)
        kind = re.sub(r"\d", "", what + said)  # a path names the step
        if kind == self._last_failure:
            return
        self._last_failure = kind
        try:
            self._run.add_event(
                step=step, kind=NOT_SAVED, time=time.time(), text=what[:500], remedy=remedy,
                details=said[:500],
            )  # fmt: skip
        except UserError:
            log.warning("nor could the reason be written")


def _remove(path: Path) -> None:
    """Takes a moment away in one step: nobody finds half of it."""
    hidden = path.with_name(f".{path.name}-old")
    shutil.rmtree(hidden, ignore_errors=True)
    try:
        path.rename(hidden)
    except OSError:
        log.warning("the moment %s could not be removed", path)
    shutil.rmtree(hidden, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Deletes what a killed trainer left half written."""
    for rest in folder.glob(".step-*"):
        shutil.rmtree(rest, ignore_errors=True)
