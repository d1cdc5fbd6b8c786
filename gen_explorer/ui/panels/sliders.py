"""The sliders: every latent dimension, the seed and the truncation."""

from __future__ import annotations

import secrets
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.checkpoints.bundle import MapData
from gen_explorer.core.translation import tr
from gen_explorer.latent import redraw, samplers
from gen_explorer.latent.priors import draw, untruncated
from gen_explorer.models.base import LatentSpec
from gen_explorer.state.explorer import Explorer
from gen_explorer.state.recipe import Recipe
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating, integer, locale
from gen_explorer.ui.panels import slider_rows
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.latent_list import LatentList
from gen_explorer.ui.widgets.latent_row import Row
from gen_explorer.ui.widgets.seed_box import SeedBox

BASES = ("raw", "principal")
TRUNCATION_MOST = 150
"""Per cent."""
RESET_LEAST = 28
"""Points the button needs without its word."""


class SlidersPanel(Retranslating, QWidget):
    """Shows the store's recipe and changes it. One drag is one step of undo."""

    NAME = "sliders"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName(self.NAME)
        self._above: tuple[int, float, str] | None = None
        self.list = LatentList(self)
        self.randomise_button = _button(self, "dice-unlocked", self.randomise_unlocked)
        self.all_button = _button(self, "dice", self.randomise_all)
        self.reset_button = _button(self, "reset", self.reset_all)
        self.seed_label = QLabel(self)
        self.seed = SeedBox(self)
        self.previous_button = _button(self, "previous", self.previous_seed)
        self.next_button = _button(self, "next", self.next_seed)
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
        self.basis = QComboBox(self)
        self.basis.addItems(["", ""])
        self.only_active = QCheckBox(self)
        self.hint = QLabel(self)
        self.hint.setObjectName("caption")
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._needing_vector = (
            self.list,
            self.truncation,
            self.truncation_box,
            self.basis,
            self.only_active,
        )
        self._needing_model = (
            self.randomise_button,
            self.all_button,
            self.reset_button,
            self.seed,
            self.previous_button,
            self.next_button,
            self.sampler,
            *self._needing_vector,
        )
        self._arrange()
        self.seed_label.setBuddy(self.seed)
        self.truncation_label.setBuddy(self.truncation)
        self.sampler_label.setBuddy(self.sampler)

        self.list.moved.connect(self._move)
        self.list.settled.connect(session.end_gesture)
        self.list.asked.connect(self._answer)
        self.seed.valueChanged.connect(self._type_seed)
        self.truncation.valueChanged.connect(self._drag_truncation)
        self.truncation.sliderReleased.connect(session.end_gesture)
        self.truncation_box.valueChanged.connect(self._type_truncation)
        self.basis.activated.connect(lambda place: session.change(basis=BASES[place]))
        self.sampler.activated.connect(self._choose_sampler)
        self.only_active.toggled.connect(self._show_rows)
        session.state_changed.connect(self._state_changed)
        session.model_changed.connect(self._show_rows)
        session.weights_changed.connect(self._weights_changed)
        self.retranslate()

    def title(self) -> str:
        return tr("Sliders")

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
        choice = QHBoxLayout()
        choice.setSpacing(8)
        choice.addWidget(self.basis, 1)
        choice.addWidget(self.only_active)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(6)
        column.addLayout(buttons)
        column.addLayout(grid)
        column.addLayout(choice)
        column.addWidget(self.list, 1)
        column.addWidget(self.hint, 1)

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

    @property
    def _is_principal(self) -> bool:
        return self.session.store.explorer.basis == "principal"

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

    def _move(self, index: int, value: float) -> None:
        moved = self._moved(index, value)
        if moved is not None:
            self.session.set_recipe(moved, f"{self.session.store.explorer.basis} {index}")

    def _moved(self, index: int, value: float) -> Recipe | None:
        spec, bundle = self.session.spec, self.session.bundle
        if spec is None or bundle is None:
            return None
        if self._is_principal:
            direction = bundle.map.directions[index]
            return redraw.along(spec, self._recipe, direction, value, self._locked, bundle.fits)
        return self._recipe.with_value(index, value)

    def _answer(self, index: int, wish: str) -> None:
        spec, bundle = self.session.spec, self.session.bundle
        if spec is None or bundle is None:
            return
        seed = secrets.randbelow(redraw.SEEDS)
        if wish == "lock":
            self.session.change(locked=self._locked ^ {index})
            return
        changed: Recipe | None
        if wish == "mean":
            changed = self._moved(index, 0.0)
        elif self._is_principal:
            chosen = seed if wish == "randomise" else self._recipe.seed
            drawn = draw(spec, chosen, bundle.fits, self._recipe.sampler)
            changed = self._moved(index, float(bundle.map.directions[index] @ drawn))
        elif wish == "randomise":
            changed = redraw.with_draw_of(spec, self._recipe, seed, [index], bundle.fits)
        else:
            changed = self._recipe.without([index])
        if changed is not None:
            self.session.set_recipe(changed)

    # From recipe to sight

    def _state_changed(self, old: Explorer, new: Explorer) -> None:
        is_held_anew = new.basis == "principal" and old.locked != new.locked
        if old.model == new.model and (old.basis != new.basis or is_held_anew):
            self._show_rows()
        elif old.model == new.model and (old.recipe != new.recipe or old.locked != new.locked):
            self._show_state()

    def _weights_changed(self) -> None:
        """The rows stay where they are, so that a hand finds them again: only what they say of
        their dimension is new."""
        spec, bundle = self.session.spec, self.session.bundle
        if spec is None or bundle is None or not spec.vector_size:
            return
        rows = self._rows(spec, bundle.map)
        shown = {row.index for row in self.list.rows}
        is_filtered = self.only_active.isChecked()
        wanted = {row.index for row in rows if row.is_active or not is_filtered}
        if wanted == shown or (self.list.is_dragged and shown <= {row.index for row in rows}):
            basis = self.session.store.explorer.basis
            self.list.refresh_rows(
                rows, slider_rows.importance_title(bundle.map, basis), self._note(rows)
            )
            self._show_state()
        else:
            self._show_rows()

    def _rows(self, spec: LatentSpec, data: MapData) -> list[Row]:
        if self._is_principal:
            return slider_rows.principal_rows(spec, data, self._locked)
        return slider_rows.raw_rows(spec, data)

    def _note(self, rows: list[Row]) -> str:
        """What is written above the names."""
        if self._is_principal and self._locked:
            return tr("{count} locked stay").format(count=integer(len(self._locked)))
        active = sum(row.is_active for row in rows)
        return tr("{count} of {total} active").format(
            count=integer(active), total=integer(len(rows))
        )

    def _show_rows(self) -> None:
        """Builds the rows anew: another model, basis, filter or language."""
        spec, bundle = self.session.spec, self.session.bundle
        for part in self._needing_model:
            part.setEnabled(bundle is not None)
        if spec is None or bundle is None:
            self.hint.hide()
            self._offer_samplers(())
            return
        has_vector = spec.vector_size > 0
        for part in self._needing_vector:
            part.setEnabled(has_vector)
        self.list.setVisible(has_vector)
        self.hint.setVisible(not has_vector)
        self._offer_samplers(samplers.available(spec, bundle.fits))
        data, basis = bundle.map, self.session.store.explorer.basis
        has_directions = has_vector and len(data.directions) > 0
        self.basis.setEnabled(has_directions)
        rows = self._rows(spec, data)
        active = [row for row in rows if row.is_active]
        self.only_active.setEnabled(has_vector and len(active) < len(rows))
        self.list.set_rows(
            active if self.only_active.isChecked() else rows,
            slider_rows.importance_title(data, basis),
            self._note(rows),
        )
        self._show_state()

    def _offer_samplers(self, names: tuple[str, ...]) -> None:
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

    def _show_state(self) -> None:
        spec, bundle = self.session.spec, self.session.bundle
        if spec is None or bundle is None:
            return
        recipe, rows = self._recipe, self.list.rows
        vector = untruncated(spec, recipe, bundle.fits)
        if self._is_principal:
            drawn = draw(spec, recipe.seed, bundle.fits, recipe.sampler)
            along = bundle.map.directions @ drawn
            shown = slider_rows.projections(rows, bundle.map, vector)
            by_hand = {
                row.index
                for row, value in zip(rows, shown, strict=True)
                if recipe.values and abs(value - float(along[row.index])) > 1e-4
            }
            self.list.set_values(shown, by_hand, frozenset())
        else:
            set_by_hand = {dimension for dimension, _ in recipe.values}
            self.list.set_values(slider_rows.values(rows, vector), set_by_hand, self._locked)
        if self.sampler.currentData() != recipe.sampler:
            self._show_sampler()
        above = (recipe.seed, recipe.truncation, self.session.store.explorer.basis)
        if above != self._above:
            self._show_above(*above)

    def _show_above(self, seed: int, truncation: float, basis: str) -> None:
        """The controls above the list: a drag in it leaves them as they are."""
        self._above = (seed, truncation, basis)
        with QSignalBlocker(self.seed):
            self.seed.setValue(seed)
        with QSignalBlocker(self.truncation), QSignalBlocker(self.truncation_box):
            self.truncation.setValue(round(truncation * 100))
            self.truncation_box.setValue(truncation)
        self.basis.setCurrentIndex(BASES.index(basis))

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
        self.hint.setText(
            tr(
                "This model has no latent vector to slide through: what drives it is in the panel "
                "Controls. A new seed throws its dice again."
            )
        )
        seed_tip = tr(
            "Starts the random draw of the whole vector. The same seed gives the same picture on "
            "every machine; neighbouring seeds have nothing in common."
        )
        truncation_tip = tr(
            "The truncation trick: z is multiplied by ψ. Towards 0 pictures grow typical and "
            "alike, above 1 varied and often wrong: fidelity traded for variety."
        )
        basis_tip = tr(
            "What a slider moves along: single components of z, or the directions that change the "
            "picture most."
        )
        active_tip = tr(
            "Hides dimensions that carry nothing: the encoder gives them no information."
        )
        for widget, name, tip in (
            (self.seed, tr("Seed"), seed_tip),
            (self.seed_label, tr("Seed"), seed_tip),
            (self.truncation, tr("Truncation"), truncation_tip),
            (self.truncation_label, tr("Truncation"), truncation_tip),
            (self.truncation_box, tr("Truncation"), truncation_tip),
            (self.basis, tr("What the sliders move along"), basis_tip),
            (self.only_active, tr("Only active dimensions"), active_tip),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
        self.basis.setItemText(0, tr("Latent dimensions"))
        self.basis.setItemText(1, tr("Principal directions"))
        self.only_active.setText(tr("Only active"))
        for box in (self.seed, self.truncation_box):
            box.setLocale(locale())
        self.list.retranslate()
        self._show_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        """Reset goes without its word where there is no room for three."""
        buttons = (self.randomise_button, self.all_button, self.reset_button)
        beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self.reset_button.setToolButtonStyle(beside)
        needed = sum(button.sizeHint().width() for button in buttons) + 2 * 4 + 2 * 8
        alone = Qt.ToolButtonStyle.ToolButtonIconOnly
        if needed > self.width():
            self.reset_button.setToolButtonStyle(alone)


def _button(parent: QWidget, icon: str, run: object) -> QToolButton:
    made = QToolButton(parent)
    made.setIcon(theme.icon(icon))
    made.setIconSize(QSize(16, 16))
    made.setAutoRaise(True)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(run)
    return made
