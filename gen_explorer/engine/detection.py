"""Jobs of the anomaly bench: score a problem, show pictures with heat maps, find a latent.

What was loaded for the last problems stays, so that looking closer at a picture is quick. Functions
of this file take seconds: the window runs them in jobs.
"""

from __future__ import annotations

import functools
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from gen_explorer.analysis import problems
from gen_explorer.analysis.anomaly import offered
from gen_explorer.analysis.problems import Material, Problem
from gen_explorer.analysis.study import Verdict, study, verdicts
from gen_explorer.checkpoints.bundle import open_bundle
from gen_explorer.core.concurrency import CancelToken, Progress, no_progress
from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.data import datasets, folder, images

Floats = npt.NDArray[np.float32]
INVERT_STEPS = 60
"""Of the search for a latent, for scores; 200 for one picture to walk from."""
INVERT_STARTS = 2
KEPT = 4
"""Detectors kept."""


@dataclass(frozen=True, eq=False)
class Look:
    """Some pictures, and where their error lies."""

    pictures: images.Packed
    """(n, H, W)."""
    heat: Floats
    """(n, H, W): 0 or more."""


_kept: OrderedDict[tuple[str, str, Problem], tuple[Material, Any]] = OrderedDict()
_lock = threading.Lock()


@functools.lru_cache(maxsize=4)
def opened(key: str) -> Any:
    """The model of a bundle, in eval mode."""
    from gen_explorer.checkpoints.model import load_model

    return load_model(open_bundle(key))


def scores_of(key: str) -> tuple[str, ...]:
    """The names of the scores that a bundle's model has."""
    from gen_explorer.analysis.detector import facts_of

    return offered(facts_of(opened(key)))


def classes_of(data: str) -> tuple[str, ...]:
    """The class names of a data set or folder on this machine; none where it has none or is not
    here. Never downloads."""
    at = datasets.find_folder(data)
    if at is not None:
        return folder.classes(at)
    return datasets.load(data, "test").classes if datasets.is_available(data) else ()


def inverter(
    steps: int = INVERT_STEPS,
    starts: int = INVERT_STARTS,
    cancel: CancelToken | None = None,
) -> Callable[[Any, Any], Any]:
    """How scores look for latents: descent on pixels and the discriminator's features."""
    from gen_explorer.analysis.anomaly import FEATURE_SHARE
    from gen_explorer.analysis.scores import feature_distance
    from gen_explorer.latent.inversion import invert

    def find(model: Any, pictures: Any) -> Any:
        weight = FEATURE_SHARE / (1 - FEATURE_SHARE)
        return invert(
            model,
            pictures,
            steps=steps,
            starts=starts,
            cancel=cancel,
            extra=lambda made, wanted: weight * feature_distance(model, made, wanted),
        )[0]

    return find


def run(
    key: str,
    names: Sequence[str],
    problem: Problem,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> tuple[Verdict, ...]:
    """Scores every picture of a problem: a verdict a score. Raises `UserError`, `Cancelled`."""
    progress(0.0, tr("Opening the model"))
    model = opened(key)
    made, material, fitted = study(
        model, key, names, problem, inverter(cancel=cancel), progress, cancel
    )
    with _lock:
        for name in names:
            _kept[key, name, made.problem] = material, fitted
        while len(_kept) > KEPT * 4:
            _kept.popitem(last=False)
    progress(1.0, tr("Drawing the curves"))
    return verdicts(made)


def look(
    key: str,
    score: str,
    problem: Problem,
    places: npt.NDArray[np.int64],
    cancel: CancelToken | None = None,
) -> Look:
    """The pictures at `places` of a problem as `run` used it, with heat maps of a score."""
    from gen_explorer.analysis.heat import heat

    material, fitted = _detector(key, score, problem, cancel)
    if not len(places):
        return Look(np.zeros((0, 1, 1), np.int32), np.zeros((0, 1, 1), np.float32))
    pictures = material.test.batch(places)
    maps = heat(fitted.seen(pictures), score).detach().float().numpy()
    return Look(images.bytes_to_packed(pictures), np.ascontiguousarray(maps))


def pictures(
    key: str,
    score: str,
    problem: Problem,
    places: npt.NDArray[np.int64],
    cancel: CancelToken | None = None,
) -> images.Packed:
    """The pictures (n, H, W) at `places`, without heat maps."""
    material, _ = _detector(key, score, problem, cancel)
    if not len(places):
        return np.zeros((0, 1, 1), np.int32)
    return images.bytes_to_packed(material.test.batch(places))


def latent(
    key: str,
    score: str,
    problem: Problem,
    place: int,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> Floats:
    """z (size,) of one picture: its code, or what a search finds. Raises `UserError` for a model
    whose pictures follow from no vector."""
    import torch

    from gen_explorer.analysis.scores import whole
    from gen_explorer.latent import inversion
    from gen_explorer.models.base import Capability

    material, _ = _detector(key, score, problem, cancel)
    model = opened(key)
    picture = images.to_model(material.test.batch([place]))
    if Capability.ENCODE in model.capabilities and model.latent.vector_size:
        with torch.no_grad():
            z = whole(model.latent, model.encode(picture).mean)
    elif inversion.can_invert(model.latent):
        z, _ = inversion.invert(model, picture, progress=progress, cancel=cancel)
    else:
        raise UserError(
            tr("This model has no latent vector that a picture could be sent to."),
            tr("Choose a model with an encoder, or a generator."),
        )
    found: Floats = z[0].detach().float().numpy()
    return found


def _detector(
    key: str, score: str, problem: Problem, cancel: CancelToken | None
) -> tuple[Material, Any]:
    """What `run` left, or the same made anew."""
    with _lock:
        found = _kept.get((key, score, problem))
    if found is not None:
        return found
    from gen_explorer.analysis import detector

    model = opened(key)
    material = problems.load(problem, model.image.height, model.image.channels, cancel=cancel)
    fitted = detector.fit(model, [score], material.train, inverter(cancel=cancel), cancel=cancel)
    with _lock:
        _kept[key, score, problem] = material, fitted
    return material, fitted
