"""What the renderer asks of a resident model, whichever runtime and device it lives on."""

from __future__ import annotations

from typing import Protocol

from gen_explorer.engine.device import DeviceInfo
from gen_explorer.engine.request import Codes, Latents, Packed


class DeviceError(Exception):
    """The device ran out of memory or is gone. The picture can still be drawn on the CPU."""

    def __init__(self, device: DeviceInfo, reason: str) -> None:
        super().__init__(reason)
        self.device = device
        self.reason = reason


class Decoder(Protocol):
    """A model resident on a device. Belongs to one thread at a time."""

    device: DeviceInfo
    pass_ms: float
    """Milliseconds of one picture's pass, measured when the model was loaded."""
    copy_ms: float
    """Milliseconds that the last `decode` spent on the way from device to host; 0 on a CPU."""

    codes: Codes | None
    """What the last `decode` of one picture drew into the GRID sections; see `Frame.codes`."""

    def decode(self, z: Latents) -> Packed:
        """float32 (N, size) -> int32 (N, H, W) packed 0x00RRGGBB. The array is the caller's: later
        calls leave it alone. Raises `DeviceError`."""

    def close(self) -> None:
        """Gives the memory back. The decoder cannot be used afterwards."""
