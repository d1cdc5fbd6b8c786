"""What a model can be judged by: every measure that its capabilities allow, with its protocol.

Samples are the model's own pictures of seeds 0, 1, 2 ...; real pictures are spread evenly over the
test split; a comparison with training pictures takes as many of them as there are samples.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch

from gen_explorer.checkpoints import bundle
from gen_explorer.checkpoints.card import Figure, read_card, write_card
from gen_explorer.core.concurrency import CancelToken, Progress, no_progress
from gen_explorer.core.errors import UserError
from gen_explorer.core.files import write_atomically
from gen_explorer.core.translation import tr
from gen_explorer.data import datasets
from gen_explorer.models.base import Capability, Control
from gen_explorer.training.figure_words import figure
from gen_explorer.training.judge import Judge, find_judge
from gen_explorer.training.judge_pictures import of_calls, of_codes, of_likelihood, of_tokens
from gen_explorer.training.judge_samples import NEIGHBOURS, of_samples
from gen_explorer.training.pack import numbers_of
from gen_explorer.training.subject import Course, Subject, fits_of, is_run

SAMPLES = 10_000
SLOW_SAMPLES = 1_000
"""Of models that draw codes or pixels one after the other."""


@dataclass(frozen=True)
class Evaluation:
    """What was measured, and why something was not."""

    name: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]


def evaluate(
    subject: Subject,
    samples: int | None = None,
    data: str | None = None,
    inception: Judge | None = None,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> Evaluation:
    """Measures a model with `samples` of its own pictures (default: 10,000, or 1,000 where codes
    or pixels are drawn one after the other), against `data` instead of what it was trained on.

    Raises `UserError` for data that is not there, and `Cancelled`.
    """
    cancel = cancel or CancelToken()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        return _evaluate(subject, samples, data, inception, progress, cancel)


def _evaluate(
    subject: Subject,
    samples: int | None,
    data: str | None,
    inception: Judge | None,
    progress: Progress,
    cancel: CancelToken,
) -> Evaluation:
    model = subject.model
    shape = (model.image.height, model.image.channels)
    named = data or subject.dataset
    progress(0.0, tr("Loading the data"))
    test = datasets.load(named, "test", *shape, cancel=cancel)
    train = datasets.load(named, "train", *shape, cancel=cancel)
    if samples is None:
        samples = SLOW_SAMPLES if model.latent.find(Control.GRID) else SAMPLES
    count = min(samples, len(test), len(train)) // 2 * 2
    if count <= 2 * NEIGHBOURS:
        raise UserError(
            tr("To measure anything, {least} pictures are needed, not {count}.").format(
                least=2 * NEIGHBOURS + 2, count=count
            ),
            tr("Use more --samples, or a larger data set."),
        )
    subject = replace(subject, fits=subject.fits or fits_of(subject, train))
    course = Course(subject, test, train, count, progress, cancel)
    found = [figure("parameters", numbers_of(model))]
    notes: list[str] = []
    judge = find_judge(named)
    if judge is None:
        notes.append(
            tr(
                "No classifier of {data} is in the box, so nothing was measured in its features."
            ).format(data=named)
        )
    if inception is None:
        notes.append(
            tr(
                "FID with Inception's features was not measured: name the weights with "
                "--inception FILE."
            )
        )
    if model.capabilities & Capability.DECODE:
        found += of_samples(course, judge, inception)
    if model.capabilities & Capability.CLASSIFY:
        course.step(0.75, tr("Classifying test pictures"))
        found += of_calls(course)
    if model.capabilities & Capability.ENCODE and model.latent.vector_size:
        course.step(0.8, tr("Reconstructing test pictures"))
        found += of_codes(course)
    if model.capabilities & Capability.TOKENISE and not model.capabilities & Capability.COMPLETE:
        course.step(0.8, tr("Reconstructing test pictures"))
        found += of_tokens(course)
    if model.capabilities & Capability.LIKELIHOOD:
        course.step(0.9, tr("Measuring the likelihood"))
        found += of_likelihood(course)
    progress(1.0, "")
    return Evaluation(subject.name, tuple(found), tuple(notes))


def store(name: str, evaluation: Evaluation) -> Path:
    """Writes the figures into the card of the bundle `name`, where they replace those of the same
    name, or into evaluation.json of a run; the file that was written. No other file changes."""
    if is_run(name):
        file = Path(name).expanduser() / "evaluation.json"
        write_atomically(file, json.dumps(plain(evaluation), indent=2, ensure_ascii=False) + "\n")
        return file
    folder = bundle.find(name)
    card = read_card(folder)
    fresh = {f.name: f for f in evaluation.figures}
    kept = [fresh.pop(f.name, f) for f in card.figures]
    card = replace(card, figures=(*kept, *fresh.values()))
    file = folder / "card.toml"
    write_atomically(file, write_card(card))
    return file


def plain(evaluation: Evaluation) -> dict[str, Any]:
    """An evaluation in plain values."""
    return {
        "name": evaluation.name,
        "figures": [asdict(f) for f in evaluation.figures],
        "notes": list(evaluation.notes),
    }
