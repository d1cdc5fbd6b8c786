"""How a picture gets from a network to the screen elsewhere: what the bench compares with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from safetensors.torch import load_file

from gen_explorer.checkpoints.bundle import Bundle
from gen_explorer.engine.device import SMALL_PASS_MS, decoder_threads
from gen_explorer.engine.request import Latents
from gen_explorer.models import registry

Draw = Callable[[Latents], npt.NDArray[np.uint8]]
"""z (1, size) -> (H, W, 3)."""


def load(bundle: Bundle, device: str = "cpu") -> Any:
    """The family's own network with the bundle's weights, in torch, on as many threads as the
    engine would use: torch's own choice, all cores, fares worse beside a busy window."""
    torch.set_num_threads(decoder_threads(SMALL_PASS_MS))
    model = registry.build(bundle.card.family, bundle.card.config)
    model.load_state_dict(load_file(bundle.path / "model.safetensors"))
    return model.eval().requires_grad_(False).to(device)


def eager(model: Any, device: str = "cpu") -> Draw:
    """What one writes first: decode, scale to bytes in torch, to numpy, grey repeated to RGB."""

    @torch.no_grad()
    def draw(z: Latents) -> npt.NDArray[np.uint8]:
        picture = model.decode(torch.from_numpy(z).to(device))[0]
        levels = ((picture + 1) * 127.5 + 0.5).clamp(0, 255).to(torch.uint8)
        array = levels.permute(1, 2, 0).cpu().numpy()
        if array.shape[2] == 1:
            array = np.repeat(array, 3, axis=2)
        return np.ascontiguousarray(array)

    return draw


def visualizer(model: Any, device: str = "cpu") -> Draw:
    """The steps of the StyleGAN3 visualizer's `render()` after its generator (Karras 2021, its
    viz/renderer.py): float32 on the device, normalised and scaled by its controls' defaults,
    uint8 HWC, to the host, and a copy that stands for the upload as a texture."""

    @torch.no_grad()
    def draw(z: Latents) -> npt.NDArray[np.uint8]:
        out = model.decode(torch.from_numpy(z).to(device))[0].to(torch.float32)
        picture = out.expand(3, -1, -1) if len(out) == 1 else out[:3]
        scale = picture.norm(float("inf"), dim=[1, 2], keepdim=True).clip(1e-8, 1e8)
        picture = picture / scale * (10 ** (0 / 20))
        levels = (picture * 127.5 + 128).clamp(0, 255).to(torch.uint8).permute(1, 2, 0)
        texture: npt.NDArray[np.uint8] = levels.cpu().numpy().copy(order="C")
        return texture

    return draw
