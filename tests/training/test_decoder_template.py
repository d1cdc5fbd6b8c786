"""A graph that is filled with other weights is the graph that a fresh export would be."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnxruntime
import pytest
import torch
from torch import Tensor

from gen_explorer.models import registry
from gen_explorer.models.base import Capability
from gen_explorer.training import onnx_export
from gen_explorer.training.decoder_template import Template
from tests.models.test_families import SMALL, batch_for, build

Case = tuple[str, dict[str, Any]]

QUICK = ("vae", "gan")
"""The others take seconds each, as an export does."""
FIRST = [
    # A VQ-VAE has two walks, that is seven parts to export.
    pytest.param((name, SMALL[name][0]), marks=[] if name in QUICK else [pytest.mark.slow])
    for name in registry.names()
]
OTHERS = [
    pytest.param((name, config), marks=pytest.mark.slow)
    for name in registry.names()
    for config in SMALL[name][1:]
]


@torch.no_grad()
def changed(case: Case) -> Any:
    """A model of the same shapes in which every weight and every statistic is another one."""
    model = build(case, seed=1)
    if not model.objectives():
        model.fit([batch_for(model, 25)])
    else:
        for tensor in (*model.parameters(), *model.buffers()):
            if tensor.is_floating_point():
                tensor += 0.01 * torch.rand_like(tensor)
    model.eval()
    onnx_export.round_to_half(model)
    return model


@pytest.mark.timeout(600)
@pytest.mark.parametrize("case", [*FIRST, *OTHERS], ids=str)
def test_filled_anew_it_is_what_a_fresh_export_gives(case: Case) -> None:
    first, later = build(case).eval(), changed(case)
    filled = Template(onnx_export.decoder_graph(first, is_folded=False), first).filled(later)
    fresh = Template(onnx_export.decoder_graph(later, is_folded=False), later).filled(later)
    assert filled == fresh
    onnx_export.prove_equal(later, filled, 8)


@pytest.mark.parametrize("case", [("classifier", SMALL["classifier"][0])], ids=str)
def test_the_judge_of_a_classifier_too(case: Case) -> None:
    first, later = build(case).eval(), changed(case)
    assert first.capabilities & Capability.CLASSIFY
    filled = Template(onnx_export.classifier_graph(first, is_folded=False), first).filled(later)
    x = batch_for(later).images
    session = onnxruntime.InferenceSession(filled, providers=["CPUExecutionProvider"])
    (logits,) = session.run(["logits"], {"x": x.numpy()})
    with torch.no_grad():
        assert np.abs(logits - later.classify(x).numpy()).max() < 1e-5
        assert np.abs(logits - first.classify(x).numpy()).max() > 1e-3


def test_another_shape_and_a_weight_beyond_half_precision_are_refused() -> None:
    small = registry.build("gan", {"width": 4, "latent_size": 6}).eval()
    template = Template(onnx_export.decoder_graph(small, is_folded=False), small)
    with pytest.raises(ValueError, match="the graph has"):
        template.filled(registry.build("gan", {"width": 8, "latent_size": 6}))
    large: Tensor = next(p for p in small.generator.parameters() if p.numel() >= 1024)
    with torch.no_grad():
        large[0] = 1e6
    with pytest.raises(ValueError, match="too large"):
        template.filled(small)


def test_the_file_names_no_place_of_this_machine() -> None:
    model = registry.build("vae", {"width": 2, "latent_size": 2}).eval()
    filled = Template(onnx_export.decoder_graph(model, is_folded=False), model).filled(model)
    for written in (filled, onnx_export.export_decoder(model)):
        assert b".py" not in written
        assert b"site-packages" not in written
