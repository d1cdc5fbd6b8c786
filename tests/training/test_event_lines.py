from __future__ import annotations

import json
import math
import random
from typing import Any

import pytest

from gen_explorer.training import event_lines


def said(text: bytes) -> list[tuple[int, dict[str, float]]]:
    """Place and scalars of every line of numbers."""
    found = event_lines.parse(text)
    rows = [
        (
            int(at),
            {"step": step, "time": time} | dict(zip(group.names, map(float, row), strict=True)),
        )
        for group in found.groups
        for at, step, time, row in zip(
            group.at, group.steps, group.times, group.values, strict=True
        )
    ]
    return sorted(rows, key=lambda row: row[0])


def by_json(text: bytes) -> list[tuple[int, dict[str, float]]]:
    """The same, line by line."""
    rows = []
    for line, part in enumerate(text.split(b"\n")[:-1]):
        try:
            event = json.loads(part)
        except ValueError:
            continue
        if isinstance(event, dict) and "kind" not in event:
            scalars = {n: float(v) for n, v in event.items() if isinstance(v, int | float)}
            step = scalars.pop("step", math.nan)
            time = scalars.pop("time", math.nan)
            if scalars:
                good = step if math.isfinite(step) else float(line)
                rows.append((line, {"step": good, "time": time} | scalars))
    return rows


def lines_of(events: list[Any]) -> bytes:
    return "".join(json.dumps(event) + "\n" for event in events).encode()


def same(first: list[tuple[int, dict[str, float]]], second: Any) -> None:
    assert [line for line, _ in first] == [line for line, _ in second]
    for (_, left), (_, right) in zip(first, second, strict=True):
        assert left == pytest.approx(right, rel=1e-6, nan_ok=True)
        assert list(left) == list(right)


def test_columns_are_what_the_json_parser_reads() -> None:
    """Names that change from line to line, numbers of every size, lines of other kinds between."""
    rng = random.Random(5)
    events: list[Any] = []
    for step in range(3000):
        size = rng.choice([1e-12, 1e-6, 1e-3, 1.0, 1e3, 1e12])
        event: dict[str, Any] = {"step": step, "time": 1.7e9 + step / 8, "loss": rng.gauss(0, size)}
        if step % 3 == 0:
            event["g_loss"] = rng.gauss(0, 1)
        if step % 500 == 0:
            event["phase"] = "warm-up"
        if step % 700 == 0:
            event = {"loss": math.nan, "step": step, "time": 1.7e9, "größe": True}
        if step % 211 == 0:
            event = {"step": step, "kind": "kl", "values": [1.0, 2.0]}
        if step % 333 == 0:
            event["note"] = {"loss": 3, "quoted": 'a "word" and a \\'}
        events.append(event)
    text = lines_of(events)
    same(said(text), by_json(text))
    assert sum(len(found.at) for found in event_lines.parse(text).vectors) == 15


@pytest.mark.parametrize(
    "wrong",
    [
        b'{"step": 7, "loss": 1.0, "other": }',
        b'{"step": 7, "loss": 1.0, "other": 2.0',
        b'{"step": 7, "loss": 1.0, "other": 2.0}}',
        b'{"step": 7, "loss": 1.0 "other": 2.0}',
        b'{"step": 7, "other": 1.0, "loss": 2.0}',
        b'{"step": 7, "loss": [1.0], "other": 2.0}',
        b'{"step": 7, "loss": "1.0", "other": 2.0}',
        b'{"step": 7, "loss": null, "other": 2.0}',
        b'{"step": 7, "loss": 1.0, "loss": 2.0}',
        b'["step", 7, "loss", 1.0, "other", 2.0]',
        b'x{"step": 7, "loss": 1.0, "other": 2.0}',
        b' {"step" : 7,"loss":1.0 , "other": 2.0}  ',
        b"",
        b'"""""',
        b"\xff\xfe{}",
    ],
)
@pytest.mark.parametrize("place", [0, 40, 99])
def test_a_line_unlike_the_others_is_read_as_json_would(wrong: bytes, place: int) -> None:
    lines = lines_of([{"step": n, "loss": n / 7, "other": -n} for n in range(99)]).splitlines()
    lines.insert(place, wrong)
    text = b"\n".join(lines) + b"\n"
    same(said(text), by_json(text))


@pytest.mark.parametrize("separators", [(",", ":"), (" , ", " : ")])
def test_other_ways_to_write_json(separators: tuple[str, str]) -> None:
    events = [{"step": n, "loss": n / 7} for n in range(99)]
    text = "".join(json.dumps(event, separators=separators) + "\r\n" for event in events).encode()
    same(said(text), by_json(text))
    assert len(said(text)) == 99


def test_more_forms_than_are_tried() -> None:
    events = [{"step": n, f"name {n}": n / 7} for n in range(2 * event_lines.FORMS)]
    same(said(lines_of(events)), by_json(lines_of(events)))


def vectors_of(text: bytes) -> list[tuple[int, str, float, list[float]]]:
    """Line, kind, step and components of every line of vectors."""
    return sorted(
        (int(at), found.kind, float(step), row.tolist())
        for found in event_lines.parse(text).vectors
        for at, step, row in zip(found.at, found.steps, found.values, strict=True)
    )


def test_vectors_are_what_the_json_parser_reads() -> None:
    rng = random.Random(6)
    events: list[Any] = []
    for step in range(600):
        events.append({"step": step, "loss": 1.0})
        width = 16 if step % 50 else 3
        values = [float(f"{rng.gauss(0, 10.0 ** rng.randrange(-9, 3)):.4g}") for _ in range(width)]
        event = {"step": step, "epoch": 1, "time": 1.7e9, "kind": "kl", "values": values}
        if step % 70 == 0:
            event["kind"] = "other"
        if step % 90 == 0:
            del event["step"]
        events.append(event)
    text = lines_of(events)
    expected = [
        (line, event["kind"], event.get("step", line), event["values"])
        for line, event in enumerate(events)
        if "kind" in event
    ]
    found = vectors_of(text)
    assert [row[:3] for row in found] == [row[:3] for row in expected]
    for one, other in zip(found, expected, strict=True):
        assert one[3] == pytest.approx(other[3], rel=1e-6)


@pytest.mark.parametrize(
    "wrong",
    [
        b'{"step": 7, "kind": "kl", "values": [1.0, 2.0, }',
        b'{"step": 7, "kind": "kl", "values": [1.0, 2.0, x]}',
        b'{"step": 7, "kind": "kl", "values": [1.0, 2.0, [3]]}',
        b'{"step": 7, "kind": "kl", "values": [1.0, 2.0, "3"]}',
        b'{"step": 7, "kind": "kl", "values": [1.0,2.0 ,3 3]}',
        b'{"step": , "kind": "kl", "values": [1.0, 2.0, 3.0]}',
        b'{"step": 7, "kind": "kl", "values": []}',
        b'{"step": 7, "kind": "kl", "values": 5}',
        b'{"step": 7, "kind": ["kl"], "values": [1.0, 2.0, 3.0]}',
        b'{"step": 7, "x": [1.0], "kind": "kl", "values": [2.0, 3.0]}]}',
    ],
)
def test_vectors_that_are_none_are_left_out(wrong: bytes) -> None:
    lines = lines_of([{"step": n, "kind": "kl", "values": [n, n / 2, 3.0]} for n in range(60)])
    for text in (wrong + b"\n" + lines, lines + wrong + b"\n"):
        found = vectors_of(text)
        assert len(found) == 60
        assert all(row[3] == [row[2], row[2] / 2, 3.0] for row in found)


def test_a_vector_of_one_and_other_ways_to_write_it() -> None:
    for separators in ((",", ":"), (", ", ": "), (",  ", " : ")):
        events = [{"step": n, "kind": "kl", "values": [n / 2] * (1 + n % 2)} for n in range(99)]
        text = "".join(json.dumps(event, separators=separators) + "\n" for event in events)
        assert [row[3] for row in vectors_of(text.encode())] == [e["values"] for e in events]


def test_a_damaged_log_keeps_its_whole_lines() -> None:
    rng = random.Random(7)
    good = [{"step": n, "time": 1.7e9 + n, "loss": rng.random()} for n in range(60)]
    known = dict(zip(lines_of(good).split(b"\n"), good, strict=False))
    for _ in range(60):
        damaged = bytearray(lines_of(good))
        for _ in range(rng.randrange(1, 6)):
            at = rng.randrange(len(damaged))
            damaged[at : at + rng.randrange(3)] = rng.randbytes(rng.randrange(3))
        text = bytes(damaged) + b"\n"
        found = dict(said(text))
        for number, line in enumerate(text.split(b"\n")):
            if line in known:
                assert found[number] == pytest.approx(known[line], rel=1e-6)
