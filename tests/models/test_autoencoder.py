from __future__ import annotations

import torch
from torch.distributions import Bernoulli

from gen_explorer.models.autoencoder import Autoencoder, AutoencoderConfig
from gen_explorer.models.base import Batch

X = torch.rand(6, 1, 28, 28, generator=torch.Generator().manual_seed(0)) * 2 - 1
BATCH = Batch(X, torch.zeros(6, dtype=torch.long))


def test_the_squared_error_is_half_the_squared_distance() -> None:
    model = Autoencoder(AutoencoderConfig(width=4, latent_size=5)).eval()
    z = torch.randn(6, 5)
    expected = 0.5 * (X - model.decoder(z)).square().flatten(1).sum(1)
    torch.testing.assert_close(model.reconstruction(X, z), expected)


def test_the_cross_entropy_is_minus_log_likelihood() -> None:
    model = Autoencoder(AutoencoderConfig(width=4, latent_size=5, loss="bernoulli")).eval()
    z, black_and_white = torch.randn(6, 5), (X > 0).float() * 2 - 1
    coin = Bernoulli((model.decode(z) + 1) / 2)
    expected = -coin.log_prob((black_and_white + 1) / 2).flatten(1).sum(1)
    torch.testing.assert_close(
        model.reconstruction(black_and_white, z), expected, rtol=1e-4, atol=0
    )


def test_a_code_is_one_point_and_denoising_is_its_picture() -> None:
    model = Autoencoder(AutoencoderConfig(width=4, latent_size=5)).eval()
    q = model.encode(X)
    assert q.log_variance is None
    torch.testing.assert_close(model.denoise(X), model.decode(q.mean))


def test_standardised_codes_have_mean_0_and_variance_1() -> None:
    torch.manual_seed(0)
    model = Autoencoder(AutoencoderConfig(width=4, latent_size=5, standardised=True)).train()
    pictures = (torch.rand(200, 1, 1, 1) * 200 - 100).expand(-1, -1, 28, 28)
    codes = model.encode(pictures).mean
    torch.testing.assert_close(codes.mean(0), torch.zeros(5), atol=1e-4, rtol=0)
    assert (codes.var(0) - 1).abs().max() < 0.05


def test_the_encoder_sees_damage_and_the_loss_asks_for_the_sound_picture() -> None:
    seen = {}
    model = Autoencoder(AutoencoderConfig(width=4, latent_size=5, corruption="gaussian"))
    model.encoder.register_forward_hook(lambda module, given, out: seen.update(x=given[0]))
    torch.manual_seed(1)
    loss = model.error_loss(BATCH).value
    assert (seen["x"] - X).abs().mean() > 0.05
    expected = model.reconstruction(X, model.encode(seen["x"]).mean).mean()
    torch.testing.assert_close(loss, expected)


def test_a_spatial_code_keeps_a_place_for_each_part() -> None:
    """Codes of a picture that differs in one corner differ near that corner only."""
    model = Autoencoder(AutoencoderConfig(width=2, latent_size=49, network="spatial")).eval()
    other = X.clone()
    other[:, :, :4, :4] *= -1
    change = (model.encode(other).mean - model.encode(X).mean).abs().unflatten(1, (7, 7))
    assert change[:, 0, 0].min() > 0
    assert change[:, 6, 6].max() == 0
