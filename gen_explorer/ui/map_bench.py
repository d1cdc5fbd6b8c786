"""What a map of many points costs the GUI thread: panning, zooming, moving the cursor."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from PySide6.QtWidgets import QApplication

from gen_explorer.checkpoints.map_data import MapData
from gen_explorer.latent.latent_map import LatentMap
from gen_explorer.models.base import LatentSpec
from gen_explorer.ui.widgets.map_canvas import Layers, MapCanvas
from gen_explorer.ui.widgets.map_tiles import Mosaic

SIZE = (900, 700)
LATENT = 16
TIMES = 60


def synthetic_map(points: int) -> LatentMap:
    """`points` latents of 10 classes on a structure map of 10 blobs."""
    rng = np.random.default_rng(0)
    labels = np.arange(points) % 10
    centres = rng.uniform(-8, 8, (10, 2))
    positions = centres[labels] + 0.9 * rng.standard_normal((points, 2))
    data = MapData(
        latents=rng.standard_normal((points, LATENT)).astype(np.float32),
        labels=labels,
        positions=positions.astype(np.float32),
        indices=np.arange(points),
        importance=np.ones(LATENT, np.float32),
        directions=np.eye(2, LATENT, dtype=np.float32),
        direction_scales=np.ones(2, np.float32),
        own_samples=False,
        importance_is_kl=True,
    )
    return LatentMap(data, LatentSpec(LATENT), "structure")


def bench_map(points: int = 100_000) -> dict[str, float]:
    """Milliseconds of the GUI thread, input to painted, with pictures, points and density shown.

    {pan,zoom,cursor,nearest}_{p50,p99}: a pan and a zoom draw all points anew; "cursor" takes a
    place's latent and paints the cursor there; "nearest" is what hovering asks. `build` is what a
    job spends on the map once. Needs a QApplication.
    """
    start = time.perf_counter()
    shown = synthetic_map(points)
    figures = {"points": float(points), "build": (time.perf_counter() - start) * 1e3}
    canvas = MapCanvas()
    canvas.resize(*SIZE)
    canvas.show()
    try:
        canvas.show_map(shown)
        canvas.set_layers(Layers(density=True))
        mosaic = Mosaic.over(canvas.view, 28, canvas.devicePixelRatioF())
        mosaic.raster[:] = np.uint32(0xFF404040)
        canvas.set_mosaic(mosaic)
        _settle()
        rng = np.random.default_rng(1)
        places = rng.uniform(-8, 8, (TIMES, 2)).astype(np.float32)

        def pan(step: int) -> None:
            canvas.set_view(canvas.view.panned(7 if step % 20 < 10 else -7, 3))

        def zoom(step: int) -> None:
            canvas.zoom(2 if step % 8 < 4 else -2)

        def cursor(step: int) -> None:
            _, distance = shown.to_latent(places[step])
            x, y = places[step].tolist()
            canvas.set_cursor((x, y), float(distance) <= shown.nearby)

        def nearest(step: int) -> None:
            shown.nearest(places[step])

        for name, act in (("pan", pan), ("zoom", zoom), ("cursor", cursor), ("nearest", nearest)):
            canvas.fit_again()
            _settle()
            figures.update(_measure(name, act))
    finally:
        canvas.close()
        canvas.deleteLater()
    return figures


def _measure(name: str, act: Callable[[int], None]) -> dict[str, float]:
    took = []
    for step in range(TIMES):
        start = time.perf_counter()
        act(step)
        _settle()
        took.append((time.perf_counter() - start) * 1e3)
    return {
        f"{name}_p50": float(np.percentile(took, 50)),
        f"{name}_p99": float(np.percentile(took, 99)),
    }


def _settle() -> None:
    """Paints what waits to be painted."""
    QApplication.processEvents()
