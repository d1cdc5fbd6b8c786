"""THE image conventions. Nobody else converts.

Inside models   float32 (N, C, H, W) in [-1, 1]
In files        uint8 (N, H, W, C), C = 1 or 3
On the screen   int32 (N, H, W), packed 0x00RRGGBB: what Qt paints without converting

torch is imported by the functions that take tensors, and Pillow by those that take its pictures, so
that the window can use the others first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from torch import Tensor

Bytes = npt.NDArray[np.uint8]
Packed = npt.NDArray[np.int32]


def to_model(images: Bytes) -> Tensor:
    """uint8 (N, H, W, C) -> float32 (N, C, H, W) in [-1, 1]."""
    import torch

    tensor = torch.from_numpy(np.ascontiguousarray(images))
    return tensor.permute(0, 3, 1, 2).to(torch.float32).div_(127.5).sub_(1.0).contiguous()


def to_input(images: Bytes) -> npt.NDArray[np.float32]:
    """The same numbers as `to_model` gives, without torch: what an ONNX network takes."""
    planes = np.ascontiguousarray(images.transpose(0, 3, 1, 2), np.float32)
    return planes / np.float32(127.5) - np.float32(1.0)


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


def from_picture(picture: Picture, image_size: int | None = None, channels: int = 3) -> Bytes:
    """Any Pillow picture -> uint8 (H, W, channels).

    Turned as its EXIF tag says and laid over white where it is transparent. With `image_size` the
    largest square in the middle is cut out and scaled with Pillow's bicubic filter, which widens
    when it shrinks a picture and so does not alias. Grey is ITU-R 601 luma.
    """
    from PIL import Image, ImageOps

    upright = _eight_bit(ImageOps.exif_transpose(picture))
    if upright.has_transparency_data:
        layer = upright.convert("RGBA")
        upright = Image.new("RGBA", layer.size, "white")
        upright.alpha_composite(layer)
    plain = upright.convert("L" if channels == 1 else "RGB")
    if image_size is not None:
        plain = _square(plain, image_size)
    array = np.asarray(plain)
    return array[:, :, None] if channels == 1 else array


def fit(images: Bytes, image_size: int | None = None, channels: int | None = None) -> Bytes:
    """uint8 (N, H, W, C) -> (N, image_size, image_size, channels), as `from_picture` does it.
    What is None or right already stays as it is."""
    from PIL import Image

    count, height, width, given = images.shape
    wanted = given if channels is None else channels
    if image_size is not None and (height, width) != (image_size, image_size):
        size = (count, image_size, image_size)
        scaled = np.empty((*size, given), np.uint8)
        for index in range(count):
            picture = Image.fromarray(images[index, :, :, 0] if given == 1 else images[index])
            scaled[index] = np.asarray(_square(picture, image_size)).reshape((*size[1:], given))
        images = scaled
    if given == wanted:
        return images
    if wanted == 3:
        return np.repeat(images, 3, axis=-1)
    grey = [np.asarray(Image.fromarray(image).convert("L")) for image in images]
    return np.stack(grey)[..., None] if grey else images[..., :1]


def _square(picture: Picture, side: int) -> Picture:
    """The largest square in the middle, scaled to `side` pixels."""
    from PIL.Image import Resampling

    width, height = picture.size
    if width == height == side:
        return picture
    cut = min(width, height)
    left, top = (width - cut) // 2, (height - cut) // 2
    # Not resize(box=...): its filter would reach beyond the box.
    middle = picture.crop((left, top, left + cut, top + cut))
    return middle.resize((side, side), Resampling.BICUBIC)


def _eight_bit(picture: Picture) -> Picture:
    """Brings 16-bit, 32-bit and floating-point grey to 8 bits; Pillow's `convert` would clip it."""
    from PIL import Image

    if not picture.mode.startswith(("I", "F")):
        return picture
    values = np.nan_to_num(np.asarray(picture, np.float64))
    low, high = 0.0, float(values.max(initial=0.0))
    if picture.mode.startswith("I;16") or (picture.mode == "I" and 255 < high <= 65535):
        high = 65535.0
    elif picture.mode == "I" and high <= 255:
        high = 255.0
    else:
        low = float(values.min(initial=0.0))
    level = (values - low) * (255.0 / max(high - low, 1e-12))
    return Image.fromarray(np.clip(level + 0.5, 0, 255).astype(np.uint8))
