"""What is copied as Python or as a command draws the very same bytes."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from gen_explorer.checkpoints.bundle import open_bundle
from gen_explorer.engine.still import draw
from gen_explorer.export.picture import metadata, render_png
from gen_explorer.export.reproduce import as_command, as_python
from gen_explorer.state.recipe import Recipe
from tests.bundles import make_bundle

RECIPE = Recipe(seed=7, values=((1, -0.1), (3, 1.25)), truncation=0.8)
ROOT = Path(__file__).parents[2]


def wanted(folder: Path) -> bytes:
    bundle = open_bundle(str(folder))
    return render_png(draw(bundle, RECIPE), 1, metadata(bundle.card.id, RECIPE))


def test_the_program_draws_the_same_bytes(tmp_path: Path) -> None:
    folder = make_bundle(tmp_path / "with space's" / "tiny")
    program = as_python(str(folder), RECIPE)
    subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, check=True, env={"PYTHONPATH": str(ROOT)}
    )
    assert (tmp_path / "picture.png").read_bytes() == wanted(folder)


def test_the_program_says_sampler_and_text() -> None:
    program = as_python("m", Recipe(seed=2, sampler="mixture", text="it's grey"))
    scope: dict[str, object] = {"Recipe": Recipe}
    exec(program[program.index("recipe =") : program.index("save_png(")], scope)
    assert scope["recipe"] == Recipe(seed=2, sampler="mixture", text="it's grey")


def test_the_command_draws_the_same_bytes(tmp_path: Path) -> None:
    folder = make_bundle(tmp_path / "with space's" / "tiny")
    words = shlex.split(as_command(str(folder), RECIPE))
    assert words[0] == "gen-explorer"
    subprocess.run(
        [sys.executable, "-m", "gen_explorer", *words[1:]],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        env={"PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
    )
    assert (tmp_path / "picture.png").read_bytes() == wanted(folder)


@pytest.mark.parametrize(
    ("recipe", "line"),
    [
        (Recipe(), "gen-explorer render --model m --seed 0 --out picture.png"),
        (
            RECIPE,
            "gen-explorer render --model m --seed 7 --truncation 0.8 --set 1=-0.1 --set 3=1.25 "
            "--out picture.png",
        ),
        (
            Recipe(seed=2, sampler="mixture", text="a grey coat"),
            "gen-explorer render --model m --seed 2 --sampler mixture --text 'a grey coat' "
            "--out picture.png",
        ),
    ],
)
def test_the_command_says_no_more_than_needed(recipe: Recipe, line: str) -> None:
    assert as_command("m", recipe) == line
