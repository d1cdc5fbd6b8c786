from __future__ import annotations

import json
import random
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gen_explorer.training import event_proto, record_file, tensorboard
from gen_explorer.training.history import History, opened
from gen_explorer.training.loop import Hooks, StepReport
from gen_explorer.training.run import RunFolder
from gen_explorer.training.tensorboard import EventWriter
from gen_explorer.training.tensorboard_mirror import Mirror, mirrored
from tests.training.runs import VAE

# Written by TensorBoard 2.21's own writer: the version, a plain scalar, and a scalar as a tensor.
VERSION = "1800000000000000a37f4b2209000000c00b5ad6411a0d627261696e2e4576656e743a324ca9a464"
PLAIN = (
    "2100000000000000017becf609000000c00b5ad64110ac022a130a110a0a6c6f73732f747261696e"
    "150000803e7ccbde4d"
)
TENSOR = (
    "34000000000000005e33175c09000000c00b5ad64110072a270a250a086163637572616379420a08"
    "01120022040000403f4a0d0a090a077363616c6172732001e76ec420"
)


def record(data: bytes) -> bytes:
    return record_file.framed(np.frombuffer(data, np.uint8)[None])


def head(length: int) -> bytes:
    size = np.frombuffer(struct.pack("<Q", length), np.uint8)
    return size.tobytes() + record_file.checksums(size[None]).astype("<u4").tobytes()


def field(number: int, content: bytes) -> bytes:
    return bytes([number << 3 | 2, len(content)]) + content


def scalar(tag: str, value: float, step: int = 1) -> bytes:
    """An event with one scalar, step < 128."""
    summary = field(1, field(1, tag.encode()) + b"\x15" + struct.pack("<f", value))
    return b"\x09" + struct.pack("<d", 5.0) + bytes([0x10, step]) + field(5, summary)


def test_checksum_of_the_standard_text() -> None:
    """CRC-32C of "123456789" is 0xE3069283 (RFC 3720, B.4), masked as TensorFlow does."""
    expected = ((0xE3069283 >> 15 | 0xE3069283 << 17) + 0xA282EAD8) & 0xFFFFFFFF
    assert record_file.checksums(np.frombuffer(b"123456789", np.uint8)[None]).tolist() == [expected]


def test_what_tensorboard_wrote_is_read(tmp_path: Path) -> None:
    path = tmp_path / "events.out.tfevents.1"
    path.write_bytes(bytes.fromhex(VERSION + PLAIN + TENSOR))
    history = opened(tmp_path)
    assert history.names() == ("loss/train", "accuracy")
    assert [column.tolist() for column in history.series("loss/train")] == [[300], [0.25], [1.5e9]]
    assert [column.tolist() for column in history.series("accuracy")] == [[7], [0.75], [1.5e9]]


def test_writing_gives_the_bytes_that_tensorboard_writes() -> None:
    content = event_proto.encoded("loss/train", *(np.array([x]) for x in (300.0, 0.25, 1.5e9)))
    assert content.hex() == PLAIN


def test_written_series_come_back(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    steps = np.concatenate([np.arange(0, 300), [16383, 16384, 2**21, 2**40]]).astype(float)
    times, writer = 1e9 + steps, EventWriter(tmp_path)
    expected = {name: rng.normal(size=len(steps)).astype(np.float32) for name in ("a", "größe/b")}
    expected["a"][:2] = [np.nan, np.inf]
    for name, values in expected.items():
        writer.add(name, steps, values, times)
    history = opened(tmp_path)
    assert history.names() == tuple(expected)
    for name, values in expected.items():
        found = history.series(name)
        assert found[0].tolist() == steps.tolist()
        assert np.array_equal(found[1], values, equal_nan=True)
        assert found[2].tolist() == times.tolist()


def test_a_file_that_grows_is_followed(tmp_path: Path) -> None:
    path = tmp_path / "events.out.tfevents.1"
    content = b"".join(record(scalar("loss", step, step)) for step in range(1, 101))
    path.write_bytes(content[:1000])
    history = History(path)
    history.refresh()
    seen = len(history.series("loss")[0])
    assert 0 < seen < 100
    assert not history.refresh()
    path.write_bytes(content)
    assert history.refresh()
    assert history.series("loss")[1].tolist() == list(range(1, 101))
    path.write_bytes(content[:500])
    assert history.refresh()
    assert len(history.series("loss")[0]) < seen


def test_folders_are_told_apart_and_files_of_one_belong_together(tmp_path: Path) -> None:
    for folder, name, first in (("train", "1", 1), ("train", "2", 40), ("test", "1", 1)):
        (tmp_path / folder).mkdir(exist_ok=True)
        content = b"".join(record(scalar("loss", n, n)) for n in range(first, first + 50))
        (tmp_path / folder / f"events.out.tfevents.{name}").write_bytes(content)
    history = opened(tmp_path)
    assert set(history.names()) == {"train/loss", "test/loss"}
    assert history.series("train/loss")[0].tolist() == list(range(1, 90))
    assert history.series("test/loss")[0].tolist() == list(range(1, 51))


def test_other_records_are_passed_over(tmp_path: Path) -> None:
    zero, one = b"\x15\0\0\0\0", b"\x15\0\0\x80\x3f"
    two = field(5, field(1, field(1, b"a") + zero) + field(1, field(1, b"b") + one))
    histogram = field(5, field(1, field(1, b"h") + field(5, b"\x09" + b"\0" * 8)))
    picture = tensorboard.CHUNK + 10
    content = b"".join(
        [
            record(b"\x1a\x0dbrain.Event:2"),
            *(record(histogram) for _ in range(40)),
            record(b"\xff" * 30),
            record(b""),
            head(picture) + b"\0" * (picture + 4),  # longer than what is read at once
            *(record(two) for _ in range(40)),
            record(scalar("c", 2.0)),
        ]
    )
    (tmp_path / "x.tfevents").write_bytes(content)
    history = opened(tmp_path)
    assert history.names() == ("a", "b", "c")
    assert history.series("b")[1].tolist() == [1.0]  # step 0 forty times: the last counts


def test_a_damaged_record_is_left_out_and_a_damaged_length_ends_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x.tfevents"
    size = len(record(scalar("loss", 1.0)))
    content = bytearray(b"".join(record(scalar("loss", n, n)) for n in range(1, 51)))
    content[10 * size + 20] ^= 1
    path.write_bytes(content)
    assert opened(path).series("loss")[0].tolist() == [*range(1, 11), *range(12, 51)]
    content[30 * size] ^= 1
    path.write_bytes(content)
    assert opened(path).series("loss")[0].tolist() == [*range(1, 11), *range(12, 31)]


@pytest.mark.parametrize("length", [2**63, 2**40, 2**64 - 1])
def test_lengths_are_not_trusted(tmp_path: Path, length: int) -> None:
    content = record(scalar("loss", 1.0)) + head(length) + b"\0" * 100
    (tmp_path / "x.tfevents").write_bytes(content)
    assert opened(tmp_path).series("loss")[1].tolist() == [1.0]


def test_a_run_is_mirrored_while_it_trains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gen_explorer.training.tensorboard_mirror.SECONDS", 0.0)
    run, board = RunFolder.create(tmp_path / "run", VAE), tmp_path / "board"
    told: list[StepReport] = []
    run.start()
    with mirrored(Hooks(on_step=told.append), run.path, board) as hooks:
        for step in range(1, 4):
            run.add_event(step=step, time=1e9 + step, loss=1 / step, kl=2.0)
            hooks.on_step(StepReport(step, 3, 0, 1, {}, 0.0))
            assert opened(board).series("loss")[0].tolist() == list(range(1, step + 1))
        run.add_event(step=3, time=2e9, **{"held_out/loss": 5.0})
    assert len(told) == 3
    own, other = opened(run.path), opened(board)
    assert own.names() == other.names() == ("loss", "kl", "held_out/loss")
    for name in own.names():
        mine, copied = own.series(name), other.series(name)
        assert all(np.array_equal(mine[column], copied[column]) for column in range(3))


def test_only_the_first_of_several_processes_mirrors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RANK", "1")
    (tmp_path / "events.jsonl").write_text('{"step": 1, "loss": 2.0}\n')
    with mirrored(Hooks(), tmp_path, tmp_path / "board"):
        pass
    assert not (tmp_path / "board").exists()


def test_a_mirror_follows(tmp_path: Path) -> None:
    log, mirror = tmp_path / "events.jsonl", Mirror(tmp_path, tmp_path / "board")
    mirror.update()
    assert not (tmp_path / "board").exists()
    for step in range(1, 4):
        with log.open("a") as out:
            out.write(json.dumps({"step": step, "time": 5.0, "loss": 1 / step}) + "\n")
        mirror.update()
        mirror.update()
        assert opened(tmp_path / "board").series("loss")[0].tolist() == list(range(1, step + 1))


@settings(max_examples=200)
@given(st.binary(max_size=80))
def test_any_bytes_are_an_event_or_none(data: bytes) -> None:
    event = event_proto.event_of(data)
    assert event is None or all(point.tag for point in event.points)


def test_flipped_bits_are_no_harm(tmp_path: Path) -> None:
    rng = random.Random(3)
    whole = b"".join(record(scalar("loss", n, n)) for n in range(1, 60))
    path = tmp_path / "x.tfevents"
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(rng.randrange(1, 5)):
            content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        path.write_bytes(content[: rng.randrange(len(content))])
        steps, values, _ = opened(path).series("loss")
        assert steps.tolist() == values.tolist()


def test_a_message_damaged_before_its_checksum_was_made_is_no_harm() -> None:
    rng = random.Random(4)
    for _ in range(3000):
        data = bytearray(scalar("loss", 1.0))
        data[rng.randrange(len(data))] = rng.randrange(256)
        event = event_proto.event_of(bytes(data[: rng.randrange(1, len(data) + 1)]))
        assert event is None or len(event.points) <= 1
