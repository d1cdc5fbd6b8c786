"""One frozen snapshot of the whole session. Widgets show it; the store swaps it for the next."""

from __future__ import annotations

from dataclasses import dataclass, field

from gen_explorer.state.recipe import Recipe

Point = tuple[float, float]


@dataclass(frozen=True)
class MapState:
    """How the map is shown. Where its cursor stands follows from the recipe."""

    mode: str = "structure"
    """"latent" (a 2-D latent itself), "structure", "principal" or "anchors"."""
    anchors: tuple[tuple[float, ...], ...] = ()
    """Three latent vectors that span the plane of mode "anchors"."""
    hidden_classes: frozenset[int] = frozenset()
    show_points: bool = True
    show_pictures: bool = True
    """The decoded manifold as a tiled background."""
    show_density: bool = False
    show_contours: bool = True


@dataclass(frozen=True)
class Explorer:
    """Everything a session file keeps."""

    model: str = ""
    """Id of a shipped bundle, or the absolute path of another; empty while none is open."""
    recipe: Recipe = field(default_factory=Recipe)
    locked: frozenset[int] = frozenset()
    """Latent dimensions that randomising leaves alone."""
    basis: str = "raw"
    """What the sliders move along: "raw" dimensions or "principal" directions."""
    map: MapState = field(default_factory=MapState)
    sheet_seed: int = 0
    """The n-by-n sheet shows the seeds sheet_seed, sheet_seed + 1, ..."""
    sheet_side: int = 4
