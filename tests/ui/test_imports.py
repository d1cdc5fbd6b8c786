"""The window shows before torch is loaded: no module of it may import torch."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import gen_explorer

PROGRAM = """
import importlib, pkgutil, sys
import gen_explorer.app
assert "PySide6" not in sys.modules, "app imports Qt before it was checked for"
import gen_explorer.ui
for module in pkgutil.walk_packages(gen_explorer.ui.__path__, "gen_explorer.ui."):
    importlib.import_module(module.name)
print(" ".join(sorted(set(sys.modules) & {heavy!r})))
"""
HEAVY = {"torch", "torchvision", "sklearn", "onnx"}


def _loaded(program: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    path = str(folder or Path(gen_explorer.__file__).parent.parent)
    code = f"import sys; sys.path.insert(0, {path!r})\n{program}"
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=100
    )


def test_nothing_of_the_window_imports_torch() -> None:
    done = _loaded(PROGRAM.format(heavy=HEAVY))
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_what_comes_before_the_first_paint_is_light() -> None:
    """pyqtgraph, onnxruntime and Pillow come after it."""
    program = (
        "import gen_explorer.app, gen_explorer.ui.main_window, importlib\n"
        "from gen_explorer.ui.docks import PANELS\n"
        "for entry in PANELS:\n"
        "    if not entry.is_late: importlib.import_module(entry.where.partition(':')[0])\n"
        "heavy = {'torch', 'pyqtgraph', 'onnxruntime', 'PIL', 'scipy', 'sklearn', 'safetensors'}\n"
        "print(' '.join(sorted(set(sys.modules) & heavy)))"
    )
    done = _loaded(program)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_the_check_can_fail(tmp_path: Path) -> None:
    """A planted import is caught."""
    package = tmp_path / "gen_explorer"
    source = Path(gen_explorer.__file__).parent
    for file in source.rglob("*.py"):
        target = package / file.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    (tmp_path / "resources").symlink_to(source.parent / "resources")
    (tmp_path / "sklearn.py").write_text("")  # stands for any heavy package, and is quick
    with (package / "ui" / "theme.py").open("a", encoding="utf-8") as opened:
        opened.write("\nimport sklearn\n")
    done = _loaded(PROGRAM.format(heavy=HEAVY), tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["sklearn"]


@pytest.mark.parametrize("module", ["gen_explorer.app", "gen_explorer.__main__"])
def test_a_module_imports_alone(module: str) -> None:
    done = _loaded(f"import {module}")
    assert done.returncode == 0, done.stderr
