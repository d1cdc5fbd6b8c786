"""PixelRNN: a picture drawn pixel by pixel by a recurrent network, with its exact probability.

Van den Oord, Kalchbrenner and Kavukcuoglu, Pixel Recurrent Neural Networks, ICML 2016.

The same factors as in `models.pixel_cnn`, p(x) = prod_i p(x_i | x_1, ..., x_{i-1}) (eq. 1), but
what a pixel knows of those before it comes through the memory of an LSTM that runs over the
picture:

    o, f, i, g = sigmoid, sigmoid, sigmoid, tanh( K_ss * h_before + K_is * x )
    c = f . c_before + i . g            h = o . tanh(c)                                     (eq. 3)

K_is sees the layer's input, masked so that it holds no later pixel; K_ss the state before.

Row LSTM (sec. 3.1): the state before is that of the row above; K_ss is a convolution along it, of
three pixels. A whole row is one step. What a pixel sees is a triangle above it, not all there is.

Diagonal BiLSTM (sec. 3.2): the state before is that of the pixel to the left, and K_ss sees the one
above as well. Pixels on a diagonal do not depend on each other: each row is shifted by one against
the row above it, so that a diagonal becomes a column, and a column is one step. A second LSTM runs
from the right; what it gives is shifted down by a row, because its own row holds later pixels.
Together they see all that was drawn before, but for the last pixel of the row above.

What to notice
- In principle every pixel can depend on all before it. A PixelCNN sees as far as its kernels do.
- Training walks through the picture in steps, where a PixelCNN takes all pixels at once: slower.
- The class is added to the gates, as in the gated PixelCNN; the paper's networks have none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gen_explorer.models.base import Capability, Objective, State, require_positive
from gen_explorer.models.pixel_cnn import DrawsPixels, check_pixels

FIRST = 3
"""Pixels that the first convolution sees in each direction: 7 x 7, masked."""


@dataclass(frozen=True)
class PixelRNNConfig:
    """Settings of a PixelRNN."""

    image_size: int = 28
    """Side of the square pictures in pixels, 3 to 64."""
    channels: int = 1
    """1: grey. Colour would triple the pixels to draw and is not supported."""
    levels: int = 2
    """Grey levels of a pixel: 2 is black and white, cut in the middle; at most 256."""
    classes: int = 10
    """Classes to condition on; 0 for none."""
    network: str = "row"
    """"row" (Row LSTM) or "diagonal" (Diagonal BiLSTM: sees more, and takes longer)."""
    width: int = 24
    """Components of an LSTM's state at each pixel."""
    layers: int = 2
    """LSTMs one on the other, each with a residual connection (fig. 5)."""
    learning_rate: float = 2e-3
    """Of Adam."""

    def __post_init__(self) -> None:
        require_positive(self, "width", "layers", "learning_rate")
        check_pixels(self.image_size, self.channels, self.levels, self.classes)
        if self.network not in ("row", "diagonal"):
            raise ValueError(f'network is "row" or "diagonal", not {self.network!r}')


def gates(x: Tensor, c: Tensor) -> tuple[Tensor, Tensor]:
    """h and c of eq. 3: x (N, 4C, ...) before the gates, c (N, C, ...) the memory before."""
    o, f, i, g = x.chunk(4, dim=1)
    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c), c


class RowLSTM(nn.Module):
    """Maps (N, C, H, W) -> (N, C, H, W), row by row from the top."""

    def __init__(self, width: int, classes: int) -> None:
        super().__init__()
        self.input = nn.Conv2d(width, 4 * width, (1, 2))  # K_is: the pixel and its left neighbour
        self.state = nn.Conv1d(width, 4 * width, 3, padding=1, bias=False)  # K_ss
        self.condition = nn.Linear(classes, 4 * width, bias=False) if classes else None

    def forward(self, x: Tensor, y: Tensor | None) -> Tensor:
        """x (N, C, H, W) with soft classes y (N, classes)."""
        given = self.input(F.pad(x, (1, 0, 0, 0)))  # (N, 4C, H, W)
        if self.condition is not None and y is not None:
            given = given + self.condition(y)[:, :, None, None]
        h = c = torch.zeros_like(x[:, :, 0])
        rows = []
        for row in given.unbind(2):
            h, c = gates(row + self.state(h), c)
            rows.append(h)
        return torch.stack(rows, 2)

    def start(self, empty: Tensor) -> State:
        """`empty` is a row of zeros (N, W, C)."""
        return {"h": empty, "c": empty.clone()}

    def row(self, state: State, row: Tensor, y: Tensor | None) -> State:
        before = self.state(state["h"].transpose(1, 2)).transpose(1, 2)  # (N, W, 4C)
        if self.condition is not None and y is not None:
            before = before + self.condition(y)[:, None]
        return {"before": before + self.input.bias, "c before": state["c"]}

    def sweep(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        """A row of pixels x (N, W, C)."""
        width, channels = x.shape[1:]
        seen = torch.cat([F.pad(x, (0, 0, 1, -1)), x], 2).flatten(0, 1)
        weight = self.input.weight.permute(0, 3, 2, 1).flatten(1)  # (4C, 2C)
        given = torch.addmm(state["before"].flatten(0, 1), seen, weight.t())
        made = gates(given, state["c before"].flatten(0, 1))
        h, c = (entry.reshape(-1, width, channels) for entry in made)
        return h, {"h": h, "c": c}


class DiagonalBiLSTM(nn.Module):
    """Maps (N, C, H, W) -> (N, C, H, W), diagonal by diagonal from the left and from the right."""

    def __init__(self, width: int, classes: int) -> None:
        super().__init__()
        self.input = nn.Conv2d(width, 8 * width, 1)  # K_is of both directions
        # K_ss of both: the pixel above, the pixel before.
        self.state = nn.Conv1d(2 * width, 8 * width, 2, groups=2, bias=False)
        self.condition = nn.Linear(classes, 8 * width, bias=False) if classes else None

    def given(self, x: Tensor, y: Tensor | None) -> Tensor:
        """What the gates get of the layer's input (N, C, H, W), both directions: (N, 8C, H, W)."""
        given: Tensor = self.input(x)
        if self.condition is not None and y is not None:
            given = given + self.condition(y)[:, :, None, None]
        return given

    def forward(self, x: Tensor, y: Tensor | None) -> Tensor:
        """x (N, C, H, W) with soft classes y (N, classes)."""
        count, width, height, columns = x.shape
        right, left = self.given(x, y).chunk(2, dim=1)
        both = torch.stack([right, left.flip(3)], 1)  # (N, 2, 4C, H, W)
        # Row r is shifted by r, so that column d holds the diagonal of pixels (r, d - r).
        skewed = F.pad(both, (0, height)).flatten(3)[..., : height * (columns + height - 1)]
        diagonals = skewed.reshape(count, 2, -1, height, columns + height - 1)
        h = x.new_zeros(count, 2 * width, height, dtype=torch.float32)
        c = torch.zeros_like(h).reshape(2 * count, width, height)
        made = []
        for diagonal in diagonals.unbind(4):
            before = self.state(F.pad(h, (1, 0)))  # (N, 8C, H)
            x_before = diagonal.flatten(0, 1) + before.reshape(2 * count, -1, height)
            out, c = gates(x_before, c)
            h = out.reshape(count, 2 * width, height)
            made.append(h)
        straight = F.pad(torch.stack(made, 3).flatten(2), (0, height))
        straight = straight.reshape(count, -1, height, columns + height)[..., :columns]
        forwards, backwards = straight.chunk(2, dim=1)
        shifted: Tensor = F.pad(backwards.flip(3), (0, 0, 1, 0))[:, :, :-1]
        return forwards + shifted

    def start(self, empty: Tensor) -> State:
        """`empty` is a row of zeros (N, W, C)."""
        return {name: empty.clone() for name in ("x", "h", "back")}

    def row(self, state: State, row: Tensor, y: Tensor | None) -> State:
        """The direction from the right goes through the row above, which is known by now."""
        own, other = self.state.weight.chunk(2, dim=0)  # each (4C, C, 2): above, before
        given = self.given(state["x"].transpose(1, 2)[:, :, None], y).chunk(2, dim=1)[1]
        given = given[:, :, 0].transpose(1, 2) + F.linear(state["back"], other[:, :, 0])
        back = self.through(given, other[:, :, 1], is_reversed=True)
        bias = cast(Tensor, self.input.bias)[: own.shape[0]]
        if self.condition is not None and y is not None:
            bias = bias + self.condition(y)[:, None, : own.shape[0]]
        return {"before": F.linear(state["h"], own[:, :, 0]) + bias, "back": back * (row > 0)}

    def through(self, given: Tensor, weight: Tensor, is_reversed: bool = False) -> Tensor:
        """An LSTM along a row: what its gates get, (N, W, 4C), and the weights (4C, C) of the pixel
        before -> h (N, W, C)."""
        h = c = torch.zeros_like(given[:, 0, : weight.shape[1]])
        made = []
        columns = given.unbind(1)
        for x in reversed(columns) if is_reversed else columns:
            h, c = gates(x + F.linear(h, weight), c)
            made.append(h)
        return torch.stack(made[::-1] if is_reversed else made, 1)

    def sweep(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        """A row of pixels x (N, W, C)."""
        size = 4 * x.shape[2]
        given = state["before"] + F.linear(x, self.input.weight.flatten(1)[:size])
        h = self.through(given, self.state.weight[:size, :, 1])
        return h + state["back"], {"x": x, "h": h}


class Network(nn.Module):
    """Pixels (N, H, W) -> logits (N, levels, H, W) of each given those before it (fig. 5 and
    table 1)."""

    def __init__(self, config: PixelRNNConfig) -> None:
        super().__init__()
        width, kind = config.width, RowLSTM if config.network == "row" else DiagonalBiLSTM
        self.levels = config.levels
        self.above = nn.Conv2d(2, width, (FIRST, 2 * FIRST + 1))
        self.left = nn.Conv2d(2, width, (1, FIRST), bias=False)
        self.layers = nn.ModuleList(kind(width, config.classes) for _ in range(config.layers))
        self.out = nn.ModuleList(nn.Conv2d(width, width, 1) for _ in range(config.layers))
        self.hidden = nn.Conv2d(width, 2 * width, 1)
        self.logits = nn.Conv2d(2 * width, config.levels, 1)

    def pairs(self) -> list[tuple[RowLSTM | DiagonalBiLSTM, nn.Conv2d]]:
        """Each LSTM with the 1 x 1 convolution behind it."""
        return cast(
            list[tuple[RowLSTM | DiagonalBiLSTM, nn.Conv2d]],
            list(zip(self.layers, self.out, strict=True)),
        )

    def features(self, values: Tensor) -> Tensor:
        """Values (N, ...) -> (N, 2, ...): brightness in [-1, 1], and 1, since 0 is no pixel."""
        brightness = values.to(torch.float32) * (2 / (self.levels - 1)) - 1
        return torch.stack([brightness, torch.ones_like(brightness)], 1)

    def forward(self, values: Tensor, y: Tensor | None = None) -> Tensor:
        x = self.features(values)
        above = self.above(F.pad(x, (FIRST, FIRST, FIRST, 0))[:, :, :-1])
        x = above + self.left(F.pad(x, (FIRST, 0, 0, 0))[:, :, :, :-1])  # (N, C, H, W)
        for lstm, out in self.pairs():
            x = x + out(lstm(x, y))
        return cast(Tensor, self.logits(F.relu(self.hidden(F.relu(x)))))

    # The same row by row (see `models.sequential`)

    def start(self, opened: State, side: int, y: Tensor | None) -> State:
        count, width = opened["dice"].shape[0], self.hidden.in_channels
        state = dict(opened)
        if y is not None:
            state["class"] = y
        for i, (lstm, _) in enumerate(self.pairs()):
            entries = lstm.start(self.left.weight.new_zeros(count, side, width))
            state |= {f"{i} {name}": entry for name, entry in entries.items()}
        return state

    def row(self, state: State, row: Tensor) -> State:
        rows = row + torch.arange(-FIRST, 0, device=row.device)
        values = state["values"].index_select(1, rows.clamp(min=0))
        x = self.features(values) * (rows >= 0)[:, None]  # (N, 2, FIRST, W)
        above = self.above(F.pad(x, (FIRST, FIRST, 0, 0)))[:, :, 0]
        changed = {"from above": above.transpose(1, 2)}  # (N, W, C)
        for i, (lstm, _) in enumerate(self.pairs()):
            entries = lstm.row(_of(state, i), row, state.get("class"))
            changed |= {f"{i} {name}": entry for name, entry in entries.items()}
        return changed

    def sweep(self, state: State) -> tuple[Tensor, State]:
        seen = self.features(state["now"])[:, :, None]  # (N, 2, 1, W)
        left = self.left(F.pad(seen, (FIRST, -1, 0, 0)))[:, :, 0].transpose(1, 2)
        x = state["from above"] + left
        changed: State = {}
        for i, (lstm, out) in enumerate(self.pairs()):
            h, entries = lstm.sweep(x, _of(state, i))
            changed |= {f"{i} {name}": entry for name, entry in entries.items()}
            x = x + F.linear(h, out.weight.flatten(1), out.bias)
        hidden = F.linear(F.relu(x), self.hidden.weight.flatten(1), self.hidden.bias)
        return F.linear(F.relu(hidden), self.logits.weight.flatten(1), self.logits.bias), changed


def _of(state: State, layer: int) -> State:
    """A layer's own entries."""
    start = f"{layer} "
    return {name[len(start) :]: entry for name, entry in state.items() if name.startswith(start)}


class PixelRNN(DrawsPixels):
    """A PixelRNN of Row LSTMs or Diagonal BiLSTMs."""

    name: ClassVar[str] = "pixel_rnn"
    config_type: ClassVar[type] = PixelRNNConfig
    capabilities: ClassVar[Capability] = (
        Capability.DECODE | Capability.LIKELIHOOD | Capability.COMPLETE
    )

    def __init__(self, config: PixelRNNConfig) -> None:
        super().__init__(config.image_size, config.levels, config.classes)
        self.config = config
        self.network: Network = Network(config)

    def objectives(self) -> tuple[Objective, ...]:
        parts, rate = tuple(self.network.parameters()), self.config.learning_rate
        return (Objective("likelihood", parts, self.likelihood_loss, rate, clip=20.0),)

    def start(self, z: Tensor, before: tuple[State, ...]) -> State:
        return self.network.start(self.opened(z), self.image.width, self.condition(z))

    def row(self, state: State, row: Tensor) -> State:
        return self.network.row(state, row)

    def sweep(self, state: State) -> tuple[Tensor, State]:
        return self.network.sweep(state)
