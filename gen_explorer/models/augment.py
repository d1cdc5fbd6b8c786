"""Differentiable augmentation: a discriminator learns small data sets by heart unless what it sees
is changed at random each time.

Zhao et al., Differentiable Augmentation for Data-Efficient GAN Training, NeurIPS 2020.

The same kinds of change T are made to real and to generated pictures, and gradients pass through
them to the generator (eq. 4 and 5): D only ever compares T(x) with T(G(z)), so G need not draw the
changes. Enlarging the real pictures alone would teach G to draw shifted and cut pictures.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

SHIFT = 1 / 8
"""Largest translation, as a share of the side."""
HOLE = 1 / 2
"""Side of the square that is cut out, as a share of the picture's."""


def flip(x: Tensor) -> Tensor:
    """Half of the pictures as a mirror shows them: for scenes, not for letters."""
    mirrored = torch.rand(len(x), 1, 1, 1, device=x.device) < 0.5
    return torch.where(mirrored, x.flip(3), x)


def color(x: Tensor) -> Tensor:
    """Brightness + U(-0.5, 0.5), saturation * U(0, 2), contrast * U(0.5, 1.5), each picture its
    own. Values may leave [-1, 1]: cutting them off would stop the gradient."""
    brightness, saturation, contrast = torch.rand(3, len(x), 1, 1, 1, device=x.device)
    x = x + (brightness - 0.5)
    grey = x.mean(1, keepdim=True)
    x = (x - grey) * (2 * saturation) + grey
    mean = x.mean((1, 2, 3), keepdim=True)
    changed: Tensor = (x - mean) * (contrast + 0.5) + mean
    return changed


def translation(x: Tensor) -> Tensor:
    """Moved by up to SHIFT of the side both ways; 0 (mid-grey) comes in from outside."""
    count, _, height, width = x.shape
    reach = round(SHIFT * width)
    padded = F.pad(x, (reach, reach, reach, reach)).permute(0, 2, 3, 1)  # (N, H + 2r, W + 2r, C)
    down, right = torch.randint(2 * reach + 1, (2, count, 1, 1), device=x.device)
    rows = torch.arange(height, device=x.device)[None, :, None] + down  # (N, H, 1)
    columns = torch.arange(width, device=x.device)[None, None, :] + right  # (N, 1, W)
    pictures = torch.arange(count, device=x.device)[:, None, None]
    return padded[pictures, rows, columns].permute(0, 3, 1, 2)


def cutout(x: Tensor) -> Tensor:
    """A square of HOLE of the side becomes 0, centred anywhere in the picture."""
    count, _, height, width = x.shape
    half = HOLE * width / 2
    row, column = torch.rand(2, count, 1, 1, device=x.device) * width
    in_rows = (torch.arange(height, device=x.device)[None, :, None] + 0.5 - row).abs() < half
    in_columns = (torch.arange(width, device=x.device)[None, None, :] + 0.5 - column).abs() < half
    changed: Tensor = x * ~(in_rows & in_columns)[:, None]
    return changed


CHANGES: dict[str, Callable[[Tensor], Tensor]] = {
    "flip": flip,
    "color": color,
    "translation": translation,
    "cutout": cutout,
}


def policy_of(text: str) -> tuple[Callable[[Tensor], Tensor], ...]:
    """The changes that a setting like "color,translation" names, in its order; "none" names none.
    Raises ValueError for others."""
    names = [] if text == "none" else text.split(",")
    unknown = [name for name in names if name not in CHANGES]
    if unknown:
        raise ValueError(f'augment is "none" or some of {",".join(CHANGES)}, not {text!r}')
    return tuple(CHANGES[name] for name in names)


def augmented(x: Tensor, policy: tuple[Callable[[Tensor], Tensor], ...]) -> Tensor:
    """Pictures (N, C, H, W) after all changes of a policy, each picture its own draw."""
    for change in policy:
        x = change(x)
    return x
