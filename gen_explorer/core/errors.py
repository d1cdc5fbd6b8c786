"""The two kinds of errors: what a person can mend (`UserError`), and bugs (everything else)."""

from __future__ import annotations

DETAILS_LIMIT = 4000
"""Characters."""


class UserError(Exception):
    """Something a person can mend. Shown as a message, never as a traceback.

    `what` says what happened, `remedy` what to do next. Both are whole sentences in the
    interface language: pass them through `tr()` where they are raised. What a system or a library
    said in its own words does not belong there: it is found in the cause (`raise ... from error`)
    or given as `details`.
    """

    action: str = ""
    """What was being done, as a name that is the same every time: its next success makes the
    message pointless."""

    def __init__(self, what: str, remedy: str = "", details: str = "") -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy
        self._details = details

    @property
    def details(self) -> str:
        """The words of whoever failed, for who looks for the cause; may be empty."""
        return (self._details or in_own_words(self.__cause__))[:DETAILS_LIMIT]

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}".rstrip()


class Cancelled(Exception):  # noqa: N818 - nothing went wrong, so it is not called an error
    """A person stopped this work. Not an error: whoever started the work ends quietly."""


def in_own_words(error: BaseException | None) -> str:
    """ "PermissionError: [Errno 13] ...", and below it what led to that; "" for None and for what
    is told in our words anyway."""
    lines: list[str] = []
    while error is not None and not isinstance(error, UserError):
        lines.append(f"{type(error).__name__}: {error}".rstrip(": "))
        error = error.__cause__
    return "\n".join(lines)
