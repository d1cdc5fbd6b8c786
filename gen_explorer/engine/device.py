"""Which processors draw pictures. Finds a GPU without importing torch, which takes seconds."""

from __future__ import annotations

import ctypes
import functools
import importlib.metadata
import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr

SMALL_PASS_MS = 2.0
"""Below this a forward pass is faster on one thread than with the cost of waking others."""


@dataclass(frozen=True)
class DeviceInfo:
    """A place where a model can be resident."""

    kind: str
    """"cpu", "cuda" or "mps"."""
    index: int = 0
    """Which of several of its kind."""
    name: str = ""
    """What the maker calls it."""

    @property
    def key(self) -> str:
        """What the settings and torch call it: "cpu", "mps", "cuda:0"."""
        return f"cuda:{self.index}" if self.kind == "cuda" else self.kind


@functools.cache
def available() -> tuple[DeviceInfo, ...]:
    """The devices of this machine, fastest first; the CPU is always the last."""
    return (*_cuda_devices(), *_mps_device(), DeviceInfo("cpu", 0, cpu_name()))


def choose(preference: str = "auto") -> DeviceInfo:
    """The device for "auto", "cpu", "cuda", "cuda:1" or "mps".

    Raises `UserError` where the machine does not have it.
    """
    devices = available()
    if preference == "auto":
        return devices[0]
    wanted = "cuda:0" if preference == "cuda" else preference
    for device in devices:
        if device.key == wanted:
            return device
    raise UserError(
        tr("This machine has no device {name}.").format(name=preference),
        tr("It has: {names}.").format(names=", ".join(device.key for device in devices)),
    )


@functools.cache
def physical_cores() -> int:
    """Cores that this process may use, hyper-threads counted once; at least 1."""
    if sys.platform == "darwin":
        return _sysctl("hw.perflevel0.physicalcpu") or _sysctl("hw.physicalcpu") or 1
    if not hasattr(os, "sched_getaffinity"):
        return max(1, (os.cpu_count() or 2) // 2)
    usable = os.sched_getaffinity(0)
    cores = set()
    for cpu in usable:
        siblings = Path(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list")
        try:
            cores.add(siblings.read_text())
        except OSError:  # a container may hide it
            cores.add(str(cpu))
    return max(1, min(len(cores), _cgroup_limit()))


def decoder_threads(single_thread_ms: float) -> int:
    """Threads for a network whose pass takes `single_thread_ms` on one: all cores but the one that
    the window needs, or one where waking others costs more than they bring."""
    return 1 if single_thread_ms < SMALL_PASS_MS else max(1, physical_cores() - 1)


@functools.cache
def cpu_name() -> str:
    """The processor as its maker calls it, or its architecture where the system does not tell."""
    if sys.platform == "darwin":
        return _sysctl_text("machdep.cpu.brand_string") or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _cuda_devices() -> tuple[DeviceInfo, ...]:
    """Asks NVIDIA's driver library, which needs no CUDA toolkit and creates no context. Empty where
    the installed torch was built without CUDA, since the engine would draw with torch there."""
    if sys.platform == "darwin" or _torch_is_cpu_only():
        return ()
    library = "nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1"
    try:
        driver = ctypes.CDLL(library)
    except OSError:
        return ()
    count = ctypes.c_int()
    if driver.cuInit(0) != 0 or driver.cuDeviceGetCount(ctypes.byref(count)) != 0:
        return ()
    devices = []
    for index in range(count.value):
        name = ctypes.create_string_buffer(256)
        handle = ctypes.c_int()
        if driver.cuDeviceGet(ctypes.byref(handle), index) == 0:
            driver.cuDeviceGetName(name, len(name), handle)
            devices.append(DeviceInfo("cuda", index, name.value.decode(errors="replace")))
    return tuple(devices)


def _mps_device() -> tuple[DeviceInfo, ...]:
    if sys.platform == "darwin" and platform.machine() == "arm64":
        return (DeviceInfo("mps", 0, cpu_name()),)
    return ()


def _torch_is_cpu_only() -> bool:
    try:
        return importlib.metadata.version("torch").endswith("+cpu")
    except importlib.metadata.PackageNotFoundError:
        return True


def _cgroup_limit() -> int:
    """Whole cores that a container is given; a large number where there is no limit."""
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text().split()
        return max(1, int(quota) // int(period))
    except (OSError, ValueError):  # no cgroup v2, or "max"
        return 1 << 16


def _sysctl_text(name: str) -> str:
    done = subprocess.run(["sysctl", "-n", name], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _sysctl(name: str) -> int:
    text = _sysctl_text(name)
    return int(text) if text.isdecimal() else 0
