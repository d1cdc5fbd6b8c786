"""A finished run becomes a bundle: weights, ONNX decoder, map, preview and card in one folder."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import torch
from safetensors.numpy import save as save_numpy
from safetensors.torch import save as save_torch

from gen_explorer.checkpoints import fits
from gen_explorer.checkpoints.card import ID_PATTERN, Card, Figure, write_card
from gen_explorer.core.concurrency import Progress, no_progress
from gen_explorer.core.errors import UserError
from gen_explorer.core.files import sha256, unwritable
from gen_explorer.core.translation import tr
from gen_explorer.data import datasets
from gen_explorer.data.datasets import ImageSet
from gen_explorer.latent import samplers
from gen_explorer.models.base import Capability
from gen_explorer.models.titles import family_titles
from gen_explorer.training import decoder_template, measure, onnx_export, preview_decoder
from gen_explorer.training.build_map import build_map
from gen_explorer.training.command import train_command
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.preview import preview_png
from gen_explorer.training.run import RunFolder
from gen_explorer.training.trainer import Trainer


@dataclass(frozen=True)
class Words:
    """What a card says about a model, by language code. Empty: made from the facts."""

    title: dict[str, str] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)


def pack(
    run: RunFolder,
    target: Path,
    words: Words | None = None,
    progress: Progress = no_progress,
    first_seed: int = 0,
) -> Card:
    """Writes the bundle `target`, whose last name becomes its id, from the newest checkpoint. The
    window first shows the picture of `first_seed`.

    The folder appears whole or not at all. Raises `UserError` when it exists already, cannot be
    written, or when the exported decoder does not agree with the model to 1e-5.
    """
    if not ID_PATTERN.fullmatch(target.name):
        raise UserError(
            tr("{name} cannot be the id of a bundle.").format(name=repr(target.name)),
            tr("Use small letters, digits and hyphens, for example weights/my-vae."),
        )
    if target.exists():
        raise UserError(
            tr("{path} exists already and is not empty.").format(path=target),
            tr("Choose another name, or delete the old bundle first."),
        )
    trainer = Trainer(run.config, torch.device("cpu"))
    progress(0.0, tr("Reading the checkpoint"))
    trainer.restore(run.load_checkpoint())
    model = trainer.finished_model()
    onnx_export.round_to_half(model)
    data = datasets.load(run.config.data, "test", model.image.height, model.image.channels)

    progress(0.1, tr("Exporting the decoder"))
    decoder = onnx_export.export_decoder(model)
    difference = onnx_export.prove_equal(model, decoder)
    progress(0.3, tr("Building the map"))
    arrays, metadata, figures = build_map(model, data, progress)
    fitted = None
    if model.latent.samplers != ("prior",):
        progress(0.9, tr("Fitting the samplers"))
        train = datasets.load(run.config.data, "train", model.image.height, model.image.channels)
        codes = measure.encode_all(model, train, len(train)).mean
        fitted = samplers.fit(codes.numpy())
        arrays |= fits.to_tensors(fitted)
    figures += (
        Figure(
            "decoder_difference",
            float(f"{difference:.2g}"),
            {"en": "Decoder difference", "es": "Diferencia del decodificador"},
            onnx_export.difference_protocol(model),
        ),
    )
    files = {
        "model.safetensors": stored(model),
        "decoder.onnx": decoder,
        "map.safetensors": save_numpy(arrays, metadata),
        "preview.png": preview_png(model, sampler=samplers.usual(model.latent), fits=fitted),
    }
    if model.capabilities & Capability.CLASSIFY:
        files["classifier.onnx"] = onnx_export.export_classifier(model)
    slow = preview_decoder.pass_milliseconds(decoder, model.latent.size) > preview_decoder.SLOW_MS
    if slow and not model.latent.sections:
        stand_in = preview_decoder.distil(model, progress=progress)
        if stand_in is not None:
            files["preview.onnx"] = onnx_export.export_decoder(stand_in)
    words = words or Words()
    plain = plain_card(run.config, model, data, target.name)
    card = replace(
        plain,
        title={**plain.title, **words.title},
        about={**plain.about, **words.about},
        figures=figures,
        first_seed=first_seed,
    )
    progress(0.95, tr("Writing the bundle"))
    return write(target, card, files)


def plain_card(config: TrainConfig, model: Any, data: ImageSet, name: str) -> Card:
    """What the card of a run's model says when nothing was measured. `name` is its id."""
    titles = family_titles(config.family)
    return Card(
        id=name,
        family=config.family,
        config=asdict(model.config),  # all of it: defaults may change one day
        title={code: f"{title} · {Path(config.data).name}" for code, title in titles.items()},
        about={"en": f"Trained on {data.name}.", "es": f"Entrenado con {data.name}."},
        dataset=config.data,
        image=model.image,
        latent=model.latent,
        classes=data.classes,
        command=train_command(config, Path("runs") / name),
        data_licence=data.licence,
        parameters=numbers_of(model),
        capabilities=tuple(str(flag.name).lower() for flag in model.capabilities),
    )


def numbers_of(model: Any) -> int:
    """How many numbers training found: parameters, or what a family that counts has counted."""
    learned: int = sum(p.numel() for p in model.parameters())
    counted: int = sum(b.numel() for b in model.buffers())
    return learned or counted


def stored(model: Any) -> bytes:
    """model.safetensors: large weights in half precision, which they fit exactly."""
    state: dict[str, torch.Tensor] = {}
    for name, tensor in model.state_dict().items():
        is_half = decoder_template.is_stored_half(tensor)
        state[name] = (tensor.half() if is_half else tensor).cpu().contiguous()
    return save_torch(state)


def write(target: Path, card: Card, files: dict[str, bytes], is_flushed: bool = True) -> Card:
    """Fills a temporary folder beside `target`, hidden by a dot, and renames it into place. Without
    `is_flushed` a power cut may leave files that their checksums do not fit."""
    temporary: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        temporary.chmod(0o755)
        for name, content in files.items():
            (temporary / name).write_bytes(content)
        card = replace(card, files={name: sha256(temporary / name) for name in files})
        (temporary / "card.toml").write_text(write_card(card), encoding="utf-8")
        for name in (*files, "card.toml") if is_flushed else ():
            with (temporary / name).open("rb") as file:
                os.fsync(file.fileno())
        temporary.rename(target)
    except OSError as error:
        raise unwritable(target, error) from error
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)
    return card
