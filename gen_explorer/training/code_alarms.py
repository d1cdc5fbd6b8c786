"""Alarms of codes: a posterior that says nothing, and entries of a codebook that nobody uses."""

from __future__ import annotations

import numpy as np

from gen_explorer.core.translation import tr
from gen_explorer.training.alarm import SETTLED_STEPS, Alarm
from gen_explorer.training.history import History
from gen_explorer.training.trends import SETTLED, since, trend

NOTHING = 0.5
"""Nats of KL in all below which z says nothing of the picture: less than one answer, yes or no."""
SILENT = 0.02
"""Nats of KL below which one dimension says nothing."""
SPEAKING = 1 / 8
"""Share of the dimensions that speak at least in a model that uses its code."""
DEAD = 0.5
"""Share of a codebook's entries that are not used, which is too many."""
HARDLY = 0.1
"""The same as the share used in one batch, where only that is known."""

_KL = ("kl", "kld", "kl_loss", "kl_divergence")


def posterior_collapse(history: History) -> Alarm | None:
    """q(z|x) is the prior, whatever x: the KL term is near 0, in all or in nearly every
    dimension."""
    for name in history.names():
        last = name.lower().rpartition("/")[2]
        if last not in _KL or name.startswith("held_out/"):
            continue
        kl = trend(*history.series(name)[:2])
        silent = since(kl.values < NOTHING)
        if silent is not None and len(kl) >= SETTLED and kl.ends[-1] >= SETTLED_STEPS:
            evidence = tr("The KL term is {kl:.3g} nats a picture since step {step:.0f}.").format(
                kl=kl.last, step=kl.starts[silent]
            )
            return _collapsed(float(kl.starts[silent]), evidence + _by_dimension(history))
    steps, nats = history.kl()
    if len(steps) >= SETTLED and nats.shape[1] >= 8 and steps[-1] >= SETTLED_STEPS:
        speaking = (nats >= SILENT).sum(axis=1)
        silent = since(speaking <= SPEAKING * nats.shape[1])
        if silent is not None:
            return _collapsed(float(steps[silent]), _by_dimension(history).strip())
    return None


def _by_dimension(history: History) -> str:
    """How many dimensions speak, as a sentence that follows another; "" where it is not known."""
    _, nats = history.kl()
    if not len(nats):
        return ""
    silent = int(np.sum(nats[-1] < SILENT))
    return " " + tr(
        "{silent} of {count} dimensions carry less than {limit} nats; the best one carries "
        "{best:.3g}."
    ).format(silent=silent, count=nats.shape[1], limit=SILENT, best=float(nats[-1].max()))


def _collapsed(step: float, evidence: str) -> Alarm:
    return Alarm(
        "posterior_collapse",
        step,
        tr("Posterior collapse: the decoder draws without looking at z."),
        evidence,
        tr(
            "Lower beta, or begin with a small one and raise it slowly while the model trains; a "
            "weaker decoder needs z more."
        ),
    )


def dead_codes(history: History) -> Alarm | None:
    """Most entries of a codebook are never used."""
    steps, dead, _ = history.series("watch/dead_codes")
    if len(dead) >= 2:
        first = since(dead > DEAD, 2)
        if first is None:
            return None
        evidence = tr("{share:.0f} of 100 entries are used by no held-out picture.").format(
            share=100 * float(dead[-1])
        )
        return _dead(float(steps[first]), evidence)
    for name in history.names():
        if name.endswith("_used") and not name.startswith("held_out/"):
            used = trend(*history.series(name)[:2])
            first = since(used.values < HARDLY)
            if first is not None and used.ends[-1] >= SETTLED_STEPS:
                evidence = tr("A batch uses {share:.1f} of 100 entries ({name}).").format(
                    share=100 * used.last, name=name
                )
                return _dead(float(used.starts[first]), evidence)
    return None


def _dead(step: float, evidence: str) -> Alarm:
    return Alarm(
        "dead_codes",
        step,
        tr("Dead codes: most entries of the codebook are never used."),
        evidence,
        tr(
            "Take a smaller codebook (codes), or a moving average that forgets faster (decay), so "
            "that unused entries come back to where pictures are."
        ),
    )
