"""From a request to a frame: a plain function, the same for the window and the command line."""

from __future__ import annotations

import logging
import time

import numpy as np

from gen_explorer.checkpoints.fits import Fits
from gen_explorer.core.errors import UserError, in_own_words
from gen_explorer.core.reasons import reason
from gen_explorer.core.translation import tr
from gen_explorer.engine.decoder import Decoder, DeviceError
from gen_explorer.engine.request import Frame, Latents, RenderRequest, Timings
from gen_explorer.latent.priors import resolve
from gen_explorer.models.base import LatentSpec
from gen_explorer.state.recipe import Recipe

log = logging.getLogger(__name__)


def render(
    request: RenderRequest,
    decoder: Decoder,
    spec: LatentSpec,
    first: int = 0,
    count: int | None = None,
    wait: float = 0.0,
    is_preview: bool = False,
    fits: Fits | None = None,
) -> Frame:
    """Draws the request, or `count` of its latents from `first` on.

    A recipe is always drawn alone, never as a part of a batch, so that its bytes do not depend on
    what is drawn beside it. Errors come back inside the frame; only `DeviceError` is raised.
    `wait` (milliseconds in the slot) and `is_preview` are passed on to the frame. `fits` are the
    bundle's, for recipes whose sampler is not the prior.
    """
    start = time.perf_counter()
    try:
        z, first, is_last = _latents(request, spec, first, count, fits)
        resolved = time.perf_counter()
        pixels = decoder.decode(z)
    except UserError as error:
        return failed(request, error)
    except DeviceError:
        raise
    except Exception as error:
        log.exception("view %s could not be drawn", request.view)
        return failed(request, _unexpected(error))
    done = time.perf_counter()
    copy = decoder.copy_ms
    timings = Timings((resolved - start) * 1e3, (done - resolved) * 1e3 - copy, copy, wait)
    return Frame(
        request.view,
        request.epoch,
        request.revision,
        pixels,
        first,
        is_last,
        is_preview,
        None,
        timings,
        decoder.codes if len(pixels) == 1 else None,
    )


def failed(request: RenderRequest, error: UserError) -> Frame:
    """The frame that says why there is no picture."""
    return Frame(request.view, request.epoch, request.revision, error=error)


def _latents(
    request: RenderRequest,
    spec: LatentSpec,
    first: int,
    count: int | None,
    fits: Fits | None = None,
) -> tuple[Latents, int, bool]:
    """z (n, size), the place of its first row, and whether nothing follows."""
    subject = request.subject
    if isinstance(subject, Recipe):
        return resolve(spec, subject, fits)[np.newaxis], 0, True
    if subject.ndim != 2 or subject.shape[1] != spec.size or not len(subject):
        raise UserError(
            tr("This model takes {size} latent values a picture, not {shape}.").format(
                size=spec.size, shape=subject.shape
            ),
            tr("Open the model that these values were made for."),
        )
    end = len(subject) if count is None else min(len(subject), first + count)
    z = np.ascontiguousarray(subject[first:end], dtype=np.float32)
    return z, first, end == len(subject)


def _unexpected(error: Exception) -> UserError:
    return UserError(
        tr("The picture could not be computed ({reason}).").format(reason=reason(error)),
        tr("Open the model again; if this comes back, report it with the log file."),
        in_own_words(error),
    )
