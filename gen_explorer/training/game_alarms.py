"""Alarms of a game of two networks: mode collapse, and a discriminator that always wins.

Other people's scripts name D(x) and D(G(z)) in many ways; some of the usual ones are known.
"""

from __future__ import annotations

import numpy as np

from gen_explorer.core.translation import counted, tr
from gen_explorer.data import datasets
from gen_explorer.training.alarm import SETTLED_STEPS, Alarm
from gen_explorer.training.history import History
from gen_explorer.training.trends import SETTLED, Trend, since, trend

SURE_REAL = 0.97
"""A discriminator is too strong when it gives real pictures at least this chance of being real"""
SURE_FAKE = 0.03
"""and made ones at most this;"""
NO_LOSS = 0.05
"""or, where only its loss is known, when that is below this."""
PREVIEWS = 8
"""Measures of samples before they are judged: every generator begins with one picture."""
FEW_KINDS = 0.25
"""Samples are too much alike when they lie apart by at most this share of what real pictures do"""
FALLEN = 0.5
"""or by this share of what they once did, if that was"""
ONCE = 0.4
"""at least this."""
TWINS = 0.4
"""Share of samples with a twin that is too many."""
CLASSES = 0.7
"""Share of the classes that must be met among the samples."""

_LOSSES = ("d_loss", "loss_d", "loss/d", "d/loss", "discriminator_loss", "loss/discriminator")
_REAL = ("d(x)", "d_x", "real_score", "score/real")
_FAKE = ("d(g(z))", "d_g_z", "fake_score", "score/fake")


def strong_discriminator(history: History) -> Alarm | None:
    """D(x) near 1 and D(G(z)) near 0, or its loss near 0, for long."""
    config = history.config
    if config is not None and config.model.get("loss") == "wasserstein":
        return None  # a critic: its values are no chances
    smoothing = float(config.model.get("label_smoothing", 0.0)) if config is not None else 0.0
    for real_name, fake_name in _scores(history.names()):
        real, fake = (trend(*history.series(name)[:2]) for name in (real_name, fake_name))
        if len(real) != len(fake):
            continue
        sure = (real.values > SURE_REAL - smoothing) & (fake.values < SURE_FAKE)
        if (step := _settled(real, sure)) is not None:
            evidence = tr(
                "Since step {step:.0f}, {real_name} is {real:.3f} and {fake_name} is {fake:.2g} "
                "on average; in a fair game both come near 0.5."
            ).format(
                step=step, real_name=real_name, real=real.last, fake_name=fake_name, fake=fake.last
            )
            return _strong(step, evidence)
    if _scores(history.names()):
        return None
    for name in _named(history.names(), _LOSSES):
        loss = trend(*history.series(name)[:2])
        if (
            len(loss)
            and loss.values.min() >= 0
            and ((step := _settled(loss, loss.values < NO_LOSS)) is not None)
        ):
            evidence = tr("Since step {step:.0f}, {name} is {loss:.3g} on average.").format(
                step=step, name=name, loss=loss.last
            )
            return _strong(step, evidence)
    return None


def _strong(step: float, evidence: str) -> Alarm:
    return Alarm(
        "strong_discriminator",
        step,
        tr("The discriminator is too strong: it tells real from made without fail."),
        evidence,
        tr(
            "The generator learns little from a judge that is always right. Lower the "
            "discriminator's learning rate or let it learn in every second step only; label "
            "smoothing, an R1 penalty or changed pictures (augmentation) weaken it too."
        ),
    )


def _settled(of: Trend, holds: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> float | None:
    """The step since which something holds, if it has held long enough to count."""
    first = since(holds)
    if first is None or of.ends[-1] < SETTLED_STEPS or len(of) < SETTLED:
        return None
    return float(of.starts[first])


def _scores(names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Names of D(x) and D(G(z)), of every stage."""
    pairs = [
        (name, name.replace("d_real", "d_fake"))
        for name in names
        if name.startswith("d_real") and name.replace("d_real", "d_fake") in names
    ]
    return pairs or list(zip(_named(names, _REAL), _named(names, _FAKE), strict=False))


def _named(names: tuple[str, ...], wanted: tuple[str, ...]) -> list[str]:
    return [name for name in names if name.lower() in wanted]


def mode_collapse(history: History) -> Alarm | None:
    """Samples of a game that are too much alike, have twins, or leave classes out."""
    names = history.names()
    if not _scores(names) and not _named(names, _LOSSES):
        return None
    _, diversity, _ = history.series("watch/diversity")
    if len(diversity) and diversity.max() < ONCE and strong_discriminator(history):
        return None  # the generator never began to learn
    signs = [sign for sign in (_alike(history), _classes(history), _twins(history)) if sign]
    if not signs:
        return None
    step = signs[0][0]  # twins say least: blurred pictures have some too
    return Alarm(
        "mode_collapse",
        step,
        tr("Mode collapse: the generator draws few kinds of pictures."),
        " ".join(sentence for _, sentence in signs),
        tr(
            "Go back to a moment before step {step:.0f}. Lower both learning rates, weaken the "
            "generator or let the discriminator learn more often; an R1 penalty, or the "
            "Wasserstein loss with its gradient penalty, collapse less."
        ).format(step=step),
    )


Sign = tuple[float, str]
"""Since when, and the numbers in a sentence."""


def _alike(history: History) -> Sign | None:
    steps, values, _ = history.series("watch/diversity")
    if len(values) < PREVIEWS:
        return None
    best, now = float(values.max()), float(values[-2:].max())
    limit = FALLEN * best if best >= ONCE else FEW_KINDS
    if now > limit or (best < ONCE and _is_mending(values)):
        return None
    at = steps[since(values <= limit, 1) or 0]
    return float(at), tr(
        "Samples lie apart by {now:.2f} of what real pictures do; at best it was {best:.2f}."
    ).format(now=now, best=best)


def _twins(history: History) -> Sign | None:
    steps, values, _ = history.series("watch/duplicates")
    if len(values) < PREVIEWS or values[-2:].min() < TWINS or _is_mending(1 - values):
        return None
    at = steps[since(values >= TWINS, 1) or 0]
    return float(at), tr("{share:.0f} of 100 samples have a twin among the others.").format(
        share=100 * float(values[-2:].min())
    )


def _classes(history: History) -> Sign | None:
    steps, values, _ = history.series("watch/classes")
    config = history.config
    if len(values) < PREVIEWS:
        return None
    known = datasets.class_count(config.data) if config is not None else 0
    total = max(known, int(values.max()))
    limit = CLASSES * total
    if values[-2:].max() > limit or _is_mending(values):
        return None
    at = steps[since(values <= limit, 1) or 0]
    found = float(values[-1])
    words = counted(
        round(found),
        tr("1 of {total} classes is met among the samples."),
        tr("{found:.0f} of {total} classes are met among the samples."),
    )
    return float(at), words.format(found=found, total=total)


def _is_mending(values: np.ndarray[tuple[int], np.dtype[np.float32]]) -> bool:
    """Whether a measure that should be high has risen by a tenth over the last few."""
    few = values[-PREVIEWS // 2 :]
    return bool(few[-2:].mean() > 1.1 * few[:2].mean() + 1e-6)
