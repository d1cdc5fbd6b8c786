"""What a frame costs: the bare forward pass against the whole way through the render thread.

Every form takes its turn in short blocks, round after round, so that a busy neighbour harms all
alike. Medians of single frames for wall time; medians of blocks for CPU time.
"""

from __future__ import annotations

import importlib.metadata
import itertools
import platform
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from gen_explorer.checkpoints.bundle import Bundle, open_bundle
from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.engine.device import DeviceInfo, available, choose, cpu_name, physical_cores
from gen_explorer.engine.loading import LoadReport
from gen_explorer.engine.request import Frame, RenderRequest
from gen_explorer.engine.worker import RenderWorker
from gen_explorer.latent.priors import resolve
from gen_explorer.state.recipe import Recipe

BLOCK_SECONDS = 0.04
STEPS = 64
"""Different recipes that a drag goes through."""
PATIENCE = 120.0
PACKAGES = ("numpy", "onnxruntime", "torch", "PySide6-Essentials")


@dataclass(frozen=True)
class Machine:
    """What the figures were measured on."""

    cpu: str
    cores: int
    """Physical ones that the process may use."""
    gpus: tuple[str, ...]
    system: str
    python: str
    versions: dict[str, str]


@dataclass(frozen=True)
class Row:
    """One form of drawing, in milliseconds a frame."""

    form: str
    """"raw", "engine", "naive" or "visualizer"."""
    median_ms: float
    p99_ms: float
    cpu_ms: float | None
    """CPU time of the thread that draws; None where the system does not tell."""
    frames: int


@dataclass(frozen=True)
class ModelReport:
    """One model on one device."""

    model: str
    device: str
    picture: tuple[int, int, int]
    """Height, width, channels."""
    parameters: int
    rows: tuple[Row, ...]

    def row(self, form: str) -> Row:
        """What was measured of a form, by its name."""
        return next(row for row in self.rows if row.form == form)

    @property
    def wall_ratio(self) -> float:
        """Engine over raw pass."""
        return self.row("engine").median_ms / self.row("raw").median_ms

    @property
    def cpu_ratio(self) -> float | None:
        """Engine over raw pass, in CPU time; None where the system does not tell."""
        raw, engine = self.row("raw").cpu_ms, self.row("engine").cpu_ms
        return engine / raw if raw and engine else None

    @property
    def cpu_added_ms(self) -> float | None:
        """Engine minus raw pass, in milliseconds of CPU time a frame."""
        raw, engine = self.row("raw").cpu_ms, self.row("engine").cpu_ms
        return engine - raw if raw and engine else None


@dataclass(frozen=True)
class BenchReport:
    """All that one run measured."""

    machine: Machine
    models: tuple[ModelReport, ...]

    def to_dict(self) -> dict[str, Any]:
        """What `--json` writes."""
        models = []
        for report in self.models:
            models.append(
                {
                    **asdict(report),
                    "wall_ratio": report.wall_ratio,
                    "cpu_ratio": report.cpu_ratio,
                    "cpu_added_ms": report.cpu_added_ms,
                }
            )
        return {"machine": asdict(self.machine), "models": models}

    def to_text(self) -> str:
        """A table, with what each row means in words."""
        lines = [machine_text(self.machine), ""]
        for report in self.models:
            lines += [_model_text(report), ""]
        lines += [f"{form}: {meaning}" for form, meaning in _meanings().items()]
        return "\n".join(lines)


def run(models: list[str], seconds: float = 2.0, device: str = "auto") -> BenchReport:
    """Measures each model (id or path) for about `seconds` a form.

    Raises `UserError` for a model or a device that cannot be used.
    """
    place = choose(device)
    reports = tuple(measure(open_bundle(name), seconds, place) for name in models)
    return BenchReport(machine(), reports)


def measure(bundle: Bundle, seconds: float, device: DeviceInfo) -> ModelReport:
    """All forms of one model, in turns."""
    with _Engine(bundle, device) as engine:
        forms: dict[str, _Form] = {"raw": _raw(bundle, engine), "engine": engine}
        forms |= _torch_forms(bundle, engine.device)
        rows = _take_turns(forms, seconds * len(forms))
        image = bundle.card.image
        return ModelReport(
            bundle.card.id,
            engine.device.key,
            (image.height, image.width, image.channels),
            bundle.card.parameters,
            rows,
        )


def machine() -> Machine:
    """This machine, its devices and the versions of what does the work."""
    versions = {}
    for package in PACKAGES:
        try:
            versions[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    gpus = tuple(device.name for device in available() if device.kind != "cpu")
    return Machine(
        cpu_name(),
        physical_cores(),
        gpus,
        platform.platform(),
        platform.python_version(),
        versions,
    )


def machine_text(found: Machine) -> str:
    """A machine in two lines."""
    versions = ", ".join(f"{name} {version}" for name, version in found.versions.items())
    gpus = ", ".join(found.gpus) or tr("no GPU")
    cores = tr("cores: {number}").format(number=found.cores)
    return f"{found.cpu}, {cores}, {gpus}\n{found.system}, Python {found.python}, {versions}"


class _Form:
    """A way to draw: `draw(i)` makes the frame of step i; `cpu()` reads its thread's clock."""

    def __init__(self, draw: Callable[[int], object]) -> None:
        self.draw = draw

    def cpu(self) -> float | None:
        return time.thread_time()


class _Engine(_Form):
    """The whole path: submitted here, drawn in the render thread, taken here."""

    def __init__(self, bundle: Bundle, device: DeviceInfo) -> None:
        super().__init__(self._draw)
        self.bundle = bundle
        self._ready = threading.Semaphore(0)
        self._worker = RenderWorker(self._ready.release)
        self._revision = itertools.count(1)
        self._recipes = [_recipe(step) for step in range(STEPS)]
        self._wanted = device
        self.device = device

    def __enter__(self) -> _Engine:
        self._worker.start()
        self._worker.load(1, self.bundle, self._wanted.key)
        while True:
            item = self._take()
            assert isinstance(item, LoadReport)
            if item.error is not None:
                self._worker.stop()
                raise item.error
            assert item.device is not None
            self.device = item.device
            if item.device == self._wanted or item.message:
                return self

    def __exit__(self, *exception: object) -> None:
        self._worker.stop()

    def cpu(self) -> float | None:
        identity = self._worker.thread.ident
        if identity is None or not hasattr(time, "pthread_getcpuclockid"):  # Windows, macOS
            return None
        return time.clock_gettime(time.pthread_getcpuclockid(identity))

    def _draw(self, step: int) -> object:
        recipe = self._recipes[step % STEPS]
        self._worker.submit(RenderRequest("picture", 1, next(self._revision), recipe))
        frame = self._take()
        if isinstance(frame, Frame) and frame.error is not None:
            raise frame.error
        return frame

    def _take(self) -> Frame | LoadReport:
        while True:
            if not self._ready.acquire(timeout=PATIENCE):
                raise UserError(
                    tr("The render thread did not answer."), tr("Try again with --device cpu.")
                )
            for item in self._worker.take():
                return item


def _recipe(step: int) -> Recipe:
    """What a slider makes on its way."""
    return Recipe(seed=7).with_value(0, -3.0 + 6.0 * step / STEPS)


def _raw(bundle: Bundle, engine: _Engine) -> _Form:
    """The bare pass of the fastest runtime of that device, without packing or hand-over."""
    latents = [resolve(bundle.card.latent, _recipe(step))[np.newaxis] for step in range(STEPS)]
    if engine.device.kind == "cpu":
        import onnx

        from gen_explorer.engine.decode_onnx import OnnxDecoder, open_session

        file = bundle.path / "decoder.onnx"
        threads = OnnxDecoder(file).threads
        graph = onnx.load(file)
        # Asking a session for one output runs the others' nodes too: they have to be cut off.
        unwanted = [output for output in graph.graph.output if output.name != "image"]
        for output in unwanted:
            graph.graph.output.remove(output)
        with tempfile.TemporaryDirectory() as folder:
            bare = Path(folder) / "bare.onnx"
            onnx.save(graph, bare)
            session = open_session(bare, threads)
        return _Form(lambda step: session.run(["image"], {"z": latents[step % STEPS]}))
    from gen_explorer.engine.decode_torch import TorchDecoder

    decoder = TorchDecoder(bundle, engine.device)
    return _Form(lambda step: decoder.bare_pass(latents[step % STEPS]))


def _torch_forms(bundle: Bundle, device: DeviceInfo) -> dict[str, _Form]:
    """The forms of other programs; none for a bundle whose family is not known."""
    from gen_explorer.engine import naive

    latents = [resolve(bundle.card.latent, _recipe(step))[np.newaxis] for step in range(STEPS)]
    model = naive.load(bundle, device.key)
    plain, viewer = naive.eager(model, device.key), naive.visualizer(model, device.key)
    return {
        "naive": _Form(lambda step: plain(latents[step % STEPS])),
        "visualizer": _Form(lambda step: viewer(latents[step % STEPS])),
    }


def _take_turns(forms: dict[str, _Form], seconds: float) -> tuple[Row, ...]:
    walls: dict[str, list[float]] = {name: [] for name in forms}
    cpus: dict[str, list[float]] = {name: [] for name in forms}
    for form in forms.values():
        for step in range(5):
            form.draw(step)
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or not cpus[next(iter(forms))]:
        for name, form in forms.items():
            _block(form, walls[name], cpus[name])
    return tuple(_row(name, walls[name], cpus[name]) for name in forms)


def _block(form: _Form, walls: list[float], cpus: list[float]) -> None:
    """Frames of one form for a moment; the first one warms the caches and is not counted."""
    form.draw(0)
    cpu_before, count = form.cpu(), 0
    end = time.perf_counter() + BLOCK_SECONDS
    while count < 3 or time.perf_counter() < end:
        start = time.perf_counter()
        form.draw(count + 1)
        walls.append((time.perf_counter() - start) * 1e3)
        count += 1
    cpu_after = form.cpu()
    if cpu_before is not None and cpu_after is not None:
        cpus.append((cpu_after - cpu_before) * 1e3 / count)


def _row(name: str, walls: list[float], cpus: list[float]) -> Row:
    return Row(
        name,
        float(np.median(walls)),
        float(np.percentile(walls, 99)),
        float(np.median(cpus)) if cpus else None,
        len(walls),
    )


def _model_text(report: ModelReport) -> str:
    height, width, channels = report.picture
    title = tr("{model}: {height} x {width} x {channels}, {parameters} parameters, on {device}")
    lines = [
        title.format(
            model=report.model,
            height=height,
            width=width,
            channels=channels,
            parameters=f"{report.parameters:,}",
            device=report.device,
        ),
        f"  {tr('form'):<12}{tr('median ms'):>12}{tr('p99 ms'):>12}{tr('CPU ms'):>12}"
        f"{tr('frames'):>10}",
    ]
    for row in report.rows:
        cpu = "-" if row.cpu_ms is None else f"{row.cpu_ms:.3f}"
        lines.append(
            f"  {row.form:<12}{row.median_ms:>12.3f}{row.p99_ms:>12.3f}{cpu:>12}{row.frames:>10}"
        )
    lines.append(
        "  " + tr("engine over raw, wall time: {ratio}").format(ratio=f"{report.wall_ratio:.2f}")
    )
    if report.cpu_ratio is not None:
        lines.append(
            "  "
            + tr("engine over raw, CPU time: {ratio}, that is {added} ms more").format(
                ratio=f"{report.cpu_ratio:.2f}", added=f"{report.cpu_added_ms:.3f}"
            )
        )
    return "\n".join(lines)


def _meanings() -> dict[str, str]:
    return {
        "raw": tr(
            "the bare forward pass of the same network in its fastest form, called in a loop: "
            "onnxruntime on the CPU, the captured graph on a GPU"
        ),
        "engine": tr(
            "from submitting a recipe to holding the finished packed picture, by way of the "
            "render thread"
        ),
        "naive": tr("torch's eager pass, scaled to bytes and converted in numpy, no thread"),
        "visualizer": tr("torch's eager pass and the steps of the StyleGAN3 visualizer after it"),
    }
