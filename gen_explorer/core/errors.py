"""The two kinds of errors: what a person can mend (`UserError`), and bugs (everything else)."""

from __future__ import annotations


class UserError(Exception):
    """Something a person can mend. Shown as a message, never as a traceback.

    `what` says what happened, `remedy` what to do next. Both are whole sentences in the
    interface language: pass them through `tr()` where they are raised.
    """

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}".rstrip()


class Cancelled(Exception):  # noqa: N818 - nothing went wrong, so it is not called an error
    """A person stopped this work. Not an error: whoever started the work ends quietly."""
