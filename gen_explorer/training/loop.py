"""The training loop: one, visible, for every family.

    for every batch:
        for every objective of the family, in its order:
            descend its loss with respect to its own parameters
        let the moving average follow

A family without objectives counts instead: it sees every picture once (`fit`).

The same configuration, data and machine give the same weights, also when the run was interrupted:
the order of the pictures depends on (seed, epoch) alone, and a checkpoint holds the state of every
generator that is drawn from. Looking at a run changes nothing in it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import torch
from torch import Tensor

from gen_explorer.core.concurrency import Progress, no_progress
from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import counted, tr
from gen_explorer.data import datasets
from gen_explorer.data.image_set import ImageSet
from gen_explorer.models.base import Batch, Control
from gen_explorer.training.batches import batch_of, epoch_order
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.distributed import ALONE, World
from gen_explorer.training.milestone import Milestones
from gen_explorer.training.run import Change, RunFolder
from gen_explorer.training.steering import Steering
from gen_explorer.training.together import steering_of
from gen_explorer.training.trainer import Trainer

VECTORS_EVERY = 4
"""After one in so many logged lines follow lines of vectors (the KL of each component)."""


@dataclass(frozen=True)
class StepReport:
    """What a watcher is told after a step."""

    step: int
    total_steps: int
    epoch: int
    epochs: int
    """Passes over the data in all."""
    scalars: dict[str, float]
    pictures_per_second: float


@dataclass(frozen=True)
class Hooks:
    """How others watch and stop a run. Every hook runs between two steps."""

    on_step: Callable[[StepReport], None] = lambda report: None
    """Called every `log_every` steps."""
    should_stop: Callable[[], bool] = lambda: False
    """Asked before every step; True saves a checkpoint and ends."""
    on_data: Progress = field(default=no_progress)
    """Progress of loading (or downloading) the data."""


def train(
    run: RunFolder,
    device: torch.device,
    hooks: Hooks | None = None,
    resume: bool = False,
    world: World = ALONE,
) -> Trainer:
    """Trains the run's configuration to its end, or until a hook or control.json stops it.

    With `resume` it goes on from the newest checkpoint and ends at the same weights and losses as a
    run that was never interrupted; where there is none yet it begins anew. Raises `Cancelled` when
    it is stopped before the first step.
    """
    hooks = hooks or Hooks()
    with steering_of(run, hooks.should_stop, world) as steering:
        trainer, config = Trainer(run.config, device, world), run.config

        def on_data(share: float, sentence: str) -> None:
            hooks.on_data(share, sentence)
            steering.loading(share, sentence)

        image = trainer.model.image
        size = (image.height, image.channels)
        data = world.in_turn(lambda: datasets.load(config.data, "train", *size, on_data))
        check_classes(trainer, data)
        if trainer.objectives:
            descend(run, trainer, data, hooks, steering, resume)
        elif world.is_first:  # the others would see the same pictures
            count_once(run, trainer, data, hooks, steering, resume)
    return trainer


def check_classes(trainer: Trainer, data: ImageSet) -> None:
    """Raises `UserError` where the model is told of fewer classes than the pictures have."""
    told = getattr(trainer.model.config, "classes", 0)
    if told == 1 and not trainer.objectives:  # a family that counts takes all pictures together
        return
    found = int(data.labels.max(initial=-1)) + 1
    if 0 < told < found:
        raise UserError(
            tr("{data} has {count} classes, but the model is built for {told}.").format(
                data=trainer.config.data, count=found, told=told
            ),
            tr("Leave out --set classes, or take as many with --data NAME:CLASS+CLASS."),
        )


def descend(
    run: RunFolder,
    trainer: Trainer,
    data: ImageSet,
    hooks: Hooks,
    steering: Steering,
    resume: bool,
) -> None:
    """Step after step, until the run's epochs are over."""
    config, model, world = run.config, trainer.model, trainer.world
    part = world.share(config.batch_size)
    batches = config.batches(len(data))
    if batches == 0:
        count = min(len(data), config.pictures or len(data))
        raise UserError(
            counted(
                count,
                tr("{data} has one picture, fewer than one batch of {size}."),
                tr("{data} has {count} pictures, fewer than one batch of {size}."),
            ).format(data=config.data, count=count, size=config.batch_size),
            tr("Use a smaller --batch-size or a larger data set."),
        )
    total = batches * config.epochs
    changes = begin(run, trainer, resume)
    steering.begin(trainer, total, batches, changes)
    milestones = Milestones(run, trainer)
    text = next((section for section, _ in model.latent.find(Control.TEXT)), None)
    order, order_epoch = torch.empty(0), -1
    model.train()

    while trainer.step < total:
        if not steering.may_step():
            if steering.keeps:
                save(run, trainer)
            return
        epoch, index = divmod(trainer.step, batches)
        if epoch != order_epoch:
            order, order_epoch = epoch_order(len(data), config.seed, epoch), epoch
        chosen = order[index * config.batch_size : (index + 1) * config.batch_size]
        share, done = trainer.step / total, trainer.step + 1
        is_logged = done % config.log_every == 0 or done == total or steering.is_watched_closely
        draw = (config.seed, trainer.step)
        batch = batch_of(data, chosen, trainer.device, share, text, draw, part)
        scalars = trainer.train_step(batch, total, in_detail=is_logged)
        steering.stepped(done, config.batch_size)
        if is_logged and world.is_first:
            values = log(run, trainer, epoch, scalars)
            rate = steering.pictures_per_second
            hooks.on_step(StepReport(done, total, epoch, config.epochs, values, rate))
        is_shown = is_time(config, done, batches, config.preview_every, config.preview_steps)
        is_shown |= steering.is_paused  # somebody takes single steps, and looks
        if is_shown and world.is_first:
            milestones.show(epoch, share, steering.is_paused or done == total)
        if is_time(config, done, batches, config.checkpoint_every):
            save(run, trainer)


def is_time(config: TrainConfig, done: int, batches: int, epochs: int, steps: int = 0) -> bool:
    """Whether something that happens every so many `epochs` (or, if not 0, `steps`) does so after
    `done` steps. It does at the end."""
    is_last = done == batches * config.epochs
    return is_last or done % (steps or epochs * batches) == 0


def begin(run: RunFolder, trainer: Trainer, resume: bool) -> list[Change]:
    """Starts the run's folder, or takes up its newest checkpoint; changes of settings that were
    made after it, and are to be made again."""
    if resume and run.checkpoints():
        trainer.restore(run.load_checkpoint())
    if trainer.world.size > 1:
        trainer.restore(trainer.world.state_of_first(trainer.state()))
    if not resume:
        run.start()  # only now: a wrong data set leaves no half-made folder behind
        return []
    changes = run.changes_from(trainer.step)
    run.forget_events_after(trainer.step)
    return changes


def save(run: RunFolder, trainer: Trainer) -> None:
    """A checkpoint, unless a weight is no number any more: those before it stay the newest."""
    trainer.require_finite()
    run.save_checkpoint(trainer.step, trainer.state())


def log(
    run: RunFolder, trainer: Trainer, epoch: int, scalars: dict[str, Tensor]
) -> dict[str, float]:
    """Writes what a step said into events.jsonl, and returns the scalars."""
    where = {"step": trainer.step, "epoch": epoch, "time": time.time()}
    values = {name: value.item() for name, value in scalars.items()}
    run.add_event(**where, **values)
    if trainer.step % (VECTORS_EVERY * run.config.log_every) == 0:
        for name, vector in trainer.vectors.items():
            numbers = [float(f"{value:.4g}") for value in vector.tolist()]
            run.add_event(**where, kind=name, values=numbers)
    return values


def count_once(
    run: RunFolder,
    trainer: Trainer,
    data: ImageSet,
    hooks: Hooks,
    steering: Steering,
    resume: bool,
) -> None:
    """One pass of a family that counts over all pictures. One that is stopped half-way leaves no
    checkpoint: the next begins anew, in the seconds that it takes."""
    size = run.config.batch_size
    total = -(-len(data) // size)  # the last batch may be smaller: every picture counts
    begin(run, trainer, resume)
    if trainer.step >= total:
        return
    steering.begin(trainer, total, total, [])

    def batches() -> Iterator[Batch]:
        for index, chosen in enumerate(torch.split(torch.arange(len(data)), size)):
            if not steering.may_step():
                return
            yield batch_of(data, chosen, trainer.device, index / total)
            steering.stepped(index + 1, len(chosen))
            rate = steering.pictures_per_second
            hooks.on_step(StepReport(index + 1, total, 0, 1, {}, rate))

    scalars = trainer.model.fit(batches())
    if not steering.is_stopped:
        trainer.step = total
        run.add_event(step=total, epoch=0, time=time.time(), **scalars)
        Milestones(run, trainer).show(0, 1.0, is_wanted=True)
        save(run, trainer)
