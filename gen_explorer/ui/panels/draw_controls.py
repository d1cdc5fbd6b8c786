"""How the latent vector is drawn: the seed, the truncation, the sampler, and anew."""

from __future__ import annotations

import secrets
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.core.translation import tr
from gen_explorer.latent import redraw, samplers
from gen_explorer.state.recipe import Recipe
from gen_explorer.ui.language import Retranslating, locale
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.seed_box import SeedBox
from gen_explorer.ui.widgets.tool_button import tool_button

TRUNCATION_MOST = 150
"""Per cent."""
RESET_LEAST = 28
"""Points the button needs without its word."""


class DrawControls(Retranslating, QWidget):
    """Changes the store's recipe; what it shows it is told."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._shown: tuple[int, float] | None = None
        self.randomise_button = tool_button(self, "dice-unlocked", self.randomise_unlocked)
        self.all_button = tool_button(self, "dice", self.randomise_all)
        self.reset_button = tool_button(self, "reset", self.reset_all)
        self.seed_label = QLabel(self)
        self.seed = SeedBox(self)
        self.previous_button = tool_button(self, "previous", self.previous_seed)
        self.next_button = tool_button(self, "next", self.next_seed)
        self.truncation_label = QLabel(self)
        self.truncation = QSlider(Qt.Orientation.Horizontal, self)
        self.truncation.setRange(0, TRUNCATION_MOST)
        self.truncation.setValue(100)
        self.truncation_box = QDoubleSpinBox(self)
        self.truncation_box.setRange(0, TRUNCATION_MOST / 100)
        self.truncation_box.setValue(1.0)
        self.truncation_box.setSingleStep(0.05)
        self.truncation_box.setKeyboardTracking(False)
        self.truncation_box.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.sampler_label = QLabel(self)
        self.sampler = QComboBox(self)
        self._arrange()
        self.seed_label.setBuddy(self.seed)
        self.truncation_label.setBuddy(self.truncation)
        self.sampler_label.setBuddy(self.sampler)
        self.seed.valueChanged.connect(self._type_seed)
        self.truncation.valueChanged.connect(self._drag_truncation)
        self.truncation.sliderReleased.connect(session.end_gesture)
        self.truncation_box.valueChanged.connect(self._type_truncation)
        self.sampler.activated.connect(self._choose_sampler)
        self.retranslate()

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for button in (self.randomise_button, self.all_button, self.reset_button):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        buttons.addWidget(self.randomise_button)
        buttons.addWidget(self.all_button)
        buttons.addStretch()
        buttons.addWidget(self.reset_button)
        self.reset_button.setMinimumWidth(RESET_LEAST)
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.seed_label, 0, 0)
        grid.addWidget(self.seed, 0, 1)
        steps = QHBoxLayout()
        steps.setSpacing(2)
        steps.addWidget(self.previous_button)
        steps.addWidget(self.next_button)
        grid.addLayout(steps, 0, 2)
        grid.addWidget(self.truncation_label, 1, 0)
        grid.addWidget(self.truncation, 1, 1)
        grid.addWidget(self.truncation_box, 1, 2)
        grid.addWidget(self.sampler_label, 2, 0)
        grid.addWidget(self.sampler, 2, 1, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(buttons)
        column.addLayout(grid)

    # What actions and buttons call

    def randomise_all(self) -> None:
        """A new seed; what was set by hand or locked goes too."""
        self._take_seed(secrets.randbelow(redraw.SEEDS), frozenset())

    def randomise_unlocked(self) -> None:
        """A new seed; locked dimensions keep their value."""
        self._take_seed(secrets.randbelow(redraw.SEEDS), self._locked)

    def reset_all(self) -> None:
        """Back to what the seed drew, untruncated."""
        self.session.set_recipe(replace(self._recipe, values=(), truncation=1.0))

    def next_seed(self) -> None:
        self._take_seed(self._recipe.seed + 1, self._locked)

    def previous_seed(self) -> None:
        self._take_seed(self._recipe.seed - 1, self._locked)

    # From hand to recipe

    @property
    def _recipe(self) -> Recipe:
        return self.session.store.recipe

    @property
    def _locked(self) -> frozenset[int]:
        return self.session.store.explorer.locked

    def _take_seed(self, seed: int, locked: frozenset[int]) -> None:
        spec = self.session.spec
        if spec is not None:
            fits = self.session.fits
            self.session.set_recipe(redraw.with_seed(spec, self._recipe, seed, locked, fits))

    def _type_seed(self) -> None:
        self._take_seed(self.seed.seed, self._locked)

    def _drag_truncation(self, per_cent: int) -> None:
        gesture = "truncation" if self.truncation.isSliderDown() else None
        self.session.set_recipe(replace(self._recipe, truncation=per_cent / 100), gesture)

    def _choose_sampler(self) -> None:
        self.session.set_recipe(replace(self._recipe, sampler=self.sampler.currentData()))

    def _type_truncation(self, factor: float) -> None:
        self.session.set_recipe(replace(self._recipe, truncation=round(factor, 4)))

    # From recipe to sight

    def enable(self, has_model: bool, has_vector: bool) -> None:
        """Whether there is something to draw, and whether it is a vector."""
        for part in (
            self.randomise_button,
            self.all_button,
            self.reset_button,
            self.seed,
            self.previous_button,
            self.next_button,
            self.sampler,
        ):
            part.setEnabled(has_model)
        self.truncation.setEnabled(has_vector)
        self.truncation_box.setEnabled(has_vector)

    def offer_samplers(self, names: tuple[str, ...]) -> None:
        """What the vector can be drawn from, where there is a choice."""
        self.sampler.clear()
        for place, name in enumerate(names):
            self.sampler.addItem(samplers.label(name), name)
            tip = samplers.about(name)
            self.sampler.setItemData(place, tip, Qt.ItemDataRole.ToolTipRole)
        for part in (self.sampler, self.sampler_label):
            part.setVisible(len(names) > 1)
        self._show_sampler()

    def _show_sampler(self) -> None:
        self.sampler.setCurrentIndex(max(self.sampler.findData(self._recipe.sampler), 0))
        tip = tr(
            "What the seed draws the vector from. An autoencoder's codes lie where training left "
            "them, not where its prior is: compare the sheets of two samplers."
        )
        about = samplers.about(self.sampler.currentData() or "")
        for part in (self.sampler, self.sampler_label):
            part.setToolTip(f"{tip}\n{about}" if about else tip)

    def show_recipe(self, recipe: Recipe) -> None:
        """A drag of other sliders leaves these as they are."""
        if self.sampler.currentData() != recipe.sampler:
            self._show_sampler()
        if self._shown == (recipe.seed, recipe.truncation):
            return
        self._shown = (recipe.seed, recipe.truncation)
        with QSignalBlocker(self.seed):
            self.seed.setValue(recipe.seed)
        with QSignalBlocker(self.truncation), QSignalBlocker(self.truncation_box):
            self.truncation.setValue(round(recipe.truncation * 100))
            self.truncation_box.setValue(recipe.truncation)

    def retranslate(self) -> None:
        for part, text, tip in (
            (
                self.randomise_button,
                tr("Randomise"),
                tr(
                    "Draws all unlocked dimensions anew from the prior; locked ones keep their "
                    "value."
                ),
            ),
            (
                self.all_button,
                tr("Randomise all"),
                tr("Draws every dimension anew, the locked ones too."),
            ),
            (
                self.reset_button,
                tr("Reset"),
                tr("Takes back every value set by hand: the picture is what the seed drew."),
            ),
            (self.previous_button, tr("Previous seed"), tr("The draw of the seed before.")),
            (self.next_button, tr("Next seed"), tr("The draw of the next seed.")),
        ):
            part.setText(text)
            part.setToolTip(tip)
            part.setAccessibleName(text)
            part.setAccessibleDescription(tip)
        self._fit_buttons()
        self.seed_label.setText(tr("Seed"))
        self.truncation_label.setText(tr("Truncation ψ"))
        self.sampler_label.setText(tr("Sampler"))
        self.sampler.setAccessibleName(tr("Sampler"))
        seed_tip = tr(
            "Starts the random draw of the whole vector. The same seed gives the same picture on "
            "every machine; neighbouring seeds have nothing in common."
        )
        truncation_tip = tr(
            "The truncation trick: z is multiplied by ψ. Towards 0 pictures grow typical and "
            "alike, above 1 varied and often wrong: fidelity traded for variety."
        )
        for widget, name, tip in (
            (self.seed, tr("Seed"), seed_tip),
            (self.seed_label, tr("Seed"), seed_tip),
            (self.truncation, tr("Truncation"), truncation_tip),
            (self.truncation_label, tr("Truncation"), truncation_tip),
            (self.truncation_box, tr("Truncation"), truncation_tip),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
        for box in (self.seed, self.truncation_box):
            box.setLocale(locale())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        """Reset goes without its word where there is no room for three."""
        buttons = (self.randomise_button, self.all_button, self.reset_button)
        beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self.reset_button.setToolButtonStyle(beside)
        needed = sum(button.sizeHint().width() for button in buttons) + 2 * 4
        alone = Qt.ToolButtonStyle.ToolButtonIconOnly
        if needed > self.width():
            self.reset_button.setToolButtonStyle(alone)
