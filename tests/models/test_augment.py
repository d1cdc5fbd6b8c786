from __future__ import annotations

import pytest
import torch

from gen_explorer.models import augment
from gen_explorer.models.augment import CHANGES, augmented, policy_of

ALL = policy_of("flip,color,translation,cutout")
X = torch.rand(16, 3, 32, 32) * 2 - 1


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_keeps_the_shape_and_lets_gradients_through(name: str) -> None:
    x = X.clone().requires_grad_(True)
    changed = CHANGES[name](x)
    assert changed.shape == x.shape
    assert not torch.equal(changed, x)
    (gradient,) = torch.autograd.grad(changed.square().sum(), x)
    assert (gradient.flatten(1).abs().sum(1) > 0).all()


@pytest.mark.parametrize("name", ["flip", "translation", "cutout"])
def test_what_only_moves_or_hides_pixels_stays_in_range(name: str) -> None:
    changed = CHANGES[name](X)
    assert -1 <= changed.min() <= changed.max() <= 1
    kept = torch.isin(changed, torch.cat([X.flatten(), torch.zeros(1)]))
    assert kept.all()  # pixels of the picture, or the grey of what came in


def test_color_leaves_a_grey_picture_grey_within_its_factors() -> None:
    """A flat picture v has no contrast and no saturation: only brightness moves it."""
    changed = augment.color(torch.full((512, 3, 4, 4), 0.25))
    spread = changed.flatten(1).amax(1) - changed.flatten(1).amin(1)
    assert spread.max() < 1e-6
    shift = changed[:, 0, 0, 0] - 0.25
    assert -0.5 <= shift.min() < -0.4
    assert 0.4 < shift.max() <= 0.5


def test_translation_moves_by_an_eighth_of_the_side_at_most() -> None:
    x = torch.zeros(400, 1, 32, 32)
    x[:, :, 16, 16] = 1
    places = augment.translation(x).flatten(1).argmax(1)
    rows, columns = places // 32 - 16, places % 32 - 16
    for moved in (rows, columns):
        assert moved.min() == -4
        assert moved.max() == 4


def test_cutout_hides_a_square_of_half_the_side() -> None:
    hidden = (augment.cutout(torch.ones(300, 1, 32, 32)) == 0).flatten(1).sum(1)
    assert hidden.max() == 16 * 16
    assert hidden.min() < 12 * 12  # those at the edge lie partly outside


def test_each_picture_of_a_batch_has_its_own_draw() -> None:
    same = X[:1].expand(16, -1, -1, -1)
    assert len({bytes(x.numpy().tobytes()) for x in augmented(same, ALL)}) > 12


def test_real_and_made_pictures_are_changed_alike() -> None:
    """The same law for both: with one generator state, equal pictures become equal."""
    torch.manual_seed(3)
    first = augmented(X, ALL)
    torch.manual_seed(3)
    assert torch.equal(first, augmented(X.clone(), ALL))
    means = [augmented(X.repeat(64, 1, 1, 1), ALL).mean() for _ in range(2)]
    assert (means[0] - means[1]).abs() < 0.05


def test_none_changes_nothing_and_unknown_names_are_refused() -> None:
    assert augmented(X, policy_of("none")) is X
    with pytest.raises(ValueError, match="augment"):
        policy_of("color,blur")
