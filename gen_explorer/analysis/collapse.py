"""Has a model lost variety, or does it repeat what it was shown?

Class coverage     how a classifier's calls of the samples spread over the classes
Diversity          how far pairs of samples lie apart
Duplicates         Arora et al., Do GANs learn the distribution?, ICLR 2018: by the birthday paradox
                   a set of s samples holds a duplicate with probability 1/2 when about s^2 pictures
                   can be drawn; so the share of pairs that are duplicates tells how many there are
Memorising         distance to the nearest training picture, against that of unseen real pictures
                   (as in Meehan et al., A Non-Parametric Test to Detect Data-Copying, AISTATS 2020)

Distances are root mean squared differences of pixels in [-1, 1].
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Classes:
    """How samples spread over the classes, by a classifier's calls."""

    coverage: float
    """Share of the classes that at least a tenth of their fair share of samples is called."""
    entropy: float
    """In nats: from 0, where one class is all, to ln(classes), where all are as frequent."""


def class_spread(logits: Tensor) -> Classes:
    """The spread of the most likely class over samples, from logits (N, classes)."""
    share = torch.bincount(logits.argmax(1), minlength=logits.shape[1]).double() / len(logits)
    entropy = float(torch.special.entr(share).sum())
    coverage = float((share >= 0.1 / len(share)).double().mean())
    return Classes(coverage, entropy)


def pairwise_diversity(features: Tensor) -> float:
    """Mean Euclidean distance of the rows (N, d) to each other, N even: first half against second
    half, row by row."""
    first, second = features.chunk(2)
    return float((first - second).norm(dim=1).double().mean())


@dataclass(frozen=True)
class Duplicates:
    """Pairs within a set that are closer than a threshold."""

    pairs: int
    """Duplicate pairs."""
    share: float
    """Of the samples that have a duplicate."""
    support: float
    """Estimated number of different pictures: all pairs over duplicate pairs; infinite with none.
    With s samples more than s^2 / 2 cannot be told from infinitely many."""


def duplicates(samples: Tensor, threshold: float) -> Duplicates:
    """Duplicates among pictures (N, ...) at a distance below `threshold`, 0 to 2."""
    flat = samples.flatten(1)
    scale = math.sqrt(flat.shape[1])
    count = len(flat)
    close, pairs = 0, 0
    for first in range(0, count, 1000):
        near = _distances(flat[first : first + 1000], flat) / scale < threshold
        near.diagonal(offset=first).fill_(False)
        close += int(near.any(1).sum())
        pairs += int(near.sum())
    pairs //= 2
    support = count * (count - 1) / 2 / pairs if pairs else math.inf
    return Duplicates(pairs, close / count, support)


def nearest(pictures: Tensor, others: Tensor) -> tuple[Tensor, Tensor]:
    """Distance (N,) of each picture to the nearest of `others` (M, ...), and its index (N,)."""
    flat, scale = pictures.flatten(1), math.sqrt(pictures[0].numel())
    best = torch.full((len(flat),), math.inf)
    index = torch.zeros(len(flat), dtype=torch.int64)
    for first in range(0, len(others), 2000):
        part = others[first : first + 2000].flatten(1)
        distance, place = _distances(flat, part).min(1)
        closer = distance < best
        best = torch.where(closer, distance, best)
        index = torch.where(closer, place + first, index)
    return best / scale, index


def nearest_within(pictures: Tensor) -> Tensor:
    """Distance (N,) of each picture to the nearest other one of the same set."""
    flat, scale = pictures.flatten(1), math.sqrt(pictures[0].numel())
    found = []
    for first in range(0, len(flat), 1000):
        distance = _distances(flat[first : first + 1000], flat)
        distance.diagonal(offset=first).fill_(math.inf)
        found.append(distance.min(1).values)
    return torch.cat(found) / scale


def memorising(samples: Tensor, unseen: Tensor, training: Tensor) -> float:
    """Median distance of samples to their nearest training picture, over that of unseen real
    pictures: near 0 the model repeats its training pictures; soft pictures lie below 1 too."""
    made, real = nearest(samples, training)[0], nearest(unseen, training)[0]
    return float(made.median() / real.median())


def _distances(first: Tensor, second: Tensor) -> Tensor:
    """Euclidean distances (N, M). By the direct formula: the one by matrix products loses small
    distances, and those are what counts here, so they are taken again where they are small."""
    distance = torch.cdist(first, second, compute_mode="use_mm_for_euclid_dist")
    rows, columns = torch.nonzero(distance < 0.05 * first.shape[1] ** 0.5, as_tuple=True)
    if 0 < len(rows) <= 1 << 16:
        distance[rows, columns] = (first[rows] - second[columns]).norm(dim=1)
    return distance
