"""The network whose features generators are judged in.

Of the data's own classifier they are the pooled feature maps, as Inception's are: 1152 numbers. The
ratio of a distance to its floor depends on how many there are: the floor comes mostly from the
finite number of pictures, and with 64 features it nearly vanishes.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from gen_explorer.checkpoints import bundle
from gen_explorer.checkpoints.card import read_card
from gen_explorer.checkpoints.model import load_model
from gen_explorer.core.concurrency import CancelToken
from gen_explorer.core.errors import UserError
from gen_explorer.data.inception import load_inception

CHUNK = 500


@dataclass(frozen=True)
class Judge:
    """A feature network with its name for protocols."""

    name: str
    """The classifier's bundle, or the name of Inception's weights file."""
    features: Callable[[Tensor], Tensor]
    """Pictures (N, C, H, W) in [-1, 1], of any size, to features (N, d)."""
    classify: Callable[[Tensor], Tensor] | None
    """Features (N, d) to logits (N, classes); None for Inception."""


def find_judge(dataset: str) -> Judge | None:
    """The shipped classifier of a data set: the first bundle trained on it that classifies by
    features of its own. None where there is none."""
    for name in bundle.shipped_ids():
        try:
            card = read_card(bundle.find(name))
        except UserError:
            continue  # the library tells about it
        if card.dataset == dataset and {"classify", "encode"} <= set(card.capabilities):
            return _classifier(name)
    return None


@functools.lru_cache(maxsize=2)
def _classifier(name: str) -> Judge:
    return judge_of(load_model(bundle.open_bundle(name)), name)


def judge_of(model: Any, name: str) -> Judge:
    """The judge that a classifier in eval mode is. Pictures of another size are scaled to its own
    (bilinear, without aliasing), colours to their mean where it sees grey."""
    spec = model.image

    @torch.no_grad()
    def features(pictures: Tensor) -> Tensor:
        if pictures.shape[1] != spec.channels:
            pictures = pictures.mean(1, keepdim=True).expand(-1, spec.channels, -1, -1)
        if pictures.shape[2:] != (spec.height, spec.width):
            size = (spec.height, spec.width)
            pictures = F.interpolate(pictures, size, mode="bilinear", antialias=True)
        maps: Tensor = model.maps(pictures)
        return maps

    @torch.no_grad()
    def classify(maps: Tensor) -> Tensor:
        logits: Tensor = model.class_of(model.of_maps(maps))
        return logits

    return Judge(name, features, classify)


def inception_judge(path: Path) -> Judge:
    """Inception as the judge, from a file of its weights. Raises `UserError`."""
    return Judge(path.name, load_inception(path), None)


def features_of(judge: Judge, pictures: Tensor, cancel: CancelToken) -> Tensor:
    """Features (N, d) of pictures, in pieces."""
    found = []
    for part in torch.split(pictures, CHUNK):
        cancel.check()
        found.append(judge.features(part))
    return torch.cat(found)
