"""Bounds and units of ln p(x), on a model whose ln p(x) is known."""

from __future__ import annotations

import math
from types import SimpleNamespace

import pytest
import torch
from torch import Tensor

from gen_explorer.analysis import likelihood
from gen_explorer.models.base import Posterior

SPREAD = 0.5


class Linear:
    """z ~ N(0, 1), x = z + SPREAD * noise, one pixel: ln p(x) is that of N(0, 1 + SPREAD^2). The
    posterior is known; `wrong` widens what the encoder says of it."""

    def __init__(self, wrong: float = 0.0) -> None:
        self.wrong = wrong
        self.config = SimpleNamespace()

    def encode(self, x: Tensor, labels: Tensor | None = None) -> Posterior:
        share = 1 / (1 + SPREAD**2)
        variance = torch.full((len(x), 1), SPREAD**2 * share).log() + self.wrong
        return Posterior(share * x.flatten(1), variance)

    def reconstruction(self, x: Tensor, z: Tensor) -> Tensor:
        scaled = (x.flatten(1) - z) / SPREAD
        return (0.5 * scaled**2 + math.log(SPREAD) + 0.5 * math.log(2 * math.pi)).sum(1)


def truth(x: Tensor) -> Tensor:
    normal = torch.distributions.Normal(0.0, math.sqrt(1 + SPREAD**2))
    return normal.log_prob(x).flatten(1).sum(1)


def pictures(count: int) -> Tensor:
    return torch.linspace(-2, 2, count).reshape(count, 1, 1, 1)


def test_with_the_true_posterior_one_draw_gives_the_likelihood_itself() -> None:
    x = pictures(9)
    found = likelihood.importance_weighted(Linear(), x, draws=1)
    torch.testing.assert_close(found, truth(x), atol=1e-5, rtol=0)


def test_elbo_is_the_likelihood_less_the_divergence_of_the_posterior() -> None:
    x = torch.zeros(20_000, 1, 1, 1)
    generator = torch.Generator().manual_seed(0)
    wrong = 1.0
    gap = 0.5 * (math.exp(wrong) - 1 - wrong)  # KL of a variance that is e times the true one
    found = likelihood.elbo(Linear(wrong), x, generator=generator).mean()
    assert float(found) == pytest.approx(float(truth(x[:1])) - gap, abs=0.02)


def test_more_draws_bring_the_bound_closer() -> None:
    x = torch.zeros(2000, 1, 1, 1)
    generator = torch.Generator().manual_seed(0)
    few, many = (
        float(likelihood.importance_weighted(Linear(1.0), x, k, generator=generator).mean())
        for k in (1, 50)
    )
    assert few < many <= float(truth(x[:1])) + 0.01
    assert many == pytest.approx(float(truth(x[:1])), abs=0.02)


def test_the_same_generator_gives_the_same_bound() -> None:
    x = pictures(5)
    first, second = (
        likelihood.importance_weighted(
            Linear(1.0), x, 3, generator=torch.Generator().manual_seed(4)
        )
        for _ in range(2)
    )
    assert torch.equal(first, second)


def test_a_coin_needs_one_bit_a_pixel() -> None:
    assert likelihood.bits_per_dimension(-784 * math.log(2), 784) == pytest.approx(1.0)


def test_an_even_density_over_all_levels_needs_nearly_eight_bits() -> None:
    nats = likelihood.density_in_levels(784 * math.log(0.5), 784)  # density 1/2 over [-1, 1]
    assert likelihood.bits_per_dimension(nats, 784) == pytest.approx(math.log2(255))


def test_pictures_are_split_at_mid_grey() -> None:
    grey = torch.tensor([-1.0, -0.01, 0.01, 1.0])
    assert likelihood.binarised(grey).tolist() == [-1, -1, 1, 1]


def test_only_models_of_black_and_white_are_binary() -> None:
    for config, expected in [
        ({"likelihood": "bernoulli"}, True),
        ({"likelihood": "gaussian"}, False),
        ({"levels": 2}, True),
        ({"levels": 16}, False),
        ({}, False),
    ]:
        assert likelihood.is_binary(SimpleNamespace(config=SimpleNamespace(**config))) is expected
