from __future__ import annotations

import errno
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from gen_explorer.checkpoints.bundle import Bundle, open_bundle
from gen_explorer.checkpoints.model import load_model
from gen_explorer.data import datasets
from gen_explorer.data.image_set import ImageSet
from gen_explorer.latent import priors
from gen_explorer.models import registry
from gen_explorer.training import moment_map, onnx_export, pack
from gen_explorer.training.batches import batch_of
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.moments import NOT_SAVED, Moments, found, to_drop
from gen_explorer.training.preview import preview_png
from gen_explorer.training.run import RunFolder
from gen_explorer.training.trainer import Trainer
from tests.training.runs import COUNTED, CPU, GAN, VAE, run_in

AUTOENCODER = replace(
    VAE, family="autoencoder", model={"width": 2, "latent_size": 3, "standardised": True}
)
VQ_VAE = replace(
    VAE,
    family="vq_vae",
    model={"codes": 8, "code_size": 4, "width": 4, "prior_width": 4, "top_layers": 1},
)
PIXEL_CNN = replace(VAE, family="pixel_cnn", model={"width": 4, "layers": 1, "image_size": 8})
CLASSIFIER = replace(VAE, family="classifier", model={"width": 4, "latent_size": 6})


def begun(folder: Path, config: TrainConfig) -> tuple[RunFolder, Trainer]:
    run = RunFolder.create(folder, config)
    run.start()
    return run, Trainer(config, CPU)


def take_steps(trainer: Trainer, count: int = 2) -> None:
    image = trainer.model.image
    data = datasets.load("digits", "train", image.height, image.channels)
    for first in range(count):
        batch = batch_of(data, torch.arange(first * 64, first * 64 + 64), CPU, 0.0)
        trainer.train_step(batch, 100)


def decodes_as_its_weights(bundle: Bundle) -> float:
    data = (bundle.path / "decoder.onnx").read_bytes()
    return onnx_export.prove_equal(load_model(bundle), data, 8)


@pytest.mark.parametrize(
    "config",
    [
        VAE,
        pytest.param(GAN, marks=pytest.mark.slow),
        pytest.param(AUTOENCODER, marks=pytest.mark.slow),
        pytest.param(CLASSIFIER, marks=pytest.mark.slow),
        pytest.param(PIXEL_CNN, marks=pytest.mark.slow),
        pytest.param(VQ_VAE, marks=[pytest.mark.slow, pytest.mark.timeout(600)]),
    ],
    ids=lambda config: config.family,
)
def test_moments_are_whole_bundles_with_the_weights_of_their_step(
    tmp_path: Path, config: TrainConfig
) -> None:
    run, trainer = begun(tmp_path / "run", config)
    saving = Moments(run, share=1.0)
    saving.save(0, trainer)
    before = trainer.finished_model()
    take_steps(trainer)
    path = saving.save(2, trainer)
    assert list(run.events()) == []
    assert [step for step, _ in found(run.path)] == [0, 2]
    assert path == found(run.path)[-1][1]
    first, second = (open_bundle(str(path)) for _, path in found(run.path))
    for bundle, model in ((first, before), (second, trainer.finished_model())):
        decodes_as_its_weights(bundle)
        onnx_export.round_to_half(model)
        kept = load_model(bundle).state_dict()
        assert all(torch.equal(kept[name], value) for name, value in model.state_dict().items())
    assert second.card.latent == trainer.model.latent
    assert second.card.classes == tuple("0123456789")
    assert len(first.map) == len(second.map) > 0
    assert (first.fits is not None) is (trainer.model.latent.samplers != ("prior",))
    assert ("classifier.onnx" in second.card.files) is (config is CLASSIFIER)
    assert np.array_equal(first.map.indices, second.map.indices)


def test_a_family_that_counts_has_one_too(tmp_path: Path) -> None:
    run, trainer = run_in(tmp_path / "run", COUNTED)
    path = Moments(run).save(trainer.step, trainer, is_last=True)
    assert path is not None
    decodes_as_its_weights(open_bundle(str(path)))


@pytest.mark.parametrize("config", [VAE, GAN], ids=lambda config: config.family)
def test_training_draws_the_same_numbers_and_has_the_same_losses(
    tmp_path: Path, config: TrainConfig
) -> None:
    losses = []
    for name, saves in (("with", True), ("without", False)):
        run, trainer = begun(tmp_path / name, config)
        saving = Moments(run, share=1.0)
        for step in range(3):
            take_steps(trainer)
            if saves:
                assert saving.save(step, trainer) is not None
        losses.append((trainer.state()["torch_rng"], trainer.model.state_dict()))
    (one, weights), (other, same) = losses
    assert torch.equal(one, other)
    assert all(torch.equal(weights[name], same[name]) for name in weights)


def test_the_sheet_that_is_given_is_the_preview(tmp_path: Path) -> None:
    run, trainer = begun(tmp_path / "run", VAE)
    sheet = preview_png(trainer.finished_model())
    path = Moments(run).save(0, trainer, sheet)
    assert path is not None
    assert (path / "preview.png").read_bytes() == sheet


def test_a_moment_too_soon_is_left_out_but_not_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, trainer = begun(tmp_path / "run", VAE)
    now = [100.0]
    monkeypatch.setattr("gen_explorer.training.moments.time.monotonic", lambda: now[0])
    saving = Moments(run, share=0.1)
    write = pack.write

    def slow(*args: Any, **kwargs: Any) -> Any:
        now[0] += 2.0
        return write(*args, **kwargs)

    monkeypatch.setattr(pack, "write", slow)
    assert saving.save(0, trainer) is not None
    assert saving.save(1, trainer) is not None  # the first exported the graph: it does not count
    assert saving.seconds == 2.0
    now[0] += 17.9
    assert saving.save(2, trainer) is None
    now[0] += 0.2
    assert saving.save(3, trainer) is not None
    assert saving.save(4, trainer, is_last=True) is not None
    assert [step for step, _ in found(run.path)] == [0, 1, 3, 4]


def test_a_full_disk_is_an_event_and_the_next_moment_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, trainer = begun(tmp_path / "run", VAE)
    saving = Moments(run, share=1.0)
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "decoder.onnx":
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert saving.save(1, trainer) is None
    assert saving.save(2, trainer) is None
    (event,) = run.events()  # the same reason is told once
    assert (event["step"], event["kind"]) == (1, NOT_SAVED)
    assert "disk is full" in event["text"]
    assert event["remedy"]
    monkeypatch.undo()
    assert found(run.path) == []
    assert list((run.path / "moments").iterdir()) == []
    assert saving.save(3, trainer) is not None


def test_even_where_no_event_can_be_written_training_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, trainer = begun(tmp_path / "run", VAE)
    shutil.rmtree(run.path)
    run.path.write_text("a file where the folder was")
    assert Moments(run).save(1, trainer) is None


def test_a_model_that_cannot_be_exported_is_told_once_and_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, trainer = begun(tmp_path / "run", VAE)
    tries = []

    def refuse(model: Any, is_folded: bool) -> Any:
        tries.append(model)
        raise RuntimeError("no operator for this")

    monkeypatch.setattr(onnx_export, "decoder_graph", refuse)
    saving = Moments(run, share=1.0)
    for step in range(3):
        assert saving.save(step, trainer) is None
    assert len(tries) == 1
    (event,) = run.events()
    assert "no operator" not in event["text"]
    assert "no operator" in event["details"]


def test_weights_that_are_no_numbers_are_not_saved(tmp_path: Path) -> None:
    run, trainer = begun(tmp_path / "run", VAE)
    with torch.no_grad():
        for parameter in trainer.model.parameters():
            parameter.fill_(torch.nan)
    assert Moments(run).save(1, trainer) is None
    assert [event["kind"] for event in run.events()] == [NOT_SAVED]
    assert found(run.path) == []


def test_they_are_thinned_evenly_and_the_newest_stays() -> None:
    kept: list[int] = []
    for step in range(0, 4000, 10):
        kept.append(step)
        for dropped in to_drop(kept, 40):
            kept.remove(dropped)
    assert len(kept) == 40
    assert (kept[0], kept[-1]) == (0, 3990)
    gaps = np.diff(kept)
    assert gaps.max() <= 4 * gaps.min()
    assert to_drop([1, 2, 3], 40) == []


def test_only_so_many_stay_on_disk_and_a_resumed_run_drops_its_old_future(tmp_path: Path) -> None:
    run, trainer = begun(tmp_path / "run", GAN)
    saving = Moments(run, share=1.0, kept=3)
    for step in range(5):
        saving.save(step, trainer)
    assert len(found(run.path)) == 3
    assert found(run.path)[-1][0] == 4
    (run.path / "moments" / ".step-00000009-x").mkdir()
    again = Moments(run, share=1.0, kept=3)
    path = again.save(2, trainer)
    assert path is not None
    open_bundle(str(path))
    assert [step for step, _ in found(run.path)][-1] == 2
    assert all(not entry.name.startswith(".") for entry in path.parent.iterdir())


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    assert found(tmp_path / "nowhere") == []
    (tmp_path / "moments").mkdir()
    (tmp_path / "moments" / "step-x").mkdir()
    (tmp_path / "moments" / ".step-00000001-tmp").mkdir()
    assert found(tmp_path) == []


def digits(model: Any) -> ImageSet:
    return datasets.load("digits", "test", model.image.height, model.image.channels)


def test_places_on_the_map_stay_near_where_they_were(tmp_path: Path) -> None:
    """A map of its own for every moment would turn and jump."""
    torch.manual_seed(0)
    model = registry.build("vae", {"width": 4, "latent_size": 5}).eval().requires_grad_(False)
    sheet = preview_png(model)
    steady = moment_map.MomentMap(digits(model))
    first, _ = steady.measure(model, sheet)
    for parameter in model.parameters():
        parameter += 1e-3 * torch.randn_like(parameter)
    second, metadata = steady.measure(model, sheet)
    moved = np.linalg.norm(first["positions"] - second["positions"], axis=1)
    assert np.median(moved) < 1.0  # of about 20 from edge to edge
    assert metadata["importance"] == "kl"


def test_directions_from_probes_are_those_of_a_linear_decoder() -> None:
    torch.manual_seed(1)
    scales = torch.tensor([5.0, 2.0, 0.5, 0.1])
    turn = torch.linalg.qr(torch.randn(4, 4))[0]
    wide = torch.linalg.qr(torch.randn(64, 4))[0]
    mixing = wide * scales @ turn.T  # (64, 4): singular values `scales`

    class Linear:
        latent = registry.build("gan", {"width": 2, "latent_size": 4}).latent

        def decode(self, z: torch.Tensor) -> torch.Tensor:
            pictures: torch.Tensor = z @ mixing.T
            return pictures.reshape(-1, 1, 8, 8)

    model: Any = Linear()
    z = torch.from_numpy(priors.draws(model.latent, range(512)))
    found = moment_map.probed_directions(model, z, probes=512)
    overlap = np.abs(found.directions @ turn.numpy())
    assert overlap.diagonal().min() > 0.97
    np.testing.assert_allclose(found.scales, scales.numpy() / 8, rtol=0.15)
    exact = mixing.square().sum(0).sqrt().numpy() / 8
    np.testing.assert_allclose(found.sensitivity, exact, rtol=0.15)


def test_a_sheet_is_cut_into_its_pictures() -> None:
    torch.manual_seed(0)
    model = registry.build("gan", {"width": 4, "latent_size": 6}).eval().requires_grad_(False)
    cut = moment_map.sheet_pictures(preview_png(model), 28, 28)
    drawn = model.decode(torch.from_numpy(priors.draws(model.latent, range(64))))
    assert cut.shape == (64, 3, 28, 28)
    assert (cut[:, :1] - drawn).abs().max() < 0.01
