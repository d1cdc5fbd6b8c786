"""One battery over every registered family: what each must keep to, whatever it is."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from gen_explorer.core.errors import UserError
from gen_explorer.data import datasets, images
from gen_explorer.latent import priors
from gen_explorer.models import registry
from gen_explorer.models.base import Batch, Capability, Control
from gen_explorer.training import measure

SMALL: dict[str, list[dict[str, Any]]] = {
    "vae": [
        {"width": 4, "latent_size": 3},
        {"width": 4, "latent_size": 3, "network": "dense", "likelihood": "gaussian"},
        {"width": 2, "latent_size": 5, "image_size": 64, "channels": 3, "likelihood": "gaussian"},
        {"width": 4, "latent_size": 3, "classes": 10, "binarise": True},
        {"width": 2, "latent_size": 3, "classes": 10, "network": "dense"},
    ],
    "autoencoder": [
        {"width": 4, "latent_size": 6, "corruption": "mixed", "standardised": True},
        {"width": 2, "latent_size": 6, "network": "dense", "loss": "bernoulli", "image_size": 32},
        {"width": 2, "latent_size": 32, "network": "spatial", "image_size": 64, "channels": 3},
    ],
    "vae_gan": [
        {"width": 4, "latent_size": 6},
        {"width": 2, "latent_size": 6, "image_size": 64, "channels": 3},
    ],
    "gan": [
        {"width": 4, "latent_size": 6},
        {"width": 4, "latent_size": 6, "image_size": 32, "prior": "uniform", "loss": "minimax"},
        {"width": 2, "latent_size": 6, "image_size": 64, "channels": 3, "penalty": "r1"},
        {"width": 2, "latent_size": 6, "network": "dense", "loss": "minimax"},
        {"width": 4, "latent_size": 6, "loss": "wasserstein", "penalty": "gradient"},
        {"width": 4, "latent_size": 6, "augment": "flip,color,translation,cutout"},
    ],
    "infogan": [
        {"width": 4, "latent_size": 6},
        {"width": 2, "latent_size": 6, "network": "dense", "codes": 3, "dials": 1},
        {"width": 4, "latent_size": 6, "labelled": 0.5},
    ],
    "guided_gan": [
        {"width": 2, "latent_size": 6},
        {"width": 4, "latent_size": 6, "network": "conv", "image_size": 32, "channels": 3},
    ],
    "conditional_gan": [
        {"width": 4, "latent_size": 6},
        {"width": 4, "latent_size": 6, "condition": "projection", "image_size": 32, "channels": 3},
        {"width": 2, "latent_size": 6, "network": "dense"},
    ],
    "naive_bayes": [
        {},
        {"likelihood": "gaussian", "image_size": 32, "channels": 3},
    ],
    "pixel_cnn": [
        {"width": 4, "layers": 2, "image_size": 8},
        {"width": 4, "layers": 1, "image_size": 6, "levels": 16, "classes": 0, "dropout": 0.1},
    ],
    "stackgan": [
        {"width": 4, "latent_size": 6, "image_size": 32},
        {"width": 2, "second_width": 2, "latent_size": 6, "source": "rooms", "channels": 3},
    ],
    "trans_gan": [
        {"width": 4, "head_width": 2, "discriminator_width": 8, "latent_size": 6, "blocks": 1},
        {"width": 8, "head_width": 8, "latent_size": 6, "image_size": 64, "channels": 3},
    ],
    "pixel_rnn": [
        {"width": 4, "layers": 1, "image_size": 7},
        {"width": 3, "image_size": 6, "levels": 16, "classes": 0, "network": "diagonal"},
    ],
    "vq_vae": [
        {"codes": 8, "code_size": 4, "width": 4, "prior_width": 4, "top_layers": 1},
        {"codes": 5, "code_size": 3, "width": 4, "prior_width": 4, "image_size": 64, "channels": 3},
    ],
    "classifier": [
        {"width": 4, "latent_size": 6},
        {"width": 2, "latent_size": 5, "image_size": 64, "channels": 3, "mirror": True},
    ],
}
"""A few small configurations of each family. A new family adds its own line here."""

CASES = [(name, config) for name in registry.names() for config in SMALL.get(name, [{}])]


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0]}-{'-'.join(map(str, case[1].values()))}")
def case(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any]]:
    return request.param  # type: ignore[no-any-return]


def build(case: tuple[str, dict[str, Any]], seed: int = 0) -> Any:
    torch.manual_seed(seed)
    model = registry.build(*case)
    if not model.objectives():
        model.fit([batch_for(model, 40)])
    return model


def draws(model: Any, count: int) -> Tensor:
    """Latents (count, size) as seeds draw them."""
    return torch.from_numpy(np.stack([priors.draw(model.latent, seed) for seed in range(count)]))


def batch_for(model: Any, count: int = 4) -> Batch:
    data = datasets.load("digits", "train", model.image.height, model.image.channels)
    chosen = torch.arange(count).numpy()
    labels = torch.from_numpy(data.labels[chosen])
    text = model.latent.find(Control.TEXT)
    tokens = draws(model, count)[:, text[0][1]].long() if text else None
    return Batch(images.to_model(data.batch(chosen)), labels, tokens=tokens)


def test_every_family_has_a_small_configuration() -> None:
    assert set(SMALL) == set(registry.names())


def test_config_survives_plain_values(case: tuple[str, dict[str, Any]]) -> None:
    model = build(case)
    plain = dataclasses.asdict(model.config)
    assert registry.config_from_dict(model.config_type, plain) == model.config


def test_decodes_to_pictures_in_range(case: tuple[str, dict[str, Any]]) -> None:
    model = build(case).eval()
    z = draws(model, 5)
    pictures = model.decode(z)
    spec = model.image
    assert pictures.shape == (5, spec.channels, spec.height, spec.width)
    assert pictures.dtype == torch.float32
    assert -1 <= pictures.min() <= pictures.max() <= 1
    assert pictures.std() > 0


def test_encodes_to_a_posterior_where_it_says_so(case: tuple[str, dict[str, Any]]) -> None:
    model = build(case).eval()
    if not model.capabilities & Capability.ENCODE:
        assert not hasattr(model, "encode")
        return
    batch = batch_for(model)
    q = model.encode(batch.images, batch.labels)
    assert q.mean.shape == (4, model.latent.vector_size)
    assert q.log_variance is None or q.log_variance.shape == q.mean.shape
    z = measure.whole_latents(model.latent, q.mean, batch.labels)
    nats = model.reconstruction(batch.images, z)
    assert nats.shape == (4,)
    assert torch.isfinite(nats).all()


def test_tokenises_to_its_grids_where_it_says_so(case: tuple[str, dict[str, Any]]) -> None:
    model = build(case).eval()
    if not model.capabilities & Capability.TOKENISE:
        assert not hasattr(model, "codes")
        return
    x = batch_for(model).images
    codes = model.codes(x)
    grids = [section for section, _ in model.latent.find(Control.GRID)]
    assert codes.shape == (4, sum(section.size for section in grids))
    for grid, values in zip(grids, codes.split([g.size for g in grids], dim=1), strict=True):
        assert 0 <= values.min() <= values.max() < grid.levels
    assert model.features(x).ndim == 2
    assert model.reconstruct(x).shape == x.shape


def test_every_parameter_gets_a_gradient(case: tuple[str, dict[str, Any]]) -> None:
    model = build(case)
    batch = batch_for(model)
    reached: set[int] = set()
    for objective in model.objectives():
        loss = objective.loss(batch)
        gradients = torch.autograd.grad(loss.value, objective.parameters)
        assert all(torch.isfinite(g).all() for g in gradients)
        assert all(g.abs().sum() > 0 for g in gradients), objective.name
        assert all(not value.requires_grad for value in loss.scalars.values())
        reached |= {id(p) for p in objective.parameters}
    idle = {n for n, p in model.named_parameters() if id(p) not in reached}
    bernoulli = hasattr(model, "log_sigma") and model.config.likelihood == "bernoulli"
    assert idle == ({"log_sigma"} if bernoulli else set())


def test_same_seed_gives_the_same_bytes(case: tuple[str, dict[str, Any]]) -> None:
    model = build(case, seed=7)
    z = draws(model, 2)
    first, second = (build(case, seed=7).eval().decode(z) for _ in range(2))
    assert torch.equal(first, second)
    if model.objectives():  # what is counted owes nothing to a seed
        assert not torch.equal(first, build(case, seed=8).eval().decode(z))


def test_saved_weights_load_bit_equal(case: tuple[str, dict[str, Any]]) -> None:
    model, other = build(case, seed=1).eval(), build(case, seed=2).eval()
    other.load_state_dict(model.state_dict())
    z = draws(model, 2)
    assert torch.equal(model.decode(z), other.decode(z))


def test_a_batch_equals_its_singles(case: tuple[str, dict[str, Any]]) -> None:
    model = build(case).eval()
    z = draws(model, 4)
    singles = torch.cat([model.decode(row[None]) for row in z])
    torch.testing.assert_close(model.decode(z), singles, atol=1e-5, rtol=0)


@pytest.mark.slow
def test_overfits_eight_pictures(case: tuple[str, dict[str, Any]]) -> None:
    """An autoencoder learns them by heart; a GAN's samples come closer to them than noise."""
    name, config = case
    if not registry.build(name, config).objectives():
        pytest.skip("counts and does not descend")
    model = build((name, {**config, "width": 4 * config["width"]}))
    batch = batch_for(model, 8)
    optimisers = [
        torch.optim.Adam(o.parameters, lr=1e-3, betas=o.betas) for o in model.objectives()
    ]

    def distance() -> float:
        model.eval()
        with torch.no_grad():
            if model.capabilities & Capability.TOKENISE:
                error = (model.reconstruct(batch.images) - batch.images).square().mean()
            elif model.capabilities & Capability.ENCODE:
                mean = model.encode(batch.images, batch.labels).mean
                made = model.decode(measure.whole_latents(model.latent, mean, batch.labels))
                error = (made - batch.images).square().mean()
            else:
                made = model.decode(torch.randn(64, model.latent.size))
                pairs = torch.cdist(made.flatten(1), batch.images.flatten(1))
                error = pairs.min(1).values.mean()
        model.train()
        return float(error)

    before = distance()
    reconstructs = model.capabilities & (Capability.ENCODE | Capability.TOKENISE)
    for _ in range(300 if reconstructs else 800):
        for objective, optimiser in zip(model.objectives(), optimisers, strict=True):
            loss = objective.loss(batch)
            gradients = torch.autograd.grad(loss.value, objective.parameters)
            for parameter, gradient in zip(objective.parameters, gradients, strict=True):
                parameter.grad = gradient
            optimiser.step()
    share = 0.6 if reconstructs else 0.9  # minimax learns slowly
    assert distance() < share * before


def test_bad_settings_are_refused() -> None:
    for name, config in [
        ("vae", {"network": "wide"}),
        ("vae", {"likelihood": "poisson"}),
        ("vae", {"image_size": 30}),
        ("vae", {"latent_size": -3}),
        ("vae", {"width": 0}),
        ("vae", {"channels": 2}),
        ("vae", {"classes": -1}),
        ("vae", {"binarise": True, "likelihood": "gaussian"}),
        ("autoencoder", {"network": "wide"}),
        ("autoencoder", {"corruption": "rain"}),
        ("autoencoder", {"loss": "l1"}),
        ("autoencoder", {"latent_size": 16, "network": "spatial"}),
        ("vae_gan", {"gamma": 0.0}),
        ("gan", {"learning_rate": -1.0}),
        ("gan", {"loss": "hinge"}),
        ("gan", {"penalty": "fine"}),
        ("gan", {"prior": "uniformly"}),
    ]:
        with pytest.raises(UserError, match=next(iter(config))):
            registry.build(name, config)


def test_every_setting_has_a_line_under_it() -> None:
    for name in registry.names():
        for setting in registry.settings(name):
            assert setting.about, f"{name}.{setting.name}"
