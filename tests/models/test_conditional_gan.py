from __future__ import annotations

from typing import Any

import pytest
import torch

from gen_explorer.models.base import Batch, Control
from gen_explorer.models.conditional_gan import ConditionalGAN, ConditionalGANConfig


def small(**settings: Any) -> ConditionalGAN:
    return ConditionalGAN(ConditionalGANConfig(width=4, latent_size=5, classes=3, **settings))


BATCH = Batch(torch.rand(6, 1, 28, 28) * 2 - 1, torch.tensor([0, 1, 2, 2, 1, -1]))


def test_z_is_a_vector_and_class_weights() -> None:
    model = small()
    (section, place), *_ = model.latent.find(Control.CLASS)
    assert (section.size, place) == (3, slice(5, 8))
    assert model.latent.vector_size == 5


def test_noise_takes_the_classes_of_the_batch() -> None:
    weights = small().noise(BATCH)[:, 5:]
    assert torch.equal(weights[:5], torch.eye(3)[BATCH.labels[:5]])
    torch.testing.assert_close(weights[5], torch.full((3,), 1 / 3))  # no label: a little of all


def test_soft_weights_mix_the_embeddings_linearly() -> None:
    generator = small().eval().generator
    seen: list[torch.Tensor] = []
    generator.body.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    v = torch.randn(1, 5).expand(3, -1)
    weights = torch.tensor([[1.0, 0, 0], [0, 1.0, 0], [0.25, 0.75, 0]])
    generator(torch.cat([v, weights], 1))
    first, second, mixed = seen[0]
    torch.testing.assert_close(mixed, 0.25 * first + 0.75 * second)


@pytest.mark.parametrize("condition", ["projection", "input"])
def test_the_answer_of_d_depends_on_the_class(condition: str) -> None:
    model = small(condition=condition, penalty="r1").eval()
    x = BATCH.images[:1].expand(3, -1, -1, -1)
    logits = model.discriminator(x, torch.eye(3))
    assert logits.std() > 0


def test_the_projection_is_linear_in_the_class() -> None:
    """Miyato 2018, eq. 3: logit = v_y . phi(x) + psi(phi(x))."""
    discriminator = small(condition="projection", penalty="r1").eval().discriminator
    x = BATCH.images[:2]
    features = discriminator.features(x)
    direction = discriminator.directions.weight[:, 1]
    expected = features @ direction + discriminator.head(features).squeeze(1)
    weights = torch.eye(3)[[1, 1]]
    torch.testing.assert_close(discriminator(x, weights).squeeze(1), expected)


def test_discriminate_answers_for_the_likeliest_class() -> None:
    model = small(penalty="r1").eval()
    each = [torch.sigmoid(model.discriminator(BATCH.images, y.expand(6, -1))) for y in torch.eye(3)]
    torch.testing.assert_close(model.discriminate(BATCH.images), torch.cat(each, 1).amax(1))
