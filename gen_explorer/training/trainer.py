"""A family on its way: its weights, its optimisers, and one step of its training."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import torch
from torch import Tensor, nn

from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.models import registry
from gen_explorer.models.base import Batch, Loss, Objective
from gen_explorer.training import control
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.distributed import ALONE, World
from gen_explorer.training.whole_batch import share_statistics, whole_batch_draws


class NotFinite(UserError):  # noqa: N818 - the name says it
    """A loss or a weight is no number any more."""


class Trainer:
    """Model, optimisers, moving average and position."""

    def __init__(self, config: TrainConfig, device: torch.device, world: World = ALONE) -> None:
        torch.manual_seed(config.seed)
        self.config = config
        self.device = device
        self.world = world
        self.model: Any = registry.build(config.family, config.model).to(
            device, memory_format=torch.channels_last
        )
        share_statistics(self.model, world)
        self.objectives: tuple[Objective, ...] = self.model.objectives()
        is_fused = device.type in ("cpu", "cuda")  # one pass over the weights: a third of the time
        self.optimisers = [
            torch.optim.Adam(o.parameters, lr=o.learning_rate, betas=o.betas, fused=is_fused)
            for o in self.objectives
        ]
        averaged = list(self.model.averaged())
        self.average = MovingAverage(nn.ModuleList(averaged), config.average) if averaged else None
        self.step = 0
        """Steps done."""
        self.changes: dict[str, float] = {}
        """Settings that were changed while it trained, by name (see `control.changeable`)."""
        self.vectors: dict[str, Tensor] = {}
        """What the losses of the last step said of each component of z."""

    def train_step(
        self, batch: Batch, total_steps: int, in_detail: bool = False
    ) -> dict[str, Tensor]:
        """One descent for every objective; the scalars they named, and `in_detail` also the norm of
        each gradient, before it is clipped, and each learning rate. Raises `NotFinite` when a loss
        is no number: the last checkpoint stays as it is."""
        share = self.step / total_steps
        scale = learning_rate_scale(self.config.schedule, share)
        scalars: dict[str, Tensor] = {}
        for objective, optimiser in zip(self.objectives, self.optimisers, strict=True):
            if not is_due(objective, self.step, share):
                continue
            for group in optimiser.param_groups:
                group["lr"] = objective.learning_rate * scale
            loss = self.loss_of(objective, batch)
            if not torch.isfinite(loss.value):
                raise NotFinite(
                    tr("The loss of {objective} is not a number any more at step {step}.").format(
                        objective=objective.name, step=self.step
                    ),
                    tr("Use a smaller learning rate; what was saved stays."),
                )
            # A part that is not in use yet (a network that grows) has no gradient.
            own = torch.autograd.grad(loss.value, objective.parameters, allow_unused=True)
            gradients = self.world.mean_gradients(own)
            for parameter, gradient in zip(objective.parameters, gradients, strict=True):
                parameter.grad = None if gradient is None else laid_out_as(parameter, gradient)
            if in_detail:
                found = [gradient for gradient in gradients if gradient is not None]
                scalars[f"grad/{objective.name}"] = nn.utils.get_total_norm(found)
                scalars[f"learning_rate/{objective.name}"] = torch.tensor(
                    objective.learning_rate * scale, dtype=torch.float64
                )
            if objective.clip:
                nn.utils.clip_grad_norm_(objective.parameters, objective.clip)
            optimiser.step()
            optimiser.zero_grad()
            scalars |= loss.scalars
            self.vectors |= loss.vectors
        if self.average is not None:
            self.average.follow(self.step)
        self.step += 1
        return scalars

    def loss_of(self, objective: Objective, batch: Batch) -> Loss:
        """An objective's loss of the whole batch, of which `batch` is this process's share."""
        is_half = self.config.precision == "bfloat16"
        with (
            torch.autocast(self.device.type, torch.bfloat16, enabled=is_half),
            whole_batch_draws(self.world, len(batch.labels)),
        ):
            return self.world.mean_loss(objective.loss(batch))

    def change(self, name: str, value: float) -> float | None:
        """Changes a setting from the next step on (see `control.changeable`), and returns what it
        was; None where it is so already, or cannot be."""
        known = {setting.name: setting for setting in control.changeable_of(self.model)}
        if name not in known or not known[name].takes(value):
            return None
        kind, _, of = name.partition("/")
        old = self.setting(name)
        if value == old:
            return None
        if of:
            self.objectives = tuple(
                _changed(objective, kind, value) if objective.name == of else objective
                for objective in self.objectives
            )
        else:
            self.model.config = replace(self.model.config, **{name: value})
        self.changes[name] = value
        return old

    def setting(self, name: str) -> float:
        """What a changeable setting is now."""
        kind, _, of = name.partition("/")
        where = next((o for o in self.objectives if o.name == of), self.model.config)
        return float(getattr(where, kind))

    def require_finite(self) -> None:
        """Raises `NotFinite` where a weight is no number: a checkpoint of it could not go on."""
        for name, tensor in self.model.state_dict().items():
            if tensor.is_floating_point() and not torch.isfinite(tensor).all():
                raise NotFinite(
                    tr("The weights {name} are not numbers any more at step {step}.").format(
                        name=name, step=self.step
                    ),
                    tr("Use a smaller learning rate; what was saved stays."),
                )

    def state(self) -> dict[str, Any]:
        """Everything that training on exactly needs; loads under `weights_only=True`."""
        return {
            "step": self.step,
            "changes": dict(self.changes),
            "model": self.model.state_dict(),
            "average": self.average.shadow.state_dict() if self.average else {},
            "optimisers": [optimiser.state_dict() for optimiser in self.optimisers],
            "torch_rng": torch.get_rng_state(),
            "device_rng": torch.cuda.get_rng_state() if self.device.type == "cuda" else None,
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.step = state["step"]
        for name, value in state.get("changes", {}).items():  # earlier versions had none
            self.change(name, value)
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

    def raw_model(self) -> Any:
        """A copy of the model in eval mode, with the weights that are trained."""
        return averaged_model(self.model, None)


def _changed(objective: Objective, kind: str, value: float) -> Objective:
    if kind == "every":
        return replace(objective, every=int(value))
    return replace(objective, learning_rate=value)


def laid_out_as(parameter: Tensor, gradient: Tensor) -> Tensor:
    """The gradient in its parameter's memory layout. Adam's fused pass goes over both as they lie
    in memory, and does not look whether they lie alike."""
    if gradient.stride() == parameter.stride():
        return gradient
    return torch.empty_like(parameter).copy_(gradient)


def is_due(objective: Objective, step: int, share: float) -> bool:
    """Whether an objective runs in step `step` (from 0) when `share` of the training is done."""
    return is_in_time(objective, share) and (step + 1) % objective.every == 0


def is_in_time(objective: Objective, share: float) -> bool:
    """Whether an objective runs at all when `share` of the training is done."""
    return objective.begins <= share < objective.ends or share >= objective.ends == 1.0


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
