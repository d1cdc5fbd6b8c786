"""What a process must do so that its share of a batch trains as the whole batch would.

A batch is divided among processes (`training.distributed`). Losses and gradients are means over
pictures, so the mean over equal shares is the mean over the batch. Three things are not:

- draws: every process draws for the whole batch from the same generator and keeps its share, so
  the generators stay alike, and a checkpoint holds one;
- batch norm: mean and variance of the whole batch, with gradients (as torch's SyncBatchNorm, which
  exists for CUDA only);
- codebooks: every process sees the vectors of all.

The families know nothing of this: their draws are met at torch's functions, and their modules are
exchanged for the ones below, which have the same weights.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from gen_explorer.models.codebook import Codebook
from gen_explorer.training.distributed import World

DRAWN_AS: tuple[Callable[..., Tensor], ...] = (torch.rand, torch.randn, torch.randint)
DRAWN_LIKE = {torch.rand_like: "uniform_", torch.randn_like: "normal_"}
DRAWN_INTO = (
    torch.Tensor.normal_,
    torch.Tensor.uniform_,
    torch.Tensor.bernoulli_,
    torch.Tensor.random_,
)


class WholeBatchDraws(TorchFunctionMode):
    """Within it, draws for `pictures` pictures become this process's share of draws for the whole
    batch. A draw belongs to pictures when its first dimension, or its second, counts them, once
    or twice (real and made ones together); others are the same in every process."""

    def __init__(self, world: World, pictures: int) -> None:
        super().__init__()
        self.world = world
        self.pictures = pictures

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Any,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        kwargs = kwargs or {}
        if func in DRAWN_AS:
            first, size, options = _parted(args, kwargs)
            if (place := self.place(size)) is not None:
                whole = func(*first, size=self.whole(size, place), **options)
                return self.share(whole, place)
        elif func in DRAWN_LIKE and (place := self.place(args[0].shape)) is not None:
            whole = getattr(self.enlarged(args[0], place, **kwargs), DRAWN_LIKE[func])()
            return self.share(whole, place)
        elif func in DRAWN_INTO and (place := self.place(args[0].shape)) is not None:
            whole = func(self.enlarged(args[0], place), *args[1:], **kwargs)
            with torch.no_grad():
                return args[0].copy_(self.share(whole, place))
        elif func is F.dropout and (place := self.place(args[0].shape)) is not None:
            return self.dropout(place, *args, **kwargs)
        return func(*args, **kwargs)

    def dropout(
        self, place: int, x: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False
    ) -> Tensor:
        if not training or p == 0:
            return x
        kept = self.share(self.enlarged(x, place).bernoulli_(1 - p), place)
        return x * (kept / (1 - p))

    def place(self, size: tuple[int, ...]) -> int | None:
        """Which dimension counts pictures; None where none does."""
        counts = (self.pictures, 2 * self.pictures)
        return next(
            (place for place in (0, 1) if place < len(size) and size[place] in counts), None
        )

    def whole(self, size: tuple[int, ...], place: int) -> tuple[int, ...]:
        return (*size[:place], size[place] * self.world.size, *size[place + 1 :])

    def enlarged(self, like: Tensor, place: int, **options: Any) -> Tensor:
        """An empty tensor for the whole batch, laid out in memory as `like`: draws follow it."""
        is_last = like.ndim == 4 and like.is_contiguous(memory_format=torch.channels_last)
        layout = torch.channels_last if is_last else torch.contiguous_format
        size = self.whole(tuple(like.shape), place)
        options = {"dtype": like.dtype, "device": like.device, **options}
        return torch.empty(size, memory_format=layout, **options)

    def share(self, whole: Tensor, place: int) -> Tensor:
        """This process's part of a draw; of real and made pictures, of each."""
        parts = whole.chunk(whole.shape[place] // (self.pictures * self.world.size), place)
        first = self.world.rank * self.pictures
        return torch.cat([part.narrow(place, first, self.pictures) for part in parts], place)


def _parted(
    args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[tuple[Any, ...], tuple[int, ...], dict[str, Any]]:
    """What stands before the size, the size, and the options of torch.rand(2, 3, device="cpu") or
    torch.randint(5, (2, 3))."""
    if "size" in kwargs:
        options = {name: value for name, value in kwargs.items() if name != "size"}
        return args, tuple(kwargs["size"]), options
    if isinstance(args[-1], Sequence):
        return args[:-1], tuple(args[-1]), kwargs
    return (), args, kwargs


def whole_batch_draws(world: World, pictures: int) -> AbstractContextManager[object]:
    """Within it, `pictures` pictures here draw what they would draw as part of the whole batch."""
    return nullcontext() if world.size == 1 else WholeBatchDraws(world, pictures)


class _Sum(torch.autograd.Function):
    """The sum over all processes. What each of them passes on depends on it, so its gradient is
    the sum of theirs."""

    @staticmethod
    def forward(ctx: Any, world: World, x: Tensor) -> Tensor:
        ctx.world = world
        total = x.clone()
        world.total([total])
        return total

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[None, Tensor]:
        return None, _Sum.apply(ctx.world, gradient.contiguous())  # again differentiable


class _SharedNorm(nn.modules.batchnorm._BatchNorm):
    """Batch norm over the pictures of all processes."""

    world: World

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return super().forward(x)
        others = [dim for dim in range(x.ndim) if dim != 1]
        variance, mean = torch.var_mean(x.float(), others, correction=0)  # (C,) each, of the share
        variance, mean = variance.double(), mean.double()  # for the differences of squares
        moments = torch.stack([mean, variance + mean * mean])
        mean, square = (_Sum.apply(self.world, moments) / self.world.size).unbind()
        variance = (square - mean * mean).clamp(min=0)
        self._remember(mean, variance, x.numel() // x.shape[1] * self.world.size)
        shape = (1, -1, *(1 for _ in others[1:]))
        y: Tensor = (x - mean.float().view(shape)) * torch.rsqrt(variance + self.eps).float().view(
            shape
        )
        if self.affine:
            y = y * self.weight.view(shape) + self.bias.view(shape)
        return y.to(x.dtype)

    @torch.no_grad()
    def _remember(self, mean: Tensor, variance: Tensor, count: int) -> None:
        """Moves the running statistics, as torch's batch norm does."""
        if self.running_mean is None or self.running_var is None:
            return
        assert self.num_batches_tracked is not None
        self.num_batches_tracked += 1
        pace = self.momentum or 1 / float(self.num_batches_tracked)
        self.running_mean.lerp_(mean.to(self.running_mean.dtype), pace)
        unbiased = variance * (count / max(count - 1, 1))
        self.running_var.lerp_(unbiased.to(self.running_var.dtype), pace)


class SharedNorm1d(_SharedNorm, nn.BatchNorm1d):
    """For (N, C)."""


class SharedNorm2d(_SharedNorm, nn.BatchNorm2d):
    """For (N, C, H, W)."""


class SharedCodebook(Codebook):
    """A codebook that follows the vectors of all processes."""

    world: World

    def revive(self, h: Tensor) -> None:
        with torch._C.DisableTorchFunction():  # which vectors are drawn is the same everywhere
            super().revive(self.world.joined(h))

    def follow(self, h: Tensor, codes: Tensor) -> None:
        super().follow(self.world.joined(h), self.world.joined(codes))


SHARED = {
    nn.BatchNorm1d: SharedNorm1d,
    nn.BatchNorm2d: SharedNorm2d,
    Codebook: SharedCodebook,
}


def share_statistics(model: nn.Module, world: World) -> None:
    """Lets the parts of a model that look at a whole batch look at all processes' pictures."""
    if world.size == 1:
        return
    for part in model.modules():
        if (shared := SHARED.get(type(part))) is not None:
            part.__class__ = shared  # the same weights, under the same names
            setattr(part, "world", world)  # noqa: B010 - to mypy a module's attributes are tensors
