"""The marks of a run's curves: what was changed, what failed, and what alarms say."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gen_explorer.core.translation import tr
from gen_explorer.training.alarm import Alarm
from gen_explorer.training.run_curves import Happening, RunCurves
from gen_explorer.ui.language import figure
from gen_explorer.ui.setting_names import setting_title
from gen_explorer.ui.widgets.plot_marks import Mark

COLOURS = {
    "setting": "accent",
    "failed": "error",
    "alarm": "warning",
}
"""By kind; the others are muted."""


def marks(run: RunCurves, alarms: Sequence[Alarm]) -> list[Mark]:
    """At the places of the run's x axis."""
    found = [
        Mark(happening.x, _text(happening), COLOURS.get(happening.kind, "muted"))
        for happening in run.happenings()
    ]
    name = next(iter(run.names()), "")
    for alarm in alarms:
        x = float(run.to_x(name, np.array([alarm.step]))[0])
        found.append(Mark(x, alarm.what, COLOURS["alarm"]))
    return found


def _text(happening: Happening) -> str:
    if happening.change is None:
        return happening.text
    name, old, new = happening.change
    return tr("{name}: {old} → {new}").format(
        name=setting_title(name), old=figure(old), new=figure(new)
    )
