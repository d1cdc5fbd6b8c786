"""Alarms of any model: losses that are no numbers, gradients out of bounds, over-fitting."""

from __future__ import annotations

import re

import numpy as np

from gen_explorer.core.translation import tr
from gen_explorer.training.alarm import SETTLED_STEPS, Alarm
from gen_explorer.training.game_alarms import strong_discriminator
from gen_explorer.training.history import History
from gen_explorer.training.trends import trend

EXPLODED = 1000.0
"""A gradient so many times longer than at the start has exploded, if the loss rose too."""
VANISHED = 1e-3
"""A gradient that fell to this share of what it was has vanished,"""
TINY = 1e-2
"""and is shorter than this."""
LEARNED = 0.01
"""A loss that fell to this share of what it was leaves nothing to learn, and no gradient."""
JUDGED = ("loss", "recon", "top_nats", "bottom_nats")
"""Losses that tell over-fitting, the whole one first."""
RISEN = 0.1
"""A held-out loss has risen when it regained this share of what it had fallen,"""
RISEN_AT_LEAST = 0.01
"""and this share of itself,"""
MEASURES = 3
"""over so many measures after the lowest."""

_TRAIN = re.compile(r"(?<![a-z])train(ing)?(?![a-z])")
_HELD_OUT = ("val", "valid", "validation", "test", "eval")
"""What other people's scripts call it, where they say train."""


def no_number(history: History) -> Alarm | None:
    """A loss that became NaN or infinite, or a trainer that stopped for it."""
    failed = [mark for mark in history.marks() if mark.kind == "failed"]
    said = [mark for mark in failed if mark.reason == "NotFinite"]
    for name in history.names():
        if name.startswith(("grad/", "watch/", "learning_rate/")):
            continue
        steps, values, _ = history.series(name)
        if len(values) and not np.isfinite(values[-1]):
            step = float(steps[_first_of_last(~np.isfinite(values))])
            what = tr("{name} is not a number any more.").format(name=name)
            evidence = tr("It is {value} since step {step:.0f}; before, it was {before}.").format(
                value=f"{values[-1]:g}", step=step, before=_last_number(values)
            )
            return Alarm("nan", step, what, evidence, _smaller_steps())
    if said and said[-1] is history.marks()[-1]:
        what = tr("A loss is not a number any more, and training stopped.")
        return Alarm("nan", said[-1].step, what, said[-1].text, _smaller_steps())
    return None


def _smaller_steps() -> str:
    return tr(
        "Go on from the last checkpoint with a learning rate ten times smaller; where numbers "
        "grow before they are lost, clip the gradients."
    )


def _first_of_last(holds: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> int:
    """Where the last row of true values begins, which ends with the last value."""
    fails = np.flatnonzero(~holds)
    return int(fails[-1]) + 1 if len(fails) else 0


def _last_number(values: np.ndarray[tuple[int], np.dtype[np.float32]]) -> str:
    finite = np.flatnonzero(np.isfinite(values))
    return f"{values[finite[-1]]:.3g}" if len(finite) else "–"


def exploding_gradients(history: History) -> Alarm | None:
    """Gradients that are infinite now; or that grew a thousandfold, and left a loss above where it
    began."""
    for name in history.names():
        if not name.startswith("grad/"):
            continue
        steps, values, _ = history.series(name)
        norms = trend(steps, values, np.median)
        if not len(norms):
            continue
        first, peak = float(values[0]), int(np.argmax(norms.values))
        infinite = ~np.isfinite(norms.values)
        grown = norms.values > EXPLODED * first
        if infinite[-1] or (grown.any() and _loss_is_worse(history)):
            began = int(np.argmax(infinite | grown))
            return Alarm(
                "exploding_gradients",
                float(norms.starts[began]),
                tr("The gradients of {name} exploded.").format(name=name.removeprefix("grad/")),
                tr(
                    "Their norm was {first:.3g} at first and {peak:.3g} around step {step:.0f}."
                ).format(first=first, peak=norms.values[peak], step=norms.ends[peak]),
                tr(
                    "Start again with a learning rate ten times smaller, or clip the gradients; "
                    "weights that were thrown so far seldom come back."
                ),
            )
    return None


def _loss_is_worse(history: History) -> bool:
    """Whether the loss is higher now than at the start. The losses of games do not say."""
    for name in JUDGED:
        _, values, _ = history.series(name)
        if len(values) > 10:
            return bool(np.median(values[-10:]) > values[0])
    return False


def vanishing_gradients(history: History) -> Alarm | None:
    """Gradients so short that nothing is learned, though the loss is not where it could be."""
    for name in history.names():
        if not name.startswith("grad/"):
            continue
        steps, values, _ = history.series(name)
        norms = trend(steps, values, np.median)
        if len(norms) < 4 or steps[-1] < SETTLED_STEPS or _is_learned(history):
            continue
        if name == "grad/discriminator" and strong_discriminator(history):
            continue  # it is always right: that is another alarm
        before = max(float(np.max(norms.values)), float(np.median(values[:5])))
        now = float(np.max(norms.values[-2:]))
        if now < TINY and now < VANISHED * before:
            began = _first_of_last((norms.values < TINY) & (norms.values < VANISHED * before))
            return Alarm(
                "vanishing_gradients",
                float(norms.starts[began]),
                tr("The gradients of {name} vanished: it learns nothing any more.").format(
                    name=name.removeprefix("grad/")
                ),
                tr("Their norm was up to {before:.3g} and is {now:.3g} now.").format(
                    before=before, now=now
                ),
                tr(
                    "In a GAN, take the non-saturating loss, or a weaker discriminator; elsewhere, "
                    "normalise the layers, or use an activation that does not saturate."
                ),
            )
    return None


def _is_learned(history: History) -> bool:
    """Whether the loss is so small that nothing is left to learn."""
    _, values, _ = history.series("loss")
    return len(values) > 10 and bool(
        abs(np.median(values[-10:])) < LEARNED * abs(np.median(values[:10]))
    )


def over_fitting(history: History) -> Alarm | None:
    """The loss on held-out pictures rises while that on the training pictures still falls."""
    for name, held_out in _pairs(history.names()):
        steps, held, _ = history.series(held_out)
        train_steps, train_values, _ = history.series(name)
        trained = trend(train_steps, train_values)
        best = int(np.argmin(held)) if len(held) and np.isfinite(held).all() else 0
        if len(held) - best <= MEASURES or not len(trained):
            continue
        fallen, lowest = float(held[0] - held[best]), float(held[best])
        now = float(np.mean(held[-2:]))
        noise = float(np.median(np.abs(np.diff(held[best:]))))
        risen = now - lowest > max(RISEN * fallen, RISEN_AT_LEAST * abs(lowest), 2 * noise)
        then_trained, now_trained = trained.at(float(steps[best])), float(trained.values[-1])
        if risen and now_trained < then_trained:
            return Alarm(
                "over_fitting",
                float(steps[best]),
                tr("The model learns its training pictures by heart."),
                tr(
                    "Since step {step:.0f} the {name} on held-out pictures rose from {lowest:.4g} "
                    "to {now:.4g}, while on training pictures it fell from {then:.4g} to "
                    "{trained:.4g}."
                ).format(
                    step=steps[best],
                    name=name,
                    lowest=lowest,
                    now=now,
                    then=then_trained,
                    trained=now_trained,
                ),
                tr(
                    "Take the moment at step {step:.0f}; train on more pictures, or on changed "
                    "ones, or make the model smaller."
                ).format(step=steps[best]),
            )
    return None


def _pairs(names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Losses and the same on held-out pictures, in this program's logs and in others."""
    known = set(names)
    pairs = [(name, f"held_out/{name}") for name in JUDGED if f"held_out/{name}" in known]
    for name in names:
        if "loss" in name.lower() and (match := _TRAIN.search(name.lower())):
            for other in _HELD_OUT:
                called = name.lower()[: match.start()] + other + name.lower()[match.end() :]
                pairs += [(name, found) for found in names if found.lower() == called]
    return pairs
