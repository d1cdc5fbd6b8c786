"""A GAN made of transformers alone: no convolution anywhere (TransGAN).

Jiang et al., TransGAN: Two Pure Transformers Can Make One Strong GAN, NeurIPS 2021.
Vaswani et al., Attention Is All You Need, NeurIPS 2017.

A picture is a set of tokens, one for each place, and every token looks at the others (Vaswani,
eq. 1; here for each head, with d components in a head):

    Attention(Q, K, V) = softmax( Q K^T / sqrt(d) ) V

A block is attention, then the same small network (MLP) at every token, each added to what came in:

    x <- x + Attention(norm(x))
    x <- x + MLP(norm(x))

The generator grows the picture by stages (paper, fig. 2): z becomes a few wide tokens, and between
two stages a pixel-shuffle turns each token's width into a 2 x 2 square of narrower tokens. For 28
pixels: 7 x 7 -> 14 x 14 -> 28 x 28. What a token means is where it is: a learned vector for each
place is added at the start of a stage.

Attention among T tokens costs T^2. At the large sides the tokens are cut into squares, and a token
sees its own square only ("grid self-attention", sec. 3.2): 16 times cheaper at 28 x 28, and what is
far apart has been agreed on in the stages before.

The discriminator is a vision transformer: patches of 4 x 4 pixels become tokens, a class token
joins them, and a linear layer reads the verdict from it.

What to notice
- Nothing tells this network that neighbours belong together: early in training a picture is noise
  of independent pixels, where a DCGAN's is already smooth. It learns the neighbourhood.
- Edges of the squares of grid attention may show as faint seams at every 7th pixel.

What goes wrong: without a convolution's prior, D learns the training pictures by heart sooner. R1
keeps D smooth at the data, and with few pictures the augmentation of both real and made ones
(paper, sec. 3.4) matters more than the networks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.attention import SDPBackend, sdpa_kernel

from gen_explorer.models.augment import augmented, policy_of
from gen_explorer.models.base import (
    Batch,
    Capability,
    ImageSpec,
    LatentSpec,
    Loss,
    Objective,
    Prior,
    require_positive,
)
from gen_explorer.models.layers import parameters_of, unit_draw

SIDES = {28: (7, 14, 28), 32: (8, 16, 32), 64: (8, 16, 32, 64)}
"""Image size -> the sides of the stages, in tokens. The first is also a square's in a grid."""
FULL_UP_TO = 16
"""Every token sees every other up to this side; beyond it, only those of its square."""
PATCH = 4
"""Side in pixels of what the discriminator takes for a token."""
PENALTY_EVERY = 16
"""The penalty is drawn in one step of so many, and weighs as much more (lazy: Karras 2020)."""


@dataclass(frozen=True)
class TransGANConfig:
    """Settings of a TransGAN."""

    image_size: int = 28
    """Side of the square pictures in pixels: 28, 32 or 64."""
    channels: int = 1
    """1 for grey, 3 for colour."""
    latent_size: int = 32
    """Components of z."""
    width: int = 16
    """Components of a token at the picture's own side; twice as many at each smaller side."""
    blocks: int = 2
    """Transformer blocks in each stage of the generator, but one in the last, the costliest."""
    discriminator_width: int = 64
    """Components of the discriminator's tokens."""
    discriminator_blocks: int = 3
    """Transformer blocks of the discriminator."""
    head_width: int = 16
    """Components of a token that one attention head looks at."""
    expansion: int = 2
    """Hidden units of an MLP for each component of a token."""
    augment: str = "none"
    """Random changes of what D sees, real and made alike (paper, sec. 3.4): "none", or some of
    flip, color, translation and cutout joined by commas."""
    penalty_weight: float = 0.5
    """gamma of the R1 penalty, gamma / 2 * E[ |grad D(x)|^2 ]; 0 leaves it out."""
    learning_rate: float = 5e-4
    """Of Adam, for both players."""
    beta1: float = 0.0
    """Adam's first momentum; the paper found none to be best."""

    def __post_init__(self) -> None:
        require_positive(self, "latent_size", "width", "blocks", "head_width", "learning_rate")
        require_positive(self, "discriminator_width", "discriminator_blocks", "expansion")
        if self.image_size not in SIDES:
            raise ValueError(f"image_size is one of {sorted(SIDES)}, not {self.image_size}")
        if self.channels not in (1, 3):
            raise ValueError(f"channels is 1 or 3, not {self.channels}")
        if self.width % self.head_width or self.discriminator_width % self.head_width:
            raise ValueError(f"head_width divides both widths, {self.head_width} does not")
        policy_of(self.augment)


class Attention(nn.Module):
    """Every token looks at all others of its set: (N, T, C) -> (N, T, C)."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.ask = nn.Linear(width, 3 * width)
        self.answer = nn.Linear(width, width)

    def forward(self, x: Tensor) -> Tensor:
        """Tokens (N, T, C) -> same."""
        qkv = self.ask(x).unflatten(2, (3, self.heads, -1)).permute(2, 0, 3, 1, 4)
        q, k, v = qkv.unbind(0)  # each (N, heads, T, C / heads)
        # In float32: PyTorch's backward pass in bfloat16 is ten times slower on a CPU.
        with torch.autocast(x.device.type, enabled=False):
            seen = F.scaled_dot_product_attention(q.float(), k.float(), v.float())
        answer: Tensor = self.answer(seen.transpose(1, 2).flatten(2))
        return answer


class Block(nn.Module):
    """Attention, then an MLP at every token, each added to what came in: (N, T, C) -> same."""

    def __init__(self, width: int, heads: int, expansion: int) -> None:
        super().__init__()
        self.attention = nn.Sequential(nn.LayerNorm(width), Attention(width, heads))
        self.mlp = nn.Sequential(
            nn.LayerNorm(width),
            nn.Linear(width, expansion * width),
            nn.GELU(),
            nn.Linear(expansion * width, width),
        )

    def forward(self, x: Tensor) -> Tensor:
        """Tokens (N, T, C) -> same."""
        x = x + self.attention(x)
        out: Tensor = x + self.mlp(x)
        return out


def blocks_of(config: TransGANConfig, width: int, count: int) -> nn.Sequential:
    """`count` transformer blocks of one width, one after another."""
    heads = width // config.head_width
    return nn.Sequential(*(Block(width, heads, config.expansion) for _ in range(count)))


def to_squares(x: Tensor, side: int, square: int) -> Tensor:
    """Tokens (N, side^2, C) of a picture -> (N * k^2, square^2, C), k = side / square."""
    k, count, width = side // square, x.shape[0], x.shape[2]
    x = x.reshape(count, k, square, k, square, width).transpose(2, 3)
    return x.reshape(count * k * k, square * square, width)


def from_squares(x: Tensor, side: int, square: int) -> Tensor:
    """Undoes `to_squares`."""
    k, width = side // square, x.shape[2]
    count = x.shape[0] // (k * k)
    x = x.reshape(count, k, k, square, square, width).transpose(2, 3)
    return x.reshape(count, side * side, width)


class Stage(nn.Module):
    """Blocks at one side of the picture: (N, side^2, C) -> same."""

    def __init__(self, config: TransGANConfig, width: int, side: int) -> None:
        super().__init__()
        self.side = side
        self.square = side if side <= FULL_UP_TO else SIDES[config.image_size][0]
        self.place = nn.Parameter(0.02 * torch.randn(1, side * side, width))
        count = config.blocks if side < config.image_size else 1
        self.blocks = blocks_of(config, width, count)

    def forward(self, x: Tensor) -> Tensor:
        """Tokens (N, side^2, C) -> same."""
        # The MLP is the same at every token: a stage can stay cut up until its end.
        x = to_squares(x + self.place, self.side, self.square)
        return from_squares(self.blocks(x), self.side, self.square)


class Grow(nn.Module):
    """Pixel-shuffle: (N, side^2, C) -> (N, (2 side)^2, C / 2). The paper's gives C / 4; a linear
    layer before it keeps the last tokens from becoming too narrow."""

    def __init__(self, width: int, side: int) -> None:
        super().__init__()
        self.side = side
        self.widen = nn.Linear(width, 2 * width)

    def forward(self, x: Tensor) -> Tensor:
        """Tokens (N, side^2, C) -> (N, (2 side)^2, C / 2)."""
        x = self.widen(x).transpose(1, 2).unflatten(2, (self.side, self.side))
        return F.pixel_shuffle(x, 2).flatten(2).transpose(1, 2)


class Generator(nn.Module):
    """z (N, latent) -> picture (N, C, H, W) in [-1, 1]."""

    def __init__(self, config: TransGANConfig) -> None:
        super().__init__()
        sides = SIDES[config.image_size]
        width = config.width * 2 ** (len(sides) - 1)
        self.first = (sides[0] ** 2, width)
        self.start = nn.Linear(config.latent_size, sides[0] ** 2 * width)
        stages: list[nn.Module] = [Stage(config, width, sides[0])]
        for side in sides[1:]:
            stages.append(Grow(width, side // 2))
            width //= 2
            stages.append(Stage(config, width, side))  # (N, side^2, width)
        self.stages = nn.Sequential(*stages)
        self.finish = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, config.channels))
        self.side = sides[-1]

    def forward(self, z: Tensor) -> Tensor:
        """z (N, latent) -> picture (N, C, H, W) in [-1, 1]."""
        tokens = self.stages(self.start(z).unflatten(1, self.first))
        pixels = self.finish(tokens).float()  # (N, H * W, C)
        picture = torch.tanh(pixels).transpose(1, 2)
        # Not len(z): the exporter would fix the batch to the number it finds there.
        return picture.reshape(z.shape[0], -1, self.side, self.side)


class Discriminator(nn.Module):
    """Picture (N, C, H, W) -> logit (N, 1) of being real."""

    def __init__(self, config: TransGANConfig) -> None:
        super().__init__()
        width, count = config.discriminator_width, (config.image_size // PATCH) ** 2
        self.embed = nn.Linear(config.channels * PATCH**2, width)
        self.place = nn.Parameter(0.02 * torch.randn(1, count, width))
        self.verdict = nn.Parameter(0.02 * torch.randn(1, 1, width))  # the class token
        self.blocks = blocks_of(config, width, config.discriminator_blocks)
        self.read = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, 1))

    def forward(self, x: Tensor) -> Tensor:
        """Picture (N, C, H, W) -> logit (N, 1) of being real."""
        patches = F.pixel_unshuffle(x, PATCH).flatten(2).transpose(1, 2)  # (N, T, C * 16)
        tokens = self.embed(patches) + self.place
        tokens = torch.cat([self.verdict.expand(len(x), -1, -1).to(tokens.dtype), tokens], 1)
        logit: Tensor = self.read(self.blocks(tokens)[:, 0])
        return logit


class TransGAN(nn.Module):
    """Two transformers and their two objectives."""

    name: ClassVar[str] = "trans_gan"
    config_type: ClassVar[type] = TransGANConfig
    capabilities: ClassVar[Capability] = Capability.DECODE | Capability.DISCRIMINATE

    def __init__(self, config: TransGANConfig) -> None:
        super().__init__()
        self.config = config
        self.latent = LatentSpec(config.latent_size, Prior.NORMAL)
        self.image = ImageSpec(config.channels, config.image_size, config.image_size)
        self.generator = Generator(config)
        self.discriminator = Discriminator(config)
        self.policy = policy_of(config.augment)

    def decode(self, z: Tensor) -> Tensor:
        """G(z): latents (N, latent) -> pictures (N, C, H, W) in [-1, 1]."""
        picture: Tensor = self.generator(z)
        return picture

    def discriminate(self, x: Tensor) -> Tensor:
        """D(x): pictures (N, C, H, W) -> probability (N,) of being real."""
        return torch.sigmoid(self.discriminator(x)).squeeze(1)

    def noise(self, batch: Batch) -> Tensor:
        """One z a picture of the batch."""
        return unit_draw(batch.images, self.latent.size, uniform=False)

    def discriminator_loss(self, batch: Batch) -> Loss:
        """-E[ log D(x) ] - E[ log(1 - D(G(z))) ], with R1 in one step of 16."""
        with torch.no_grad():
            fake = self.generator(self.noise(batch))
        both = augmented(torch.cat([batch.images, fake]), self.policy)
        logits = self.discriminator(both).float()
        real_logit, fake_logit = logits.chunk(2)
        value = F.softplus(-real_logit).mean() + F.softplus(fake_logit).mean()
        if self.config.penalty_weight > 0 and torch.rand(()) < 1 / PENALTY_EVERY:
            value = value + PENALTY_EVERY * self.r1_penalty(batch.images)
        return Loss(
            value,
            {
                "d_loss": value.detach(),
                "d_real": torch.sigmoid(real_logit.detach()).mean(),
                "d_fake": torch.sigmoid(fake_logit.detach()).mean(),
            },
        )

    def r1_penalty(self, real: Tensor) -> Tensor:
        """gamma / 2 * E[ |grad_x D(x)|^2 ] at real pictures (Mescheder 2018, eq. 9)."""
        # Fused attention has no second derivative; the plain formula has.
        with torch.autocast(real.device.type, enabled=False), sdpa_kernel(SDPBackend.MATH):
            x = real.detach().requires_grad_(True)
            (gradient,) = torch.autograd.grad(self.discriminator(x).sum(), x, create_graph=True)
        return 0.5 * self.config.penalty_weight * gradient.square().flatten(1).sum(1).mean()

    def generator_loss(self, batch: Batch) -> Loss:
        """-E[ log D(G(z)) ]."""
        fake = augmented(self.generator(self.noise(batch)), self.policy)
        logit = self.discriminator(fake).float()
        value = F.softplus(-logit).mean()
        return Loss(value, {"g_loss": value.detach()})

    def objectives(self) -> tuple[Objective, ...]:
        """D and G in every step."""
        rate, betas = self.config.learning_rate, (self.config.beta1, 0.99)
        d, g = parameters_of(self.discriminator), parameters_of(self.generator)
        return (
            Objective("discriminator", d, self.discriminator_loss, rate, betas),
            Objective("generator", g, self.generator_loss, rate, betas),
        )

    def averaged(self) -> Iterable[nn.Module]:
        """G, whose single steps go back and forth."""
        return (self.generator,)
