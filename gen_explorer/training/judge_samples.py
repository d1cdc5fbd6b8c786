"""What a model's own pictures tell: speed, sharpness, variety, and likeness to real pictures."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from gen_explorer.analysis import collapse, fidelity, image_quality, latent_use
from gen_explorer.checkpoints.card import Figure
from gen_explorer.core.translation import tr
from gen_explorer.data import captions
from gen_explorer.latent import priors, samplers
from gen_explorer.models.base import Control, LatentSpec
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
NEIGHBOUR_PICTURES = 5_000
"""Of each set, for precision, recall, density and coverage."""
SPEED_BATCH = 64


def of_samples(course: Course, judge: Judge | None, inception: Judge | None) -> list[Figure]:
    subject, count = course.subject, course.count
    latents = draw_latents(subject, count)
    found = [_speed(course, latents)]
    made = draw_pictures(course, latents, 0.02, 0.3)
    course.step(0.3, tr("Comparing with real pictures"))
    found += _of_pixels(course, made)
    drawn = {"prior": made}
    for name in samplers.available(subject.model.latent, subject.fits)[1:]:
        drawn[name] = draw_pictures(course, draw_latents(subject, count, name), 0.45, 0.5)
        found += _sharpness(course, drawn[name], name)
    course.step(0.5, tr("Comparing features with those of real pictures"))
    if judge is not None:
        found += _of_features(course, judge, drawn)
        found += _of_classes(course, judge, latents, made)
    if inception is not None:
        found += _fid(course, inception, drawn)
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


def _sharpness(course: Course, made: Tensor, sampler: str = "prior") -> Iterator[Figure]:
    """Of at most PIXEL_SAMPLES pictures, against as many real ones."""
    count = min(course.count, PIXEL_SAMPLES)
    made, real = made[:count], spread(course.test, count)
    yield figure("sharpness", image_quality.sharpness_ratio(made, real), sampler, count=count)
    yield figure("detail", image_quality.detail_ratio(made, real), sampler, count=count)


def _of_pixels(course: Course, made: Tensor) -> Iterator[Figure]:
    """Sharpness, twins and memorising, of at most PIXEL_SAMPLES pictures."""
    yield from _sharpness(course, made)
    count = min(course.count, PIXEL_SAMPLES)
    made, real = made[:count], spread(course.test, count)
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


@dataclass(frozen=True, eq=False)
class Reference:
    """Features of training pictures, and how far real test pictures are from them."""

    features: Tensor
    held_out: Tensor
    normal: fidelity.Normal
    frechet: float
    kernel: float
    near: fidelity.Neighbours


_references: dict[tuple[object, ...], Reference] = {}
"""The last one, for several models of the same data."""


def reference(course: Course, judge: Judge) -> Reference:
    """What samples are held against; kept for the next model where it is the same."""
    image = course.subject.model.image
    key = (judge.name, course.test.name, image, course.count)
    if key not in _references:
        features = features_of(judge, spread(course.train, course.count), course.cancel)
        held_out = features_of(judge, spread(course.test, course.count), course.cancel)
        course.step(0.52, tr("Comparing features with those of real pictures"))
        normal = fidelity.fit_normal(features)
        frechet = fidelity.frechet_distance(normal, fidelity.fit_normal(held_out))
        kernel = fidelity.kernel_distance(features, held_out)
        near = _near(features, held_out)
        _references.clear()
        _references[key] = Reference(features, held_out, normal, frechet, kernel, near)
    return _references[key]


def _near(real: Tensor, made: Tensor) -> fidelity.Neighbours:
    return fidelity.neighbours(_some(real), _some(made), NEIGHBOURS)


def _some(features: Tensor) -> Tensor:
    """At most NEIGHBOUR_PICTURES rows, spread evenly."""
    count = min(len(features), NEIGHBOUR_PICTURES)
    return features[torch.linspace(0, len(features) - 1, count).long()]


def _of_features(course: Course, judge: Judge, drawn: dict[str, Tensor]) -> Iterator[Figure]:
    """Distances and neighbours of samples as ratios to those of real test pictures."""
    real = reference(course, judge)
    facts: dict[str, Any] = {
        "count": course.count,
        "reference": course.count,
        "features": real.features.shape[1],
        "judge": judge.name,
        "k": NEIGHBOURS,
        "subsets": fidelity.SUBSETS,
        "subset": min(fidelity.SUBSET, course.count),
    }
    some = min(course.count, NEIGHBOUR_PICTURES)
    for sampler, made in drawn.items():
        features = features_of(judge, made, course.cancel)
        course.step(0.6, tr("Comparing features with those of real pictures"))
        near = _near(real.features, features)
        frechet = fidelity.frechet_distance(real.normal, fidelity.fit_normal(features))
        kernel = fidelity.kernel_distance(real.features, features)
        yield from _ratio("frechet", frechet, real.frechet, sampler, facts)
        yield figure("kernel_distance", kernel, sampler, floor=real.kernel, **facts)
        for name in ("precision", "recall", "density", "coverage"):
            fewer = {**facts, "some": some}
            yield from _ratio(name, getattr(near, name), getattr(real.near, name), sampler, fewer)
        if sampler == "prior":
            diversity = collapse.pairwise_diversity(features)
            ratio = diversity / collapse.pairwise_diversity(real.held_out)
            yield figure("feature_diversity", ratio, **facts)


def _ratio(
    name: str, value: float, floor: float, sampler: str, facts: dict[str, Any]
) -> Iterator[Figure]:
    """The figure of a ratio; none where even real pictures have nothing."""
    if floor > 0:
        facts = {**facts, "value_raw": value, "floor": floor}
        yield figure(f"{name}_ratio", value / floor, sampler, **facts)


def _of_classes(course: Course, judge: Judge, latents: Tensor, made: Tensor) -> Iterator[Figure]:
    """How samples spread over the classes, and whether class and code do what they say."""
    assert judge.classify is not None
    real = reference(course, judge).held_out
    logits = judge.classify(features_of(judge, made, course.cancel))
    calls = judge.classify(real)
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
    asked = _asked_classes(spec, latents, course.test.classes)
    if asked is not None and len(course.test.classes) == logits.shape[1]:
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


def _asked_classes(spec: LatentSpec, latents: Tensor, classes: Sequence[str]) -> Tensor | None:
    """The class (N,) that each latent asks for, by its CLASS section or the caption of its seed,
    -1 where a caption names none; None where the model is not told of classes."""
    for section, place in spec.find(Control.CLASS):
        if section.size == len(classes):
            return latents[:, place].argmax(1)
    for section, _ in spec.find(Control.TEXT):
        captioned = (priors.caption(spec, seed) for seed in range(len(latents)))
        named = (captions.class_of(section.source, text) for text in captioned)
        return torch.tensor([classes.index(name) if name in classes else -1 for name in named])
    return None


def _fid(course: Course, inception: Judge, drawn: dict[str, Tensor]) -> Iterator[Figure]:
    """The published measure, for those who have its weights."""
    training = features_of(inception, spread(course.train, course.count), course.cancel)
    held_out = features_of(inception, spread(course.test, course.count), course.cancel)
    normal = fidelity.fit_normal(training)
    floor = fidelity.frechet_distance(normal, fidelity.fit_normal(held_out))
    facts = {"count": course.count, "reference": course.count, "judge": inception.name}
    for sampler, made in drawn.items():
        course.step(0.7, tr("Comparing Inception's features"))
        features = features_of(inception, made, course.cancel)
        value = fidelity.frechet_distance(normal, fidelity.fit_normal(features))
        yield figure("fid", value, sampler, floor=floor, **facts)
        yield figure("fid_ratio", value / floor, sampler, **facts)
