"""Detectors that are worth looking at, most of them because they fail. Only what to compute is
written here: the numbers come out when an example is run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gen_explorer.analysis.problems import Problem
from gen_explorer.core.translation import tr
from gen_explorer.data.corruption import Corruption


@dataclass(frozen=True)
class Example:
    """A model, scores and a problem."""

    name: str
    title: Callable[[], str]
    about: Callable[[], str]
    """What to look for, and why it is so."""
    model: str
    """Id of a shipped bundle."""
    scores: tuple[str, ...]
    """The first is shown first."""
    problem: Problem


ALL_BUT_ONE = tuple("023456789")

EXAMPLES: tuple[Example, ...] = (
    Example(
        "likelihood",
        lambda: tr("A likelihood that prefers digits"),
        lambda: tr(
            "Trained on clothes, the VAE gives digits the better bound: they are darker and "
            "simpler. The reconstruction error of the same model tells them apart "
            "(Nalisnick et al. 2019)."
        ),
        "fashion-vae",
        ("elbo", "mse", "typicality"),
        Problem("fashion-mnist", other="mnist"),
    ),
    Example(
        "below-chance",
        lambda: tr("A detector below chance"),
        lambda: tr(
            "The 1 is to be found among the other digits, and every 1 costs fewer nats than any of "
            "them: call the opposite and it would be nearly perfect. Typicality takes both sides "
            "as strange."
        ),
        "digits-binary-vae",
        ("elbo", "typicality", "knn"),
        Problem("mnist", normal=ALL_BUT_ONE, abnormal=("1",)),
    ),
    Example(
        "seen-everything",
        lambda: tr("An autoencoder that has seen everything"),
        lambda: tr(
            "Only bags are normal, but the model was trained on all clothes and draws the others "
            "better than bags. The distance to the codes of bags still works."
        ),
        "fashion-autoencoder",
        ("mse", "knn"),
        Problem("fashion-mnist", normal=("Bag",)),
    ),
    Example(
        "discriminator",
        lambda: tr("A discriminator asked the wrong question"),
        lambda: tr(
            "It learned to tell photographs of clothes from its own generator's, and says nothing "
            "of use about digits, which neither of the two has ever shown it."
        ),
        "fashion-dcgan",
        ("discriminator",),
        Problem("fashion-mnist", other="mnist"),
    ),
    Example(
        "confident",
        lambda: tr("A classifier sure of nonsense"),
        lambda: tr(
            "Many digits are called a piece of clothing with full confidence. Compare with the "
            "distance to the features of real clothes."
        ),
        "fashion-classifier",
        ("softmax", "ssim", "knn"),
        Problem("fashion-mnist", other="mnist"),
    ),
    Example(
        "damage",
        lambda: tr("Missing blocks"),
        lambda: tr(
            "A case for reconstruction errors: the heat maps lie where the blocks are missing."
        ),
        "fashion-autoencoder",
        ("mse", "ssim", "mahalanobis"),
        Problem("fashion-mnist", damage=(Corruption("blocks", 0.2),)),
    ),
)
"""In the order of the menu."""
