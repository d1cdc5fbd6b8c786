"""Decimal numbers in a text, many at once.

Eight characters are one 64-bit word, and a word of digits becomes a number in a few operations on
all words of an array (Lemire 2018, "Quickly parsing eight digits"). A million log lines are read in
a second this way; `float` on each number takes ten times as long.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Places = NDArray[np.int64]

PADDING = 32
"""Bytes that must follow the last number of a text."""

_DIGITS = 16  # that count; a float64 holds 15 to 17
_LONGEST = 24  # characters, the most that Python writes
_ZEROS = np.uint64(0x3030303030303030)
_ONES = np.uint64(0x0101010101010101)
_HIGH = np.uint64(0x8080808080808080)
_DOTS = np.uint64(0x2E2E2E2E2E2E2E2E)
_OVER_NINE = np.uint64(0x4646464646464646)
_WHICH_BYTE = np.uint64(sum(place << (61 - 8 * place) for place in range(8)))
_KEEP = np.array([(1 << 8 * count) - 1 for count in range(9)], np.uint64)
"""Masks of a word's first characters."""
_POWERS = 10.0 ** np.arange(_DIGITS + 1)
_NAN = np.uint64(int.from_bytes(b"NaN", "little"))
_INFINITY = np.uint64(int.from_bytes(b"Infinity", "little"))


def words_of(text: bytes) -> Words:
    """The eight characters from every place of `text` on, the first in the lowest byte."""
    view: Words = np.ndarray((len(text) - 7,), "<u8", buffer=text, strides=(1,))
    return view


def parse(text: bytes, starts: Places, ends: Places) -> tuple[NDArray[np.float64], NDArray[Any]]:
    """The numbers text[start:end], float64, exact to 15 digits, and whether each is one. `text` has
    PADDING bytes behind the last. Known are digits with at most one dot, a sign before them, a
    two-digit exponent behind them, NaN and Infinity: what Python's json writes."""
    words, characters = words_of(text), np.frombuffer(text, np.uint8)
    is_negative = characters[starts] == ord("-")
    starts = starts + is_negative
    exponents = None
    with_exponent = np.flatnonzero(characters[ends - 4] == ord("e"))
    if len(with_exponent):
        exponents = characters[ends[with_exponent, None] - [3, 2, 1]].astype(np.int64) - ord("0")
        ends = ends.copy()
        ends[with_exponent] -= 4
    values, is_good = _plain(words, starts, ends)
    if exponents is not None:
        sign = exponents[:, 0] + ord("0")
        is_good[with_exponent] &= ((sign == ord("-")) | (sign == ord("+"))) & np.all(
            (exponents[:, 1:] >= 0) & (exponents[:, 1:] <= 9), axis=1
        )
        power = 10.0 ** np.clip(exponents[:, 1] * 10 + exponents[:, 2], 0, 99)
        mantissas = values[with_exponent]
        values[with_exponent] = np.where(sign == ord("-"), mantissas / power, mantissas * power)
    bad = np.flatnonzero(~is_good)
    if len(bad):
        values[bad], is_good[bad] = _special(words, starts[bad], ends[bad])
    np.negative(values, out=values, where=is_negative)
    return values, is_good


def _plain(
    words: Words, starts: Places, ends: Places
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Digits with at most one dot, which stands among the first eight characters."""
    first, second = words[starts], words[starts + 8]
    length = (ends - starts).astype(np.uint64)
    dots, place = _first_dot(first)
    has_dot = (dots != 0) & (place < length)
    # The dot is taken out: what follows moves one character to the front.
    before = np.where(has_dot, _KEEP[place], _KEEP[8])
    first_digits = (first & before) | ((first >> np.uint64(8)) & ~before)
    first_digits |= np.where(has_dot, second << np.uint64(56), 0)
    second_digits = np.where(has_dot, second >> np.uint64(8), second)
    digits = length - has_dot
    whole = np.where(has_dot, place, digits)
    digits = np.minimum(digits, np.uint64(_DIGITS) - has_dot)
    first_kept = _KEEP[np.minimum(digits, 8)]
    second_kept = _KEEP[np.maximum(digits, 8) - np.uint64(8)]
    first_digits = (first_digits & first_kept) | (_ZEROS & ~first_kept)
    second_digits = (second_digits & second_kept) | (_ZEROS & ~second_kept)
    rest_kept = _KEEP[np.clip(length, 16, _LONGEST) - np.uint64(16)]
    rest = (words[starts + 16] & rest_kept) | (_ZEROS & ~rest_kept)
    wrong = (first_digits - _ZEROS) | (first_digits + _OVER_NINE)
    wrong |= (second_digits - _ZEROS) | (second_digits + _OVER_NINE)
    wrong |= (rest - _ZEROS) | (rest + _OVER_NINE)
    is_good = ((wrong & _HIGH) == 0) & (digits > 0) & (whole <= _DIGITS) & (length <= _LONGEST)
    mantissas = _eight_digits(first_digits) * np.uint64(10**8) + _eight_digits(second_digits)
    values = mantissas.astype(np.float64)
    values /= _POWERS[_DIGITS - np.minimum(whole, _DIGITS).astype(np.int64)]
    return values, is_good


def _first_dot(words: Words) -> tuple[Words, Words]:
    """Words that are 0 where there is no dot, and its place from 0 to 7 where there is one."""
    dots = words ^ _DOTS
    dots = (dots - _ONES) & ~dots & _HIGH  # the highest bit of each dot's byte
    lowest = (dots & (~dots + np.uint64(1))) >> np.uint64(7)
    return dots, (lowest * _WHICH_BYTE) >> np.uint64(61)


def _eight_digits(word: Words) -> Words:
    """Words of eight digits as numbers."""
    word = word - _ZEROS
    word = word * np.uint64(10) + (word >> np.uint64(8))
    pairs = np.uint64(0x000000FF000000FF)
    first = (word & pairs) * np.uint64(0x000F424000000064)
    second = ((word >> np.uint64(16)) & pairs) * np.uint64(0x0000271000000001)
    return (first + second) >> np.uint64(32)


def _special(
    words: Words, starts: Places, ends: Places
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """What is no plain number: with a dot behind the eighth digit, NaN, Infinity, or none."""
    values, is_good = np.full(len(starts), np.nan), np.zeros(len(starts), bool)
    first, length = words[starts], ends - starts
    is_good |= (length == 3) & ((first & _KEEP[3]) == _NAN)
    infinite = (length == 8) & (first == _INFINITY)
    values[infinite] = np.inf
    is_good |= infinite
    late = np.flatnonzero((length > 9) & ~_has_dot(words, starts, starts + 8))
    starts, ends = starts[late], ends[late]
    dots, behind = _first_dot(words[starts + 8])
    middle = starts + 8 + behind.astype(np.int64)
    found = np.flatnonzero((dots != 0) & (middle + 1 < ends))  # times in seconds since 1970
    late, starts, middle, ends = late[found], starts[found], middle[found], ends[found]
    whole, is_whole = _plain(words, starts, middle)
    after, is_after = _plain(words, middle + 1, ends)
    values[late] = whole + after / _POWERS[np.minimum(ends - middle - 1, _DIGITS)]
    is_good[late] = is_whole & is_after & ~_has_dot(words, middle + 1, ends)
    return values, is_good


def _has_dot(words: Words, starts: Places, ends: Places) -> NDArray[np.bool_]:
    """Whether there is a dot before `ends` in the eight characters from `starts`."""
    dots, place = _first_dot(words[starts])
    result: NDArray[np.bool_] = (dots != 0) & (starts + place.astype(np.int64) < ends)
    return result
