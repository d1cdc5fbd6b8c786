"""Anomaly scores with known answers, and what every score keeps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from gen_explorer.analysis import anomaly, detector, heat, problems, scores
from gen_explorer.analysis.anomaly import SCORES, Facts, offered
from gen_explorer.analysis.problems import Problem
from gen_explorer.analysis.scores import Normal, Seen
from gen_explorer.analysis.study import study, verdicts
from gen_explorer.core.concurrency import CancelToken
from gen_explorer.core.errors import Cancelled, UserError
from gen_explorer.latent.inversion import invert
from gen_explorer.models import registry
from gen_explorer.models.base import LatentSpec

SMALL: dict[str, dict[str, Any]] = {
    "vae": {"width": 2, "latent_size": 3},
    "autoencoder": {"width": 2, "latent_size": 3},
    "classifier": {"width": 2, "latent_size": 4, "decoder_width": 2},
    "gan": {"width": 2, "latent_size": 3},
    "naive_bayes": {},
    "pixel_cnn": {"width": 4, "layers": 2, "levels": 2},
    "vae_gan": {"width": 2, "latent_size": 3},
}


def build(family: str) -> Any:
    torch.manual_seed(0)
    known = {setting.name for setting in registry.settings(family)}
    config = {name: value for name, value in SMALL[family].items() if name in known}
    return registry.build(family, config).eval().requires_grad_(False)


def some_pictures(count: int = 12) -> torch.Tensor:
    generator = torch.Generator().manual_seed(1)
    return torch.rand(count, 1, 28, 28, generator=generator) * 2 - 1


def searched(model: Any, images: torch.Tensor) -> torch.Tensor:
    return invert(model, images, steps=2, starts=1)[0]


@pytest.mark.parametrize("family", SMALL)
def test_every_score_of_a_model_is_one_finite_number_a_picture(family: str) -> None:
    model = build(family)
    material = problems.load(Problem("digits", normal=("8",), limit=6), 28, 1)
    names = offered(detector.facts_of(model))
    assert names
    fitted = detector.fit(model, names, material.train, searched)
    found = fitted.run(material.test)
    for name in names:
        assert found[name].shape == (12,)
        assert np.isfinite(found[name]).all()
    pictures = material.test.batch([0, 7, 9])
    for name in names:
        where = heat.heat(fitted.seen(pictures), name)
        assert where.shape == (3, 28, 28)
        assert bool(torch.isfinite(where).all())
        assert float(where.min()) >= 0.0
        alone = scores.FUNCTIONS[name](fitted.seen(pictures))
        chosen = torch.from_numpy(found[name][[0, 7, 9]])
        assert torch.allclose(alone.detach().float(), chosen, rtol=1e-3, atol=1e-4)


def test_the_table_and_the_functions_are_the_same_scores() -> None:
    assert set(scores.FUNCTIONS) == {score.name for score in SCORES} == set(anomaly.BY_NAME)
    for score in SCORES:
        assert score.source
        assert score.label()
        assert score.short()
        assert score.about().endswith(".")


def test_capabilities_decide() -> None:
    spec = LatentSpec(4)
    assert offered(Facts(("decode",), spec, False)) == ()
    assert offered(Facts(("decode", "encode"), spec, False)) == (
        "mse", "ssim", "mahalanobis", "knn", "combined",
    )  # fmt: skip
    assert {"elbo", "typicality"} <= set(offered(Facts(("decode", "encode"), spec, True)))
    assert offered(Facts(("decode", "discriminate"), spec, False)) == ("discriminator", "anogan")


def test_mahalanobis_is_the_textbooks() -> None:
    generator = np.random.default_rng(0)
    codes = generator.normal(size=(500, 3)) @ generator.normal(size=(3, 3)) + 2.0
    asked = generator.normal(size=(20, 3)) + 1.0
    known = scores.fit_codes(torch.from_numpy(codes).float(), torch.from_numpy(codes).float())
    assert known.mean is not None
    assert known.whitener is not None
    off = asked - codes.mean(0)
    inverse = np.linalg.inv(np.cov(codes.T))
    wanted = np.sqrt(np.einsum("ni,ij,nj->n", off, inverse, off))
    found = (torch.from_numpy(asked).float() - known.mean) @ known.whitener
    np.testing.assert_allclose(found.norm(dim=1).numpy(), wanted, rtol=1e-3)


def test_neighbours_are_scikit_learns() -> None:
    from sklearn.neighbors import NearestNeighbors

    model = build("autoencoder")
    images = some_pictures(40)
    codes = model.encode(images[:30]).mean
    known = scores.fit_codes(codes, codes)
    found = scores.knn(Seen(model, images[30:], known))
    assert known.bank is not None
    whitened = Seen(model, images[30:], known).whitened
    near = NearestNeighbors(n_neighbors=anomaly.NEIGHBOURS).fit(known.bank.numpy())
    distances, _ = near.kneighbors(whitened.numpy())
    np.testing.assert_allclose(found.numpy(), distances.mean(1), rtol=1e-3)


def test_codes_that_do_not_vary_harm_nothing() -> None:
    codes = torch.zeros(50, 3)
    codes[:, 0] = torch.linspace(-1, 1, 50)
    known = scores.fit_codes(codes, codes)
    assert known.bank is not None
    assert bool(torch.isfinite(known.bank).all())


def test_the_negative_elbo_bounds_the_loss_of_training() -> None:
    model, images = build("vae"), some_pictures(64)
    seen = Seen(model, images)
    value = scores.elbo(seen)
    draws = []
    torch.manual_seed(0)
    for _ in range(200):
        q = model.encode(images)
        draws.append(model.reconstruction(images, q.draw()) + q.kl().sum(1))
    many = torch.stack(draws).mean(0)
    assert float((value.mean() - many.mean()).abs() / many.mean()) < 0.02


def test_typicality_is_symmetric_and_softmax_the_textbooks() -> None:
    model, images = build("naive_bayes"), some_pictures()
    nats = scores.likelihood(Seen(model, images))
    middle = float(nats.mean())
    known = Normal(surprise=middle)
    typical = scores.typicality(Seen(model, images, known))
    torch.testing.assert_close(typical, (nats - middle).abs())
    classifier = build("classifier")
    wanted = 1 - classifier.classify(images).softmax(1).amax(1)
    torch.testing.assert_close(scores.softmax(Seen(classifier, images)), wanted, atol=1e-5, rtol=0)


def test_factors_of_naive_bayes_sum_to_its_likelihood() -> None:
    model, images = build("naive_bayes"), some_pictures()
    labels = torch.arange(12) % 10
    joint = model.log_factors(images, labels).flatten(1).sum(1)
    torch.testing.assert_close(joint, model.log_likelihood(images, labels), rtol=1e-4, atol=1e-2)


def test_errors_are_found_where_a_block_is_missing() -> None:
    model, images = build("autoencoder"), some_pictures(2)
    made = Seen(model, images).reconstruction
    torn = made.clone()
    torn[:, :, 5:10, 5:10] = 1.0
    where = heat.difference(torn, made)
    assert float(where[:, 5:10, 5:10].min()) > 0
    assert float(where[:, 15:, 15:].max()) == 0


def test_a_score_that_a_model_lacks_is_told() -> None:
    with pytest.raises(UserError, match="no score called elbo") as error:
        detector.check(build("gan"), ["elbo"])
    assert "discriminator" in error.value.remedy
    material = problems.load(Problem("digits", normal=("8",), limit=6), 28, 1)
    few = problems.normal_pictures(Problem("digits:8"), 28, 1)
    assert len(few) == len(material.train)


def test_scoring_can_be_cancelled_between_batches() -> None:
    model, token = build("vae"), CancelToken()
    told: list[float] = []

    def progress(share: float, sentence: str) -> None:
        told.append(share)
        if share > 0.3:
            token.cancel()

    problem = Problem("digits", normal=("8",), is_whole=True)
    with pytest.raises(Cancelled):
        study(model, "tiny", ["mse"], problem, progress=progress, cancel=token)
    assert max(told) < 0.9


def test_a_study_ends_in_verdicts() -> None:
    made, _, _ = study(build("vae"), "tiny", ["mse", "knn"], Problem("digits", normal=("8",)))
    for verdict in verdicts(made):
        assert verdict.auroc.low <= verdict.auroc.value <= verdict.auroc.high
        values = verdict.scored.values[verdict.order]
        assert bool((np.diff(values) >= 0).all())
        assert len(verdict.ranking.normal) + len(verdict.ranking.abnormal) == len(values)
