"""The rules by which a threshold can be put: best F1, percentile of the normal ones, least cost."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QPushButton, QWidget

from gen_explorer.analysis.thresholds import Ranking
from gen_explorer.core.translation import tr
from gen_explorer.ui.language import Retranslating, locale
from gen_explorer.ui.widgets.flow_bar import FlowBar

RULES = ("f1", "percentile", "cost")


class ThresholdBar(Retranslating, FlowBar):
    """A rule's button puts the threshold; its numbers put it again while that rule holds."""

    ruled = Signal()
    """Another rule, or other numbers of the rule that holds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, spacing=6)
        self.rule = "f1"
        """The one that holds; "" once a person moved the threshold."""
        self.label = QLabel(self)
        self.buttons = {name: QPushButton(self) for name in RULES}
        for name, button in self.buttons.items():
            button.setObjectName("chip")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, rule=name: self.choose(rule))
        self.share = _number(self, 0.0, 100.0, 95.0, 1)
        self.share.setSuffix(" %")
        self.alarm = _number(self, 0.0, 1000.0, 1.0, 1)
        self.miss = _number(self, 0.0, 1000.0, 1.0, 1)
        self.alarm_label, self.miss_label = QLabel(self), QLabel(self)
        for box, rule in ((self.share, "percentile"), (self.alarm, "cost"), (self.miss, "cost")):
            box.valueChanged.connect(lambda _value, name=rule: self.choose(name))
        self.add(self.label, self.buttons["f1"])
        self.add(_together(self, self.buttons["percentile"], self.share))
        self.add(
            _together(
                self, self.buttons["cost"], self.alarm_label, self.alarm, self.miss_label, self.miss
            )
        )
        self.retranslate()
        self._show()

    def threshold(self, ranking: Ranking) -> float:
        """By the rule that holds, else by F1."""
        if self.rule == "percentile":
            return ranking.by_percentile(self.share.value() / 100)
        if self.rule == "cost":
            return ranking.by_cost(self.alarm.value(), self.miss.value())
        return ranking.by_f1()

    def choose(self, rule: str) -> None:
        self.rule = rule
        self._show()
        self.ruled.emit()

    def forget(self) -> None:
        """A person put the threshold somewhere."""
        self.rule = ""
        self._show()

    def _show(self) -> None:
        for name, button in self.buttons.items():
            button.setChecked(name == self.rule)

    def retranslate(self) -> None:
        self.label.setText(tr("Threshold by"))
        self.alarm_label.setText(tr("false alarm"))
        self.miss_label.setText(tr("miss"))
        for widget, name, tip in (
            (
                self.buttons["f1"],
                tr("F1"),
                tr("Where precision and recall together are best. It needs to know what is what."),
            ),
            (
                self.buttons["percentile"],
                tr("percentile"),
                tr(
                    "So that this share of the normal pictures passes: all that can be done "
                    "before an abnormal picture was ever seen."
                ),
            ),
            (
                self.buttons["cost"],
                tr("cost"),
                tr("Where all false alarms and misses together cost least."),
            ),
            (self.share, tr("Percentile"), tr("Share of the normal pictures below the threshold.")),
            (self.alarm, tr("Cost of a false alarm"), tr("What it costs to stop a normal one.")),
            (self.miss, tr("Cost of a miss"), tr("What it costs to let an abnormal one pass.")),
        ):
            if isinstance(widget, QPushButton):
                widget.setText(name)
            else:
                widget.setLocale(locale())
            widget.setAccessibleName(name)
            widget.setToolTip(tip)


def _number(
    parent: QWidget, low: float, high: float, value: float, decimals: int
) -> QDoubleSpinBox:
    box = QDoubleSpinBox(parent)
    box.setRange(low, high)
    box.setDecimals(decimals)
    box.setValue(value)
    box.setKeyboardTracking(False)
    box.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
    box.setFixedWidth(box.fontMetrics().horizontalAdvance("1000.0") + 18)
    return box


def _together(parent: QWidget, *widgets: QWidget) -> QWidget:
    """Widgets that stay in one row."""
    holder = QWidget(parent)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for widget in widgets:
        row.addWidget(widget)
    return holder
