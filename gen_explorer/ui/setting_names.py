"""What families and settings are called, in the person's language."""

from __future__ import annotations

from typing import Any

from gen_explorer.core.translation import tr
from gen_explorer.models.titles import family_title as family_title


def family_line(family: str) -> str:
    """What it is, in one line."""
    known = {
        "classifier": tr("Tells classes apart; its last layer is a latent space to walk in."),
        "naive_bayes": tr("Each pixel by itself, given the class: the plainest of all generators."),
        "autoencoder": tr("Squeezes pictures through a few numbers and draws them again."),
        "vae": tr("An autoencoder with a distribution: its latent space can be sampled."),
        "gan": tr("Two networks play a game: one draws, the other tells drawn from real."),
        "conditional_gan": tr("A GAN that is told which class to draw."),
        "infogan": tr("A GAN with codes that it finds a meaning for by itself."),
        "stackgan": tr("Draws what a caption says: first small and rough, then large."),
        "guided_gan": tr("An autoencoder guides the generator, against mode collapse."),
        "vae_gan": tr("A VAE whose pictures are judged by a discriminator, to be sharper."),
        "vq_vae": tr("Pictures as discrete codes on two levels, and a model of the codes."),
        "pixel_cnn": tr("Draws pixel by pixel and knows each picture's exact probability."),
        "pixel_rnn": tr("Pixel by pixel with a recurrent network: slower, but it sees further."),
        "trans_gan": tr("A GAN made of transformers alone, without convolutions."),
    }
    return known.get(family, "")


def setting_title(name: str) -> str:
    """A setting's name in words; a name that is not known as it stands in the code."""
    known = {**_shape_names(), **_loss_names(), **_schedule_names()}
    if name in known:
        return known[name]
    kind, slash, objective = name.partition("/")
    if slash and kind == "learning_rate":
        return tr("Learning rate: {objective}").format(objective=objective_title(objective))
    if slash and kind == "every":
        return tr("Moves every so many steps: {objective}").format(
            objective=objective_title(objective)
        )
    return name.replace("_", " ")


def objective_title(name: str) -> str:
    """What is optimised, in words."""
    known = {
        "discriminator": tr("discriminator"),
        "generator": tr("generator"),
        "elbo": "ELBO",
        "encoder": tr("encoder"),
        "decoder": tr("decoder"),
        "autoencoder": tr("autoencoder"),
        "classifier": tr("classifier"),
        "guide": tr("guide"),
        "prior": tr("prior"),
        "codes": tr("codes"),
        "likelihood": tr("likelihood"),
        "error": tr("reconstruction error"),
        "class": tr("class"),
        "inversion": tr("inversion of the features"),
        "guesser": tr("guesser Q of the codes"),
        "first judge": tr("discriminator of stage I"),
        "first stage": tr("generator of stage I"),
        "second judge": tr("discriminator of stage II"),
        "second stage": tr("generator of stage II"),
    }
    return known.get(name, name.replace("_", " "))


def choice_title(name: str, value: Any) -> str:
    """A choice of a setting in words; one that is not known as it stands in the code."""
    if name == "channels":
        return {1: tr("grey"), 3: tr("colour")}.get(value, str(value))
    if name == "image_size":
        return f"{value} × {value}"
    return {**_shape_choices(), **_loss_choices()}.get(value, str(value))


def _shape_choices() -> dict[Any, str]:
    return {
        "none": tr("none"),
        "dense": tr("dense"),
        "conv": tr("convolutional"),
        "spatial": tr("spatial codes"),
        "row": tr("Row LSTM"),
        "diagonal": tr("Diagonal BiLSTM"),
        "normal": tr("normal"),
        "uniform": tr("uniform"),
        "projection": tr("projection"),
        "input": tr("input planes"),
        "fashion": tr("garments"),
        "rooms": tr("rooms"),
        "constant": tr("constant"),
        "cosine": tr("cosine"),
    }


def _loss_choices() -> dict[Any, str]:
    return {
        "bernoulli": "Bernoulli",
        "gaussian": tr("Gaussian"),
        "mse": tr("mean squared error"),
        "minimax": "minimax",
        "non-saturating": tr("non-saturating"),
        "wasserstein": "Wasserstein",
        "r1": "R1",
        "gradient": tr("gradient penalty"),
        "salt-pepper": tr("salt and pepper"),
        "speckle": tr("speckle"),
        "blocks": tr("missing blocks"),
        "mixed": tr("mixed"),
    }


def _shape_names() -> dict[str, str]:
    return {
        "image_size": tr("Picture side (px)"),
        "channels": tr("Colours"),
        "classes": tr("Classes"),
        "latent_size": tr("Latent size"),
        "network": tr("Network"),
        "width": tr("Width"),
        "second_width": tr("Width of stage II"),
        "decoder_width": tr("Decoder's width"),
        "discriminator_width": tr("Discriminator's width"),
        "head_width": tr("Attention head's width"),
        "prior_width": tr("Prior's width"),
        "blocks": tr("Blocks"),
        "discriminator_blocks": tr("Discriminator's blocks"),
        "expansion": tr("MLP expansion"),
        "layers": tr("Layers"),
        "top_layers": tr("Layers over top codes"),
        "bottom_layers": tr("Layers over bottom codes"),
        "levels": tr("Grey levels"),
        "codes": tr("Codes"),
        "code_size": tr("Code size"),
        "dials": tr("Continuous codes"),
        "text_size": tr("Caption vector"),
        "condition_size": tr("Condition size"),
        "vocabulary": tr("Vocabulary"),
        "words": tr("Words"),
        "source": tr("Captions"),
        "condition": tr("Told the class by"),
        "prior": tr("Prior of z"),
    }


def _loss_names() -> dict[str, str]:
    return {
        "likelihood": tr("Likelihood"),
        "loss": tr("Loss"),
        "beta": "β",
        "beta1": "Adam β₁",
        "gamma": "γ",
        "decay": tr("Codebook decay"),
        "commitment": tr("Commitment"),
        "switch": tr("Prior begins at (share)"),
        "penalty": tr("Penalty"),
        "penalty_weight": tr("Penalty weight"),
        "guide_penalty": tr("Guide's penalty weight"),
        "augment": tr("Augmentation"),
        "label_smoothing": tr("Label smoothing"),
        "learning_rate": tr("Learning rate"),
        "generator_learning_rate": tr("Generator's learning rate"),
        "prior_learning_rate": tr("Prior's learning rate"),
        "autoencoder_learning_rate": tr("Autoencoder's learning rate"),
        "autoencoder_share": tr("Autoencoder's share"),
        "guidance": tr("Guidance"),
        "code_weight": tr("Weight of the code"),
        "dial_weight": tr("Weight of the dials"),
        "kl_weight": tr("Weight of KL"),
        "labelled": tr("Labelled share"),
        "smoothing": tr("Smoothing"),
        "spread_floor": tr("Least spread"),
        "corruption": tr("Corruption"),
        "amount": tr("Amount of corruption"),
        "standardised": tr("Standardised codes"),
        "binarise": tr("Black and white"),
        "dropout": tr("Dropout"),
        "shift": tr("Shift (px)"),
        "mirror": tr("Mirror"),
    }


def _schedule_names() -> dict[str, str]:
    return {
        "epochs": tr("Epochs"),
        "pictures": tr("Pictures of an epoch"),
        "batch_size": tr("Batch size"),
        "seed": tr("Seed"),
        "schedule": tr("Schedule"),
        "precision": tr("Precision"),
        "average": tr("EMA decay"),
        "log_every": tr("Log every (steps)"),
        "preview_every": tr("Preview every (epochs)"),
        "preview_steps": tr("Preview every (steps)"),
        "checkpoint_every": tr("Checkpoint every (epochs)"),
        "keep": tr("Checkpoints kept"),
        "moments": tr("Moments kept"),
    }
