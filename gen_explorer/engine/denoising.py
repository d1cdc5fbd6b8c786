"""The denoising bench's work: damage a picture, restore it in several ways, say how well.

Everything here computes, so it runs in threads of `engine.newest` (one picture, live) or in jobs
(sweeps). torch and scikit-image are imported by what needs them.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from gen_explorer.analysis import classical
from gen_explorer.analysis import sweep as sweeps
from gen_explorer.analysis.denoising import psnr, residual, ssim_map
from gen_explorer.analysis.sweep import Damaged, Entrant, Floats, Sweep
from gen_explorer.core.concurrency import CancelToken, Progress, no_progress
from gen_explorer.core.errors import UserError
from gen_explorer.core.reasons import unsuitable
from gen_explorer.core.translation import tr
from gen_explorer.data import corruption, datasets, folder, images
from gen_explorer.data.corruption import Corruption
from gen_explorer.data.image_set import spread
from gen_explorer.data.images import Bytes, Packed
from gen_explorer.engine.methods import Method

if TYPE_CHECKING:
    from gen_explorer.engine.restorer import Restorer

LIVE_TUNED_ON = 12
"""Training pictures that a baseline is tuned on before one picture is shown."""
SWEEP_TUNED_ON = 40
TUNINGS_KEPT = 500


@dataclass(frozen=True, eq=False)
class Scene:
    """One picture, what is done to it, and what is to mend it."""

    picture: Bytes
    """(H, W, C): the truth."""
    number: int
    """Of the picture in its data set: its dice follow from the seeds and this."""
    steps: tuple[Corruption, ...]
    methods: tuple[Method, ...]
    dataset: str
    """What baselines are tuned on pictures of; empty for none."""
    seed: int = 0
    """Of methods that draw."""

    def only(self, is_wanted: Callable[[Method], bool]) -> Scene:
        """The same for some of the methods."""
        return replace(self, methods=tuple(m for m in self.methods if is_wanted(m)))


@dataclass(frozen=True, eq=False)
class Look:
    """A picture beside its truth."""

    key: str
    """Of the method; "damaged" for the damaged picture."""
    pixels: Packed
    """(H, W)."""
    psnr: float
    ssim: float
    residual: Floats
    """(H, W): above 0 too bright."""
    similarity: Floats
    """(H, W): SSIM around each pixel."""
    milliseconds: float = 0.0
    settings: str = ""
    """What a baseline was run with."""
    is_tuned: bool = True
    """False for a baseline whose settings are not those for this damage."""


@dataclass(frozen=True, eq=False)
class Looks:
    """What came of a scene."""

    scene: Scene
    missing: float
    """Share of the pixels that did not arrive."""
    looks: tuple[Look, ...] = field(default=())

    def find(self, key: str) -> Look | None:
        """The result of a method; None before it has one."""
        return next((look for look in self.looks if look.key == key), None)


# One picture


def damage(scene: Scene) -> Looks:
    """The damaged picture. No torch."""
    made = _Damage(scene)
    return Looks(scene, made.missing, (made.look("damaged", made.damaged.pictures),))


def restore(scene: Scene, cancel: CancelToken | None = None) -> Looks:
    """What the scene's methods make of the damaged picture, the baselines too. Raises `UserError`
    for a model that does not fit, and `Cancelled`."""
    made = _Damage(scene)
    return Looks(scene, made.missing, tuple(_restored(scene, made, cancel)))


def restore_in_parts(
    scene: Scene, part: Callable[[Looks], None], cancel: CancelToken | None = None
) -> None:
    """The same for slow methods: `part` gets each as soon as it is there."""
    made = _Damage(scene)
    for look in _restored(scene, made, cancel):
        part(Looks(scene, made.missing, (look,)))


def _restored(scene: Scene, made: _Damage, cancel: CancelToken | None) -> Iterator[Look]:
    for method in scene.methods:
        if cancel is not None:
            cancel.check()
        if not method.is_classical:
            _opened(method, made.damaged)  # which is not part of the time that is shown
        start = time.perf_counter()
        settings, is_tuned = "", True
        if method.is_classical:
            chosen, is_tuned = _settings(method.way, scene, made.damaged.pictures)
            restored = classical.restore(method.way, made.damaged.pictures, chosen)
            settings = classical.in_words(method.way, chosen)
        else:
            restored = by_model(method, made.damaged, scene.seed, cancel)
        spent = 1000 * (time.perf_counter() - start)
        yield made.look(method.key, restored, spent, settings, is_tuned)


def tune(scene: Scene, cancel: CancelToken | None = None) -> bool:
    """Finds the settings of the scene's baselines for its damage, on training pictures, and keeps
    them for `restore`. False where the data set is not on this machine. Raises `Cancelled`."""
    if not scene.dataset:
        return False
    side, channels = scene.picture.shape[0], scene.picture.shape[2]
    truth = _training_pictures(scene.dataset, LIVE_TUNED_ON, side, channels)
    if truth is None:
        return False
    damaged = corruption.corrupt(truth, scene.steps)
    for method in scene.methods:
        if method.is_classical and _tunings.get(_key(method.way, scene)) is None:
            found = classical.tune(method.way, damaged, truth, cancel)
            _tunings.put(_key(method.way, scene), found)
    return True


class _Damage:
    """A scene's damaged picture, and looks at it and at what was made of it."""

    def __init__(self, scene: Scene) -> None:
        self.truth: Floats = scene.picture[None].astype(np.float32) / np.float32(255.0)
        worse = corruption.corrupt(self.truth, scene.steps, scene.number)
        gone = corruption.missing(self.truth.shape, scene.steps, scene.number)
        self.damaged = Damaged(worse, gone, scene.number)
        self.missing = float(gone.mean())

    def look(
        self,
        key: str,
        restored: Floats,
        milliseconds: float = 0.0,
        settings: str = "",
        is_tuned: bool = True,
    ) -> Look:
        similarity = ssim_map(restored, self.truth)[0]
        return Look(
            key,
            images.bytes_to_packed(to_bytes(restored))[0],
            float(psnr(restored, self.truth)[0]),
            float(similarity.mean()),
            residual(restored, self.truth)[0].astype(np.float32),
            similarity.astype(np.float32),
            milliseconds,
            settings,
            is_tuned,
        )


def to_bytes(pictures: Floats) -> Bytes:
    """float from 0 to 1 -> uint8, rounded half up."""
    levels: Bytes = np.floor(pictures * 255.0 + 0.5).astype(np.uint8)
    return levels


_threads = threading.local()


def by_model(
    method: Method, damaged: Damaged, seed: int, cancel: CancelToken | None = None
) -> Floats:
    """What a model makes of damaged pictures. Raises `UserError` where they do not fit it."""
    return _opened(method, damaged).restore(method.way, damaged, seed, cancel=cancel)


def _opened(method: Method, damaged: Damaged) -> Restorer:
    from gen_explorer.engine import restorer

    assert method.path is not None
    shape = damaged.pictures.shape[1:]
    if method.shape is not None and shape != method.shape:
        raise restorer.fit_error(method.path, method.shape, shape)
    if threading.current_thread() is not threading.main_thread() and not hasattr(_threads, "set"):
        import torch

        torch.set_num_threads(1)  # of this thread: small networks are slower with two
        _threads.set = True
    return restorer.open_restorer(method.path, method.digest)


# Settings of the baselines

_Key = tuple[str, str, tuple[int, ...], tuple[tuple[str, float], ...]]


class _Tunings:
    """Settings found before, by baseline and damage; the newest of each baseline stands in where
    those for a damage are not known yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: OrderedDict[_Key, classical.Settings] = OrderedDict()

    def get(self, key: _Key) -> classical.Settings | None:
        with self._lock:
            return self._found.get(key)

    def put(self, key: _Key, settings: classical.Settings) -> None:
        with self._lock:
            self._found[key] = settings
            if len(self._found) > TUNINGS_KEPT:
                self._found.popitem(last=False)

    def nearest(self, key: _Key) -> classical.Settings | None:
        """Of those for the same kinds of damage, the one whose amounts are closest."""
        with self._lock:
            known = list(self._found.items())
        kinds = [kind for kind, _ in key[3]]
        best, least = None, float("inf")
        for other, settings in known:
            if other[:3] == key[:3] and [kind for kind, _ in other[3]] == kinds:
                away = sum(abs(a - b) for (_, a), (_, b) in zip(other[3], key[3], strict=True))
                if away < least:
                    best, least = settings, away
        return best


_tunings = _Tunings()


def _key(name: str, scene: Scene) -> _Key:
    damage = tuple((step.kind, round(step.amount, 3)) for step in scene.steps)
    return name, scene.dataset, scene.picture.shape, damage


def _settings(name: str, scene: Scene, damaged: Floats) -> tuple[classical.Settings, bool]:
    """What to run a baseline with, and whether it was tuned for this very damage."""
    key = _key(name, scene)
    found = _tunings.get(key)
    if found is not None:
        return found, True
    return _tunings.nearest(key) or classical.blind(name, damaged), False


def _training_pictures(dataset: str, count: int, side: int, channels: int) -> Floats | None:
    """(count, side, side, channels) from 0 to 1, spread over the training split. Never downloads;
    None where the data is not here."""
    if not is_here(dataset):
        return None
    data = datasets.load(dataset, "train", side, channels)
    return data.batch(spread(len(data), count)).astype(np.float32) / np.float32(255.0)


# Sweeps


def sweep(
    methods: Sequence[Method],
    dataset: str,
    steps: Sequence[Corruption],
    varied: int,
    amounts: Sequence[float],
    shape: tuple[int, int, int],
    count: int = 200,
    seed: int = 0,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> Sweep:
    """Every method's curve over the amount of the step at `varied`, on `count` pictures (H, W, C)
    of the test split; the others stay as they are. The baselines are tuned for each amount on
    training pictures. Never downloads. Raises `UserError` and `Cancelled`."""
    token = cancel or CancelToken()
    if not datasets.is_available(dataset):
        raise UserError(
            tr("The data set {data} is not on this machine.").format(data=dataset),
            tr("Training a model on it fetches it: gen-explorer train."),
        )
    for amount in amounts:
        for step in sweeps.with_amount(steps, varied, amount):
            corruption.check(step)
    progress(-1.0, tr("Reading the pictures"))
    data = datasets.load(dataset, "test", shape[0], shape[2], cancel=token)
    truth = data.batch(spread(len(data), count))
    tuned_on = _training_pictures(dataset, SWEEP_TUNED_ON, shape[0], shape[2])
    assert tuned_on is not None
    entrants = [
        _baseline(method, tuned_on, token) if method.is_classical else _entrant(method, seed, token)
        for method in methods
    ]
    has_baseline = any(method.is_classical for method in methods)
    empty = Sweep(
        dataset, "test", len(truth), tuple(steps), varied, tuple(amounts), (),
        len(tuned_on) if has_baseline else 0,
    )  # fmt: skip
    return sweeps.run(truth, steps, varied, amounts, entrants, empty, progress, token)


def _entrant(method: Method, seed: int, token: CancelToken) -> Entrant:
    return Entrant(method.key, method.label, lambda damaged: by_model(method, damaged, seed, token))


def _baseline(method: Method, truth: Floats, token: CancelToken) -> Entrant:
    name = method.way
    chosen = [classical.GRIDS[name][0]]

    def prepare(steps: tuple[Corruption, ...]) -> str:
        chosen[0] = classical.tune(name, corruption.corrupt(truth, steps), truth, token)
        return classical.in_words(name, chosen[0])

    return Entrant(
        method.key,
        method.label,
        lambda damaged: classical.restore(name, damaged.pictures, chosen[0]),
        prepare,
    )


# What a person brings


def bring(pixels: Bytes, side: int, channels: int) -> Bytes:
    """Any uint8 picture (H, W, C) as (side, side, channels): cut square, scaled, made grey."""
    fitted: Bytes = images.fit(pixels[None], side, channels)[0]
    return fitted


def bring_file(path: Path, side: int, channels: int) -> Bytes:
    """The same of a picture file. Raises `UserError` for a file that is no picture."""
    try:
        return folder.decode(path, side, channels)
    except folder.UNREADABLE as error:
        raise UserError(
            tr("{path} is no picture that can be read ({reason}).").format(
                path=path, reason=unsuitable(error)
            ),
            tr("Choose a PNG, JPEG, WebP, TIFF or another common picture."),
        ) from error


def held_out_count(dataset: str) -> int:
    """Test pictures of a model's data set; 0 where it is not on this machine."""
    return len(datasets.load(dataset, "test")) if is_here(dataset) else 0


def is_here(dataset: str) -> bool:
    """Whether a model's data set is on this machine. The name comes from a card, so a path in it is
    not followed."""
    base = datasets.parts_of(dataset)[0]
    is_name = base not in ("", ".", "..") and Path(base).name == base
    return is_name and datasets.is_available(dataset)
