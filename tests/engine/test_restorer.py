"""What each kind of model does against damage."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from gen_explorer.analysis.denoising import mse
from gen_explorer.analysis.sweep import Damaged
from gen_explorer.checkpoints.bundle import find
from gen_explorer.checkpoints.card import read_card
from gen_explorer.core.concurrency import CancelToken
from gen_explorer.core.errors import Cancelled, UserError
from gen_explorer.data.corruption import Corruption, corrupt, missing
from gen_explorer.engine import restorer
from gen_explorer.engine.methods import (
    CLASSICAL,
    about,
    find_methods,
    parse,
    way_label,
    ways_of,
)
from gen_explorer.latent import priors


def opened(name: str) -> restorer.Restorer:
    return restorer.open_restorer(find(name))


def own_samples(name: str, count: int = 4) -> np.ndarray:
    """(N, H, W, C): what the model draws itself, which it should give back well."""
    model = opened(name).model
    with torch.no_grad():
        drawn = model.decode(torch.from_numpy(priors.draws(model.latent, range(count))))
    return restorer.to_pictures(drawn)


def whole(pictures: np.ndarray, first: int = 0) -> Damaged:
    return Damaged(pictures, np.zeros(pictures.shape[:3], bool), first)


def noisy(pictures: np.ndarray, amount: float = 0.3) -> Damaged:
    return whole(corrupt(pictures, [Corruption("gaussian", amount, 1)]))


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("fashion-denoising-autoencoder", ("denoise", "project")),
        ("fashion-autoencoder", ("reconstruct", "project")),
        ("fashion-vae", ("mean", "samples", "project")),
        ("fashion-conditional-vae", ("mean", "samples", "project")),
        ("fashion-classifier", ("code", "project")),
        ("fashion-vq-vae", ("tokens",)),
        ("fashion-dcgan", ("project",)),
        ("digits-pixel-cnn", ("complete",)),
        ("digits-naive-bayes", ()),
    ],
)
def test_ways_follow_from_the_card(name: str, ways: tuple[str, ...]) -> None:
    assert ways_of(find(name), read_card(find(name))) == ways
    for way in ways:
        assert way_label(way) != way or way == "denoise"
        assert about(way)


def test_the_list_has_the_own_model_first_and_the_baselines_last() -> None:
    path = find("fashion-vae")
    card = read_card(path)
    found = find_methods(path, card.image, card.dataset)
    assert [m.key for m in found[:3]] == [
        "fashion-vae/mean",
        "fashion-vae/samples",
        "fashion-vae/project",
    ]
    assert tuple(found[-4:]) == CLASSICAL
    assert len({m.key for m in found}) == len(found)
    assert not any("digits" in m.key or "rooms" in m.key for m in found)
    assert "fashion-denoising-autoencoder/denoise" in {m.key for m in found}
    assert [m.key for m in parse(["median", "fashion-vae/mean"], found)] == [
        "median",
        "fashion-vae/mean",
    ]
    with pytest.raises(UserError, match="magic"):
        parse(["magic"], found)


def test_the_denoising_autoencoder_takes_noise_away() -> None:
    truth = own_samples("fashion-vae")
    damaged = noisy(truth)
    mended = opened("fashion-denoising-autoencoder").restore("denoise", damaged)
    assert mended.shape == truth.shape
    assert mended.dtype == np.float32
    assert (mse(mended, truth) < 0.4 * mse(damaged.pictures, truth)).all()


def test_a_vae_gives_its_own_samples_back_and_averaged_samples_are_repeatable() -> None:
    truth = own_samples("fashion-vae")
    vae = opened("fashion-vae")
    assert mse(vae.restore("mean", whole(truth)), truth).max() < 0.01
    first = vae.restore("samples", whole(truth), seed=3)
    np.testing.assert_array_equal(first, vae.restore("samples", whole(truth), seed=3))
    assert not np.array_equal(first, vae.restore("samples", whole(truth), seed=4))
    alone = vae.restore("samples", whole(truth[2:3], first=2), seed=3)
    np.testing.assert_allclose(alone[0], first[2], atol=1e-5)


def test_a_model_with_classes_finds_the_class_itself() -> None:
    name = "fashion-conditional-vae"
    model = opened(name).model
    (section, place) = next(p for p in model.latent.parts() if p[0].name == "class")
    z = torch.from_numpy(priors.draws(model.latent, range(10)))
    z[:, place] = torch.eye(section.size)
    with torch.no_grad():
        truth = restorer.to_pictures(model.decode(z))
    errors = mse(opened(name).restore("mean", whole(truth)), truth)
    assert np.median(errors) < 0.02


def test_codes_give_a_picture_back() -> None:
    truth = own_samples("fashion-vae")
    assert mse(opened("fashion-vq-vae").restore("tokens", whole(truth)), truth).max() < 0.01


def test_projection_ignores_noise_and_missing_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restorer, "STEPS", 40)
    truth = own_samples("fashion-vae", 1)
    steps = [Corruption("half", 0.3), Corruption("gaussian", 0.2)]
    worse, gone = corrupt(truth, steps), missing(truth.shape, steps)
    mended = opened("fashion-vae").restore("project", Damaged(worse, gone))
    assert mse(mended, truth) < 0.3 * mse(worse, truth)
    blind = opened("fashion-vae").restore("project", whole(worse))
    assert mse(mended, truth) < mse(blind, truth)
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        opened("fashion-vae").restore("project", whole(worse), cancel=token)


def test_completion_changes_what_is_missing_and_nothing_else() -> None:
    truth = own_samples("digits-binary-vae", 2)
    steps = [Corruption("half", 0.3)]
    worse, gone = corrupt(truth, steps), missing(truth.shape, steps)
    gone[1] = False
    cnn = opened("digits-pixel-cnn")
    mended = cnn.restore("complete", Damaged(worse, gone), seed=1)
    np.testing.assert_array_equal(mended[~gone], worse[~gone])
    assert set(np.unique(mended[gone])) == {0.0, 1.0}
    np.testing.assert_array_equal(mended, cnn.restore("complete", Damaged(worse, gone), seed=1))
    assert not np.array_equal(mended, cnn.restore("complete", Damaged(worse, gone), seed=2))
