"""A problem as one model sees it: the scores of all its pictures, and pictures to look at."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from gen_explorer.analysis import curves, problems
from gen_explorer.analysis.anomaly import BY_NAME, Scored
from gen_explorer.analysis.curves import Curve, Interval
from gen_explorer.analysis.problems import Kind, Material, Mixture, Problem
from gen_explorer.analysis.thresholds import Ranking
from gen_explorer.core.concurrency import CancelToken, Progress, no_progress

Flags = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]
LOADING, FITTING = 0.03, 0.1
"""Shares of the progress that reading the data and learning what is normal take."""


@dataclass(frozen=True, eq=False)
class Study:
    """What a model's scores say of every picture of a problem."""

    problem: Problem
    """With the limit that was used."""
    kinds: tuple[Kind, ...]
    kind_of: Whole
    """(N,): places in `kinds`."""
    is_abnormal: Flags
    """(N,)."""
    scored: tuple[Scored, ...]


@dataclass(frozen=True, eq=False)
class Verdict:
    """How well one score tells the groups apart: everything that a threshold is dragged over."""

    study: Study
    scored: Scored
    ranking: Ranking
    auroc: Interval
    auprc: Interval
    roc: Curve
    """Thinned, for a plot."""
    precision_recall: Curve
    order: Whole
    """(N,): places of the pictures, the lowest score first."""


def verdicts(made: Study) -> tuple[Verdict, ...]:
    """One of every score. Raises ValueError as `Ranking` does, where a group is empty or a score is
    no number."""
    found = []
    for scored in made.scored:
        ranking = Ranking(scored.values, made.is_abnormal)
        _ = ranking.counts  # read while dragging
        auroc, auprc = curves.areas(scored.values, made.is_abnormal)
        roc = curves.thinned(curves.roc(ranking))
        pr = curves.thinned(curves.precision_recall(ranking))
        order = np.argsort(scored.values, kind="stable")
        found.append(Verdict(made, scored, ranking, auroc, auprc, roc, pr, order))
    return tuple(found)


def limited(problem: Problem, names: Sequence[str]) -> Problem:
    """A problem without a limit gets that of its slowest score."""
    limits = [BY_NAME[name].limit for name in names if name in BY_NAME and BY_NAME[name].limit]
    return replace(problem, limit=min(limits)) if limits and not problem.limit else problem


def study(
    model: Any,
    key: str,
    names: Sequence[str],
    problem: Problem,
    invert: Any = None,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> tuple[Study, Material, Any]:
    """Fits the scores `names` of a model in eval mode and runs them; besides the study the
    pictures and the `detector.Detector`, to look closer. `key` is what the model is called. Raises
    `UserError` and `Cancelled`."""
    from gen_explorer.analysis import detector

    def part(first: float, last: float) -> Progress:
        return lambda share, words: progress(first + (last - first) * max(share, 0.0), words)

    detector.check(model, names)
    used = limited(problem, names)
    shape = model.image
    material = problems.load(used, shape.height, shape.channels, part(0.0, LOADING), cancel)
    clock = time.perf_counter()
    fitted = detector.fit(model, names, material.train, invert, part(LOADING, FITTING), cancel)
    found = fitted.run(material.test, part(FITTING, 1.0), cancel)
    seconds = time.perf_counter() - clock
    test: Mixture = material.test
    scored = tuple(Scored(key, name, values, seconds) for name, values in found.items())
    return Study(used, test.kinds, test.kind_of, test.is_abnormal, scored), material, fitted
