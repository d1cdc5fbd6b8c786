"""The classifier: what its features are, and that the inversion leaves them alone."""

from __future__ import annotations

from typing import Any

import torch

from gen_explorer.models.base import Batch
from gen_explorer.models.classifier import Classifier, ClassifierConfig


def small(**settings: Any) -> Classifier:
    torch.manual_seed(0)
    return Classifier(ClassifierConfig(width=4, latent_size=6, **settings))


def batch(count: int = 32) -> Batch:
    images = torch.rand(count, 1, 28, 28) * 2 - 1
    return Batch(images, torch.arange(count) % 10)


def test_features_have_mean_0_and_variance_1_over_a_training_batch() -> None:
    phi = small().train().features(batch().images)
    torch.testing.assert_close(phi.mean(0), torch.zeros(6), atol=1e-5, rtol=0)
    torch.testing.assert_close(phi.var(0, unbiased=False), torch.ones(6), atol=1e-2, rtol=0)


def test_classes_are_linear_in_the_features() -> None:
    model = small().eval()
    first, second = torch.randn(2, 5, 6)
    middle = model.class_of(0.25 * first + 0.75 * second)
    expected = 0.25 * model.class_of(first) + 0.75 * model.class_of(second)
    torch.testing.assert_close(middle, expected)
    images = batch().images
    torch.testing.assert_close(model.classify(images), model.class_of(model.encode(images).mean))


def test_the_inversion_moves_the_decoder_alone() -> None:
    model = small().train()
    _, inversion = model.objectives()
    inversion.loss(batch()).value.backward()
    moved = {name.partition(".")[0] for name, p in model.named_parameters() if p.grad is not None}
    assert moved == {"decoder"}


def test_pictures_are_moved_by_at_most_the_reach_and_nothing_else() -> None:
    model = small(shift=2)
    dots = torch.full((200, 1, 28, 28), -1.0)
    dots[:, 0, 14, 10] = 1.0
    moved = model.moved(dots)
    assert torch.equal(moved.sum((1, 2, 3)), dots.sum((1, 2, 3)))
    places = moved.flatten(1).argmax(1)
    assert {int(p) // 28 - 14 for p in places} == {-2, -1, 0, 1, 2}
    assert {int(p) % 28 - 10 for p in places} == {-2, -1, 0, 1, 2}


def test_mirrored_pictures_are_the_picture_or_its_mirror_image() -> None:
    model = small(shift=0, mirror=True)
    images = batch(64).images
    same = torch.tensor(
        [torch.equal(a, b) for a, b in zip(model.moved(images), images, strict=True)]
    )
    turned = model.moved(images)
    for made, picture in zip(turned, images, strict=True):
        assert torch.equal(made, picture) or torch.equal(made, picture.flip(-1))
    assert 0 < same.sum() < 64


def test_a_picture_without_a_label_does_not_count() -> None:
    model = small(shift=0, dropout=0.0).eval()
    seen = batch()
    half = Batch(seen.images, torch.where(torch.arange(32) < 16, seen.labels, -1))
    first = Batch(seen.images[:16], seen.labels[:16])
    torch.testing.assert_close(model.class_loss(half).value, model.class_loss(first).value)
