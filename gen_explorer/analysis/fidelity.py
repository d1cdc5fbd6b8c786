"""How close a set of samples comes to real pictures, judged in the features of a network.

Every function takes features (N, d) of two sets; which network they come from has to be said beside
the number. A distance of Inception's features is the published FID; one of other features is on
another scale, and only its ratio to the floor (real test pictures against real training pictures,
as many of each) can be compared at all.

Frechet distance   Heusel et al., GANs Trained by a Two Time-Scale Update Rule, NeurIPS 2017, eq. 6
Kernel distance    Binkowski et al., Demystifying MMD GANs, ICLR 2018, sec. 4
Precision, recall  Kynkaanniemi et al., Improved Precision and Recall, NeurIPS 2019, sec. 2
Density, coverage  Naeem et al., Reliable Fidelity and Diversity Metrics, ICML 2020, eqs. 3 and 4
"""

from __future__ import annotations

import functools
import warnings
from dataclasses import dataclass

import torch
from torch import Tensor, nn

SUBSET = 1000
"""Pictures in each of the draws that the kernel distance is the mean of."""
SUBSETS = 10


@dataclass(frozen=True, eq=False)
class Normal:
    """The normal distribution fitted to features, in double precision."""

    mean: Tensor
    """(d,)."""
    covariance: Tensor
    """(d, d)."""

    @functools.cached_property
    def root(self) -> Tensor:
        """The symmetric square root of the covariance."""
        values, vectors = torch.linalg.eigh(self.covariance)
        root: Tensor = (vectors * values.clamp(min=0).sqrt()) @ vectors.T
        return root


def fit_normal(features: Tensor) -> Normal:
    """Mean and unbiased covariance of features (N, d), N at least 2."""
    wide = features.double()
    return Normal(wide.mean(0), torch.cov(wide.T).reshape(wide.shape[1], wide.shape[1]))


def frechet_distance(real: Normal, made: Normal) -> float:
    """|mu_r - mu_m|^2 + tr(S_r + S_m - 2 (S_r S_m)^(1/2)): the squared Wasserstein distance of two
    normal distributions (eq. 6), 0 where they are one. The last trace is that of
    (R S_m R)^(1/2), R the root of S_r, which is symmetric: a tenth of the time of the general
    case."""
    between = torch.linalg.eigvalsh(real.root @ made.covariance @ real.root)
    shared = between.clamp(min=0).sqrt().sum()
    spread = real.covariance.trace() + made.covariance.trace() - 2 * shared
    return max(0.0, float((real.mean - made.mean).square().sum() + spread))


def kernel_distance(real: Tensor, made: Tensor, seed: int = 0) -> float:
    """The squared maximum mean discrepancy with the kernel (x.y / d + 1)^3, mean over SUBSETS draws
    of SUBSET pictures of each set (or of all, where there are fewer). Unbiased, so that it may lie
    below 0 for sets that are alike."""
    from torchmetrics.image.kid import KernelInceptionDistance

    size = min(SUBSET, len(real), len(made))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that it keeps the features
        metric = KernelInceptionDistance(
            feature=_GivenFeatures(real.shape[1]), subsets=SUBSETS, subset_size=size
        )
    metric.update(real, real=True)
    metric.update(made, real=False)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)  # of the draws
        return float(metric.compute()[0])


class _GivenFeatures(nn.Module):
    """The feature network of a metric that is given features already."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.num_features = size

    def forward(self, features: Tensor) -> Tensor:
        return features


@dataclass(frozen=True)
class Neighbours:
    """Shares from 0 to 1; density may exceed 1."""

    precision: float
    """Samples that lie within the k-neighbour ball of a real picture: are they realistic?"""
    recall: float
    """Real pictures that lie within the k-neighbour ball of a sample: is all of the data there?"""
    density: float
    """Balls of real pictures that a sample lies in, over k: precision that one outlier among the
    real pictures cannot raise. About 1 for samples that are as good as real."""
    coverage: float
    """Real pictures with a sample in their ball."""


def neighbours(real: Tensor, made: Tensor, k: int = 5) -> Neighbours:
    """Precision, recall, density and coverage with balls that reach to the k-th nearest neighbour
    of their own set. Raises ValueError for sets of k pictures or fewer."""
    if min(len(real), len(made)) <= k:
        raise ValueError(f"{k} neighbours need more than {k} pictures of each set")
    real_radius, made_radius = radii(real, k), radii(made, k)
    inside_real, inside_made, covered = [], [], []
    count = torch.zeros(len(made), dtype=torch.float64)
    for part, radius in zip(torch.split(real, 1000), torch.split(real_radius, 1000), strict=True):
        distance = torch.cdist(part, made)  # (part, samples)
        in_ball = distance <= radius[:, None]
        count += in_ball.sum(0)
        inside_real.append(in_ball.any(0))
        inside_made.append((distance <= made_radius).any(1))
        covered.append(in_ball.any(1))
    return Neighbours(
        precision=float(torch.stack(inside_real).any(0).double().mean()),
        recall=float(torch.cat(inside_made).double().mean()),
        density=float(count.mean() / k),
        coverage=float(torch.cat(covered).double().mean()),
    )


def radii(features: Tensor, k: int) -> Tensor:
    """Distance (N,) of each row to its k-th nearest other row."""
    found = []
    for part in torch.split(features, 1000):
        nearest = torch.cdist(part, features).topk(k + 1, largest=False).values
        found.append(nearest[:, k])  # the nearest of all is the row itself
    return torch.cat(found)
