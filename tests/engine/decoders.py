"""Decoders that do what a test says: fast or slow, held at a gate, out of memory."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import numpy as np

from gen_explorer.checkpoints.bundle import Bundle
from gen_explorer.engine.decoder import DeviceError
from gen_explorer.engine.device import DeviceInfo
from gen_explorer.engine.loading import LoadReport, OpenModel, Reopen, Resident, reopen
from gen_explorer.engine.request import Frame, Latents, Packed
from gen_explorer.engine.worker import RenderWorker

CPU = DeviceInfo("cpu", 0, "test")
GPU = DeviceInfo("cuda", 0, "test GPU")
PATIENCE = 10.0


class FakeDecoder:
    """Draws 1000 z[0] + `offset` into every pixel; waits for `gate`, if given, before each pass."""

    copy_ms = 0.0
    codes = None

    def __init__(
        self,
        pass_ms: float = 0.1,
        device: DeviceInfo = CPU,
        gate: threading.Semaphore | None = None,
        side: int = 4,
        offset: int = 0,
    ) -> None:
        self.pass_ms = pass_ms
        self.device = device
        self.gate = gate
        self.side = side
        self.offset = offset
        self.entered = threading.Semaphore(0)
        self.batches: list[int] = []
        self.first_values: list[float] = []
        self.is_closed = False
        self.is_broken = False

    def decode(self, z: Latents) -> Packed:
        self.batches.append(len(z))
        self.first_values.append(float(z[0, 0]))
        self.entered.release()
        if self.gate is not None and not self.gate.acquire(timeout=PATIENCE):
            raise TimeoutError("nobody opened the gate")
        if self.is_broken:
            raise DeviceError(self.device, "CUDA out of memory")
        values = (z[:, 0] * 1000).astype(np.int32) + np.int32(self.offset)
        return np.repeat(values, self.side**2).reshape(len(z), self.side, self.side)

    def close(self) -> None:
        self.is_closed = True


class Desk:
    """A worker with an outbox that can be waited for."""

    def __init__(self, open_model: OpenModel, reopen: Reopen = reopen) -> None:
        self._ready = threading.Semaphore(0)
        self.wake_ups = 0
        self.worker = RenderWorker(self._on_ready, open_model, reopen)
        self.taken: list[Frame | LoadReport] = []
        self.worker.start()

    def _on_ready(self) -> None:
        self.wake_ups += 1
        self._ready.release()

    def wait_for(self, is_enough: Callable[[list[Frame | LoadReport]], bool]) -> None:
        """Takes from the outbox until what was taken in all is enough."""
        while not is_enough(self.taken):
            assert self._ready.acquire(timeout=PATIENCE), f"only {self.taken}"
            self.taken += self.worker.take()

    def next(self) -> Frame | LoadReport:
        self.wait_for(lambda taken: len(taken) > 0)
        return self.taken.pop(0)

    def next_frame(self) -> Frame:
        item = self.next()
        assert isinstance(item, Frame), item
        return item

    def next_report(self) -> LoadReport:
        item = self.next()
        assert isinstance(item, LoadReport), item
        return item


def opens(*residents: Resident) -> Callable[[Bundle, str], Iterator[Resident]]:
    """An `open_model` that gives these."""

    def open_model(bundle: Bundle, device: str) -> Iterator[Resident]:
        yield from residents

    return open_model
