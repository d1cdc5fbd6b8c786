from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from safetensors.torch import load_file

from gen_explorer.checkpoints.bundle import Bundle, open_bundle
from gen_explorer.core.concurrency import no_progress
from gen_explorer.core.errors import UserError
from gen_explorer.data import datasets, images
from gen_explorer.latent import priors
from gen_explorer.models import registry
from gen_explorer.training import build_map, measure, onnx_export, preview_decoder
from gen_explorer.training.pack import Words, pack
from tests.training.runs import GAN, VAE, run_in


@pytest.fixture(scope="module", params=[VAE, GAN], ids=["vae", "gan"])
def packed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    folder = tmp_path_factory.mktemp("pack")
    run, _ = run_in(folder / "run", replace(request.param, epochs=1))
    pack(run, folder / "my-model", Words(title={"en": "Mine", "es": "Mío"}))
    return open_bundle(str(folder / "my-model"))


def draws(bundle: Bundle, count: int = 5) -> np.ndarray:  # type: ignore[type-arg]
    return np.stack([priors.draw(bundle.card.latent, seed) for seed in range(count)])


def test_bundle_holds_what_it_needs(packed: Bundle) -> None:
    card = packed.card
    assert card.id == "my-model"
    assert card.title == {"en": "Mine", "es": "Mío"}
    assert card.command.startswith(f"gen-explorer train {card.family} --data digits")
    assert card.classes == tuple("0123456789")
    assert card.figures
    assert all(figure.protocol for figure in card.figures)
    assert card.parameters > 0


def test_stored_weights_draw_what_the_onnx_decoder_draws(packed: Bundle) -> None:
    card = packed.card
    model = registry.build(card.family, card.config).eval()
    model.load_state_dict(load_file(packed.path / "model.safetensors"))
    z = draws(packed)
    session = onnxruntime.InferenceSession(
        packed.path / "decoder.onnx", providers=["CPUExecutionProvider"]
    )
    image, screen = session.run(["image", "packed"], {"z": z})
    with torch.no_grad():
        expected = model.decode(torch.from_numpy(z))
    assert np.abs(image - expected.numpy()).max() <= 1e-5
    assert np.array_equal(screen, images.pack(torch.from_numpy(image)).numpy())
    assert screen.dtype == np.int32


def test_map_shows_held_out_pictures_or_own_samples(packed: Bundle) -> None:
    map_data = packed.map
    encodes = packed.card.family == "vae"
    assert map_data.own_samples is not encodes
    assert map_data.importance_is_kl is encodes
    if encodes:
        assert (map_data.labels >= 0).all()
        assert len(set(map_data.indices.tolist())) == len(map_data.indices)
    else:
        assert (map_data.indices == -1).all()
        expected = priors.draw(packed.card.latent, 3)
        np.testing.assert_allclose(map_data.latents[3], expected, atol=2e-3)
    norms = np.linalg.norm(map_data.directions, axis=1)
    np.testing.assert_allclose(norms, 1.0, atol=1e-4)
    assert (np.diff(map_data.direction_scales) <= 1e-6).all()


def test_an_existing_bundle_is_never_touched(packed: Bundle, tmp_path: Path) -> None:
    run, _ = run_in(tmp_path / "run", replace(VAE, epochs=1))
    before = {file: file.read_bytes() for file in packed.path.iterdir()}
    with pytest.raises(UserError, match="exists already"):
        pack(run, packed.path)
    assert {file: file.read_bytes() for file in packed.path.iterdir()} == before


def test_a_bad_id_is_told_before_any_work(tmp_path: Path) -> None:
    run, _ = run_in(tmp_path / "run", replace(VAE, epochs=1))
    with pytest.raises(UserError, match="hyphens"):
        pack(run, tmp_path / "My Model")


def test_nothing_stays_behind_when_the_decoders_disagree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, _ = run_in(tmp_path / "run", replace(VAE, epochs=1))
    monkeypatch.setattr(onnx_export, "TOLERANCE", -1.0)
    with pytest.raises(UserError, match="differs"):
        pack(run, tmp_path / "out" / "bundle")
    assert not (tmp_path / "out").exists()


def test_rounding_to_half_keeps_the_picture() -> None:
    torch.manual_seed(0)
    model = registry.build("vae", {"width": 16}).eval()
    z = torch.randn(8, 16)
    before = images.to_bytes(model.decode(z)).astype(int)
    onnx_export.round_to_half(model)
    after = images.to_bytes(model.decode(z)).astype(int)
    assert np.abs(before - after).max() <= 1


def test_card_is_plain_text(packed: Bundle) -> None:
    text = (packed.path / "card.toml").read_text(encoding="utf-8")
    assert json.dumps(packed.card.config["width"]) in text
    assert "my-model" in text


@pytest.mark.slow
def test_a_slow_model_gets_a_stand_in_of_half_the_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview_decoder, "SLOW_MS", 0.0)
    monkeypatch.setattr(preview_decoder.distil, "__defaults__", (64, 1, no_progress))
    monkeypatch.setattr(build_map, "MAP_POINTS", 200)
    large = replace(GAN, epochs=1, model={"width": 2, "latent_size": 2, "image_size": 64})
    run, _ = run_in(tmp_path / "run", large)
    pack(run, tmp_path / "slow")
    bundle = open_bundle(str(tmp_path / "slow"))
    assert "preview.onnx" in bundle.card.files
    session = onnxruntime.InferenceSession(
        bundle.path / "preview.onnx", providers=["CPUExecutionProvider"]
    )
    (packed,) = session.run(["packed"], {"z": draws(bundle)})
    assert packed.shape == (5, 32, 32)


def test_the_stand_in_follows_the_decoder() -> None:
    """It is closer to the decoder's halved picture than the mean of all pictures is."""
    torch.manual_seed(0)
    model = registry.build("gan", {"width": 4, "latent_size": 2, "image_size": 64})
    with torch.no_grad():
        for part in model.generator:
            if isinstance(part, torch.nn.ConvTranspose2d):
                part.weight *= 20.0  # of an untrained generator all pictures are alike
        for _ in range(20):
            model.decode(torch.randn(128, 2))  # lets batch norm see them
    student = preview_decoder.distil(model.eval(), samples=512, epochs=40)
    assert student is not None
    with torch.no_grad():
        z = torch.randn(64, 2)
        full = torch.nn.functional.avg_pool2d(model.decode(z), 2)
        small = student.decode(z)
    assert small.shape == full.shape
    spread = (full - full.mean(0)).square().mean()
    assert (small - full).square().mean() < 0.5 * spread


def test_a_fast_model_gets_none(packed: Bundle) -> None:
    assert "preview.onnx" not in packed.card.files


def test_no_stand_in_where_the_family_has_no_such_size() -> None:
    assert preview_decoder.distil(registry.build("vae", {"width": 2})) is None


def test_picture_features_are_the_principal_components() -> None:
    torch.manual_seed(3)
    spread = torch.tensor([9.0, 4.0, 1.0, 0.1])
    flat = torch.randn(400, 4) * spread
    features = measure.picture_features(flat.reshape(400, 1, 2, 2), components=2)
    expected = (flat - flat.mean(0))[:, :2].numpy()
    for column in range(2):
        correlation = np.corrcoef(features[:, column], expected[:, column])[0, 1]
        assert abs(correlation) > 0.99


def test_samplers_are_fitted_to_the_codes_of_the_training_split(tmp_path: Path) -> None:
    model = {"width": 2, "latent_size": 3, "standardised": True}
    run, trainer = run_in(
        tmp_path / "run", replace(VAE, family="autoencoder", model=model, epochs=1)
    )
    pack(run, tmp_path / "my-autoencoder")
    fits = open_bundle(str(tmp_path / "my-autoencoder")).fits
    assert fits is not None
    assert fits.means.shape == (10, 3)
    train = datasets.load("digits", "train", 28, 1)
    codes = measure.encode_all(trainer.finished_model(), train, len(train)).mean.numpy()
    np.testing.assert_allclose(fits.mean, codes.mean(0), atol=0.02)
    np.testing.assert_allclose(fits.root @ fits.root.T, np.cov(codes.T), rtol=0.05, atol=0.02)
