"""Reads a run's pictures and maps in jobs, and keeps those that were looked at lately."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gen_explorer.data.images import Packed
from gen_explorer.training.film import Contents, MomentMap, Still
from gen_explorer.ui.session import Session

KEPT = 300
"""Pictures and maps that stay in memory."""
_FILM = "gen_explorer.training.film"


class FilmReader(QObject):
    """One look into the folder and one job of decoding at a time; the newest wishes count."""

    looked = Signal(object)
    """The `Contents` of the run's folder."""
    arrived = Signal()
    """Something that was wanted is there, or turned out to be unreadable."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kept: OrderedDict[Still, Packed | MomentMap] = OrderedDict()
        self._unreadable: set[Still] = set()
        self._reading: int | None = None
        self._looking: int | None = None

    @property
    def is_looking(self) -> bool:
        return self._looking is not None

    def forget(self) -> None:
        """Another run: nothing is kept, and nothing of the old one arrives any more."""
        for job in (self._reading, self._looking):
            if job is not None:
                self._session.bridge.cancel_job(job)
        self._reading = self._looking = None
        self._kept.clear()
        self._unreadable.clear()

    def stop_reading(self) -> None:
        """What is being read is not wanted any more."""
        if self._reading is not None:
            self._session.bridge.cancel_job(self._reading)
            self._reading = None

    def look(self, run: Path) -> None:
        """Asks what the folder holds by now."""
        if self._looking is None:
            self._looking = self._session.bridge.run(
                f"{_FILM}:contents", run, on_result=self._looked, on_error=self._look_failed
            )

    def get(self, still: Still) -> Packed | MomentMap | None:
        """What was read of it; None where it was not (yet)."""
        found = self._kept.get(still)
        if found is not None:
            self._kept.move_to_end(still)
        return found

    def is_settled(self, still: Still) -> bool:
        """Whether it was read, or cannot be."""
        return still in self._kept or still in self._unreadable

    def is_unreadable(self, still: Still) -> bool:
        return still in self._unreadable

    def want(self, stills: Sequence[Still], urgent: int, are_maps: bool) -> None:
        """Reads what is missing of `stills`: the most urgent come first, and of the first `urgent`
        one alone, so that it is there soon."""
        missing = [still for still in stills if not self.is_settled(still)]
        if self._reading is not None or not missing:
            return
        asked = missing[:1] if missing[0] in stills[:urgent] else missing
        function = "mapped" if are_maps else "decoded"
        self._reading = self._session.bridge.run(
            f"{_FILM}:{function}",
            asked,
            on_result=partial(self._take, tuple(asked)),
            on_error=self._read_failed,
        )

    def _looked(self, contents: Contents) -> None:
        self._looking = None
        self.looked.emit(contents)

    def _look_failed(self, error: BaseException) -> None:
        self._looking = None
        self._session.show_error(error)

    def _take(self, asked: tuple[Still, ...], found: dict[Still, Packed | MomentMap]) -> None:
        self._reading = None
        self._unreadable.update(set(asked) - set(found))
        self._kept.update(found)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self.arrived.emit()

    def _read_failed(self, error: BaseException) -> None:
        self._reading = None
        self._session.show_error(error)
