"""A complete, valid, tiny bundle in milliseconds: what tests open where they need a model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from PIL import Image
from safetensors.numpy import save_file

from gen_explorer.checkpoints.bundle import Card, Figure, write_card
from gen_explorer.core.files import sha256
from gen_explorer.models.base import ImageSpec, LatentSpec, Prior

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
    preview: bool = False,
    family: str = "vae",
    seed: int = 0,
) -> Path:
    """Writes a bundle into `folder` (its id is the folder's name) and returns `folder`.

    The decoder is image = tanh(z W + b) with fixed random W: every component of z changes the
    picture, smoothly. `model.safetensors` holds W and b, not weights of a registered family.
    `preview` adds preview.onnx at half size.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    weight = (rng.standard_normal((latent, channels, size, size)) * 0.6).astype(np.float32)
    bias = (rng.standard_normal((channels, size, size)) * 0.3).astype(np.float32)
    write_decoder(folder / "decoder.onnx", weight, bias)
    if preview:
        write_decoder(folder / "preview.onnx", weight[..., ::2, ::2], bias[..., ::2, ::2])
    save_file({"weight": weight, "bias": bias}, folder / "model.safetensors")
    _write_map(folder / "map.safetensors", rng, latent, points, len(classes), prior, own_samples)
    noise = rng.integers(0, 256, (4 * size, 4 * size, 3), dtype=np.uint8)
    Image.fromarray(noise).save(folder / "preview.png")
    written = ["model.safetensors", "decoder.onnx", "map.safetensors", "preview.png"]
    if preview:
        written.append("preview.onnx")
    card = Card(
        id=folder.name,
        family=family,
        config={},
        title={"en": "Tiny test model", "es": "Modelo de prueba"},
        about={"en": "Random weights.", "es": "Pesos aleatorios."},
        dataset="digits",
        image=ImageSpec(channels, size, size),
        latent=LatentSpec(latent, prior),
        classes=classes,
        command="none",
        data_licence="CC0",
        figures=(Figure("recon", 1.5, {"en": "Recon"}, {"en": "mean over nothing"}),),
        parameters=weight.size + bias.size,
        files={name: sha256(folder / name) for name in written},
    )
    (folder / "card.toml").write_text(write_card(card), encoding="utf-8")
    return folder


def write_decoder(file: Path, weight: Floats, bias: Floats) -> None:
    """z (N, size) -> image (N, C, H, W) and packed (N, H, W), as a bundle's decoder.onnx.

    `weight` is (size, C, H, W), `bias` (C, H, W).
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
    nodes = [
        helper.make_node("Gemm", ["z", "w", "b"], ["flat"]),
        helper.make_node("Tanh", ["flat"], ["squashed"]),
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
    graph = helper.make_graph(
        nodes,
        "decoder",
        [helper.make_tensor_value_info("z", TensorProto.FLOAT, ["N", latent])],
        [
            helper.make_tensor_value_info(
                "image", TensorProto.FLOAT, ["N", channels, height, width]
            ),
            helper.make_tensor_value_info("packed", TensorProto.INT32, ["N", height, width]),
        ],
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
) -> None:
    if prior is Prior.UNIFORM:
        latents = rng.uniform(-1, 1, (points, latent)).astype(np.float32)
    else:
        latents = rng.standard_normal((points, latent)).astype(np.float32)
    positions = latents[:, :2] if latent >= 2 else np.repeat(latents, 2, axis=1)
    labels = np.full(points, -1) if not classes or own_samples else np.arange(points) % classes
    indices = np.full(points, -1) if own_samples else np.arange(points)
    count = min(latent, 8)
    save_file(
        {
            "latents": latents,
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
