"""Decoding on a GPU: the family's own network in torch, its launches captured in one CUDA graph.

Not yet run on a GPU by its authors; on the CPU the tests run everything but the graph. The only
file of the engine's living path that imports torch; it is imported when a GPU is there.
"""

from __future__ import annotations

import logging
import time
from contextlib import AbstractContextManager
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.backends import cudnn

from gen_explorer.checkpoints.bundle import Bundle
from gen_explorer.checkpoints.model import load_model
from gen_explorer.data.images import pack, packed_to_bytes
from gen_explorer.engine.decoder import DeviceError
from gen_explorer.engine.device import DeviceInfo
from gen_explorer.engine.request import Codes, Latents, Packed
from gen_explorer.latent.priors import draw, draws
from gen_explorer.models.base import Control

log = logging.getLogger(__name__)

COMPARED = 16
"""Pictures that half precision is judged by."""


class TorchDecoder:
    """z -> packed picture in torch. On CUDA a single picture is one graph launch and one copy."""

    codes: Codes | None = None
    _model: Any = None
    _single: _Graph | None = None

    def __init__(self, bundle: Bundle, device: DeviceInfo) -> None:
        """Raises `DeviceError` when the device cannot hold the model or is not usable by torch."""
        self.device = device
        self.pass_ms = 0.0
        self.copy_ms = 0.0
        self._spec = bundle.card.latent
        try:
            self._load(bundle)
            return
        except (RuntimeError, AssertionError) as error:  # torch says "no CUDA" by an assertion
            if device.kind == "cpu":
                raise
            reason = str(error)
        self.close()
        raise DeviceError(device, reason)

    @torch.inference_mode()
    def decode(self, z: Latents) -> Packed:
        """Pictures (N, H, W) packed of latents (N, size). Raises `DeviceError` where another device
        than the CPU fails."""
        try:
            if self._single is not None and len(z) == 1:
                return self._single.decode(z)
            packed = self._packed(torch.from_numpy(z).to(self._place))
            self._wait()
            decoded = time.perf_counter()
            array: Packed = packed.cpu().numpy()
        except RuntimeError as error:  # out of memory, or a device that is gone
            if self.device.kind == "cpu":
                raise
            reason = str(error)
        else:
            if self._place.type != "cpu":
                self.copy_ms = (time.perf_counter() - decoded) * 1e3
            return array
        # Outside the except block: its traceback would keep the device's memory.
        raise DeviceError(self.device, reason)

    @torch.inference_mode()
    def bare_pass(self, z: Latents) -> None:
        """The network and packing without the way to the host: what the bench divides by."""
        if self._single is not None:
            self._single.replay()
        else:
            self._packed(torch.from_numpy(z).to(self._place))
            self._wait()

    def close(self) -> None:
        """Gives the model and the device's memory back."""
        self._model = self._single = None
        if self.device.kind == "cuda":
            try:
                torch.cuda.empty_cache()
            except RuntimeError as error:  # the device is gone, and its memory with it
                log.info("%s: %s", self.device.key, error)

    def _exact_model(self, bundle: Bundle) -> Any:
        """The bundle's model on the device, with the weights as they are stored."""
        return load_model(bundle).to(self._place, memory_format=torch.channels_last)

    def _load(self, bundle: Bundle) -> None:
        self._place = torch.device(self.device.key)
        self._model = self._exact_model(bundle)
        self._dtype = torch.float32
        # Drawing value by value is a loop that looks at its values: no graph can be captured of it,
        # and half precision would draw other pictures.
        if self.device.kind == "cuda" and not self._spec.find(Control.GRID):
            self._use_half_where_equal(bundle)
            self._single = _Graph(self, self._spec.size)
        self.pass_ms = self._measure()

    def _packed(self, z: Tensor) -> Tensor:
        """(n, size) float32 -> (n, H, W) int32, both on the device."""
        with exact():
            return pack(self._model.decode(z.to(self._dtype)))

    @torch.inference_mode()
    def _use_half_where_equal(self, bundle: Bundle) -> None:
        """Half precision is taken if no level of any compared picture moves by more than one."""
        z = torch.from_numpy(draws(self._spec, range(COMPARED)))
        exact_levels = packed_to_bytes(self._packed(z.to(self._place)).cpu().numpy())
        self._model.half()
        self._dtype = torch.float16
        half_levels = packed_to_bytes(self._packed(z.to(self._place)).cpu().numpy())
        difference = int(np.abs(exact_levels.astype(int) - half_levels.astype(int)).max())
        if difference > 1:
            self._dtype = torch.float32
            self._model = self._exact_model(bundle)  # rounding has changed the weights
        log.info("%s draws with %s (moved by %d)", self.device.key, self._dtype, difference)

    def _measure(self) -> float:
        z = draw(self._spec, 0)[np.newaxis].copy()
        self.decode(z)
        times = []
        for _ in range(5):
            start = time.perf_counter()
            self.decode(z)
            times.append(time.perf_counter() - start)
        return min(times) * 1e3

    def _wait(self) -> None:
        if self._place.type == "cuda":
            torch.cuda.synchronize(self._place)
        elif self._place.type == "mps":
            torch.mps.synchronize()


class _Graph:
    """One picture on CUDA: pinned z to the device, decode and pack, replayed as one launch; then
    one copy to pinned memory.

    Every frame is waited for, so a copy stream of its own would have nothing to overlap with. The
    pinned frames come from torch's own pool of pinned memory, which takes a buffer back when the
    last array over it is gone: as many are in use as are on screen or on their way.
    """

    def __init__(self, owner: TorchDecoder, size: int) -> None:
        self._owner = owner
        self._z = torch.zeros(1, size, pin_memory=True)
        self._z_array = self._z.numpy()
        stream: Any = torch.cuda.Stream  # torch leaves both untyped
        event: Any = torch.cuda.Event
        self._stream = stream(owner._place)
        self._events = [event(enable_timing=True) for _ in range(3)]
        self._graph = torch.cuda.CUDAGraph()
        on_device = torch.zeros(1, size, device=owner._place)
        with torch.inference_mode(), torch.cuda.device(owner._place):
            with torch.cuda.stream(self._stream):
                for _ in range(3):  # chooses kernels and workspaces before they are captured
                    owner._packed(on_device)
            self._stream.synchronize()
            with torch.cuda.graph(
                self._graph, stream=self._stream, capture_error_mode="thread_local"
            ):
                on_device.copy_(self._z, non_blocking=True)
                self._packed = owner._packed(on_device)
        self._on_device = on_device  # the graph reads it by address

    def decode(self, z: Latents) -> Packed:
        self._z_array[:] = z
        frame = torch.empty(self._packed.shape, dtype=torch.int32, pin_memory=True)
        began, decoded, copied = self._events
        with torch.cuda.stream(self._stream):
            began.record()
            self._graph.replay()
            decoded.record()
            frame.copy_(self._packed, non_blocking=True)
            copied.record()
        copied.synchronize()
        self._owner.copy_ms = decoded.elapsed_time(copied)
        array: Packed = frame.numpy()
        return array

    def replay(self) -> None:
        """The graph alone, with the z it had."""
        with torch.cuda.stream(self._stream):
            self._graph.replay()
        self._stream.synchronize()


def exact() -> AbstractContextManager[None]:
    """Convolutions that give the same bytes every time and do not round to TF32."""
    context: AbstractContextManager[None] = cudnn.flags(
        enabled=True, benchmark=False, deterministic=True, allow_tf32=False
    )
    return context
