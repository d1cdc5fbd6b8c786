"""Which methods the denoising bench compares."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from gen_explorer.core.translation import tr
from gen_explorer.engine import methods as ways
from gen_explorer.engine.methods import Method
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating

CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
FIRST_BASELINES = ("median", "total-variation", "non-local-means")


class Methods(Retranslating, QTreeWidget):
    """A tick for each method, below the model that it belongs to."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setIndentation(12)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setMinimumHeight(150)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._offered: tuple[Method, ...] = ()
        self._own = ""
        self.setItemDelegate(_Ticks(self))
        theme.watcher().changed.connect(self.viewport().update)
        self.itemChanged.connect(lambda _item, _column: self.changed.emit())
        self.retranslate()

    @property
    def offered(self) -> tuple[Method, ...]:
        return self._offered

    @property
    def chosen(self) -> tuple[Method, ...]:
        """What is ticked, in the order of the list."""
        return tuple(m for m in self._offered if self._items[m.key].checkState(0) is CHECKED)

    def offer(self, offered: Sequence[Method], own: str) -> None:
        """Another list. Ticks stay where the method is still there, and go from one open model
        `own` (its folder's name) to the next, which gets its usual ones where it has no such
        methods; where no model's is left, all the usual ones are set."""
        kept = {m.key for m in self.chosen}
        before, self._own = self._own, own
        own_kept = [m for m in self.chosen if m.path and m.path.name == before]
        usual_before = _usual(self._offered, before)
        was_wanted = bool(own_kept) or not any(
            m.path and m.path.name == before for m in usual_before
        )
        stopgap = {m.key for m in usual_before if m.is_slow}  # for want of anything quick
        kept -= stopgap
        kept |= {f"{own}/{m.way}" for m in own_kept if m.key not in stopgap}
        is_first = not any(m.key in kept and not m.is_classical for m in offered)
        self._offered = tuple(offered)
        ticked = {m.key for m in offered if m.key in kept}
        usual = {m.key for m in _usual(offered, own)}
        if is_first:
            ticked |= usual
        own_now = {m.key for m in offered if m.path and m.path.name == own}
        if was_wanted and not ticked & own_now:
            ticked |= usual & own_now
        self._build(ticked)
        self.changed.emit()

    def tick(self, key: str, is_on: bool = True) -> None:
        """Raises KeyError for a method that is not offered."""
        self._items[key].setCheckState(0, CHECKED if is_on else UNCHECKED)

    def _build(self, ticked: set[str]) -> None:
        with QSignalBlocker(self):
            self.clear()
            self._items.clear()
            heads: dict[str, QTreeWidgetItem] = {}
            for method in self._offered:
                name = method.path.name if method.path else ""
                if name not in heads:
                    heads[name] = QTreeWidgetItem(self, [""])
                    heads[name].setFlags(Qt.ItemFlag.ItemIsEnabled)
                    font = heads[name].font(0)
                    font.setBold(True)
                    heads[name].setFont(0, font)
                item = QTreeWidgetItem(heads[name], [""])
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled
                    | Qt.ItemFlag.ItemIsUserCheckable
                    | Qt.ItemFlag.ItemIsSelectable
                )
                item.setCheckState(0, CHECKED if method.key in ticked else UNCHECKED)
                self._items[method.key] = item
            self.expandAll()
            self._write()

    def _write(self) -> None:
        for method in self._offered:
            item = self._items[method.key]
            words = ways.way_label(method.way)
            item.setText(0, words[:1].upper() + words[1:])
            item.setToolTip(0, ways.about(method.way))
            head = item.parent()
            if head is not None:
                head.setText(0, method.model or tr("Without learning"))
                head.setToolTip(0, head.text(0))

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Methods"))
        self.setToolTip(
            tr(
                "What is compared. Every model of this data set can be asked; the methods without "
                "learning show whether a model earns its place."
            )
        )
        with QSignalBlocker(self):
            self._write()


class _Ticks(QStyledItemDelegate):
    """Boxes that are seen in the dark too: Fusion outlines them with the window's colour."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        dressed: QPalette = option.palette
        outline = QColor(theme.colours().muted)
        dressed.setColor(QPalette.ColorRole.Window, outline)
        option.palette = dressed


def _usual(offered: Sequence[Method], own: str) -> list[Method]:
    """What is ticked where nobody chose. Projection takes long, so it is only where the open model
    `own` can do nothing else."""
    mine = [m for m in offered if m.path and m.path.name == own]
    is_quick = any(not m.is_slow for m in mine)
    return [
        m
        for m in offered
        if (m.way in FIRST_BASELINES if m.is_classical else m.way == "denoise")
        or (m in mine and not m.is_slow)
        or (m in mine and m.way == "project" and not is_quick)
    ]
