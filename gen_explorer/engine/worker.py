"""The render thread: one slot a view, the newest request wins, nothing ever queues up.

Requests wait in `_slots`, one a view; results wait in the outbox, the newest of a view. Both are
guarded by one Condition, held only to swap things. A model is loaded in a thread that ends when the
load does (`engine.loader`), so that the model before it goes on drawing.

Other weights of the model that is there (it is being trained) come the same way, but keep its
epoch: what waits in the slots stays valid, and no picture is missed. A view may have a model of its
own, to show two beside each other.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from gen_explorer.checkpoints.bundle import Bundle
from gen_explorer.core.errors import UserError
from gen_explorer.engine.decoder import DeviceError
from gen_explorer.engine.loader import Loader, Wish
from gen_explorer.engine.loading import (
    LoadReport,
    OpenModel,
    Reopen,
    Resident,
    fallback_message,
    load_error,
    open_model,
    reopen,
)
from gen_explorer.engine.quality import SLOW_MS, Size, step
from gen_explorer.engine.renderer import failed, render
from gen_explorer.engine.request import Frame, Quality, RenderRequest
from gen_explorer.models.base import Control
from gen_explorer.state.recipe import Recipe

__all__ = ["LoadReport", "RenderWorker"]

ORDER = ("picture", "beside", "hover", "film", "sheet", "tiles")
"""Which view is drawn first; views that are not named come after these. Of the name of a view with
a model of its own ("beside left") the first word counts."""
CHUNK_MS = 50.0
"""How long a part of a batch may take: a picture that is asked for meanwhile waits that long."""
GRID_PASSES = 2.0
"""For a model that draws grids value by value at least so many single passes: a picture waits for
one anyway, and many at once hardly take longer (a PixelCNN draws 16 in the time of three)."""
CHUNK_LIMIT = 32
"""Pictures a chunk: larger batches bring nothing more."""
DRAG_PAUSE = 0.12
"""Seconds after a moving picture in which no batch goes on: the next one is surely on its way."""


@dataclass(slots=True)
class _Task:
    request: RenderRequest
    submitted: float
    rank: int
    is_batch: bool
    done: int = 0
    """Latents drawn so far."""
    due: float = 0.0
    """Not before this time."""
    is_refining: bool = False
    """Its preview is shown already; full size is due."""


@dataclass(slots=True)
class _Model:
    epoch: int
    bundle: Bundle
    resident: Resident
    each_ms: float
    """Milliseconds a picture of a batch, as measured lately."""
    weights: int = 0
    view: str = ""

    def close(self) -> None:
        self.resident.close()

    def report(self) -> LoadReport:
        device, message = self.resident.decoder.device, self.resident.message
        return LoadReport(self.epoch, device, None, message, self.weights, self.view)


class RenderWorker:
    """Draws requests in a thread of its own. All methods may be called from any thread."""

    def __init__(
        self,
        on_frame_ready: Callable[[], None],
        open_model: OpenModel = open_model,
        reopen: Reopen = reopen,
    ) -> None:
        """`on_frame_ready` is called from the render or the loading thread whenever the outbox
        turns from empty to not empty. It must not block."""
        self._on_frame_ready = on_frame_ready
        self._open_model = open_model
        self._condition = threading.Condition(threading.Lock())
        self._slots: dict[str, _Task] = {}
        self._frames: dict[str, list[Frame]] = {}
        self._reports: dict[tuple[str, int, int], LoadReport] = {}
        self._arrived: dict[str, _Model | None] = {}
        self._own: set[str] = set()
        self._failed: tuple[int, UserError] | None = None
        self._quiet_until = 0.0
        self._is_stopping = False
        self._model: _Model | None = None  # the render thread's own
        self._beside: dict[str, _Model] = {}  # likewise, by view
        self._thread = threading.Thread(target=self._run, name="render", daemon=True)
        self._loader = Loader(self._condition, open_model, reopen, self._take_in, self._refuse)

    @property
    def thread(self) -> threading.Thread:
        """The render thread, for who measures it."""
        return self._thread

    def start(self) -> None:
        self._thread.start()

    def stop(self, timeout: float = 2.0) -> None:
        """Ends the threads and drops what waits. A pass that runs is waited for, at most `timeout`
        seconds."""
        with self._condition:
            self._is_stopping = True
            self._slots.clear()
            self._loader.stop()
            self._condition.notify_all()
            loader = self._loader.thread
        end = time.monotonic() + timeout
        for thread in (self._thread, loader):
            if thread is not None and thread.ident is not None:
                thread.join(max(0.0, end - time.monotonic()))

    def load(self, epoch: int, bundle: Bundle, device: str = "auto") -> None:
        """Loads a model beside the current one; a `LoadReport` tells how it went. Requests of the
        same epoch wait for it."""
        with self._condition:
            self._loader.want(Wish(epoch, bundle, device))

    def load_weights(self, epoch: int, weights: int, bundle: Bundle) -> None:
        """Loads other weights of the model of `epoch`, which draws until they are there: a bundle
        with the same latent and pictures. `weights` counts them. Nothing comes of it where another
        model is loaded meanwhile."""
        with self._condition:
            self._loader.want(Wish(epoch, bundle, "auto", weights))

    def load_beside(self, view: str, epoch: int, bundle: Bundle | None) -> None:
        """Gives a view a model of its own on the CPU, or takes it away again. Its epochs count for
        themselves."""
        with self._condition:
            if bundle is not None:
                self._own.add(view)
                self._loader.want(Wish(epoch, bundle, "cpu", view=view))
            else:
                self._loader.forget(view)
                self._own.discard(view)
                self._arrived[view] = None
                self._condition.notify()

    def submit(self, request: RenderRequest) -> None:
        """Puts a request into its view's slot, in place of an older one."""
        view = request.view
        kind = view.partition(" ")[0]
        rank = ORDER.index(kind) if kind in ORDER else len(ORDER)
        now = time.perf_counter()
        task = _Task(request, now, rank, not isinstance(request.subject, Recipe))
        with self._condition:
            if self._is_stopping:
                return
            if rank == 0:
                is_moving = request.quality is Quality.MOVING
                self._quiet_until = now + DRAG_PAUSE if is_moving else 0.0
            self._slots[view] = task
            self._condition.notify()

    def cancel(self, view: str) -> None:
        """Forgets what a view asked for and what it has not taken yet."""
        with self._condition:
            self._slots.pop(view, None)
            self._frames.pop(view, None)

    def take(self) -> list[Frame | LoadReport]:
        """Empties the outbox: reports first, then frames in the order of their views' slots."""
        with self._condition:
            frames, self._frames = self._frames, {}
            reports, self._reports = self._reports, {}
        taken: list[Frame | LoadReport] = list(reports.values())
        for parts in frames.values():
            taken.extend(parts)
        return taken

    # -- the render thread

    def _run(self) -> None:
        while True:
            with self._condition:
                while True:
                    if self._is_stopping:
                        break
                    arrived, self._arrived = self._arrived, {}
                    if arrived:
                        break
                    task, pause = self._choose(time.perf_counter())
                    if task is not None:
                        break
                    self._condition.wait(pause)
                if self._is_stopping:
                    break
            if arrived:
                for view, model in arrived.items():
                    self._adopt(view, model)
            elif task is not None:
                self._draw(task)
        for model in (self._model, *self._beside.values()):
            if model is not None:
                model.close()
        self._model = None
        self._beside.clear()

    def _choose(self, now: float) -> tuple[_Task | None, float | None]:
        """The task to do next, or how many seconds to wait for one that is not due (None: until
        something happens). Holds the lock."""
        best: _Task | None = None
        pause: float | None = None
        shared = max(
            self._model.epoch if self._model else -1, self._failed[0] if self._failed else -1
        )
        for view, task in self._slots.items():
            known = shared
            if view in self._own:
                known = self._beside[view].epoch if view in self._beside else -1
            if task.request.epoch > known:
                continue  # its model is still being loaded
            due = max(task.due, self._quiet_until) if task.is_batch else task.due
            if due > now:
                pause = due - now if pause is None else min(pause, due - now)
            elif best is None or task.rank < best.rank:
                best = task
        return best, pause

    def _draw(self, task: _Task) -> None:
        """One picture or one chunk."""
        request = task.request
        model = self._beside.get(request.view, self._model)
        if model is None or request.epoch != model.epoch:
            refusal = self._failed
            if refusal is not None and request.epoch == refusal[0]:
                self._put(task, failed(request, refusal[1]), is_done=True)
            else:
                self._drop(task)
            return
        try:
            if task.is_batch:
                self._draw_chunk(task, model)
            else:
                self._draw_picture(task, model)
            return
        except DeviceError as error:
            device, reason = error.device, error.reason
        # Only here, outside the except block, has the traceback let go of the device's memory.
        self._fall_back(model, fallback_message(device, reason))

    def _draw_picture(self, task: _Task, model: _Model) -> None:
        request, resident = task.request, model.resident
        now = time.perf_counter()
        decoder, refine_at = resident.decoder, None
        if resident.preview is not None and not task.is_refining:
            is_slow = resident.decoder.pass_ms > SLOW_MS
            todo = step(request.quality, is_slow, now)
            refine_at = todo.refine_at
            if todo.size is Size.PREVIEW:
                decoder = resident.preview
        frame = render(
            request,
            decoder,
            model.bundle.card.latent,
            wait=(now - task.submitted) * 1e3,
            is_preview=decoder is not resident.decoder,
            fits=model.bundle.fits,
        )
        if refine_at is not None:
            task.due, task.is_refining = refine_at, True
        self._put(task, frame, is_done=refine_at is None)

    def _draw_chunk(self, task: _Task, model: _Model) -> None:
        start = time.perf_counter()
        limit = CHUNK_MS
        if model.bundle.card.latent.find(Control.GRID):
            limit = max(limit, GRID_PASSES * model.resident.decoder.pass_ms)
        count = int(limit / max(model.each_ms, 1e-6))
        frame = render(
            task.request,
            model.resident.decoder,
            model.bundle.card.latent,
            first=task.done,
            count=min(max(count, 1), CHUNK_LIMIT),
            wait=(start - task.submitted) * 1e3,
        )
        if frame.pixels is not None:
            task.done += len(frame.pixels)
            each = (time.perf_counter() - start) * 1e3 / len(frame.pixels)
            model.each_ms += 0.5 * (each - model.each_ms)
        self._put(task, frame, is_done=frame.is_last)

    def _put(self, task: _Task, frame: Frame, is_done: bool) -> None:
        view = task.request.view
        with self._condition:
            current = self._slots.get(view)
            if current is task and is_done:
                del self._slots[view]
            elif current is None or (current is not task and task.is_batch):
                return  # cancelled, or part of a batch that nobody wants any more
            was_empty = not self._frames and not self._reports
            waiting = self._frames.get(view)
            if waiting is not None and frame.first and waiting[-1].revision == frame.revision:
                waiting.append(frame)
            else:
                self._frames[view] = [frame]
        if was_empty:
            self._on_frame_ready()

    def _drop(self, task: _Task) -> None:
        with self._condition:
            if self._slots.get(task.request.view) is task:
                del self._slots[task.request.view]

    def _adopt(self, view: str, arrived: _Model | None) -> None:
        """Takes the model of a view, or with "" the one that all share, in place of the former."""
        before = self._beside.pop(view, None) if view else self._model
        if arrived is not None and arrived.weights:
            if before is None or before.epoch != arrived.epoch:
                arrived.close()
                return
            arrived.each_ms = before.each_ms
        if before is not None:
            before.close()
        if arrived is None:
            return
        if view:
            self._beside[view] = arrived
        else:
            self._model = arrived
        self._report(arrived.report())

    def _fall_back(self, model: _Model, message: str) -> None:
        """Draws on with the CPU after the device failed. Its tasks are still in their slots."""
        model.close()
        self._model = None
        try:
            resident = next(self._open_model(model.bundle, "cpu"))
        except Exception as error:
            refusal = load_error(error)
            with self._condition:
                self._failed = (model.epoch, refusal)
            self._report(LoadReport(model.epoch, None, refusal, message))
            return
        self._model = _Model(model.epoch, model.bundle, resident, resident.decoder.pass_ms)
        with self._condition:
            self._loader.remember(resident.decoder)
        self._report(LoadReport(model.epoch, resident.decoder.device, None, message))

    def _report(self, report: LoadReport) -> None:
        with self._condition:
            was_empty = not self._frames and not self._reports
            self._reports[report.view, report.epoch, report.weights] = report
        if was_empty:
            self._on_frame_ready()

    # -- the loading thread

    def _take_in(self, wish: Wish, resident: Resident) -> Resident | None:
        """Puts a model where the render thread finds it. Gives back one that waited there."""
        if wish.view and wish.view not in self._own:
            return resident
        waiting = self._arrived.get(wish.view)
        if waiting is not None and waiting.epoch > wish.epoch:
            return resident
        pass_ms = resident.decoder.pass_ms
        model = _Model(wish.epoch, wish.bundle, resident, pass_ms, wish.weights, wish.view)
        self._arrived[wish.view] = model
        self._condition.notify()
        return waiting.resident if waiting is not None else None

    def _refuse(self, wish: Wish, refusal: UserError) -> None:
        """A failure is remembered, and answers every request of its epoch from then on; but where
        only the weights were to be others, those that are there draw on."""
        if not wish.weights and not wish.view:
            with self._condition:
                self._failed = (wish.epoch, refusal)
                self._condition.notify()
        self._report(LoadReport(wish.epoch, None, refusal, "", wish.weights, wish.view))
