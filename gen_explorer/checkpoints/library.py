"""What the library shows of each bundle: its card and a small picture, or why it cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gen_explorer.checkpoints import bundle
from gen_explorer.checkpoints.card import Card, read_card
from gen_explorer.core.errors import UserError
from gen_explorer.models import registry

THUMBNAIL = 96
"""Pixels a side that a thumbnail has at least."""
PREVIEW_LIMIT = 16 << 20
"""Bytes; a larger preview is left out."""


@dataclass(frozen=True)
class Entry:
    """One line of the library."""

    key: str
    """What opens it: an id, or a path."""
    card: Card | None
    """None where the bundle cannot be read."""
    problem: str = ""
    thumbnail: npt.NDArray[np.uint8] | None = None
    """(H, W, 3): some whole pictures from the corner of preview.png."""
    is_shipped: bool = True


def read_entries(recent: Sequence[str] = ()) -> list[Entry]:
    """The shipped bundles by family, in the order of the registry; then the recent ones that are
    still there."""
    shipped = [_entry(name, True) for name in bundle.shipped_ids()]
    shipped.sort(key=lambda entry: registry.rung(entry.card.family if entry.card else ""))
    others = [name for name in recent if Path(name).is_dir()]
    return shipped + [_entry(name, False) for name in others]


def _entry(name: str, is_shipped: bool) -> Entry:
    try:
        path = bundle.find(name)
        card = read_card(path)
    except UserError as error:
        return Entry(name, None, str(error), None, is_shipped)
    return Entry(name, card, "", _thumbnail(path / "preview.png", card), is_shipped)


def _thumbnail(file: Path, card: Card) -> npt.NDArray[np.uint8] | None:
    """The upper left corner of the preview: as many whole samples as fit THUMBNAIL pixels."""
    from PIL import Image, UnidentifiedImageError

    gap = 2  # as data.images.sheet lays them out
    try:
        if file.stat().st_size > PREVIEW_LIMIT:
            return None
        with Image.open(file) as image:
            if image.width * image.height > 1 << 26:
                return None
            count = max(1, round(THUMBNAIL / (card.image.width + gap)))
            width = min(image.width, count * (card.image.width + gap) - gap)
            height = min(image.height, count * (card.image.height + gap) - gap)
            return np.array(image.convert("RGB").crop((0, 0, width, height)))
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError):
        return None
