"""Which pictures a step sees, and in what order."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from gen_explorer.data import captions, images
from gen_explorer.data.image_set import ImageSet
from gen_explorer.models.base import Batch, Section

EVERY = slice(None)


def epoch_order(count: int, seed: int, epoch: int) -> Tensor:
    """A permutation of the pictures that depends on (seed, epoch) alone."""
    generator = torch.Generator().manual_seed((seed << 20) + epoch)
    return torch.randperm(count, generator=generator)


def batch_of(
    data: ImageSet,
    chosen: Tensor,
    device: torch.device,
    progress: float,
    text: Section | None = None,
    draw: tuple[int, int] = (0, 0),
    part: slice = EVERY,
) -> Batch:
    """The pictures `chosen` (N,) of `data`, or a `part` of them, ready for a step. For a family
    with a TEXT section they get captions, whose wording depends on `chosen` and the two numbers
    `draw` alone."""
    if text is None:
        chosen, part = chosen[part], EVERY
    indices = chosen.numpy()
    pictures, labels = data.batch(indices), data.labels[indices]
    tokens = None
    if text is not None:
        generator = np.random.Generator(np.random.Philox(key=np.array(draw, np.uint64)))
        numbers = captions.described_tokens(
            text.source, pictures, labels, data.classes, generator, text.size
        )
        tokens = torch.from_numpy(numbers[part]).to(device)
    return Batch(
        images=images.to_model(pictures[part]).to(device, memory_format=torch.channels_last),
        labels=torch.from_numpy(labels[part]).to(device),
        progress=progress,
        tokens=tokens,
    )
