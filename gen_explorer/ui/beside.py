"""A second model beside the open one, for one view: the same latent, drawn by another moment."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gen_explorer.checkpoints.bundle import Bundle
from gen_explorer.core.translation import tr
from gen_explorer.engine.loading import LoadReport
from gen_explorer.engine.request import Frame, Quality
from gen_explorer.latent.priors import resolve
from gen_explorer.state.recipe import Recipe
from gen_explorer.ui.session import Session


class Beside(QObject):
    """Draws the session's recipe with a model of its own, as long as it `is_active`.

    `name` is unique in the window ("left"). Costs nothing while it is not active.
    """

    arrived = Signal(object)
    """A `Frame`: the picture, or an error."""
    opened = Signal()
    """`bundle` is another one, whose pictures follow."""
    refused = Signal(str)
    """Why there is no picture of this moment; empty when there will be one."""

    def __init__(self, session: Session, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._view = f"beside {name}"
        self._wanted: Path | None = None
        self._is_active = False
        self.bundle: Bundle | None = None
        session.bridge.frame_arrived.connect(self._frame_arrived)
        session.bridge.beside_loaded.connect(self._loaded)
        session.state_changed.connect(lambda old, new: self._follow(old.recipe != new.recipe))
        session.model_changed.connect(self._follow)

    @property
    def path(self) -> Path | None:
        """The moment that was asked for last."""
        return self._wanted

    @property
    def is_fitting(self) -> bool:
        """Whether the open model's latent drives this one too."""
        bundle, spec = self.bundle, self._session.spec
        return bundle is not None and spec == bundle.card.latent

    def open(self, path: Path | None) -> None:
        """Draws with the bundle at `path` from now on; None draws nothing."""
        if path == self._wanted:
            return
        self._wanted = path
        if path is None:
            self.bundle = None
            self._session.bridge.cancel_asked(self._view)
            self._session.bridge.load_beside(self._view, None)
        elif self._is_active:
            self._open()

    def set_active(self, is_active: bool) -> None:
        """A view that nobody sees draws nothing, and holds no model."""
        if is_active == self._is_active:
            return
        self._is_active = is_active
        if is_active and self._wanted is not None:
            self._open()
        elif not is_active:
            self.bundle = None
            self._session.bridge.cancel_asked(self._view)
            self._session.bridge.load_beside(self._view, None)

    def _open(self) -> None:
        self._session.bridge.ask(
            self._view,
            "gen_explorer.ui.moment_walk:opened",
            self._wanted,
            on_answer=lambda bundle, _: self._take(bundle),
            on_error=self._not_read,
        )

    def _take(self, bundle: Bundle) -> None:
        if bundle.path != self._wanted or not self._is_active:
            return
        self.bundle = bundle
        self._session.bridge.load_beside(self._view, bundle)
        self.opened.emit()
        self.submit()

    def _not_read(self, error: BaseException) -> None:
        self.refused.emit(str(error))

    def _loaded(self, report: LoadReport) -> None:
        if report.view == self._view and report.error is not None:
            self._session.bridge.cancel(self._view)
            self.refused.emit(str(report.error))

    def _follow(self, is_other: bool = True) -> None:
        if is_other:
            self.submit()

    def submit(self) -> None:
        """Asks for the picture of the session's recipe."""
        session = self._session
        if not self._is_active or self.bundle is None:
            return
        if not self.is_fitting:
            session.bridge.cancel(self._view)
            self.refused.emit(
                tr(
                    "The open model has other controls. Open a moment of this run, and its sliders "
                    "drive both pictures."
                )
            )
            return
        self.refused.emit("")
        quality = Quality.MOVING if session.is_moving else Quality.SETTLED
        session.bridge.submit(self._view, self._recipe(), quality)

    def _recipe(self) -> Recipe:
        """The session's recipe, with the very latent that the open model has: what a sampler draws
        depends on the codes that were fitted, and they differ from moment to moment."""
        session = self._session
        recipe = session.store.recipe
        if recipe.sampler == "prior" or session.spec is None:
            return recipe
        z = resolve(session.spec, recipe, session.fits)
        return replace(recipe.with_latent(z.tolist()), sampler="prior")

    def _frame_arrived(self, frame: Frame) -> None:
        if frame.view == self._view:
            self.arrived.emit(frame)
