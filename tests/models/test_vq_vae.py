from __future__ import annotations

import math

import pytest
import torch

from gen_explorer.latent import priors
from gen_explorer.models.base import OPEN, Batch, Control
from gen_explorer.models.codebook import DEAD, REVIVED, Codebook, perplexity, share_used
from gen_explorer.models.sequential import place_of
from gen_explorer.models.vq_vae import VQVAE, VQVAEConfig

SMALL = VQVAEConfig(
    codes=8, code_size=4, width=4, prior_width=4, top_layers=1, bottom_layers=1, classes=3
)


def small(seed: int = 0) -> VQVAE:
    torch.manual_seed(seed)
    return VQVAE(SMALL).eval()


def drawn(model: VQVAE, seed: int = 0) -> torch.Tensor:
    return torch.from_numpy(priors.draw(model.latent, seed).copy())[None]


def cells(*vectors: list[float]) -> torch.Tensor:
    """One row of cells (1, D, 1, W)."""
    return torch.tensor(vectors).T[None, :, None]


def test_nearest_is_the_argmin_of_the_distance() -> None:
    torch.manual_seed(0)
    book = Codebook(7, 3, 0.9)
    h = torch.randn(2, 3, 4, 5)
    distances = torch.cdist(h.movedim(1, -1).flatten(0, 2), book.vectors)
    assert torch.equal(book.nearest(h).flatten(), distances.argmin(1))
    assert torch.equal(
        book.lookup(book.nearest(h))[1, :, 2, 3], book.vectors[book.nearest(h)[1, 2, 3]]
    )


def test_the_moving_average_follows_its_closed_form() -> None:
    """Three steps of eq. 3, kept as N and m by hand."""
    book = Codebook(2, 2, 0.9)
    book.vectors.copy_(torch.tensor([[1.0, 0.0], [0.0, 1.0]]))
    book.uses.copy_(torch.tensor([2.0, 4.0]))
    uses, sums = book.uses.clone(), book.uses[:, None] * book.vectors
    for step in range(3):
        h = cells([1.0 + step, 0.0], [2.0, 1.0], [0.0, 3.0 - step])
        codes = torch.tensor([[[0, 0, 1]]])
        flat = h[0, :, 0].T
        uses = 0.9 * uses + 0.1 * torch.tensor([2.0, 1.0])
        sums = 0.9 * sums + 0.1 * torch.stack([flat[0] + flat[1], flat[2]])
        book.follow(h, codes)
    torch.testing.assert_close(book.uses, uses)
    torch.testing.assert_close(book.vectors, sums / uses[:, None])


def test_vectors_that_stay_draw_their_code_to_their_mean() -> None:
    book = Codebook(1, 2, 0.5)
    book.uses.fill_(1.0)
    h = cells([4.0, 0.0], [0.0, 2.0])
    for _ in range(40):
        book.follow(h, book.nearest(h))
    torch.testing.assert_close(book.vectors, torch.tensor([[2.0, 1.0]]))
    torch.testing.assert_close(book.uses, torch.tensor([2.0]))


def test_the_gradient_passes_straight_through() -> None:
    book = Codebook(5, 3, 0.9)
    h = torch.randn(2, 3, 2, 2, requires_grad=True)
    codes, quantised = book.quantize(h)
    torch.testing.assert_close(quantised, book.lookup(codes))
    weight = torch.randn_like(h)
    (gradient,) = torch.autograd.grad((quantised * weight).sum(), h)
    torch.testing.assert_close(gradient, weight)


def test_dead_codes_come_back_and_the_others_stay() -> None:
    torch.manual_seed(0)
    book = Codebook(4, 2, 0.9)
    h = cells(*[[5.0, float(i)] for i in range(8)])  # mean use 2
    book.uses.copy_(torch.tensor([0.0, 2 * DEAD * 0.9, 2 * DEAD * 1.1, 6.0]))
    before = book.vectors.clone()
    book.revive(h)
    assert (book.vectors[:2, 0] == 5.0).all()
    assert torch.equal(book.vectors[2:], before[2:])
    torch.testing.assert_close(book.uses, torch.tensor([2 * REVIVED] * 2 + [2 * DEAD * 1.1, 6.0]))


def test_an_empty_codebook_is_filled_by_the_first_batch() -> None:
    book = Codebook(6, 2, 0.9)
    book.revive(torch.full((2, 2, 3, 3), 7.0))
    assert (book.vectors == 7.0).all()


@pytest.mark.parametrize(
    ("codes", "expected"),
    [(torch.arange(8), 8.0), (torch.zeros(8, dtype=torch.long), 1.0), (torch.arange(8) % 2, 2.0)],
)
def test_perplexity_of_uniform_codes_is_their_number(codes: torch.Tensor, expected: float) -> None:
    assert perplexity(codes, 8).item() == pytest.approx(expected, rel=1e-5)
    assert share_used(codes, 8).item() == pytest.approx(expected / 8)


def test_training_the_codes_leaves_the_prior_and_the_other_way_round() -> None:
    model = small().train()
    codes, prior = model.objectives()
    assert codes.ends == prior.begins == SMALL.switch
    assert not {id(p) for p in codes.parameters} & {id(p) for p in prior.parameters}
    batch = Batch(torch.rand(4, 1, 28, 28) * 2 - 1, torch.tensor([0, 1, 2, -1]))
    codes.loss(batch)
    before = model.autoencoder.top.vectors.clone()
    prior.loss(batch)
    assert torch.equal(model.autoencoder.top.vectors, before)


def test_an_untold_prior_costs_log_k_a_code() -> None:
    model = small()
    for prior in model.walks():
        for parameter in prior.network.logits.parameters():
            torch.nn.init.zeros_(parameter)
    batch = Batch(torch.rand(2, 1, 28, 28) * 2 - 1, torch.tensor([0, 1]))
    loss = model.prior_loss(batch)
    assert loss.scalars["top_nats"].item() == pytest.approx(49 * math.log(8), rel=1e-5)
    assert loss.value.item() == pytest.approx(245 * math.log(8), rel=1e-5)


def test_given_codes_stay_and_open_ones_are_drawn() -> None:
    from gen_explorer.models import sequential

    model = small()
    z = drawn(model)
    top, bottom = (place_of(model.latent, name)[1] for name in ("top", "bottom"))
    z[:, top] = torch.arange(49) % 8
    z[:, bottom.start : bottom.start + 100] = 3.0
    states = sequential.draw(model, z)
    drawn_top, drawn_bottom = (state["values"].flatten() for state in states)
    assert drawn_top.tolist() == (torch.arange(49) % 8).tolist()
    assert (drawn_bottom[:100] == 3).all()
    assert len(set(drawn_bottom[100:].tolist())) > 2
    rest = z.clone()
    rest[:, place_of(model.latent, "top dice")[1]] = 0.5  # no top code is left to draw
    assert torch.equal(model.decode(z), model.decode(rest))
    rest[:, place_of(model.latent, "bottom dice")[1]] = 0.5
    assert not torch.equal(model.decode(z), model.decode(rest))


def test_codes_of_a_picture_decode_to_its_reconstruction() -> None:
    model = small()
    batch = Batch(torch.rand(3, 1, 28, 28) * 2 - 1, torch.zeros(3, dtype=torch.long))
    model.train().codes_loss(batch)  # fills the codebooks
    model.eval()
    codes = model.codes(batch.images)
    assert codes.shape == (3, 49 + 196)
    z = drawn(model).repeat(3, 1)
    first = model.latent.find(Control.GRID)[0][1].start
    assert (z[:, first:] == OPEN).all()
    z[:, first:] = codes.float()
    torch.testing.assert_close(model.decode(z), model.reconstruct(batch.images))
    assert model.features(batch.images).shape == (3, 9 * SMALL.code_size)


def test_the_bottom_prior_knows_the_top_codes() -> None:
    model = small()
    classes, bottom = torch.eye(3)[:1], torch.zeros(1, 14, 14, dtype=torch.long)
    top = torch.zeros(1, 7, 7, dtype=torch.long)
    other = top.clone()
    other[0, 6, 6] = 5
    nats = [model.bottom_prior.nats(bottom, classes, t).item() for t in (top, other)]
    assert nats[0] != nats[1]


@pytest.mark.slow  # seven graphs to export
def test_the_exported_decoder_draws_the_same_and_tells_its_codes() -> None:
    import onnxruntime

    from gen_explorer.training import onnx_export

    model = small()
    model.codes_loss(Batch(torch.rand(4, 1, 28, 28) * 2 - 1, torch.zeros(4, dtype=torch.long)))
    exported = onnx_export.export_decoder(model)
    assert onnx_export.prove_equal(model, exported, count=8) <= onnx_export.TOLERANCE
    z = drawn(model, 4)
    top = place_of(model.latent, "top")[1]
    z[:, top] = torch.arange(49) % 8
    session = onnxruntime.InferenceSession(exported, providers=["CPUExecutionProvider"])
    image, codes = session.run(["image", "codes"], {"z": z.numpy()})
    assert codes[0, :49].tolist() == (torch.arange(49) % 8).tolist()
    assert (codes >= 0).all()
    z[:, top.start :] = torch.from_numpy(codes)
    torch.testing.assert_close(model.decode(z), torch.from_numpy(image), atol=1e-5, rtol=0)
