"""Walking through a model while it trains: the newest moment of a run is the open model, again and
again, and the hand keeps its place.

A moment is a bundle. Where the open model is another moment of the same training, only its weights
are exchanged: recipe, undo, locks and the map's view stay, and pictures go on without a gap.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from gen_explorer.checkpoints.bundle import Bundle, open_bundle
from gen_explorer.checkpoints.card import Card
from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.engine.loading import LoadReport
from gen_explorer.training import moments

if TYPE_CHECKING:
    from gen_explorer.ui.session import Session
    from gen_explorer.ui.training_watch import TrainingWatch

POLL_MS = 250
SLOT = "moments"


def opened(path: Path) -> Bundle:
    """A moment, verified, with its map read. Runs in a thread of its own."""
    bundle = open_bundle(str(path))
    _ = bundle.map
    return bundle


def newest(run: Path, known: Path | None) -> Bundle | None:
    """The newest moment of a run, or None where that is `known`, or there is none, or it went away
    while it was read. Runs in a thread of its own."""
    there = moments.found(run)
    if not there or there[-1][1] == known:
        return None
    path = there[-1][1]
    try:
        return opened(path)
    except UserError:
        if path.exists():
            raise
        return None


def is_moment(path: Path) -> bool:
    """Whether a bundle's folder lies in a run as one of its moments."""
    return path.parent.name == moments.FOLDER


def is_same_training(one: Bundle, other: Bundle) -> bool:
    """Whether two models differ in their weights alone, so that what is true of one's latent and
    pictures is true of the other's: moments of one run, or models that were made alike."""
    first, second = one.card, other.card
    if one.path.parent == other.path.parent and is_moment(one.path):
        # The config may differ: a loss was weighted otherwise meanwhile.
        return (first.latent, first.image, first.family) == (
            second.latent, second.image, second.family
        )  # fmt: skip
    return _without_names(first) == _without_names(second)


def _without_names(card: Card) -> Card:
    """A card without what differs from moment to moment."""
    return replace(
        card, id="", title={}, about={}, command="", figures=(), files={}, first_seed=0,
        parameters=0,
    )  # fmt: skip


class MomentWalk(QObject):
    """Opens moments for a `Session`, one by one or the newest of a run as they come."""

    followed_changed = Signal(object)
    """The run that is followed, or None."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.followed: Path | None = None
        self._coming: tuple[int, Bundle] | None = None
        self._told = ""
        self._is_ahead = False
        self._failures = -1
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)
        session.bridge.weights_loaded.connect(self._loaded)
        session.bridge.model_loaded.connect(self._forget)
        session.model_changed.connect(self._stop_elsewhere)

    def open(self, path: Path) -> None:
        """Opens one moment: the latent stays where it fits. Nothing is followed any more."""
        self.follow(None)
        self._session.bridge.ask(
            SLOT,
            "gen_explorer.ui.moment_walk:opened",
            path,
            on_answer=lambda bundle, _: self._take(bundle),
            on_error=self._session.show_error,
        )

    def follow(self, run: Path | None) -> None:
        """Opens the newest moment of `run`, and every newer one when it comes; None ends that, and
        what is open stays."""
        if run == self.followed:
            return
        self.followed, self._told = run, ""
        if run is None:
            self._timer.stop()
            self._session.bridge.cancel_asked(SLOT)
        else:
            self._timer.start()
            self._poll()
        self.followed_changed.emit(run)

    def is_over(self, bundle: Bundle) -> bool:
        """Whether a bundle is a followed run's moment that the run has left out since: it could not
        be loaded, and a newer one is there."""
        is_followed = self.followed is not None and bundle.path.parent.parent == self.followed
        return is_followed and not bundle.path.exists()

    def close(self) -> None:
        self._timer.stop()

    def heed(self, watch: TrainingWatch) -> None:
        """Says it when the watched run could not keep a moment."""
        watch.run_changed.connect(self._forget_failures)
        watch.history_changed.connect(lambda: self._tell_failures(watch))

    def _forget_failures(self) -> None:
        self._failures = -1

    def _tell_failures(self, watch: TrainingWatch) -> None:
        marks = watch.history.marks() if watch.history is not None else []
        failures = [mark for mark in marks if mark.kind == moments.NOT_SAVED]
        if 0 <= self._failures < len(failures):  # what was there at first is old
            remedy = tr("The training goes on without it.")
            self._session.message.emit(failures[-1].text, remedy, "warning")
        self._failures = len(failures)

    def _poll(self) -> None:
        session = self._session
        if self.followed is None or session.is_loading or self._coming is not None:
            return
        known = session.bundle.path if session.bundle is not None else None
        session.bridge.ask(
            SLOT,
            "gen_explorer.ui.moment_walk:newest",
            self.followed,
            known,
            on_answer=lambda bundle, _: self._take(bundle),
            on_error=self._not_read,
        )

    def _not_read(self, error: BaseException) -> None:
        """A moment that cannot be read is told once: the next one may be whole."""
        if str(error) != self._told:
            self._told = str(error)
            self._session.show_error(error)

    def _take(self, bundle: Bundle | None) -> None:
        session = self._session
        if bundle is None or session.is_loading:
            return
        now = session.bundle
        if now is not None and now.path == bundle.path:
            return
        if now is not None and is_same_training(now, bundle):
            self._coming = (session.bridge.load_weights(bundle), bundle)
            return
        explorer = None
        if now is not None and now.card.latent == bundle.card.latent:
            explorer = session.store.explorer  # the same latent in another model
        session.open_bundle(bundle, explorer)

    def _loaded(self, report: LoadReport) -> None:
        session = self._session
        if self._coming is None:
            return
        if report.weights != self._coming[0]:
            self._is_ahead |= report.error is None  # newer ones are on their way already
            return
        bundle, self._coming = self._coming[1], None
        if report.error is None:
            self._is_ahead = False
            session.exchange_weights(bundle, report)
            return
        if not self.is_over(bundle):
            self._not_read(report.error)
        if self._is_ahead and session.bundle is not None:  # back to what the panels show
            self._is_ahead = False
            session.bridge.load_weights(session.bundle)

    def _stop_elsewhere(self) -> None:
        """Somebody opened a model that is no moment of the run: it is not taken away again."""
        run, bundle = self.followed, self._session.bundle
        if run is not None and bundle is not None and bundle.path.parent != run / moments.FOLDER:
            self.follow(None)

    def _forget(self, report: LoadReport) -> None:
        """Another model or device came first."""
        self._coming = None
