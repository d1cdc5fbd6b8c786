"""Shows what lies under the resting mouse: the decoded picture, and the original if it is here."""

from __future__ import annotations

import functools
from collections import OrderedDict
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QPoint, QPointF, QTimer

from gen_explorer.data import images
from gen_explorer.engine.request import Frame
from gen_explorer.ui.class_names import class_name
from gen_explorer.ui.one_job import OneJob
from gen_explorer.ui.session import Session
from gen_explorer.ui.widgets.map_canvas import MapCanvas
from gen_explorer.ui.widgets.map_card import MapCard

VIEW = "hover"
INTERVAL_MS = 33
REST_MS = 300
"""With a slow model the mouse has to rest for so long."""
NEAR = 12.0
"""The original of a point within this many points on the screen is shown."""
KEPT = 200


class MapHover(QObject):
    """Moves a `MapCard` over the canvas, at most thirty times a second."""

    def __init__(self, session: Session, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._session = session
        self._canvas = canvas
        self.card = MapCard(canvas)
        self._at: QPointF | None = None
        self._revision = 0
        self._index: int | None = None
        self._reading = OneJob(session.bridge, lambda _error: self._original_came(0, None))
        self._has_originals = True
        self._originals: OrderedDict[int, images.Packed] = OrderedDict()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._look)
        canvas.hovered.connect(self._hovered)
        session.bridge.frame_arrived.connect(self._frame_arrived)

    def forget(self) -> None:
        """Another model is open."""
        self._reading.stop()
        self._index = None
        self._has_originals = True
        self._originals.clear()
        self._hovered(None)

    def _hovered(self, at: tuple[float, float] | None) -> None:
        if at is None:
            if self._at is not None:
                self._at = None
                self._timer.stop()
                self._session.bridge.cancel(VIEW)
                self.card.hide()
            return
        self._at = QPointF(*at)
        if self._session.is_slow:
            self._timer.start(REST_MS)
        elif not self._timer.isActive():
            self._timer.start(INTERVAL_MS)

    def _look(self) -> None:
        shown, at = self._canvas.map, self._at
        if shown is None or at is None or self._canvas.is_busy:
            return
        index = self._canvas.point_at(at, NEAR) if self._canvas.layers.points else None
        place = np.array(
            self._canvas.place_at(at) if index is None else shown.positions[index], np.float32
        )
        if not shown.is_plane and not bool(shown.has_data(place)):
            self.card.hide()
            return
        z, _ = shown.to_latent(place[None])
        self._revision = self._session.bridge.submit(VIEW, z)
        self._index = index
        self._show_original(index)
        self.card.move_beside(at.toPoint())

    def _show_original(self, index: int | None) -> None:
        bundle = self._session.bundle
        if bundle is None or index is None or bundle.map.own_samples:
            self.card.show_original(None)
            return
        if index in self._originals:
            label = int(bundle.map.labels[index])
            classes = bundle.card.classes
            name = class_name(classes[label]) if 0 <= label < len(classes) else ""
            self.card.show_original(self._originals[index], name)
            return
        self.card.show_original(None)
        if not self._reading.is_running and self._has_originals and bundle.map.indices[index] >= 0:
            card = bundle.card
            self._reading.run(
                "gen_explorer.data.datasets:pictures",
                card.dataset,
                "test",
                [int(bundle.map.indices[index])],
                card.image.height,
                card.image.channels,
                then=functools.partial(self._original_came, index),
            )

    def _original_came(self, index: int, found: Any) -> None:
        if found is None:  # the data set is not on this machine: do not ask again
            self._has_originals = False
            return
        self._originals[index] = images.bytes_to_packed(found[0])
        while len(self._originals) > KEPT:
            self._originals.popitem(last=False)
        if self._at is not None and self._index is not None:
            self._show_original(self._index)
            self.card.move_beside(self._at.toPoint() if self._at else QPoint())

    def _frame_arrived(self, frame: Frame) -> None:
        if frame.view != VIEW or frame.revision != self._revision or frame.pixels is None:
            return
        if self._at is not None:
            self.card.show_decoded(frame.pixels[0].copy())
            self.card.raise_()
