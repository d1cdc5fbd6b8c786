"""How likely a grid of codes is: the second stage of a VQ-VAE.

Razavi, van den Oord and Vinyals, Generating Diverse High-Fidelity Images with VQ-VAE-2, NeurIPS
2019, sec. 3.2 and fig. 2b.

An autoencoder with codes is no generator yet: a grid of codes at random decodes to rubble. So the
codes of the training pictures become data themselves, and a gated PixelCNN (`models.gated`) learns

    p(codes) = prod_i p(code_i | codes before it, class, codes of the level above)

The level above is told by a small network: its codes are embedded, mixed with their neighbours by
two residual blocks, and spread to the side of the finer grid.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor, nn

from gen_explorer.models import sequential
from gen_explorer.models.base import LatentSpec, State
from gen_explorer.models.gated import GatedPixelCNN
from gen_explorer.models.layers import Residual


class CodePrior(nn.Module):
    """A PixelCNN over one GRID section of `spec`, and the walk that draws by it (see
    `models.base.Walk`). The dice of the grid "top" are the section "top dice"."""

    def __init__(
        self, spec: LatentSpec, grid: str, classes: int, width: int, layers: int, is_below: bool
    ) -> None:
        """`is_below`: there is a level above, of half the side and with as many codes."""
        super().__init__()
        section = sequential.place_of(spec, grid)[0]
        self.grid = grid
        self.spec = spec
        self.side = section.rows
        self.classes = classes
        self.network = GatedPixelCNN(
            section.levels,
            width,
            layers,
            condition=classes,
            context=width if is_below else 0,
            is_ordered=False,
        )
        if is_below:
            self.above = nn.Embedding(section.levels, width)
            self.context = nn.Sequential(  # (N, width, side, side)
                Residual(width),
                Residual(width),
                nn.ConvTranspose2d(width, width, 4, stride=2, padding=1),
            )

    def told(self, above: Tensor | None) -> Tensor | None:
        """What the network is told of the codes (N, H, W) of the level above."""
        if above is None:
            return None
        told: Tensor = self.context(self.above(above).movedim(-1, 1))
        return told

    def nats(self, codes: Tensor, classes: Tensor | None, above: Tensor | None) -> Tensor:
        """-ln p(codes) in nats (N,) of codes (N, H, W), given soft classes (N, classes)."""
        logits = self.network(codes, classes, self.told(above)).float()
        return F.cross_entropy(logits, codes, reduction="none").flatten(1).sum(1)

    def start(self, z: Tensor, before: tuple[State, ...]) -> State:
        """The state before the first row, from z (N, size) and the states of the levels above."""
        opened = sequential.opening(self.spec, z, self.grid, f"{self.grid} dice", "temperature")
        classes = z[:, : self.classes] if self.classes else None
        above = before[-1]["values"] if before else None
        return self.network.start(opened, classes, self.told(above))

    def row(self, state: State, row: Tensor) -> State:
        """The state once what row number `row` () is told by those above it is worked out."""
        return self.network.row(state, row)

    def sweep(self, state: State) -> tuple[Tensor, State]:
        """The logits (N, W, levels) of a row's codes given those that it has now."""
        return self.network.sweep(state)
