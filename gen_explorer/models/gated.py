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
from gen_explorer.models.sequential import draw_cell

FIRST = 3
"""Cells that the first layer sees in each direction: a 7 x 7 kernel."""


def gate(x: Tensor) -> Tensor:
    """tanh(first half) . sigmoid(second half) of the channels (dimension 1)."""
    value, opening = x.chunk(2, dim=1)
    return torch.tanh(value) * torch.sigmoid(opening)


class GatedLayer(nn.Module):
    """One layer of both stacks. It sees `reach` cells further up, left and, above, right."""

    def __init__(self, channels: int, reach: int, condition: int, dropout: float) -> None:
        super().__init__()
        self.reach = reach
        self.dropout = dropout
        self.vertical = nn.Conv2d(channels, 2 * channels, (reach + 1, 2 * reach + 1))
        self.horizontal = nn.Conv2d(channels, 2 * channels, (1, reach + 1))
        self.link = nn.Conv2d(2 * channels, 2 * channels, 1)
        self.out = nn.Conv2d(channels, channels, 1)
        self.condition = nn.Linear(condition, 4 * channels, bias=False) if condition else None

    def down(self, v: Tensor, above: Tensor, h: Tensor | None) -> tuple[Tensor, Tensor]:
        """The vertical stack over some rows v (N, C, R, W) with `above` (N, C, reach, W) those
        before them: its output and what the horizontal stack gets from it (N, 2C, R, W)."""
        p = self.reach
        x = self.vertical(F.pad(torch.cat([above, v], 2), (p, p, 0, 0)))
        link = self.link(x)
        if self.condition is not None and h is not None:
            bias = self.condition(h)[:, :, None, None]
            x, link = x + bias[:, : x.shape[1]], link + bias[:, x.shape[1] :]
        return gate(x), link

    def right(self, h: Tensor, link: Tensor) -> Tensor:
        """The horizontal stack over whole rows h (N, C, H, W)."""
        y = gate(self.horizontal(F.pad(h, (self.reach, 0, 0, 0))) + link)
        moved: Tensor = h + self.out(F.dropout(y, self.dropout, self.training))
        return moved

    def right_cell(self, h: Tensor, left: Tensor, link: Tensor) -> Tensor:
        """The same for one cell h (N, C), with `left` (N, reach * C) those before it."""
        weight = self.horizontal.weight.permute(0, 3, 2, 1).flatten(1)  # (2C, (reach + 1) * C)
        y = gate(F.linear(torch.cat([left, h], 1), weight, self.horizontal.bias) + link)
        return h + F.linear(y, self.out.weight.flatten(1), self.out.bias)


class GatedPixelCNN(nn.Module):
    """Whole numbers (N, H, W) below `levels` -> logits (N, levels, H, W) of each cell given those
    before it, a condition h (N, `condition`) and a map s (N, `context`, H, W)."""

    def __init__(
        self,
        levels: int,
        channels: int,
        layers: int,
        reach: int = 1,
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
        self.layers = nn.ModuleList(
            GatedLayer(channels, reach, condition, dropout) for _ in range(layers)
        )
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
            above = v.new_zeros(v.shape[0], v.shape[1], layer.reach, v.shape[3])
            v, link = layer.down(v, above, h)
            y = layer.right(y, link)
        return cast(Tensor, self.logits(F.relu(self.hidden(F.relu(y)))))

    # The same cell by cell (see `models.sequential`)

    def start(self, opened: State, width: int, h: Tensor | None, s: Tensor | None) -> State:
        """`opened` with what the network keeps besides: the vertical stack's last rows, and the
        horizontal stack's last cells."""
        count = opened["dice"].shape[0]
        weight = self.left.weight
        channels = weight.shape[0]
        state = {**opened, "near": weight.new_zeros(count, FIRST * weight.shape[1])}
        for i, layer in enumerate(self._layers()):
            state[f"above {i}"] = weight.new_zeros(count, channels, layer.reach, width)
            state[f"left {i}"] = weight.new_zeros(count, layer.reach * channels)
        if h is not None:
            state["condition"] = h
        if self.context is not None and s is not None:
            state["context"] = self.context(s)  # (N, 2C, H, W)
        return state

    def row(self, state: State, row: Tensor) -> State:
        """The vertical stack of a row, and an empty left side."""
        rows = row + torch.arange(-FIRST, 0, device=row.device)
        width = state["above 0"].shape[3]
        drawn = state["values"]
        # Not reshape with a length from Python: an exported loop would keep the example's.
        values = torch.unflatten(drawn, 1, (-1, width)).index_select(1, rows.clamp(min=0))
        x = self.features(values) * (rows >= 0)[:, None]  # (N, inputs, FIRST, W)
        v = self.above(F.pad(x, (FIRST, FIRST, 0, 0)))  # (N, C, 1, W)
        changed = {"near": torch.zeros_like(state["near"])}
        if self.context is not None:
            to_v, to_y = state["context"].index_select(2, row.reshape(1)).chunk(2, dim=1)
            v, changed["from context"] = v + to_v, to_y[:, :, 0]
        links = []
        for i, layer in enumerate(self._layers()):
            above = state[f"above {i}"]
            changed[f"above {i}"] = torch.cat([above, v], 2)[:, :, 1:]
            changed[f"left {i}"] = torch.zeros_like(state[f"left {i}"])
            v, link = layer.down(v, above, state.get("condition"))
            links.append(link[:, :, 0])
        changed["links"] = torch.cat(links, 1)  # (N, layers * 2C, W)
        return changed

    def step(self, state: State, row: Tensor, column: Tensor) -> State:
        """The horizontal stack of a cell, the draw, and the cell as the next one's left side."""
        at = column.reshape(1)
        weight = self.left.weight.permute(0, 3, 2, 1).flatten(1)
        y = F.linear(state["near"], weight, self.left.bias)  # (N, C)
        if self.context is not None:
            y = y + state["from context"].index_select(2, at)[:, :, 0]
        links = state["links"].index_select(2, at)[:, :, 0].chunk(len(self.layers), dim=1)
        changed = {}
        for i, (layer, link) in enumerate(zip(self._layers(), links, strict=True)):
            left = state[f"left {i}"]
            changed[f"left {i}"] = torch.cat([left, y], 1)[:, y.shape[1] :]
            y = layer.right_cell(y, left, link)
        hidden = F.linear(F.relu(y), self.hidden.weight.flatten(1), self.hidden.bias)
        logits = F.linear(F.relu(hidden), self.logits.weight.flatten(1), self.logits.bias)
        width = state["links"].shape[2]
        value, drawn = draw_cell(state, logits, row * width + column)
        seen = self.features(value)[:, :, 0]  # (N, inputs)
        changed["near"] = torch.cat([state["near"], seen], 1)[:, seen.shape[1] :]
        return {**changed, **drawn}
