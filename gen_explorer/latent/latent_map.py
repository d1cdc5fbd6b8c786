"""The map of a latent space: places on a plane, and the way between a place and a latent vector.

mode "latent"      a 2-D latent itself
     "structure"   the stored embedding: neighbours in latent space lie together, distance far away
                   means little. A place stands for a weighted average of the latents around it
     "principal"   the plane through the mean along the two largest principal components, or along
                   the two directions that change the picture most where the points are samples
     "anchors"     the plane through any three latents
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from gen_explorer.checkpoints.map_data import MapData
from gen_explorer.latent import priors
from gen_explorer.models.base import Control, LatentSpec, Prior

Floats = npt.NDArray[np.float32]

NEIGHBOURS = 10
"""How many latents a place on the structure map is averaged from."""
NEARBY = 4.0
"""There is data nearby within this many times the usual distance to the tenth neighbour."""
SHARES = (0.5, 0.9, 0.99)
"""The prior's mass within each contour."""
SAMPLE = 20_000
"""Points that statistics of a large map are taken from."""


DISCRETE = (Control.GRID, Control.NOISE)
"""A model with such a section has no pictures between two others: a place stands for the nearest
point."""
NEVER_AVERAGED = (Control.TEXT, Control.CODE, Control.STAGE)
"""These are taken whole from the nearest point."""


def latents_of(data: MapData, spec: LatentSpec) -> Floats:
    """The latents (N, size) of a map's points."""
    if data.latents is not None:
        return data.latents
    assert data.seeds is not None
    return priors.draws(spec, data.seeds)


@dataclass(frozen=True)
class Contour:
    """A closed line on the map that holds a share of the prior's mass."""

    share: float
    """0 to 1; 1 is the edge of a uniform prior."""
    line: Floats
    """(M, 2), closed: the last place is the first."""


def modes(spec: LatentSpec) -> tuple[str, ...]:
    """The maps that make sense for a latent space, the usual one first."""
    if spec.sections or spec.size < 2:
        return ("structure",)  # a plane through classes or captions means nothing
    if spec.size == 2:
        return ("latent",)
    return ("structure", "principal", "anchors")


def build_map(
    data: MapData, spec: LatentSpec, mode: str, anchors: Sequence[Sequence[float]] = ()
) -> LatentMap:
    """A `LatentMap`; what the window runs as a job (0.1 s for 100,000 points). Raises ValueError as
    it does."""
    return LatentMap(data, spec, mode, anchors)


class LatentMap:
    """One mode's map of a bundle's points. Not changed after it is built; any thread may read."""

    def __init__(
        self,
        data: MapData,
        spec: LatentSpec,
        mode: str,
        anchors: Sequence[Sequence[float]] = (),
    ) -> None:
        """`anchors`: three latents, for mode "anchors". Raises ValueError for a mode that the
        latent space does not have, or for anchors that are not three latents."""
        from scipy.spatial import cKDTree

        if mode not in modes(spec):
            raise ValueError(f"no map {mode!r} for a latent space of {spec.size} dimensions")
        self.mode = mode
        self.spec = spec
        self.latents = latents_of(data, spec)
        self.labels = data.labels
        self.own_samples = data.own_samples
        self.has_posterior = data.importance_is_kl
        """Whether the encoder gives a distribution, not one code alone."""
        self.explained: float | None = None
        """Share of the latents' variance that lies in a plane; None for the other maps."""
        self._whole = [
            place for section, place in spec.parts() if section.control in NEVER_AVERAGED
        ]
        self._basis, self._origin = self._plane(data, anchors)
        if self._basis is None:
            self.positions = np.ascontiguousarray(data.positions, np.float32)
        else:
            centred = self.latents - self._origin
            self.positions = np.ascontiguousarray(centred @ self._basis.T, np.float32)
            total = float(np.square(self.latents - self.latents.mean(axis=0)).sum()) or 1.0
            inside = self.positions - self.positions.mean(axis=0)
            self.explained = float(np.square(inside).sum()) / total
        self._norms = np.linalg.norm(self.latents[:, : spec.vector_size], axis=1)
        self._squares = np.square(self.latents).sum(axis=1)
        self._tree = cKDTree(self.positions)
        self.nearby = self._nearby()
        """How far data may be for a place to count as having some."""

    @property
    def is_plane(self) -> bool:
        """True where a place is a latent on a plane, with coordinates in units of the latent."""
        return self._basis is not None

    def __len__(self) -> int:
        return len(self.positions)

    # Between places and latents

    def to_latent(self, positions: Floats) -> tuple[Floats, Floats]:
        """Places (..., 2) to latents (..., size), and the distance on the map (...,) from each to
        the nearest point.

        On the structure map: the average of the 10 nearest points' latents with modified Shepard
        weights ((R - d) / (R d))^2, R the distance to the eleventh (Franke and Nielson 1980). They
        vanish where a neighbour leaves the ten, so that the path is continuous, and a point's own
        place gives its own latent. Averages of samples from a normal prior shrink towards the mean,
        away from the shell where samples live (White 2016): they are put back to the neighbours'
        mean norm.
        """
        flat = np.asarray(positions, np.float32).reshape(-1, 2)
        shape = np.shape(positions)[:-1]
        if self._basis is not None:
            distance, _ = self._tree.query(flat)
            z = self._origin + flat @ self._basis
        else:
            distances, places = self._near(flat)
            distance = distances[:, 0]
            z = self._average(_shepard(distances), places)
        return (
            z.astype(np.float32).reshape(*shape, self.spec.size),
            distance.astype(np.float32).reshape(shape),
        )

    def to_position(self, z: Floats) -> Floats:
        """The place (2,) of a latent (size,): its projection on a plane; on the structure map
        among the latents most like it, and exactly at a point if it is that point's latent."""
        z = np.asarray(z, np.float32)
        if self._basis is not None:
            place: Floats = ((z - self._origin) @ self._basis.T).astype(np.float32)
            return place
        square = np.maximum(self._squares - 2 * (self.latents @ z) + float(z @ z), 0.0)
        count = min(NEIGHBOURS + 1, len(square))
        near = np.argpartition(square, count - 1)[:count]
        # The expanded square loses digits for a latent close by: the few left are measured again.
        distances = np.linalg.norm(self.latents[near] - z, axis=1)
        order = np.argsort(distances, kind="stable")
        weights = _shepard(distances[order][None])[0]
        found: Floats = (weights @ self.positions[near[order]][: len(weights)]).astype(np.float32)
        return found

    def is_at(self, z: Floats, position: Floats) -> bool:
        """Whether `position` stands for exactly z, not for its projection or a neighbour of it."""
        there, _ = self.to_latent(position)
        return bool(np.allclose(there, z, atol=1e-3))

    # What lies where

    def nearest(self, position: Floats) -> tuple[int, float]:
        """The index of the point nearest to a place (2,), and its distance on the map."""
        distance, index = self._tree.query(np.asarray(position, np.float32))
        return int(index), float(distance)

    def has_data(self, positions: Floats) -> npt.NDArray[np.bool_]:
        """(...,): whether data lies nearby; elsewhere the decoder was never taught."""
        flat = np.asarray(positions, np.float32).reshape(-1, 2)
        distance, _ = self._tree.query(flat, distance_upper_bound=self.nearby)
        found: npt.NDArray[np.bool_] = np.isfinite(distance)
        return found.reshape(np.shape(positions)[:-1])

    def bounds(self) -> tuple[float, float, float, float]:
        """(left, bottom, right, top) of what there is to see, with a margin: 99.6 % of the points
        and, on a plane, 90 % of the prior."""
        if not len(self.positions):
            return (-3.0, -3.0, 3.0, 3.0)
        low, high = np.quantile(self.positions, (0.002, 0.998), axis=0)
        if self.is_plane:
            for contour in self.contours():
                if contour.share in (0.9, 1.0):
                    low = np.minimum(low, contour.line.min(axis=0))
                    high = np.maximum(high, contour.line.max(axis=0))
        margin = 0.05 * float((high - low).max()) or 1.0
        return (
            float(low[0]) - margin,
            float(low[1]) - margin,
            float(high[0]) + margin,
            float(high[1]) + margin,
        )

    def density(
        self,
        rectangle: tuple[float, float, float, float],
        width: int,
        height: int,
        shown: npt.NDArray[np.bool_] | None = None,
        smoothing: float = 2.5,
    ) -> Floats:
        """Points in each cell of a raster (height, width), smoothed by a Gaussian of `smoothing`
        cells, its largest value 1. `rectangle` is (left, bottom, right, top); row 0 is the top."""
        from scipy.ndimage import gaussian_filter

        left, bottom, right, top = rectangle
        points = self.positions if shown is None else self.positions[shown]
        columns = np.floor((points[:, 0] - left) * (width / (right - left))).astype(np.int64)
        rows = np.floor((top - points[:, 1]) * (height / (top - bottom))).astype(np.int64)
        inside = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
        flat = rows[inside] * width + columns[inside]
        counts = np.bincount(flat, minlength=width * height).reshape(height, width)
        smooth: Floats = gaussian_filter(counts.astype(np.float32), smoothing, mode="constant")
        return smooth / max(float(smooth.max()), 1e-12)

    def contours(self) -> tuple[Contour, ...]:
        """Where the prior's mass lies on a plane; none on the structure map, which has no scale.

        For a normal prior circles that hold 50, 90 and 99 % of its marginal on the plane; for a
        uniform one squares in two dimensions, otherwise the edge of the cube where the plane cuts
        it.
        """
        if self._basis is None:
            return ()
        angles = np.linspace(0.0, 2.0 * np.pi, 257)
        circle = np.stack([np.cos(angles), np.sin(angles)], axis=1)
        centre = -self._origin @ self._basis.T
        if self.spec.prior is Prior.NORMAL:
            return tuple(
                Contour(share, (centre + np.sqrt(-2 * np.log(1 - share)) * circle).astype("f4"))
                for share in SHARES
            )
        if self.spec.size == 2:
            corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)])
            return tuple(
                Contour(share, (np.sqrt(share) * corners).astype("f4")) for share in (*SHARES, 1.0)
            )
        start = self._origin + centre @ self._basis
        if np.abs(start).max() >= 1:
            return ()
        rays = circle @ self._basis
        with np.errstate(divide="ignore"):
            reach = ((np.sign(rays) - start) / np.where(rays == 0, np.nan, rays)).astype("f8")
        radius = np.nanmin(reach, axis=1)
        return (Contour(1.0, (centre + radius[:, None] * circle).astype("f4")),)

    # How it is built

    def _plane(
        self, data: MapData, anchors: Sequence[Sequence[float]]
    ) -> tuple[npt.NDArray[Any] | None, npt.NDArray[Any]]:
        """An orthonormal basis (2, size) of the plane and the latent at its origin."""
        size = self.spec.size
        if self.mode == "structure":
            return None, np.zeros(size, np.float32)
        if self.mode == "latent":
            return np.eye(2, dtype=np.float32), np.zeros(2, np.float32)
        if self.mode == "anchors":
            three = np.array(anchors, np.float64)
            if three.shape != (3, size):
                raise ValueError(f"three latents of {size} components span a plane")
            origin = three.mean(axis=0)
            basis = _orthonormal(np.stack([three[1] - three[0], three[2] - three[0]]))
        elif data.own_samples:
            origin = np.zeros(size)
            basis = _orthonormal(data.directions[:2].astype(np.float64))
        else:
            origin = self.latents.mean(axis=0).astype(np.float64)
            centred = self.latents[:: max(1, len(self.latents) // SAMPLE)] - origin
            _, vectors = np.linalg.eigh(centred.T @ centred)
            axes = vectors[:, ::-1].T[:2]
            largest = np.abs(axes).argmax(axis=1)
            basis = axes * np.sign(axes[np.arange(2), largest])[:, None]
        return basis.astype(np.float32), origin.astype(np.float32)

    def _nearby(self) -> float:
        """NEARBY times the median distance to the tenth neighbour among points that are not
        outliers themselves."""
        if len(self.positions) < 2:
            return np.inf
        points = self.positions[:: max(1, len(self.positions) // SAMPLE)]
        k = min(NEIGHBOURS + 1, len(self.positions))
        distances, _ = self._tree.query(points, k)
        return max(NEARBY * float(np.median(distances[:, -1])), 1e-6)

    def _near(self, flat: Floats) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        """Distances and indices (n, 11) of the nearest points; fewer columns on a tiny map."""
        k = min(NEIGHBOURS + 1, len(self.positions))
        distances, places = self._tree.query(flat, k)
        return distances.reshape(len(flat), k), places.reshape(len(flat), k)

    def _average(self, weights: npt.NDArray[Any], places: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """The neighbours' latents (n, size) in these proportions."""
        near = places[:, : weights.shape[1]]
        if any(section.control in DISCRETE for section, _ in self.spec.parts()):
            nearest: npt.NDArray[Any] = self.latents[places[:, 0]]
            return nearest
        mean: npt.NDArray[Any] = np.einsum("nk,nks->ns", weights, self.latents[near])
        if self.own_samples and self.spec.prior is Prior.NORMAL:
            vector = slice(0, self.spec.vector_size)
            wanted = (weights * self._norms[near]).sum(axis=1)
            norms = np.linalg.norm(mean[:, vector], axis=1)
            mean[:, vector] *= (wanted / np.maximum(norms, 1e-6))[:, None]
        for place in self._whole:
            mean[:, place] = self.latents[places[:, 0], place]
        return mean


def _shepard(distances: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Weights (n, k - 1) that sum to 1, from ascending distances (n, k): 0 at the last one."""
    if distances.shape[1] < 2:
        return np.ones_like(distances)
    near, reach = distances[:, :-1], distances[:, -1:]
    tiny = 1e-9 * np.maximum(reach, 1e-9) + 1e-12
    weights = np.square((reach - near) / (np.maximum(reach, tiny) * np.maximum(near, tiny)))
    weights[:, 0] += tiny[:, 0]  # where all are equally far
    hit = near <= tiny
    weights = np.where(hit.any(axis=1, keepdims=True), hit, weights)
    normalised: npt.NDArray[Any] = weights / weights.sum(axis=1, keepdims=True)
    return normalised


def _orthonormal(rows: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Gram-Schmidt on two rows (2, size); a row that adds nothing is replaced by the axis that
    lies farthest from the plane so far."""
    size = rows.shape[1]
    basis: list[npt.NDArray[Any]] = []
    for index in range(2):
        row = rows[index] if index < len(rows) else np.zeros(size)
        scale = np.linalg.norm(row)
        for unit in basis:
            row = row - (row @ unit) * unit
        if np.linalg.norm(row) <= 1e-5 * max(float(scale), 1e-5):
            covered = sum((np.square(unit) for unit in basis), np.zeros(size))
            row = np.eye(size)[int(np.argmin(covered))]
            for unit in basis:
                row = row - (row @ unit) * unit
        basis.append(row / np.linalg.norm(row))
    return np.stack(basis)
