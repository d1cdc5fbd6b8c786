"""What is measured while a model learns, at every preview, to tell whether it goes well.

held_out/<scalar>   the losses' own scalars on pictures that are not trained on: over-fitting
watch/diversity     how far samples lie apart, over how far real pictures do
watch/duplicates    share of the samples that have a twin among the others
watch/classes       classes that samples are called, by the data's classifier
watch/dead_codes    share of a codebook that no held-out picture uses
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from torch import Tensor

from gen_explorer.analysis import collapse
from gen_explorer.core.errors import UserError
from gen_explorer.data import datasets
from gen_explorer.data.image_set import ImageSet, spread
from gen_explorer.models.base import Batch, Capability, Control
from gen_explorer.training import judge
from gen_explorer.training.batches import batch_of
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.judge import Judge

HELD_OUT = 256
"""Pictures."""
TWIN_QUANTILE = 0.01
"""Samples count as twins when they are closer than this share of real pictures are to their nearest
neighbour (as in `judge_samples`)."""

Values = dict[str, float]


class HeldOut:
    """Some pictures that are not trained on."""

    def __init__(self, data: ImageSet, config: TrainConfig) -> None:
        self.config = config
        self.chosen = torch.from_numpy(spread(len(data), HELD_OUT))
        self.data = data

    def batches(self, model: Any, device: torch.device, progress: float) -> Iterator[Batch]:
        """In batches of the training's size, the last one left out where it is smaller."""
        text = next((section for section, _ in model.latent.find(Control.TEXT)), None)
        size = min(self.config.batch_size, len(self.chosen))
        for index, chosen in enumerate(torch.split(self.chosen, size)):
            if len(chosen) == size:
                yield batch_of(self.data, chosen, device, progress, text, (0, index))


def held_out_losses(
    model: Any, names: tuple[str, ...], held_out: HeldOut, device: torch.device, progress: float
) -> Values:
    """The scalars of the objectives `names` on held-out pictures, as a training step would find
    them: in training mode, with the weights that are trained. Draws from torch's generator."""
    apart = copy.deepcopy(model)  # losses may leave traces: statistics, moving codes
    found: dict[str, list[Tensor]] = {}
    for batch in held_out.batches(apart, device, progress):
        for objective in apart.objectives():
            if objective.name in names:
                for name, value in objective.loss(batch).scalars.items():
                    found.setdefault(f"held_out/{name}", []).append(value)
    return {name: float(torch.stack(values).mean()) for name, values in found.items()}


class Variety:
    """Compares samples with real pictures, whose own figures are taken once."""

    def __init__(self, real: Tensor, dataset: str) -> None:
        self.real = real  # (N, C, H, W)
        self.threshold = 0.0
        if len(real) > 2:
            self.threshold = float(collapse.nearest_within(real).quantile(TWIN_QUANTILE))
        self.judge: Judge | None = judge.find_judge(datasets.parts_of(dataset)[0])

    def measure(self, made: Tensor) -> Values:
        """Of samples (N, C, H, W) on the CPU."""
        count = min(len(made), len(self.real)) // 2 * 2
        if count < 4:
            return {}
        made, real = made[:count], self.real[:count]
        apart = collapse.pairwise_diversity(real.flatten(1))
        values = {
            "watch/diversity": collapse.pairwise_diversity(made.flatten(1)) / max(apart, 1e-12),
            "watch/duplicates": collapse.duplicates(made, self.threshold).share,
        }
        if self.judge is not None and self.judge.classify is not None:
            logits = self.judge.classify(self.judge.features(made))
            called = collapse.class_spread(logits)
            values["watch/classes"] = round(called.coverage * logits.shape[1])
        return values


@torch.no_grad()
def dead_codes(model: Any, real: Tensor) -> Values:
    """For a model with codebooks: the share of all codes that no real picture (N, C, H, W) uses."""
    if not model.capabilities & Capability.TOKENISE:
        return {}
    codes, dead, known, first = model.codes(real).cpu().numpy(), 0, 0, 0
    for section, _ in model.latent.find(Control.GRID):
        used = np.unique(codes[:, first : first + section.size])
        dead, known, first = (
            dead + section.levels - len(used),
            known + section.levels,
            first + section.size,
        )
    return {"watch/dead_codes": dead / known}


def held_out(config: TrainConfig, image: Any) -> HeldOut | None:
    """The test split for a run; None where it cannot be had (any more)."""
    try:
        data = datasets.load(config.data, "test", image.height, image.channels)
    except UserError:
        return None
    return HeldOut(data, config) if len(data) else None
