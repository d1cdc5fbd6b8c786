"""Anomaly scores by name: what each says, where it comes from, and what a model needs for it.

Larger is more abnormal, for every score. This file is read by the window before torch is loaded;
the scores themselves are in `analysis.scores`, `analysis.detector` runs them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gen_explorer.core.translation import tr
from gen_explorer.models.base import Control, LatentSpec

Floats = npt.NDArray[np.float32]

NEIGHBOURS = 5
"""k of the nearest neighbours."""
FEATURE_SHARE = 0.1
"""lambda of AnoGAN's score."""


@dataclass(frozen=True)
class Facts:
    """What decides which scores a model has; a bundle's card knows all of it."""

    capabilities: Collection[str]
    """Names of `models.base.Capability` in small letters."""
    latent: LatentSpec
    is_variational: bool
    """Whether its encoder gives a distribution."""


@dataclass(frozen=True)
class Score:
    """One way to say how abnormal a picture is."""

    name: str
    short: Callable[[], str]
    """For a button or a column."""
    label: Callable[[], str]
    about: Callable[[], str]
    """What it measures and what to look for, in two sentences."""
    source: str
    """Paper and equation."""
    is_offered: Callable[[Facts], bool]
    is_fitted: bool = False
    """Whether it needs normal training pictures."""
    limit: int = 0
    """Pictures of each group unless more are asked for, where one takes long; 0: all."""


def has_vector_code(facts: Facts) -> bool:
    """Whether pictures get codes (size,) that distances can be taken between."""
    return "encode" in facts.capabilities and facts.latent.vector_size > 0


def can_reconstruct(facts: Facts) -> bool:
    """Whether a picture can be sent through a code and back. A model that completes pictures pixel
    by pixel has no code of them."""
    if "complete" in facts.capabilities:
        return False
    return "decode" in facts.capabilities and (
        has_vector_code(facts) or "tokenise" in facts.capabilities
    )


def has_likelihood(facts: Facts) -> bool:
    """Whether ln p(x) is known exactly."""
    return "likelihood" in facts.capabilities


def has_bound(facts: Facts) -> bool:
    """Whether there is an ELBO: an encoder that gives a distribution."""
    return has_vector_code(facts) and facts.is_variational


def is_invertible(facts: Facts) -> bool:
    """Whether pictures follow smoothly from a vector; see `latent.inversion.can_invert`."""
    discrete = (Control.GRID, Control.NOISE, Control.TEXT)
    is_smooth = not any(facts.latent.find(control) for control in discrete)
    return "discriminate" in facts.capabilities and facts.latent.vector_size > 0 and is_smooth


SCORES: tuple[Score, ...] = (
    Score(
        "mse",
        lambda: "MSE",
        lambda: tr("Reconstruction error (MSE)"),
        lambda: tr(
            "How far the picture is from what the model makes of it, pixel by pixel. Whatever is "
            "dark and simple has a small error, normal or not."
        ),
        "Japkowicz et al., A Novelty Detection Approach to Classification, IJCAI 1995, sec. 2",
        can_reconstruct,
    ),
    Score(
        "ssim",
        lambda: "SSIM",
        lambda: tr("Reconstruction error (SSIM)"),
        lambda: tr(
            "1 minus the structural similarity of the picture and its reconstruction: edges and "
            "texture count, the level of brightness counts little."
        ),
        "Bergmann et al., Improving Unsupervised Defect Segmentation by Applying Structural "
        "Similarity to Autoencoders, VISAPP 2019, sec. 3.3; Wang et al. 2004, eq. 13",
        can_reconstruct,
    ),
    Score(
        "elbo",
        lambda: "ELBO",
        lambda: tr("Negative ELBO"),
        lambda: tr(
            "How many nats the model's bound says that the picture costs: reconstruction and "
            "divergence from the prior together. Simple pictures cost little, even strange ones."
        ),
        "Kingma and Welling, Auto-Encoding Variational Bayes, ICLR 2014, eq. 3; as a score: An and "
        "Cho, Variational Autoencoder based Anomaly Detection using Reconstruction Probability, "
        "SNU 2015",
        has_bound,
    ),
    Score(
        "mahalanobis",
        lambda: "Mahalanobis",
        lambda: tr("Latent distance (Mahalanobis)"),
        lambda: tr(
            "How many standard deviations the picture's code lies from the mean code of normal "
            "training pictures. Right where those codes form one cloud."
        ),
        "Mahalanobis 1936; in a network's features: Lee et al., A Simple Unified Framework for "
        "Detecting Out-of-Distribution Samples, NeurIPS 2018, eq. 2, with one class",
        has_vector_code,
        is_fitted=True,
    ),
    Score(
        "knn",
        lambda: tr("Neighbours"),
        lambda: tr("Latent distance (nearest neighbours)"),
        lambda: tr(
            "The mean distance of the picture's code to the five nearest codes of normal training "
            "pictures, in Mahalanobis' metric. It follows clouds of any shape."
        ),
        "Angiulli and Pizzuti, Fast Outlier Detection in High Dimensional Spaces, PKDD 2002, "
        "def. 2; in a network's features: Sun et al., Out-of-Distribution Detection with Deep "
        "Nearest Neighbors, ICML 2022",
        has_vector_code,
        is_fitted=True,
    ),
    Score(
        "combined",
        lambda: tr("SSIM + neighbours"),
        lambda: tr("SSIM and nearest neighbours together"),
        lambda: tr(
            "The mean of two scores, each standardised by normal pictures: what the decoder fails "
            "to draw, and what the encoder puts where nothing normal lies."
        ),
        "Aggarwal and Sathe, Theoretical Foundations and Algorithms for Outlier Ensembles, SIGKDD "
        "Explorations 2015, sec. 3",
        lambda facts: can_reconstruct(facts) and has_vector_code(facts),
        is_fitted=True,
    ),
    Score(
        "discriminator",
        lambda: tr("Discriminator"),
        lambda: tr("Discriminator’s doubt"),
        lambda: tr(
            "How sure the discriminator is that the picture was made. It learned to tell real from "
            "made, not normal from abnormal, so expect little."
        ),
        "Goodfellow et al., Generative Adversarial Nets, NeurIPS 2014, eq. 1; as a score: Schlegl "
        "et al., AnoGAN, IPMI 2017, sec. 2.3 (reference detector)",
        lambda facts: "discriminate" in facts.capabilities,
    ),
    Score(
        "anogan",
        lambda: "AnoGAN",
        lambda: tr("AnoGAN: inversion and features"),
        lambda: tr(
            "Looks for the latent whose picture is closest, then adds up what is left in pixels "
            "and in the discriminator's features. Hundreds of steps a picture: it is slow."
        ),
        "Schlegl et al., Unsupervised Anomaly Detection with Generative Adversarial Networks to "
        "Guide Marker Discovery, IPMI 2017, eqs. 3 to 6",
        is_invertible,
        limit=50,
    ),
    Score(
        "likelihood",
        lambda: tr("Likelihood"),
        lambda: tr("Negative log-likelihood"),
        lambda: tr(
            "Minus the exact log-probability that the model gives the picture, in nats. Smooth and "
            "dark pictures are cheap: they may look more normal than the normal ones."
        ),
        "Bishop, Novelty Detection and Neural Network Validation, IEE Proc. 1994; what goes wrong: "
        "Nalisnick et al., Do Deep Generative Models Know What They Don't Know?, ICLR 2019",
        has_likelihood,
    ),
    Score(
        "typicality",
        lambda: tr("Typicality"),
        lambda: tr("Distance from typical likelihood"),
        lambda: tr(
            "How far the picture's log-likelihood (or its bound) lies from the mean of normal "
            "training pictures, on either side. Too likely is suspicious too."
        ),
        "Nalisnick et al., Detecting Out-of-Distribution Inputs to Deep Generative Models Using "
        "Typicality, 2019, eq. 5 with one picture (arXiv 1906.02994)",
        lambda facts: has_likelihood(facts) or has_bound(facts),
        is_fitted=True,
    ),
    Score(
        "softmax",
        lambda: tr("Confidence"),
        lambda: tr("Classifier's confidence"),
        lambda: tr(
            "1 minus the probability of the likeliest class: a baseline that needs a classifier. "
            "A classifier is sure of many pictures that belong to no class."
        ),
        "Hendrycks and Gimpel, A Baseline for Detecting Misclassified and Out-of-Distribution "
        "Examples in Neural Networks, ICLR 2017, sec. 3",
        lambda facts: "classify" in facts.capabilities,
    ),
)
"""Every score, in the order of menus."""

BY_NAME = {score.name: score for score in SCORES}


def offered(facts: Facts) -> tuple[str, ...]:
    """The names of the scores that a model has."""
    return tuple(score.name for score in SCORES if score.is_offered(facts))


@dataclass(frozen=True, eq=False)
class Scored:
    """What one score says of every picture of a problem."""

    model: str
    """What opens it, or the run's folder."""
    score: str
    values: Floats
    """(N,), in the order of the problem's pictures; larger is more abnormal."""
    seconds: float = 0.0
    """That learning what is normal and scoring took, for all scores of the study together."""
