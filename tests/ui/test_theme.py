"""Light and dark: readable, apart for every kind of colour vision, and complete."""

from __future__ import annotations

import ast
import itertools
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot
from skimage.color import deltaE_ciede2000

import gen_explorer
from gen_explorer.core import paths
from gen_explorer.ui import actions, docks, theme
from gen_explorer.ui.theme import Colours

BOTH = pytest.mark.parametrize("shades", [theme.LIGHT, theme.DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@BOTH
@pytest.mark.parametrize("ink", ["text", "muted", "info", "warning", "error", "good", "accent"])
@pytest.mark.parametrize("ground", ["window", "panel", "raised"])
def test_text_has_a_contrast_of_4_5(shades: Colours, ink: str, ground: str) -> None:
    assert contrast(getattr(shades, ink), getattr(shades, ground)) >= 4.5


@BOTH
def test_selected_text_has_a_contrast_of_4_5(shades: Colours) -> None:
    assert contrast(shades.on_accent, shades.accent) >= 4.5
    assert contrast(shades.text, shades.line) >= 4.5


# Machado, Oliveira, Fernandes 2009, table of severity 1.0; on linear RGB.
VISIONS = {
    "all": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}


def lab(colour: str, vision: np.ndarray) -> np.ndarray:
    """CIE L*a*b* (D65) of a colour as that vision sees it."""
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    seen = np.clip(vision @ linear, 0, 1)
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    ratio = to_xyz @ seen / np.array([0.9505, 1.0, 1.089])
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@BOTH
@pytest.mark.parametrize(("vision", "least"), [("all", 24), ("protan", 16), ("deutan", 16)])
def test_class_colours_are_apart(shades: Colours, vision: str, least: float) -> None:
    """CIEDE2000: about 2 is the least that eyes tell apart side by side."""
    seen = [lab(colour, VISIONS[vision]) for colour in shades.classes]
    pairs = {
        (one, other): float(deltaE_ciede2000(seen[one], seen[other]))
        for one, other in itertools.combinations(range(len(seen)), 2)
    }
    alike = {pair: distance for pair, distance in pairs.items() if distance < least}
    assert len(seen) == 10
    assert not alike


@BOTH
@pytest.mark.parametrize("ground", ["canvas", "panel"])
def test_class_colours_stand_out_from_the_ground(shades: Colours, ground: str) -> None:
    least = 3.2 if shades.is_dark else 1.7
    assert min(contrast(colour, getattr(shades, ground)) for colour in shades.classes) >= least


@BOTH
def test_the_style_sheet_knows_every_colour_it_names(shades: Colours, qapp: QApplication) -> None:
    assert "@" not in theme.style_sheet(shades)


def test_every_icon_that_is_asked_for_exists() -> None:
    asked = {entry.icon for entry in docks.PANELS}
    asked |= {action.icon for action in actions.all_actions() if action.icon}
    for file in Path(gen_explorer.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name)):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            first = node.args[0] if node.args else None
            if name in ("icon", "pixmap") and isinstance(first, ast.Constant):
                asked |= {first.value} if isinstance(first.value, str) else set()
    there = {file.stem for file in (paths.resources() / "icons").glob("*.svg")}
    assert len(asked) > 8
    assert asked <= there


def test_an_icon_follows_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "light")
    button = QToolButton()
    qtbot.addWidget(button)
    button.setIcon(theme.icon("lock"))
    seen = {}
    for mode in ("light", "dark"):
        theme.apply(qapp, mode)
        image = button.icon().pixmap(QSize(24, 24)).toImage()
        inks = {
            image.pixelColor(x, y).name()
            for x in range(24)
            for y in range(24)
            if image.pixelColor(x, y).alpha() == 255
        }
        seen[mode] = inks
    assert theme.LIGHT.text in seen["light"]
    assert theme.DARK.text in seen["dark"]


def test_the_palette_changes_and_watchers_hear_of_it(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "light")
    with qtbot.waitSignal(theme.watcher().changed):
        theme.apply(qapp, "dark")
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(theme.DARK.window)
    assert theme.colours() is theme.DARK
    theme.apply(qapp, "light")
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(theme.LIGHT.window)


def test_an_unknown_theme_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="pink"):
        theme.apply(qapp, "pink")


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_an_icon_has_every_pixel_of_the_screen(qapp: QApplication, scale: float) -> None:
    """Fewer would be stretched, and look blurred."""
    drawn = theme.icon("undo").pixmap(QSize(18, 18), scale)
    assert drawn.size() == QSize(18, 18) * scale
    assert drawn.devicePixelRatio() == scale
