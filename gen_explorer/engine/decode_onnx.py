"""Decoding on the CPU: a bundle's decoder.onnx in onnxruntime. Does not need torch."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort

from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.engine.device import DeviceInfo, cpu_name, decoder_threads
from gen_explorer.engine.request import Codes, Latents, Packed

MEASURED_PASSES = 5
MEASURE_LIMIT = 0.1
"""Seconds that measuring a pass may take."""


class OnnxDecoder:
    """z -> packed picture through onnxruntime; packing is part of the graph."""

    copy_ms = 0.0
    codes: Codes | None = None

    def __init__(
        self,
        file: Path,
        threads: int | None = None,
        example: Latents | None = None,
        pass_ms: float | None = None,
    ) -> None:
        """Loads `file`, a bundle's decoder.onnx or preview.onnx.

        `threads` overrides the choice by measurement, and `pass_ms` the measurement. `example`
        (1, size) is what a pass is measured with, zeros unless given: a model that draws value by
        value has nothing to draw in zeros. Raises `UserError` for a graph that is not a decoder.
        """
        self.device = DeviceInfo("cpu", 0, cpu_name())
        self.threads = threads or 1
        self._session = open_session(file, self.threads)
        self._run: Any
        size, self._tells_codes, self._takes_guess = _examined(self._session, file)
        self._guess: dict[str, Codes] = {}
        self._example = np.zeros((1, size), np.float32) if example is None else example
        if pass_ms is not None:
            self._run = self._session.run
            self.pass_ms = pass_ms
            return
        self.pass_ms = self._measure()
        better = threads or decoder_threads(self.pass_ms)
        if better > 1 and threads is None:
            # The one-thread session goes first: two thread pools never stand side by side.
            del self._session, self._run
            self.threads = better
            self._session = open_session(file, better)
            self.pass_ms = self._measure()

    def decode(self, z: Latents) -> Packed:
        packed: Packed
        if self._tells_codes and len(z) == 1:
            packed, self.codes = self._run(["packed", "codes"], {"z": z, **self._guess})
            if self._takes_guess:
                # While a control is dragged the next picture is much like this one.
                self._guess = {"guess": self.codes}
        else:
            packed = self._run(["packed"], {"z": z})[0]
            self.codes = None
        return packed

    def close(self) -> None:
        del self._session, self._run

    def _measure(self) -> float:
        """The fastest of a few passes, in milliseconds: what the network costs, not the noise."""
        # The wrapper's own checks of names are left out: `_examined` did them.
        self._run = self._session.run
        z = self._example
        self.decode(z)  # the first pass allocates
        best, began = np.inf, time.perf_counter()
        for _ in range(MEASURED_PASSES):
            self._guess = {}  # the same picture again would be the easiest of all
            start = time.perf_counter()
            self.decode(z)
            now = time.perf_counter()
            best = min(best, now - start)
            if now - began > MEASURE_LIMIT:
                break
        return float(best) * 1e3


def open_session(file: Path, threads: int) -> Any:
    """An onnxruntime session on the CPU whose threads sleep when there is nothing to do."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    # Spinning threads would take the core that the window paints on.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    try:
        return ort.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors share no base but this one
        raise _unusable(file, str(error).splitlines()[0][:200]) from None


def _examined(session: Any, file: Path) -> tuple[int, bool, bool]:
    """The size of z, whether the graph tells the codes it drew, and whether it takes those of a
    picture like the one to draw, which tells it nothing but where to begin."""
    optional = {entry.name for entry in session.get_overridable_initializers()}
    inputs = {entry.name: entry for entry in session.get_inputs()}
    outputs = {entry.name for entry in session.get_outputs()}
    if set(inputs) != {"z"} or "packed" not in outputs:
        raise _unusable(file, "z -> packed")
    size = inputs["z"].shape[-1]
    if not isinstance(size, int):
        raise _unusable(file, f"z {inputs['z'].shape}")
    return size, "codes" in outputs, "codes" in outputs and optional == {"guess"}


def _unusable(file: Path, details: str) -> UserError:
    return UserError(
        tr("{path} is not a decoder that can be run.").format(path=file),
        tr("Get a fresh copy of the bundle, or pack it again."),
        details,
    )
