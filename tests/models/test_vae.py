from __future__ import annotations

import torch
from torch.distributions import Bernoulli, Normal, kl_divergence

from gen_explorer.models.base import Posterior
from gen_explorer.models.vae import VAE, VAEConfig


def test_closed_form_kl_is_the_distributions_kl() -> None:
    mean, log_variance = torch.randn(8, 5), torch.randn(8, 5)
    expected = kl_divergence(Normal(mean, (0.5 * log_variance).exp()), Normal(0.0, 1.0))
    torch.testing.assert_close(Posterior(mean, log_variance).kl(), expected)


def test_bernoulli_reconstruction_is_minus_log_likelihood() -> None:
    model = VAE(VAEConfig(width=4, latent_size=2)).eval()
    x = (torch.rand(3, 1, 28, 28) > 0.5).float() * 2 - 1
    z = torch.randn(3, 2)
    expected = -Bernoulli((model.decode(z) + 1) / 2).log_prob((x + 1) / 2).flatten(1).sum(1)
    torch.testing.assert_close(model.reconstruction(x, z), expected, rtol=1e-4, atol=1e-3)


def test_gaussian_reconstruction_is_minus_log_likelihood() -> None:
    model = VAE(VAEConfig(width=4, latent_size=2, likelihood="gaussian")).eval()
    with torch.no_grad():
        model.log_sigma.fill_(-0.7)
    x, z = torch.rand(3, 1, 28, 28) * 2 - 1, torch.randn(3, 2)
    normal = Normal(model.decoder(z), torch.exp(model.log_sigma))
    expected = -normal.log_prob(x).flatten(1).sum(1)
    torch.testing.assert_close(model.reconstruction(x, z), expected)


def test_beta_weighs_the_kl() -> None:
    from gen_explorer.models.base import Batch

    x = torch.rand(4, 1, 28, 28) * 2 - 1
    batch = Batch(x, torch.zeros(4, dtype=torch.long))
    for beta in (0.0, 1.0, 4.0):
        torch.manual_seed(0)
        model = VAE(VAEConfig(width=4, latent_size=2, beta=beta))
        loss = model.elbo_loss(batch)
        expected = loss.scalars["recon"] + beta * loss.scalars["kl"]
        torch.testing.assert_close(loss.value, expected)
