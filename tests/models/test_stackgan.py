from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from gen_explorer.data import captions
from gen_explorer.latent import priors
from gen_explorer.models import stackgan
from gen_explorer.models.base import Batch, Control
from gen_explorer.models.stackgan import StackGAN, StackGANConfig, pair_loss
from gen_explorer.state.recipe import Recipe
from gen_explorer.training import onnx_export
from gen_explorer.training.batches import batch_of
from gen_explorer.training.config import TrainConfig, fitted_settings
from gen_explorer.training.loop import train
from gen_explorer.training.run import RunFolder
from gen_explorer.training.trainer import is_due
from tests.training.runs import CPU, losses, run_in, stop_at

SMALL = StackGANConfig(image_size=32, width=4, second_width=4, latent_size=5, condition_size=6)


@pytest.fixture
def model() -> StackGAN:
    torch.manual_seed(0)
    return StackGAN(SMALL).eval()


def latent(model: StackGAN, text: str, stage: int = 2, seed: int = 0) -> Tensor:
    z = priors.resolve(model.latent, Recipe(seed=seed, text=text))
    ((_, place),) = model.latent.find(Control.STAGE)
    z[place] = priors.one_hot(stage - 1, 2)
    return torch.from_numpy(z)[None]


def batch(count: int = 6) -> Batch:
    rng = np.random.default_rng(0)
    rows = np.stack([captions.tokens(captions.draw("fashion", rng)) for _ in range(count)])
    return Batch(
        torch.rand(count, 1, 32, 32) * 2 - 1,
        torch.arange(count),
        tokens=torch.from_numpy(rows).long(),
    )


def test_unknown_words_and_padding_are_passed_over(model: StackGAN) -> None:
    plain = model.decode(latent(model, "grey coat"))
    assert torch.equal(model.decode(latent(model, "grey purple coat")), plain)
    assert not torch.equal(model.decode(latent(model, "white coat")), plain)
    assert torch.isfinite(model.decode(latent(model, "purple"))).all()


def test_a_caption_is_a_weighted_mean_of_its_words(model: StackGAN) -> None:
    row = torch.from_numpy(captions.tokens("grey coat")).long()[None]
    grey, coat = int(row[0, 0]), int(row[0, 1])
    weights = torch.sigmoid(model.encoder.weight.weight)[[grey, coat]]
    mean = (weights * model.encoder.words.weight[[grey, coat]]).sum(0) / weights.sum()
    torch.testing.assert_close(model.encoder(row)[0], model.encoder.mix(mean))
    turned = torch.from_numpy(captions.tokens("coat grey")).long()[None]
    torch.testing.assert_close(model.encoder(turned), model.encoder(row))  # order is lost


def test_stage_one_is_shown_as_it_is_four_pixels_for_one(model: StackGAN) -> None:
    rough = model.decode(latent(model, "a grey coat", stage=1))
    blocks = F.avg_pool2d(rough, 2)
    torch.testing.assert_close(F.interpolate(blocks, scale_factor=2.0, mode="nearest"), rough)
    fine = model.decode(latent(model, "a grey coat", stage=2))
    assert not torch.allclose(fine, rough)
    both = (latent(model, "a grey coat", 1) + latent(model, "a grey coat", 2)) / 2
    torch.testing.assert_close(model.decode(both), (rough + fine) / 2, atol=1e-6, rtol=0)


def test_stage_two_sees_stage_one_and_the_words(model: StackGAN) -> None:
    rough = (torch.rand(1, 1, 16, 16) * 2 - 1).requires_grad_(True)
    c = torch.randn(1, SMALL.condition_size, requires_grad=True)
    by_picture, by_words = torch.autograd.grad(model.second(rough, c).square().sum(), (rough, c))
    assert (by_picture != 0).all()  # every pixel
    assert (by_words != 0).all()


def test_stage_one_is_fixed_while_stage_two_learns(model: StackGAN) -> None:
    loss = model.second_stage_loss(batch())
    first = (*model.first.parameters(), *model.encoder.parameters())
    gradients = torch.autograd.grad(loss.value, first, allow_unused=True)
    assert all(gradient is None for gradient in gradients)


def test_half_of_the_run_is_for_each_stage() -> None:
    objectives = StackGAN(SMALL).objectives()
    early = [o.name for o in objectives if is_due(o, 0, 0.49)]
    late = [o.name for o in objectives if is_due(o, 0, 0.5)]
    assert early == ["first judge", "first stage"]
    assert late == ["second judge", "second stage"]


class _Told(torch.nn.Module):
    """A judge whose logits are known: the picture's mean plus the product with its words."""

    def features(self, x: Tensor) -> Tensor:
        return x.mean((1, 2, 3))[:, None]

    def judge(self, features: Tensor, phi: Tensor) -> Tensor:
        return features + phi

    def forward(self, x: Tensor, phi: Tensor) -> Tensor:
        return self.judge(self.features(x), phi)


def test_a_real_picture_with_wrong_words_counts_as_a_fake() -> None:
    real, fake = torch.full((2, 1, 4, 4), 1.0), torch.full((2, 1, 4, 4), -2.0)
    phi = torch.tensor([[0.0], [3.0]])
    loss = pair_loss(_Told(), real, fake, phi, "1")  # type: ignore[arg-type]
    right, wrong, made = torch.tensor([[1.0, 4.0], [4.0, 1.0], [-2.0, 1.0]])
    expected = (
        -F.logsigmoid(right).mean()
        - 0.5 * F.logsigmoid(-wrong).mean()
        - 0.5 * F.logsigmoid(-made).mean()
    )
    torch.testing.assert_close(loss.value, expected)
    assert loss.scalars["d_wrong_1"] == pytest.approx(torch.sigmoid(wrong).mean().item())


def test_words_are_learned_with_the_first_judge(model: StackGAN) -> None:
    data = batch()
    assert data.tokens is not None
    loss = model.train().first_judge_loss(data)
    (gradient,) = torch.autograd.grad(loss.value, model.encoder.words.weight)
    said = set(data.tokens[data.tokens > captions.UNKNOWN].tolist())
    assert set(gradient.abs().sum(1).nonzero().flatten().tolist()) == said


def test_captions_are_needed(model: StackGAN) -> None:
    with pytest.raises(ValueError, match="captions"):
        model.first_judge_loss(Batch(torch.zeros(2, 1, 32, 32), torch.zeros(2).long()))


def test_the_exported_decoder_reads_words(model: StackGAN) -> None:
    import onnxruntime

    onnx_export.round_to_half(model)
    exported = onnx_export.export_decoder(model)
    assert onnx_export.prove_equal(model, exported, 16) <= onnx_export.TOLERANCE
    session = onnxruntime.InferenceSession(exported, providers=["CPUExecutionProvider"])
    for text in ("una bota negra", "purple", "a white sandal with a high heel"):
        z = latent(model, text)
        with torch.no_grad():
            expected = model.decode(z)
        (image,) = session.run(["image"], {"z": z.numpy()})
        torch.testing.assert_close(torch.from_numpy(image), expected, atol=1e-5, rtol=0)


CONFIG = TrainConfig(
    family="stackgan",
    data="digits",
    model={"image_size": 32, "width": 2, "second_width": 2, "latent_size": 3},
    epochs=2,
    batch_size=256,
    log_every=1,
)


@pytest.mark.slow
def test_an_interrupted_run_sees_the_same_captions(tmp_path: Path) -> None:
    whole, expected = run_in(tmp_path / "whole", CONFIG)
    broken, stopped = run_in(tmp_path / "broken", CONFIG, stop_at(7))
    assert stopped.step == 7
    torch.manual_seed(99)
    resumed = train(RunFolder.open(broken.path), CPU, resume=True)
    assert losses(broken) == losses(whole)
    one, other = resumed.finished_model().state_dict(), expected.finished_model().state_dict()
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_a_batch_has_captions_only_where_they_are_asked_for(model: StackGAN) -> None:
    from gen_explorer.data import datasets

    data = datasets.load("digits", "train", 32, 1)
    ((text, _),) = model.latent.find(Control.TEXT)
    chosen = torch.arange(8)
    assert batch_of(data, chosen, CPU, 0.0).tokens is None
    one, same, later = (
        batch_of(data, chosen, CPU, 0.0, text, draw).tokens for draw in ((1, 5), (1, 5), (1, 6))
    )
    assert one is not None
    assert same is not None
    assert later is not None
    assert one.shape == (8, captions.LENGTH)
    assert torch.equal(one, same)
    assert not torch.equal(one, later)


def test_photographs_ask_for_captions_of_rooms(tmp_path: Path) -> None:
    assert fitted_settings("stackgan", "fashion-mnist", {}) == {}
    fitted = fitted_settings("stackgan", str(tmp_path), {"image_size": 128})
    assert fitted == {"image_size": 128, "channels": 3, "source": "rooms"}


@pytest.mark.parametrize("bad", [{"image_size": 28}, {"source": "birds"}, {"channels": 2}])
def test_bad_settings_are_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(bad))):
        replace(SMALL, **bad)


def test_the_default_vocabulary_is_that_of_the_captions() -> None:
    config = StackGANConfig()
    assert (config.vocabulary, config.words) == (captions.TOKENS, captions.LENGTH)
    assert stackgan.UNKNOWN == captions.UNKNOWN
