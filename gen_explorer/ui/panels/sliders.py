"""The sliders: every latent dimension, below what draws them all."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gen_explorer.checkpoints.map_data import MapData
from gen_explorer.core.translation import counted, tr
from gen_explorer.latent import redraw, samplers
from gen_explorer.latent.priors import draw, untruncated
from gen_explorer.models.base import LatentSpec
from gen_explorer.state.explorer import Explorer
from gen_explorer.state.recipe import Recipe
from gen_explorer.ui.language import Retranslating, integer
from gen_explorer.ui.panels import slider_rows
from gen_explorer.ui.panels.draw_controls import DrawControls
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.latent_list import LatentList
from gen_explorer.ui.widgets.latent_row import Row

BASES = ("raw", "principal")


class SlidersPanel(Retranslating, QWidget):
    """Shows the store's recipe and changes it. One drag is one step of undo."""

    NAME = "sliders"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName(self.NAME)
        self.list = LatentList(self)
        self.drawing = DrawControls(session, self)
        self.basis = QComboBox(self)
        self.basis.addItems(["", ""])
        self.only_active = QCheckBox(self)
        self.hint = QLabel(self)
        self.hint.setObjectName("caption")
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._needing_vector = (self.list, self.basis, self.only_active)
        self._arrange()
        self.list.moved.connect(self._move)
        self.list.settled.connect(session.end_gesture)
        self.list.asked.connect(self._answer)
        self.basis.activated.connect(lambda place: session.change(basis=BASES[place]))
        self.only_active.toggled.connect(self._show_rows)
        session.state_changed.connect(self._state_changed)
        session.model_changed.connect(self._show_rows)
        session.weights_changed.connect(self._weights_changed)
        self.retranslate()

    def title(self) -> str:
        return tr("Sliders")

    def _arrange(self) -> None:
        choice = QHBoxLayout()
        choice.setSpacing(8)
        choice.addWidget(self.basis, 1)
        choice.addWidget(self.only_active)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(6)
        column.addWidget(self.drawing)
        column.addLayout(choice)
        column.addWidget(self.list, 1)
        column.addWidget(self.hint, 1)

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
            count = len(self._locked)
            stays = counted(count, tr("1 locked stays"), tr("{count} locked stay"))
            return stays.format(count=integer(count))
        active = sum(row.is_active for row in rows)
        return tr("{count} of {total} active").format(
            count=integer(active), total=integer(len(rows))
        )

    def _show_rows(self) -> None:
        """Builds the rows anew: another model, basis, filter or language."""
        spec, bundle = self.session.spec, self.session.bundle
        has_vector = spec is not None and spec.vector_size > 0
        self.drawing.enable(bundle is not None, has_vector)
        for part in self._needing_vector:
            part.setEnabled(has_vector)
        if spec is None or bundle is None:
            self.hint.hide()
            self.drawing.offer_samplers(())
            return
        self.list.setVisible(has_vector)
        self.hint.setVisible(not has_vector)
        self.drawing.offer_samplers(samplers.available(spec, bundle.fits))
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
        self.drawing.show_recipe(recipe)
        self.basis.setCurrentIndex(BASES.index(self.session.store.explorer.basis))

    def retranslate(self) -> None:
        self.hint.setText(
            tr(
                "This model has no latent vector to slide through: what drives it is in the panel "
                "Controls. A new seed throws its dice again."
            )
        )
        basis_tip = tr(
            "What a slider moves along: single components of z, or the directions that change the "
            "picture most."
        )
        active_tip = tr(
            "Hides dimensions that carry nothing: the encoder gives them no information."
        )
        for widget, name, tip in (
            (self.basis, tr("What the sliders move along"), basis_tip),
            (self.only_active, tr("Only active dimensions"), active_tip),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
        self.basis.setItemText(0, tr("Latent dimensions"))
        self.basis.setItemText(1, tr("Principal directions"))
        self.only_active.setText(tr("Only active"))
        self.list.retranslate()
        self._show_rows()
