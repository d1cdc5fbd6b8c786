"""The map's parts that need no window: geometry, points, tiles."""

from __future__ import annotations

import numpy as np
import pytest

from gen_explorer.ui.widgets import map_points
from gen_explorer.ui.widgets.map_tiles import Mosaic, TileCache, cell_pixels, resized
from gen_explorer.ui.widgets.map_view import MapView, ticks

VIEW = MapView(400, 300, x=1.0, y=-2.0, step=40)


def test_places_and_points_are_each_others_way_back() -> None:
    assert VIEW.place(200, 150) == (1.0, -2.0)
    x, y = VIEW.place(13, 250)
    assert VIEW.point(x, y) == pytest.approx((13, 250))
    np.testing.assert_allclose(VIEW.to_screen(np.array([[x, y]], "f4"))[0], (13, 250), atol=1e-3)
    above, below = VIEW.to_screen(np.array([[0, 1], [0, 0]], "f4"))[:, 1]
    assert above < below  # y points up on the map


def test_zooming_keeps_the_place_under_the_mouse() -> None:
    before = VIEW.place(40, 70)
    assert VIEW.zoomed(5, 40, 70).place(40, 70) == pytest.approx(before)
    assert VIEW.zoomed(8, 0, 0).scale == pytest.approx(2 * VIEW.scale)
    assert VIEW.zoomed(10_000, 0, 0).scale < np.inf


def test_panning_moves_the_map_with_the_hand() -> None:
    before = VIEW.point(0, 0)
    after = VIEW.panned(10, -4).point(0, 0)
    assert after == pytest.approx((before[0] + 10, before[1] - 4))


def test_fitting_shows_everything() -> None:
    left, bottom, right, top = VIEW.fitted((-3, 5, 9, 6)).rectangle()
    assert (left, bottom) < (-3, 5)
    assert bottom <= 5
    assert right >= 9
    assert top >= 6
    assert right - left < 12 * 1.2


@pytest.mark.parametrize(("low", "high"), [(-3.5, 3.5), (0.01, 0.013), (-1000, 5000)])
def test_ticks_are_round_and_inside(low: float, high: float) -> None:
    found = ticks(low, high, 400)
    assert 2 <= len(found) <= 8
    assert all(low - 1e-9 <= value <= high + 1e-9 for value in found)
    assert len(set(np.round(np.diff(found), 9))) == 1


def placed(points: list[tuple[float, float]], colours: list[int]) -> map_points.Placed:
    """Points given on the screen."""
    places = [VIEW.place(x, y) for x, y in points]
    xs, ys = np.array(places, np.float32).T.copy()
    return map_points.place(xs, ys, np.array(colours), VIEW, 1.0)


def test_a_point_is_a_disc_in_its_colour() -> None:
    seen = placed([(100.5, 60.5), (300.5, 200.5), (900, 20), (-1, 5), (10, 300)], [0, 1, 0, 0, 0])
    assert len(seen.cells) == 2
    raster = map_points.splat(seen, ["#ff0000", "#0000ff"], 2.0, opacity=1.0)
    assert raster.shape == (300, 400)
    assert raster[60, 100] == 0xFFFF0000
    assert raster[200, 300] == 0xFF0000FF
    covered = np.count_nonzero(raster[50:71, 90:111] >> 24)
    assert 9 <= covered <= 25
    assert raster[60, 110] == 0


def test_an_outline_never_covers_a_point() -> None:
    seen = placed([(100.5, 60.5), (103.5, 60.5)], [0, 1])
    raster = map_points.splat(seen, ["#ff0000", "#00ff00"], 1.5, outline="#000000", opacity=1.0)
    assert raster[60, 100] == 0xFFFF0000
    assert raster[60, 103] == 0xFF00FF00


def test_points_at_the_edge_are_cut_not_wrapped() -> None:
    raster = map_points.splat(placed([(0.5, 150.5)], [0]), ["#ffffff"], 4.0)
    assert raster[150, 0] != 0
    assert not raster[:, 200:].any()


def test_density_is_clear_where_nothing_is() -> None:
    haze = map_points.density_raster(np.array([[0.0, 1.0]], np.float32), "#ff0000")
    assert haze[0, 0] == 0
    assert haze[0, 1] >> 24 > 150


@pytest.mark.parametrize(
    ("image", "width", "ratio", "expected"),
    [(28, 480, 1.0, 28), (64, 480, 1.0, 32), (64, 480, 2.0, 64), (256, 480, 1.0, 32)],
)
def test_cells_are_whole_multiples_or_fractions_of_pictures(
    image: int, width: int, ratio: float, expected: int
) -> None:
    assert cell_pixels(image, width, 400, ratio) == expected


def test_a_large_map_does_not_ask_for_too_many_cells() -> None:
    pixels = cell_pixels(28, 3000, 2000, 1.0)
    assert pixels % 28 == 0
    assert 3000 * 2000 / pixels**2 < 701


def test_pictures_shrink_by_averaging_and_grow_by_repeating() -> None:
    picture = np.array([[0x000000, 0xFFFFFF], [0xFFFFFF, 0x000000]], np.int32)
    assert resized(picture, 1)[0, 0] == 0xFF808080
    grown = resized(picture, 4)
    assert grown[0, 0] == grown[1, 1] == 0xFF000000
    assert grown[0, 2] == 0xFFFFFFFF


def test_the_cache_forgets_what_was_used_longest_ago() -> None:
    cache = TileCache(limit=3 * 64)
    for name in "abc":
        cache.put((name,), np.zeros((4, 4), np.uint32))
    cache.get(("a",))
    cache.put(("d",), np.zeros((4, 4), np.uint32))
    assert cache.get(("b",)) is None
    assert cache.get(("a",)) is not None


def test_a_mosaic_covers_the_view_in_whole_pixels() -> None:
    mosaic = Mosaic.over(VIEW, 28, 1.0)
    assert mosaic.size * VIEW.scale == pytest.approx(28)
    left, bottom, right, top = VIEW.rectangle()
    centres = mosaic.centres(mosaic.cells())
    assert centres[:, 0].min() - mosaic.size / 2 <= left
    assert centres[:, 0].max() + mosaic.size / 2 >= right
    assert centres[:, 1].min() - mosaic.size / 2 <= bottom
    assert centres[:, 1].max() + mosaic.size / 2 >= top
    near = np.linalg.norm(centres - (VIEW.x, VIEW.y), axis=1)
    assert near[0] <= near.mean()


def test_coarse_pictures_give_way_to_fine_ones() -> None:
    mosaic = Mosaic.over(VIEW, 28, 1.0)
    cells = mosaic.cells()
    mosaic.wanted = set(cells[:40])
    for block in mosaic.blocks():
        mosaic.put_block(block, np.full((56, 56), 0xFF111111, np.uint32))
    assert not mosaic.is_complete
    painted = np.count_nonzero(mosaic.raster == 0xFF111111) / 28**2
    assert painted == 40  # what is not wanted stays empty
    for cell in mosaic.missing():
        mosaic.put(cell, np.full((28, 28), 0xFF222222, np.uint32))
    assert mosaic.is_complete
    assert not (mosaic.raster == 0xFF111111).any()


def test_a_mosaic_takes_over_what_it_lacks_from_the_one_before() -> None:
    old, new = (Mosaic(1.0, 2, (0, 0), 2, 1) for _ in range(2))
    for mosaic in (old, new):
        mosaic.wanted = {(0, 0), (1, 0)}
    old.put((0, 0), np.full((2, 2), 5, np.uint32))
    old.put((1, 0), np.full((2, 2), 6, np.uint32))
    new.put((0, 0), np.full((2, 2), 7, np.uint32))
    new.take_over(old)
    assert new.raster.tolist() == [[7, 7, 6, 6]] * 2
    assert new.missing() == [(1, 0)]
    new.wanted = {(0, 0)}
    new.raster[:] = 0
    new.take_over(old)
    assert not new.raster[:, 2:].any()  # no data there any more: no picture
