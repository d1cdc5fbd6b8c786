"""The bar that guides through choosing three points, and changes one of them later."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating

Latent = tuple[float, ...]
NAMES = "ABC"


class AnchorBar(Retranslating, QWidget):
    """Holds up to three latents. Clicks on the map come in through `take`."""

    changed = Signal(object)
    """The places chosen so far, as a tuple of three latents or None."""
    completed = Signal(object)
    """Three latents that span the plane."""
    wanted_current = Signal(int)
    """Use the picture's latent as the anchor with this index."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: list[Latent | None] = [None, None, None]
        self.is_picking = False
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._text, 1)
        self._buttons: list[QToolButton] = []
        for index in range(3):
            button = QToolButton(self)
            button.setText(NAMES[index])
            button.setMinimumSize(28, 26)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _=False, index=index: self.wanted_current.emit(index))
            row.addWidget(button)
            self._buttons.append(button)
        self._stop = QToolButton(self)
        self._stop.setIcon(theme.icon("close"))
        self._stop.setIconSize(QSize(16, 16))
        self._stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stop.clicked.connect(self.stop)
        row.addWidget(self._stop)
        self.hide()
        self.retranslate()

    def start(self) -> None:
        """Begins to pick three points from nothing."""
        self._chosen = [None, None, None]
        self.is_picking = True
        self._show()
        self.changed.emit(tuple(self._chosen))

    def stop(self) -> None:
        """Ends picking; what was chosen is dropped."""
        self.is_picking = False
        self.hide()
        self.changed.emit((None, None, None))

    def show_anchors(self, anchors: Sequence[Latent]) -> None:
        """The plane's three latents, to be changed one by one."""
        self.is_picking = False
        self._chosen = [*anchors[:3], *[None] * (3 - len(anchors[:3]))]
        self._show()

    def take(self, latent: Latent, index: int | None = None) -> None:
        """A latent for the next free anchor, or for a certain one."""
        if index is None:
            free = [place for place, chosen in enumerate(self._chosen) if chosen is None]
            index = free[0] if free else 0
        self._chosen[index] = latent
        chosen = tuple(self._chosen)
        self.changed.emit(chosen)
        self._show()
        if all(anchor is not None for anchor in chosen):
            self.is_picking = False
            self.completed.emit(chosen)

    def retranslate(self) -> None:
        for index, button in enumerate(self._buttons):
            name = NAMES[index]
            button.setAccessibleName(
                tr("Use the current picture as point {name}").format(name=name)
            )
            button.setToolTip(
                tr(
                    "Makes the current picture's latent point {name} of the plane. Any three "
                    "latents span a plane; between them lie all their mixtures."
                ).format(name=name)
            )
        self._stop.setAccessibleName(tr("Stop choosing points"))
        self._stop.setToolTip(tr("Stops choosing points and leaves the map as it is."))
        if not self.is_picking:
            self._text.setText(tr("Use the current picture as:"))
        else:
            free = [name for name, it in zip(NAMES, self._chosen, strict=True) if it is None]
            self._text.setText(
                tr("Click point {name} on the map, or use the current picture as:").format(
                    name=free[0] if free else "A"
                )
            )
        self._stop.setVisible(self.is_picking)

    def _show(self) -> None:
        free = [place for place, chosen in enumerate(self._chosen) if chosen is None]
        for place, button in enumerate(self._buttons):
            button.setEnabled(not self.is_picking or (bool(free) and place == free[0]))
        self.retranslate()
        self.show()
