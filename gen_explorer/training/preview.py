"""The sheets of pictures that show how far a model is: the same latents and pictures every time."""

from __future__ import annotations

import io
from typing import Any

import torch
from PIL import Image
from torch import Tensor

from gen_explorer.checkpoints.fits import Fits
from gen_explorer.data import images
from gen_explorer.data.image_set import ImageSet, spread
from gen_explorer.latent import priors
from gen_explorer.models.base import Capability, Control
from gen_explorer.training import measure

SIDE = 8


def preview_png(
    model: Any,
    device: torch.device | str = "cpu",
    side: int = SIDE,
    sampler: str = "prior",
    fits: Fits | None = None,
) -> bytes:
    """A PNG of `side` x `side` samples, seeds 0 to side^2 - 1. Draws from no shared generator."""
    return sheet_png(samples(model, side * side, device, sampler, fits), side)


@torch.no_grad()
def samples(
    model: Any,
    count: int,
    device: torch.device | str = "cpu",
    sampler: str = "prior",
    fits: Fits | None = None,
) -> Tensor:
    """The pictures (count, C, H, W) of seeds 0 to count - 1."""
    latents = priors.draws(model.latent, range(count), fits, sampler)
    return measure.decode_all(model, torch.from_numpy(latents).to(device))


def sheet_png(pictures: Tensor, columns: int = SIDE) -> bytes:
    """A PNG of pictures (N, C, H, W) in rows of `columns`."""
    packed = images.pack(pictures).cpu().numpy()
    pixels = images.packed_to_bytes(images.sheet(packed, columns, gap=2, background=0xFFFFFF))
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


@torch.no_grad()
def reconstructions(model: Any, real: Tensor, labels: Tensor) -> Tensor | None:
    """Real pictures (N, C, H, W) as their codes give them back; None for a model that has no code
    for a given picture."""
    spec, device = model.latent, real.device
    if model.capabilities & Capability.ENCODE:
        vectors = model.encode(real, labels).mean.cpu()
        z = measure.whole_latents(spec, vectors, labels.cpu())
    elif model.capabilities & Capability.TOKENISE:
        z = measure.whole_latents(spec, torch.zeros(len(real), 0), labels.cpu())
        grids = [place for _, place in spec.find(Control.GRID)]
        sizes = [place.stop - place.start for place in grids]
        codes = model.codes(real).float().cpu()
        for place, values in zip(grids, torch.split(codes, sizes, dim=1), strict=True):
            z[:, place] = values
    else:
        return None
    return measure.decode_all(model, z.to(device))


def interleaved(real: Tensor, made: Tensor, columns: int = SIDE) -> Tensor:
    """Rows of `columns` real pictures, each with the row of those made of them below it."""
    rows = zip(torch.split(real, columns), torch.split(made, columns), strict=True)
    return torch.cat([row for pair in rows for row in pair])


def real_pictures(data: ImageSet, count: int = SIDE * SIDE) -> tuple[Tensor, Tensor]:
    """Pictures spread evenly over a data set, and their labels: at most `count`."""
    chosen = spread(len(data), count)
    return images.to_model(data.batch(chosen)), torch.from_numpy(data.labels[chosen])
