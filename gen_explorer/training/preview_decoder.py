"""A stand-in for a slow decoder: half the size and a quarter of the width, for while a control is
dragged. The full picture follows when the hand rests.

It learns from the decoder itself (distillation, Hinton 2015): for z from the prior, its picture
shall be the decoder's, halved. Cutting the decoder short before its last doubling would be no
help: in a DCGAN of 64 pixels that layer is 3 % of the work.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F

from gen_explorer.core.concurrency import Progress, no_progress
from gen_explorer.core.translation import tr
from gen_explorer.latent import priors
from gen_explorer.training.trainer import learning_rate_scale

SLOW_MS = 16.0
"""A pass of this many milliseconds leaves room for one picture between two frames of a screen."""
SAMPLES = 8192
EPOCHS = 12
BATCH = 64
FIRST_SEED = 1 << 30
"""Of the training latents, far from the seeds that people look at."""


def pass_milliseconds(exported: bytes, size: int) -> float:
    """The best of some passes of an exported decoder with one picture, on one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(exported, options, providers=["CPUExecutionProvider"])
    z = np.zeros((1, size), np.float32)
    times = []
    for _ in range(6):
        start = time.perf_counter()
        session.run(["packed"], {"z": z})
        times.append(time.perf_counter() - start)
    return min(times) * 1e3


def smaller(model: Any) -> Any | None:
    """An untrained model of the same family and latent, half as large; None where the family has
    no network of that size."""
    config = model.config
    try:
        half = replace(config, image_size=config.image_size // 2, width=max(8, config.width // 4))
        return type(model)(half)
    except ValueError:
        return None


def _decoding_parameters(model: Any) -> list[torch.nn.Parameter]:
    """Those that a picture depends on: an encoder or a discriminator has no part in it."""
    picture = model.decode(torch.zeros(2, model.latent.size)).sum()
    parameters = list(model.parameters())
    gradients = torch.autograd.grad(picture, parameters, allow_unused=True)
    return [p for p, g in zip(parameters, gradients, strict=True) if g is not None]


def distil(
    model: Any, samples: int = SAMPLES, epochs: int = EPOCHS, progress: Progress = no_progress
) -> Any | None:
    """The trained stand-in of a model in eval mode, or None where there can be none."""
    torch.manual_seed(0)
    student = smaller(model)
    if student is None:
        return None
    seeds = range(FIRST_SEED, FIRST_SEED + samples)
    latents = torch.from_numpy(priors.draws(model.latent, seeds))
    told = tr("Making a small decoder for slow computers")
    wanted: list[torch.Tensor] = []
    with torch.no_grad():
        for part in torch.split(latents, BATCH):
            progress(0.5 * len(wanted) * BATCH / samples, told)
            wanted.append(F.avg_pool2d(model.decode(part), 2))
    pictures = torch.cat(wanted)
    parameters = _decoding_parameters(student)
    optimiser = torch.optim.Adam(parameters, lr=2e-3)
    student.train()
    for epoch in range(epochs):
        progress(0.5 + 0.5 * epoch / epochs, told)
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * learning_rate_scale("cosine", epoch / epochs)
        for chosen in torch.split(torch.randperm(samples), BATCH):
            loss = F.mse_loss(student.decode(latents[chosen]), pictures[chosen])
            gradients = torch.autograd.grad(loss, parameters)
            for parameter, gradient in zip(parameters, gradients, strict=True):
                parameter.grad = gradient
            optimiser.step()
    return student.eval()
