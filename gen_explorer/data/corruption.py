"""Damage to pictures, by kind and amount: what the denoising bench and the command line put in.

Every kind takes pictures (N, H, W, C), uint8 or float from 0 to 1, and gives the same back; values
beyond white and black are cut off, as a file or a screen would. Picture n of a run is damaged by
dice from (seed, n) alone, so that it does not matter in which pieces a data set is gone through.

Four kinds are what denoising autoencoders are trained with; their formulas are in
`models.corruption`, shared with the training loss.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.models import corruption as formulas

Pictures = TypeVar("Pictures", npt.NDArray[np.uint8], npt.NDArray[np.float32])
Floats = npt.NDArray[np.float32]
Generator = np.random.Generator


@dataclass(frozen=True)
class Kind:
    """One way to damage a picture."""

    name: str
    low: float
    """Amount that does nothing, or next to nothing."""
    high: float
    """Largest amount."""
    default: float
    step: float
    """Of a slider; amounts in between are allowed."""
    damage: Callable[[Floats, float, Generator], Floats]
    """One picture (H, W, C) from 0 to 1, an amount and dice -> the damaged picture."""


@dataclass(frozen=True)
class Corruption:
    """What is done to a picture: one of several steps in a row."""

    kind: str
    amount: float
    seed: int = 0


def corrupt(pictures: Pictures, steps: Iterable[Corruption], first: int = 0) -> Pictures:
    """`pictures` (N, H, W, C), uint8 or float32 from 0 to 1, damaged step after step.

    `first` is the number of the first picture in its data set. Raises `UserError` for a kind that
    is not known or an amount out of its range.
    """
    steps = tuple(steps)
    for step in steps:
        check(step)
    is_bytes = pictures.dtype == np.uint8
    damaged = np.empty_like(pictures)
    for index, picture in enumerate(pictures):
        x = picture.astype(np.float32) / (255.0 if is_bytes else 1.0)
        for order, step in enumerate(steps):
            x = KINDS[step.kind].damage(x, step.amount, _dice(step, first + index, order))
        damaged[index] = np.floor(x * 255.0 + 0.5) if is_bytes else x
    return damaged


def missing(
    shape: tuple[int, ...], steps: Iterable[Corruption], first: int = 0
) -> npt.NDArray[np.bool_]:
    """Which pixels of pictures of `shape` (N, H, W, C) did not arrive: (N, H, W), True where a
    step of MISSING left nothing. What noise comes on top does not change that."""
    gone = np.zeros(shape[:3], np.bool_)
    for order, step in enumerate(steps):
        if step.kind in MISSING:
            for index in range(shape[0]):
                white = np.ones((*shape[1:3], 1), np.float32)
                dice = _dice(step, first + index, order)
                gone[index] |= KINDS[step.kind].damage(white, step.amount, dice)[..., 0] == 0
    return gone


def _dice(step: Corruption, picture: int, order: int) -> Generator:
    """The order keeps two steps of one seed from casting the same dice."""
    entropy = np.random.SeedSequence((step.seed, picture, order))
    return Generator(np.random.Philox(entropy))


def check(step: Corruption) -> None:
    """Raises `UserError` unless the kind is known and the amount and the seed are in range."""
    kind = KINDS.get(step.kind)
    if kind is None:
        raise UserError(
            tr("There is no damage called {name}.").format(name=repr(step.kind)),
            tr("The kinds are: {names}.").format(names=", ".join(KINDS)),
        )
    if not (kind.low <= step.amount <= kind.high and step.seed >= 0):
        raise UserError(
            tr("{kind} cannot have the amount {amount}.").format(
                kind=label(step.kind), amount=step.amount
            ),
            tr("It lies between {low} and {high} ({unit}).").format(
                low=kind.low, high=kind.high, unit=unit(step.kind)
            ),
        )


def label(kind: str) -> str:
    """A kind's name for people."""
    return {
        "gaussian": tr("Gaussian noise"),
        "salt-pepper": tr("Salt and pepper"),
        "speckle": tr("Speckle"),
        "poisson": tr("Poisson noise"),
        "blur": tr("Blur"),
        "blocks": tr("Missing blocks"),
        "half": tr("Missing half"),
        "jpeg": tr("JPEG"),
    }.get(kind, kind)


def unit(kind: str) -> str:
    """What the amount of a kind measures."""
    return {
        "gaussian": tr("standard deviation; pixels go from 0 to 1"),
        "salt-pepper": tr("share of the pixels"),
        "speckle": tr("standard deviation, as a share of the pixel"),
        "poisson": tr("standard deviation at white"),
        "blur": tr("standard deviation in pixels"),
        "blocks": tr("share of the blocks"),
        "half": tr("share of the picture, from below"),
        "jpeg": tr("quality lost, of 100"),
    }.get(kind, "")


def about(kind: str) -> str:
    """Where a kind of damage comes from, in a sentence."""
    return {
        "gaussian": tr("The noise of a sensor's electronics: the same everywhere."),
        "salt-pepper": tr("Dead pixels and bits flipped on the way: black or white."),
        "speckle": tr("The noise of radar and ultrasound: it grows with the brightness."),
        "poisson": tr("Light comes in photons: the fewer, the rougher the picture."),
        "blur": tr("A lens out of focus: nothing is added, fine detail is lost."),
        "blocks": tr("Parts of the picture did not arrive; something has to be put there."),
        "half": tr("What is below is not seen: how would the picture go on?"),
        "jpeg": tr("Blocks of 8 × 8 pixels whose fine frequencies were rounded away."),
    }.get(kind, "")


def _by_formula(kind: str) -> Callable[[Floats, float, Generator], Floats]:
    source, formula = formulas.FORMULAS[kind]

    def damage(x: Floats, amount: float, generator: Generator) -> Floats:
        planes = x.transpose(2, 0, 1)[np.newaxis]
        normal = source == "normal"
        dice = generator.standard_normal(planes.shape) if normal else generator.random(planes.shape)
        damaged: Floats = formula(planes, amount, dice.astype(np.float32))[0].transpose(1, 2, 0)
        return damaged

    return damage


def _poisson(x: Floats, amount: float, generator: Generator) -> Floats:
    """Each pixel counts photons, of which white sends 1 / amount^2."""
    if amount == 0.0:
        return x
    photons = 1.0 / amount**2
    counts = generator.poisson(x.astype(np.float64) * photons) / photons
    return np.clip(counts, 0.0, 1.0).astype(np.float32)


def _blur(x: Floats, amount: float, generator: Generator) -> Floats:
    """A Gaussian over both sides, out to four standard deviations; the edge goes on beyond it."""
    if amount == 0.0:
        return x
    reach = max(1, math.ceil(4 * amount))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / amount) ** 2)
    weights /= weights.sum()
    for axis in (0, 1):
        edges = [(reach, reach) if axis == side else (0, 0) for side in range(3)]
        wide = np.lib.stride_tricks.sliding_window_view(
            np.pad(x, edges, mode="edge"), 2 * reach + 1, axis
        )
        x = (wide @ weights).astype(np.float32)
    return x.clip(0.0, 1.0)


def _half(x: Floats, amount: float, generator: Generator) -> Floats:
    """The rows below are black."""
    kept = x.copy()
    kept[round(len(x) * (1.0 - amount)) :] = 0.0
    return kept


def _jpeg(x: Floats, amount: float, generator: Generator) -> Floats:
    from PIL import Image

    if amount == 0.0:
        return x
    array = np.floor(x * 255.0 + 0.5).astype(np.uint8)
    grey = array.shape[2] == 1
    file = io.BytesIO()
    Image.fromarray(array[:, :, 0] if grey else array).save(
        file, "JPEG", quality=round(100 - amount)
    )
    decoded = np.asarray(Image.open(file)).reshape(array.shape)
    return decoded.astype(np.float32) / np.float32(255.0)


def _kind(
    name: str, high: float, default: float, step: float, damage: Any = None
) -> tuple[str, Kind]:
    return name, Kind(name, 0.0, high, default, step, damage or _by_formula(name))


KINDS: dict[str, Kind] = dict(
    [
        _kind("gaussian", 1.0, 0.3, 0.01),
        _kind("salt-pepper", 1.0, 0.2, 0.01),
        _kind("speckle", 2.0, 0.5, 0.01),
        _kind("poisson", 1.0, 0.3, 0.01, _poisson),
        _kind("blur", 5.0, 1.0, 0.05, _blur),
        _kind("blocks", 1.0, 0.2, 0.01),
        _kind("half", 1.0, 0.5, 0.01, _half),
        _kind("jpeg", 99.0, 90.0, 1.0, _jpeg),
    ]
)
"""Every kind by its name, in the order that menus show."""
MISSING = ("blocks", "half")
"""Kinds that take pixels away altogether, so that one can say which."""
