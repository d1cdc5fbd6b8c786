"""What a slider row says: a tooltip for each of its parts, and its context menu."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.ui import theme
from gen_explorer.ui.widgets.latent_row import Row


def tip(row: Row, zone: str) -> str:
    """What a part of the row is."""
    if zone in ("name", "importance"):
        return row.tip if zone == "name" else row.importance_tip
    if zone == "track":
        return tr(
            "Drag to move; Shift moves finely, a double click goes to the prior's mean. The "
            "dark band holds the middle half of the prior, the light one 90 %: beyond it the "
            "model has seen little. A hollow knob stands where the seed drew it."
        )
    return {
        "lock": tr("Locked dimensions keep their value when the rest is drawn anew. Key: L"),
        "value": tr("Click to type a value; it may lie beyond the slider's ends."),
        "dice": tr("Draws this value anew from the prior. Key: Space"),
        "reset": tr("Back to what the seed drew. Key: Delete"),
    }[zone]


def menu(row: Row, is_locked: bool, parent: QWidget) -> QMenu:
    """What can be done with a row. The data of its actions are "edit" and what
    `LatentSlider.asked` names; it deletes itself when it closes."""
    made = QMenu(parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    entries = [
        (tr("Draw anew") + "\tSpace", "dice", "randomise"),
        (tr("Reset to the seed's draw") + "\tDel", "reset", "reset"),
        (tr("Move to the prior's mean") + "\t0", "axis", "mean"),
    ]
    if row.can_lock:
        text = tr("Unlock") if is_locked else tr("Lock")
        entries.append((text + "\tL", "unlock" if is_locked else "lock", "lock"))
    for text, icon, name in entries:
        action = made.addAction(theme.icon(icon), text)
        action.setData(name)
    made.addAction(theme.icon("tag"), tr("Type a value…") + "\tEnter").setData("edit")
    return made
