from __future__ import annotations

from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from gen_explorer.core.errors import UserError
from gen_explorer.data import images
from gen_explorer.latent import priors
from gen_explorer.models import registry, sequential
from gen_explorer.training import onnx_export

pytestmark = [
    pytest.mark.timeout(600),  # the exporter is slow on a busy machine
    pytest.mark.xdist_group("sequential_export"),  # one export serves all
]

CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "cnn": ("pixel_cnn", {"width": 5, "layers": 1, "image_size": 5, "levels": 3, "classes": 3}),
    "row": ("pixel_rnn", {"width": 4, "layers": 1, "image_size": 5, "classes": 3}),
    "diagonal": (
        "pixel_rnn",
        {"width": 4, "layers": 1, "image_size": 4, "classes": 0, "network": "diagonal"},
    ),
}


SLOW = [pytest.param(kind, marks=pytest.mark.slow) for kind in ("row", "diagonal")]
"""An export takes many seconds; the small battery has one."""


@pytest.fixture(scope="module", params=["cnn", *SLOW])
def exported(request: pytest.FixtureRequest) -> tuple[Any, bytes]:
    torch.manual_seed(0)
    model = registry.build(*CASES[request.param]).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(2.0)
    onnx_export.round_to_half(model)
    return model, onnx_export.export_decoder(model)


def draws(model: Any, count: int) -> Any:
    return np.stack([priors.draw(model.latent, seed) for seed in range(count)])


def run(file: bytes, z: Any, **guess: Any) -> dict[str, Any]:
    session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, {"z": z, **guess}), strict=True))


def test_draws_what_torch_draws(exported: tuple[Any, bytes]) -> None:
    model, file = exported
    z = draws(model, 6)
    made = run(file, z)
    (state,) = sequential.draw(model, torch.from_numpy(z))
    assert np.array_equal(made["codes"], state["values"].flatten(1).numpy())
    assert np.abs(made["chances"] - state["chances"].flatten(1).numpy()).max() <= 1e-5
    assert np.array_equal(made["image"], model.decode(torch.from_numpy(z)).numpy())
    assert np.array_equal(made["packed"], images.pack(torch.from_numpy(made["image"])).numpy())
    assert len(np.unique(made["codes"])) > 1


def test_the_proof_passes_and_can_fail(exported: tuple[Any, bytes]) -> None:
    model, file = exported
    assert onnx_export.prove_equal(model, file, count=8) <= onnx_export.TOLERANCE
    with torch.no_grad():
        model.network.logits.bias[0] += 1e-3
    try:
        with pytest.raises(UserError, match="differs"):
            onnx_export.prove_equal(model, file, count=8)
    finally:
        with torch.no_grad():
            model.network.logits.bias[0] -= 1e-3


def test_what_is_given_stays(exported: tuple[Any, bytes]) -> None:
    model, file = exported
    _, canvas = sequential.place_of(model.latent, "canvas")
    z = draws(model, 3)
    z[:, canvas.start : canvas.start + 7] = 1.0  # ends within a row
    z[2, canvas] = 0.0
    made = run(file, z)
    assert (made["codes"][:, :7] == [[1.0], [1.0], [0.0]]).all()
    assert (made["codes"][2] == 0).all()
    whole = run(file, z[2:])
    assert (whole["chances"] == 0).all()  # no sweep was made
    assert np.array_equal(whole["image"], made["image"][2:])


def test_a_batch_equals_its_singles(exported: tuple[Any, bytes]) -> None:
    model, file = exported
    z = draws(model, 4)
    singles = [run(file, row[None])["codes"] for row in z]
    assert np.array_equal(run(file, z)["codes"], np.concatenate(singles))


def test_a_guess_changes_nothing(exported: tuple[Any, bytes]) -> None:
    model, file = exported
    z = draws(model, 1)
    alone = run(file, z)
    others = np.random.default_rng(0).integers(0, 2, (3, alone["codes"].size))
    for guess in (alone["codes"], *others[:, None].astype(np.float32)):
        told = run(file, z, guess=guess)
        assert all(np.array_equal(told[name], alone[name]) for name in alone)


def test_weights_lie_outside_the_loops(exported: tuple[Any, bytes]) -> None:
    """Inside, they would be unpacked at every turn."""

    def weights(graph: Any) -> int:
        inner = [a.g for node in graph.node for a in node.attribute if a.HasField("g")]
        return sum(len(body.initializer) + weights(body) for body in inner)

    model = onnx.load_from_string(exported[1])
    onnx.checker.check_model(model)
    assert sum(node.op_type == "Loop" for node in model.graph.node) == 1
    assert weights(model.graph) == 0
