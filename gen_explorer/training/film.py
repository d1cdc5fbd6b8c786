"""The pictures that a run left: what there is, and how to read it. For jobs; needs no torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gen_explorer.checkpoints.bundle import open_bundle
from gen_explorer.core.concurrency import CancelToken
from gen_explorer.core.errors import UserError
from gen_explorer.data import images
from gen_explorer.data.images import Packed
from gen_explorer.training import moments
from gen_explorer.training.history import History

KINDS = ("samples", "raw", "reconstructions", "real")
LONGEST_SIDE = 4096
"""Pixels. A larger preview is not ours, and is not decoded."""


@dataclass(frozen=True)
class Still:
    """One picture of the film. A file that is written anew is another one."""

    step: int
    path: Path
    written: int = 0
    """The file's time in nanoseconds."""


@dataclass(frozen=True)
class Contents:
    """What a run has to show. Every list is in the order of steps."""

    pictures: dict[str, tuple[Still, ...]] = field(default_factory=dict)
    """By kind: see KINDS."""
    moments: tuple[Still, ...] = ()

    def of(self, kind: str) -> tuple[Still, ...]:
        """Pictures of a kind; of "map" and "pair" the moments."""
        return self.moments if kind in ("map", "pair") else self.pictures.get(kind, ())


@dataclass(frozen=True)
class MomentMap:
    """Where encoded pictures (or own samples) lay on a moment's map."""

    positions: NDArray[np.float32]
    """(N, 2)."""
    labels: NDArray[np.int64]
    """(N,); -1 where there is none."""
    classes: tuple[str, ...]
    own_samples: bool


def contents(run: Path) -> Contents:
    """Looks what a run folder holds by now."""
    history = History(run)
    pictures = {kind: tuple(map(_still, history.previews(kind))) for kind in KINDS}
    return Contents(pictures, tuple(map(_still, moments.found(run))))


def _still(found: tuple[int, Path]) -> Still:
    step, path = found
    try:
        return Still(step, path, path.stat().st_mtime_ns)
    except OSError:  # thinned out just now
        return Still(step, path)


def decoded(stills: Sequence[Still], cancel: CancelToken | None = None) -> dict[Still, Packed]:
    """The pictures as packed pixels (H, W). What cannot be read is missing."""
    found = {}
    for still in stills:
        if cancel is not None:
            cancel.check()
        picture = _decode(still.path)
        if picture is not None:
            found[still] = picture
    return found


def _decode(path: Path) -> Packed | None:
    from PIL import Image

    try:
        with Image.open(path, formats=["PNG"]) as picture:
            if max(picture.size) > LONGEST_SIDE:
                return None
            return images.bytes_to_packed(np.asarray(picture.convert("RGB")))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def mapped(stills: Sequence[Still], cancel: CancelToken | None = None) -> dict[Still, MomentMap]:
    """The maps of some moments. What cannot be read, or was thinned out meanwhile, is missing."""
    found = {}
    for still in stills:
        if cancel is not None:
            cancel.check()
        try:
            bundle = open_bundle(str(still.path))
            data = bundle.map
        except (UserError, OSError):
            continue
        found[still] = MomentMap(
            data.positions, data.labels, tuple(bundle.card.classes), data.own_samples
        )
    return found
