"""Drawing a grid value by value: what PixelCNN, PixelRNN and a prior over codes have in common.

Such a model factorises p(x) = prod_i p(x_i | x_1 ... x_{i-1}) over the cells of a grid, row by row
from the top, each row from the left. The draw takes no generator: z holds one number u from
U(0, 1) for each cell, its dice, and the value is the inverse of the distribution function there:
the number of levels whose cumulative probability is at most u. The same z gives the same picture,
and a small change of the temperature or the class changes only the cells whose dice cross a border.

So x_i = f_i(x_1 ... x_{i-1}) with f known, and a row need not be drawn cell by cell. Guess its
values, compute all of its cells at once, and again with the values that came out, until nothing
changes: after k such sweeps the first k cells are what drawing them one by one gives, and where
nothing changes any more all are. Song, Meng, Liao and Ermon, Accelerating Feedforward Computation
via Parallel Nonlinear Equation Solving, ICML 2021 (Jacobi iteration). The row above is a good
guess: rows of 28 pixels took two to four sweeps. Where a picture like this one is known, its row is
a better one, as long as both have the same row above.

A `Walk` (see `models.base`) splits the network into what is computed once (`start`), once a row
(`row`) and at every sweep (`sweep`), so that nothing of the rows above is computed twice.

What is given (a grid's value that is not OPEN) stays. The walk ends with the row of the last open
cell, so a grid that is given in full costs nothing.

`training.sequential_export` turns the same functions into loops of an ONNX graph.
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
    """What every walk over the GRID section `grid` starts with, all (N, H, W) but the last:
    `values` (int64; 0 where open), `chances` (probability of the value in each cell, 0 until it is
    reached), `open`, `dice`, `temperature` (N, 1). `dice` and `temperature` name sections."""
    section, place = place_of(spec, grid)
    shape = (section.rows, section.size // section.rows)
    given = z[:, place].reshape(-1, *shape)
    heat = torch.ones_like(z[:, :1])
    if temperature:
        setting, place = place_of(spec, temperature)
        heat = z[:, place].clamp(setting.low, setting.high)
    return {
        "values": given.round().clamp(0, section.levels - 1).to(torch.int64),
        "chances": torch.zeros_like(given),
        "open": given <= 0.5 * OPEN,
        "dice": z[:, place_of(spec, dice)[1]].reshape(-1, *shape),
        "temperature": heat,
    }


def begin_row(state: State, row: Tensor, levels: int) -> State:
    """What the sweeps over a row start with: `now`, the values that it has at present (given, or
    guessed from the row above), `row open` and `row dice`, all (N, W), and room for what they find
    out, `row chances` (N, W, levels). The state may have the values of a picture that is thought to
    be alike, `guess` (N, H, W): they change nothing but the number of sweeps."""
    is_open, dice, own = (
        state[name].index_select(1, row.reshape(1))[:, 0] for name in ("open", "dice", "values")
    )
    before = (row - 1).clamp(min=0).reshape(1)
    guess = above = state["values"].index_select(1, before)[:, 0]
    if "guess" in state:
        is_alike = (state["guess"].index_select(1, before)[:, 0] == above).all(1, keepdim=True)
        told = state["guess"].index_select(1, row.reshape(1))[:, 0]
        guess = torch.where(is_alike | (row == 0), told, above)
    return {
        "now": torch.where(is_open, guess, own),
        "row open": is_open,
        "row dice": dice,
        "row chances": torch.zeros_like(dice)[:, :, None].expand(-1, -1, levels),
    }


def redraw(state: State, logits: Tensor) -> State:
    """The values of a row after a sweep: drawn from softmax(logits / temperature) or given. logits
    (N, W, levels). `now` (N, W), and `row chances` (N, W, levels) of every level."""
    chances = F.softmax(logits.float() / state["temperature"][:, :, None], dim=2)
    # The last level has no upper border: rounding may leave a sum of 1 below the dice.
    below = chances[:, :, :-1].cumsum(2) <= state["row dice"][:, :, None]
    drawn = below.float().sum(2).to(torch.int64)  # runtimes add floats faster
    return {"now": torch.where(state["row open"], drawn, state["now"]), "row chances": chances}


def end_row(state: State, row: Tensor) -> State:
    """`values` and `chances` with a row that is drawn."""
    now = state["now"]
    found = {"values": now, "chances": state["row chances"].gather(2, now[:, :, None])[:, :, 0]}
    is_here = (torch.arange(state["values"].shape[1], device=row.device) == row)[:, None]
    return {
        name: torch.where(is_here, entry[:, None], state[name]) for name, entry in found.items()
    }


def rows_to_walk(is_open: Tensor) -> Tensor:
    """The row of the last open cell of any picture (N, H, W) + 1; 0 with none. int64 ()."""
    order = torch.arange(1, is_open.shape[1] + 1, device=is_open.device)
    return (is_open.to(torch.int64) * order[:, None]).amax(dim=(0, 1, 2))


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
        rows = int(rows_to_walk(state["open"]))
        if follow is not None:
            state["values"] = follow[:, place].to(torch.int64).view_as(state["values"])
            state["open"] = torch.zeros_like(state["open"])
        for number in range(rows):
            row = torch.tensor(number, device=z.device)
            state |= walk.row(state, row)
            state |= begin_row(state, row, section.levels)
            for _ in range(width):
                logits, entries = walk.sweep(state)
                before = state["now"]
                state |= {**entries, **redraw(state, logits)}
                if torch.equal(state["now"], before):
                    break
            state |= end_row(state, row)
        states = (*states, {name: state[name] for name in kept})
    return states


def decode(model: Any, z: Tensor) -> Tensor:
    """`decode` of a `Sequential` model: latents (N, size) to pictures (N, C, H, W)."""
    made: Tensor = model.finish(z, draw(model, z))
    return made


def is_sequential(model: Any) -> bool:
    """Whether a model draws value by value (keeps to `models.base.Sequential`)."""
    return isinstance(model, Sequential)
