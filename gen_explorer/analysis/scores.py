"""The anomaly scores, one function each: (N,), larger is more abnormal. `analysis.anomaly` names
their sources.

A score sees a batch through `Seen`, which encodes and reconstructs it once for all of them, and
some also see what was learned of normal training pictures (`Normal`).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gen_explorer.analysis import reconstruction
from gen_explorer.analysis.anomaly import FEATURE_SHARE, NEIGHBOURS
from gen_explorer.models.base import Capability, Control, LatentSpec, Posterior
from gen_explorer.models.layers import class_weights

Invert = Callable[[Any, Tensor], Tensor]
"""(model, pictures (N, C, H, W)) -> z (N, size): see `latent.inversion`."""
FLOOR = 1e-4
"""Least variance of a whitened direction, as a share of the largest: below, codes do not vary."""
SURE = 1e-7


@dataclass(frozen=True, eq=False)
class Normal:
    """What is known of normal training pictures."""

    mean: Tensor | None = None
    """(size,): of their codes."""
    whitener: Tensor | None = None
    """(size, size) W with W W^T the inverse covariance: distances of z W are Mahalanobis'."""
    bank: Tensor | None = None
    """(M, size): whitened codes that neighbours are looked for among."""
    codes: Tensor | None = None
    """(M, size): the same codes as the decoder takes them."""
    surprise: float = 0.0
    """Mean negative log-likelihood (or bound) in nats."""
    scales: dict[str, tuple[float, float]] = field(default_factory=dict)
    """By score: mean and spread over normal pictures that `bank` leaves out."""


class Seen:
    """A batch as one model sees it; what several scores need is computed once."""

    def __init__(
        self,
        model: Any,
        images: Tensor,
        normal: Normal | None = None,
        invert: Invert | None = None,
    ) -> None:
        """`images` (N, C, H, W) in [-1, 1]; `model` in eval mode."""
        self.model = model
        as_seen = getattr(type(model), "seen", None)  # of a model that splits them at mid grey
        self.images: Tensor = as_seen(model, images) if as_seen else images
        self.given = images
        self.normal = normal or Normal()
        self.invert = invert

    @cached_property
    def posterior(self) -> Posterior:
        """q(z|x): mean and, for a variational encoder, log variance (N, vector size)."""
        found: Posterior = self.model.encode(self.given)
        return found

    @property
    def codes(self) -> Tensor:
        """(N, vector size): the posteriors' means."""
        return self.posterior.mean

    @cached_property
    def whitened(self) -> Tensor:
        """(N, vector size): codes whose distances are Mahalanobis', for normal pictures that were
        fitted."""
        assert self.normal.mean is not None
        assert self.normal.whitener is not None
        return (self.codes - self.normal.mean) @ self.normal.whitener

    @cached_property
    def reconstruction(self) -> Tensor:
        """(N, C, H, W): the posterior mean decoded, or the codes of a grid."""
        model = self.model
        if Capability.TOKENISE in model.capabilities:
            made: Tensor = model.reconstruct(self.given)
            return made.float()
        made = model.decode(whole(model.latent, self.codes))
        return made.float()

    @cached_property
    def projection(self) -> Tensor:
        """(N, C, H, W): the generator's picture that comes closest."""
        assert self.invert is not None
        with torch.enable_grad():  # the search descends, whoever asks
            found = self.invert(self.model, self.given)
        with torch.no_grad():
            made: Tensor = self.model.decode(found)
        return made.float()

    @cached_property
    def neighbours(self) -> tuple[Tensor, Tensor]:
        """Distances (N, k) to the nearest normal codes, and which (N, k) they are."""
        bank = self.normal.bank
        assert bank is not None
        near = torch.cdist(self.whitened, bank).topk(min(NEIGHBOURS, len(bank)), largest=False)
        return near.values, near.indices


def whole(spec: LatentSpec, vectors: Tensor) -> Tensor:
    """z (N, size) of codes (N, vector size) where no class is known: it weighs alike on all.
    Raises ValueError for a model with other sections."""
    parts = [vectors]
    for section, _ in spec.parts():
        if section.control is Control.VECTOR:
            continue
        if section.control is not Control.CLASS:
            raise ValueError(f"a code alone does not say what stands in {section.name}")
        nobody = torch.full((len(vectors),), -1, device=vectors.device)
        parts.append(class_weights(nobody, section.size))
    return torch.cat(parts, dim=1)


def mse(seen: Seen) -> Tensor:
    """|x - g(f(x))|^2, mean over pixels on the scale [0, 1]."""
    return reconstruction.mse(seen.reconstruction, seen.images)


def ssim(seen: Seen) -> Tensor:
    """1 - SSIM(x, g(f(x)))."""
    return 1.0 - reconstruction.ssim(seen.reconstruction, seen.images)


def elbo(seen: Seen) -> Tensor:
    """KL(q(z|x) || p(z)) - E_q[ln p(x|z)] in nats. The expectation is the mean of two opposite
    draws, mu + sigma eps and mu - sigma eps, with one eps for every picture: a picture's score does
    not depend on its batch. Raises ValueError for an encoder that gives no distribution."""
    q, model = seen.posterior, seen.model
    if q.log_variance is None:
        raise ValueError("an encoder without a distribution has no bound")
    generator = torch.Generator().manual_seed(0)
    eps = torch.randn(q.mean.shape[1], generator=generator).to(q.mean.device)
    step = (0.5 * q.log_variance).exp() * eps
    ends = [
        model.reconstruction(seen.given, whole(model.latent, q.mean + sign * step))
        for sign in (1, -1)
    ]
    total: Tensor = q.kl().sum(1) + (ends[0] + ends[1]) / 2
    return total


def mahalanobis(seen: Seen) -> Tensor:
    """sqrt((f(x) - mu)^T S^-1 (f(x) - mu)) with mean and covariance of normal codes."""
    length: Tensor = torch.linalg.vector_norm(seen.whitened, dim=1)
    return length


def knn(seen: Seen) -> Tensor:
    """Mean distance to the `NEIGHBOURS` nearest normal codes, in Mahalanobis' metric."""
    return seen.neighbours[0].mean(1)


def combined(seen: Seen) -> Tensor:
    """The mean of `ssim` and `knn`, each minus its mean and over its spread for normal pictures."""
    parts = [(ssim(seen), "ssim"), (knn(seen), "knn")]
    scales = seen.normal.scales
    standard = [(value - scales[name][0]) / scales[name][1] for value, name in parts]
    return torch.stack(standard).mean(0)


def discriminator(seen: Seen) -> Tensor:
    """-logit D(x): 0 where the discriminator cannot tell."""
    real: Tensor = seen.model.discriminate(seen.given)
    return -torch.logit(real.double(), eps=SURE).float()


def anogan(seen: Seen) -> Tensor:
    """(1 - lambda) R(x) + lambda D(x), R the mean absolute difference of x and G(z*) in pixels
    from 0 to 1, D that of the discriminator's features in units of their own mean size."""
    residual = (seen.given - seen.projection).abs().flatten(1).mean(1) / 2
    unlike = feature_distance(seen.model, seen.projection, seen.given)
    return (1 - FEATURE_SHARE) * residual + FEATURE_SHARE * unlike


def feature_distance(model: Any, made: Tensor, wanted: Tensor) -> Tensor:
    """Mean absolute difference (N,) of the discriminator's features, over their mean absolute
    value; 0 for a discriminator that shows none."""
    features = discriminator_features(model)
    if features is None:
        return torch.zeros(len(wanted), device=wanted.device)
    target = features(wanted).detach()
    return (features(made) - target).abs().mean(1) / target.abs().mean(1).clamp(min=1e-6)


def discriminator_features(model: Any) -> Callable[[Tensor], Tensor] | None:
    """What the discriminator's last layer sees (N, features); None where it cannot be taken out."""
    layers = getattr(model, "discriminator", None)
    body = getattr(layers, "body", None)
    if isinstance(layers, nn.Sequential):  # slicing would build its subclass anew
        body = nn.Sequential(*list(layers)[:-1])
    if not isinstance(body, nn.Module):
        return None

    def features(x: Tensor) -> Tensor:
        seen: Tensor = body(x)
        return seen.float().flatten(1)

    return features


def likelihood(seen: Seen) -> Tensor:
    """-ln p(x) in nats."""
    exact: Tensor = seen.model.log_likelihood(seen.given)
    return -exact


def surprise(seen: Seen) -> Tensor:
    """-ln p(x) in nats: exact, or the negative bound."""
    is_exact = Capability.LIKELIHOOD in seen.model.capabilities
    return likelihood(seen) if is_exact else elbo(seen)


def typicality(seen: Seen) -> Tensor:
    """|-ln p(x) - H| in nats, H the mean of -ln p over normal training pictures."""
    return (surprise(seen) - seen.normal.surprise).abs()


def softmax(seen: Seen) -> Tensor:
    """1 - max_k p(C_k | x), from logarithms, so that sure calls keep their order."""
    logits: Tensor = seen.model.classify(seen.given)
    best = F.log_softmax(logits.double(), dim=1).amax(1)
    return (-torch.expm1(best)).float()


FUNCTIONS: dict[str, Callable[[Seen], Tensor]] = {
    function.__name__: function
    for function in (
        mse, ssim, elbo, mahalanobis, knn, combined, discriminator, anogan, likelihood, typicality,
        softmax,
    )
}  # fmt: skip


def fit_codes(codes: Tensor, bank: Tensor) -> Normal:
    """Mean and whitener of normal codes (M, size), M > 1, and the codes `bank` (B, size) that
    neighbours are looked for among."""
    wide = codes.double()
    mean = wide.mean(0)
    covariance = torch.cov(wide.T).reshape(len(mean), len(mean))
    values, vectors = torch.linalg.eigh(covariance)
    largest = max(float(values.max()), math.ulp(1.0))
    kept = values.clamp(min=FLOOR * largest)
    whitener = (vectors / kept.sqrt()).float()
    centre = mean.float()
    return Normal(centre, whitener, (bank - centre) @ whitener, bank)
