"""Lengths of time as a clock writes them."""

from __future__ import annotations

import math

from gen_explorer.ui.language import integer

GAPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400)
"""Seconds that are round on a clock."""


def duration(seconds: float) -> str:
    """0:05, 12:40, 3:00:00; a dash where it is not known."""
    if not math.isfinite(seconds):
        return "–"
    sign, whole = ("-" if round(seconds) < 0 else ""), abs(round(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    if hours:
        return f"{sign}{integer(hours)}:{minutes:02d}:{left:02d}"
    return f"{sign}{minutes}:{left:02d}"


def gap(width: float, count: int = 6) -> float:
    """Round seconds that divide `width` seconds into at most `count` parts; 0 where none do."""
    return float(next((each for each in GAPS if each * count >= width), 0))
