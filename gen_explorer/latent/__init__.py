"""Latent spaces: priors, directions, maps. numpy at import; torch only where a model is measured."""
