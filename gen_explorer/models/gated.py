"""The gated PixelCNN over any grid of whole numbers: pixels, or the codes of a VQ-VAE.

Van den Oord et al., Conditional Image Generation with PixelCNN Decoders, NeurIPS 2016.

Two stacks of convolutions walk over the grid together. The vertical stack sees all rows above, the
horizontal stack what lies to the left in the same row and, through a link, the vertical stack; one
stack alone would leave a blind spot above to the right (sec. 2.2, fig. 1). Each layer is a gate

    y = tanh(W_f * x + V_f h) . sigmoid(W_g * x + V_g h)                          (eqs. 2 and 4)

with convolutions W, a condition h (a class, say) and V_f h, V_g h the same at every cell; where a
map s of the grid's size is the condition, V * s is a 1 x 1 convolution of it (sec. 2.3). Only the
horizontal stack has residual connections, as in fig. 2.
"""

from __future__ import annotations

from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gen_explorer.models.base import State

FIRST = 3
"""Cells that the first layer sees in each direction: a 7 x 7 kernel."""


def gate(x: Tensor) -> Tensor:
    """tanh(first half) . sigmoid(second half) of the channels (dimension 1)."""
    value, opening = x.chunk(2, dim=1)
    return torch.tanh(value) * torch.sigmoid(opening)


class GatedLayer(nn.Module):
    """One layer of both stacks. It sees one cell further up, left and, above, right."""

    def __init__(self, channels: int, condition: int, dropout: float) -> None:
        super().__init__()
        self.dropout = dropout
        self.vertical = nn.Conv2d(channels, 2 * channels, (2, 3))
        self.horizontal = nn.Conv2d(channels, 2 * channels, (1, 2))
        self.link = nn.Conv2d(2 * channels, 2 * channels, 1)
        self.out = nn.Conv2d(channels, channels, 1)
        self.condition = nn.Linear(condition, 4 * channels, bias=False) if condition else None

    def down(self, v: Tensor, above: Tensor, h: Tensor | None) -> tuple[Tensor, Tensor]:
        """The vertical stack over some rows v (N, C, R, W) with `above` (N, C, 1, W) the one before
        them: its output and what the horizontal stack gets from it (N, 2C, R, W)."""
        x = self.vertical(F.pad(torch.cat([above, v], 2), (1, 1, 0, 0)))
        link = self.link(x)
        if self.condition is not None and h is not None:
            bias = self.condition(h)[:, :, None, None]
            x, link = x + bias[:, : x.shape[1]], link + bias[:, x.shape[1] :]
        return gate(x), link

    def right(self, h: Tensor, link: Tensor) -> Tensor:
        """The horizontal stack over whole rows h (N, C, H, W)."""
        y = gate(self.horizontal(F.pad(h, (1, 0, 0, 0))) + link)
        moved: Tensor = h + self.out(F.dropout(y, self.dropout, self.training))
        return moved

    def right_again(self, h: Tensor, to_value: Tensor, to_opening: Tensor, width: int) -> Tensor:
        """The same for one row h (N * W, C), with biases and link in `to_value` and `to_opening`
        (N * W, C), and without the bias of `out`. Both halves of the gate by themselves, and all
        sums within the products: each is one step of a runtime."""
        row = h.reshape(-1, width, h.shape[1])
        seen = torch.cat([F.pad(row, (0, 0, 1, -1)), row], 2).flatten(0, 1)  # (N * W, 2C)
        value_of, opening_of = self.horizontal.weight.permute(0, 3, 2, 1).flatten(1).chunk(2)
        value = torch.tanh(torch.addmm(to_value, seen, value_of.t()))
        opening = torch.sigmoid(torch.addmm(to_opening, seen, opening_of.t()))
        return torch.addmm(h, value * opening, self.out.weight.flatten(1).t())


class GatedPixelCNN(nn.Module):
    """Whole numbers (N, H, W) below `levels` -> logits (N, levels, H, W) of each cell given those
    before it, a condition h (N, `condition`) and a map s (N, `context`, H, W)."""

    def __init__(
        self,
        levels: int,
        channels: int,
        layers: int,
        condition: int = 0,
        context: int = 0,
        dropout: float = 0.0,
        is_ordered: bool = True,
    ) -> None:
        """`is_ordered`: values are brightnesses and enter as one number; else as embeddings."""
        super().__init__()
        self.levels = levels
        self.embedding = None if is_ordered else nn.Embedding(levels, channels)
        inputs = 2 if is_ordered else channels
        self.above = nn.Conv2d(inputs, channels, (FIRST, 2 * FIRST + 1))
        self.left = nn.Conv2d(inputs, channels, (1, FIRST))
        self.context = nn.Conv2d(context, 2 * channels, 1) if context else None
        self.layers = nn.ModuleList(GatedLayer(channels, condition, dropout) for _ in range(layers))
        self.hidden = nn.Conv2d(channels, 2 * channels, 1)
        self.logits = nn.Conv2d(2 * channels, levels, 1)

    def features(self, values: Tensor) -> Tensor:
        """Values (N, ...) -> (N, inputs, ...). Brightness comes with a 1 beside it, so that the
        dark differs from beyond the border, which is 0."""
        if self.embedding is not None:
            return cast(Tensor, self.embedding(values).movedim(-1, 1))
        brightness = values.to(self.left.weight.dtype) * (2 / (self.levels - 1)) - 1
        return torch.stack([brightness, torch.ones_like(brightness)], 1)

    def _layers(self) -> list[GatedLayer]:
        return [cast(GatedLayer, layer) for layer in self.layers]

    def forward(self, values: Tensor, h: Tensor | None = None, s: Tensor | None = None) -> Tensor:
        """All cells at once: what training and likelihood need."""
        x = self.features(values)  # (N, inputs, H, W)
        v = self.above(F.pad(x, (FIRST, FIRST, FIRST, 0))[:, :, :-1])  # rows above only
        y = self.left(F.pad(x, (FIRST, 0, 0, 0))[:, :, :, :-1])  # cells to the left only
        if self.context is not None and s is not None:
            to_v, to_y = self.context(s).chunk(2, dim=1)
            v, y = v + to_v, y + to_y
        for layer in self._layers():
            v, link = layer.down(v, torch.zeros_like(v[:, :, :1]), h)
            y = layer.right(y, link)
        return cast(Tensor, self.logits(F.relu(self.hidden(F.relu(y)))))

    # The same row by row (see `models.sequential`)

    def start(self, opened: State, h: Tensor | None, s: Tensor | None) -> State:
        """`opened` with what the network keeps besides: the vertical stack's last row."""
        count, _, width = opened["dice"].shape
        weight = self.left.weight
        state = dict(opened)
        for i in range(len(self.layers)):
            state[f"above {i}"] = weight.new_zeros(count, weight.shape[0], 1, width)
        if h is not None:
            state["condition"] = h
        if self.context is not None and s is not None:
            state["context"] = self.context(s)  # (N, 2C, H, W)
        return state

    def row(self, state: State, row: Tensor) -> State:
        """The vertical stack of a row, and all that its links and biases tell the horizontal one:
        `links` (N, W, layers * 2C), and `from context` (N, W, C)."""
        rows = row + torch.arange(-FIRST, 0, device=row.device)
        values = state["values"].index_select(1, rows.clamp(min=0))  # (N, FIRST, W)
        values = torch.where((rows >= 0)[:, None], values, self.levels)
        x = F.embedding(values, self._table()).movedim(-1, 1)  # (N, inputs, FIRST, W)
        v = self.above(F.pad(x, (FIRST, FIRST, 0, 0)))  # (N, C, 1, W)
        changed = {}
        if self.context is not None:
            to_v, to_y = state["context"].index_select(2, row.reshape(1)).chunk(2, dim=1)
            v, changed["from context"] = v + to_v, to_y[:, :, 0].transpose(1, 2)
        links = []
        for i, layer in enumerate(self._layers()):
            above, changed[f"above {i}"] = state[f"above {i}"], v
            v, link = layer.down(v, above, state.get("condition"))
            links.append(link)
        told = torch.cat(links, 1) + self._biases(v.shape[3])
        changed["links"] = told[:, :, 0].transpose(1, 2)
        return changed

    def sweep(self, state: State) -> tuple[Tensor, State]:
        """The horizontal stack of a row. The next row needs nothing of it."""
        now = state["now"]  # (N, W)
        width = now.shape[1]
        columns = torch.arange(width, device=now.device)[:, None]
        columns = columns + torch.arange(FIRST, device=now.device)
        near = F.pad(now, (FIRST, -1), value=self.levels).index_select(1, columns.flatten())
        x = F.embedding(near, self._table()).reshape(-1, FIRST * self.left.in_channels)
        given = cast(Tensor, self.left.bias)
        if self.context is not None:
            given = (state["from context"] + given).flatten(0, 1)
        y = torch.addmm(given, x, self.left.weight.permute(0, 3, 2, 1).flatten(1).t())  # (N * W, C)
        halves = state["links"].flatten(0, 1).chunk(2 * len(self.layers), dim=1)
        for layer, value, opening in zip(self._layers(), halves[::2], halves[1::2], strict=True):
            y = layer.right_again(y, value, opening, width)
        y = y + sum(cast(Tensor, layer.out.bias) for layer in self._layers())
        hidden = F.linear(F.relu(y), self.hidden.weight.flatten(1), self.hidden.bias)
        logits = F.linear(F.relu(hidden), self.logits.weight.flatten(1), self.logits.bias)
        return logits.reshape(-1, width, self.levels), {}

    def _table(self) -> Tensor:
        """The features of every value, and at last those beyond the border, which are 0:
        (levels + 1, inputs)."""
        features = self.features(torch.arange(self.levels, device=self.left.weight.device)[None])
        return F.pad(features[0].t(), (0, 0, 0, 1))

    def _biases(self, width: int) -> Tensor:
        """What the horizontal stack's biases come to in each layer (1, layers * 2C, 1, W): its own,
        and those of `out` in the layers before, which are left out of the sum that goes along."""
        before = torch.zeros_like(self.left.weight[:, 0, 0, 0])
        biases = []
        for layer in self._layers():
            row = before[None, :, None, None].expand(-1, -1, -1, width)
            biases.append(layer.horizontal(F.pad(row, (1, 0, 0, 0))))
            before = before + cast(Tensor, layer.out.bias)
        return torch.cat(biases, 1)
