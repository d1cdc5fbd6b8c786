"""What stands at the ticks of an axis, as the current language writes numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from gen_explorer.ui.language import SUPERSCRIPTS, figure, integer, number


def numbers(values: Sequence[float], gap: float) -> list[str]:
    """Values that are `gap` apart, with as many digits as tell them apart."""
    places = max(0, math.ceil(-math.log10(gap))) if gap > 0 else 0
    if places > 4:
        return [figure(value) if value else "0" for value in values]
    return [integer(round(v)) if places == 0 else number(v, places) for v in values]


def powers(exponents: Sequence[float]) -> list[str]:
    """10 to each of `exponents`."""
    return [_power(exponent) for exponent in exponents]


def _power(exponent: float) -> str:
    """10^exponent as it is best read."""
    value = 10.0**exponent
    if 1e-3 <= value < 1e5:
        return figure(value)
    whole = math.floor(exponent + 1e-9)
    lead = round(10.0 ** (exponent - whole), 1)
    power = f"10{str(whole).translate(SUPERSCRIPTS)}"
    return power if lead == 1 else f"{figure(lead)}·{power}"
