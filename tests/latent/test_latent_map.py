"""The map: exact at its points, continuous between them, honest about where there is no data."""

from __future__ import annotations

import time

import numpy as np
import pytest

from gen_explorer.checkpoints.map_data import MapData
from gen_explorer.latent.latent_map import LatentMap, build_map, modes
from gen_explorer.models.base import LatentSpec, Prior


def some_data(
    count: int = 400, size: int = 8, own_samples: bool = False, prior: Prior = Prior.NORMAL
) -> MapData:
    rng = np.random.default_rng(0)
    if prior is Prior.NORMAL:
        latents = rng.standard_normal((count, size)).astype(np.float32)
    else:
        latents = rng.uniform(-1, 1, (count, size)).astype(np.float32)
    return MapData(
        latents=latents,
        labels=np.arange(count) % 3,
        positions=latents if size == 2 else (latents[:, :2] * 3).astype(np.float32),
        indices=np.arange(count),
        importance=np.ones(size, np.float32),
        directions=np.eye(min(size, 4), size, dtype=np.float32)[::-1].copy(),
        direction_scales=np.ones(min(size, 4), np.float32),
        own_samples=own_samples,
        importance_is_kl=not own_samples,
    )


ANCHORS = np.random.default_rng(5).standard_normal((3, 8)).tolist()


@pytest.fixture(params=["structure", "principal", "anchors"])
def a_map(request: pytest.FixtureRequest) -> LatentMap:
    return build_map(some_data(), LatentSpec(8), request.param, ANCHORS)


def test_the_modes_follow_from_the_size() -> None:
    assert modes(LatentSpec(2)) == ("latent",)
    assert modes(LatentSpec(16))[0] == "structure"
    with pytest.raises(ValueError, match="no map"):
        LatentMap(some_data(), LatentSpec(8), "latent")
    with pytest.raises(ValueError, match="three latents"):
        LatentMap(some_data(), LatentSpec(8), "anchors", ANCHORS[:2])


def test_a_two_dimensional_latent_is_its_own_map() -> None:
    found = LatentMap(some_data(size=2), LatentSpec(2), "latent")
    place = np.array([0.3, -1.2], np.float32)
    z, _ = found.to_latent(place)
    np.testing.assert_allclose(z, place)
    np.testing.assert_allclose(found.to_position(place), place)


def test_there_and_back_on_a_plane(a_map: LatentMap) -> None:
    places = np.random.default_rng(1).standard_normal((5, 7, 2)).astype(np.float32)
    z, distance = a_map.to_latent(places)
    assert z.shape == (5, 7, 8)
    assert distance.shape == (5, 7)
    assert z.dtype == np.float32
    if a_map.is_plane:
        for index in np.ndindex(5, 7):
            np.testing.assert_allclose(a_map.to_position(z[index]), places[index], atol=1e-4)


@pytest.mark.parametrize("own_samples", [False, True])
def test_the_structure_map_is_exact_at_every_point(own_samples: bool) -> None:
    data = some_data(own_samples=own_samples)
    found = LatentMap(data, LatentSpec(8), "structure")
    z, distance = found.to_latent(data.positions)
    np.testing.assert_allclose(z, data.latents, atol=1e-4)
    np.testing.assert_allclose(distance, 0, atol=1e-6)
    for index in range(0, 400, 37):
        np.testing.assert_allclose(
            found.to_position(data.latents[index]), data.positions[index], atol=1e-4
        )
        assert found.is_at(data.latents[index], data.positions[index])


def test_the_structure_map_is_continuous() -> None:
    """No step between two neighbouring places is out of proportion to its length."""
    found = LatentMap(some_data(), LatentSpec(8), "structure")
    ends = np.array([[-3.0, -2.0], [4.0, 3.0]])
    biggest = []
    for count in (4001, 16001):
        share = np.linspace(0, 1, count)[:, None]
        z, _ = found.to_latent((ends[0] * (1 - share) + ends[1] * share).astype(np.float32))
        biggest.append(np.linalg.norm(np.diff(z, axis=0), axis=1).max())
    assert biggest[1] < 0.35 * biggest[0]


def test_averages_of_samples_are_put_back_on_the_shell() -> None:
    data = some_data()
    places = np.random.default_rng(2).uniform(-2, 2, (50, 2)).astype(np.float32)
    means, _ = LatentMap(some_data(), LatentSpec(8), "structure").to_latent(places)
    samples, _ = LatentMap(some_data(own_samples=True), LatentSpec(8), "structure").to_latent(
        places
    )
    near = np.array(
        [np.linalg.norm(data.positions - place, axis=1).argsort()[:10] for place in places]
    )
    norms = np.linalg.norm(data.latents, axis=1)[near]
    found = np.linalg.norm(samples, axis=1)
    assert (found >= norms.min(axis=1) - 1e-3).all()
    assert (found <= norms.max(axis=1) + 1e-3).all()
    assert np.linalg.norm(means, axis=1).mean() < found.mean() - 0.4
    uniform = some_data(own_samples=True, prior=Prior.UNIFORM)
    inside, _ = LatentMap(uniform, LatentSpec(8, Prior.UNIFORM), "structure").to_latent(places)
    assert np.abs(inside).max() <= 1


def test_anchors_lie_on_their_plane() -> None:
    found = LatentMap(some_data(), LatentSpec(8), "anchors", ANCHORS)
    for anchor in ANCHORS:
        z, _ = found.to_latent(found.to_position(np.array(anchor, np.float32)))
        np.testing.assert_allclose(z, anchor, atol=1e-5)


@pytest.mark.parametrize(
    "anchors", [[[0.0] * 8] * 3, [[1.0] + [0.0] * 7, [2.0] + [0.0] * 7, [3.0] + [0.0] * 7]]
)
def test_anchors_on_one_line_still_give_a_plane(anchors: list[list[float]]) -> None:
    found = LatentMap(some_data(), LatentSpec(8), "anchors", anchors)
    z, _ = found.to_latent(np.array([[1.0, 0.0], [0.0, 1.0]], np.float32))
    steps = z - found.to_latent(np.zeros(2, np.float32))[0]
    np.testing.assert_allclose(steps @ steps.T, np.eye(2), atol=1e-5)


def test_the_principal_plane_holds_the_most_variance() -> None:
    data = some_data()
    data.latents[:, 3] *= 5
    data.latents[:, 6] *= 3
    found = LatentMap(data, LatentSpec(8), "principal")
    step = (
        found.to_latent(np.array([1.0, 0.0], np.float32))[0]
        - found.to_latent(np.zeros(2, np.float32))[0]
    )
    assert abs(step[3]) > 0.99
    assert found.explained == pytest.approx(34 / 40, abs=0.03)


def test_samples_of_a_model_use_the_directions_that_change_the_picture() -> None:
    found = LatentMap(some_data(own_samples=True), LatentSpec(8), "principal")
    z, _ = found.to_latent(np.array([2.0, 0.0], np.float32))
    np.testing.assert_allclose(z, 2 * np.eye(8)[3], atol=1e-6)


def test_far_away_there_is_no_data(a_map: LatentMap) -> None:
    assert a_map.has_data(a_map.positions[:20]).all()
    assert not a_map.has_data(np.array([[60.0, 60.0], [-80.0, 0.0]], np.float32)).any()


def test_nearest_finds_a_point(a_map: LatentMap) -> None:
    for index in (0, 17, 399):
        assert a_map.nearest(a_map.positions[index]) == (index, pytest.approx(0, abs=1e-6))


def test_density_counts_where_points_are() -> None:
    found = LatentMap(some_data(size=2), LatentSpec(2), "latent")
    raster = found.density((-4, -4, 4, 4), 40, 60)
    assert raster.shape == (60, 40)
    assert raster.max() == pytest.approx(1.0)
    assert raster[30, 20] > 0.3 > raster[0, 0]
    right = found.density((-4, -4, 4, 4), 40, 60, shown=found.positions[:, 0] > 2)
    assert right[:, :20].max() < 0.1


def test_contours_hold_their_share_of_the_prior() -> None:
    rng = np.random.default_rng(3)
    normal = LatentMap(some_data(), LatentSpec(8), "anchors", ANCHORS)
    draws = rng.standard_normal((20_000, 8)).astype(np.float32)
    places = np.array([normal.to_position(z) for z in draws[:4000]])
    for contour in normal.contours():
        centre = contour.line[:-1].mean(axis=0)
        radius = np.linalg.norm(contour.line[0] - centre)
        inside = np.linalg.norm(places - centre, axis=1) < radius
        assert inside.mean() == pytest.approx(contour.share, abs=0.02)
    square = LatentMap(
        some_data(size=2, prior=Prior.UNIFORM), LatentSpec(2, Prior.UNIFORM), "latent"
    )
    half = square.contours()[0]
    assert half.share == 0.5
    assert np.abs(half.line).max() ** 2 == pytest.approx(0.5, rel=1e-5)
    assert LatentMap(some_data(), LatentSpec(8), "structure").contours() == ()


def test_the_edge_of_a_cube_cut_by_a_plane() -> None:
    data = some_data(own_samples=True, prior=Prior.UNIFORM)
    found = LatentMap(data, LatentSpec(8, Prior.UNIFORM), "principal")
    (edge,) = found.contours()
    z, _ = found.to_latent(edge.line)
    np.testing.assert_allclose(np.abs(z).max(axis=1), 1.0, atol=1e-5)


@pytest.mark.parametrize("count", [1, 2, 5, 11])
def test_a_tiny_map_works(count: int) -> None:
    found = LatentMap(some_data(count), LatentSpec(8), "structure")
    z, _ = found.to_latent(np.array([[0.1, 0.2], [50.0, 3.0]], np.float32))
    assert np.isfinite(z).all()
    assert np.isfinite(found.to_position(z[0])).all()
    assert np.isfinite(found.bounds()).all()


def test_a_hundred_thousand_points_answer_at_once() -> None:
    data = some_data(100_000, 16)
    found = LatentMap(data, LatentSpec(16), "structure")
    places = np.random.default_rng(4).uniform(-3, 3, (50, 2)).astype(np.float32)
    took = []
    for place in places:
        start = time.perf_counter()
        found.nearest(place)
        took.append(time.perf_counter() - start)
    assert sorted(took)[25] < 0.001
