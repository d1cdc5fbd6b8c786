"""How a model with an encoder uses the components of its latent vector, or its codes.

Active units       Burda et al., Importance Weighted Autoencoders, ICLR 2016, sec. 5.2
Total correlation  Watanabe, Information Theoretical Analysis of Multivariate Correlation, 1960
Agreement          Kuhn, The Hungarian Method for the Assignment Problem, 1955
Perplexity         van den Oord et al., Neural Discrete Representation Learning, NeurIPS 2017
"""

from __future__ import annotations

import torch
from torch import Tensor

ACTIVE_VARIANCE = 0.01
"""Variance of the posterior mean over the data above which a component is active (Burda 2016)."""


def active_units(means: Tensor) -> int:
    """Components whose mean E_q[z_j | x] varies with the picture: its variance over the rows of
    `means` (N, size) is above 0.01. From 0 to size."""
    return int((means.double().var(0, unbiased=False) > ACTIVE_VARIANCE).sum())


def total_correlation(codes: Tensor) -> float:
    """KL(q(z) || prod_j q(z_j)) in nats of codes (N, size), taken as normally distributed:
    -1/2 ln det R with their correlation matrix R; 0 where components are
    uncorrelated. Components that are constant are left out."""
    wide = codes.double()
    wide = wide[:, wide.var(0, unbiased=False) > 1e-10]
    if wide.shape[1] < 2:
        return 0.0
    correlation = torch.corrcoef(wide.T)
    return max(0.0, float(-0.5 * torch.linalg.slogdet(correlation).logabsdet))


def code_agreement(codes: Tensor, classes: Tensor) -> float:
    """Share of samples whose code (N,) is their class (N,), under the pairing of codes and classes
    one to one that fits best: 1 if each code draws one class of its own."""
    from scipy.optimize import linear_sum_assignment

    size = int(max(codes.max(), classes.max())) + 1
    together = torch.bincount(codes * size + classes, minlength=size * size).reshape(size, size)
    rows, columns = linear_sum_assignment(together.numpy(), maximize=True)
    return float(together[rows, columns].sum()) / len(codes)


def perplexity(codes: Tensor, levels: int) -> float:
    """exp(entropy) of whole numbers (N,) from 0 to levels - 1: so many equally frequent codes would
    be as uncertain. From 1 to `levels`, where all are used alike."""
    share = torch.bincount(codes, minlength=levels).double() / len(codes)
    return float(torch.special.entr(share).sum().exp())
