from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gen_explorer.checkpoints.bundle import Bundle, open_bundle
from gen_explorer.core.errors import UserError
from gen_explorer.data.images import packed_to_bytes
from gen_explorer.engine.decode_onnx import OnnxDecoder
from gen_explorer.engine.decoder import DeviceError
from gen_explorer.engine.device import DeviceInfo
from gen_explorer.engine.loading import open_model
from gen_explorer.engine.renderer import render
from gen_explorer.engine.request import RenderRequest
from gen_explorer.latent.priors import draw
from gen_explorer.models.base import Control, Prior
from gen_explorer.state.recipe import Recipe
from tests.bundles import make_bundle
from tests.engine.decoders import FakeDecoder

torch = pytest.importorskip("torch")


@pytest.fixture(params=[1, 3])
def colourful(request: pytest.FixtureRequest, tmp_path: Path) -> Bundle:
    folder = make_bundle(tmp_path / "model", channels=request.param, prior=Prior.UNIFORM)
    return open_bundle(str(folder))


def expected(bundle: Bundle, z: np.ndarray) -> np.ndarray:
    """The tiny bundle's decoder in numpy: bytes (N, H, W, 3)."""
    from gen_explorer.checkpoints.tensors import read_tensors

    tensors, _ = read_tensors(bundle.path / "model.safetensors")
    image = np.tanh(np.tensordot(z, tensors["weight"], axes=1) + tensors["bias"])
    levels = np.floor((image + 1) * 127.5 + 0.5).astype(int).transpose(0, 2, 3, 1)
    return np.repeat(levels, 3, axis=3) if levels.shape[3] == 1 else levels


def test_onnx_decoder_draws_what_the_weights_say(colourful: Bundle) -> None:
    decoder = OnnxDecoder(colourful.path / "decoder.onnx")
    z = np.random.default_rng(1).uniform(-1, 1, (5, 4)).astype(np.float32)
    packed = decoder.decode(z)
    assert packed.dtype == np.int32
    assert packed.shape == (5, 16, 16)
    difference = packed_to_bytes(packed).astype(int) - expected(colourful, z)
    assert np.abs(difference).max() <= 1  # numpy's tanh rounds differently in the last bit
    assert decoder.pass_ms > 0
    decoder.close()


def test_threads_do_not_change_the_bytes(colourful: Bundle) -> None:
    z = np.random.default_rng(2).uniform(-1, 1, (1, 4)).astype(np.float32)
    one, two = (OnnxDecoder(colourful.path / "decoder.onnx", threads=n) for n in (1, 2))
    assert np.array_equal(one.decode(z), two.decode(z))


def test_a_picture_stays_when_the_next_is_drawn(colourful: Bundle) -> None:
    decoder = OnnxDecoder(colourful.path / "decoder.onnx")
    first = decoder.decode(np.zeros((1, 4), np.float32))
    kept = first.copy()
    for value in range(8):
        decoder.decode(np.full((1, 4), value, np.float32))
    assert np.array_equal(first, kept)


def test_a_drag_draws_what_each_picture_is_alone() -> None:
    """The decoder begins each picture with the values of the one before."""
    bundle = open_bundle("digits-pixel-rnn")
    file, spec = bundle.path / "decoder.onnx", bundle.card.latent
    (_, temperature), (_, canvas) = spec.find(Control.SETTING)[0], spec.find(Control.GRID)[0]
    dragged = OnnxDecoder(file, threads=1, pass_ms=4.0)
    for step, heat in enumerate((0.9, 0.95, 1.0, 1.6)):
        z = draw(spec, 3)[np.newaxis].copy()
        z[:, temperature] = heat
        if step == 2:
            z[:, canvas.start : canvas.start + 200] = 1.0
        alone = OnnxDecoder(file, threads=1, pass_ms=4.0)
        assert np.array_equal(dragged.decode(z), alone.decode(z))
        assert dragged.codes is not None
        assert alone.codes is not None
        assert np.array_equal(dragged.codes, alone.codes)


def test_same_recipe_same_bytes(colourful: Bundle) -> None:
    pictures = []
    for _ in range(2):
        decoder = OnnxDecoder(colourful.path / "decoder.onnx")
        for seed in (5, 6, 5):
            request = RenderRequest("picture", 0, 0, Recipe(seed=seed))
            frame = render(request, decoder, colourful.card.latent)
            assert frame.pixels is not None
            pictures.append(frame.pixels.tobytes())
    assert pictures[0] == pictures[2] == pictures[3] == pictures[5]
    assert pictures[0] != pictures[1]


@pytest.mark.parametrize("content", [b"", b"no onnx at all", b"\x08\x09" * 50])
def test_a_file_that_is_no_decoder(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "decoder.onnx"
    file.write_bytes(content)
    with pytest.raises(UserError, match=r"decoder\.onnx"):
        OnnxDecoder(file)


def test_a_graph_with_other_names(tmp_path: Path) -> None:
    from onnx import TensorProto, helper, save

    value = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1])
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1])
    node = helper.make_node("Identity", ["x"], ["y"])
    graph = helper.make_graph([node], "other", [value], [result])
    opset = [helper.make_opsetid("", 18)]
    save(helper.make_model(graph, opset_imports=opset, ir_version=10), str(tmp_path / "o.onnx"))
    with pytest.raises(UserError, match=r"o\.onnx") as caught:
        OnnxDecoder(tmp_path / "o.onnx")
    assert "packed" in caught.value.details


def vae_bundle(folder: Path) -> Bundle:
    """A bundle whose model.safetensors really is an (untrained) VAE's."""
    from dataclasses import replace

    from safetensors.torch import save_file

    from gen_explorer.checkpoints.card import write_card
    from gen_explorer.core.files import sha256
    from gen_explorer.models import registry

    torch.manual_seed(0)
    model = registry.build("vae", {"latent_size": 4, "network": "dense", "width": 8})
    bundle = open_bundle(str(make_bundle(folder, size=28)))
    save_file(model.state_dict(), folder / "model.safetensors")
    files = {**bundle.card.files, "model.safetensors": sha256(folder / "model.safetensors")}
    card = replace(bundle.card, files=files, family="vae", config=_plain(model.config))
    (folder / "card.toml").write_text(write_card(card), encoding="utf-8")
    return open_bundle(str(folder))


def _plain(config: object) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(config)  # type: ignore[call-overload, no-any-return]


def test_torch_decoder_draws_what_the_family_decodes(tmp_path: Path) -> None:
    from safetensors.torch import load_file

    from gen_explorer.data.images import to_bytes
    from gen_explorer.engine.decode_torch import TorchDecoder
    from gen_explorer.models import registry

    bundle = vae_bundle(tmp_path / "real")
    decoder = TorchDecoder(bundle, DeviceInfo("cpu"))
    model = registry.build("vae", bundle.card.config)
    model.load_state_dict(load_file(bundle.path / "model.safetensors"))
    z = np.random.default_rng(3).standard_normal((3, 4)).astype(np.float32)
    with torch.no_grad():
        wanted = to_bytes(model.eval().decode(torch.from_numpy(z)))
    assert np.array_equal(packed_to_bytes(decoder.decode(z))[..., :1], wanted)
    assert decoder.pass_ms > 0
    decoder.bare_pass(z)
    decoder.close()


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU, so nothing fails")
def test_a_gpu_that_is_not_there_is_a_device_error(tmp_path: Path) -> None:
    from gen_explorer.engine.decode_torch import TorchDecoder

    with pytest.raises(DeviceError) as raised:
        TorchDecoder(vae_bundle(tmp_path / "real"), DeviceInfo("cuda", 0, "none"))
    assert raised.value.device.key == "cuda:0"
    assert raised.value.__context__ is None  # a traceback would hold on to the device's memory


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU, so nothing fails")
def test_loading_falls_back_when_the_gpu_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gen_explorer.engine import device

    gpu = DeviceInfo("cuda", 0, "Broken GPU")
    monkeypatch.setattr(device, "available", lambda: (gpu, DeviceInfo("cpu")))
    first, second = open_model(vae_bundle(tmp_path / "real"))
    assert first.decoder.device.kind == second.decoder.device.kind == "cpu"
    assert first.message == ""
    assert "Broken GPU" in second.message


@pytest.mark.parametrize(
    ("preference", "gpu_ms", "wanted"),
    [
        ("auto", 0.0, ["cpu", "cuda:0"]),
        ("auto", 1e9, ["cpu"]),
        ("cuda", 1e9, ["cpu", "cuda:0"]),
        ("cpu", 0.0, ["cpu"]),
    ],
)
def test_auto_takes_the_device_that_draws_sooner(
    bundle: Bundle,
    monkeypatch: pytest.MonkeyPatch,
    preference: str,
    gpu_ms: float,
    wanted: list[str],
) -> None:
    from gen_explorer.engine import decode_torch, device

    gpu = DeviceInfo("cuda", 0, "GPU")
    monkeypatch.setattr(device, "available", lambda: (gpu, DeviceInfo("cpu")))
    monkeypatch.setattr(
        decode_torch, "TorchDecoder", lambda bundle, where: FakeDecoder(gpu_ms, where)
    )
    devices = [resident.decoder.device.key for resident in open_model(bundle, preference)]
    assert devices == wanted


def test_a_device_that_was_asked_for_and_is_missing(bundle: Bundle) -> None:
    (resident,) = open_model(bundle, "cuda:7")
    assert resident.decoder.device.kind == "cpu"
    assert "cuda:7" in resident.message


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")
def test_cuda_draws_what_the_cpu_draws(tmp_path: Path) -> None:
    from gen_explorer.engine.decode_torch import TorchDecoder

    bundle = vae_bundle(tmp_path / "real")
    cpu = TorchDecoder(bundle, DeviceInfo("cpu"))
    gpu = TorchDecoder(bundle, DeviceInfo("cuda", 0, "GPU"))
    for count in (1, 1, 7):
        z = np.random.default_rng(count).standard_normal((count, 4)).astype(np.float32)
        wanted, got = (packed_to_bytes(d.decode(z)).astype(int) for d in (cpu, gpu))
        assert np.abs(wanted - got).max() <= 1
        assert np.array_equal(gpu.decode(z), gpu.decode(z))
    first = gpu.decode(z[:1])
    kept = first.copy()
    for seed in range(8):
        gpu.decode(np.full((1, 4), seed, np.float32))
    assert np.array_equal(first, kept)
