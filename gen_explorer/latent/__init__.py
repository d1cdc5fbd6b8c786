"""Latent spaces: priors, directions, maps. numpy at import; torch where a model is measured."""
