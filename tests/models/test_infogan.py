from __future__ import annotations

import math

import pytest
import torch

from gen_explorer.models.base import Batch, Control
from gen_explorer.models.infogan import InfoGAN, InfoGANConfig


def small() -> InfoGAN:
    torch.manual_seed(0)
    return InfoGAN(InfoGANConfig(width=4, latent_size=5, codes=4, dials=2))


BATCH = Batch(torch.rand(64, 1, 28, 28) * 2 - 1, torch.full((64,), -1))


def certain(model: InfoGAN, z: torch.Tensor, log_sigma: float) -> None:
    """Makes Q answer with the codes of `z` themselves, whatever the picture."""
    code, dials = z[:, 5:9], z[:, 9:]
    model.guess = lambda features: (  # type: ignore[method-assign]
        1000 * code,
        dials,
        torch.full_like(dials, log_sigma),
    )


def test_z_is_noise_a_code_and_dials() -> None:
    kinds = [section.control for section, _ in small().latent.parts()]
    assert kinds == [Control.VECTOR, Control.CODE, Control.DIAL]


def test_noise_draws_one_value_of_the_code_and_dials_in_range() -> None:
    z = small().noise(BATCH)
    code, dials = z[:, 5:9], z[:, 9:]
    assert torch.equal(code.sort(1).values, torch.tensor([0.0, 0, 0, 1]).expand(64, -1))
    assert set(code.argmax(1).tolist()) == {0, 1, 2, 3}
    assert -1 <= dials.min() < -0.5
    assert 0.5 < dials.max() <= 1


def test_a_sure_guess_has_all_the_information_of_the_code() -> None:
    """L_I = E[ln Q(c|x)] + H(c) is H(c) = ln K when Q never fails."""
    model = small()
    z = model.noise(BATCH)
    certain(model, z, log_sigma=0.0)
    of_code, of_dials = model.information(torch.zeros(64, 1), z)
    assert of_code.item() == pytest.approx(math.log(4), abs=1e-5)
    each = math.log(2) - 0.5 * math.log(2 * math.pi)  # H(U(-1, 1)) + ln N(mean; mean, 1)
    assert of_dials.item() == pytest.approx(2 * each, abs=1e-5)


def test_a_guess_at_random_has_none() -> None:
    model = small()
    z = model.noise(BATCH)
    torch.nn.init.zeros_(model.guesser[-1].weight)
    torch.nn.init.zeros_(model.guesser[-1].bias)
    features = torch.randn(64, model.discriminator.head.in_features)
    of_code, of_dials = model.information(features, z)
    assert of_code.item() == pytest.approx(0.0, abs=1e-5)
    assert of_dials.item() < 0  # a bound: a poor guess lies below the information


def test_the_bound_never_exceeds_the_entropy_of_the_code() -> None:
    model = small()
    for _ in range(5):
        torch.nn.init.normal_(model.guesser[-1].weight)
        features = torch.randn(64, model.discriminator.head.in_features)
        of_code, _ = model.information(features, model.noise(BATCH))
        assert of_code <= math.log(4) + 1e-5


def test_the_guesser_shares_the_body_of_d_and_leaves_its_verdict_alone() -> None:
    model = small()
    discriminator, guesser, generator = (
        {id(p) for p in objective.parameters} for objective in model.objectives()
    )
    assert discriminator == {id(p) for p in model.discriminator.parameters()}
    assert guesser & discriminator == {id(p) for p in model.discriminator.body.parameters()}
    assert guesser >= {id(p) for p in model.guesser.parameters()}
    assert not generator & (discriminator | guesser)


def test_the_told_pictures_are_a_share_and_always_the_same() -> None:
    model = InfoGAN(InfoGANConfig(width=4, latent_size=5, labelled=0.2))
    levels = torch.randint(256, (2000, 1, 28, 28))
    images, labels = levels / 127.5 - 1, torch.zeros(2000, dtype=torch.long)
    told = model.told(Batch(images, labels))
    assert 0.15 < told.float().mean() < 0.25
    order = torch.randperm(2000)
    assert torch.equal(model.told(Batch(images[order], labels)), told[order])
    assert not model.told(Batch(images, labels - 1)).any()  # without a label there is none to tell


def test_the_lesson_is_the_cross_entropy_of_the_told() -> None:
    model = InfoGAN(InfoGANConfig(width=4, latent_size=5, codes=4, labelled=1.0)).eval()
    batch = Batch(BATCH.images, torch.arange(64) % 4)
    logits, _, _ = model.guess(model.discriminator.body(batch.images))
    expected = -logits.log_softmax(1)[torch.arange(64), batch.labels].mean()
    torch.testing.assert_close(model.lesson(batch), expected)
    assert model.lesson(BATCH) == 0
