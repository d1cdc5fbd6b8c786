"""The figures of a drag in the window, as a table and as plain values."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from gen_explorer.core.translation import tr
from gen_explorer.engine.bench import Machine, machine_text

FORMS = ("engine", "naive", "empty")


@dataclass(frozen=True)
class Drag:
    """One drag; times in milliseconds."""

    seconds: float
    inputs: int
    frames: int
    """Different pictures painted."""
    latency_p50: float
    """From the mouse's event at the slider to when the window with that picture was flushed."""
    latency_p99: float
    stall: float
    """The longest time in which the GUI thread answered nothing."""
    beat_p50: float
    """How late a 4 ms timer in the GUI thread fired."""
    beat_p99: float
    gui_busy: float
    """Share of the time that the GUI thread computed, 0 to 1."""
    memory_first: float
    """MB that the process held when the drag began (after it had warmed up); 0 where the system
    does not tell."""
    memory_last: float

    @property
    def frames_per_second(self) -> float:
        return self.frames / self.seconds

    @property
    def gui_ms(self) -> float:
        """Computing time of the GUI thread for each picture shown."""
        return self.gui_busy * self.seconds * 1e3 / max(1, self.frames)


@dataclass(frozen=True)
class ModelDrags:
    """One model, dragged three times."""

    model: str
    pass_ms: float
    """Median of the frames' own decoding time during the drag."""
    engine: Drag
    naive: Drag
    empty: Drag
    """Without any picture: what the slider and the rest of the window cost."""

    @property
    def beyond_pass_ms(self) -> float:
        """What the median latency has on top of the forward pass."""
        return self.engine.latency_p50 - self.pass_ms

    @property
    def gui_ratio(self) -> float:
        """What pictures add to the GUI thread's load, engine over naive."""
        empty = self.empty.gui_busy
        return (self.engine.gui_busy - empty) / max(1e-6, self.naive.gui_busy - empty)


@dataclass(frozen=True)
class WindowReport:
    """All that one run measured."""

    machine: Machine
    platform: str
    """Qt's platform plugin: offscreen flushes into memory."""
    models: tuple[ModelDrags, ...]
    map: dict[str, float]
    """What `map_bench.bench_map` gave."""

    def to_dict(self) -> dict[str, Any]:
        models = []
        for seen in self.models:
            extra: dict[str, Any] = {
                "beyond_pass_ms": seen.beyond_pass_ms,
                "gui_ratio": seen.gui_ratio,
            }
            for form in FORMS:
                extra[form] = {
                    **asdict(getattr(seen, form)),
                    "frames_per_second": getattr(seen, form).frames_per_second,
                    "gui_ms": getattr(seen, form).gui_ms,
                }
            models.append({**asdict(seen), **extra})
        return {
            "machine": asdict(self.machine),
            "platform": self.platform,
            "models": models,
            "map": self.map,
        }

    def to_text(self) -> str:
        lines = [machine_text(self.machine), f"Qt: {self.platform}", ""]
        names = (
            tr("latency p50"),
            tr("latency p99"),
            tr("frames/s"),
            tr("stall"),
            tr("beat p50"),
            tr("beat p99"),
            tr("GUI a frame"),
            tr("GUI busy"),
        )
        for seen in self.models:
            title = tr("{model}: dragged for {seconds} s, a pass of {ms} ms")
            lines.append(
                title.format(
                    model=seen.model,
                    seconds=f"{seen.engine.seconds:.1f}",
                    ms=f"{seen.pass_ms:.2f}",
                )
            )
            lines.append("  " + " " * 10 + "".join(f"{name:>15}" for name in names))
            lines += [_line(form, getattr(seen, form)) for form in FORMS]
            added = tr("  pictures' share of the GUI thread, engine over naive: {ratio}")
            lines.append(added.format(ratio=f"{seen.gui_ratio:.2f}"))
            if seen.engine.memory_last:
                held = tr("  memory: {first} MB at the start of the drag, {last} MB at its end")
                first, last = seen.engine.memory_first, seen.engine.memory_last
                lines.append(held.format(first=f"{first:.1f}", last=f"{last:.1f}"))
            lines.append("")
        many = tr("A map of {points} points, p50 and p99: pan {pan}, zoom {zoom}, cursor {cursor}")
        times = {
            name: f"{self.map[name + '_p50']:.2f} / {self.map[name + '_p99']:.2f}"
            for name in ("pan", "zoom", "cursor")
        }
        lines += [many.format(points=f"{self.map['points']:.0f}", **times), ""]
        lines.append(
            tr(
                "Milliseconds. Latency: from the mouse's event at the slider to the flushed "
                "picture. Stall: the longest time without an answer. Beat: how late a 4 ms timer "
                "fires. GUI: what its thread computed for each picture, and its share of the time. "
                "Naive: decoded in the slider's callback with eager torch, shown as a QPixmap. "
                "Empty: no picture at all, only the slider and the rest of the window."
            )
        )
        return "\n".join(lines)


def _line(form: str, drag: Drag) -> str:
    figures = (
        drag.latency_p50,
        drag.latency_p99,
        drag.frames_per_second,
        drag.stall,
        drag.beat_p50,
        drag.beat_p99,
        drag.gui_ms,
    )
    return f"  {form:<10}" + "".join(f"{f:>15.2f}" for f in figures) + f"{drag.gui_busy:>14.0%}"
