from __future__ import annotations

import threading

import pytest

from gen_explorer.core.concurrency import CancelToken, no_progress
from gen_explorer.core.errors import Cancelled, UserError


def test_a_token_raised_in_one_thread_is_seen_in_another() -> None:
    token = CancelToken()
    token.check()
    assert not token.is_cancelled
    thread = threading.Thread(target=token.cancel)
    thread.start()
    thread.join()
    assert token.is_cancelled
    with pytest.raises(Cancelled):
        token.check()


def test_cancelling_is_no_user_error() -> None:
    assert not issubclass(Cancelled, UserError)


def test_no_progress_takes_what_a_progress_takes() -> None:
    no_progress(0.5, "Half")


def test_a_user_error_reads_as_its_two_sentences() -> None:
    assert str(UserError("It broke.", "Mend it.")) == "It broke. Mend it."
    assert str(UserError("It broke.")) == "It broke."
