"""What the panels share: the state, the way to the engine, and the model that is open."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gen_explorer.checkpoints.bundle import Bundle, open_bundle
from gen_explorer.checkpoints.card import Card
from gen_explorer.checkpoints.fits import Fits
from gen_explorer.core import settings as stored
from gen_explorer.core.errors import Cancelled, UserError
from gen_explorer.core.settings import Settings
from gen_explorer.core.translation import tr
from gen_explorer.engine import device as devices
from gen_explorer.engine.request import Codes, Frame, Packed, Quality
from gen_explorer.engine.worker import LoadReport
from gen_explorer.latent import samplers
from gen_explorer.models.base import LatentSpec
from gen_explorer.state.explorer import Explorer, MapState
from gen_explorer.state.recipe import Recipe
from gen_explorer.state.store import Store
from gen_explorer.ui.bridge import Bridge
from gen_explorer.ui.moment_walk import MomentWalk, is_moment

if TYPE_CHECKING:
    from gen_explorer.ui.training_watch import TrainingWatch


def open_with_map(name: str) -> Bundle:
    """A bundle, verified, with its map read. Runs in a job: it reads megabytes."""
    bundle = open_bundle(name)
    _ = bundle.map  # reads and keeps it
    return bundle


@dataclass(frozen=True)
class Shown:
    """The newest whole picture and what it was drawn from."""

    pixels: Packed
    """(H, W) packed 0x00RRGGBB."""
    recipe: Recipe
    codes: Codes | None = None
    """(all GRID components,) as given or drawn; see `Frame.codes`."""


LOADING = "load"
"""The engine's taking of a model, as an action that fails or succeeds."""
SLOW_MS = 50.0
"""A picture that takes longer is drawn for what is looked at, not for what might be."""


class Session(QObject):
    """One open window's session. Belongs to the GUI thread."""

    model_changed = Signal()
    """Another bundle is current; panels build themselves anew from `bundle` and `spec`."""
    weights_changed = Signal()
    """`bundle` is another moment of the same training: `spec`, recipe, undo and locks are what they
    were, a drag may go on. What depends on the weights or the map is drawn again."""
    state_changed = Signal(object, object)
    """(old, new) `Explorer` after every change."""
    language_changed = Signal()
    message = Signal(str, str, str)
    """(what, remedy, level) for the message bar; level is "info", "warning" or "error"."""
    failed = Signal(object)
    """After its `message`: the `UserError`, with details and with the action that it ended."""
    succeeded = Signal(str)
    """An action that went well: what was said of its last failure has no point any more."""
    offer = Signal(str, str, str, object)
    """(what, remedy, text of a button, what it calls) for the message bar."""
    bug = Signal(str, str)
    """(one line, traceback) of an error that nobody expected."""
    loading_changed = Signal(bool)
    """True while a model is being opened."""
    settings_changed = Signal(object)
    """The new `Settings`."""

    def __init__(
        self,
        settings: Settings | None = None,
        parent: QObject | None = None,
        is_remembering: bool = True,
        device: str | None = None,
    ) -> None:
        """`is_remembering` False leaves the settings file alone (screenshots do). `device` goes
        before the settings' one, for this time."""
        super().__init__(parent)
        self._is_remembering = is_remembering
        self.settings = settings if settings is not None else Settings()
        self.device = device or self.settings.device
        self.store = Store()
        self.bridge = Bridge(self)
        self.walk = MomentWalk(self)
        self.bundle: Bundle | None = None
        self.report: LoadReport | None = None
        self.picture: Shown | None = None
        self._training: TrainingWatch | None = None
        self._costs: deque[float] = deque(maxlen=3)
        self._asked: tuple[int, Recipe] | None = None
        self._coming: Bundle | None = None
        self._coming_explorer: Explorer | None = None
        self._cards: dict[str, Card] = {}
        self._wanted_device: str | None = None
        self._job: int | None = None
        self._quality = Quality.SETTLED
        self.store.subscribe(self._state_changed)
        self.bridge.model_loaded.connect(self._model_loaded)
        self.bridge.frame_arrived.connect(self._frame_arrived)
        self.bridge.job_failed.connect(self.show_error)
        self.bridge.succeeded.connect(self.succeeded)

    @property
    def spec(self) -> LatentSpec | None:
        return self.bundle.card.latent if self.bundle else None

    @property
    def fits(self) -> Fits | None:
        """What the open model's vector can be drawn from besides its prior."""
        return self.bundle.fits if self.bundle else None

    @property
    def training(self) -> TrainingWatch:
        """The training run that is watched; made when it is first asked for."""
        if self._training is None:
            from gen_explorer.ui.training_watch import TrainingWatch

            self._training = TrainingWatch(self)
            self.walk.heed(self._training)
        return self._training

    @property
    def picture_ms(self) -> float:
        """What a picture of the open model has cost lately (the least of three, for a busy machine
        is no slow model); 0 before the first."""
        return min(self._costs, default=0.0)

    @property
    def is_slow(self) -> bool:
        """Whether pictures of the open model cost so much that only few can be drawn unasked."""
        return self.picture_ms > SLOW_MS

    @property
    def is_moving(self) -> bool:
        """Whether the change that is being announced is one step of a drag: what is not the
        picture may follow later."""
        return self._quality is Quality.MOVING

    @property
    def is_loading(self) -> bool:
        return self._job is not None or self._coming is not None

    def open_model(self, name: str, explorer: Explorer | None = None) -> None:
        """Opens a bundle (a shipped id or a path) beside the current one, which stays if that
        fails. `explorer` is the state to take over with it (a session file's)."""
        if self._job is not None:
            self.bridge.cancel_job(self._job)
        self._coming = None
        self._coming_explorer = explorer
        self._job = self.bridge.run(
            "gen_explorer.ui.session:open_with_map",
            name,
            on_result=self._bundle_opened,
            on_error=self._open_failed,
        )
        self.loading_changed.emit(True)

    def open_moment(self, path: Path) -> None:
        """Opens one moment of a training run; see `MomentWalk`."""
        self.walk.open(path)

    def follow(self, run: Path | None) -> None:
        """Walks the newest moment of a training run from now on; None ends that."""
        self.walk.follow(run)

    def open_bundle(self, bundle: Bundle, explorer: Explorer | None = None) -> None:
        """Takes a bundle that was opened already, its map read. `explorer` is taken over."""
        if self._job is not None:
            self.bridge.cancel_job(self._job)
        self._coming_explorer = explorer
        self._bundle_opened(bundle)
        self.loading_changed.emit(True)

    def exchange_weights(self, bundle: Bundle, report: LoadReport) -> None:
        """The engine draws with the weights of `bundle` now, which is like the open one else."""
        self.bundle, self.report = bundle, report
        self.store.rename(bundle.key)
        if self.store.is_in_gesture:
            self._quality = Quality.MOVING
        try:
            self.submit_picture()  # first: the render thread works while the panels follow
        finally:
            self._quality = Quality.SETTLED
        self.weights_changed.emit()

    def open_explorer(self, explorer: Explorer) -> None:
        """Takes over a saved session: its model, then its state."""
        if self.bundle is not None and explorer.model == self.bundle.key:
            self.store.update(explorer)
            self.submit_picture()
        else:
            self.open_model(explorer.model, explorer)

    def set_recipe(self, recipe: Recipe, gesture: str | None = None) -> None:
        """Draws another recipe. While something is dragged, `gesture` names what, and
        `end_gesture()` follows on release: together one step of undo."""
        self._quality = Quality.SETTLED if gesture is None else Quality.MOVING
        try:
            self.store.update_recipe(recipe, gesture)
        finally:
            self._quality = Quality.SETTLED

    def end_gesture(self) -> None:
        self.store.end_gesture()
        self.submit_picture()

    def change(self, **parts: Any) -> None:
        """Replaces fields of the explorer: `change(locked=frozenset({1}))`."""
        self.store.update(replace(self.store.explorer, **parts))

    def submit_picture(self) -> None:
        """Asks for the current recipe's picture in full quality."""
        if self.bundle is not None:
            recipe, quality = self.store.recipe, self._quality
            revision = self.bridge.submit("picture", recipe, quality)
            self._asked = (revision, recipe) if quality is Quality.SETTLED else None

    def set_device(self, device: str) -> None:
        """Draws on "auto", "cpu", "cuda", "cuda:1" or "mps" from now on, and at the next start if
        that works. A device that is not there becomes a message, and all stays as it is."""
        try:
            devices.choose(device)
        except UserError as error:
            self.show_error(error)
            self.settings_changed.emit(self.settings)  # the menu's mark goes back
            return
        self.device = device
        self._wanted_device = device
        if self.bundle is not None:
            self.bridge.load(self.bundle, device)
        self.settings_changed.emit(self.settings)

    def remember(self, **values: Any) -> None:
        """Changes settings and saves them; an unwritable folder becomes a message."""
        changed = replace(self.settings, **values)
        if changed == self.settings:
            return
        self.settings = changed
        if self._is_remembering:
            self.guard(lambda: stored.save(changed), "settings")
        self.settings_changed.emit(changed)

    def guard(self, action: Callable[[], None], name: str = "") -> None:
        """Runs `action`; what it raises becomes a message instead of an exception, which its next
        success takes away where it has a `name`."""
        try:
            action()
        except Exception as error:
            if isinstance(error, UserError):
                error.action = error.action or name
            self.show_error(error)
        else:
            if name:
                self.succeeded.emit(name)

    def show_error(self, error: BaseException) -> None:
        """A `UserError` becomes a message; anything else is reported as a bug."""
        if isinstance(error, Cancelled):
            return
        if isinstance(error, UserError):
            self.message.emit(error.what, error.remedy, "error")
            self.failed.emit(error)
        else:
            text = "".join(traceback.format_exception(error))
            self.bug.emit(f"{type(error).__name__}: {error}", text)

    def add_recent(self, path: Path) -> None:
        """Puts a file on top of the recent ones."""
        self.remember(recent=self.settings.with_recent(str(path.resolve())).recent)

    def shutdown(self) -> None:
        self.walk.close()
        if self._training is not None:
            self._training.close()
        self.bridge.shutdown()

    def _bundle_opened(self, bundle: Bundle) -> None:
        self._job = None
        self._coming = bundle
        self.bridge.load(bundle, self.device)

    def _open_failed(self, error: BaseException) -> None:
        self._job = None
        self._coming_explorer = None
        self.loading_changed.emit(False)
        self.show_error(error)

    def _model_loaded(self, report: LoadReport) -> None:
        if report.message:
            self._device_failed(report.message)
        if report.error is not None:
            is_over = self._coming is not None and self.walk.is_over(self._coming)
            self._coming = None
            self._coming_explorer = None
            self.loading_changed.emit(False)
            if not is_over:
                report.error.action = LOADING
                self.show_error(report.error)
            if self.bundle is not None and not self.bridge.is_current:
                self.bridge.load(self.bundle, self.device)
            return
        self.report = report
        self.succeeded.emit(LOADING)
        self._keep_device(report)
        if self._coming is None:  # the same model on another device
            self.submit_picture()
            return
        bundle, explorer = self._coming, self._coming_explorer
        self._coming = self._coming_explorer = None
        self.bundle = bundle
        self.picture = None
        self._costs.clear()
        if self._cards.get(bundle.key) != bundle.card:  # new, or another model of that name
            self._cards[bundle.key] = bundle.card
            self.store.forget(bundle.key)
            fresh = _fresh(bundle.card)
        else:
            fresh = self.store.recall(bundle.key) or _fresh(bundle.card)
        explorer = explorer or fresh
        self.store.update(replace(explorer, model=bundle.key))
        self.loading_changed.emit(False)
        self.model_changed.emit()
        self.submit_picture()
        if is_moment(bundle.path):
            return  # one of many, and thinned out one day
        recent = self.settings.recent
        if Path(bundle.key).is_absolute():
            recent = self.settings.with_recent(bundle.key).recent
        self.remember(last_model=bundle.key, recent=recent)

    def _keep_device(self, report: LoadReport) -> None:
        """Remembers the device that was chosen, once the engine draws on it."""
        wanted = self._wanted_device
        if wanted is None or report.device is None:
            return
        if wanted == "auto" or devices.choose(wanted).key == report.device.key:
            self._wanted_device = None
            self.remember(device=wanted)

    def _device_failed(self, reason: str) -> None:
        """The engine draws on the processor instead of the device that was asked for, which is
        not asked for again at the next start."""
        if self.device == "auto":
            remedy = tr("To leave that device out: menu Model, Device, Processor (CPU).")
        else:
            remedy = tr(
                "The device is now chosen automatically; the menu Model, Device has others."
            )
        self.message.emit(reason, remedy, "warning")
        is_saved = self.settings.device == self.device
        self._wanted_device = None
        self.device = "auto"
        if is_saved:
            self.remember(device="auto")
        self.settings_changed.emit(self.settings)

    def _state_changed(self, old: Explorer, new: Explorer) -> None:
        if new.recipe != old.recipe and new.model == old.model:
            self.submit_picture()  # first: the render thread works while the panels follow
        self.state_changed.emit(old, new)

    def _frame_arrived(self, frame: Frame) -> None:
        if frame.view != "picture" or frame.pixels is None or frame.is_preview:
            return
        self._costs.append(frame.timings.total)
        if self._asked is not None and self._asked[0] == frame.revision:
            codes = None if frame.codes is None else frame.codes[0].copy()
            self.picture = Shown(frame.pixels[0].copy(), self._asked[1], codes)


def _fresh(card: Card) -> Explorer:
    """How a model begins that was not open before."""
    mode = "latent" if card.latent.size == 2 else "structure"
    recipe = Recipe(seed=card.first_seed, sampler=samplers.usual(card.latent))
    return Explorer(recipe=recipe, map=MapState(mode=mode))
