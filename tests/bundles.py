"""A complete, valid, tiny bundle in milliseconds: what tests open where they need a model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from PIL import Image
from safetensors.numpy import save_file

from gen_explorer.checkpoints.card import Card, Figure, write_card
from gen_explorer.core.files import sha256
from gen_explorer.models.base import Control, ImageSpec, LatentSpec, Prior, Section

Floats = npt.NDArray[np.float32]


def make_bundle(
    folder: Path,
    latent: int = 4,
    size: int = 16,
    channels: int = 1,
    prior: Prior = Prior.NORMAL,
    points: int = 120,
    classes: tuple[str, ...] = ("circle", "square", "star"),
    own_samples: bool = False,
    by_seeds: bool = False,
    preview: bool = False,
    family: str = "vae",
    seed: int = 0,
    sections: tuple[Section, ...] = (),
    dataset: str = "digits",
    capabilities: tuple[str, ...] = (),
) -> Path:
    """Writes a bundle into `folder` (its id is the folder's name) and returns `folder`.

    The decoder is image = tanh(z W + b) with fixed random W: every component of z changes the
    picture, smoothly. `model.safetensors` holds W and b, not weights of a registered family.
    `preview` adds preview.onnx at half size. With `sections` z has their size; a section of pixels
    called "canvas" makes the picture of the pixels themselves, and where dice stand for them the
    open ones are drawn: codes = floor(dice * levels). `by_seeds` tells the map's points by the
    seeds 1000, 1001, ... "classify" among the capabilities adds a
    classifier.onnx: a random linear map.
    """
    spec = LatentSpec(latent, prior)
    if sections:
        latent = sum(section.size for section in sections)
        spec = LatentSpec(latent, prior, sections)
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    weight = (rng.standard_normal((latent, channels, size, size)) * 0.6).astype(np.float32)
    bias = (rng.standard_normal((channels, size, size)) * 0.3).astype(np.float32)
    write_decoder(folder / "decoder.onnx", weight, bias, spec)
    if "classify" in capabilities:
        write_classifier(folder / "classifier.onnx", channels * size * size, len(classes), rng)
    if preview:
        write_decoder(folder / "preview.onnx", weight[..., ::2, ::2], bias[..., ::2, ::2])
    save_file({"weight": weight, "bias": bias}, folder / "model.safetensors")
    file = folder / "map.safetensors"
    _write_map(file, rng, latent, points, len(classes), prior, own_samples or by_seeds, by_seeds)
    noise = rng.integers(0, 256, (4 * size, 4 * size, 3), dtype=np.uint8)
    Image.fromarray(noise).save(folder / "preview.png")
    written = ["model.safetensors", "decoder.onnx", "map.safetensors", "preview.png"]
    written += [n for n in ("preview.onnx", "classifier.onnx") if (folder / n).exists()]
    card = Card(
        id=folder.name,
        family=family,
        config={},
        title={"en": "Tiny test model", "es": "Modelo de prueba"},
        about={"en": "Random weights.", "es": "Pesos aleatorios."},
        dataset=dataset,
        image=ImageSpec(channels, size, size),
        latent=spec,
        classes=classes,
        command="none",
        data_licence="CC0",
        figures=(Figure("recon", 1.5, {"en": "Recon"}, {"en": "mean over nothing"}),),
        parameters=weight.size + bias.size,
        capabilities=capabilities,
        files={name: sha256(folder / name) for name in written},
    )
    (folder / "card.toml").write_text(write_card(card), encoding="utf-8")
    return folder


def write_decoder(file: Path, weight: Floats, bias: Floats, spec: LatentSpec | None = None) -> None:
    """z (N, size) -> image (N, C, H, W) and packed (N, H, W), as a bundle's decoder.onnx.

    `weight` is (size, C, H, W), `bias` (C, H, W). With GRID sections of one number of levels there
    is `codes` (N, their sizes' sum) too.
    """
    latent, channels, height, width = weight.shape
    place = [65793.0] if channels == 1 else [65536.0, 256.0, 1.0]
    constants = {
        "w": np.ascontiguousarray(weight.reshape(latent, -1)),
        "b": np.ascontiguousarray(bias.reshape(-1)),
        "image_shape": np.array([-1, channels, height, width], np.int64),
        "low": np.array(-1, np.float32),
        "high": np.array(1, np.float32),
        "half_range": np.array(127.5, np.float32),
        "half": np.array(0.5, np.float32),
        "place": np.array(place, np.float32).reshape(1, channels, 1, 1),
        "channel": np.array([1], np.int64),
    }
    outputs = [
        helper.make_tensor_value_info("image", TensorProto.FLOAT, ["N", channels, height, width]),
        helper.make_tensor_value_info("packed", TensorProto.INT32, ["N", height, width]),
    ]
    grids = spec.find(Control.GRID) if spec is not None else ()
    nodes = []
    if spec is not None and grids:
        constants |= _code_constants(spec)
        nodes = _code_nodes()
        outputs.append(helper.make_tensor_value_info("codes", TensorProto.FLOAT, ["N", None]))
    if grids and grids[0][0].name == "canvas":
        nodes += [
            helper.make_node("Mul", ["codes", "grey"], ["wide"]),
            helper.make_node("Add", ["wide", "low"], ["squashed"]),
        ]
    else:
        nodes += [
            helper.make_node("Gemm", ["z", "w", "b"], ["flat"]),
            helper.make_node("Tanh", ["flat"], ["squashed"]),
        ]
    nodes += [
        helper.make_node("Reshape", ["squashed", "image_shape"], ["image"]),
        helper.make_node("Clip", ["image", "low", "high"], ["clipped"]),
        helper.make_node("Add", ["clipped", "high"], ["shifted"]),
        helper.make_node("Mul", ["shifted", "half_range"], ["scaled"]),
        helper.make_node("Add", ["scaled", "half"], ["raised"]),
        helper.make_node("Floor", ["raised"], ["level"]),
        helper.make_node("Mul", ["level", "place"], ["placed"]),
        helper.make_node("ReduceSum", ["placed", "channel"], ["summed"], keepdims=0),
        helper.make_node("Cast", ["summed"], ["packed"], to=TensorProto.INT32),
    ]
    z = helper.make_tensor_value_info("z", TensorProto.FLOAT, ["N", latent])
    _save_graph(file, nodes, [z], outputs, constants)


def _code_constants(spec: LatentSpec) -> dict[str, npt.NDArray[Any]]:
    places = np.arange(spec.size)
    grids = spec.find(Control.GRID)
    levels = grids[0][0].levels
    return {
        "grid_places": np.concatenate([places[place] for _, place in grids]),
        "dice_places": np.concatenate([places[place] for _, place in spec.find(Control.NOISE)]),
        "levels": np.array(levels, np.float32),
        "grey": np.array(2 / (levels - 1), np.float32),
        "zero": np.array(0, np.float32),
    }


def _code_nodes() -> list[onnx.NodeProto]:
    """Open codes are dice * levels, rounded down."""
    return [
        helper.make_node("Gather", ["z", "grid_places"], ["given"], axis=1),
        helper.make_node("Gather", ["z", "dice_places"], ["dice"], axis=1),
        helper.make_node("Mul", ["dice", "levels"], ["drawn"]),
        helper.make_node("Floor", ["drawn"], ["drawn_codes"]),
        helper.make_node("Less", ["given", "zero"], ["is_open"]),
        helper.make_node("Where", ["is_open", "drawn_codes", "given"], ["codes"]),
    ]


def write_classifier(file: Path, pixels: int, classes: int, rng: np.random.Generator) -> None:
    """x (N, C, H, W) -> logits (N, classes), linear, as a bundle's classifier.onnx."""
    nodes = [
        helper.make_node("Flatten", ["x"], ["flat"], axis=1),
        helper.make_node("MatMul", ["flat", "w"], ["logits"]),
    ]
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", None, None, None])
    logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", classes])
    w = (0.3 * rng.standard_normal((pixels, classes))).astype(np.float32)
    _save_graph(file, nodes, [x], [logits], {"w": w})


def _save_graph(
    file: Path,
    nodes: list[onnx.NodeProto],
    inputs: list[onnx.ValueInfoProto],
    outputs: list[onnx.ValueInfoProto],
    constants: dict[str, npt.NDArray[Any]],
) -> None:
    graph = helper.make_graph(
        nodes,
        "graph",
        inputs,
        outputs,
        [numpy_helper.from_array(array, name) for name, array in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    onnx.checker.check_model(model)
    onnx.save(model, str(file))


def _write_map(
    file: Path,
    rng: np.random.Generator,
    latent: int,
    points: int,
    classes: int,
    prior: Prior,
    own_samples: bool,
    by_seeds: bool,
) -> None:
    if prior is Prior.UNIFORM:
        latents = rng.uniform(-1, 1, (points, latent)).astype(np.float32)
    else:
        latents = rng.standard_normal((points, latent)).astype(np.float32)
    positions = latents[:, :2] if latent >= 2 else np.repeat(latents, 2, axis=1)
    labels = np.full(points, -1) if not classes or own_samples else np.arange(points) % classes
    indices = np.full(points, -1) if own_samples else np.arange(points)
    count = min(latent, 8)
    told = {"seeds": 1000 + np.arange(points)} if by_seeds else {"latents": latents}
    save_file(
        {
            **told,
            "labels": labels.astype(np.int64),
            "positions": np.ascontiguousarray(positions),
            "indices": indices.astype(np.int64),
            "importance": np.linspace(2.0, 0.0, latent, dtype=np.float32),
            "directions": np.eye(count, latent, dtype=np.float32),
            "direction_scales": np.linspace(0.5, 0.1, count, dtype=np.float32),
        },
        file,
        metadata={
            "own_samples": "true" if own_samples else "false",
            "importance": "sensitivity" if own_samples else "kl",
        },
    )
