"""Where the map is looked at: places on the map to points on the screen and back."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

STEPS = 8
"""Zoom steps that double the scale. Steps, so that tiles can come out in whole pixels, and so that
a scale that was seen before finds its tiles again."""
SMALLEST, LARGEST = -5 * STEPS, 16 * STEPS


@dataclass(frozen=True)
class MapView:
    """A window of width x height points onto the map, whose y points up."""

    width: int = 1
    height: int = 1
    x: float = 0.0
    """The place in the middle."""
    y: float = 0.0
    step: int = 5 * STEPS
    """The zoom: 2 ** (step / STEPS) points for a unit."""

    @property
    def scale(self) -> float:
        """Points on the screen for a unit on the map."""
        return float(2.0 ** (self.step / STEPS))

    def to_screen(self, positions: Floats) -> Floats:
        """Places (..., 2) to points (..., 2)."""
        scale = self.scale
        shift = (self.width / 2 - self.x * scale, self.height / 2 + self.y * scale)
        points: Floats = positions * np.array((scale, -scale), "f4") + np.array(shift, "f4")
        return points

    def point(self, x: float, y: float) -> tuple[float, float]:
        """One place to a point."""
        scale = self.scale
        return (x - self.x) * scale + self.width / 2, (self.y - y) * scale + self.height / 2

    def place(self, x: float, y: float) -> tuple[float, float]:
        """One point to a place."""
        scale = self.scale
        return (x - self.width / 2) / scale + self.x, self.y - (y - self.height / 2) / scale

    def rectangle(self) -> tuple[float, float, float, float]:
        """(left, bottom, right, top) of what is in sight."""
        left, top = self.place(0, 0)
        right, bottom = self.place(self.width, self.height)
        return left, bottom, right, top

    def resized(self, width: int, height: int) -> MapView:
        return replace(self, width=max(1, width), height=max(1, height))

    def panned(self, dx: float, dy: float) -> MapView:
        """The map moved by (dx, dy) points."""
        return replace(self, x=self.x - dx / self.scale, y=self.y + dy / self.scale)

    def zoomed(self, steps: int, x: float, y: float) -> MapView:
        """Nearer by `steps`; the place under the point (x, y) stays there."""
        step = min(max(self.step + steps, SMALLEST), LARGEST)
        before = self.place(x, y)
        nearer = replace(self, step=step)
        after = nearer.place(x, y)
        return replace(nearer, x=nearer.x + before[0] - after[0], y=nearer.y + before[1] - after[1])

    def fitted(self, bounds: tuple[float, float, float, float]) -> MapView:
        """The largest step at which (left, bottom, right, top) is in sight as a whole."""
        left, bottom, right, top = bounds
        scale = min(self.width / max(right - left, 1e-6), self.height / max(top - bottom, 1e-6))
        step = min(max(math.floor(math.log2(scale) * STEPS + 1e-6), SMALLEST), LARGEST)
        return replace(self, x=(left + right) / 2, y=(bottom + top) / 2, step=step)


def ticks(low: float, high: float, length: float, apart: float = 56.0) -> list[float]:
    """Round values between low and high, at least `apart` points from each other on an axis of
    `length` points."""
    room = max(1.0, length / apart)
    raw = max(high - low, 1e-9) / room
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * m for m in (1.0, 2.0, 5.0, 10.0) if power * m >= raw * 0.999)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(index * step, 10) for index in range(first, last + 1)]
