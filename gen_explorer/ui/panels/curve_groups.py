"""Which recorded series share a plot, and what the plot is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gen_explorer.core.translation import tr
from gen_explorer.ui.series_names import CALLS

_PREFIXES = {
    "grad": "gradients",
    "learning_rate": "rates",
    "held_out": "held_out",
    "watch": "watch",
}
ORDER = ("losses", "calls", "accuracy", "held_out", "watch", "gradients", "rates")
"""Of the groups we know; others follow."""
KL = "kl"
"""The heat strip's key among the groups."""


@dataclass(frozen=True)
class Group:
    """The series of one plot."""

    key: str
    names: tuple[str, ...]


def group_of(name: str) -> str:
    """The key of the group that a series belongs to."""
    prefix, slash, _ = name.partition("/")
    if slash:
        return _PREFIXES.get(prefix, prefix)
    if CALLS.fullmatch(name):
        return "calls"
    return "accuracy" if name == "accuracy" else "losses"


def grouped(names: Iterable[str]) -> tuple[Group, ...]:
    """All `names` in groups, in the order in which a course looks at them."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(group_of(name), []).append(name)
    known = [key for key in ORDER if key in found]
    others = [key for key in found if key not in ORDER]
    return tuple(Group(key, tuple(found[key])) for key in (*known, *others))


def title(key: str) -> str:
    titles = {
        "losses": tr("Losses"),
        "calls": tr("D(x) and D(G(z))"),
        "accuracy": tr("Accuracy"),
        "held_out": tr("Held out"),
        "watch": tr("Watch on samples"),
        "gradients": tr("Gradient norms"),
        "rates": tr("Learning rates"),
        KL: tr("KL per dimension"),
    }
    return titles.get(key, key)


def about(key: str) -> str:
    """What to look for."""
    texts = {
        "losses": tr(
            "What each network is made to lower. An autoencoder's losses fall and level off; those "
            "of a GAN are a tug of war: look for balance, not for falling."
        ),
        "calls": tr(
            "How real the discriminator holds real pictures, D(x), and generated ones, D(G(z)), to "
            "be. 1 and 0: it always wins, and the generator learns nothing. Both near a half: it "
            "cannot tell them apart."
        ),
        "accuracy": tr("The share of the batch that is classified right."),
        "held_out": tr(
            "The same losses on pictures that are never trained on. When they rise while those of "
            "training (faint) fall, the model learns its pictures by heart."
        ),
        "watch": tr(
            "How different the samples are (1: as real pictures are), how many are near copies of "
            "each other, how many classes are met, how many codes are dead. Mode collapse shows "
            "here first."
        ),
        "gradients": tr(
            "How large a step each network is asked for. Towards 0 it stops learning (vanishing); "
            "jumps of powers of ten come before a loss that is no number (exploding)."
        ),
        "rates": tr("The size of the steps: by the schedule, and by what was changed by hand."),
        KL: tr(
            "How many nats each latent dimension carries, from dark (none) to bright. A dimension "
            "that stays dark is ignored by the decoder; all dark is posterior collapse."
        ),
    }
    return texts.get(key, "")
