"""The picture as text: a Python program and a command line that draw exactly the same bytes."""

from __future__ import annotations

import shlex

from gen_explorer.state.recipe import Recipe

TARGET = "picture.png"


def as_command(model: str, recipe: Recipe, scale: int = 1) -> str:
    """One line for a POSIX shell. `model` is a bundle's key: a shipped id, or a path; each pixel
    becomes `scale` wide and high.

    Numbers are written so that reading them gives the same float64 again.
    """
    words = ["gen-explorer", "render", "--model", model, "--seed", str(recipe.seed)]
    if recipe.truncation != 1.0:
        words += ["--truncation", repr(recipe.truncation)]
    if recipe.sampler != "prior":
        words += ["--sampler", recipe.sampler]
    if recipe.text:
        words += ["--text", recipe.text]
    for dimension, value in recipe.values:
        words += ["--set", f"{dimension}={value!r}"]
    if scale != 1:
        words += ["--scale", str(scale)]
    return shlex.join([*words, "--out", TARGET])


def as_python(model: str, recipe: Recipe, scale: int = 1) -> str:
    """A whole program. `model` is a bundle's key: a shipped id, or a path; each pixel becomes
    `scale` wide and high."""
    return f"""\
from gen_explorer.checkpoints.bundle import open_bundle
from gen_explorer.engine.still import draw
from gen_explorer.export.picture import metadata, save_png
from gen_explorer.state.recipe import Recipe

bundle = open_bundle({model!r})
recipe = Recipe(
{_arguments(recipe)}
)
save_png({TARGET!r}, draw(bundle, recipe), {scale}, metadata(bundle.card.id, recipe))
"""


def _arguments(recipe: Recipe) -> str:
    lines = [f"    seed={recipe.seed},"]
    if recipe.values:
        lines.append("    values=(")
        lines += [f"        ({dimension}, {value!r})," for dimension, value in recipe.values]
        lines.append("    ),")
    lines.append(f"    truncation={recipe.truncation!r},")
    if recipe.sampler != "prior":
        lines.append(f"    sampler={recipe.sampler!r},")
    if recipe.text:
        lines.append(f"    text={recipe.text!r},")
    return "\n".join(lines)
