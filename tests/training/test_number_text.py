from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from gen_explorer.training import number_text


def parsed(texts: list[str]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    before, starts, ends = "----", [], []
    for text in texts:
        starts.append(len(before))
        before += text
        ends.append(len(before))
        before += ", "
    whole = (before + " " * number_text.PADDING).encode()
    return number_text.parse(whole, np.array(starts), np.array(ends))


@given(st.lists(st.floats(width=32), min_size=1))
def test_a_float32_comes_back_exactly(numbers: list[float]) -> None:
    texts = [json.dumps(number) for number in numbers]
    values, is_number = parsed(texts)
    assert is_number[[abs(number) < 1e14 or not math.isfinite(number) for number in numbers]].all()
    expected = np.array(numbers, np.float32)[is_number]
    assert np.array_equal(values[is_number].astype(np.float32), expected, equal_nan=True)


@given(st.lists(st.one_of(st.floats(), st.integers(-(10**16), 10**16)), min_size=1))
def test_what_is_taken_for_a_number_is_that_number(numbers: list[float]) -> None:
    values, is_number = parsed([json.dumps(number) for number in numbers])
    expected = np.array(numbers, np.float64)[is_number]
    assert values[is_number] == pytest.approx(expected, rel=2e-10, nan_ok=True)


@given(st.lists(st.text("0123456789.-+eNa ", max_size=24), min_size=1))
def test_what_is_no_number_is_not_taken_for_one(texts: list[str]) -> None:
    values, is_number = parsed(texts)
    for text, value, taken in zip(texts, values, is_number, strict=True):
        if taken:
            assert float(text) == pytest.approx(value, rel=2e-10, nan_ok=True)


def test_times_keep_their_decimals() -> None:
    values, is_number = parsed(["1795342937.123456", "-12345678.5", "0", "1e-05", "-Infinity"])
    assert is_number.all()
    assert values.tolist() == [1795342937.123456, -12345678.5, 0.0, 1e-05, -math.inf]


NONE = "|-|.|--1|1-2|1.2.3|1.234567.8|1234567890.1.2|1 2|e-05|0x10|true|null|1_0|1.5e+2x|nan|1e+-5"
TOO_LONG = ("1.0000000000000002e+100", "0.00000000000000000000x")


@pytest.mark.parametrize("text", [*NONE.split("|"), *TOO_LONG])
def test_none_of_these_is_a_number(text: str) -> None:
    assert not parsed([text])[1].any()
