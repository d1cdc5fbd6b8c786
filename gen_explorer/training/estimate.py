"""What a training run will take: some real steps of it, timed in a process of their own.

    python -m gen_explorer.training.estimate CONFIG.toml [--device cuda:0] [--threads 1]

A process of its own measures the memory too, and if it runs out of memory nothing else is harmed.
What else the machine does meanwhile is part of what is measured.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from gen_explorer.core.concurrency import CancelToken
from gen_explorer.core.errors import UserError
from gen_explorer.core.files import write_atomically
from gen_explorer.core.translation import tr
from gen_explorer.training import config as configs
from gen_explorer.training.config import TrainConfig
from gen_explorer.training.presets import LEARNING, START_SECONDS

STEPS = 10
"""Timed at most, spread over the run: a prior that is learned late costs something too."""
SECONDS = 6.0
"""Timed at most."""
LONGEST = 180.0
"""Seconds until the process is given up."""
NICE = 5
"""The window comes first, but the answer is waited for."""
SYNTHETIC = 2
"""Batches of made-up pictures that stand for a person's own, which would take long to open."""


@dataclass(frozen=True)
class Estimate:
    """What a run takes on this machine."""

    seconds: float
    """From start to end."""
    memory: int
    """Bytes that the trainer holds at most; on a GPU those on the GPU."""
    pictures: int
    """Of the training split; 0 where it is not known."""
    pictures_per_second: float
    steps: int
    """In all."""
    parameters: int
    """Numbers to learn."""


def measure(
    config: TrainConfig,
    device: str = "auto",
    threads: int = 0,
    cancel: CancelToken | None = None,
) -> Estimate:
    """Times some steps of `config` on this machine. Raises `UserError` where it cannot be trained,
    and `Cancelled`. For a job: it takes some seconds."""
    token = cancel or CancelToken()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "config.toml"
        write_atomically(file, configs.to_toml(config))
        words = [sys.executable, "-m", "gen_explorer.training.estimate", str(file)]
        words += ["--device", device, "--threads", str(threads)]
        child = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=Path(__file__).resolve().parents[2],
            text=True,
        )
        try:
            said, complaint = _answer(child, token)
        finally:
            child.kill()
            child.communicate()
    if child.returncode == 0:
        return Estimate(**json.loads(said))
    lines = complaint.strip().splitlines() or [f"exit {child.returncode}"]
    raise UserError(
        tr("This run cannot be tried out."),
        tr("Use smaller pictures, a smaller network or a smaller batch."),
        lines[-1],
    )


def _answer(child: subprocess.Popen[str], cancel: CancelToken) -> tuple[str, str]:
    deadline = time.monotonic() + LONGEST
    while True:
        try:
            return child.communicate(timeout=0.2)
        except subprocess.TimeoutExpired:
            cancel.check()
            if time.monotonic() > deadline:
                child.kill()
                return child.communicate()


def timed(config: TrainConfig, device: Any) -> Estimate:
    """Times the steps here, in this process. Imports torch."""
    import torch

    from gen_explorer.models.base import Control
    from gen_explorer.training.batches import batch_of
    from gen_explorer.training.trainer import Trainer

    trainer = Trainer(config, device)
    model = trainer.model
    data, pictures = _pictures(config, model.image)
    text = next((section for section, _ in model.latent.find(Control.TEXT)), None)
    batches = config.batches(pictures)
    total = max(batches * config.epochs, 1)
    size = min(config.batch_size, len(data))
    spent: list[float] = []
    is_counting = not trainer.objectives
    order = torch.arange(len(data))
    for step in range(STEPS + 1):
        share = max(step - 1, 0) / STEPS
        trainer.step = int(share * total)
        chosen = order.roll(step * size)[:size]
        begun = time.perf_counter()
        batch = batch_of(data, chosen, device, share, text)
        if is_counting:
            model.fit([batch])
        else:
            trainer.train_step(batch, total)
        if device.type == "cuda":
            torch.cuda.synchronize(device)
        if step:  # the first one warms up
            spent.append(time.perf_counter() - begun)
        if sum(spent) > SECONDS:
            break
    a_step = statistics.median(spent)
    steps = max(pictures // config.batch_size, 1) if is_counting else total
    return Estimate(
        seconds=START_SECONDS + steps * a_step / LEARNING,
        memory=_peak(device),
        pictures=pictures,
        pictures_per_second=size / a_step,
        steps=steps,
        parameters=sum(parameter.numel() for parameter in model.parameters()),
    )


def _pictures(config: TrainConfig, image: Any) -> tuple[Any, int]:
    """Pictures to try with, and how many the training split has."""
    import numpy as np

    from gen_explorer.data import datasets
    from gen_explorer.data.image_set import ArraySet

    base, wanted = datasets.parts_of(config.data)
    if base in datasets.NAMES and datasets.is_available(base):
        data = datasets.load(config.data, "train", image.height, image.channels)
        return data, len(data)
    count = datasets.picture_count(config.data)
    names = wanted or tuple(str(number) for number in range(max(datasets.class_count(base), 1)))
    made = SYNTHETIC * config.batch_size
    generator = np.random.default_rng(0)
    pixels = generator.integers(0, 256, (made, image.height, image.width, image.channels), np.uint8)
    labels = generator.integers(0, len(names), made)
    return ArraySet(base, pixels, labels, names), count


def _peak(device: Any) -> int:
    if device.type == "cuda":
        import torch

        return int(torch.cuda.max_memory_reserved(device))
    try:
        import resource
    except ImportError:  # Windows
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(peak if sys.platform == "darwin" else peak * 1024)


def main() -> int:
    words = argparse.ArgumentParser()
    words.add_argument("config", type=Path)
    words.add_argument("--device", default="auto")
    words.add_argument("--threads", type=int, default=0)
    asked = words.parse_args()
    if hasattr(os, "nice"):
        os.nice(NICE)
    import torch

    from gen_explorer.training import child

    if asked.threads:
        torch.set_num_threads(asked.threads)
    try:
        found = timed(configs.read(asked.config), child.chosen_device(asked.device))
    except (UserError, RuntimeError, MemoryError) as error:
        print(str(error).strip().splitlines()[0], file=sys.stderr)  # noqa: T201
        return 1
    print(json.dumps(asdict(found)))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
