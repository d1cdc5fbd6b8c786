"""Samplers that recover what they were fitted to, and draw the same for the same seed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from gen_explorer.checkpoints.bundle import open_bundle
from gen_explorer.checkpoints.fits import Fits, from_tensors, to_tensors
from gen_explorer.checkpoints.map_data import read_map
from gen_explorer.checkpoints.tensors import read_tensors
from gen_explorer.core.errors import UserError
from gen_explorer.engine.still import draw as draw_picture
from gen_explorer.latent import priors, redraw, samplers
from gen_explorer.models.base import Control, LatentSpec, Section
from gen_explorer.state.recipe import Recipe
from tests.bundles import make_bundle

SPEC = LatentSpec(3, samplers=samplers.NAMES)
CENTRES = np.array([[-6.0, 0.0, 1.0], [6.0, 2.0, 1.0]], np.float32)


@pytest.fixture(scope="module")
def codes() -> np.ndarray:
    """Two clusters, one three times as large, with correlated components."""
    generator = np.random.default_rng(0)
    which = (generator.random(4000) < 0.25).astype(int)
    shape = np.array([[1.0, 0.0, 0.0], [0.8, 0.6, 0.0], [0.0, 0.0, 0.1]])
    noise = generator.standard_normal((4000, 3)) @ shape.T
    return (CENTRES[which] + noise).astype(np.float32)


@pytest.fixture(scope="module")
def fits(codes: np.ndarray) -> Fits:
    return samplers.fit(codes)


def drawn(fits: Fits, name: str, count: int = 4000) -> np.ndarray:
    return np.stack([priors.draw(SPEC, seed, fits, name) for seed in range(count)])


def test_the_fitted_gaussian_has_the_codes_moments(codes: np.ndarray, fits: Fits) -> None:
    np.testing.assert_allclose(fits.mean, codes.mean(0), atol=1e-5)
    np.testing.assert_allclose(fits.root @ fits.root.T, np.cov(codes.T), atol=1e-3)
    many = drawn(fits, "gaussian")
    np.testing.assert_allclose(many.mean(0), codes.mean(0), atol=0.3)
    np.testing.assert_allclose(np.cov(many.T), np.cov(codes.T), rtol=0.1, atol=0.3)


def test_the_mixture_keeps_the_clusters_apart(codes: np.ndarray, fits: Fits) -> None:
    assert fits.weights.shape == (10,)
    many = drawn(fits, "mixture")
    assert (many[:, 0] > 0).mean() == pytest.approx(0.25, abs=0.03)
    between = (np.abs(many[:, 0]) < 2).mean()
    assert between < 0.01 < (np.abs(drawn(fits, "gaussian")[:, 0]) < 2).mean()
    for side in (1, -1):
        ours, real = many[many[:, 0] * side > 0], codes[codes[:, 0] * side > 0]
        np.testing.assert_allclose(ours.mean(0), real.mean(0), atol=0.1)
        np.testing.assert_allclose(np.cov(ours.T), np.cov(real.T), atol=0.15)


def test_the_aggregated_posterior_stays_near_a_code(codes: np.ndarray, fits: Fits) -> None:
    many = drawn(fits, "aggregated", 300)
    whitened = np.linalg.solve(fits.root, (many[:, None] - fits.codes[None]).reshape(-1, 3).T)
    nearest = np.linalg.norm(whitened, axis=0).reshape(300, -1).min(1)
    assert nearest.max() < 5 * samplers.NOISE


def test_the_prior_is_as_it_was(fits: Fits) -> None:
    for seed in range(5):
        np.testing.assert_array_equal(priors.draw(SPEC, seed, fits), priors.draw(SPEC, seed))


@pytest.mark.parametrize("name", samplers.NAMES)
def test_the_same_seed_draws_the_same(name: str, fits: Fits) -> None:
    first = priors.draw(SPEC, 9, fits, name)
    priors.draw.cache_clear()
    np.testing.assert_array_equal(priors.draw(SPEC, 9, fits, name), first)
    assert first.dtype == np.float32


def test_one_seed_keeps_its_noise_and_its_class_across_samplers(fits: Fits) -> None:
    sections = (Section("vector", Control.VECTOR, 3), Section("class", Control.CLASS, 5))
    spec = replace(SPEC, size=8, sections=sections)
    for seed in range(5):
        prior, gaussian, mixture = (
            priors.draw(spec, seed, fits, name) for name in ("prior", "gaussian", "mixture")
        )
        eps = np.linalg.solve(fits.root, gaussian[:3] - fits.mean)
        np.testing.assert_allclose(eps, prior[:3], atol=1e-3)
        np.testing.assert_array_equal(prior[3:], gaussian[3:])
        np.testing.assert_array_equal(prior[3:], mixture[3:])


@pytest.mark.parametrize("name", ["gaussian", "no such sampler"])
def test_what_is_not_there_is_the_prior(name: str, fits: Fits) -> None:
    recipe = Recipe(seed=4, sampler=name)
    np.testing.assert_array_equal(priors.resolve(SPEC, recipe), priors.draw(SPEC, 4))
    plain = replace(SPEC, samplers=("prior",))
    np.testing.assert_array_equal(priors.resolve(plain, recipe, fits), priors.draw(SPEC, 4))
    assert samplers.available(SPEC, None) == ("prior",)
    assert samplers.available(SPEC, fits) == samplers.NAMES


def test_redrawing_goes_by_the_recipes_sampler(fits: Fits) -> None:
    recipe = Recipe(seed=1, sampler="mixture")
    sheet = redraw.sheet(SPEC, recipe, 5, 3, fits=fits)
    np.testing.assert_array_equal(sheet[2], priors.draw(SPEC, 7, fits, "mixture"))
    locked = redraw.with_seed(SPEC, recipe, 8, {1}, fits)
    assert dict(locked.values)[1] == priors.draw(SPEC, 1, fits, "mixture")[1]
    taken = redraw.with_draw_of(SPEC, recipe, 8, [0], fits)
    assert dict(taken.values)[0] == priors.draw(SPEC, 8, fits, "mixture")[0]


def test_codes_without_spread_can_be_fitted() -> None:
    flat = np.zeros((50, 4), np.float32)
    flat[:, 0] = np.linspace(-1, 1, 50)
    fits = samplers.fit(flat)
    assert np.isfinite(
        priors.draw(LatentSpec(4, samplers=samplers.NAMES), 0, fits, "mixture")
    ).all()


def test_a_wide_code_gets_no_mixture() -> None:
    wide = np.random.default_rng(0).standard_normal((100, 65)).astype(np.float32)
    spec = LatentSpec(65, samplers=samplers.NAMES)
    assert samplers.available(spec, samplers.fit(wide)) == ("prior", "gaussian", "aggregated")


def test_names_are_for_people() -> None:
    assert all(samplers.label(name) != name and samplers.about(name) for name in samplers.NAMES)


def with_fits(folder: Path, fits: Fits, **changed: np.ndarray) -> Path:
    """A tiny bundle's map with fits beside it."""
    make_bundle(folder, latent=3)
    arrays, metadata = read_tensors(folder / "map.safetensors")
    save_file({**arrays, **to_tensors(fits), **changed}, folder / "map.safetensors", metadata)
    return folder / "map.safetensors"


def test_fits_come_back_from_a_map(tmp_path: Path, fits: Fits) -> None:
    data = read_map(with_fits(tmp_path / "tiny", fits), 3, 3)
    assert data.fits is not None
    for name in ("mean", "root", "weights", "means", "roots"):
        np.testing.assert_array_equal(getattr(data.fits, name), getattr(fits, name))
    np.testing.assert_array_equal(data.fits.codes, data.latents)


@pytest.mark.parametrize(
    "changed",
    [
        {"fit_mean": np.zeros(4, np.float32)},
        {"fit_root": np.full((3, 3), np.nan, np.float32)},
        {"mixture_means": np.zeros((9, 3), np.float32)},
        {"mixture_weights": np.full(10, 0.5, np.float32)},
        {"mixture_weights": np.zeros(2000, np.float32)},
    ],
)
def test_fits_that_cannot_be_are_refused(
    changed: dict[str, np.ndarray], tmp_path: Path, fits: Fits
) -> None:
    with pytest.raises(UserError):
        read_map(with_fits(tmp_path / "tiny", fits, **changed), 3, 3)
    assert from_tensors({}, 3, None) is None


def test_a_picture_is_drawn_by_its_recipes_sampler(tmp_path: Path, fits: Fits) -> None:
    folder = tmp_path / "tiny"
    with_fits(folder, fits)
    bundle = open_bundle(str(folder), verify=False)
    latent = replace(bundle.card.latent, samplers=samplers.NAMES)
    bundle = replace(bundle, card=replace(bundle.card, latent=latent))
    ours = draw_picture(bundle, Recipe(seed=3, sampler="mixture"))
    z = priors.draw(latent, 3, bundle.fits, "mixture")
    np.testing.assert_array_equal(ours, draw_picture(bundle, Recipe().with_latent(z)))
    assert not np.array_equal(ours, draw_picture(bundle, Recipe(seed=3)))


def test_a_model_without_a_prior_is_first_shown_with_the_mixture() -> None:
    assert samplers.usual(LatentSpec(4)) == "prior"
    assert samplers.usual(LatentSpec(4, samplers=samplers.NAMES)) == "mixture"
