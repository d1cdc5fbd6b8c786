from __future__ import annotations

import subprocess
import sys

import pytest

from gen_explorer.core.errors import UserError
from gen_explorer.engine import device
from gen_explorer.engine.device import DeviceInfo
from gen_explorer.engine.quality import REST_SECONDS, Size, Step, step
from gen_explorer.engine.request import Quality

GPUS = (DeviceInfo("cuda", 0, "a"), DeviceInfo("cuda", 1, "b"), DeviceInfo("cpu", 0, "c"))


def test_the_cpu_is_always_there_and_last() -> None:
    assert device.available()[-1].kind == "cpu"
    assert device.choose("cpu").key == "cpu"


@pytest.mark.parametrize(
    ("preference", "key"),
    [("auto", "cuda:0"), ("cuda", "cuda:0"), ("cuda:1", "cuda:1"), ("cpu", "cpu")],
)
def test_choice(monkeypatch: pytest.MonkeyPatch, preference: str, key: str) -> None:
    monkeypatch.setattr(device, "available", lambda: GPUS)
    assert device.choose(preference).key == key


@pytest.mark.parametrize("preference", ["cuda:2", "mps", "tpu", ""])
def test_a_device_that_is_not_there(monkeypatch: pytest.MonkeyPatch, preference: str) -> None:
    monkeypatch.setattr(device, "available", lambda: GPUS)
    with pytest.raises(UserError, match="cuda:1"):
        device.choose(preference)


def test_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "physical_cores", lambda: 8)
    assert device.decoder_threads(1.9) == 1
    assert device.decoder_threads(2.1) == 7
    monkeypatch.setattr(device, "physical_cores", lambda: 1)
    assert device.decoder_threads(100.0) == 1


def test_looking_for_devices_does_not_load_torch() -> None:
    code = (
        "import sys; from gen_explorer.engine import device, worker, jobs, decode_onnx;"
        "device.available(); device.physical_cores();"
        "sys.exit('torch' in sys.modules or 'PySide6' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, timeout=60)
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("quality", "is_slow", "wanted"),
    [
        (Quality.MOVING, True, Step(Size.PREVIEW, 7.0 + REST_SECONDS)),
        (Quality.MOVING, False, Step(Size.FULL, None)),
        (Quality.SETTLED, True, Step(Size.FULL, None)),
        (Quality.SETTLED, False, Step(Size.FULL, None)),
    ],
)
def test_quality(quality: Quality, is_slow: bool, wanted: Step) -> None:
    assert step(quality, is_slow, 7.0) == wanted
