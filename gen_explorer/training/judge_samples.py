"""What a model's own pictures tell: speed, sharpness, variety, and likeness to real pictures."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor

from gen_explorer.analysis import collapse, fidelity, image_quality, latent_use
from gen_explorer.checkpoints.bundle import Figure
from gen_explorer.core.translation import tr
from gen_explorer.latent import samplers
from gen_explorer.models.base import Control
from gen_explorer.training.figure_words import figure
from gen_explorer.training.judge import Judge, features_of
from gen_explorer.training.subject import (
    Course,
    draw_latents,
    draw_pictures,
    spread,
    spread_indices,
)

PIXEL_SAMPLES = 2_000
"""Pictures that distances in pixels are taken between."""
NEIGHBOURS = 5
SPEED_BATCH = 64


def of_samples(course: Course, judge: Judge | None, inception: Judge | None) -> list[Figure]:
    subject, count = course.subject, course.count
    latents = draw_latents(subject, count)
    found = [_speed(course, latents)]
    made = draw_pictures(course, latents, 0.02, 0.3)
    real, training = spread(course.test, count), spread(course.train, count)
    course.step(0.3, tr("Comparing with real pictures"))
    found += _of_pixels(course, made, real)
    drawn = {"prior": made}
    for name in samplers.available(subject.model.latent, subject.fits)[1:]:
        drawn[name] = draw_pictures(course, draw_latents(subject, count, name), 0.45, 0.5)
    course.step(0.5, tr("Comparing features with those of real pictures"))
    if judge is not None:
        found += _of_features(course, judge, drawn, real, training)
        found += _of_classes(course, judge, latents, made, real)
    if inception is not None:
        found += _fid(course, inception, drawn, real, training)
    return found


@torch.no_grad()
def _speed(course: Course, latents: Tensor) -> Figure:
    """The best of three batches, or one where that takes long."""
    batch = latents[:SPEED_BATCH]
    times: list[float] = []
    while len(times) < 4 and sum(times) < 4.0:
        course.step(0.01, tr("Measuring the speed"))
        start = time.perf_counter()
        course.subject.model.decode(batch)
        times.append(time.perf_counter() - start)
    rate = len(batch) / min(times)
    return figure("samples_per_second", rate, batch=len(batch), threads=torch.get_num_threads())


def _of_pixels(course: Course, made: Tensor, real: Tensor) -> Iterator[Figure]:
    """Sharpness, twins and memorising, of at most PIXEL_SAMPLES pictures."""
    count = min(course.count, PIXEL_SAMPLES)
    made, real = made[:count], real[torch.linspace(0, len(real) - 1, count).long()]
    yield figure("sharpness", image_quality.sharpness_ratio(made, real), count=count)
    yield figure("detail", image_quality.detail_ratio(made, real), count=count)
    threshold = float(collapse.nearest_within(real).quantile(0.01))
    twins = collapse.duplicates(made, threshold)
    expected = collapse.duplicates(real, threshold)
    every_pair = count * (count - 1) / 2
    yield figure("duplicates", twins.share, count=count)
    yield figure(
        "support",
        min(twins.support, every_pair),
        count=count,
        pairs=twins.pairs,
        real=min(expected.support, every_pair),
    )
    course.step(0.35, tr("Looking for the nearest training pictures"))
    training = spread(course.train, len(course.train))
    novelty = collapse.memorising(made, real, training)
    yield figure("novelty", novelty, count=count, training=len(training))


def _of_features(
    course: Course, judge: Judge, drawn: dict[str, Tensor], real: Tensor, training: Tensor
) -> Iterator[Figure]:
    """Distances and neighbours of samples as ratios to those of real test pictures."""
    reference = features_of(judge, training, course.cancel)
    held_out = features_of(judge, real, course.cancel)
    course.step(0.55, tr("Comparing features with those of real pictures"))
    floor = fidelity.neighbours(reference, held_out, NEIGHBOURS)
    frechet = fidelity.frechet_distance(reference, held_out)
    kernel = fidelity.kernel_distance(reference, held_out)
    facts: dict[str, Any] = {
        "count": course.count,
        "reference": course.count,
        "features": reference.shape[1],
        "judge": judge.name,
        "k": NEIGHBOURS,
        "subsets": fidelity.SUBSETS,
        "subset": min(fidelity.SUBSET, course.count),
    }
    for sampler, pictures in drawn.items():
        phi = features_of(judge, pictures, course.cancel)
        course.step(0.6, tr("Comparing features with those of real pictures"))
        near = fidelity.neighbours(reference, phi, NEIGHBOURS)
        measured = {
            "frechet": (fidelity.frechet_distance(reference, phi), frechet),
            "kernel": (fidelity.kernel_distance(reference, phi), kernel),
            "precision": (near.precision, floor.precision),
            "recall": (near.recall, floor.recall),
            "density": (near.density, floor.density),
            "coverage": (near.coverage, floor.coverage),
        }
        for name, (value, least) in measured.items():
            if least <= 0:  # an unbiased estimate may be negative: no ratio can be taken
                continue
            ratio = value / least
            yield figure(f"{name}_ratio", ratio, sampler, value_raw=value, floor=least, **facts)
        if sampler == "prior":
            diversity = collapse.pairwise_diversity(phi) / collapse.pairwise_diversity(held_out)
            yield figure("feature_diversity", diversity, **facts)


def _of_classes(
    course: Course, judge: Judge, latents: Tensor, made: Tensor, real: Tensor
) -> Iterator[Figure]:
    """How samples spread over the classes, and whether class and code do what they say."""
    assert judge.classify is not None
    logits = judge.classify(features_of(judge, made, course.cancel))
    calls = judge.classify(features_of(judge, real, course.cancel))
    facts: dict[str, Any] = {
        "count": course.count,
        "reference": len(real),
        "judge": judge.name,
        "classes": logits.shape[1],
    }
    spread_made, spread_real = collapse.class_spread(logits), collapse.class_spread(calls)
    yield figure("classes_covered", spread_made.coverage, **facts)
    yield figure(
        "class_entropy",
        spread_made.entropy,
        most=math.log(logits.shape[1]),
        real=spread_real.entropy,
        **facts,
    )
    spec = course.subject.model.latent
    for _, place in spec.find(Control.CLASS):
        if latents[:, place].shape[1] == logits.shape[1]:
            asked = latents[:, place].argmax(1)
            labels = torch.from_numpy(course.test.labels[spread_indices(course.test, len(real))])
            yield figure(
                "class_agreement",
                float((logits.argmax(1) == asked).double().mean()),
                real=float((calls.argmax(1) == labels).double().mean()),
                **facts,
            )
    for _, place in spec.find(Control.CODE):
        agreement = latent_use.code_agreement(latents[:, place].argmax(1), logits.argmax(1))
        yield figure("code_agreement", agreement, **facts)


def _fid(
    course: Course, inception: Judge, drawn: dict[str, Tensor], real: Tensor, training: Tensor
) -> Iterator[Figure]:
    """The published measure, for those who have its weights."""
    reference = features_of(inception, training, course.cancel)
    held_out = features_of(inception, real, course.cancel)
    floor = fidelity.frechet_distance(reference, held_out)
    for sampler, pictures in drawn.items():
        course.step(0.7, tr("Comparing Inception's features"))
        value = fidelity.frechet_distance(
            reference, features_of(inception, pictures, course.cancel)
        )
        facts: dict[str, Any] = {
            "count": course.count,
            "reference": course.count,
            "judge": inception.name,
        }
        yield figure("fid", value, sampler, floor=floor, **facts)
        yield figure("fid_ratio", value / floor, sampler, **facts)
