"""A place for one job of a panel: a newer one takes the place of the one that runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gen_explorer.ui.bridge import Bridge


class OneJob:
    """A stopped job calls nothing any more. One that ended no longer counts as running when its
    result or error is told."""

    def __init__(self, bridge: Bridge, failed: Callable[[BaseException], None]) -> None:
        self._bridge = bridge
        self._failed = failed
        self._job: int | None = None

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def run(
        self,
        function: str,
        *args: Any,
        then: Callable[[Any], None],
        told: Callable[[float, str], None] | None = None,
    ) -> None:
        """Runs "package.module:function"(*args). `then` gets its result; `told` hears how far it
        is, as a share from 0 to 1 and a sentence."""
        self.stop()

        def ended(tell: Callable[[Any], None], what: Any) -> None:
            self._job = None
            tell(what)

        self._job = self._bridge.run(
            function,
            *args,
            on_result=lambda result: ended(then, result),
            on_error=lambda error: ended(self._failed, error),
            on_progress=told,
        )

    def stop(self) -> None:
        if self._job is not None:
            self._bridge.cancel_job(self._job)
            self._job = None
