"""Plots as picture files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from gen_explorer.core.errors import UserError
from gen_explorer.core.files import replace_atomically
from gen_explorer.core.translation import tr
from gen_explorer.ui import theme

EXPORT_RATIO = 2.0
"""Pixels of an exported picture for one point on the screen."""


def picture_of(widget: QWidget, ratio: float = EXPORT_RATIO) -> QImage:
    """A widget as it stands there, `ratio` pixels a point."""
    size = widget.size() * ratio
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(theme.colours().panel))
    widget.render(image)
    return image


def save_image(path: Path, image: QImage) -> None:
    """The ending of `path` tells the format. Raises `UserError` where it cannot be written."""

    def write(temporary: Path) -> None:
        if not image.save(str(temporary)):
            raise UserError(
                tr("{path} could not be written as a picture.").format(path=path),
                tr("Choose a folder that you may write to."),
            )

    replace_atomically(path, write)
