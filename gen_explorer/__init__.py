"""Look inside generative models: walk their latent spaces in real time."""

__version__ = "0.1.0"
