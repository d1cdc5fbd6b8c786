"""Denoising without learning: four classics out of scikit-image, which a model has to beat.

Median                  each pixel becomes the median of its neighbours (Tukey 1977). Made for salt
                        and pepper: an outlier never is the median.
Total variation         the picture closest to the noisy one whose slopes sum to little (Rudin,
                        Osher and Fatemi 1992; Chambolle 2004): flat areas with sharp edges.
Non-local means         mean over pixels, near and far, whose surroundings look alike (Buades,
                        Coll and Morel 2005): a picture repeats itself, its noise does not.
Bilateral               mean over neighbours that are alike in brightness too (Tomasi and Manduchi
                        1998), so that edges stay.

Each has settings, and the right ones depend on the noise. `tune` tries all of `GRIDS` on pictures
whose truth is known and takes those of the best mean PSNR: in a comparison this tells the classics
more than a model is told, which gets the damaged picture and nothing else. Where no truth is at
hand `blind` takes what usually suits the noise that `estimate_sigma` finds.

Pictures are float32 (N, H, W, C) from 0 to 1. scikit-image is imported when first used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from gen_explorer.analysis.denoising import psnr
from gen_explorer.core.concurrency import CancelToken
from gen_explorer.core.translation import tr

Pictures = npt.NDArray[np.float32]

NAMES = ("median", "total-variation", "non-local-means", "bilateral")


@dataclass(frozen=True)
class Settings:
    """What one of the classics is run with; each uses its own two at most."""

    strength: float
    """Median: side of the window in pixels. Total variation: weight. Non-local means: h, the
    distance at which weights fall. Bilateral: sigma of the brightness."""
    reach: float = 0.0
    """Non-local means: side of a patch in pixels. Bilateral: sigma of the place in pixels."""


GRIDS: Mapping[str, tuple[Settings, ...]] = {
    "median": tuple(Settings(side) for side in (1, 3, 5, 7, 9)),
    "total-variation": tuple(
        Settings(weight) for weight in (0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.45, 0.7, 1.0)
    ),
    "non-local-means": tuple(
        Settings(h, side)
        for h in (0.03, 0.07, 0.12, 0.2, 0.3, 0.45, 0.7)
        for side in (3, 5, 7)
    ),
    "bilateral": tuple(
        Settings(colour, place)
        for colour in (0.05, 0.1, 0.2, 0.35, 0.6, 1.0, 2.0)
        for place in (0.7, 1.0, 1.5, 2.2)
    ),
}  # fmt: skip
"""What `tune` tries. The first of each does next to nothing, for pictures without noise."""

PATCH_DISTANCE = 9
"""Non-local means look so far, in pixels."""


def label(name: str) -> str:
    """A baseline's name for people."""
    return {
        "median": tr("Median"),
        "total-variation": tr("Total variation"),
        "non-local-means": tr("Non-local means"),
        "bilateral": tr("Bilateral"),
    }.get(name, name)


def about(name: str) -> str:
    """How a baseline works, in a sentence."""
    return {
        "median": tr("The median of each pixel's neighbours: outliers vanish, corners too."),
        "total-variation": tr("The closest picture with little slope: flat areas, sharp edges."),
        "non-local-means": tr("The mean over pixels whose surroundings look alike, near and far."),
        "bilateral": tr("The mean over neighbours that are alike in brightness: edges stay."),
    }.get(name, "")


def in_words(name: str, settings: Settings) -> str:
    """The settings as scikit-image calls them, for tables."""
    strength, reach = f"{settings.strength:g}", f"{settings.reach:g}"
    return {
        "median": f"{strength} x {strength}",
        "total-variation": f"weight={strength}",
        "non-local-means": f"h={strength}, patch_size={reach}",
        "bilateral": f"sigma_color={strength}, sigma_spatial={reach}",
    }[name]


def restore(name: str, pictures: Pictures, settings: Settings) -> Pictures:
    """`pictures` (N, H, W, C) after the baseline `name`, one of `NAMES`; the same shape, cut to
    0 to 1."""
    restored = np.empty_like(pictures)
    for index, picture in enumerate(pictures):
        restored[index] = np.clip(_restored(name, picture, settings), 0.0, 1.0)
    return restored


def tune(
    name: str, damaged: Pictures, truth: Pictures, cancel: CancelToken | None = None
) -> Settings:
    """The settings of `GRIDS` with the best mean PSNR over these pictures (N, H, W, C). Raises
    `Cancelled`."""
    token = cancel or CancelToken()
    best, most = GRIDS[name][0], -np.inf
    for settings in GRIDS[name]:
        token.check()
        score = float(np.minimum(psnr(restore(name, damaged, settings), truth), 100.0).mean())
        if score > most:
            best, most = settings, score
    return best


def blind(name: str, pictures: Pictures) -> Settings:
    """The settings for pictures (N, H, W, C) of which only the damaged form is known: one for all,
    by the median of their `estimate_sigma`."""
    sigma = max(float(np.median(estimate_sigma(pictures))), 0.01)
    return {
        "median": Settings(3 if sigma < 0.3 else 5),
        "total-variation": Settings(max(0.01, 0.7 * sigma)),
        "non-local-means": Settings(0.8 * sigma, 5),
        "bilateral": Settings((1.5 if pictures.shape[3] == 1 else 0.7) * sigma, 1.0),
    }[name]


def estimate_sigma(pictures: Pictures) -> npt.NDArray[np.float64]:
    """Standard deviation (N,) of the noise in pictures (N, H, W, C), from the mean size of a second
    difference that smooth pictures have little of (Immerkaer, Fast Noise Variance Estimation,
    1996). Edges count as noise, so it is too high for rich pictures."""
    x = pictures.astype(np.float64)
    for axis in (1, 2):
        before, middle, after = (
            np.take(x, range(k, x.shape[axis] - 2 + k), axis) for k in range(3)
        )
        x = before - 2 * middle + after
    deviation: npt.NDArray[np.float64] = np.abs(x).mean(axis=(1, 2, 3)) * np.sqrt(np.pi / 2) / 6
    return deviation


def _restored(name: str, picture: Pictures, settings: Settings) -> npt.NDArray[np.floating]:
    from skimage import restoration

    strength, reach = settings.strength, settings.reach
    is_grey = picture.shape[2] == 1
    flat = picture[:, :, 0] if is_grey else picture
    axis = None if is_grey else 2
    if name == "median":
        from scipy.ndimage import median_filter

        side = int(strength)
        result = median_filter(picture, (side, side, 1)) if side > 1 else picture
    elif name == "total-variation":
        smooth: Any = restoration.denoise_tv_chambolle
        result = smooth(flat, weight=strength, channel_axis=axis)
    elif name == "non-local-means":
        result = restoration.denoise_nl_means(
            flat,
            patch_size=int(reach),
            patch_distance=PATCH_DISTANCE,
            h=strength,
            channel_axis=axis,
        )
    else:
        result = restoration.denoise_bilateral(
            flat.astype(np.float64),
            sigma_color=strength,
            sigma_spatial=reach,
            mode="symmetric",
            channel_axis=axis,
        )
    found: npt.NDArray[np.floating] = np.asarray(result).reshape(picture.shape)
    return found
