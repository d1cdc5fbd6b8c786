"""THE image conventions. Nobody else converts.

Inside models   float32 (N, C, H, W) in [-1, 1]
In files        uint8 (N, H, W, C), C = 1 or 3
On the screen   int32 (N, H, W), packed 0x00RRGGBB: what Qt paints without converting

torch is imported by the functions that take tensors, so that the window can use the others first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from torch import Tensor

Bytes = npt.NDArray[np.uint8]
Packed = npt.NDArray[np.int32]


def to_model(images: Bytes) -> Tensor:
    """uint8 (N, H, W, C) -> float32 (N, C, H, W) in [-1, 1]."""
    import torch

    tensor = torch.from_numpy(np.ascontiguousarray(images))
    return tensor.permute(0, 3, 1, 2).to(torch.float32).div_(127.5).sub_(1.0).contiguous()


def to_bytes(images: Tensor) -> Bytes:
    """float (N, C, H, W) in [-1, 1] -> uint8 (N, H, W, C), clamped, rounded half up."""
    import torch

    scaled = images.detach().float().clamp(-1, 1).add(1.0).mul(127.5).add(0.5).floor()
    array: Bytes = scaled.to(torch.uint8).permute(0, 2, 3, 1).contiguous().cpu().numpy()
    return array


def pack(images: Tensor) -> Tensor:
    """float (N, C, H, W) in [-1, 1] -> int32 (N, H, W), 0x00RRGGBB, on the same device.

    The sum b + 256 g + 65536 r of whole numbers stays below 2^24, where float32 is exact: one
    conversion to int at the end, no shifts. Exported into every bundle's decoder.onnx.
    """
    import torch

    level = images.float().clamp(-1, 1).add(1.0).mul(127.5).add(0.5).floor()
    if images.shape[1] == 1:
        return level[:, 0].mul(65793.0).to(torch.int32)  # 65793 = 1 + 256 + 65536
    red, green, blue = level[:, 0], level[:, 1], level[:, 2]
    return (blue + green * 256.0 + red * 65536.0).to(torch.int32)


def packed_to_bytes(packed: Packed) -> Bytes:
    """int32 (..., H, W) packed -> uint8 (..., H, W, 3)."""
    red, green, blue = (packed >> 16) & 255, (packed >> 8) & 255, packed & 255
    return np.stack([red, green, blue], axis=-1).astype(np.uint8)


def bytes_to_packed(images: Bytes) -> Packed:
    """uint8 (..., H, W, C) with C = 1 or 3 -> int32 (..., H, W) packed."""
    wide = images.astype(np.int32)
    if images.shape[-1] == 1:
        packed: Packed = wide[..., 0] * 65793
    else:
        packed = (wide[..., 0] << 16) | (wide[..., 1] << 8) | wide[..., 2]
    return packed


def sheet(packed: Packed, columns: int, gap: int = 2, background: int = 0x808080) -> Packed:
    """(N, H, W) pictures side by side in rows of `columns`, `gap` pixels apart."""
    count, height, width = packed.shape
    rows = -(-count // columns)
    canvas = np.full(
        (rows * (height + gap) - gap, columns * (width + gap) - gap), background, np.int32
    )
    for index in range(count):
        top = index // columns * (height + gap)
        left = index % columns * (width + gap)
        canvas[top : top + height, left : left + width] = packed[index]
    return canvas
