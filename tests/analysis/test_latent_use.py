"""Use of the latent's components, on codes made for it."""

from __future__ import annotations

import math

import pytest
import torch

from gen_explorer.analysis.latent_use import (
    active_units,
    code_agreement,
    perplexity,
    total_correlation,
)


def test_a_component_that_hardly_moves_is_not_active() -> None:
    means = torch.randn(5000, 4, generator=torch.Generator().manual_seed(0))
    assert active_units(means * torch.tensor([1.0, 0.2, 0.05, 0.0])) == 2


def test_total_correlation_of_two_correlated_components() -> None:
    generator = torch.Generator().manual_seed(1)
    first, second = torch.randn(2, 50_000, generator=generator)
    rho = 0.8
    codes = torch.stack([first, rho * first + math.sqrt(1 - rho**2) * second], 1)
    assert total_correlation(codes) == pytest.approx(-0.5 * math.log(1 - rho**2), abs=0.02)
    assert total_correlation(torch.stack([first, second], 1)) == pytest.approx(0.0, abs=1e-3)


def test_total_correlation_does_not_depend_on_scales_or_constants() -> None:
    codes = torch.randn(1000, 3, generator=torch.Generator().manual_seed(2))
    codes[:, 2] += codes[:, 0]
    wide = torch.cat([codes * torch.tensor([1.0, 5.0, 0.1]), torch.ones(1000, 1)], 1)
    assert total_correlation(wide) == pytest.approx(total_correlation(codes), rel=1e-5)


def test_codes_in_another_order_agree_and_shared_ones_do_not() -> None:
    classes = torch.arange(100) % 5
    assert code_agreement((classes + 2) % 5, classes) == 1.0
    assert code_agreement(torch.zeros(100, dtype=torch.int64), classes) == pytest.approx(0.2)
    merged = torch.where(classes == 4, 3, classes)  # two classes behind one code
    assert code_agreement(merged, classes) == pytest.approx(0.8)


def test_perplexity_counts_the_codes_in_use() -> None:
    assert perplexity(torch.arange(800) % 8, 8) == pytest.approx(8)
    assert perplexity(torch.arange(800) % 2, 8) == pytest.approx(2)
    assert perplexity(torch.zeros(10, dtype=torch.int64), 8) == pytest.approx(1)
