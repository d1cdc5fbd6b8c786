"""One picture without a window: what `render` on the command line and copied Python code call."""

from __future__ import annotations

from gen_explorer.checkpoints.bundle import Bundle
from gen_explorer.engine.decode_onnx import OnnxDecoder
from gen_explorer.engine.renderer import render
from gen_explorer.engine.request import Packed, RenderRequest
from gen_explorer.state.recipe import Recipe


def draw(bundle: Bundle, recipe: Recipe) -> Packed:
    """The picture (H, W) of a recipe, packed 0x00RRGGBB, drawn on the CPU with one thread: the same
    bytes every time. Raises `UserError` when the model cannot draw it."""
    decoder = OnnxDecoder(bundle.path / "decoder.onnx", threads=1)
    try:
        fits = bundle.fits if recipe.sampler != "prior" else None
        request = RenderRequest("still", 0, 0, recipe)
        frame = render(request, decoder, bundle.card.latent, fits=fits)
    finally:
        decoder.close()
    if frame.error is not None:
        raise frame.error
    assert frame.pixels is not None
    picture: Packed = frame.pixels[0]
    return picture
