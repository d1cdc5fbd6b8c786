"""Small pieces for work that runs beside the window."""

from __future__ import annotations

import threading
from collections.abc import Callable

from gen_explorer.core.errors import Cancelled

Progress = Callable[[float, str], None]
"""Called with a share done in [0, 1] (or -1 where it is not known) and a sentence."""


def no_progress(share: float, sentence: str) -> None:
    """A `Progress` for callers that do not watch."""


class CancelToken:
    """A flag that one thread raises and another looks at between two steps."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        self._event.set()

    @property
    def is_cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raises `Cancelled` once `cancel()` was called."""
        if self._event.is_set():
            raise Cancelled
