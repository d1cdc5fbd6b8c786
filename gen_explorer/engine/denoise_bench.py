"""How long it takes until a change of the damage has come back mended: the way that the denoising
panel takes, from the request to the answer in the outbox, one picture at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from gen_explorer.checkpoints.bundle import find
from gen_explorer.checkpoints.card import read_card
from gen_explorer.core.concurrency import Progress, no_progress
from gen_explorer.core.translation import tr
from gen_explorer.data.corruption import Corruption
from gen_explorer.engine.bench import Machine, machine, machine_text
from gen_explorer.engine.denoising import Scene
from gen_explorer.engine.methods import Method, methods_of
from gen_explorer.engine.newest import NewestRunner

REQUESTS = 500
WARM_UP = 20
TARGET_MS = 16.0
"""At the 99th percentile: a frame of a screen that shows sixty a second."""
TIMEOUT = 60.0


@dataclass(frozen=True)
class Row:
    """One method of one model."""

    method: str
    """Its key."""
    median_ms: float
    p99_ms: float
    cpu_ms: float
    """Processor time of the whole process, a request: what a busy machine does not change."""


@dataclass(frozen=True)
class DenoiseReport:
    """What was measured."""

    machine: Machine
    requests: int
    rows: tuple[Row, ...]

    def to_dict(self) -> dict[str, Any]:
        """What `--json` writes."""
        return asdict(self)

    def to_text(self) -> str:
        """A table for the terminal."""
        width = max([len(row.method) for row in self.rows] + [8])
        lines = [
            machine_text(self.machine),
            "",
            tr(
                "one picture damaged, mended and measured, from request to answer, {count} "
                "requests; milliseconds:"
            ).format(count=self.requests),
            f"  {'':<{width}}{'p50':>9}{'p99':>9}{'CPU':>9}",
        ]
        lines += [
            f"  {row.method:<{width}}{row.median_ms:>9.2f}{row.p99_ms:>9.2f}{row.cpu_ms:>9.2f}"
            for row in self.rows
        ]
        late = [row.method for row in self.rows if row.p99_ms > TARGET_MS]
        if late:
            lines.append(
                tr("Over {limit} ms at the 99th percentile: {names}.").format(
                    limit=f"{TARGET_MS:g}", names=", ".join(late)
                )
            )
        return "\n".join(lines)


def run(names: Sequence[str], requests: int = 0, progress: Progress = no_progress) -> DenoiseReport:
    """Measures every quick way of these models, with `REQUESTS` unless told. Raises `UserError` for
    what is no model."""
    requests = requests or REQUESTS
    methods = []
    for name in names:
        path = find(name)
        methods += [m for m in methods_of(path, read_card(path)) if not m.is_slow]
    rows = []
    for place, method in enumerate(methods):
        progress(place / len(methods), method.label)
        rows.append(_measured(method, requests))
    return DenoiseReport(machine(), requests, tuple(rows))


def _measured(method: Method, requests: int) -> Row:
    """A slider goes up and down over the amount of noise; every answer is waited for."""
    ready = threading.Semaphore(0)
    runner = NewestRunner(ready.release)
    assert method.shape is not None
    rows, columns = np.mgrid[: method.shape[0], : method.shape[1]] / method.shape[0]
    disc = 200.0 * (np.hypot(rows - 0.5, columns - 0.5) < 0.35)
    picture = np.repeat(disc[:, :, None].astype(np.uint8), method.shape[2], axis=2)
    spent = []
    try:
        for number in range(requests + WARM_UP):
            if number == WARM_UP:
                cpu = time.process_time()
            amount = 0.5 + 0.4 * np.sin(number / 10)
            scene = Scene(picture, 0, (Corruption("gaussian", float(amount)),), (method,), "")
            start = time.perf_counter()
            runner.submit("fast", "gen_explorer.engine.denoising:restore", scene)
            if not ready.acquire(timeout=TIMEOUT):
                raise TimeoutError(method.key)
            spent.append(1000 * (time.perf_counter() - start))
            (answer,) = runner.take()
            if answer.error is not None:
                raise answer.error
        cpu = 1000 * (time.process_time() - cpu) / requests
    finally:
        runner.shutdown()
    times = np.array(spent[WARM_UP:])
    return Row(method.key, float(np.median(times)), float(np.percentile(times, 99)), cpu)
