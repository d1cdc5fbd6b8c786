"""A model that is to be judged, and the pictures it is judged by."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from gen_explorer.checkpoints import bundle
from gen_explorer.checkpoints.fits import Fits
from gen_explorer.checkpoints.model import load_model
from gen_explorer.core.concurrency import CancelToken, Progress
from gen_explorer.core.translation import tr
from gen_explorer.data import image_set, images
from gen_explorer.data.datasets import ImageSet
from gen_explorer.latent import priors, samplers
from gen_explorer.training import measure
from gen_explorer.training.run import RunFolder
from gen_explorer.training.trainer import Trainer

CHUNK = 250


@dataclass(frozen=True)
class Subject:
    """A model to be judged."""

    name: str
    model: Any
    """In eval mode, on the CPU."""
    dataset: str
    fits: Fits | None
    """What samplers other than the prior draw from."""


@dataclass(frozen=True)
class Course:
    """What the measures share."""

    subject: Subject
    test: ImageSet
    train: ImageSet
    count: int
    """Samples."""
    progress: Progress
    cancel: CancelToken

    def step(self, share: float, sentence: str) -> None:
        self.cancel.check()
        self.progress(share, sentence)


def is_run(name: str) -> bool:
    """Whether a name is the folder of a training run, and not of a bundle."""
    folder = Path(name).expanduser()
    return (folder / "config.toml").is_file() and not (folder / "card.toml").is_file()


def open_subject(name: str) -> Subject:
    """The model of a bundle (id or path), or of a run's folder at its newest checkpoint."""
    folder = Path(name).expanduser()
    if is_run(name):
        run = RunFolder.open(folder)
        trainer = Trainer(run.config, torch.device("cpu"))
        trainer.restore(run.load_checkpoint())
        return Subject(folder.name, trainer.finished_model(), run.config.data, None)
    opened = bundle.open_bundle(name)
    return Subject(opened.card.id, load_model(opened), opened.card.dataset, opened.fits)


def fits_of(subject: Subject, train: ImageSet) -> Fits | None:
    """What the samplers of a run draw from; a bundle has it stored."""
    if subject.model.latent.samplers == ("prior",):
        return None
    return samplers.fit(measure.encode_all(subject.model, train, len(train)).mean.numpy())


def draw_latents(subject: Subject, count: int, sampler: str = "prior") -> Tensor:
    """The latents (count, size) of seeds 0 to count - 1."""
    spec = subject.model.latent
    return torch.from_numpy(priors.draws(spec, range(count), subject.fits, sampler))


@torch.no_grad()
def draw_pictures(course: Course, latents: Tensor, first: float, last: float) -> Tensor:
    """Decodes latents in pieces; progress goes from `first` to `last`."""
    made = []
    for index, part in enumerate(torch.split(latents, CHUNK)):
        share = first + (last - first) * index * CHUNK / len(latents)
        course.step(share, tr("Drawing {count} samples").format(count=len(latents)))
        made.append(course.subject.model.decode(part))
    return torch.cat(made)


def spread_indices(data: ImageSet, count: int) -> npt.NDArray[np.int64]:
    """At most `count` places spread evenly over a split."""
    return image_set.spread(len(data), count)


def pictures(data: ImageSet, chosen: npt.NDArray[np.int64]) -> Tensor:
    """The pictures at `chosen` as models take them."""
    return images.to_model(data.batch(chosen))


def spread(data: ImageSet, count: int) -> Tensor:
    """At most `count` pictures spread evenly over a split."""
    return pictures(data, spread_indices(data, count))
