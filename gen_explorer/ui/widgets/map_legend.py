"""The classes by colour; a click hides or shows one, a double click leaves only this one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.ui import theme
from gen_explorer.ui.class_names import class_name
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.widgets.bare_scroll import BareScroll
from gen_explorer.ui.widgets.flow_layout import FlowLayout

DOT = 11
GAP = 2


class Chip(QAbstractButton):
    """A dot in a class's colour and its name; hollow and faint while the class is hidden."""

    only = Signal()
    """A double click, or a click with Ctrl."""

    def __init__(self, place: int | None, parent: QWidget) -> None:
        """`place`: which class colour; None for a chip without a dot."""
        super().__init__(parent)
        self._place = place
        self.setCheckable(place is not None)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        dot = DOT + 6 if self._place is not None else 0
        return QSize(metrics.horizontalAdvance(self.text()) + dot + 11, metrics.height() + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.colours()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.underMouse() or self.hasFocus():
            painter.setPen(QColor(colours.accent if self.hasFocus() else colours.line))
            painter.setBrush(QColor(colours.raised))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        is_on = self._place is None or self.isChecked()
        left = 5.0
        if self._place is not None:
            fill = QColor(colours.classes[self._place % len(colours.classes)])
            painter.setPen(QPen(fill, 1.6))
            painter.setBrush(fill if is_on else Qt.BrushStyle.NoBrush)
            centre = QPointF(left + DOT / 2, self.height() / 2)
            painter.drawEllipse(centre, DOT / 2 - 1, DOT / 2 - 1)
            left += DOT + 6
        faint = not is_on or self._place is None
        painter.setPen(QColor(colours.muted if faint else colours.text))
        font = QFont(self.font())
        font.setStrikeOut(not is_on)
        painter.setFont(font)
        room = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.setDown(False)
            self.only.emit()
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.only.emit()


class MapLegend(Retranslating, BareScroll):
    """Chips for the classes of a model, and "all" and "none". Lower than its chips need, it
    scrolls."""

    hidden_changed = Signal(object)
    """The new frozenset of hidden classes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._chips: list[Chip] = []
        self._hidden: frozenset[int] = frozenset()
        self._inner = QWidget(self)
        self.setWidget(self._inner)
        self.viewport().setAutoFillBackground(False)
        self._flow = FlowLayout(self._inner, spacing=GAP)
        self._all, self._none = Chip(None, self._inner), Chip(None, self._inner)
        self._all.clicked.connect(lambda: self._change(frozenset()))
        self._none.clicked.connect(lambda: self._change(frozenset(range(len(self._chips)))))
        self._flow.addWidget(self._all)
        self._flow.addWidget(self._none)
        self.retranslate()

    def set_classes(self, names: Sequence[str]) -> None:
        """The names by label, as the card has them."""
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._names = tuple(names)
        self._chips = []
        for button in (self._all, self._none):
            self._flow.removeWidget(button)
        for place in range(len(names)):
            chip = Chip(place, self._inner)
            chip.setChecked(place not in self._hidden)
            chip.toggled.connect(lambda on, place=place: self._toggle(place, on))
            chip.only.connect(lambda place=place: self._only(place))
            self._flow.addWidget(chip)
            chip.show()
            self._chips.append(chip)
        for button in (self._all, self._none):
            self._flow.addWidget(button)
            button.setVisible(bool(names))
        self.setVisible(bool(names))
        self.retranslate()

    def height_of(self, rows: int) -> int:
        """Points that so many rows of chips take."""
        return rows * (self._all.sizeHint().height() + GAP) - GAP

    def rows_in(self, width: int) -> int:
        """How many rows the chips fill when they are given so many points."""
        return round((self._flow.heightForWidth(width) + GAP) / (self.height_of(1) + GAP))

    def sizeHint(self) -> QSize:
        return QSize(self._flow.minimumSize().width(), self.height_of(1))

    def minimumSizeHint(self) -> QSize:
        """One row, which scrolls."""
        return self.sizeHint()

    def set_hidden(self, hidden: frozenset[int]) -> None:
        self._hidden = hidden
        for place, chip in enumerate(self._chips):
            was = chip.blockSignals(True)
            chip.setChecked(place not in hidden)
            chip.blockSignals(was)
            chip.update()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Classes on the map"))
        for name, chip in zip(self._names, self._chips, strict=True):
            chip.setText(class_name(name))
            chip.setAccessibleName(tr("Show the class {name}").format(name=class_name(name)))
            chip.setToolTip(
                tr(
                    "Shows or hides this class. Double click or Ctrl+click: only this one. Classes "
                    "that lie apart are told apart by the latent, though no label was used."
                )
            )
            chip.updateGeometry()
        self._all.setText(tr("all"))
        self._all.setAccessibleName(tr("Show all classes"))
        self._all.setToolTip(tr("Shows the points of every class."))
        self._none.setText(tr("none"))
        self._none.setAccessibleName(tr("Hide all classes"))
        self._none.setToolTip(tr("Hides all points, so that the decoded pictures can be seen."))
        self._flow.invalidate()
        self.updateGeometry()

    def _toggle(self, place: int, on: bool) -> None:
        self._change(self._hidden - {place} if on else self._hidden | {place})

    def _only(self, place: int) -> None:
        others = frozenset(range(len(self._chips))) - {place}
        self._change(frozenset() if self._hidden == others else others)

    def _change(self, hidden: frozenset[int]) -> None:
        self.set_hidden(hidden)
        self.hidden_changed.emit(hidden)
