from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from gen_explorer.checkpoints.bundle import Bundle, open_bundle
from gen_explorer.core.errors import UserError
from gen_explorer.engine import worker as worker_module
from gen_explorer.engine.decoder import Decoder, DeviceError
from gen_explorer.engine.loading import (
    LoadReport,
    OpenModel,
    Reopen,
    Resident,
    open_model,
    reopen,
)
from gen_explorer.engine.request import Frame, Quality, RenderRequest
from gen_explorer.models.base import Control, Section
from gen_explorer.state.recipe import Recipe
from tests.bundles import make_bundle
from tests.engine.decoders import CPU, GPU, PATIENCE, Desk, FakeDecoder, opens

MakeDesk = Callable[[OpenModel], Desk]


def recipe(value: float) -> Recipe:
    return Recipe().with_value(0, value)


def picture(revision: int, epoch: int = 1, quality: Quality = Quality.SETTLED) -> RenderRequest:
    return RenderRequest("picture", epoch, revision, recipe(revision), quality)


def batch(view: str, revision: int, count: int) -> RenderRequest:
    latents = np.arange(count * 4, dtype=np.float32).reshape(count, 4)
    return RenderRequest(view, 1, revision, latents)


def loaded(make: MakeDesk, bundle: Bundle, decoder: FakeDecoder) -> Desk:
    desk = make(opens(Resident(decoder)))
    desk.worker.load(1, bundle)
    assert desk.next_report() == LoadReport(1, decoder.device, None)
    return desk


def gated(make: MakeDesk, bundle: Bundle) -> tuple[Desk, FakeDecoder, threading.Semaphore]:
    """A worker that is busy with the picture of revision 1 until the gate opens."""
    gate = threading.Semaphore(0)
    decoder = FakeDecoder(gate=gate)
    desk = loaded(make, bundle, decoder)
    desk.worker.submit(picture(1))
    assert decoder.entered.acquire(timeout=PATIENCE)
    return desk, decoder, gate


def test_draws_a_recipe(desk: MakeDesk, bundle: Bundle) -> None:
    seat = loaded(desk, bundle, FakeDecoder())
    seat.worker.submit(picture(3))
    frame = seat.next_frame()
    assert (frame.view, frame.epoch, frame.revision, frame.is_last) == ("picture", 1, 3, True)
    assert frame.pixels is not None
    assert frame.pixels.shape == (1, 4, 4)
    assert frame.pixels[0, 0, 0] == 3000


def test_newest_request_wins_and_the_last_one_is_drawn(desk: MakeDesk, bundle: Bundle) -> None:
    seat, decoder, gate = gated(desk, bundle)
    for revision in range(2, 51):
        seat.worker.submit(picture(revision))
    gate.release(2)
    seat.wait_for(lambda taken: any(isinstance(f, Frame) and f.revision == 50 for f in taken))
    assert decoder.first_values == [1.0, 50.0]


def test_a_frame_is_shown_even_if_a_newer_one_is_wanted(desk: MakeDesk, bundle: Bundle) -> None:
    seat, _, gate = gated(desk, bundle)
    seat.worker.submit(picture(2))
    gate.release()
    assert seat.next_frame().revision == 1
    gate.release()
    assert seat.next_frame().revision == 2


def test_revisions_never_go_back(desk: MakeDesk, bundle: Bundle) -> None:
    seat = loaded(desk, bundle, FakeDecoder())
    for revision in range(1, 400):
        seat.worker.submit(picture(revision))
    seat.wait_for(lambda taken: bool(taken) and taken[-1].revision == 399)  # type: ignore[union-attr]
    revisions = [frame.revision for frame in seat.taken if isinstance(frame, Frame)]
    assert revisions == sorted(set(revisions))


def test_one_wake_up_until_the_outbox_is_taken(desk: MakeDesk, bundle: Bundle) -> None:
    seat = loaded(desk, bundle, FakeDecoder())
    before = seat.wake_ups
    for revision in range(1, 30):
        seat.worker.submit(RenderRequest(f"view {revision}", 1, revision, recipe(revision)))
    seat.worker.submit(batch("others", 30, 1))  # drawn last
    end = time.monotonic() + PATIENCE
    while len(seat.worker._frames) < 30:
        assert time.monotonic() < end
    assert seat.wake_ups == before + 1
    assert len(seat.worker.take()) == 30


def test_views_come_in_their_order(desk: MakeDesk, bundle: Bundle) -> None:
    seat, decoder, gate = gated(desk, bundle)
    for revision, view in enumerate(("zoo", "tiles", "sheet", "film", "hover", "picture"), 2):
        seat.worker.submit(RenderRequest(view, 1, revision, recipe(revision)))
    gate.release()
    assert seat.next_frame().revision == 1
    gate.release(6)
    seat.wait_for(lambda taken: len(taken) == 6)
    assert decoder.first_values == [1.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0]


def test_a_batch_comes_in_chunks(desk: MakeDesk, bundle: Bundle) -> None:
    decoder = FakeDecoder(pass_ms=5.0)
    seat = loaded(desk, bundle, decoder)
    seat.worker.submit(batch("tiles", 1, 100))
    seat.wait_for(lambda taken: bool(taken) and taken[-1].is_last)  # type: ignore[union-attr]
    frames = [frame for frame in seat.taken if isinstance(frame, Frame)]
    parts = [frame.pixels for frame in frames if frame.pixels is not None]
    assert [frame.is_last for frame in frames] == [False] * (len(frames) - 1) + [True]
    assert [frame.first for frame in frames] == list(np.cumsum([0, *map(len, parts)])[:-1])
    assert decoder.batches[0] == 10  # 50 ms at 5 ms a picture
    assert max(decoder.batches) <= worker_module.CHUNK_LIMIT
    assert np.array_equal(np.concatenate(parts)[:, 0, 0], np.arange(100) * 4000)


def test_a_slow_model_of_grids_draws_several_at_once(desk: MakeDesk, tmp_path: Path) -> None:
    """16 pictures of a PixelCNN take as long as three: one by one they would take forever."""
    sections = (
        Section("dice", Control.NOISE, 16),
        Section("canvas", Control.GRID, 16, rows=4, levels=2),
    )
    gridded = open_bundle(str(make_bundle(tmp_path / "gridded", size=4, sections=sections)))
    decoder = FakeDecoder(pass_ms=400.0)
    seat = loaded(desk, gridded, decoder)
    latents = np.zeros((40, 32), np.float32)
    seat.worker.submit(RenderRequest("tiles", 1, 1, latents))
    seat.wait_for(lambda taken: bool(taken) and taken[-1].is_last)  # type: ignore[union-attr]
    assert decoder.batches[0] == 2
    assert decoder.batches[1] > 2  # two took no longer than one
    assert sum(decoder.batches) == 40


def test_a_picture_goes_between_two_chunks(desk: MakeDesk, bundle: Bundle) -> None:
    gate = threading.Semaphore(0)
    decoder = FakeDecoder(pass_ms=25.0, gate=gate)
    seat = loaded(desk, bundle, decoder)
    seat.worker.submit(batch("tiles", 1, 6))
    assert decoder.entered.acquire(timeout=PATIENCE)
    seat.worker.submit(picture(2))
    gate.release(10)
    seat.wait_for(lambda taken: any(isinstance(f, Frame) and f.is_last and f.first for f in taken))
    assert decoder.batches[:2] == [2, 1]
    assert decoder.first_values[1] == 2.0


def test_a_newer_batch_ends_the_older(desk: MakeDesk, bundle: Bundle) -> None:
    gate = threading.Semaphore(0)
    decoder = FakeDecoder(pass_ms=25.0, gate=gate)
    seat = loaded(desk, bundle, decoder)
    seat.worker.submit(batch("tiles", 1, 40))
    assert decoder.entered.acquire(timeout=PATIENCE)
    seat.worker.submit(batch("tiles", 2, 3))
    gate.release(10)
    seat.wait_for(lambda taken: bool(taken) and taken[-1].is_last)  # type: ignore[union-attr]
    assert {frame.revision for frame in seat.taken if isinstance(frame, Frame)} == {2}


def test_batches_wait_while_the_picture_moves(
    desk: MakeDesk, bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_module, "DRAG_PAUSE", 3600.0)
    decoder = FakeDecoder()
    seat = loaded(desk, bundle, decoder)
    seat.worker.submit(picture(1, quality=Quality.MOVING))
    seat.worker.submit(batch("tiles", 2, 3))
    seat.worker.submit(RenderRequest("hover", 1, 3, recipe(3)))
    seat.wait_for(lambda taken: len(taken) == 2)
    assert decoder.batches == [1, 1]
    seat.worker.submit(picture(4))  # at rest again
    seat.wait_for(lambda taken: len(taken) == 4)
    assert decoder.batches == [1, 1, 1, 3]


def test_cancel_drops_what_waits(desk: MakeDesk, bundle: Bundle) -> None:
    seat, decoder, gate = gated(desk, bundle)
    seat.worker.submit(batch("tiles", 2, 3))
    seat.worker.submit(RenderRequest("film", 1, 3, recipe(3)))
    seat.worker.cancel("tiles")
    gate.release(3)
    seat.wait_for(lambda taken: len(taken) == 2)
    assert decoder.batches == [1, 1]


def test_cancel_drops_the_chunk_that_is_being_drawn(desk: MakeDesk, bundle: Bundle) -> None:
    seat, decoder, gate = gated(desk, bundle)
    seat.worker.cancel("picture")
    seat.worker.submit(RenderRequest("film", 1, 2, recipe(2)))
    gate.release(2)
    assert seat.next_frame().view == "film"
    assert decoder.batches == [1, 1]


def test_requests_wait_for_their_model(desk: MakeDesk, bundle: Bundle) -> None:
    decoder = FakeDecoder()
    seat = desk(opens(Resident(decoder)))
    seat.worker.submit(picture(1))
    seat.worker.load(1, bundle)
    seat.wait_for(lambda taken: len(taken) == 2)
    assert decoder.batches == [1]


def test_requests_of_an_older_model_are_dropped(desk: MakeDesk, bundle: Bundle) -> None:
    first, second = FakeDecoder(), FakeDecoder()
    decoders = iter([first, second])

    def open_model(bundle: Bundle, device: str) -> Iterator[Resident]:
        yield Resident(next(decoders))

    seat = desk(open_model)
    for epoch in (1, 2):
        seat.worker.load(epoch, bundle)
        assert seat.next_report().epoch == epoch
    assert first.is_closed
    seat.worker.submit(picture(1, epoch=1))
    seat.worker.submit(RenderRequest("film", 2, 2, recipe(2)))
    assert seat.next_frame().revision == 2
    assert second.batches == [1]


def test_a_failed_load_is_remembered(desk: MakeDesk, bundle: Bundle) -> None:
    good = FakeDecoder()
    calls = []

    def open_model(bundle: Bundle, device: str) -> Iterator[Resident]:
        calls.append(device)
        if len(calls) > 1:
            raise UserError("It is broken.", "Mend it.")
        yield Resident(good)

    seat = desk(open_model)
    seat.worker.load(1, bundle)
    assert seat.next_report().error is None
    seat.worker.load(2, bundle)
    error = seat.next_report().error
    assert error is not None
    assert error.what == "It is broken."
    for revision in range(1, 20):
        seat.worker.submit(picture(revision, epoch=2))
        assert seat.next_frame().error is error
    assert len(calls) == 2
    seat.worker.submit(picture(20, epoch=1))  # the model it had goes on
    assert seat.next_frame().pixels is not None


def test_a_bug_while_loading_becomes_a_message(desk: MakeDesk, bundle: Bundle) -> None:
    def open_model(bundle: Bundle, device: str) -> Iterator[Resident]:
        raise ZeroDivisionError("by zero")
        yield

    seat = desk(open_model)
    seat.worker.load(1, bundle)
    report = seat.next_report()
    assert report.device is None
    assert report.error is not None
    assert "by zero" in report.error.details


def test_out_of_memory_falls_back_to_the_cpu(desk: MakeDesk, bundle: Bundle) -> None:
    gpu, cpu = FakeDecoder(device=GPU), FakeDecoder(device=CPU)

    def open_model(bundle: Bundle, device: str) -> Iterator[Resident]:
        yield Resident(cpu if device == "cpu" else gpu)

    seat = desk(open_model)
    seat.worker.load(1, bundle)
    assert seat.next_report().device == GPU
    gpu.is_broken = True
    seat.worker.submit(picture(7))
    seat.wait_for(lambda taken: len(taken) == 2)
    report, frame = seat.taken
    assert isinstance(report, LoadReport)
    assert isinstance(frame, Frame)
    assert (report.epoch, report.device, report.error) == (1, CPU, None)
    assert "test GPU" in report.message
    assert "memory is not enough" in report.message
    assert frame.revision == 7
    assert frame.pixels is not None
    assert gpu.is_closed


def test_fallback_that_fails_as_well_is_an_error(desk: MakeDesk, bundle: Bundle) -> None:
    gpu = FakeDecoder(device=GPU)
    gpu.is_broken = True

    def open_model(bundle: Bundle, device: str) -> Iterator[Resident]:
        if device == "cpu":
            raise DeviceError(CPU, "no memory here either")
        yield Resident(gpu)

    seat = desk(open_model)
    seat.worker.load(1, bundle)
    assert seat.next_report().device == GPU
    seat.worker.submit(picture(1))
    seat.wait_for(lambda taken: len(taken) == 2)
    report, frame = seat.taken
    assert isinstance(report, LoadReport)
    assert isinstance(frame, Frame)
    assert report.error is not None
    assert frame.error is report.error


def test_the_gpu_takes_over_when_it_is_ready(desk: MakeDesk, bundle: Bundle) -> None:
    cpu, gpu = FakeDecoder(device=CPU), FakeDecoder(device=GPU)
    ready = threading.Event()

    def open_model(bundle: Bundle, device: str) -> Iterator[Resident]:
        yield Resident(cpu)
        assert ready.wait(PATIENCE)
        yield Resident(gpu)

    seat = desk(open_model)
    seat.worker.load(1, bundle)
    assert seat.next_report().device == CPU
    seat.worker.submit(picture(1))
    assert seat.next_frame().pixels is not None
    ready.set()
    assert seat.next_report() == LoadReport(1, GPU, None)
    seat.worker.submit(picture(2))
    assert seat.next_frame().revision == 2
    assert (cpu.batches, gpu.batches, cpu.is_closed) == ([1], [1], True)


def test_slow_model_previews_while_moving_and_refines_at_rest(
    desk: MakeDesk, bundle: Bundle
) -> None:
    full, small = FakeDecoder(pass_ms=40.0, side=8), FakeDecoder(pass_ms=9.0, side=4)
    seat = desk(opens(Resident(full, small)))
    seat.worker.load(1, bundle)
    seat.next_report()
    seat.worker.submit(picture(1, quality=Quality.MOVING))
    first, refined = seat.next_frame(), seat.next_frame()
    assert (first.is_preview, refined.is_preview) == (True, False)
    assert first.revision == refined.revision == 1
    seat.worker.submit(picture(2))
    settled = seat.next_frame()
    assert settled.pixels is not None
    assert (settled.is_preview, settled.pixels.shape) == (False, (1, 8, 8))


def test_latents_of_another_model_are_refused(desk: MakeDesk, bundle: Bundle) -> None:
    seat = loaded(desk, bundle, FakeDecoder())
    seat.worker.submit(RenderRequest("sheet", 1, 1, np.zeros((3, 9), np.float32)))
    frame = seat.next_frame()
    assert frame.error is not None
    assert "4" in frame.error.what
    assert frame.is_last


def test_a_bug_in_a_decoder_is_a_frame_with_an_error(desk: MakeDesk, bundle: Bundle) -> None:
    class Broken(FakeDecoder):
        def decode(self, z: object) -> object:  # type: ignore[override]
            raise ZeroDivisionError("by zero")

    seat = loaded(desk, bundle, Broken())
    seat.worker.submit(picture(1))
    frame = seat.next_frame()
    assert frame.error is not None
    assert "by zero" in frame.error.details


def test_stop_closes_the_model_and_ends_the_threads(desk: MakeDesk, bundle: Bundle) -> None:
    decoder = FakeDecoder()
    seat = loaded(desk, bundle, decoder)
    seat.worker.submit(batch("tiles", 1, 10_000))
    seat.worker.stop()
    assert not seat.worker.thread.is_alive()
    assert decoder.is_closed
    seat.worker.submit(picture(2))
    seat.worker.load(2, bundle)
    assert not [t for t in threading.enumerate() if t.name in ("render", "load")]


def reopens(*residents: Resident) -> Reopen:
    """A `reopen` that gives these, one after the other, and raises a `UserError` at the end."""
    left = list(residents)

    def reopen(bundle: Bundle, like: Decoder) -> Resident:
        if not left:
            raise UserError("no such moment", "take another")
        return left.pop(0)

    return reopen


@pytest.fixture
def seat(bundle: Bundle) -> Iterator[tuple[Desk, FakeDecoder, FakeDecoder]]:
    """A worker with one model, whose second weights can be had once."""
    first, second = FakeDecoder(), FakeDecoder(offset=7)
    made = Desk(opens(Resident(first)), reopens(Resident(second)))
    made.worker.load(1, bundle)
    made.next_report()
    yield made, first, second
    made.worker.stop()


def pixel(frame: Frame) -> int:
    assert frame.pixels is not None
    return int(frame.pixels[0, 0, 0])


def test_other_weights_keep_the_epoch_and_what_waits(
    seat: tuple[Desk, FakeDecoder, FakeDecoder], bundle: Bundle
) -> None:
    made, first, _ = seat
    made.worker.submit(picture(1))
    assert pixel(made.next_frame()) == 1000
    made.worker.load_weights(1, 4, bundle)
    assert made.next_report() == LoadReport(1, CPU, None, "", weights=4)
    made.worker.submit(picture(2))
    assert pixel(made.next_frame()) == 2007
    assert first.is_closed


def test_pictures_go_on_while_other_weights_are_loaded(bundle: Bundle) -> None:
    gate = threading.Event()

    def slow(bundle: Bundle, like: Decoder) -> Resident:
        assert gate.wait(PATIENCE)
        return Resident(FakeDecoder(offset=7))

    made = Desk(opens(Resident(FakeDecoder())), slow)
    made.worker.load(1, bundle)
    made.next_report()
    made.worker.load_weights(1, 1, bundle)
    for revision in range(1, 20):
        made.worker.submit(picture(revision))
        assert pixel(made.next_frame()) == 1000 * revision
    gate.set()
    made.next_report()
    made.worker.stop()


def test_weights_that_cannot_be_had_leave_those_that_are_there(
    seat: tuple[Desk, FakeDecoder, FakeDecoder], bundle: Bundle
) -> None:
    made, _, second = seat
    for weights in (1, 2):
        made.worker.load_weights(1, weights, bundle)
        report = made.next_report()
    assert report.error is not None
    assert report.weights == 2
    assert not second.is_closed
    made.worker.submit(picture(1))
    assert pixel(made.next_frame()) == 1007


def test_weights_of_a_model_that_was_left_are_dropped(
    seat: tuple[Desk, FakeDecoder, FakeDecoder], bundle: Bundle
) -> None:
    made, _, _ = seat
    made.worker.load(2, bundle)
    made.next_report()
    made.worker.load_weights(1, 1, bundle)
    made.worker.load_weights(2, 1, bundle)
    made.wait_for(lambda taken: any(isinstance(i, LoadReport) and i.epoch == 2 for i in taken))
    made.worker.submit(picture(1, epoch=2))
    made.wait_for(lambda taken: any(isinstance(item, Frame) for item in taken))
    assert all(item.error is None for item in made.taken if isinstance(item, LoadReport))


def test_a_view_may_have_a_model_of_its_own(bundle: Bundle) -> None:
    shared, own = FakeDecoder(), FakeDecoder(offset=3)
    ways = iter([opens(Resident(shared)), opens(Resident(own))])
    made = Desk(lambda bundle, device: next(ways)(bundle, device))
    made.worker.load(1, bundle)
    made.next_report()
    made.worker.load_beside("beside left", 1, bundle)
    # Asked for before it is there: it waits, and is not drawn by the model that all share.
    made.worker.submit(RenderRequest("beside left", 1, 1, recipe(1)))
    report = made.next_report()
    assert (report.view, report.epoch, report.error) == ("beside left", 1, None)
    frame = made.next_frame()
    assert (frame.view, pixel(frame)) == ("beside left", 1003)
    made.worker.submit(picture(2))
    assert pixel(made.next_frame()) == 2000
    made.worker.load_beside("beside left", 2, None)
    made.worker.submit(picture(3))
    assert pixel(made.next_frame()) == 3000
    assert own.is_closed
    made.worker.stop()
    assert shared.is_closed


def test_a_model_for_a_view_that_fails_harms_nothing(bundle: Bundle) -> None:
    def open_model(bundle: Bundle, device: str) -> Iterator[Resident]:
        if device == "cpu":
            raise UserError("no", "other")
        yield Resident(FakeDecoder())

    made = Desk(open_model)
    made.worker.load(1, bundle)
    made.next_report()
    made.worker.load_beside("beside right", 1, bundle)
    report = made.next_report()
    assert report.error is not None
    assert report.view == "beside right"
    made.worker.submit(picture(1))
    assert pixel(made.next_frame()) == 1000
    made.worker.stop()


def test_a_real_bundle_is_opened_again_with_the_same_threads(
    bundle: Bundle, tmp_path: Path
) -> None:
    other = open_bundle(str(make_bundle(tmp_path / "later", seed=5)))
    made = Desk(open_model, reopen)
    made.worker.load(1, bundle, "cpu")
    made.next_report()
    made.worker.submit(picture(1))
    before = made.next_frame().pixels
    made.worker.load_weights(1, 1, other)
    assert made.next_report().error is None
    made.worker.submit(picture(1))
    after = made.next_frame().pixels
    assert before is not None
    assert after is not None
    assert before.shape == after.shape
    assert not np.array_equal(before, after)
    made.worker.stop()
