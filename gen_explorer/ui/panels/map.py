"""The map of the latent space: points, decoded pictures, and a cursor that walks through them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gen_explorer.core.translation import tr
from gen_explorer.latent.latent_map import LatentMap, modes
from gen_explorer.latent.priors import resolve
from gen_explorer.state.explorer import Explorer, MapState
from gen_explorer.ui.language import Retranslating
from gen_explorer.ui.one_job import OneJob
from gen_explorer.ui.panels.map_walk import MapWalk, place_of
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.map_anchors import AnchorBar
from gen_explorer.ui.widgets.map_canvas import Layers, MapCanvas
from gen_explorer.ui.widgets.map_column import MapColumn
from gen_explorer.ui.widgets.map_hover import MapHover
from gen_explorer.ui.widgets.map_legend import MapLegend
from gen_explorer.ui.widgets.map_tiling import MapTiling
from gen_explorer.ui.widgets.map_toolbar import MapToolbar, about

Floats = npt.NDArray[np.float32]


class MapPanel(Retranslating, QWidget):
    """The canvas with its controls."""

    NAME = "map"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mapPanel")
        self._session = session
        self._building = OneJob(session.bridge, self._map_failed)
        self._shown: tuple[str, tuple[Any, ...]] | None = None
        self.canvas = MapCanvas(self)
        self.tiling = MapTiling(session, self.canvas)
        self.hover = MapHover(session, self.canvas)
        self.legend = MapLegend(self)
        self.anchors = AnchorBar(self)
        self.toolbar = MapToolbar(self)
        self._hint = QLabel(self)
        self._hint.setObjectName("caption")
        self._hint.setWordWrap(True)
        self.walk = MapWalk(session, self.canvas, self.anchors, self.tiling.touch)
        self._lay_out()
        self._connect()
        self.retranslate()
        self._model_changed()

    def title(self) -> str:
        return tr("Map")

    def is_complete(self) -> bool:
        """Whether all there is to draw is on the screen, the finest pictures too."""
        return not self._building.is_running and self.canvas.is_drawn and self.tiling.is_complete

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.tiling.touch()
        self.walk.follow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.tiling.pause()
        self.walk.pause()

    # What actions call

    def fit(self) -> None:
        """Shows the whole map."""
        self.canvas.fit_again()

    def zoom_in(self) -> None:
        self.canvas.zoom(4)

    def zoom_out(self) -> None:
        self.canvas.zoom(-4)

    def toggle(self, field: str) -> None:
        """Shows or hides a layer, named by its field of `MapState`."""
        state = self._state
        self._change(**{field: not getattr(state, field)})

    def set_mode(self, mode: str) -> None:
        """Another kind of map. "anchors" begins with choosing points if there are none yet."""
        state = self._state
        if mode == "anchors" and len(state.anchors) != 3:
            self.pick_anchors()
            self._show_state()
        else:
            self.anchors.is_picking = False
            self._change(mode=mode)

    def pick_anchors(self) -> None:
        """Begins to choose three points that span a plane."""
        if self.toolbar.can_pick and self.canvas.map is not None:
            self.canvas.set_anchors([])
            self.anchors.start()
            self.canvas.setFocus()

    # Building

    def _lay_out(self) -> None:
        self.column = MapColumn(
            self.toolbar, self.anchors, self.canvas, self.legend, self._hint, self
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 6, 8, 8)
        whole.addWidget(self.column)

    def _connect(self) -> None:
        session = self._session
        session.model_changed.connect(self._model_changed)
        session.weights_changed.connect(self._weights_changed)
        session.state_changed.connect(self._state_changed)
        self.legend.hidden_changed.connect(lambda hidden: self._change(hidden_classes=hidden))
        self.toolbar.mode_chosen.connect(self.set_mode)
        self.toolbar.layer_toggled.connect(self.toggle)
        self.toolbar.fit_wanted.connect(self.fit)
        self.toolbar.pick_wanted.connect(self.pick_anchors)
        self.anchors.changed.connect(self._anchors_changed)
        self.anchors.completed.connect(self._anchors_completed)
        self.anchors.wanted_current.connect(self._take_current)

    def retranslate(self) -> None:
        self.canvas.setAccessibleName(tr("Map of the latent space"))
        self.canvas.setAccessibleDescription(
            tr(
                "Drag or use the arrow keys to walk through the latent space. Plus and minus zoom, "
                "Home shows everything."
            )
        )
        self._hint.setToolTip(
            tr(
                "A dashed cursor: the picture's latent lies off this map, and the ring marks the "
                "nearest place. Drag it, and the picture moves onto the map."
            )
        )
        self._show_state()

    # The model and the map

    @property
    def _state(self) -> MapState:
        return self._session.store.explorer.map

    def _effective_mode(self) -> str:
        """The state's mode where the model has it, else the model's usual one."""
        spec, state = self._session.spec, self._state
        if spec is None:
            return state.mode
        known = modes(spec)
        is_usable = state.mode in known
        if state.mode == "anchors":
            is_usable = len(state.anchors) == 3 and all(
                len(anchor) == spec.size for anchor in state.anchors
            )
        return state.mode if is_usable else known[0]

    def _model_changed(self) -> None:
        self.tiling.forget()
        self.hover.forget()
        self._shown = None
        self.walk.forget_cursor()
        self.anchors.stop()
        self.canvas.was_moved = False
        bundle = self._session.bundle
        has_labels = bundle is not None and bool((bundle.map.labels >= 0).any())
        self.legend.set_classes(bundle.card.classes if bundle is not None and has_labels else ())
        if bundle is None:
            self.canvas.show_map(None, tr("The map appears when a model is open."))
        self.toolbar.show_modes(bundle.card.latent if bundle is not None else None)
        self._build()

    def _weights_changed(self) -> None:
        """The same map of a model trained further: the one that is shown stays until it is built,
        and where one looks stays too."""
        if self.canvas.map is not None and not self._building.is_running:
            self._start_building(self._map_renewed)
        else:
            self._shown = None
            self._build()

    def _build(self) -> None:
        """Has the map of the current mode built, unless it is the one that is shown."""
        bundle, mode = self._session.bundle, self._effective_mode()
        wanted = (mode, self._state.anchors if mode == "anchors" else ())
        self._show_state()
        if bundle is None or wanted == self._shown:
            return
        self._shown = wanted
        self.tiling.show_map(None, ())
        self.canvas.show_map(None, tr("Building the map..."))
        self._start_building(self._map_built)

    def _start_building(self, then: Callable[[LatentMap], None]) -> None:
        bundle = self._session.bundle
        assert bundle is not None
        assert self._shown is not None
        self._building.run(
            "gen_explorer.latent.latent_map:build_map",
            bundle.map,
            bundle.card.latent,
            *self._shown,
            then=then,
        )

    def _map_built(self, built: LatentMap) -> None:
        self.canvas.was_moved = False
        self.canvas.show_map(built)
        self.canvas.set_hidden(self._state.hidden_classes)
        self.tiling.show_map(built, self._key)
        self.walk.forget_cursor()
        self.walk.forget_places()
        self._show_state()
        self.walk.follow()

    @property
    def _key(self) -> tuple[object, ...]:
        """Stands for everything that decides the map's pictures."""
        return (self._session.bridge.epoch, self._session.store.explorer.model, self._shown)

    def _map_renewed(self, built: LatentMap) -> None:
        """Puts the map of other weights in the place of the one that is shown."""
        self.canvas.renew_map(built)
        self.tiling.renew_map(built, self._key)
        self.walk.forget_places()
        self._hint.setText(about(built))
        if not self.canvas.is_busy:  # else the cursor is where the hand is
            self.walk.forget_cursor()
            self.walk.follow()

    def _map_failed(self, error: BaseException) -> None:
        self.canvas.show_map(None, tr("This map could not be built."))
        self._session.show_error(error)

    # The three anchors

    def _take_current(self, index: int) -> None:
        spec = self._session.spec
        if spec is not None:
            z = resolve(spec, self._session.store.recipe, self._session.fits)
            self.anchors.take(tuple(z.tolist()), index)

    def _anchors_changed(self, chosen: tuple[tuple[float, ...] | None, ...]) -> None:
        shown = self.canvas.map
        if shown is None or not self.anchors.is_picking:
            return
        latents = [np.array(anchor, np.float32) for anchor in chosen if anchor is not None]
        self.canvas.set_anchors([place_of(shown, z) for z in latents])

    def _anchors_completed(self, chosen: tuple[tuple[float, ...], ...]) -> None:
        self._change(mode="anchors", anchors=chosen)

    # The state

    def _change(self, **parts: Any) -> None:
        self._session.change(map=replace(self._state, **parts))

    def _state_changed(self, old: Explorer, new: Explorer) -> None:
        if new.model != old.model:
            return  # model_changed follows
        if new.recipe != old.recipe and not self.walk.is_own(new.recipe):
            self.tiling.touch()
            if self.isVisible():
                self.walk.follow_soon()
        if new.map != old.map:
            self._build()

    def _show_state(self) -> None:
        """Sets every control to what the state says."""
        state = self._state
        layers = Layers(
            state.show_points, state.show_pictures, state.show_density, state.show_contours
        )
        if layers.pictures and not self.canvas.layers.pictures:
            self.tiling.touch()
        self.canvas.set_layers(layers)
        self.canvas.set_hidden(state.hidden_classes)
        self.legend.set_hidden(state.hidden_classes)
        shown = self.canvas.map
        self.toolbar.show_state(state, self._effective_mode())
        self._hint.setText(about(shown) if shown is not None else " ")
        if self._effective_mode() == "anchors" and shown is not None and shown.mode == "anchors":
            self.anchors.show_anchors(state.anchors)
            latents = [np.array(anchor, np.float32) for anchor in state.anchors]
            self.canvas.set_anchors([place_of(shown, z) for z in latents])
        elif not self.anchors.is_picking:
            self.anchors.hide()
