"""What test_distributed.py runs in two processes: `python -m tests.training.two_processes WHAT`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import torch

from gen_explorer.models.base import Batch
from gen_explorer.training import companions, distributed
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.distributed import ALONE, World
from gen_explorer.training.loop import Hooks, train
from gen_explorer.training.run import RunFolder
from gen_explorer.training.together import shared_run
from gen_explorer.training.trainer import Trainer
from tests.models.test_families import SMALL, batch_for

PICTURES, STEPS = 16, 3


def losses_of(name: str, settings: dict[str, Any], world: World = ALONE) -> dict[str, Any]:
    """The first steps of a family, and whether the processes agree on weights and generators."""
    trainer = Trainer(TrainConfig(family=name, model=settings), torch.device("cpu"), world)
    trainer.model.train()
    part, whole = world.share(PICTURES), batch_for(trainer.model, PICTURES * STEPS)
    steps = []
    for step in range(STEPS):
        chosen = torch.arange(PICTURES * step, PICTURES * (step + 1))[part]
        tokens = None if whole.tokens is None else whole.tokens[chosen]
        batch = Batch(whole.images[chosen], whole.labels[chosen], step / STEPS, tokens)
        scalars = trainer.train_step(batch, STEPS)
        steps.append({key: value.item() for key, value in scalars.items()})
    followed = [trainer.model, *([trainer.average.shadow] if trainer.average else [])]
    weights = [
        value.flatten().double() for part in followed for value in part.state_dict().values()
    ]
    agree = [
        bool((found == found[0]).all())
        for own in (torch.cat(weights), torch.get_rng_state())
        for found in [world.joined(own[None])]
    ]
    return {"steps": steps, "agree": all(agree)}


def families(world: World, names: list[str]) -> None:
    """Prints what `losses_of` says of each small configuration of these families, as JSON."""
    found = [losses_of(name, settings, world) for name in names for settings in SMALL[name]]
    if world.is_first:
        print(json.dumps(found))  # noqa: T201 - read by the test


def go_on(world: World, folder: Path, until: int) -> None:
    """Resumes a run and stops it after step `until`; the second process asks for the stop."""
    run = RunFolder.open(folder) if world.is_first else None
    steps = 0

    def should_stop() -> bool:
        nonlocal steps
        steps += 1
        return world.rank == 1 and steps == until

    shared = shared_run(world, run)
    train(shared, world.device, Hooks(should_stop=should_stop), resume=True, world=world)


def main() -> None:
    torch.set_num_threads(1)
    what, *rest = sys.argv[1:]
    command = [sys.executable, "-m", "tests.training.two_processes", *sys.argv[1:]]
    with companions.companions(2, command), distributed.world(torch.device("cpu"), 1) as world:
        if what == "families":
            families(world, rest)
        else:
            go_on(world, Path(rest[0]), int(rest[1]))


if __name__ == "__main__":
    main()
