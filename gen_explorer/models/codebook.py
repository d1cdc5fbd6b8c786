"""A codebook: K vectors that learn to lie where an encoder's vectors are.

Van den Oord et al., Neural Discrete Representation Learning, NeurIPS 2017, sec. 3.2 and appendix
A.1; the equations as Razavi et al., NeurIPS 2019, number them.

    Quantize(E(x)) = e_k,   k = argmin_j |E(x) - e_j|                                      (1)

The argmin has no gradient: the one of e_k is handed to E(x) as it is (straight-through). The codes
themselves need none: each is the mean of the vectors that chose it, as in k-means, but a moving
one. With n_i vectors of a batch at code i and decay gamma,

    N_i <- gamma N_i + (1 - gamma) n_i
    m_i <- gamma m_i + (1 - gamma) sum_j E(x)_ij,   e_i = m_i / N_i                        (3)

What goes wrong: a code that nobody chooses gets no update and stays where it is, dead. Here a code
whose N_i falls below a hundredth of the mean is put where a random vector of the batch lies. The
same rule fills the codebook at the first step, when no code was ever used.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

DEAD, REVIVED = 0.01, 0.1
"""Shares of the mean use: a code below the first is put elsewhere, and counts as the second."""


class Codebook(nn.Module):
    """K vectors of D components, and how often each was used of late."""

    vectors: Tensor
    uses: Tensor

    def __init__(self, codes: int, size: int, decay: float) -> None:
        super().__init__()
        self.decay = decay
        self.register_buffer("vectors", torch.randn(codes, size))  # e_i (K, D)
        self.register_buffer("uses", torch.zeros(codes))  # N_i (K,)

    def nearest(self, h: Tensor) -> Tensor:
        """The code of every cell (eq. 1): h (N, D, H, W) -> int64 (N, H, W)."""
        with torch.autocast(h.device.type, enabled=False):
            cells = h.float().movedim(1, -1)  # (N, H, W, D)
            # |h - e|^2 without |h|^2, which is the same for every code.
            distances = self.vectors.square().sum(1) - 2 * cells @ self.vectors.T
        return distances.argmin(-1)

    def lookup(self, codes: Tensor) -> Tensor:
        """Codes (N, H, W) -> their vectors (N, D, H, W)."""
        return self.vectors[codes].movedim(-1, 1)

    def quantize(self, h: Tensor) -> tuple[Tensor, Tensor]:
        """The codes of h and their vectors, whose gradient is handed to h (straight-through)."""
        codes = self.nearest(h)
        return codes, h + (self.lookup(codes) - h).detach()

    @torch.no_grad()
    def revive(self, h: Tensor) -> None:
        """Puts dead codes where random vectors of h lie."""
        cells = h.float().movedim(1, -1).flatten(0, 2)  # (N * H * W, D)
        fresh = cells[torch.randint(len(cells), (len(self.vectors),), device=h.device)]
        mean = len(cells) / len(self.vectors)
        is_dead = self.uses < DEAD * mean
        self.vectors.copy_(torch.where(is_dead[:, None], fresh, self.vectors))
        self.uses.masked_fill_(is_dead, REVIVED * mean)

    @torch.no_grad()
    def follow(self, h: Tensor, codes: Tensor) -> None:
        """One step of the moving average (eq. 3), with m_i = N_i e_i."""
        cells = h.float().movedim(1, -1).flatten(0, 2)
        used = F.one_hot(codes.flatten(), len(self.vectors)).float()  # (N * H * W, K)
        with torch.autocast(h.device.type, enabled=False):
            sums = self.decay * self.uses[:, None] * self.vectors
            sums += (1 - self.decay) * (used.T @ cells)
        self.uses.mul_(self.decay).add_((1 - self.decay) * used.sum(0))
        self.vectors.copy_(sums / self.uses[:, None])


def perplexity(codes: Tensor, count: int) -> Tensor:
    """exp of the entropy of the codes' use: `count` when all are used alike, 1 when one is."""
    share = torch.bincount(codes.flatten(), minlength=count).float() / codes.numel()
    return torch.exp(-(share * share.clamp(min=1e-10).log()).sum())


def share_used(codes: Tensor, count: int) -> Tensor:
    """Share of the `count` codes that occur."""
    return (torch.bincount(codes.flatten(), minlength=count) > 0).float().mean()
