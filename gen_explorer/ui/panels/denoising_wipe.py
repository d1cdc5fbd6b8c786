"""Two of the bench's pictures, one laid over the other, with an edge to drag between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.panels.denoising_mending import DAMAGED, TRUTH
from gen_explorer.ui.widgets.tiles import Tile
from gen_explorer.ui.widgets.wipe import Wipe


class WipePair(Retranslating, QWidget):
    """The wipe, and what stands on its left and on its right."""

    chosen = Signal()
    """A person chose another picture for a side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left_choice, self.right_choice = QComboBox(self), QComboBox(self)
        self.wipe = Wipe(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 0, 0)
        column.setSpacing(5)
        choices = QHBoxLayout()
        choices.setSpacing(5)
        for box in (self.left_choice, self.right_choice):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(8)
            box.activated.connect(lambda _place: self.chosen.emit())
            choices.addWidget(box, 1)
        column.addLayout(choices)
        column.addWidget(self.wipe, 1)
        self.retranslate()

    @property
    def right_key(self) -> str:
        """Of the tile on the right; empty while there is none."""
        return str(self.right_choice.currentData() or "")

    def offer(self, tiles: Sequence[Tile]) -> None:
        """What can be shown: each side keeps its choice while that is there."""
        entries = [(t.key, f"{t.note}: {t.name}" if t.note else t.name) for t in tiles]
        usual = (DAMAGED, next((k for k, _ in entries if k not in (TRUTH, DAMAGED)), TRUTH))
        for box, first in zip((self.left_choice, self.right_choice), usual, strict=True):
            now = [(box.itemData(i), box.itemText(i)) for i in range(box.count())]
            if now == entries:
                continue
            kept = box.currentData()
            box.clear()
            for key, name in entries:
                box.addItem(name, key)
                box.setItemData(box.count() - 1, name, Qt.ItemDataRole.ToolTipRole)
            keys = [key for key, _ in entries]
            wanted = kept if kept in keys and (kept != TRUTH or first == TRUTH) else first
            if wanted in keys:
                box.setCurrentIndex(keys.index(wanted))

    def choose(self, key: str) -> None:
        """A tile goes to the right, the damage to the left."""
        box = self.left_choice if key == DAMAGED else self.right_choice
        place = box.findData(key)
        if place >= 0:
            box.setCurrentIndex(place)

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Shows the chosen two of them."""
        sides = []
        for box in (self.left_choice, self.right_choice):
            key = box.currentData()
            tile = next((t for t in tiles if t.key == key), None)
            sides.append((tile.picture if tile else None, tile.name if tile else ""))
        self.wipe.show_pictures(sides[0][0], sides[1][0])
        self.wipe.set_names(sides[0][1], sides[1][1])

    def retranslate(self) -> None:
        for box, name in (
            (self.left_choice, tr("Left of the edge")),
            (self.right_choice, tr("Right of the edge")),
        ):
            box.setAccessibleName(name)
            box.setToolTip(name)
        self.wipe.setAccessibleName(tr("Wipe"))
        self.wipe.setToolTip(
            tr("Drag the edge across, or move it with the arrow keys: before and after.")
        )
