"""Where the vector of a model comes from when it is drawn: its prior, or what was fitted to the
codes of real pictures.

An autoencoder has no prior: its codes lie where training left them. What is fitted to them
afterwards decides how good its samples are (Ghosh et al., From Variational to Deterministic
Autoencoders, ICLR 2020). Every sampler turns the same standard normal numbers eps into a vector, so
that one seed can be compared across samplers:

    prior        z = eps
    gaussian     z = m + R eps            mean m, covariance R R^T of all the codes
    mixture      z = m_k + R_k eps        k drawn by the weights of a mixture of Gaussians
    aggregated   z = c + h R eps          c the code of a picture drawn at random, h = 0.1
"""

from __future__ import annotations

import warnings

import numpy as np
import numpy.typing as npt

from gen_explorer.checkpoints.fits import NOTHING, Fits
from gen_explorer.core.translation import tr
from gen_explorer.data.image_set import spread
from gen_explorer.models.base import LatentSpec

NAMES = ("prior", "gaussian", "mixture", "aggregated")
COMPONENTS = 10
MIXTURE_SIZE_LIMIT = 64
"""Full covariances of a wider code have more numbers than can be fitted, and fill megabytes."""
MIXTURE_CODES = 20_000
JITTER = 1e-6
"""Added to variances, in units of their mean: a component that never changes has none."""
NOISE = 0.1
"""h: how far from a code the aggregated sampler goes, in units of the fitted Gaussian."""

Floats = npt.NDArray[np.float32]


def label(name: str) -> str:
    """A sampler's name for people."""
    return {
        "prior": tr("Prior"),
        "gaussian": tr("Fitted Gaussian"),
        "mixture": tr("Mixture of Gaussians"),
        "aggregated": tr("Aggregated posterior"),
    }.get(name, name)


def about(name: str) -> str:
    """What a sampler is and what to look for, in a sentence or two."""
    return {
        "prior": tr(
            "z is drawn from the model's prior, component by component. An autoencoder was never "
            "taught it: many of its samples fall into holes between the codes."
        ),
        "gaussian": tr(
            "z is drawn from one Gaussian with the mean and the covariance of the codes of the "
            "training pictures. It knows which components go together, but no clusters."
        ),
        "mixture": tr(
            "z is drawn from ten Gaussians fitted to the codes of the training pictures: clusters "
            "are kept apart, and samples look like pictures."
        ),
        "aggregated": tr(
            "z is the code of a real picture, moved a little. The samples are good, and near to "
            "pictures that exist."
        ),
    }.get(name, "")


def usual(spec: LatentSpec) -> str:
    """The sampler that a model is first shown with: the mixture where it was not taught a prior."""
    return "mixture" if "mixture" in spec.samplers else "prior"


def available(spec: LatentSpec, fits: Fits | None) -> tuple[str, ...]:
    """The samplers that a model can be drawn with, "prior" among them always."""
    if fits is None:
        return ("prior",)
    there = {"prior", "gaussian"}
    if len(fits.weights):
        there.add("mixture")
    if len(fits.codes):
        there.add("aggregated")
    return tuple(name for name in NAMES if name in there and name in ("prior", *spec.samplers))


def fit(codes: Floats) -> Fits:
    """Fits to codes (N, d) of the training split, N > 1: mean and covariance of all of them, and
    a mixture of 10 Gaussians with full covariances by expectation maximisation (scikit-learn,
    started by k-means with seed 0, on 20,000 codes spread over the N), left out for d > 64.

    `codes` of the result are 5000 spread over the N.
    """
    chosen = codes[spread(len(codes), MIXTURE_CODES)].astype(np.float64)
    means, roots, weights = NOTHING, NOTHING, np.zeros(0, np.float32)
    if codes.shape[1] <= MIXTURE_SIZE_LIMIT and len(chosen) > COMPONENTS:
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.mixture import GaussianMixture

        mixture = GaussianMixture(COMPONENTS, random_state=0, reg_covar=JITTER, max_iter=200)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            mixture.fit(chosen)
        means, weights = mixture.means_, mixture.weights_ / mixture.weights_.sum()
        roots = np.stack([_root(covariance) for covariance in mixture.covariances_])
    exact = codes.astype(np.float64)
    covariance = np.atleast_2d(np.cov(exact, rowvar=False))
    return Fits(
        exact.mean(0).astype(np.float32),
        _root(covariance).astype(np.float32),
        weights.astype(np.float32),
        means.astype(np.float32),
        roots.astype(np.float32),
        codes[spread(len(codes), 5000)].astype(np.float32),
    )


def sample(fits: Fits, name: str, eps: Floats, generator: np.random.Generator) -> Floats:
    """The vector (d,) that a sampler makes of standard normal numbers eps (d,). Which component or
    code it starts from is drawn from `generator`. Computed in double precision, so that rounding
    to float32 gives the same everywhere. Raises ValueError for another name, "prior" too."""
    noise = eps.astype(np.float64)
    if name == "gaussian":
        vector = fits.mean + fits.root.astype(np.float64) @ noise
    elif name == "mixture":
        steps = np.cumsum(fits.weights, dtype=np.float64)
        k = int(np.searchsorted(steps / steps[-1], generator.random(), side="right"))
        vector = fits.means[k] + fits.roots[k].astype(np.float64) @ noise
    elif name == "aggregated":
        code = fits.codes[int(generator.integers(len(fits.codes)))]
        vector = code + NOISE * (fits.root.astype(np.float64) @ noise)
    else:
        raise ValueError(f"no sampler is called {name!r}")
    return vector.astype(np.float32)


def _root(covariance: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The lower triangular root (d, d) of a covariance that may be singular."""
    size = len(covariance)
    ridge = JITTER * max(float(np.trace(covariance)) / size, JITTER)
    return np.asarray(np.linalg.cholesky(covariance + ridge * np.eye(size)), np.float64)
