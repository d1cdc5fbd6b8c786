"""The controls above the map: which map, which layers, the plane through three points, fit."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from gen_explorer.core.translation import counted, tr
from gen_explorer.latent.latent_map import LatentMap, modes
from gen_explorer.models.base import LatentSpec
from gen_explorer.state.explorer import MapState
from gen_explorer.ui import theme
from gen_explorer.ui.language import Retranslating, integer, number

LAYERS = (
    ("show_points", "points"),
    ("show_pictures", "grid"),
    ("show_density", "density"),
    ("show_contours", "contours"),
)
"""Field of `MapState`, and the icon of its button."""
FEW = 200
"""With fewer points a map says that it is sparse."""


class MapToolbar(Retranslating, QWidget):
    """Shows a `MapState` and says what a person wants instead."""

    mode_chosen = Signal(str)
    layer_toggled = Signal(str)
    """The field of `MapState`."""
    pick_wanted = Signal()
    fit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec: LatentSpec | None = None
        self._state = MapState()
        self._shown_mode = self._state.mode
        self._mode = QComboBox(self)
        self._mode.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._mode.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._mode.activated.connect(lambda _row: self.mode_chosen.emit(self._mode.currentData()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self._mode)
        row.addSpacing(6)
        self._buttons = {field: self._button(icon, True) for field, icon in LAYERS}
        for field, button in self._buttons.items():
            button.clicked.connect(lambda _on, field=field: self.layer_toggled.emit(field))
            row.addWidget(button)
        row.addStretch(1)
        self._pick = self._button("anchor", False)
        self._fit = self._button("fit", False)
        self._pick.clicked.connect(lambda: self.pick_wanted.emit())
        self._fit.clicked.connect(lambda: self.fit_wanted.emit())
        row.addWidget(self._pick)
        row.addWidget(self._fit)
        self.retranslate()

    @property
    def can_pick(self) -> bool:
        """Whether the latent space has planes to choose from."""
        return self._pick.isEnabled()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """Every control, in the order of the Tab key."""
        return (self._mode, *self._buttons.values(), self._pick, self._fit)

    def button(self, field: str) -> QToolButton:
        """The button of a layer."""
        return self._buttons[field]

    def show_modes(self, spec: LatentSpec | None) -> None:
        """Offers the maps that make sense for a latent space."""
        self._spec = spec
        names = {
            "latent": tr("Latent plane"),
            "structure": tr("Structure"),
            "principal": tr("Principal plane"),
            "anchors": tr("Plane through three points"),
        }
        self._mode.clear()
        for mode in modes(spec) if spec is not None else ("structure",):
            self._mode.addItem(names[mode], mode)
        self._mode.setEnabled(self._mode.count() > 1)
        self._pick.setEnabled(spec is not None and "anchors" in modes(spec))

    def show_state(self, state: MapState, mode: str) -> None:
        """Sets every control to the state; `mode` is the map that is shown."""
        self._state, self._shown_mode = state, mode
        for field, toggle in self._buttons.items():
            toggle.setChecked(getattr(state, field))
        row = self._mode.findData(mode)
        self._mode.setCurrentIndex(max(row, 0))
        button = self._buttons["show_contours"]
        has_contours = mode != "structure"
        button.setEnabled(has_contours)
        button.setAccessibleName(tr("Show the prior's contours"))
        button.setToolTip(
            tr(
                "Lines that hold 50, 90 and 99 % of the prior on this plane. Pictures outside are "
                "rarely drawn; the points should fill the inside evenly."
            )
            if has_contours
            else tr(
                "The structure map has no contours: it bends space, so a circle of the prior has "
                "no shape on it. Planes have them."
            )
        )

    def retranslate(self) -> None:
        self._mode.setAccessibleName(tr("Kind of map"))
        self._mode.setToolTip(
            tr(
                "How many dimensions become two: a plane shows two without distortion; the "
                "structure map bends space so that neighbours stay together."
            )
        )
        names = {
            "show_points": (
                tr("Show points"),
                tr("Each point is one picture's latent, coloured by its class."),
            ),
            "show_pictures": (
                tr("Show decoded pictures"),
                tr(
                    "Decodes the place under each cell: the manifold that the decoder has learnt. "
                    "Look for smooth changes, and for what lies between two classes."
                ),
            ),
            "show_density": (
                tr("Show density"),
                tr("How many points lie where: sampling in an empty place decodes to nonsense."),
            ),
        }
        for field, (name, tip) in names.items():
            self._buttons[field].setAccessibleName(name)
            self._buttons[field].setToolTip(f"{name}. {tip}")
        self._pick.setAccessibleName(tr("Plane through three points"))
        self._pick.setToolTip(
            tr(
                "Choose three points: the map becomes the plane through their latents, where every "
                "place is a mixture of the three."
            )
        )
        self._fit.setAccessibleName(tr("Show the whole map"))
        self._fit.setToolTip(tr("Shows the whole map (Home, or a double click on the map)."))
        self.show_modes(self._spec)
        self.show_state(self._state, self._shown_mode)

    def _button(self, icon: str, is_toggle: bool) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(18, 18))
        button.setCheckable(is_toggle)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button


def about(shown: LatentMap) -> str:
    """What a map is, in two sentences."""
    count = integer(len(shown))
    if shown.own_samples:
        text = tr("This model has no encoder: the points are {count} of its own samples.").format(
            count=count
        )
    elif len(shown) < FEW:
        text = counted(
            len(shown),
            tr("Only one held-out picture: the map is sparse."),
            tr("Only {count} held-out pictures: the map is sparse."),
        ).format(count=count)
    elif not (shown.spec.vector_size and shown.has_posterior):
        text = tr("The points are {count} held-out pictures, at their codes.").format(count=count)
    else:
        text = tr("The points are {count} held-out pictures, at their posterior means.").format(
            count=count
        )
    share = number(100 * (shown.explained or 0.0), 0)
    kinds = {
        "latent": tr("The plane is the latent space itself."),
        "structure": tr("Pictures that look alike are neighbours; long distances mean little.")
        if shown.own_samples
        else tr("Neighbours in latent space are neighbours here; long distances mean little."),
        "principal": tr(
            "They are projected onto the plane, which holds {share} % of their variance."
        ).format(share=share),
        "anchors": tr(
            "They are projected onto the plane, which holds {share} % of their variance."
        ).format(share=share),
    }
    return f"{text} {kinds[shown.mode]}"
