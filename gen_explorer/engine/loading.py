"""Bringing a model onto a device: the CPU first, which is ready long before torch is imported."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from gen_explorer.checkpoints.bundle import Bundle
from gen_explorer.core.errors import UserError, in_own_words
from gen_explorer.core.reasons import reason
from gen_explorer.core.translation import tr
from gen_explorer.engine.decoder import Decoder
from gen_explorer.engine.device import DeviceInfo, choose
from gen_explorer.latent.priors import draw

log = logging.getLogger(__name__)

WARM_MS = 100.0
"""A model whose picture takes longer is not drawn once in vain."""


@dataclass(frozen=True)
class LoadReport:
    """How it stands with a model: loaded, refused, or moved to another device."""

    epoch: int
    device: DeviceInfo | None
    """Where it is now; None where it could not be loaded."""
    error: UserError | None
    message: str = ""
    """Why it is not where it was wanted, for the person; mostly empty."""
    weights: int = 0
    """Which weights of the epoch's model: 0 those it was opened with, then counted on."""
    view: str = ""
    """The view whose own model this is; empty for the one that all others share."""


@dataclass(frozen=True)
class Resident:
    """A model that is ready to draw."""

    decoder: Decoder
    preview: Decoder | None = None
    """The same at half size, where the bundle has one and the full pass is slow."""
    message: str = ""
    """What the person should know, such as that the GPU could not be used."""

    def close(self) -> None:
        """Gives the memory back."""
        self.decoder.close()
        if self.preview is not None:
            self.preview.close()


OpenModel = Callable[[Bundle, str], Iterator[Resident]]
Reopen = Callable[[Bundle, Decoder], Resident]


def open_model(bundle: Bundle, preference: str = "auto") -> Iterator[Resident]:
    """The model on the CPU, and then, where there is a GPU to use, on that.

    `preference` is a device's key, or "auto" for the one that draws a picture sooner: launching a
    small network on a GPU can take longer than computing it here. Each `Resident` replaces the one
    before. Raises `UserError` when the bundle cannot be used at all.
    """
    message = ""
    try:
        device = choose(preference)
    except UserError as error:
        device, message = choose("cpu"), str(error)
    resident = _open_on_cpu(bundle, message)
    cpu_ms = resident.decoder.pass_ms
    yield resident
    if device.kind == "cpu":
        return
    try:
        from gen_explorer.engine.decode_torch import TorchDecoder  # takes seconds: torch

        decoder = TorchDecoder(bundle, device)
    except Exception as error:  # whatever it is, the CPU can draw
        log.warning("%s cannot be used", device.key, exc_info=error)
        message = fallback_message(device, str(error))
    else:
        if preference != "auto" or decoder.pass_ms < cpu_ms:
            yield Resident(decoder)
        else:
            log.info("%s: the CPU draws sooner than %s", bundle.card.id, device.key)
            decoder.close()
        return
    # Outside the except block, so that the failed decoder's memory is free again.
    yield _open_on_cpu(bundle, message)


def reopen(bundle: Bundle, like: Decoder) -> Resident:
    """A model on the device of `like`, which draws the same network with other weights: nothing
    need be chosen or measured again. Raises what opening it raises."""
    from gen_explorer.engine.decode_onnx import OnnxDecoder

    if isinstance(like, OnnxDecoder):
        file = bundle.path / "decoder.onnx"
        decoder: Decoder = OnnxDecoder(file, like.threads, pass_ms=like.pass_ms)
        example = draw(bundle.card.latent, bundle.card.first_seed)[np.newaxis].copy()
        if like.pass_ms < WARM_MS:
            decoder.decode(example)  # the first pass allocates: not while a slider waits for it
        return Resident(decoder)
    from gen_explorer.engine.decode_torch import TorchDecoder

    return Resident(TorchDecoder(bundle, like.device))


def fallback_message(device: DeviceInfo, said: str) -> str:
    """`said` is what torch says, for which the log is the place."""
    log.warning("%s: %s", device.key, said)
    is_full = "out of memory" in said
    return tr("{device} cannot draw this model ({reason}); the CPU draws it instead.").format(
        device=device.name or device.key,
        reason=tr("the memory is not enough") if is_full else tr("an unexpected fault"),
    )


def load_error(error: Exception) -> UserError:
    """What to tell for any exception that loading raised."""
    if isinstance(error, UserError):
        return error
    log.error("a model could not be loaded", exc_info=error)
    return UserError(
        tr("The model could not be loaded ({reason}).").format(reason=reason(error)),
        tr("Get a fresh copy of the bundle, or pack it again."),
        in_own_words(error),
    )


def _open_on_cpu(bundle: Bundle, message: str) -> Resident:
    from gen_explorer.engine.decode_onnx import OnnxDecoder  # onnxruntime: 0.1 s
    from gen_explorer.engine.quality import SLOW_MS

    example = draw(bundle.card.latent, bundle.card.first_seed)[np.newaxis].copy()
    decoder = OnnxDecoder(bundle.path / "decoder.onnx", example=example)
    preview = None
    if decoder.pass_ms > SLOW_MS and "preview.onnx" in bundle.card.files:
        preview = OnnxDecoder(bundle.path / "preview.onnx")
    return Resident(decoder, preview, message)
