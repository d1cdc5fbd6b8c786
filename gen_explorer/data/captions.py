"""Captions of pictures in English and Spanish, made from labels and measured attributes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def draw(source: str, generator: np.random.Generator) -> str:
    """A caption of the kind `source`, drawn at random."""
    raise NotImplementedError(source)


def tokens(text: str, length: int) -> npt.NDArray[np.float32]:
    """The token numbers (length,) of a caption, 0 behind its end."""
    raise NotImplementedError(text)
