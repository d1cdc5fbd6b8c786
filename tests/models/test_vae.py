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


def test_binarised_pictures_have_an_exact_likelihood() -> None:
    """Over all pictures of one pixel, p(x|z) sums to 1; grey pixels count as what they become."""
    model = VAE(VAEConfig(width=4, latent_size=2, binarise=True)).eval()
    z, x = torch.randn(3, 2), torch.rand(3, 1, 28, 28) * 2 - 1
    black_and_white = (x > 0).float() * 2 - 1
    expected = model.reconstruction(black_and_white, z)
    torch.testing.assert_close(model.reconstruction(x, z), expected)
    torch.testing.assert_close(model.encode(x).mean, model.encode(black_and_white).mean)
    flipped = black_and_white.clone()
    flipped[:, 0, 5, 5] *= -1
    log_odds = expected - model.reconstruction(flipped, z)  # ln p(flipped) - ln p(x)
    share = (model.decode(z)[:, 0, 5, 5] + 1) / 2
    share = torch.where(black_and_white[:, 0, 5, 5] > 0, share, 1 - share)
    torch.testing.assert_close(torch.sigmoid(log_odds), 1 - share, rtol=1e-3, atol=1e-4)


def test_the_class_reaches_encoder_and_decoder() -> None:
    model = VAE(VAEConfig(width=4, latent_size=2, classes=3)).eval()
    assert [section.name for section in model.latent.sections] == ["vector", "class"]
    x = torch.rand(1, 1, 28, 28).expand(4, -1, -1, -1) * 2 - 1
    labels = torch.tensor([0, 1, 2, 2])
    means = model.encode(x, labels).mean
    assert torch.cdist(means[:3], means[:3]).add(torch.eye(3)).min() > 0
    torch.testing.assert_close(means[2], means[3])
    z = torch.cat([torch.zeros(3, 2), torch.eye(3)], dim=1)
    pictures = model.decode(z).flatten(1)
    assert torch.cdist(pictures, pictures).add(torch.eye(3)).min() > 0


def test_an_unknown_class_is_every_class_a_little() -> None:
    model = VAE(VAEConfig(width=4, latent_size=2, classes=4))
    x = torch.zeros(2, 1, 28, 28)
    weights = model.class_weights(x, torch.tensor([-1, 3]))
    torch.testing.assert_close(weights, torch.tensor([[0.25] * 4, [0.0, 0.0, 0.0, 1.0]]))
    torch.testing.assert_close(model.class_weights(x, None), weights[:1].expand(2, -1))


def test_the_elbo_of_a_class_decodes_with_that_class() -> None:
    from gen_explorer.models.base import Batch

    model = VAE(VAEConfig(width=4, latent_size=2, classes=3))
    x, labels = torch.rand(3, 1, 28, 28) * 2 - 1, torch.tensor([0, 1, 2])
    torch.manual_seed(0)
    loss = model.elbo_loss(Batch(x, labels))
    torch.manual_seed(0)
    q = model.encode(x, labels)
    recon = model.reconstruction(x, torch.cat([q.draw(), torch.eye(3)], dim=1))
    torch.testing.assert_close(loss.value, (recon + q.kl().sum(1)).mean())
