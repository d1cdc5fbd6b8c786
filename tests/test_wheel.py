"""The wheel carries everything: installed alone into an empty folder, it runs from elsewhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from gen_explorer.checkpoints.bundle import shipped_ids
from gen_explorer.core import paths

CHECKOUT = paths.PACKAGE.parent

pytestmark = [
    pytest.mark.skipif(
        not (CHECKOUT / "pyproject.toml").is_file(), reason="needs a checkout to build from"
    ),
    pytest.mark.xdist_group("wheel"),
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(CHECKOUT))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an empty environment with the wheel, which borrows what the installed
    packages are, but not this checkout."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    base = {"base": str(folder), "platbase": str(folder)}
    own = Path(sysconfig.get_path("purelib", "venv", vars=base))
    _pip("install", "--no-deps", "--no-compile", "--target", str(own), str(wheel))
    # A plain path in a .pth file: the .pth files in there, the checkout's among them, do not run.
    (own / "borrowed.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return Path(sysconfig.get_path("scripts", "venv", vars=base)) / Path(sys.executable).name


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=100)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def _run(python: Path, folder: Path, *arguments: str) -> str:
    surroundings = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    answer = subprocess.run(
        [str(python), "-P", *arguments],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


def test_everything_that_ships_is_inside(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        inside = set(packed.namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "resources", "weights"],
        cwd=CHECKOUT, capture_output=True, text=True, check=True,
    ).stdout.split("\0")  # fmt: skip
    missing = [name for name in tracked if name and f"gen_explorer/{name}" not in inside]
    assert not missing
    assert not [name for name in inside if name.startswith("tests/")]
    assert any(name.endswith("licenses/LICENSE") for name in inside)


def test_the_installed_package_finds_its_own_files(python: Path, tmp_path: Path) -> None:
    where = _run(
        python,
        tmp_path,
        "-c",
        "from gen_explorer.core import paths; print(paths.resources(), paths.weights(), sep='\\n')",
    ).splitlines()
    for place in map(Path, where):
        assert place.is_dir()
        assert place.parent.name == "gen_explorer"
        assert not place.is_relative_to(CHECKOUT)


def test_the_installed_package_lists_its_models(python: Path, tmp_path: Path) -> None:
    listed = json.loads(_run(python, tmp_path, "-m", "gen_explorer", "list", "--json"))
    assert {entry["id"] for entry in listed} == set(shipped_ids())


@pytest.mark.skipif(not shipped_ids(), reason="no model is in the box yet")
def test_the_installed_window_opens(python: Path, tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    arguments = ("open", shipped_ids()[0], "--screenshot", str(picture))
    _run(python, tmp_path, "-m", "gen_explorer", *arguments)
    with Image.open(picture) as opened:
        assert opened.width >= 800
        assert len(opened.convert("RGB").getcolors(1 << 24) or []) > 50
