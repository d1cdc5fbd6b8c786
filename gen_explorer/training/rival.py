"""Our training loop against another library's, on the same networks, data and machine.

pythae (Chadebec et al., NeurIPS 2022) trains variational autoencoders too. It is no dependency: the
bench takes it where it can be imported. Both train our VAE's encoder and decoder with batches of
the same size; rounds alternate, so that what else the machine does falls on both. On a processor
pythae trains in float32 only, so our bfloat16 is told apart.
"""

from __future__ import annotations

import importlib.util
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from gen_explorer.core.concurrency import Progress, no_progress
from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.data import datasets
from gen_explorer.models.vae import VAE, VAEConfig
from gen_explorer.training import onnx_export
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.loop import Hooks, train
from gen_explorer.training.run import RunFolder

NETWORKS = ("dense", "conv")
BATCH = 128
SAMPLES = 1024


@dataclass(frozen=True)
class Race:
    """One network: pictures a second, the median of the rounds."""

    network: str
    parameters: int
    ours: float
    ours_bfloat16: float
    pythae: float
    samples_ours: float
    """z from N(0, I) to pictures, through the exported decoder that the window draws with."""
    samples_pythae: float

    @property
    def ratio(self) -> float:
        return self.ours / self.pythae

    @property
    def ratio_bfloat16(self) -> float:
        return self.ours_bfloat16 / self.pythae


@dataclass(frozen=True)
class Report:
    """What was measured, and on what."""

    data: str
    threads: int
    rounds: int
    steps: int
    races: tuple[Race, ...]

    def to_dict(self) -> dict[str, Any]:
        races = [
            {**asdict(race), "ratio": race.ratio, "ratio_bfloat16": race.ratio_bfloat16}
            for race in self.races
        ]
        return {**asdict(self), "races": races}

    def to_text(self) -> str:
        lines = [
            tr("Training a VAE on {data}, {threads} threads, batches of {batch}").format(
                data=self.data, threads=self.threads, batch=BATCH
            )
        ]
        for race in self.races:
            lines.append(
                tr(
                    "{network}: {ours:.0f} pictures/s ({half:.0f} in bfloat16), pythae "
                    "{pythae:.0f}: {ratio:.2f} times ({ratio_half:.2f})"
                ).format(
                    network=race.network,
                    ours=race.ours,
                    half=race.ours_bfloat16,
                    pythae=race.pythae,
                    ratio=race.ratio,
                    ratio_half=race.ratio_bfloat16,
                )
            )
            lines.append(
                tr(
                    "{network}: {ours:.0f} samples/s, pythae {pythae:.0f}: {ratio:.2f} times"
                ).format(
                    network=race.network,
                    ours=race.samples_ours,
                    pythae=race.samples_pythae,
                    ratio=race.samples_ours / race.samples_pythae,
                )
            )
        return "\n".join(lines)


def run(
    data: str = "fashion-mnist",
    rounds: int = 3,
    steps: int = 60,
    progress: Progress = no_progress,
) -> Report:
    """Races every network. Raises `UserError` where pythae cannot be imported."""
    if importlib.util.find_spec("pythae") is None:
        raise UserError(
            tr("pythae is not installed, so there is nothing to compare with."),
            tr(
                "Install it for this once: pip install --no-deps --target DIR pythae tqdm, and set "
                "PYTHONPATH=DIR."
            ),
        )
    races = []
    for index, network in enumerate(NETWORKS):
        progress(index / len(NETWORKS), network)
        races.append(_race(network, data, rounds, steps))
    return Report(data, torch.get_num_threads(), rounds, steps, tuple(races))


def _race(network: str, data: str, rounds: int, steps: int) -> Race:
    settings: dict[str, Any] = {"network": network}
    model = VAE(VAEConfig(**settings))
    pictures = _unit_pictures(data, (steps + 1) * BATCH)
    exported = onnx_export.export_decoder(model.eval())
    ours: dict[str, list[float]] = {"float32": [], "bfloat16": []}
    theirs, samples_ours, samples_theirs = [], [], []
    for _ in range(rounds):
        for precision, rates in ours.items():
            rates.append(_our_rate(settings, data, precision, steps))
        rate, trained = _their_rate(settings, pictures)
        theirs.append(rate)
        samples_ours.append(_our_samples(model, exported))
        samples_theirs.append(_their_samples(trained))
    return Race(
        network,
        sum(p.numel() for p in model.parameters()),
        median(ours["float32"]),
        median(ours["bfloat16"]),
        median(theirs),
        median(samples_ours),
        median(samples_theirs),
    )


def _our_rate(settings: dict[str, Any], data: str, precision: str, steps: int) -> float:
    """Pictures a second of our loop, without its first step."""
    ticks: list[float] = []

    def tick() -> bool:
        ticks.append(time.perf_counter())
        return len(ticks) > steps

    config = TrainConfig(
        family="vae", data=data, model=settings, batch_size=BATCH, precision=precision
    )
    with tempfile.TemporaryDirectory() as folder:
        run = RunFolder.create(Path(folder) / "run", config)
        train(run, torch.device("cpu"), Hooks(should_stop=tick))
    return _rate(ticks)


def _their_rate(settings: dict[str, Any], pictures: Tensor) -> tuple[float, Any]:
    """Pictures a second of pythae's trainer, without its first step; and the model it trained."""
    from pythae.data.datasets import BaseDataset
    from pythae.trainers import BaseTrainer, BaseTrainerConfig
    from pythae.trainers.training_callbacks import TrainingCallback

    ticks: list[float] = []

    class Clock(TrainingCallback):  # type: ignore[misc]
        def on_train_step_end(self, training_config: Any, **kwargs: Any) -> None:
            ticks.append(time.perf_counter())

    model = _their_model(settings)
    dataset = BaseDataset(pictures, torch.zeros(len(pictures)))
    with tempfile.TemporaryDirectory() as folder:
        config = BaseTrainerConfig(
            output_dir=folder,
            per_device_train_batch_size=BATCH,
            num_epochs=1,
            learning_rate=1e-3,
            no_cuda=True,
        )
        trainer = BaseTrainer(model, dataset, training_config=config, callbacks=[Clock()])
        trainer.train()
    return _rate(ticks), model


def _their_model(settings: dict[str, Any]) -> Any:
    """pythae's VAE with our encoder and decoder."""
    import pythae.models as theirs
    from pythae.models.base.base_utils import ModelOutput
    from pythae.models.nn import BaseDecoder, BaseEncoder

    own = VAE(VAEConfig(**settings))

    class Encoder(BaseEncoder):  # type: ignore[misc]
        def __init__(self) -> None:
            BaseEncoder.__init__(self)
            self.network: nn.Module = own.encoder

        def forward(self, x: Tensor) -> Any:
            mean, log_variance = self.network(x).chunk(2, dim=1)
            return ModelOutput(embedding=mean, log_covariance=log_variance)

    class Decoder(BaseDecoder):  # type: ignore[misc]
        def __init__(self) -> None:
            BaseDecoder.__init__(self)
            self.network: nn.Module = own.decoder

        def forward(self, z: Tensor) -> Any:
            return ModelOutput(reconstruction=torch.sigmoid(self.network(z)))

    config = theirs.VAEConfig(
        input_dim=(1, 28, 28), latent_dim=own.config.latent_size, reconstruction_loss="bce"
    )
    return theirs.VAE(config, Encoder(), Decoder())


def _our_samples(model: VAE, exported: bytes) -> float:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    session = onnxruntime.InferenceSession(exported, options, providers=["CPUExecutionProvider"])

    generator = np.random.default_rng(0)

    def sample() -> None:
        latents = generator.standard_normal((BATCH, model.latent.size), np.float32)
        session.run(["image"], {"z": latents})

    sample()
    start = time.perf_counter()
    for _ in range(SAMPLES // BATCH):
        sample()
    return SAMPLES / (time.perf_counter() - start)


def _their_samples(model: Any) -> float:
    from pythae.samplers import NormalSampler

    sampler = NormalSampler(model)
    sampler.sample(num_samples=BATCH, batch_size=BATCH)
    start = time.perf_counter()
    sampler.sample(num_samples=SAMPLES, batch_size=BATCH)
    return SAMPLES / (time.perf_counter() - start)


def _unit_pictures(data: str, count: int) -> Tensor:
    """Pictures (count, 1, 28, 28) in [0, 1], as pythae takes them."""
    found = datasets.load(data, "train", 28, 1)
    pixels = found.batch(np.arange(count) % len(found))
    return torch.from_numpy(np.moveaxis(pixels, -1, 1).astype(np.float32) / 255)


def _rate(ticks: list[float]) -> float:
    return (len(ticks) - 1) * BATCH / (ticks[-1] - ticks[0])
