"""The ten one-class problems of a data set: one class is normal, the nine others are not.

For every class and seed a small model is trained on that class's training pictures alone, fitted to
the same pictures, and scores the whole test split. No threshold is chosen, no abnormal picture is
seen before scoring, and no score is picked by its result: all are in the table.

What is done is kept after every problem, so that a run which was stopped goes on.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch

from gen_explorer.analysis import curves, detector, problems
from gen_explorer.analysis.anomaly import BY_NAME, offered
from gen_explorer.analysis.problems import Problem
from gen_explorer.analysis.thresholds import Ranking
from gen_explorer.core.concurrency import CancelToken, Progress, no_progress
from gen_explorer.core.errors import UserError
from gen_explorer.core.files import write_atomically
from gen_explorer.core.translation import counted, tr
from gen_explorer.data import datasets
from gen_explorer.training.batches import batch_of, epoch_order
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.trainer import Trainer

STEPS = 600
"""Of every training: as many for classes of 1,000 pictures as for those of 6,000."""
_SMALL = TrainConfig(batch_size=64, schedule="cosine", precision="bfloat16")
RECIPES: dict[str, TrainConfig] = {
    "autoencoder": replace(_SMALL, family="autoencoder", model={"latent_size": 32, "width": 16}),
    "vae": replace(_SMALL, family="vae", model={"latent_size": 32, "width": 16}),
}
"""By name: what is trained on every class."""
DEFAULT = "autoencoder"
LEFT_OUT = ("typicality",)
"""Scores that say the same as another one here."""


@dataclass(frozen=True)
class Row:
    """One problem: what each score's AUROC is."""

    recipe: str
    seed: int
    normal: str
    auroc: dict[str, float]
    auprc: dict[str, float]
    seconds: float
    """Training, fitting and scoring."""

    @property
    def key(self) -> str:
        return f"{self.recipe}/{self.seed}/{self.normal}"


def run(
    data: str,
    seeds: int,
    recipes: Sequence[str],
    file: Path,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> list[Row]:
    """Every problem of `data` with seeds 0 to `seeds` - 1; those that `file` (JSON) holds already
    are not done again. Raises `UserError`, and `Cancelled` between two problems or batches."""
    token = cancel or CancelToken()
    classes = datasets.load(data, "test").classes
    if len(classes) < 2 or datasets.parts_of(data)[1]:
        raise UserError(
            tr("{data} has no classes to choose from.").format(data=data),
            tr("Name a data set with classes, like fashion-mnist."),
        )
    for name in recipes:
        if name not in RECIPES:
            raise UserError(
                tr("There is no model called {name} here.").format(name=name),
                tr("The models are: {names}.").format(names=", ".join(RECIPES)),
            )
    rows = {row.key: row for row in read(file, data)}
    wanted = [(r, s, c) for r in recipes for s in range(seeds) for c in classes]
    for index, (recipe, seed, normal) in enumerate(wanted):
        if f"{recipe}/{seed}/{normal}" in rows:
            continue
        progress(
            index / len(wanted),
            tr("{model}, seed {seed}, normal: {name}").format(model=recipe, seed=seed, name=normal),
        )
        row = solve(data, recipe, seed, normal, token)
        rows[row.key] = row
        write(file, data, list(rows.values()))
    progress(1.0, "")
    return [rows[f"{r}/{s}/{c}"] for r, s, c in wanted]


def solve(data: str, recipe: str, seed: int, normal: str, cancel: CancelToken) -> Row:
    """Trains on one class and scores the test split."""
    clock = time.perf_counter()
    config = replace(RECIPES[recipe], data=f"{data}:{normal}", seed=seed)
    model = trained(config, cancel).requires_grad_(False)
    names = [n for n in offered(detector.facts_of(model)) if n not in LEFT_OUT]
    material = problems.load(
        Problem(data, normal=(normal,)), model.image.height, model.image.channels
    )
    fitted = detector.fit(model, names, material.train, cancel=cancel)
    found = fitted.run(material.test, cancel=cancel)
    auroc, auprc = {}, {}
    for name, values in found.items():
        ranking = Ranking(values, material.test.is_abnormal)
        auroc[name] = round(curves.auroc(ranking), 5)
        auprc[name] = round(curves.auprc(ranking), 5)
    return Row(recipe, seed, normal, auroc, auprc, round(time.perf_counter() - clock, 2))


def trained(config: TrainConfig, cancel: CancelToken) -> Any:
    """A model after `STEPS` steps of the loop's own trainer, in eval mode. Nothing is written: the
    command and the seed make it again."""
    device = torch.device("cpu")
    trainer = Trainer(config, device)
    shape = trainer.model.image
    data = datasets.load(config.data, "train", shape.height, shape.channels)
    batches = len(data) // config.batch_size
    if batches == 0:
        raise UserError(
            counted(
                len(data),
                tr("{data} has one picture, fewer than one batch of {size}."),
                tr("{data} has {count} pictures, fewer than one batch of {size}."),
            ).format(data=config.data, count=len(data), size=config.batch_size),
            tr("Use a larger data set."),
        )
    trainer.model.train()
    while trainer.step < STEPS:
        epoch, index = divmod(trainer.step, batches)
        if index == 0:
            order = epoch_order(len(data), config.seed, epoch)
        cancel.check()
        chosen = order[index * config.batch_size : (index + 1) * config.batch_size]
        trainer.train_step(batch_of(data, chosen, device, trainer.step / STEPS), STEPS)
    return trainer.finished_model()


def read(file: Path, data: str) -> list[Row]:
    """The problems that a file holds; none where it is missing, broken, or of other data or other
    recipes."""
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        rows = [Row(**row) for row in stored["problems"]]
    except (OSError, ValueError, TypeError, KeyError):
        return []
    is_same = (stored.get("data"), stored.get("steps")) == (data, STEPS)
    return rows if is_same and stored.get("recipes") == _recipes() else []


def _recipes() -> dict[str, dict[str, Any]]:
    return {
        name: {"model": config.model, "batch_size": config.batch_size}
        for name, config in RECIPES.items()
    }


def write(file: Path, data: str, rows: list[Row]) -> None:
    """Keeps what is done."""
    stored = {
        "data": data,
        "steps": STEPS,
        "recipes": _recipes(),
        "means": {
            f"{recipe} {score}": round(value, 4) for (recipe, score), value in means(rows).items()
        },
        "problems": [vars(row) for row in rows],
    }
    write_atomically(file, json.dumps(stored, indent=1, ensure_ascii=False) + "\n")


def means(rows: Sequence[Row]) -> dict[tuple[str, str], float]:
    """Mean AUROC over problems and seeds by (recipe, score)."""
    found: dict[tuple[str, str], list[float]] = {}
    for row in rows:
        for score, value in row.auroc.items():
            found.setdefault((row.recipe, score), []).append(value)
    return {key: statistics.fmean(values) for key, values in found.items()}


def deviation(rows: Sequence[Row], recipe: str, score: str) -> float:
    """Standard deviation, over the seeds, of the mean over the problems; 0 for one seed."""
    of = [row for row in rows if row.recipe == recipe and score in row.auroc]
    each = [
        statistics.fmean(row.auroc[score] for row in of if row.seed == seed)
        for seed in sorted({row.seed for row in of})
    ]
    return statistics.stdev(each) if len(each) > 1 else 0.0


def markdown(data: str, rows: Sequence[Row], command: str) -> str:
    """The whole table, with how it was made."""
    columns = list(means(rows))
    seeds = sorted({row.seed for row in rows})
    normals = list(dict.fromkeys(row.normal for row in rows))
    lines = [
        f"# One-class problems of {data}",
        "",
        f"    {command}",
        "",
        f"AUROC of the whole test split, mean over {len(seeds)} seeds "
        f"({', '.join(map(str, seeds))}). Each row: that class is normal, all others are abnormal. "
        f"Each model saw {STEPS} batches of {_SMALL.batch_size} training pictures of that class "
        "and no others; scores were fitted to the same pictures.",
        "",
        "| normal | " + " | ".join(f"{recipe}: {score}" for recipe, score in columns) + " |",
        "|---|" + "---:|" * len(columns),
    ]
    for normal in normals:
        some = means([row for row in rows if row.normal == normal])
        lines.append(f"| {normal} | " + " | ".join(f"{some[c]:.3f}" for c in columns) + " |")
    total = means(rows)
    lines.append("| **mean** | " + " | ".join(f"**{total[c]:.4f}**" for c in columns) + " |")
    spread = [f"{deviation(rows, *column):.4f}" for column in columns]
    lines.append("| deviation of the mean over seeds | " + " | ".join(spread) + " |")
    lines += ["", "Scores and their sources:", ""]
    names = dict.fromkeys(score for _, score in columns)
    lines += [f"- {name}: {BY_NAME[name].source}" for name in names]
    return "\n".join(lines) + "\n"
