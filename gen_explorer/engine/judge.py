"""What a classifier calls a picture, and how often it is right: its own classifier.onnx, without
torch. Everything here reads files and takes time: it runs in jobs."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from gen_explorer.checkpoints.bundle import find, shipped_ids
from gen_explorer.checkpoints.card import Card, read_card
from gen_explorer.core.concurrency import CancelToken, Progress, no_progress
from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.data import datasets, images
from gen_explorer.engine.decode_onnx import open_session
from gen_explorer.engine.request import Packed

FILE = "classifier.onnx"
CHUNK = 200
"""Pictures judged between two looks at the cancel token."""

Floats = npt.NDArray[np.float32]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Judge:
    """A model that can classify."""

    file: Path
    card: Card
    is_own: bool
    """Whether it is the open model itself."""


@dataclass(frozen=True, eq=False)
class Calls:
    """What a judge called held-out pictures."""

    places: Whole
    """(N,): which pictures of the test split, those that have a class."""
    labels: Whole
    """(N,): what they are."""
    called: Whole
    """(N,): the likeliest class."""
    confidence: Floats
    """(N,): its probability."""
    names: tuple[str, ...]

    @property
    def accuracy(self) -> float:
        """Share of the pictures that are called right, 0 to 1."""
        return float((self.labels == self.called).mean())

    def confusion(self) -> Whole:
        """(K, K) counts; row: what they are, column: what they were called."""
        count = len(self.names)
        flat = np.bincount(self.labels * count + self.called, minlength=count * count)
        table: Whole = flat.reshape(count, count)
        return table


def find_judge(path: Path, card: Card) -> Judge | None:
    """The model itself if it can classify, else the most accurate of those in the box that know
    its data set; None where there is none."""
    if _can_classify(card):
        return Judge(path / FILE, card, is_own=True)
    best: Judge | None = None
    for name in shipped_ids():
        try:
            folder = find(name)
            other = read_card(folder)
        except UserError:
            continue
        if not _can_classify(other) or other.dataset != card.dataset:
            continue
        if other.image.channels == card.image.channels and (
            best is None or _accuracy(other) > _accuracy(best.card)
        ):
            best = Judge(folder / FILE, other, is_own=False)
    return best


def call_picture(judge: Judge, pixels: Packed) -> Floats:
    """The probability of each class (K,) for one picture (H, W), packed."""
    shape = judge.card.image
    whole = images.packed_to_bytes(pixels)[None]
    shares: Floats = probabilities(judge, images.fit(whole, shape.height, shape.channels))[0]
    return shares


def probabilities(judge: Judge, pictures: images.Bytes) -> Floats:
    """softmax of the logits (N, K) of uint8 pictures (N, H, W, C) in the judge's own shape."""
    opened = _session(str(judge.file), judge.card.files.get(FILE, ""))
    logits: Floats = opened.run(["logits"], {"x": images.to_input(pictures)})[0]
    raised: Floats = np.exp(logits - logits.max(axis=1, keepdims=True))
    raised /= raised.sum(axis=1, keepdims=True)
    return raised


def call_held_out(
    judge: Judge, progress: Progress = no_progress, cancel: CancelToken | None = None
) -> Calls | None:
    """Judges the test pictures of the judge's data set; None if the data is not on this machine.
    Never downloads. Raises `Cancelled`."""
    card, token = judge.card, cancel or CancelToken()
    if not datasets.is_available(card.dataset):
        return None
    told = tr("Judging held-out pictures")
    progress(0.0, told)
    data = datasets.load(card.dataset, "test", card.image.height, card.image.channels)
    known = np.flatnonzero((data.labels >= 0) & (data.labels < len(card.classes)))
    called = np.empty(len(known), np.int64)
    confidence = np.empty(len(known), np.float32)
    for first in range(0, len(known), CHUNK):
        token.check()
        progress(first / len(known), told)
        part = slice(first, first + CHUNK)
        shares = probabilities(judge, data.batch(known[part]))
        called[part], confidence[part] = shares.argmax(axis=1), shares.max(axis=1)
    if not len(known):
        return None
    return Calls(known, data.labels[known], called, confidence, card.classes)


def _can_classify(card: Card) -> bool:
    return "classify" in card.capabilities and FILE in card.files and len(card.classes) > 1


def _accuracy(card: Card) -> float:
    return next((f.value for f in card.figures if "accuracy" in f.name), 0.0)


@functools.lru_cache(maxsize=4)
def _session(file: str, _digest: str) -> Any:
    """A classifier kept open; another digest is another one in its place."""
    return open_session(Path(file), 1)
