"""What goes wrong in a run, in words: what it is, the numbers that say so, and what may help.

Everything is read off the recorded series, so that any run can be judged, a finished or an old one
too. An alarm is told of a state that holds at the end of what is recorded, and begins with the step
since which it has held: what passed by itself is not told. What a run did not record cannot be
told either.
"""

from __future__ import annotations

from gen_explorer.training import code_alarms, game_alarms, loss_alarms
from gen_explorer.training.alarm import Alarm
from gen_explorer.training.history import History

__all__ = ["Alarm", "check"]

RULES = (
    loss_alarms.no_number,
    loss_alarms.exploding_gradients,
    game_alarms.mode_collapse,
    game_alarms.strong_discriminator,
    code_alarms.posterior_collapse,
    code_alarms.dead_codes,
    loss_alarms.vanishing_gradients,
    loss_alarms.over_fitting,
)
"""The gravest first. Each looks at a history for one kind of alarm."""


def check(history: History) -> list[Alarm]:
    """The alarms of a run, the gravest first; none where all is well, or nothing recorded that
    would tell. At most one of a kind."""
    return [alarm for rule in RULES if (alarm := rule(history)) is not None]
