from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from gen_explorer.checkpoints.bundle import Bundle
from gen_explorer.engine.loading import OpenModel, open_model
from gen_explorer.engine.request import Frame, Quality, RenderRequest
from gen_explorer.state.recipe import Recipe
from tests.engine.decoders import Desk


def drag(seat: Desk, first: int, count: int, is_taken: bool = True) -> None:
    """A drag with a batch now and then, faster than it is drawn."""
    for revision in range(first, first + count):
        recipe = Recipe().with_value(0, revision % 97 / 97)
        seat.worker.submit(RenderRequest("picture", 1, revision, recipe, Quality.MOVING))
        if revision % 50 == 0:
            latents = np.zeros((200, 4), np.float32)
            seat.worker.submit(RenderRequest("tiles", 1, revision, latents))
            if is_taken:
                seat.worker.take()
    last = first + count
    seat.worker.submit(RenderRequest("picture", 1, last, Recipe()))
    seat.wait_for(lambda taken: any(isinstance(f, Frame) and f.revision == last for f in taken))
    seat.taken.clear()


def resident_bytes() -> int:
    status = Path("/proc/self/statm")
    if not status.is_file():
        pytest.skip("needs /proc")
    return int(status.read_text().split()[1]) * 4096


def test_memory_stays_flat(desk: Callable[[OpenModel], Desk], bundle: Bundle) -> None:
    seat = desk(lambda opened, device: open_model(opened, "cpu"))
    seat.worker.load(1, bundle)
    seat.next_report()
    drag(seat, 1, 1000)
    tracemalloc.start()
    try:
        drag(seat, 2000, 200)
        gc.collect()
        before, _ = tracemalloc.get_traced_memory()
        drag(seat, 3000, 3000)
        gc.collect()
        after, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 64_000
    assert peak - before < 4_000_000


def test_an_outbox_that_nobody_empties_stays_small(
    desk: Callable[[OpenModel], Desk], bundle: Bundle
) -> None:
    seat = desk(lambda opened, device: open_model(opened, "cpu"))
    seat.worker.load(1, bundle)
    seat.next_report()
    drag(seat, 1, 2000, is_taken=False)
    kept = seat.worker.take()
    assert len(kept) <= 200  # at most the chunks of one batch


@pytest.mark.slow
def test_ten_minutes_of_dragging(desk: Callable[[OpenModel], Desk], bundle: Bundle) -> None:
    """36,000 requests: 60 a second for ten minutes."""
    seat = desk(lambda opened, device: open_model(opened, "cpu"))
    seat.worker.load(1, bundle)
    seat.next_report()
    drag(seat, 1, 5000)
    before = resident_bytes()
    for part in range(12):
        drag(seat, 10_000 * (part + 1), 3000)
    assert resident_bytes() - before < 8 << 20
