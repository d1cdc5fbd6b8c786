"""The training loop: one, visible, for every family.

    for every batch:
        for every objective of the family, in its order:
            descend its loss with respect to its own parameters
        let the moving average follow

A family without objectives counts instead: it sees every picture once (`fit`).

The same configuration, data and machine give the same weights, also when the run was interrupted:
the order of the pictures depends on (seed, epoch) alone, and a checkpoint holds the state of every
generator that is drawn from.
"""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from gen_explorer.core.concurrency import Progress, no_progress
from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.data import captions, datasets, images
from gen_explorer.data.image_set import ImageSet
from gen_explorer.models import registry
from gen_explorer.models.base import Batch, Control, Family, Objective, Section
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.preview import preview_png
from gen_explorer.training.run import RunFolder


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
    """Asked after every step; True saves a checkpoint and ends."""
    on_data: Progress = field(default=no_progress)
    """Progress of loading (or downloading) the data."""


class Trainer:
    """A family on its way: model, optimisers, moving average and position."""

    def __init__(self, config: TrainConfig, device: torch.device) -> None:
        torch.manual_seed(config.seed)
        self.config = config
        self.device = device
        self.model: Any = registry.build(config.family, config.model).to(
            device, memory_format=torch.channels_last
        )
        self.objectives: tuple[Objective, ...] = self.model.objectives()
        self.optimisers = [
            torch.optim.Adam(o.parameters, lr=o.learning_rate, betas=o.betas)
            for o in self.objectives
        ]
        averaged = list(self.model.averaged())
        self.average = MovingAverage(nn.ModuleList(averaged), config.average) if averaged else None
        self.step = 0

    def train_step(self, batch: Batch, total_steps: int) -> dict[str, Tensor]:
        """One descent for every objective; the scalars they named. Raises `UserError` when a loss
        is no longer finite: the last checkpoint stays as it is."""
        share = self.step / total_steps
        scale = learning_rate_scale(self.config.schedule, share)
        scalars: dict[str, Tensor] = {}
        for objective, optimiser in zip(self.objectives, self.optimisers, strict=True):
            if not is_due(objective, self.step, share):
                continue
            for group in optimiser.param_groups:
                group["lr"] = objective.learning_rate * scale
            with torch.autocast(
                self.device.type, torch.bfloat16, enabled=self.config.precision == "bfloat16"
            ):
                loss = objective.loss(batch)
            if not torch.isfinite(loss.value):
                raise UserError(
                    tr("The loss of {objective} is not a number any more at step {step}.").format(
                        objective=objective.name, step=self.step
                    ),
                    tr("Use a smaller learning rate; the last checkpoint is kept."),
                )
            # A part that is not in use yet (a network that grows) has no gradient.
            gradients = torch.autograd.grad(loss.value, objective.parameters, allow_unused=True)
            for parameter, gradient in zip(objective.parameters, gradients, strict=True):
                parameter.grad = gradient
            if objective.clip:
                nn.utils.clip_grad_norm_(objective.parameters, objective.clip)
            optimiser.step()
            optimiser.zero_grad()
            scalars |= loss.scalars
        if self.average is not None:
            self.average.follow(self.step)
        self.step += 1
        return scalars

    def state(self) -> dict[str, Any]:
        """Everything that training on exactly needs; loads under `weights_only=True`."""
        return {
            "step": self.step,
            "model": self.model.state_dict(),
            "average": self.average.shadow.state_dict() if self.average else {},
            "optimisers": [optimiser.state_dict() for optimiser in self.optimisers],
            "torch_rng": torch.get_rng_state(),
            "device_rng": torch.cuda.get_rng_state() if self.device.type == "cuda" else None,
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.step = state["step"]
        self.model.load_state_dict(state["model"])
        if self.average is not None:
            self.average.shadow.load_state_dict(state["average"])
        for optimiser, saved in zip(self.optimisers, state["optimisers"], strict=True):
            optimiser.load_state_dict(saved)
        torch.set_rng_state(state["torch_rng"])
        if self.device.type == "cuda" and state["device_rng"] is not None:
            torch.cuda.set_rng_state(state["device_rng"])

    def finished_model(self) -> Any:
        """A copy of the model in eval mode, with averaged weights where the family asks for it."""
        return averaged_model(self.model, self.average.shadow if self.average else None)


def is_due(objective: Objective, step: int, share: float) -> bool:
    """Whether an objective runs in step `step` (from 0) when `share` of the training is done."""
    in_time = objective.begins <= share < objective.ends or share >= objective.ends == 1.0
    return in_time and (step + 1) % objective.every == 0


class MovingAverage:
    """An exponential moving average of some modules' weights and statistics (EMA)."""

    def __init__(self, followed: nn.ModuleList, decay: float) -> None:
        self.followed = followed
        self.decay = decay
        self.shadow = copy.deepcopy(followed).requires_grad_(False)

    @torch.no_grad()
    def follow(self, step: int) -> None:
        """One step. The decay starts low, so that the average does not drag the first weights."""
        decay = min(self.decay, (1 + step) / (10 + step))
        for mean, now in zip(tensors_of(self.shadow), tensors_of(self.followed), strict=True):
            if mean.is_floating_point():
                mean.lerp_(now, 1 - decay)
            else:
                mean.copy_(now)


def tensors_of(module: nn.Module) -> Iterator[Tensor]:
    """Parameters and buffers."""
    yield from module.parameters()
    yield from module.buffers()


@torch.no_grad()
def averaged_model(model: Any, shadow: nn.ModuleList | None) -> Any:
    """A copy of `model` in eval mode whose averaged parts hold the average's values."""
    finished = copy.deepcopy(model).eval()
    if shadow is not None:
        for part, mean in zip(finished.averaged(), shadow, strict=True):
            part.load_state_dict(mean.state_dict())
    return finished


def learning_rate_scale(schedule: str, share: float) -> float:
    """Factor of the learning rate when `share` of the run is done, 0 <= share < 1."""
    if schedule == "cosine":
        return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * share))
    return 1.0


def epoch_order(count: int, seed: int, epoch: int) -> Tensor:
    """A permutation of the pictures that depends on (seed, epoch) alone."""
    generator = torch.Generator().manual_seed((seed << 20) + epoch)
    return torch.randperm(count, generator=generator)


def batch_of(
    data: ImageSet,
    chosen: Tensor,
    device: torch.device,
    progress: float,
    text: Section | None = None,
    draw: tuple[int, int] = (0, 0),
) -> Batch:
    """The pictures `chosen` (N,) of `data`, ready for a step. For a family with a TEXT section they
    get captions, whose wording depends on the two numbers `draw` alone."""
    indices = chosen.numpy()
    pictures, labels = data.batch(indices), data.labels[indices]
    tokens = None
    if text is not None:
        generator = np.random.Generator(np.random.Philox(key=np.array(draw, np.uint64)))
        numbers = captions.described_tokens(
            text.source, pictures, labels, data.classes, generator, text.size
        )
        tokens = torch.from_numpy(numbers).to(device)
    return Batch(
        images=images.to_model(pictures).to(device, memory_format=torch.channels_last),
        labels=torch.from_numpy(labels).to(device),
        progress=progress,
        tokens=tokens,
    )


def train(
    run: RunFolder, device: torch.device, hooks: Hooks | None = None, resume: bool = False
) -> Trainer:
    """Trains the run's configuration to its end, or until a hook stops it.

    With `resume` it goes on from the newest checkpoint and ends at the same weights and losses as a
    run that was never interrupted.
    """
    hooks = hooks or Hooks()
    config = run.config
    trainer = Trainer(config, device)
    model: Family = trainer.model
    data = datasets.load(
        config.data, "train", model.image.height, model.image.channels, progress=hooks.on_data
    )
    if not trainer.objectives:
        return count_once(run, trainer, data, hooks, resume)
    batches = len(data) // config.batch_size
    if batches == 0:
        raise UserError(
            tr("{data} has {count} pictures, fewer than one batch of {size}.").format(
                data=config.data, count=len(data), size=config.batch_size
            ),
            tr("Use a smaller --batch-size or a larger data set."),
        )
    total = batches * config.epochs
    if resume:
        trainer.restore(run.load_checkpoint())
        run.forget_events_after(trainer.step)
    else:
        run.start()  # only now: a wrong data set leaves no half-made folder behind
    trainer.model.train()
    clock, seen = time.perf_counter(), 0
    text = next((section for section, _ in model.latent.find(Control.TEXT)), None)

    while trainer.step < total:
        epoch, first = divmod(trainer.step, batches)
        order = epoch_order(len(data), config.seed, epoch)
        for index in range(first, batches):
            chosen = order[index * config.batch_size : (index + 1) * config.batch_size]
            share = trainer.step / total
            batch = batch_of(data, chosen, device, share, text, (config.seed, trainer.step))
            scalars = trainer.train_step(batch, total)
            seen += config.batch_size
            if trainer.step % config.log_every == 0 or trainer.step == total:
                values = {name: value.item() for name, value in scalars.items()}
                run.add_event(step=trainer.step, epoch=epoch, **values)
                rate = seen / (time.perf_counter() - clock)
                hooks.on_step(StepReport(trainer.step, total, epoch, config.epochs, values, rate))
            if hooks.should_stop():
                run.save_checkpoint(trainer.step, trainer.state())
                return trainer
        done = epoch + 1
        if done % config.preview_every == 0 or done == config.epochs:
            run.save_preview(trainer.step, preview_png(trainer.finished_model(), device))
        if done % config.checkpoint_every == 0 or done == config.epochs:
            run.save_checkpoint(trainer.step, trainer.state())
    return trainer


def count_once(
    run: RunFolder, trainer: Trainer, data: ImageSet, hooks: Hooks, resume: bool
) -> Trainer:
    """One pass of a family that counts over all pictures. One that is stopped half-way leaves no
    checkpoint: the next begins anew, in the seconds that it takes."""
    size = run.config.batch_size
    total = -(-len(data) // size)  # the last batch may be smaller: every picture counts
    if resume and run.checkpoints():
        trainer.restore(run.load_checkpoint())
    if resume:
        run.forget_events_after(trainer.step)
    else:
        run.start()
    if trainer.step >= total:
        return trainer
    clock, stopped = time.perf_counter(), False

    def batches() -> Iterator[Batch]:
        nonlocal stopped
        for index, chosen in enumerate(torch.split(torch.arange(len(data)), size)):
            if hooks.should_stop():
                stopped = True
                return
            yield batch_of(data, chosen, trainer.device, index / total)
            rate = (index + 1) * size / (time.perf_counter() - clock)
            hooks.on_step(StepReport(index + 1, total, 0, 1, {}, rate))

    scalars = trainer.model.fit(batches())
    if not stopped:
        trainer.step = total
        run.add_event(step=total, epoch=0, **scalars)
        run.save_preview(total, preview_png(trainer.finished_model(), trainer.device))
        run.save_checkpoint(total, trainer.state())
    return trainer
