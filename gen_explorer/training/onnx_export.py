"""A model's decoder as ONNX: what the CPU engine runs, without torch.

The graph takes z (N, size) and gives `image` (N, C, H, W) in [-1, 1] and `packed` (N, H, W) for the
screen; a runtime computes only the output that is asked for. Weights are stored in half precision
behind a cast, which runtimes fold when they load: half the size, the same arithmetic in float32.
"""

from __future__ import annotations

import io
import logging
import warnings
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.data import images
from gen_explorer.latent import priors
from gen_explorer.models.sequential import is_sequential
from gen_explorer.training import sequential_export

TOLERANCE = 1e-5
"""Largest difference of a pixel in [-1, 1] that `prove_equal` allows."""
HALF_FROM = 1024
"""Tensors of fewer numbers stay float32."""


class Decoder(nn.Module):
    """The part of a model that is exported: latents to pictures, plain and packed."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model

    def forward(self, z: Tensor) -> tuple[Tensor, Tensor]:
        image = self.model.decode(z)
        return image, images.pack(image)


@torch.no_grad()
def round_to_half(model: nn.Module) -> None:
    """Rounds every large weight to what half precision can hold, in place."""
    for tensor in (*model.parameters(), *model.buffers()):
        if tensor.is_floating_point() and tensor.numel() >= HALF_FROM:
            tensor.copy_(tensor.half().float())


def export_decoder(model: Any) -> bytes:
    """The ONNX file of a model in eval mode. Batch size stays free."""
    return _written(decoder_graph(model))


def decoder_graph(model: Any, is_folded: bool = True) -> Any:
    """The ONNX model of a decoder. Not `is_folded`, every weight stays as it is in the model and
    keeps its name there, "model." before it (see `weight_names`)."""
    if is_sequential(model):
        return sequential_export.export_sequential(model, is_folded)
    example = torch.zeros(2, model.latent.size)
    return _exported(Decoder(model), example, "z", ["image", "packed"], is_folded)


def weight_names(model: nn.Module) -> dict[str, Tensor]:
    """The parameters and buffers of a model by what an unfolded graph calls them."""
    return sequential_export.weight_names(model)


class Judge(nn.Module):
    """The part of a model that tells classes apart: pictures to logits."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model

    def forward(self, x: Tensor) -> Tensor:
        logits: Tensor = self.model.classify(x)
        return logits


def export_classifier(model: Any) -> bytes:
    """The ONNX file of a model that can CLASSIFY: x (N, C, H, W) in [-1, 1] -> logits (N, classes).
    Batch size stays free."""
    return _written(classifier_graph(model))


def classifier_graph(model: Any, is_folded: bool = True) -> Any:
    """The ONNX model of what tells classes apart; see `decoder_graph`."""
    image = model.image
    example = torch.zeros(2, image.channels, image.height, image.width)
    return _exported(Judge(model), example, "x", ["logits"], is_folded)


def prove_equal(model: Any, exported: bytes, count: int = 64) -> float:
    """The largest difference between torch and onnxruntime over `count` draws of the prior, in
    units of [-1, 1]; for a model that draws value by value see `sequential_export.difference`.
    Raises `UserError` above TOLERANCE."""
    measure = sequential_export.difference if is_sequential(model) else _difference
    difference = measure(model, exported, count)
    if not difference <= TOLERANCE:
        raise UserError(
            tr("The exported decoder differs from the model by {difference}.").format(
                difference=f"{difference:.2g}"
            ),
            tr("Nothing was packed. Please report this with the run's config.toml."),
        )
    return difference


def difference_protocol(model: Any) -> dict[str, str]:
    """What `prove_equal` compares, in words, by language code."""
    if is_sequential(model):
        return {
            "en": "largest difference between torch and onnxruntime of the probability of a drawn "
            "value, given those before it, or of a pixel in [-1, 1], given all values; 64 draws",
            "es": "mayor diferencia entre torch y onnxruntime de la probabilidad de un valor "
            "sorteado, dados los anteriores, o de un píxel en [-1, 1], dados todos los valores; "
            "64 sorteos",
        }
    return {
        "en": "largest difference of a pixel in [-1, 1] between torch and onnxruntime, 64 draws",
        "es": "mayor diferencia de un píxel en [-1, 1] entre torch y onnxruntime, 64 sorteos",
    }


@torch.no_grad()
def _difference(model: Any, exported: bytes, count: int) -> float:
    """The largest difference of a pixel."""
    import onnxruntime

    latents = priors.draws(model.latent, range(count))
    expected = model.decode(torch.from_numpy(latents)).numpy()
    session = onnxruntime.InferenceSession(exported, providers=["CPUExecutionProvider"])
    (image,) = session.run(["image"], {"z": latents})
    return float(np.abs(image - expected).max())


def _exported(
    module: nn.Module, example: Tensor, name: str, outputs: list[str], is_folded: bool
) -> Any:
    """The ONNX model of a module with one input, whose first dimension stays free."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        level = logging.getLogger("torch.onnx").level
        logging.getLogger("torch.onnx").setLevel(logging.ERROR)
        program = torch.onnx.export(
            module.eval(),
            (example,),
            dynamo=True,
            input_names=[name],
            output_names=outputs,
            dynamic_shapes=({0: torch.export.Dim("count", min=1, max=65536)},),
            verbose=False,
            optimize=is_folded,
        )
        logging.getLogger("torch.onnx").setLevel(level)
    assert program is not None
    return program.model_proto


def _written(model: Any) -> bytes:
    """The file of an ONNX model."""
    import onnx

    buffer = io.BytesIO()
    onnx.save(_halved(without_origins(model)), buffer)
    return buffer.getvalue()


def without_origins(model: Any) -> Any:
    """An ONNX model without the exporter's notes on where in the source each node comes from: they
    are half of a small file, and name folders of the machine."""
    graphs = [model.graph]
    while graphs:
        graph = graphs.pop()
        del graph.metadata_props[:]
        for entry in (*graph.input, *graph.output, *graph.initializer):
            del entry.metadata_props[:]
        for node in graph.node:
            del node.metadata_props[:]
            node.doc_string = ""
            graphs += [attribute.g for attribute in node.attribute if attribute.HasField("g")]
    del model.metadata_props[:]
    return model


def _halved(model: Any) -> Any:
    """Large float32 weights of an ONNX model as float16 with a cast behind."""
    from onnx import TensorProto, helper, numpy_helper

    graph = model.graph
    inputs = {entry.name for entry in graph.input}
    casts = []
    for tensor in graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < HALF_FROM or tensor.name in inputs:
            continue
        half = values.astype(np.float16)
        if not np.array_equal(half.astype(np.float32), values):
            continue  # folded with something that half precision cannot hold
        name = tensor.name
        tensor.CopyFrom(numpy_helper.from_array(half, name + ".half"))
        casts.append(helper.make_node("Cast", [name + ".half"], [name], to=TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    del graph.value_info[:]
    return model
