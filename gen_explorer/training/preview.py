"""The sheet of pictures that shows how far a model is: the same latents every time."""

from __future__ import annotations

import io
from typing import Any

import torch
from PIL import Image

from gen_explorer.checkpoints.fits import Fits
from gen_explorer.data import images
from gen_explorer.latent import priors

SIDE = 8


@torch.no_grad()
def preview_png(
    model: Any,
    device: torch.device | str = "cpu",
    side: int = SIDE,
    sampler: str = "prior",
    fits: Fits | None = None,
) -> bytes:
    """A PNG of `side` x `side` samples, seeds 0 to side^2 - 1. Draws from no shared generator."""
    latents = priors.draws(model.latent, range(side * side), fits, sampler)
    pictures = model.decode(torch.from_numpy(latents).to(device))
    packed = images.pack(pictures).cpu().numpy()
    pixels = images.packed_to_bytes(images.sheet(packed, side, gap=2, background=0xFFFFFF))
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()
