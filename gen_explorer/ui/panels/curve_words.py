"""What the panel of curves says: where the run is, what lies under the crosshair, what to do."""

from __future__ import annotations

from gen_explorer.core.translation import tr
from gen_explorer.training.run_curves import RunCurves
from gen_explorer.training.status import Status
from gen_explorer.ui.durations import duration
from gen_explorer.ui.language import integer


def state(run: RunCurves, status: Status | None, is_alive: bool) -> str:
    """Steps, time gone and left, pictures a second; as far as they are known."""
    step = integer(round(max(run.last_step(), status.step if status else 0)))
    if status is not None and status.total_steps:
        whole = integer(status.total_steps)
        parts = [tr("Step {step} of {total}").format(step=step, total=whole)]
    else:
        parts = [tr("Step {step}").format(step=step)]
    if run.has_times:
        parts.append(tr("{time} elapsed").format(time=duration(run.elapsed())))
    if status is not None and is_alive:
        if status.seconds_left:
            parts.append(tr("{time} left").format(time=duration(status.seconds_left)))
        if status.pictures_per_second:
            rate = integer(round(status.pictures_per_second))
            parts.append(tr("{rate} pictures/s").format(rate=rate))
    return "  ·  ".join(parts)


def under(run: RunCurves, x: float) -> str:
    """The step at a place on the x axis, and its time."""
    text = tr("At step {step}").format(step=integer(round(run.to_step(x))))
    return f"{text} ({duration(x)})" if run.is_by_time else text


def hint(is_watched: bool, is_read: bool) -> str:
    """What a panel without curves says."""
    if not is_watched:
        return tr(
            "No run is watched. Start one in the panel Training, or open the folder of a run: "
            "it may be finished, running, or from another machine. TensorBoard files do too."
        )
    if not is_read:
        return tr("The run is being read…")
    return tr("Nothing is recorded yet. The first values come after some steps.")
