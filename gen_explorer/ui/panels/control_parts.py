"""One widget for each kind of latent section, between the recipe and the hand."""

from __future__ import annotations

import functools
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from gen_explorer.core.translation import language, tr
from gen_explorer.data import captions
from gen_explorer.data.images import Packed
from gen_explorer.engine.request import Codes
from gen_explorer.latent.priors import Latents, caption, one_hot
from gen_explorer.models.base import Control, Section
from gen_explorer.state.recipe import Recipe
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating, integer
from gen_explorer.ui.section_names import choice_names, section_tip, section_title
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.caption_field import CaptionField
from gen_explorer.ui.widgets.choice_grid import ChoiceGrid
from gen_explorer.ui.widgets.dial_strip import DialStrip
from gen_explorer.ui.widgets.labelled_slider import LabelledSlider
from gen_explorer.ui.widgets.thumb_button import PICTURE
from gen_explorer.ui.widgets.tool_button import tool_button
from gen_explorer.ui.widgets.weight_bars import WeightBars

STRIP = 7
"""Pictures along a dial; two where there are many dials."""
MANY_DIALS = 6
EXAMPLES = 4
"""Captions offered."""


class ControlPart(Retranslating, QWidget):
    """A heading with a way back, and what a section needs below it."""

    def __init__(
        self, session: Session, section: Section, place: slice, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.section, self.place = session, section, place
        self.heading = QLabel(self)
        self.heading.setObjectName("heading")
        self.heading.setWordWrap(True)
        self.reset_button = tool_button(self, "reset", self.reset, side=14)
        self.head = QHBoxLayout()
        self.head.setSpacing(4)
        self.head.addWidget(self.heading, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(5)
        self.column.addLayout(self.head)

    def end_head(self) -> None:
        """The way back stands last."""
        self.head.addWidget(self.reset_button)

    @property
    def dimensions(self) -> range:
        """The components of z that are this section's."""
        return range(self.place.start, self.place.stop)

    @property
    def recipe(self) -> Recipe:
        return self.session.store.recipe

    def set_values(self, values: npt.NDArray[np.floating], gesture: str | None = None) -> None:
        """Sets the whole section by hand."""
        pairs = zip(self.dimensions, (float(v) for v in values), strict=True)
        self.session.set_recipe(self.recipe.with_values(pairs), gesture)

    def reset(self) -> None:
        """Gives the section back to the seed."""
        self.session.set_recipe(self.recipe.without(self.dimensions))

    def show_state(self, recipe: Recipe, vector: Latents) -> None:
        """Shows a recipe, whose untruncated latent is `vector` (size,)."""
        by_hand = any(d in self.dimensions for d, _ in recipe.values)
        self.reset_button.setEnabled(by_hand)

    @property
    def picture_count(self) -> int:
        """How many small pictures it shows."""
        return 0

    def variants(self, z: Latents) -> Latents:
        """Latents (picture_count, size) of its small pictures, like z but for this section."""
        return z[None][:0]

    def put(self, first: int, pictures: Packed) -> None:
        """Small pictures from the place `first` of `variants` on (it may be negative)."""

    def show_codes(self, codes: Codes | None, is_fresh: bool) -> None:
        """What the newest picture drew into this section, and whether that picture is of the
        current recipe."""

    def retranslate(self) -> None:
        title = section_title(self.section)
        tip = section_tip(self.section)
        self.heading.setText(title)
        self.heading.setToolTip(tip)
        self.reset_button.setAccessibleName(tr("Reset {name}").format(name=title))
        self.reset_button.setToolTip(tr("Back to what the seed drew."))


class PicturedChoices(ControlPart):
    """A small picture for each choice; a click on one takes it alone."""

    SIDE = PICTURE
    """Points of a picture."""

    def __init__(
        self, session: Session, section: Section, place: slice, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, section, place, parent)
        self.grid = ChoiceGrid(section.size, self, self.SIDE)
        self.grid.chosen.connect(lambda at: self.set_values(one_hot(at, section.size)))

    @property
    def picture_count(self) -> int:
        return self.section.size

    def variants(self, z: Latents) -> Latents:
        """z (size,) once for each choice of the section, with that one alone."""
        rows = np.repeat(z[None], self.section.size, axis=0)
        rows[:, self.place] = np.eye(self.section.size, dtype=np.float32)
        return rows

    def put(self, first: int, pictures: Packed) -> None:
        self.grid.put(first, pictures)


class ChoicePart(PicturedChoices):
    """CLASS and CODE: one of them with a click, or a mixture by weights."""

    def __init__(
        self, session: Session, section: Section, place: slice, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, section, place, parent)
        self.mix_button = QToolButton(self)
        self.mix_button.setCheckable(True)
        self.mix_button.setIcon(theme.icon("sliders"))
        self.mix_button.setIconSize(QSize(14, 14))
        self.mix_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.mix_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.weights = WeightBars(section.size, self)
        self.weights.hide()
        self.head.addWidget(self.mix_button)
        self.end_head()
        self.column.addWidget(self.grid)
        self.column.addWidget(self.weights)
        self.mix_button.toggled.connect(self.weights.setVisible)
        self.weights.moved.connect(
            lambda weights: self.set_values(np.array(weights), f"weights {section.name}")
        )
        self.weights.settled.connect(session.end_gesture)
        self.retranslate()

    def show_state(self, recipe: Recipe, vector: Latents) -> None:
        super().show_state(recipe, vector)
        raw = np.maximum(vector[self.place].astype(np.float64), 0.0)
        shares = (raw / max(raw.sum(), 1e-9)).tolist()
        self.grid.show_shares(shares)
        self.weights.show_weights(shares)

    def retranslate(self) -> None:
        super().retranslate()
        bundle = self.session.bundle
        names = choice_names(self.section, bundle.card.classes if bundle is not None else ())
        is_class = self.section.control is Control.CLASS
        self.grid.set_names(
            names,
            [
                tr("Draws {name}; all else stays.").format(name=name)
                if is_class
                else tr("Sets the code to {name}; all else stays.").format(name=name)
                for name in names
            ],
        )
        self.weights.set_names(names)
        self.mix_button.setText(tr("Mix"))
        self.mix_button.setAccessibleName(tr("Mix by weights"))
        self.mix_button.setToolTip(
            tr(
                "Soft weights between the choices. Training showed the model whole classes only: "
                "look whether a half and half is something between, or neither."
            )
        )


class StagePart(PicturedChoices):
    """STAGE: the stages side by side; the chosen one is the large picture."""

    SIDE = 104

    def __init__(
        self, session: Session, section: Section, place: slice, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, section, place, parent)
        self.end_head()
        self.column.addWidget(self.grid)
        self.retranslate()

    def show_state(self, recipe: Recipe, vector: Latents) -> None:
        super().show_state(recipe, vector)
        self.grid.show_shares(vector[self.place].tolist())

    def retranslate(self) -> None:
        super().retranslate()
        names = choice_names(self.section, ())
        tips = [tr("Shows {name} as the large picture.").format(name=name) for name in names]
        self.grid.set_names(names, tips)


class DialPart(ControlPart):
    """DIAL: a slider each, and what it does in a strip of pictures."""

    def __init__(
        self, session: Session, section: Section, place: slice, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, section, place, parent)
        self.end_head()
        count = STRIP if section.size <= MANY_DIALS else 2
        self.sliders = tuple(LabelledSlider(-1.0, 1.0, self) for _ in range(section.size))
        self.strips = tuple(DialStrip(count, self) for _ in range(section.size))
        for dial, (slider, strip) in enumerate(zip(self.sliders, self.strips, strict=True)):
            slider.moved.connect(functools.partial(self._move, dial))
            slider.settled.connect(session.end_gesture)
            slider.reset_asked.connect(functools.partial(self._reset, dial))
            strip.chosen.connect(functools.partial(self._jump, dial))
            self.column.addWidget(slider)
            self.column.addWidget(strip)
        self.retranslate()

    def _move(self, dial: int, amount: float) -> None:
        dimension = self.place.start + dial
        self.session.set_recipe(self.recipe.with_value(dimension, amount), f"dial {dimension}")

    def _jump(self, dial: int, share: float) -> None:
        dimension = self.place.start + dial
        self.session.set_recipe(self.recipe.with_value(dimension, 2.0 * share - 1.0))

    def _reset(self, dial: int) -> None:
        self.session.set_recipe(self.recipe.without([self.place.start + dial]))

    def show_state(self, recipe: Recipe, vector: Latents) -> None:
        super().show_state(recipe, vector)
        by_hand = {d - self.place.start for d, _ in recipe.values}
        for dial, amount in enumerate(vector[self.place].tolist()):
            self.sliders[dial].show_amount(amount, dial in by_hand)
            self.strips[dial].show_share((amount + 1.0) / 2.0)

    @property
    def picture_count(self) -> int:
        return sum(len(strip) for strip in self.strips)

    def variants(self, z: Latents) -> Latents:
        rows = []
        for dial, strip in enumerate(self.strips):
            for share in strip.shares:
                row = z.copy()
                row[self.place.start + dial] = 2.0 * share - 1.0
                rows.append(row)
        return np.stack(rows)

    def put(self, first: int, pictures: Packed) -> None:
        for dial, strip in enumerate(self.strips):
            strip.put(first - dial * len(strip), pictures)

    def retranslate(self) -> None:
        super().retranslate()
        for dial, (slider, strip) in enumerate(zip(self.sliders, self.strips, strict=True)):
            name = tr("Dial {number}").format(number=integer(dial + 1))
            slider.set_name(name, section_tip(self.section))
            strip.setToolTip(
                tr("The same picture with this dial from −1 to 1. A click takes that position.")
            )


class SettingPart(ControlPart):
    """SETTING: a slider over its range."""

    def __init__(
        self, session: Session, section: Section, place: slice, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, section, place, parent)
        self.reset_button.hide()  # the slider has its own
        self.heading.hide()
        self.slider = LabelledSlider(section.low, section.high, self)
        self.column.addWidget(self.slider)
        self.slider.moved.connect(
            lambda amount: self.set_values(np.full(section.size, amount), f"set {section.name}")
        )
        self.slider.settled.connect(session.end_gesture)
        self.slider.reset_asked.connect(self.reset)
        self.retranslate()

    def show_state(self, recipe: Recipe, vector: Latents) -> None:
        super().show_state(recipe, vector)
        amount = float(vector[self.place.start])
        self.slider.show_amount(amount, self.reset_button.isEnabled())

    def retranslate(self) -> None:
        super().retranslate()
        self.slider.set_name(section_title(self.section), section_tip(self.section))


class TextPart(ControlPart):
    """TEXT: the caption; an empty one is drawn by the seed."""

    def __init__(
        self, session: Session, section: Section, place: slice, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, section, place, parent)
        self.reset_button.hide()  # drawing a caption does the same
        self.field = CaptionField(self)
        self.column.addWidget(self.field)
        self.field.written.connect(self._write)
        self.field.draw_asked.connect(lambda: self._write(""))
        self.retranslate()

    def _write(self, text: str) -> None:
        recipe = self.recipe.without(self.dimensions)
        if (text, recipe.values) != (self.recipe.text, self.recipe.values):
            self.session.set_recipe(replace(recipe, text=text))

    def show_state(self, recipe: Recipe, vector: Latents) -> None:
        spec = self.session.spec
        if spec is None:
            return
        is_by_hand = any(d in self.dimensions for d, _ in recipe.values)  # taken from the map
        if is_by_hand:
            text, drawn = "", captions.text_of(vector[self.place])
        else:
            text, drawn = recipe.text, caption(spec, recipe.seed)
        told = captions.said_in(self.section.source, drawn, language())
        self.field.show_caption(text, drawn, told)

    def retranslate(self) -> None:
        super().retranslate()
        source, code = self.section.source, language()
        offered = captions.known_words(source, code)
        self.field.set_words(offered, functools.partial(captions.unknown_words, source=source))
        self.field.set_examples(captions.examples(source, code, EXAMPLES))
