"""Families that draw a picture pixel by pixel: what is exact about them has to be exact."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from gen_explorer.core.errors import UserError
from gen_explorer.latent import priors
from gen_explorer.models import registry, sequential
from gen_explorer.models.base import OPEN, Capability, Control
from gen_explorer.models.pixel_cnn import to_levels, to_picture

KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "cnn": ("pixel_cnn", {"width": 6, "layers": 2}),
    "row": ("pixel_rnn", {"width": 5, "layers": 2, "network": "row"}),
    "diagonal": ("pixel_rnn", {"width": 5, "layers": 2, "network": "diagonal"}),
}


def build(kind: str, **settings: Any) -> Any:
    """An untrained model whose weights are large enough to tell pixels apart."""
    torch.manual_seed(0)
    family, config = KINDS[kind]
    model = registry.build(family, {**config, "image_size": 6, "classes": 3, **settings}).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(2.0)
    return model


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return request.param  # type: ignore[no-any-return]


def draws(model: Any, count: int, first: int = 0) -> Tensor:
    seeds = range(first, first + count)
    return torch.from_numpy(np.stack([priors.draw(model.latent, seed) for seed in seeds]))


def place(model: Any, name: str) -> slice:
    return sequential.place_of(model.latent, name)[1]


def test_no_pixel_sees_itself_or_a_later_one(kind: str) -> None:
    model = build(kind)
    values = torch.rand(1, 6, 6).requires_grad_()
    logits = model.network(values, torch.eye(3)[:1])
    for cell in range(36):
        (seen,) = torch.autograd.grad(
            logits.flatten(2)[0, 0, cell], values, retain_graph=True, allow_unused=True
        )
        assert (seen.flatten()[cell:] == 0).all(), cell


@pytest.mark.parametrize(
    ("kind", "settings", "seen"),
    [
        ("cnn", {"layers": 6}, 9),  # 3 + 6 pixels far, and no blind spot
        ("cnn", {"layers": 1}, 5),
        ("row", {"layers": 1}, 4),  # a triangle
        ("diagonal", {"layers": 1}, 8),  # the mask hides the last one
    ],
)
def test_how_far_the_second_row_sees_into_the_first(
    kind: str, settings: dict[str, Any], seen: int
) -> None:
    model = build(kind, image_size=9, **settings)
    values = torch.rand(1, 9, 9).requires_grad_()
    logits = model.network(values, torch.eye(3)[:1])
    (gradient,) = torch.autograd.grad(logits[0, 0, 1, 0], values)
    assert (gradient[0, 0] != 0).tolist() == [column < seen for column in range(9)]


def test_the_probabilities_of_all_pictures_sum_to_one(kind: str) -> None:
    model = build(kind, image_size=3)
    every = torch.tensor(list(itertools.product([-1.0, 1.0], repeat=9))).reshape(512, 1, 3, 3)
    with torch.no_grad():
        of_class = model.log_likelihood(every, torch.full((512,), 2))
        overall = model.log_likelihood(every)
    assert of_class.exp().sum().item() == pytest.approx(1.0, abs=1e-5)
    assert overall.exp().sum().item() == pytest.approx(1.0, abs=1e-5)
    assert of_class.std() > 0.1


def test_without_a_label_the_classes_are_averaged(kind: str) -> None:
    model = build(kind)
    x = torch.rand(2, 1, 6, 6) * 2 - 1
    with torch.no_grad():
        each = [model.log_likelihood(x, torch.full((2,), y)) for y in range(3)]
        overall = model.log_likelihood(x)
    expected = torch.stack(each).exp().mean(0).log()
    torch.testing.assert_close(overall, expected, atol=1e-4, rtol=0)
    plain = build(kind, classes=0)
    torch.testing.assert_close(
        plain.log_likelihood(x), plain.log_likelihood(x, torch.tensor([0, 1]))
    )


@torch.no_grad()
def drawn_naively(model: Any, z: Tensor) -> tuple[Tensor, Tensor]:
    """Values and their probabilities (N, pixels), the whole network run anew for every pixel."""
    side = model.image.width
    heat, dice = z[:, place(model, "temperature")], z[:, place(model, "dice")]
    given = z[:, place(model, "canvas")]
    values = given.clamp(min=0).long()
    chances = torch.zeros_like(dice)
    for cell in range(side * side):
        logits = model.network(values.reshape(-1, side, side), model.condition(z)).flatten(2)
        p = F.softmax(logits[:, :, cell] / heat, dim=1)
        drawn = (p.cumsum(1) <= dice[:, cell : cell + 1]).sum(1).clamp(max=model.levels - 1)
        values[:, cell] = torch.where(given[:, cell] == OPEN, drawn, values[:, cell])
        chances[:, cell] = p.gather(1, values[:, cell : cell + 1])[:, 0]
    return values, chances


@pytest.mark.parametrize("levels", [2, 5])
def test_drawing_with_kept_activations_equals_drawing_anew(kind: str, levels: int) -> None:
    model = build(kind, levels=levels)
    z = draws(model, 4)
    z[1, place(model, "temperature")] = 0.6
    z[2, : model.classes] = torch.tensor([0.5, 0.5, 0.0])
    z[3, place(model, "canvas").start + 8 : place(model, "canvas").start + 20] = 1.0
    (state,) = sequential.draw(model, z)
    values, chances = drawn_naively(model, z)
    assert torch.equal(state["values"].flatten(1), values)
    torch.testing.assert_close(state["chances"].flatten(1), chances, atol=1e-5, rtol=0)
    assert len(set(values.flatten().tolist())) == levels


def test_a_completion_keeps_what_is_given(kind: str) -> None:
    model = build(kind)
    z = draws(model, 3)
    canvas = place(model, "canvas")
    half = torch.randint(0, 2, (3, 18)).float()
    z[:, canvas.start : canvas.start + 18] = half
    first = model.decode(z)
    assert torch.equal(first.flatten(1)[:, :18], half * 2 - 1)
    z[:, place(model, "dice")] = draws(model, 3, first=50)[:, place(model, "dice")]
    second = model.decode(z)
    assert torch.equal(second.flatten(1)[:, :18], half * 2 - 1)
    assert not torch.equal(first, second)


def test_a_full_canvas_costs_no_step(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model = build(kind)
    z = draws(model, 2)
    z[:, place(model, "canvas")] = 1.0
    monkeypatch.setattr(type(model), "row", None)
    monkeypatch.setattr(type(model), "sweep", None)
    assert (model.decode(z) == 1).all()


def test_the_walk_ends_with_the_row_of_the_last_open_cell() -> None:
    is_open = torch.zeros(2, 3, 4, dtype=torch.bool)
    assert sequential.rows_to_walk(is_open) == 0
    is_open[0, 0, 3] = is_open[1, 1, 0] = True
    assert sequential.rows_to_walk(is_open) == 2


def test_a_row_is_swept_until_it_stays(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model = build(kind)
    sweep, seen = type(model).sweep, []

    def counted(self: Any, state: Any) -> Any:
        seen.append(state["now"].clone())
        return sweep(self, state)

    monkeypatch.setattr(type(model), "sweep", counted)
    z = draws(model, 1)
    canvas = place(model, "canvas")
    z[:, canvas.start : canvas.start + 30] = 1.0
    sequential.draw(model, z)
    given, last = seen[:5], seen[5:]
    assert all((now == 1).all() for now in given)  # one sweep tells that it stays
    assert (last[0] == 1).all()  # the guess is the row above
    assert 1 <= len(last) <= 6
    assert all(not torch.equal(a, b) for a, b in itertools.pairwise(last))


def test_a_row_is_guessed_from_a_picture_alike_as_long_as_it_is() -> None:
    drawn = torch.tensor([[[1, 0], [0, 1], [0, 0]]])  # its last row is still to be drawn
    state = {
        "values": drawn.repeat(2, 1, 1),
        "open": torch.ones(2, 3, 2, dtype=torch.bool),
        "dice": torch.rand(2, 3, 2),
        "guess": torch.tensor([[[0, 0], [0, 1], [1, 1]], [[1, 0], [1, 1], [1, 1]]]),
    }
    entries = sequential.begin_row(state, torch.tensor(2), 2)
    assert entries["now"].tolist() == [[1, 1], [0, 1]]  # the other has another row above
    first = sequential.begin_row(state, torch.tensor(0), 2)
    assert first["now"].tolist() == [[0, 0], [1, 0]]


def test_dice_draw_by_the_inverse_distribution_function() -> None:
    shares = torch.tensor([0.2, 0.3, 0.5])
    dice = (torch.arange(1000) + 0.5).reshape(10, 100) / 1000
    state = {
        "now": torch.zeros(10, 100, dtype=torch.int64),
        "row open": torch.ones(10, 100, dtype=torch.bool),
        "row dice": dice,
        "temperature": torch.ones(10, 1),
    }
    logits = shares.log().expand(10, 100, 3) + 7.0
    changed = sequential.redraw(state, logits)
    assert torch.bincount(changed["now"].flatten()).tolist() == [200, 300, 500]
    torch.testing.assert_close(changed["row chances"], shares.expand(10, 100, 3))
    cold = {**state, "temperature": torch.full((10, 1), 0.05)}
    assert (sequential.redraw(cold, logits)["now"] == 2).float().mean() > 0.99
    given = {**state, "row open": torch.zeros(10, 100, dtype=torch.bool)}
    assert (sequential.redraw(given, logits)["now"] == 0).all()


def test_pictures_become_levels_and_come_back() -> None:
    for levels in (2, 4, 256):
        values = torch.randint(0, levels, (5, 6, 6))
        assert torch.equal(to_levels(to_picture(values, levels), levels), values)
    byte = torch.tensor([0.0, 127.0, 128.0, 255.0]).reshape(1, 1, 2, 2) / 127.5 - 1
    assert to_levels(byte, 2).flatten().tolist() == [0, 0, 1, 1]
    assert to_levels(byte, 256).flatten().tolist() == [0, 127, 128, 255]


def test_an_untrained_binary_model_costs_about_one_bit_a_pixel() -> None:
    torch.manual_seed(0)
    model = registry.build("pixel_cnn", {"width": 4, "layers": 1, "image_size": 8}).eval()
    x = (torch.rand(16, 1, 8, 8) > 0.5).float() * 2 - 1
    bits = -model.log_likelihood(x).mean() / math.log(2) / 64
    assert bits.item() == pytest.approx(1.0, abs=0.1)


def test_says_what_it_can_do_and_what_drives_it(kind: str) -> None:
    model = build(kind)
    assert model.capabilities & Capability.LIKELIHOOD
    assert model.capabilities & Capability.COMPLETE
    assert sequential.is_sequential(model)
    assert [section.control for section in model.latent.sections] == [
        Control.CLASS,
        Control.SETTING,
        Control.NOISE,
        Control.GRID,
    ]
    assert not sequential.is_sequential(registry.build("vae", {"width": 2}))


@pytest.mark.parametrize(
    ("family", "config"),
    [
        ("pixel_cnn", {"channels": 3}),
        ("pixel_cnn", {"levels": 1}),
        ("pixel_cnn", {"image_size": 128}),
        ("pixel_cnn", {"dropout": 1.0}),
        ("pixel_rnn", {"channels": 3}),
        ("pixel_rnn", {"network": "column"}),
        ("pixel_rnn", {"width": 0}),
    ],
)
def test_bad_settings_are_refused(family: str, config: dict[str, Any]) -> None:
    with pytest.raises(UserError, match=next(iter(config))):
        registry.build(family, config)
