"""Two of the four promises: imports point down, and the window needs no torch to show.

A contract that cannot fail protects nothing, so every kind of leak is planted in a copy of the
package, where `lint-imports` must find it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from gen_explorer.core import paths

CHECKOUT = paths.PACKAGE.parent
HEAVY = ("torch", "torchvision", "sklearn", "skimage", "scipy", "onnx", "pandas", "matplotlib")
"""What no import of the window may load."""

LOADED = """
import importlib, json, pkgutil, sys
import gen_explorer.ui
names = ["gen_explorer.app", "gen_explorer.cli", "gen_explorer.__main__"]
places = pkgutil.walk_packages(gen_explorer.ui.__path__, "gen_explorer.ui.")
names += [found.name for found in places]
for name in names:
    importlib.import_module(name)
loaded = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps([names, loaded]))
"""

pytestmark = pytest.mark.skipif(
    not (CHECKOUT / "pyproject.toml").is_file(), reason="needs a checkout, not an installed package"
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package and its contracts in a folder of their own."""
    shutil.copytree(
        paths.PACKAGE, tmp_path / "gen_explorer", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    return tmp_path


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sysconfig.get_path("scripts")) / "lint-imports"
    return subprocess.run(
        [str(program), "--no-cache"], cwd=folder, capture_output=True, text=True, timeout=60
    )


def _plant(folder: Path, file: str, line: str) -> None:
    """Writes `line` into a function of a new or existing file: late imports count as well."""
    place = folder / "gen_explorer" / file
    old = place.read_text(encoding="utf-8") if place.exists() else ""
    place.write_text(f"{old}\n\ndef planted() -> None:\n    {line}\n", encoding="utf-8")


def test_the_package_keeps_its_contracts(copy: Path) -> None:
    answer = _lint(copy)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "0 broken" in answer.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("core/errors.py", "import gen_explorer.state.recipe", "Imports point down"),
        ("state/store.py", "import gen_explorer.latent.priors", "Imports point down"),
        ("models/registry.py", "import gen_explorer.data.images", "Imports point down"),
        ("data/images.py", "import gen_explorer.checkpoints.bundle", "Imports point down"),
        ("latent/priors.py", "import gen_explorer.engine.request", "Imports point down"),
        ("engine/request.py", "import gen_explorer.ui", "Imports point down"),
        ("ui/session.py", "import gen_explorer.commands.bench", "Imports point down"),
        ("engine/request.py", "import gen_explorer.training", "Imports point down"),
        ("training/__init__.py", "import gen_explorer.engine.request", "Imports point down"),
        ("export/__init__.py", "import gen_explorer.engine.request", "Imports point down"),
        ("core/new_room.py", "import gen_explorer.engine.request", "Imports point down"),
        ("new_floor.py", "pass", "Imports point down"),
        ("engine/request.py", "import PySide6.QtCore", "Qt only in ui and app"),
        ("latent/priors.py", "import pyqtgraph", "Qt only in ui and app"),
        ("export/__init__.py", "import PySide6.QtGui", "Qt only in ui and app"),
        ("ui/__init__.py", "import torch", "No computing library in ui"),
        ("ui/panels/new_panel.py", "from torch import nn", "No computing library in ui"),
        ("ui/widgets/__init__.py", "import sklearn.decomposition", "No computing library in ui"),
        ("core/files.py", "import torch", "No torch and no Qt at the bottom"),
        ("state/recipe.py", "import PySide6", "No torch and no Qt at the bottom"),
        ("models/base.py", "import torchvision", "torchvision only in data"),
    ],
)
def test_a_planted_import_is_caught(copy: Path, file: str, line: str, contract: str) -> None:
    _plant(copy, file, line)
    answer = _lint(copy)
    assert answer.returncode != 0
    assert f"{contract} BROKEN" in answer.stdout


def _loaded(folder: Path) -> tuple[list[str], set[str]]:
    """(modules of the window that were imported, top-level packages that this loaded)."""
    answer = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=folder, capture_output=True, text=True, timeout=60
    )
    assert answer.returncode == 0, answer.stderr
    names, loaded = json.loads(answer.stdout)
    return names, set(loaded)


def test_importing_the_window_loads_nothing_heavy() -> None:
    names, loaded = _loaded(CHECKOUT)
    assert "gen_explorer.ui.main_window" in names
    assert "PySide6" in loaded
    assert loaded.isdisjoint(HEAVY), sorted(loaded.intersection(HEAVY))


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("ui/__init__.py", "import torch"),
        ("latent/priors.py", "import torch.nn"),
        ("state/recipe.py", "from sklearn import datasets"),
    ],
)
def test_a_planted_import_of_torch_is_noticed_at_run_time(copy: Path, file: str, line: str) -> None:
    place = copy / "gen_explorer" / file
    text = place.read_text(encoding="utf-8")
    after = "from __future__ import annotations\n"
    head, middle, tail = text.partition(after)
    place.write_text(f"{head}{middle}{line}\n{tail}" if middle else f"{text}\n{line}\n")
    for name in ("resources", "weights"):
        (copy / name).symlink_to(CHECKOUT / name, target_is_directory=True)
    _, loaded = _loaded(copy)
    assert not loaded.isdisjoint(HEAVY)
