"""Looking for the z of a picture."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from gen_explorer.core.concurrency import CancelToken
from gen_explorer.core.errors import Cancelled
from gen_explorer.latent import priors
from gen_explorer.latent.inversion import can_invert, invert
from gen_explorer.models import registry
from gen_explorer.models.base import Control, LatentSpec, Prior, Section, latent_spec


class Linear:
    """Pictures of 4 x 4 that follow from z by a fixed matrix, squashed."""

    def __init__(self, spec: LatentSpec) -> None:
        torch.manual_seed(0)
        self.latent = spec
        self.weight = torch.randn(spec.size, 16) / spec.size**0.5

    def decode(self, z: Tensor) -> Tensor:
        return (z @ self.weight).tanh().view(-1, 1, 4, 4)


MIXED = latent_spec(
    Section("vector", Control.VECTOR, 3),
    Section("class", Control.CLASS, 4),
    Section("dials", Control.DIAL, 2),
    Section("heat", Control.SETTING, 1, low=0.1, high=2.0, default=1.0),
)


@pytest.mark.parametrize(
    "spec", [LatentSpec(5), LatentSpec(5, Prior.UNIFORM), MIXED], ids=["normal", "uniform", "mixed"]
)
def test_the_picture_is_met_again(spec: LatentSpec) -> None:
    model = Linear(spec)
    true = torch.from_numpy(priors.draws(spec, range(500, 506)))
    z, errors = invert(model, model.decode(true), steps=300)
    assert z.shape == true.shape
    assert errors.max() < 1e-4
    assert ((model.decode(z) - model.decode(true)).square().flatten(1).mean(1) / 4).allclose(errors)


def test_sections_keep_their_bounds() -> None:
    model = Linear(MIXED)
    z, _ = invert(model, torch.randn(3, 1, 4, 4).clamp(-1, 1), steps=20)
    assert torch.allclose(z[:, 3:7].sum(1), torch.ones(3), atol=1e-6)
    assert z[:, 7:9].abs().max() <= 1
    assert torch.equal(z[:, 9], torch.ones(3))


def test_what_is_not_known_does_not_count() -> None:
    model = Linear(LatentSpec(4))
    whole = model.decode(torch.from_numpy(priors.draws(model.latent, [7])))
    torn = whole.clone()
    torn[:, :, 2:] = -1
    known = torch.ones(1, 4, 4, dtype=torch.bool)
    known[:, 2:] = False
    z, errors = invert(model, torn, steps=300, known=known)
    assert errors.item() < 1e-4
    assert (model.decode(z) - whole).abs().max() < 0.1
    _, blind = invert(model, torn, steps=300)
    assert blind.item() > 0.01


def test_a_picture_alone_finds_what_it_finds_in_company() -> None:
    model = Linear(LatentSpec(4))
    pictures = torch.randn(40, 1, 4, 4).clamp(-1, 1)
    together, _ = invert(model, pictures, steps=15)
    alone, _ = invert(model, pictures[20:21], steps=15)
    assert torch.allclose(together[20:21], alone, atol=1e-4)


def test_an_extra_term_and_the_prior_pull() -> None:
    model = Linear(LatentSpec(4))
    pictures = torch.randn(2, 1, 4, 4).clamp(-1, 1)
    plain, error = invert(model, pictures, steps=100)
    short, worse = invert(model, pictures, steps=100, prior_weight=1.0)
    assert short.norm(dim=1).lt(plain.norm(dim=1)).all()
    assert worse.ge(error - 1e-6).all()

    def darker(drawn: Tensor, wanted: Tensor) -> Tensor:
        assert drawn.shape == wanted.shape
        return drawn.flatten(1).mean(1)

    dark, _ = invert(model, pictures, steps=100, extra=darker)
    assert model.decode(dark).mean() < model.decode(plain).mean()


def test_progress_and_cancel() -> None:
    model, token = Linear(LatentSpec(4)), CancelToken()
    shares: list[float] = []

    def progress(share: float, sentence: str) -> None:
        shares.append(share)
        if len(shares) == 5:
            token.cancel()

    with pytest.raises(Cancelled):
        invert(model, torch.zeros(2, 1, 4, 4), steps=50, progress=progress, cancel=token)
    assert shares == sorted(shares)


def test_models_without_a_gradient_are_refused() -> None:
    model: Any = registry.build("pixel_cnn", {"image_size": 4, "width": 4, "layers": 1})
    assert not can_invert(model.latent)
    with pytest.raises(ValueError, match="smoothly"):
        invert(model, torch.zeros(1, 1, 4, 4))
