"""What the field calls the families. Cards carry it in every language at once, so these are no
texts for `tr`."""

from __future__ import annotations

from gen_explorer.core.translation import LANGUAGES, in_language

_SAME = {
    "naive_bayes": "Naive Bayes",
    "autoencoder": "Autoencoder",
    "vae": "VAE",
    "gan": "GAN",
    "infogan": "InfoGAN",
    "stackgan": "StackGAN",
    "vae_gan": "VAE-GAN",
    "vq_vae": "VQ-VAE-2",
    "pixel_cnn": "PixelCNN",
    "pixel_rnn": "PixelRNN",
    "trans_gan": "TransGAN",
}
_DIFFERENT = {
    "classifier": {"en": "Classifier", "es": "Clasificador"},
    "conditional_gan": {"en": "Conditional GAN", "es": "GAN condicional"},
    "guided_gan": {"en": "Manifold-guided GAN", "es": "GAN guiada por la variedad"},
}


def family_titles(family: str) -> dict[str, str]:
    """Language code -> title; of a family that is not known its name in words."""
    plain = _SAME.get(family, family.replace("_", " "))
    return _DIFFERENT.get(family) or dict.fromkeys(LANGUAGES, plain)


def family_title(family: str) -> str:
    """The title in the current language."""
    return in_language(family_titles(family))
