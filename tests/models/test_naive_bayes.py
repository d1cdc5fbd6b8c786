from __future__ import annotations

import math

import numpy as np
import onnxruntime
import pytest
import torch
from torch.distributions import Bernoulli, Normal

from gen_explorer.latent import priors
from gen_explorer.models.base import Batch, Control
from gen_explorer.models.naive_bayes import NaiveBayes, NaiveBayesConfig, normal_quantile
from gen_explorer.training import onnx_export

TWO_PIXELS = torch.tensor([[-1.0, 1.0], [1.0, 1.0], [-1.0, 1.0], [1.0, -1.0]])
LABELS = torch.tensor([0, 0, 0, 1])


def by_hand(likelihood: str = "bernoulli") -> NaiveBayes:
    """Fitted to four pictures of 2 x 2 of classes 0, 0, 0, 1; two pixels are always black."""
    config = NaiveBayesConfig(image_size=2, classes=2, likelihood=likelihood)
    model = NaiveBayes(config).eval()
    images = torch.cat([TWO_PIXELS, -torch.ones(4, 2)], dim=1).view(4, 1, 2, 2)
    batches = [Batch(images[:3], LABELS[:3]), Batch(images[3:], LABELS[3:])]
    scalars = model.fit(batches)
    assert scalars == {"pictures": 4.0, "rarest_class": 1.0}
    return model


def z_of(model: NaiveBayes, classes: list[float], view: int, temperature: float) -> torch.Tensor:
    torch.manual_seed(5)
    pixels = model.latent.find(Control.NOISE)[0][0].size
    views = torch.nn.functional.one_hot(torch.tensor(view), 3).float()
    parts = [torch.tensor(classes), views, torch.tensor([temperature]), torch.rand(pixels)]
    return torch.cat(parts)[None]


def test_counts_are_smoothed_as_laplace_does() -> None:
    model = by_hand()
    expected = [[(1 + 1) / (3 + 2), (3 + 1) / (3 + 2), 1 / 5, 1 / 5], [2 / 3, 1 / 3, 1 / 3, 1 / 3]]
    torch.testing.assert_close(model.probabilities().flatten(1), torch.tensor(expected))
    torch.testing.assert_close(model.class_prior(), torch.tensor([4 / 6, 2 / 6]))


def test_likelihood_and_posterior_by_hand() -> None:
    model = by_hand()
    x = torch.tensor([1.0, 1.0, -1.0, -1.0]).view(1, 1, 2, 2)
    of_0 = 2 / 5 * 4 / 5 * 4 / 5 * 4 / 5
    of_1 = 2 / 3 * 1 / 3 * 2 / 3 * 2 / 3
    total = of_0 * 4 / 6 + of_1 * 2 / 6
    assert model.log_likelihood(x).item() == pytest.approx(math.log(total), abs=1e-6)
    given = model.log_likelihood(x, torch.tensor([1])).item()
    assert given == pytest.approx(math.log(of_1), abs=1e-6)
    posterior = model.classify(x).softmax(1)[0]
    assert posterior[0].item() == pytest.approx(of_0 * 4 / 6 / total, abs=1e-6)


def test_probabilities_of_all_pictures_sum_to_one() -> None:
    model = by_hand()
    every = torch.cartesian_prod(*[torch.tensor([-1.0, 1.0])] * 4).view(16, 1, 2, 2)
    assert model.log_likelihood(every).exp().sum().item() == pytest.approx(1.0, abs=1e-5)


def test_gaussian_mean_variance_floor_and_density() -> None:
    model = by_hand("gaussian")
    torch.testing.assert_close(model.mean[0].flatten(), torch.tensor([-1 / 3, 1.0, -1.0, -1.0]))
    expected = torch.tensor([8 / 9, 0.01, 0.01, 0.01])  # one pixel varies, three have the floor
    torch.testing.assert_close(model.variance[0].flatten(), expected)
    x = torch.rand(3, 1, 2, 2) * 2 - 1
    normal = Normal(model.mean[:, 0], model.variance[:, 0].sqrt())
    densities = normal.log_prob(x).flatten(2).sum(2)
    torch.testing.assert_close(model.log_likelihoods(x), densities, rtol=1e-4, atol=1e-3)


def test_views_and_temperature() -> None:
    model = by_hand()
    p = model.probabilities()[0]
    mean = model.decode(z_of(model, [1.0, 0.0], view=1, temperature=1.0))[0]
    torch.testing.assert_close(mean, 2 * p - 1)
    cold = model.decode(z_of(model, [1.0, 0.0], view=2, temperature=0.0))[0]
    torch.testing.assert_close(cold, mean)
    spread = model.decode(z_of(model, [1.0, 0.0], view=0, temperature=1.0))[0]
    torch.testing.assert_close((spread + 1) / 2, 2 * Bernoulli(p).stddev)
    sample = model.decode(z_of(model, [1.0, 0.0], view=2, temperature=1.0))
    assert set(sample.flatten().tolist()) <= {-1.0, 1.0}
    half = model.decode(z_of(model, [1.0, 0.0], view=2, temperature=0.5))[0]
    torch.testing.assert_close(half, (mean + sample[0]) / 2)


def test_soft_weights_mix_the_parameters() -> None:
    for likelihood in ("bernoulli", "gaussian"):
        model = by_hand(likelihood)
        first, second, mixed = (
            model.decode(z_of(model, weights, view=1, temperature=1.0))
            for weights in ([1.0, 0.0], [0.0, 1.0], [0.5, 1.5])
        )
        torch.testing.assert_close(mixed, 0.25 * first + 0.75 * second)


@pytest.mark.parametrize("likelihood", ["bernoulli", "gaussian"])
def test_samples_have_the_counted_mean_and_spread(likelihood: str) -> None:
    model = by_hand(likelihood)
    z = z_of(model, [1.0, 0.0], view=2, temperature=1.0).repeat(20_000, 1)
    z[:, -4:] = torch.rand(20_000, 4)
    pictures = model.decode(z)
    view = z_of(model, [1.0, 0.0], view=1, temperature=1.0)
    if likelihood == "bernoulli":  # a Gaussian near the edge of [-1, 1] is cut there
        torch.testing.assert_close(pictures.mean(0), model.decode(view)[0], atol=0.03, rtol=0)
    else:
        inside = pictures[:, 0, 0, 0]
        expected = Normal(-1 / 3, math.sqrt(8 / 9)).cdf(torch.tensor(0.5))
        assert (inside < 0.5).float().mean().item() == pytest.approx(expected.item(), abs=0.02)


def test_without_labels_one_class_counts_everything() -> None:
    model = NaiveBayes(NaiveBayesConfig(image_size=2, classes=1))
    model.fit([Batch(torch.ones(3, 1, 2, 2), torch.full((3,), -1))])
    torch.testing.assert_close(model.probabilities(), torch.full((1, 1, 2, 2), 4 / 5))
    several = NaiveBayes(NaiveBayesConfig(image_size=2, classes=2))
    assert several.fit([Batch(torch.ones(3, 1, 2, 2), torch.tensor([-1, 1, -1]))])["pictures"] == 1
    with pytest.raises(ValueError, match="classes"):
        several.fit([Batch(torch.ones(1, 1, 2, 2), torch.tensor([2]))])


def test_normal_quantile_agrees_with_the_exact_one() -> None:
    u = torch.cat([torch.linspace(2**-24, 1 - 2**-24, 100_001), torch.logspace(-7, -1, 1000)])
    expected = torch.special.ndtri(u.double())
    assert (normal_quantile(u) - expected).abs().max() < 2e-6
    assert torch.isfinite(normal_quantile(torch.zeros(1))).all()


@pytest.mark.parametrize("likelihood", ["bernoulli", "gaussian"])
def test_the_exported_decoder_and_classifier_agree(likelihood: str) -> None:
    torch.manual_seed(0)
    config = NaiveBayesConfig(image_size=8, likelihood=likelihood)
    model = NaiveBayes(config).eval()
    images = torch.rand(500, 1, 8, 8) * 2 - 1
    model.fit([Batch(images, torch.randint(10, (500,)))])
    onnx_export.round_to_half(model)
    assert onnx_export.prove_equal(model, onnx_export.export_decoder(model)) <= 1e-5
    session = onnxruntime.InferenceSession(
        onnx_export.export_classifier(model), providers=["CPUExecutionProvider"]
    )
    (logits,) = session.run(["logits"], {"x": images[:7].numpy()})
    np.testing.assert_allclose(logits, model.classify(images[:7]).numpy(), rtol=1e-5)


def test_seeds_draw_one_class_and_samples() -> None:
    model = NaiveBayes(NaiveBayesConfig())
    z = priors.draw(model.latent, 3)
    assert sorted(z[:10])[-2:] == [0.0, 1.0]
    assert z[10:14].tolist() == [0.0, 0.0, 1.0, 1.0]  # the sample's view, temperature 1
