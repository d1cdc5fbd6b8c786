from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import nn

from gen_explorer.models import trans_gan
from gen_explorer.models.base import Batch
from gen_explorer.models.trans_gan import (
    Attention,
    Grow,
    Stage,
    TransGAN,
    TransGANConfig,
    from_squares,
    to_squares,
)

SMALL = TransGANConfig(width=4, head_width=2, discriminator_width=8, latent_size=5)


def test_there_is_no_convolution() -> None:
    model = TransGAN(SMALL)
    kinds = {type(module).__name__ for module in model.modules()}
    assert not [kind for kind in kinds if "Conv" in kind or "BatchNorm" in kind]
    assert {"Attention", "Linear", "LayerNorm"} <= kinds


def test_attention_is_the_formula() -> None:
    """One head with known queries, keys and values against softmax(Q K^T / sqrt(d)) V."""
    torch.manual_seed(0)
    layer, x = Attention(6, heads=1), torch.randn(2, 5, 6)
    q, k, v = layer.ask(x).chunk(3, dim=2)
    weights = torch.softmax(q @ k.transpose(1, 2) / 6**0.5, dim=2)
    torch.testing.assert_close(layer(x), layer.answer(weights @ v))


def test_squares_are_squares_and_come_back() -> None:
    picture = torch.arange(16).reshape(1, 16, 1)
    cut = to_squares(picture, side=4, square=2)
    assert cut[..., 0].tolist() == [[0, 1, 4, 5], [2, 3, 6, 7], [8, 9, 12, 13], [10, 11, 14, 15]]
    many = torch.randn(3, 28 * 28, 5)
    assert torch.equal(from_squares(to_squares(many, 28, 7), 28, 7), many)


def test_grid_attention_is_full_attention_inside_a_square() -> None:
    torch.manual_seed(1)
    stage = Stage(SMALL, width=4, side=28).eval()
    assert stage.square == 7
    x = torch.randn(1, 784, 4)
    placed = (x + stage.place).reshape(28, 28, 4)
    alone = stage.blocks(placed[7:14, 21:28].reshape(1, 49, 4))  # second row, last column
    whole = stage(x).reshape(28, 28, 4)
    torch.testing.assert_close(whole[7:14, 21:28].reshape(1, 49, 4), alone, atol=1e-5, rtol=1e-5)


def test_a_token_sees_its_square_only_where_attention_is_on_a_grid() -> None:
    torch.manual_seed(2)
    for side, reach in ((28, 49), (14, 196), (7, 49)):
        stage = Stage(SMALL, width=4, side=side)
        x = torch.randn(1, side * side, 4, requires_grad=True)
        (gradient,) = torch.autograd.grad(stage(x)[0, 0].sum(), x)
        assert int((gradient[0].abs().sum(1) > 0).sum()) == reach


def test_growing_keeps_the_four_children_together() -> None:
    grow = Grow(4, side=2)
    with torch.no_grad():
        grow.widen.weight.zero_()
        grow.widen.bias.copy_(torch.arange(8.0))
    grown = grow(torch.zeros(1, 4, 4)).reshape(4, 4, 2)
    assert grown[..., 0].tolist() == [[0, 1, 0, 1], [2, 3, 2, 3]] * 2  # components 0 to 3
    assert grown[..., 1].tolist() == [[4, 5, 4, 5], [6, 7, 6, 7]] * 2


@pytest.mark.parametrize("precision", [torch.float32, torch.bfloat16])
def test_penalty_has_a_gradient(precision: torch.dtype) -> None:
    """R1 needs the second derivative of attention, which fused attention does not have."""
    model = TransGAN(SMALL)
    with torch.autocast("cpu", torch.bfloat16, enabled=precision is torch.bfloat16):
        penalty = model.r1_penalty(torch.rand(3, 1, 28, 28) * 2 - 1)
    gradients = torch.autograd.grad(penalty, model.discriminator.embed.weight)
    assert penalty > 0
    assert gradients[0].abs().sum() > 0


def test_discriminator_knows_where_a_patch_lies() -> None:
    model = TransGAN(SMALL).eval()
    x = torch.full((1, 1, 28, 28), -1.0)
    x[..., :4, :4] = 1.0
    assert not torch.allclose(model.discriminate(x), model.discriminate(x.roll(8, dims=3)))


def test_default_generator_is_small() -> None:
    assert sum(p.numel() for p in TransGAN(TransGANConfig()).generator.parameters()) < 500_000


def test_a_step_lowers_both_losses() -> None:
    torch.manual_seed(0)
    model = TransGAN(SMALL)
    z = torch.randn(8, 5)
    model.noise = lambda batch: z  # type: ignore[method-assign]
    batch = Batch(torch.rand(8, 1, 28, 28) * 2 - 1, torch.zeros(8, dtype=torch.long))
    for objective in model.objectives():
        optimiser = torch.optim.SGD(objective.parameters, lr=0.01)
        before = objective.loss(batch).value
        gradients = torch.autograd.grad(before, objective.parameters)
        for parameter, gradient in zip(objective.parameters, gradients, strict=True):
            parameter.grad = gradient
        optimiser.step()
        assert objective.loss(batch).value < before


@pytest.mark.parametrize(
    "bad", [{"image_size": 30}, {"head_width": 3}, {"augment": "blur"}, {"channels": 2}]
)
def test_bad_settings_are_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(bad))):
        TransGANConfig(**bad)


def test_every_size_grows_to_its_picture() -> None:
    for size in trans_gan.SIDES:
        model = TransGAN(TransGANConfig(width=2, head_width=2, latent_size=3, image_size=size))
        assert model.decode(torch.zeros(1, 3)).shape == (1, 1, size, size)
        assert sum(isinstance(m, nn.LayerNorm) for m in model.generator.modules()) > 0
