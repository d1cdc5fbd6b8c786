"""What damages a picture, as arithmetic that numpy arrays and torch tensors both understand.

Every function takes pictures x (N, C, H, W) with pixels from 0 to 1, an amount that broadcasts
against them, and the dice it needs; the same dice give the same damage on either side. A denoising
autoencoder draws its dice inside its loss, `data.corruption` draws them from a seed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

CELLS = 7
"""Missing blocks lie on a grid of so many cells a side."""


def gaussian(x: Any, amount: Any, dice: Any) -> Any:
    """x + amount * n, n ~ N(0, 1): `amount` is the noise's standard deviation."""
    return (x + amount * dice).clip(0.0, 1.0)


def speckle(x: Any, amount: Any, dice: Any) -> Any:
    """x (1 + amount * n), n ~ N(0, 1): bright places suffer more."""
    return (x * (1.0 + amount * dice)).clip(0.0, 1.0)


def salt_pepper(x: Any, amount: Any, dice: Any) -> Any:
    """The share `amount` of the pixels turns black or white, half each; dice ~ U(0, 1)."""
    white, kept = dice < 0.5 * amount, dice >= amount
    return x * kept + 1.0 * white


def blocks(x: Any, amount: Any, dice: Any) -> Any:
    """Each of CELLS x CELLS square blocks is black with probability `amount`; of dice ~ U(0, 1)
    like x, the one in the corner of a block counts."""
    rows = [CELLS * row // x.shape[2] for row in range(x.shape[2])]
    columns = [CELLS * column // x.shape[3] for column in range(x.shape[3])]
    first = [rows.index(row) for row in rows]
    one = dice[:, :1, first][..., [columns.index(column) for column in columns]]
    return x * (one >= amount)


FORMULAS: dict[str, tuple[str, Callable[[Any, Any, Any], Any]]] = {
    "gaussian": ("normal", gaussian),
    "speckle": ("normal", speckle),
    "salt-pepper": ("uniform", salt_pepper),
    "blocks": ("uniform", blocks),
}
"""By kind: what its dice are drawn from, and its formula."""
