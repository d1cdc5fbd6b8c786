"""Several processes that train one model together, each on a device of its own.

    torchrun --nnodes 2 --nproc-per-node 4 -m gen_explorer train ...     any number of machines
    gen-explorer train --devices 4 ...                                   one machine

torchrun (or a batch scheduler that starts it) gives each process its rank in its environment;
`--devices` does so for those that it starts (`training.companions`). The loop is the same for all:
each process takes its share of every batch and makes the mean of losses and gradients with the
others, so that the weights stay alike. Only the first process (rank 0) writes, shows and is spoken
to.

Over CUDA the tensors travel by NCCL, else by gloo. What the processes say to each other besides
(stop, pause, a changed setting) always goes by gloo, so that no step waits for a GPU.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar

import torch
import torch.distributed as dist
from torch import Tensor

from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import counted, tr
from gen_explorer.models.base import Loss
from gen_explorer.training import companions

STEP_LIMIT = timedelta(minutes=10)
"""Within a step, a process that says nothing for so long is given up. One that dies is noticed at
once, since its connections close."""
TALK_LIMIT = timedelta(days=30)
"""Between two steps the others wait for the first, which may make previews, or be paused."""
BUCKET = 1 << 23
"""Numbers that travel in one message: 32 MiB of float32, beyond which larger ones gain nothing."""
CPU = torch.device("cpu")
_T = TypeVar("_T")


class World:
    """The processes that train together. Alone, every method answers at once."""

    def __init__(
        self, rank: int = 0, size: int = 1, device: torch.device = CPU, talk: Any = None
    ) -> None:
        """`talk` is the group by which they say other things than tensors of the training."""
        self.rank = rank
        self.size = size
        self.device = device
        self._talk = talk

    def __deepcopy__(self, memo: object) -> World:
        return (
            ALONE  # a copy of a model is looked at by one process, which the others do not wait on
        )

    @property
    def is_first(self) -> bool:
        """Whether this is the process that writes."""
        return self.rank == 0

    def share(self, batch_size: int) -> slice:
        """Which pictures of a batch are this process's. Raises `UserError` where a batch cannot be
        divided evenly."""
        if batch_size % self.size:
            raise UserError(
                tr("A batch of {size} pictures cannot be divided among {count} devices.").format(
                    size=batch_size, count=self.size
                ),
                tr("Use a --batch-size that is a multiple of {count}.").format(count=self.size),
            )
        pictures = batch_size // self.size
        return slice(self.rank * pictures, (self.rank + 1) * pictures)

    def mean_loss(self, loss: Loss) -> Loss:
        """The loss of the whole batch: the mean of all shares, with the gradient of this one."""
        if self.size == 1:
            return loss
        own = [loss.value.detach(), *loss.scalars.values(), *loss.vectors.values()]
        mean, *rest = self.mean([tensor.float() for tensor in own])
        return replace(
            loss,
            value=loss.value + (mean - loss.value).detach(),
            scalars=dict(zip(loss.scalars, rest, strict=False)),
            vectors=dict(zip(loss.vectors, rest[len(loss.scalars) :], strict=True)),
        )

    def mean(self, tensors: Sequence[Tensor]) -> list[Tensor]:
        """The mean of each tensor over all processes, which all have the same ones. They travel
        together in a few large messages."""
        if self.size == 1:
            return list(tensors)
        buckets = list(_buckets(tensors))
        flat = [torch.cat([tensor.flatten() for tensor in bucket]) for bucket in buckets]
        self.total(flat)
        means: list[Tensor] = []
        for bucket, values in zip(buckets, flat, strict=True):
            parts = torch.split(values / self.size, [tensor.numel() for tensor in bucket])
            for tensor, part in zip(bucket, parts, strict=True):
                means.append(torch.empty_like(tensor).copy_(part.view_as(tensor)))
        return means

    def mean_gradients(self, gradients: Sequence[Tensor | None]) -> list[Tensor | None]:
        """The mean of each gradient; None where a parameter has none, the same in all processes."""
        means = iter(self.mean([gradient for gradient in gradients if gradient is not None]))
        return [None if gradient is None else next(means) for gradient in gradients]

    def total(self, tensors: Sequence[Tensor]) -> None:
        """Puts the sum over all processes into each of these tensors, which must be dense."""
        if self.size > 1:
            _met(lambda: [work.wait() for work in [_summed(tensor) for tensor in tensors]])

    def joined(self, part: Tensor) -> Tensor:
        """The parts (N, ...) of all processes behind each other, in the order of their ranks."""
        if self.size == 1:
            return part
        own = part.contiguous()
        parts = [torch.empty_like(own) for _ in range(self.size)]
        _met(lambda: dist.all_gather(parts, own))
        return torch.cat(parts)

    def any_of(self, *claims: bool) -> tuple[bool, ...]:
        """For each claim, whether it is true in any process."""
        if self.size == 1:
            return claims
        answers = torch.tensor([int(claim) for claim in claims])
        _met(lambda: dist.all_reduce(answers, dist.ReduceOp.MAX, group=self._talk))
        return tuple(answer == 1 for answer in answers.tolist())

    def of_first(self, make: Callable[[], _T]) -> _T:
        """What `make` gives in the first process, which alone calls it: plain values. Where it
        raises there, it raises `PeerLost` in the others."""
        if self.size == 1:
            return make()
        said: list[Any] = [None]
        if self.is_first:
            said[0] = make()
        _met(lambda: dist.broadcast_object_list(said, src=0, group=self._talk))
        value: _T = said[0]
        return value

    def state_of_first(self, state: dict[str, Any]) -> dict[str, Any]:
        """The state of the first process's trainer, its tensors on the CPU."""

        def packed() -> bytes:
            file = io.BytesIO()
            torch.save(state, file)
            return file.getvalue()

        if self.size == 1:
            return state
        file = io.BytesIO(self.of_first(packed))
        found: dict[str, Any] = torch.load(file, map_location="cpu", weights_only=True)
        return found

    def in_turn(self, make: Callable[[], _T]) -> _T:
        """What `make` gives here, called by one process of each machine before the others: what
        the first one downloads, the others find."""
        goes_first = _local("RANK", 0) == 0
        if self.size > 1 and not goes_first:
            self.wait()
        value = make()
        if goes_first:
            self.wait()
        return value

    def wait(self) -> None:
        """Until all processes are here."""
        self.any_of(False)


ALONE = World()


def _buckets(tensors: Sequence[Tensor]) -> Iterator[list[Tensor]]:
    """Neighbours of the same type, as many as fit into one message."""
    bucket: list[Tensor] = []
    count = 0
    for tensor in tensors:
        if bucket and (count + tensor.numel() > BUCKET or tensor.dtype != bucket[0].dtype):
            yield bucket
            bucket, count = [], 0
        bucket.append(tensor)
        count += tensor.numel()
    if bucket:
        yield bucket


def _summed(tensor: Tensor) -> Any:
    return dist.all_reduce(tensor, async_op=True)


def _met(exchange: Callable[[], _T]) -> _T:
    """An exchange with the others. Raises `companions.PeerLost` where one of them is gone."""
    try:
        return exchange()
    except RuntimeError as error:  # gloo has no class of its own for this
        raise companions.lost(str(error).splitlines()[0]) from error


def _local(name: str, otherwise: int) -> int:
    """ "RANK" or "WORLD_SIZE" among the processes of this machine."""
    return int(os.environ.get(f"LOCAL_{name}", otherwise))


@contextmanager
def world(device: torch.device, threads: int = 0) -> Iterator[World]:
    """Meets the processes that the environment names, as torchrun sets it. `device` is what one
    process alone would take; `threads` are for each process, 0 for an equal part of the machine's.
    Raises `UserError` where there are too few devices or the others do not come."""
    if threads:
        torch.set_num_threads(threads)
    if companions.world_size() == 1:
        yield World(device=device)
        return
    if not threads:
        torch.set_num_threads(max(1, (os.cpu_count() or 1) // _local("WORLD_SIZE", 1)))
    companions.end_with_first()
    device = _own_device(device)
    _met(
        lambda: dist.init_process_group(
            "nccl" if device.type == "cuda" else "gloo",
            timeout=STEP_LIMIT,
            device_id=device if device.type == "cuda" else None,
        )
    )
    try:
        talk = _met(lambda: dist.new_group(backend="gloo", timeout=TALK_LIMIT))
        yield World(dist.get_rank(), dist.get_world_size(), device, talk)
    finally:
        dist.destroy_process_group()


def _own_device(device: torch.device) -> torch.device:
    """The device of this process: the processes of one machine take its GPUs in turn."""
    place, neighbours = _local("RANK", 0), _local("WORLD_SIZE", 1)
    if device.type == "cpu":
        return device
    count = torch.cuda.device_count() if device.type == "cuda" else 1
    if device.type != "cuda" or place >= count:
        raise UserError(
            counted(
                count,
                tr("This machine has one device for {wanted} processes."),
                tr("This machine has {count} devices for {wanted} processes."),
            ).format(count=count, wanted=max(neighbours, place + 1)),
            tr("Start fewer of them, or train on processors with --device cpu."),
        )
    torch.cuda.set_device(place)
    return torch.device("cuda", place)
