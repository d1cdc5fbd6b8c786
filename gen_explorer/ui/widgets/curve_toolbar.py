"""The controls above the curves: axis, smoothing, scale, the whole, other runs, files."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QSlider,
    QToolButton,
    QWidget,
)

from gen_explorer.core.translation import tr
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating, integer

SMOOTHEST = 40
"""The slider's right end: 10 ** (40 / 10) values."""
USUAL = 13
"""About 20 values."""


def window_of(position: int) -> float:
    """How many values an average looks back at a position of the slider; 1 is none."""
    return float(round(10.0 ** (position / 10)))


class CurveToolbar(Retranslating, QWidget):
    """One row that stays usable at 360 px."""

    axis_chosen = Signal(bool)
    """True for wall time."""
    smoothing_chosen = Signal(float)
    """The window in recorded values; 1 for none."""
    log_chosen = Signal(bool)
    group_toggled = Signal(str, bool)
    """A plot to show or to put away."""
    fit_wanted = Signal()
    png_wanted = Signal()
    csv_wanted = Signal()
    compare_wanted = Signal()
    forget_wanted = Signal(str)
    """The path of a compared run to take away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compared: tuple[tuple[str, str], ...] = ()
        self._groups: tuple[tuple[str, str, str, bool], ...] = ()
        self.axis = QComboBox(self)
        self.axis.addItems(["", ""])
        self.axis.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.axis.activated.connect(lambda row: self.axis_chosen.emit(row == 1))
        self.smoothing = QSlider(Qt.Orientation.Horizontal, self)
        self.smoothing.setRange(0, SMOOTHEST)
        self.smoothing.setValue(USUAL)
        self.smoothing.setMinimumWidth(60)
        self.smoothing.setMaximumWidth(180)
        self.smoothing.valueChanged.connect(self._smoothing_moved)
        self.smoothing_label = QLabel(self)
        self.smoothing_label.setObjectName("caption")
        self.log = self._button("")
        self.log.setCheckable(True)
        self.log.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.log.setText("log")
        self.log.toggled.connect(self.log_chosen.emit)
        self.fit = self._button("fit")
        self.fit.clicked.connect(lambda: self.fit_wanted.emit())
        self.groups = self._button("eye")
        self.groups_menu = QMenu(self)
        self.groups_menu.setToolTipsVisible(True)
        self.groups_menu.aboutToShow.connect(self._fill_groups)
        self.groups.setMenu(self.groups_menu)
        self.groups.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.compare = self._button("layers")
        self.compare_menu = QMenu(self)
        self.compare_menu.aboutToShow.connect(self._fill_compared)
        self.compare.setMenu(self.compare_menu)
        self.compare.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.export = self._button("save")
        self.export_menu = QMenu(self)
        self.export.setMenu(self.export_menu)
        self.export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._png, self._csv = QAction(self), QAction(self)
        self._png.triggered.connect(lambda: self.png_wanted.emit())
        self._csv.triggered.connect(lambda: self.csv_wanted.emit())
        self.export_menu.addActions([self._png, self._csv])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.axis)
        row.addSpacing(4)
        row.addWidget(self.smoothing, 1)
        row.addWidget(self.smoothing_label)
        row.addStretch(0)
        for button in (self.log, self.fit, self.groups, self.compare, self.export):
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.retranslate()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """Every control, in the order of the Tab key."""
        return (
            self.axis,
            self.smoothing,
            self.log,
            self.fit,
            self.groups,
            self.compare,
            self.export,
        )

    @property
    def smoothing_window(self) -> float:
        """The chosen smoothing window in recorded values."""
        return window_of(self.smoothing.value())

    def show_times(self, are_known: bool) -> None:
        """Whether the watched run has wall times at all."""
        model = self.axis.model()
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        model.setData(
            model.index(1, 0), int(flags.value) if are_known else 0, Qt.ItemDataRole.UserRole - 1
        )
        if not are_known and self.axis.currentIndex() == 1:
            self.axis.setCurrentIndex(0)
            self.axis_chosen.emit(False)

    def show_groups(self, groups: Sequence[tuple[str, str, str, bool]]) -> None:
        """(key, title, what to look for, whether it is shown) of every plot, for the menu."""
        self._groups = tuple(groups)

    def _fill_groups(self) -> None:
        self.groups_menu.clear()
        for key, title, about, is_on in self._groups:
            action = self.groups_menu.addAction(title)
            action.setToolTip(about)
            action.setCheckable(True)
            action.setChecked(is_on)
            action.toggled.connect(lambda on, key=key: self.group_toggled.emit(key, on))

    def show_compared(self, runs: Sequence[tuple[str, str]]) -> None:
        """(path, name) of every compared run, for the menu."""
        self._compared = tuple(runs)

    def _fill_compared(self) -> None:
        self.compare_menu.clear()
        add = self.compare_menu.addAction(tr("Compare with a run…"))
        add.triggered.connect(lambda: self.compare_wanted.emit())
        if self._compared:
            self.compare_menu.addSeparator()
        for path, name in self._compared:
            action = self.compare_menu.addAction(tr("Take away {name}").format(name=name))
            action.triggered.connect(lambda _on=False, path=path: self.forget_wanted.emit(path))

    def _smoothing_moved(self) -> None:
        self._write_smoothing()
        self.smoothing_chosen.emit(self.smoothing_window)

    def _write_smoothing(self) -> None:
        count = int(self.smoothing_window)
        text = (
            tr("no smoothing") if count == 1 else tr("{count} values").format(count=integer(count))
        )
        self.smoothing_label.setText(text)
        widest = tr("{count} values").format(count=integer(int(window_of(SMOOTHEST))))
        metrics = self.smoothing_label.fontMetrics()
        self.smoothing_label.setMinimumWidth(metrics.horizontalAdvance(widest) + 4)
        self.smoothing.setAccessibleDescription(text)

    def retranslate(self) -> None:
        self.axis.setItemText(0, tr("Steps"))
        self.axis.setItemText(1, tr("Time"))
        for control, name, tip in (
            (
                self.axis,
                tr("What the curves run over"),
                tr(
                    "Steps show what was learnt from how many batches; wall time shows what it "
                    "cost. Runs of old versions recorded no times."
                ),
            ),
            (
                self.smoothing,
                tr("Smoothing"),
                tr(
                    "The strong line is an exponential average over about so many recorded values "
                    "(a twentieth of the run at most); the faint one is what was recorded. The "
                    "average lags behind: look at the faint line for when something happened."
                ),
            ),
            (
                self.log,
                tr("Logarithmic scale"),
                tr(
                    "Equal steps up are equal factors: for losses that fall by powers of ten, and "
                    "gradients that vanish or explode. Values that are not above 0 are left out."
                ),
            ),
            (
                self.fit,
                tr("Show the whole run"),
                tr("Shows the whole run and follows its end (Home, or a double click)."),
            ),
            (
                self.groups,
                tr("Choose the plots"),
                tr("Which groups of curves are shown."),
            ),
            (
                self.compare,
                tr("Compare runs"),
                tr(
                    "Draws other runs dashed, in the same colours. Change one setting at a time, "
                    "and compare."
                ),
            ),
            (
                self.export,
                tr("Save the curves"),
                tr("As a picture (PNG), or every recorded value as a table (CSV)."),
            ),
        ):
            control.setAccessibleName(name)
            control.setToolTip(f"{name}. {tip}")
        self._png.setText(tr("Save as a picture (PNG)…"))
        self._csv.setText(tr("Save as a table (CSV)…"))
        self._write_smoothing()

    def _button(self, icon: str) -> QToolButton:
        button = QToolButton(self)
        if icon:
            button.setIcon(theme.icon(icon))
            button.setIconSize(QSize(18, 18))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button
