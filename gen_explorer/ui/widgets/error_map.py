"""Where a mended picture differs from the truth, as a picture in the theme's colours."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor

from gen_explorer.core.translation import tr
from gen_explorer.data import images
from gen_explorer.data.images import Packed
from gen_explorer.engine.denoising import Look
from gen_explorer.ui import theme

RESIDUAL, ERROR, SIMILARITY = range(3)
FULL_COLOUR = 0.5
"""An error of half the range from black to white has the full colour."""
BRIGHT, DARK = 6, 0
"""Class colours: orange and blue, which people with any kind of colour vision tell apart."""


def words() -> tuple[tuple[str, str], ...]:
    """The kinds' names, and how to read them."""
    return (
        (tr("Residual"), tr("What is wrong: orange too bright, blue too dark.")),
        (tr("Absolute error"), tr("How far each pixel is off; full colour at half the range.")),
        (tr("Structural difference"), tr("1 − SSIM around each pixel.")),
    )


def draw(look: Look, kind: int) -> Packed:
    """The map (H, W) of one kind."""
    share = look.residual / FULL_COLOUR
    if kind == ERROR:
        share = np.abs(share)
    elif kind == SIMILARITY:
        share = 1.0 - look.similarity
    colours = theme.colours()
    ground, bright, dark = (
        _rgb(c) for c in (colours.canvas, colours.classes[BRIGHT], colours.classes[DARK])
    )
    above, below = share.clip(0, 1)[..., None], (-share).clip(0, 1)[..., None]
    mixed = ground * (1 - above - below) + bright * above + dark * below
    whole = np.floor(mixed.clip(0, 255) + 0.5).astype(np.uint8)
    return np.ascontiguousarray(images.bytes_to_packed(whole))


def _rgb(colour: str) -> npt.NDArray[Any]:
    shade = QColor(colour)
    return np.array([shade.red(), shade.green(), shade.blue()], np.float64)
