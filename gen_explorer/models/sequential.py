"""Drawing a grid value by value: what PixelCNN, PixelRNN and a prior over codes have in common.

Such a model factorises p(x) = prod_i p(x_i | x_1 ... x_{i-1}) over the cells of a grid, row by row
from the top, each row from the left. Sampling takes one pass of the network a cell. A `Walk` (see
`models.base`) splits that pass into what is computed once (`start`), once a row (`row`) and once a
cell (`step`), each keeping what later ones need, so that nothing is computed twice.

The draw itself takes no generator: z holds one number u from U(0, 1) for each cell, its dice, and
the value is the inverse of the distribution function there: the number of levels whose cumulative
probability is at most u. The same z gives the same picture, and a small change of the temperature
or the class changes only the cells whose dice cross a border.

What is given (a grid's value that is not OPEN) stays. The walk ends behind the last open cell, so
a grid that is given in full costs nothing.

`training.sequential_export` turns the same three functions into loops of an ONNX graph.
"""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from gen_explorer.models.base import OPEN, LatentSpec, Section, Sequential, State


def place_of(spec: LatentSpec, name: str) -> tuple[Section, slice]:
    """The section called `name` and its place in z. Raises KeyError."""
    for section, place in spec.parts():
        if section.name == name:
            return section, place
    raise KeyError(name)


def opening(spec: LatentSpec, z: Tensor, grid: str, dice: str, temperature: str = "") -> State:
    """What every walk over the GRID section `grid` starts with, all (N, cells) but the last:
    `values` (int64; 0 where open), `chances` (probability of the value in each cell, 0 until it is
    reached), `open`, `dice`, `temperature` (N, 1). `dice` and `temperature` name sections."""
    given = z[:, place_of(spec, grid)[1]]
    is_open = given <= 0.5 * OPEN
    heat = torch.ones_like(given[:, :1])
    if temperature:
        section, place = place_of(spec, temperature)
        heat = z[:, place].clamp(section.low, section.high)
    levels = place_of(spec, grid)[0].levels
    return {
        "values": given.round().clamp(0, levels - 1).to(torch.int64),
        "chances": torch.zeros_like(given),
        "open": is_open,
        "dice": z[:, place_of(spec, dice)[1]],
        "temperature": heat,
    }


def draw_cell(state: State, logits: Tensor, cell: Tensor) -> tuple[Tensor, State]:
    """The value (N, 1) of one cell, drawn from softmax(logits / temperature) or given, and the
    entries `values` and `chances` that hold it. logits (N, levels), `cell` a whole number ()."""
    at = cell.reshape(1)
    chances = F.softmax(logits.float() / state["temperature"], dim=1)  # (N, levels)
    below = chances.cumsum(1) <= state["dice"].index_select(1, at)
    drawn = below.to(torch.int64).sum(1, keepdim=True).clamp(max=logits.shape[1] - 1)
    given = state["values"].index_select(1, at)
    value = torch.where(state["open"].index_select(1, at), drawn, given)  # (N, 1)
    here = torch.arange(state["values"].shape[1], device=value.device) == cell
    return value, {
        "values": torch.where(here, value, state["values"]),
        "chances": torch.where(here, chances.gather(1, value), state["chances"]),
    }


def cells_to_walk(is_open: Tensor) -> Tensor:
    """The place of the last open cell of any picture + 1; 0 with none. int64 ()."""
    order = torch.arange(1, is_open.shape[1] + 1, device=is_open.device)
    return (is_open.to(torch.int64) * order).amax(dim=(0, 1))


@torch.no_grad()
def draw(model: Any, z: Tensor, follow: Tensor | None = None) -> tuple[State, ...]:
    """The states at the end of a `Sequential` model's walks, one after the other. With `follow`
    (N, size), a z whose grids are full, its values are taken where others would be drawn, so that
    `chances` tells how likely they were."""
    states: tuple[State, ...] = ()
    for walk in model.walks():
        section, place = place_of(model.latent, walk.grid)
        width = section.size // section.rows
        state = walk.start(z, states)
        kept = set(state)
        cells = int(cells_to_walk(state["open"]))
        if follow is not None:
            state["values"] = follow[:, place].to(torch.int64)
            state["open"] = torch.zeros_like(state["open"])
        for cell in range(cells):
            row, column = (torch.tensor(i, device=z.device) for i in divmod(cell, width))
            if cell % width == 0:
                state = {**state, **walk.row(state, row)}
            state = {**state, **walk.step(state, row, column)}
        states = (*states, {name: state[name] for name in kept})
    return states


def decode(model: Any, z: Tensor) -> Tensor:
    """`decode` of a `Sequential` model: latents (N, size) to pictures (N, C, H, W)."""
    made: Tensor = model.finish(z, draw(model, z))
    return made


def is_sequential(model: Any) -> bool:
    """Whether a model draws value by value (keeps to `models.base.Sequential`)."""
    return isinstance(model, Sequential)
