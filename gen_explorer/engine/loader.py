"""The thread that loads models beside the render thread, which draws on meanwhile.

It lives as long as there is something to load. What is asked for last is what comes: a model, other
weights of the model that is there, and models of single views.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gen_explorer.checkpoints.bundle import Bundle
from gen_explorer.core.errors import UserError
from gen_explorer.engine.decoder import Decoder
from gen_explorer.engine.loading import OpenModel, Reopen, Resident, load_error


@dataclass(frozen=True, slots=True)
class Wish:
    """A model that is to be loaded."""

    epoch: int
    bundle: Bundle
    device: str
    weights: int = 0
    """Other weights of the epoch's model, counted; 0 for the model itself."""
    view: str = ""
    """The view whose own model it becomes; empty for the one that all share."""


class Loader:
    """Fulfils wishes in a thread of its own, one after the other."""

    def __init__(
        self,
        lock: threading.Condition,
        open_model: OpenModel,
        reopen: Reopen,
        take: Callable[[Wish, Resident], Resident | None],
        refuse: Callable[[Wish, UserError], None],
    ) -> None:
        """`take` is called with `lock` held, and gives back what nobody needs any more; `refuse`
        without it. Both are called from the loading thread."""
        self._lock = lock
        self._open_model = open_model
        self._reopen = reopen
        self._take = take
        self._refuse = refuse
        self._wanted: Wish | None = None
        self._loading: Wish | None = None
        self._wanted_by_view: dict[str, Wish] = {}
        self._like: Decoder | None = None
        self._is_stopping = False
        self._thread: threading.Thread | None = None

    @property
    def thread(self) -> threading.Thread | None:
        """The loading thread while it runs; None before and after."""
        return self._thread

    # All of these are called with the lock held.

    def want(self, wish: Wish) -> None:
        """Loads a model in place of what is wanted and not loaded yet. Other weights are left out
        where another model is on its way."""
        if wish.view:
            self._wanted_by_view[wish.view] = wish
        else:
            others = (self._wanted, self._loading)
            if wish.weights and any(o is not None and o.epoch > wish.epoch for o in others):
                return
            self._wanted = wish
        if self._thread is None and not self._is_stopping:
            self._thread = threading.Thread(target=self._run, name="load", daemon=True)
            self._thread.start()

    def forget(self, view: str) -> None:
        """A view wants no model of its own any more."""
        self._wanted_by_view.pop(view, None)

    def remember(self, decoder: Decoder) -> None:
        """Other weights are loaded onto the device of `decoder`."""
        self._like = decoder

    def stop(self) -> None:
        """Begins no other load; what loads is not interrupted."""
        self._is_stopping = True
        self._wanted = None
        self._wanted_by_view.clear()

    # The thread

    def _run(self) -> None:
        while True:
            with self._lock:
                wish, self._wanted = self._wanted, None
                if wish is None and self._wanted_by_view:
                    wish = self._wanted_by_view.pop(next(iter(self._wanted_by_view)))
                if wish is None or self._is_stopping:
                    self._thread = None
                    return
                self._loading = wish
                like = self._like
            self._load(wish, like)
            with self._lock:
                self._loading = None

    def _load(self, wish: Wish, like: Decoder | None) -> None:
        try:
            for resident in self._opened(wish, like):
                if not self._hand_over(wish, resident):
                    return
        except Exception as error:
            refusal = load_error(error)
        else:
            return
        self._refuse(wish, refusal)

    def _opened(self, wish: Wish, like: Decoder | None) -> Iterator[Resident]:
        if wish.weights and like is not None:
            yield self._reopen(wish.bundle, like)
        else:
            yield from self._open_model(wish.bundle, wish.device)

    def _hand_over(self, wish: Wish, resident: Resident) -> bool:
        """False when it is not wanted any more."""
        unneeded: Resident | None = resident
        with self._lock:
            newer = self._wanted_by_view.get(wish.view) if wish.view else self._wanted
            # Newer weights will follow these; anything else takes their place.
            is_wanted = newer is None or (bool(newer.weights) and newer.epoch == wish.epoch)
            if is_wanted and not self._is_stopping:
                unneeded = self._take(wish, resident)
                if not wish.view:
                    self._like = resident.decoder
        if unneeded is not None:
            unneeded.close()
        return unneeded is not resident
