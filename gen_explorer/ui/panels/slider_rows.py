"""What the slider rows say about a model: order, range, quantiles, importance, explanation."""

from __future__ import annotations

import math
from collections.abc import Collection

import numpy as np
import numpy.typing as npt

from gen_explorer.checkpoints.fits import Fits
from gen_explorer.checkpoints.map_data import MapData
from gen_explorer.core.translation import tr
from gen_explorer.latent.priors import quantile, slider_range
from gen_explorer.latent.redraw import is_held
from gen_explorer.models.base import LatentSpec, Prior
from gen_explorer.ui.language import number
from gen_explorer.ui.widgets.latent_row import Row

INACTIVE_NATS = 0.01
"""Below this mean KL a dimension carries nothing (Burda 2015 count units by a like threshold)."""
INACTIVE_SHARE = 0.01
"""The same for measured sensitivity, as a share of the largest."""

_SHARES = (0.05, 0.25, 0.50, 0.75, 0.95)
Marks = tuple[float, float, float, float, float]


def raw_rows(spec: LatentSpec, data: MapData) -> list[Row]:
    """One row a dimension of the VECTOR section, the most important first."""
    importance = data.importance[: spec.vector_size]
    largest = float(importance.max(initial=0.0)) or 1.0
    least = INACTIVE_NATS if data.importance_is_kl else INACTIVE_SHARE * largest
    prior_range, prior_marks = slider_range(spec.prior), _quantiles(spec.prior)
    axes = np.eye(spec.vector_size, dtype=np.float32)
    rows = []
    for index in np.argsort(-importance, kind="stable"):
        amount = float(importance[index])
        is_active = amount >= least
        (low, high), marks = _reach(prior_range, prior_marks, data.fits, axes[index])
        tip = tr(
            "Component {index} of the latent vector. Its prior is {prior}; watch which "
            "feature of the picture it carries."
        ).format(index=index, prior="N(0, 1)" if spec.prior is Prior.NORMAL else "U(-1, 1)")
        if data.fits is not None:
            tip += " " + tr("The marks show where the codes of the training pictures lie.")
        rows.append(
            Row(
                index=int(index),
                name=f"z {index}",
                low=low,
                high=high,
                quantiles=marks,
                importance=amount,
                importance_share=amount / largest,
                is_active=is_active,
                can_lock=True,
                tip=tip,
                importance_tip=_raw_tip(amount, is_active, data.importance_is_kl),
            )
        )
    return rows


def principal_rows(spec: LatentSpec, data: MapData, locked: Collection[int] = ()) -> list[Row]:
    """One row a principal direction. A unit vector's projection of z has the standard deviation of
    one component, so for a normal prior the range stays the same."""
    deviation = 1.0 if spec.prior is Prior.NORMAL else 1 / math.sqrt(3)
    reach = 3.5 * deviation
    normal = _quantiles(Prior.NORMAL)
    a, b, c, d, e = (q * deviation for q in normal)
    largest = float(data.direction_scales.max(initial=0.0)) or 1.0
    spans = [
        _reach((-reach, reach), (a, b, c, d, e), data.fits, direction[: spec.vector_size])
        for direction in data.directions
    ]
    return [
        Row(
            index=k,
            name=f"p {k + 1}",
            low=spans[k][0][0],
            high=spans[k][0][1],
            quantiles=spans[k][1],
            importance=float(scale),
            importance_share=float(scale) / largest,
            is_active=float(scale) >= INACTIVE_SHARE * largest,
            can_lock=False,
            tip=_direction_tip(k, data.directions[k], locked),
            importance_tip=tr(
                "A unit step along this direction changes the picture by {amount} "
                "(root mean square)."
            ).format(amount=number(float(scale), 3)),
        )
        for k, scale in enumerate(data.direction_scales)
    ]


def _direction_tip(k: int, direction: npt.NDArray[np.float32], locked: Collection[int]) -> str:
    tip = tr(
        "Principal direction {number}: moves z along one unit vector, all dimensions "
        "together. The first directions change the picture most."
    ).format(number=k + 1)
    if not locked:
        return tip
    if is_held(direction, locked):
        return f"{tip} " + tr("It does not move: locked dimensions hold nearly all of it.")
    return f"{tip} " + tr("Locked dimensions stay; the others make up for them.")


def values(rows: tuple[Row, ...], vector: npt.NDArray[np.float32]) -> list[float]:
    """What raw rows show of v (size,)."""
    numbers = vector.tolist()
    return [numbers[row.index] for row in rows]


def projections(
    rows: tuple[Row, ...], data: MapData, vector: npt.NDArray[np.float32]
) -> list[float]:
    """What principal rows show of v (size,): <v, d_k>."""
    return values(rows, data.directions @ vector)


def importance_title(data: MapData, basis: str) -> str:
    """The head of the importance column."""
    return tr("KL, nats") if basis == "raw" and data.importance_is_kl else tr("Effect")


def _raw_tip(amount: float, is_active: bool, is_kl: bool) -> str:
    if not is_kl:
        return tr(
            "The picture changes by {amount} (root mean square) for a unit step. This model has "
            "no posterior, so there is no KL divergence to tell how much a dimension carries."
        ).format(amount=number(amount, 3))
    if is_active:
        return tr(
            "Mean KL divergence from the encoder's posterior to the prior: {amount} nats. The more "
            "it is, the more this dimension tells about a picture."
        ).format(amount=number(amount, 3))
    return tr(
        "Inactive: its KL divergence is {amount} nats, below 0.01. The encoder answers with the "
        "prior whatever it sees (posterior collapse), so the decoder has learned to ignore it."
    ).format(amount=number(amount, 4))


def _reach(
    span: tuple[float, float], marks: Marks, fits: Fits | None, axis: npt.NDArray[np.float32]
) -> tuple[tuple[float, float], Marks]:
    """What a slider along the unit vector `axis` spans, and its marks: the prior's, or where codes
    were fitted, wide enough for both and with the codes' marks."""
    if fits is None:
        return span, marks
    mean, deviation = float(axis @ fits.mean), float(np.linalg.norm(axis @ fits.root))
    a, b, c, d, e = (mean + q * deviation for q in _quantiles(Prior.NORMAL))
    low, high = slider_range(Prior.NORMAL)
    reach = (min(span[0], mean + low * deviation), max(span[1], mean + high * deviation))
    return reach, (a, b, c, d, e)


def _quantiles(prior: Prior) -> Marks:
    a, b, c, d, e = (quantile(prior, share) for share in _SHARES)
    return a, b, c, d, e
