"""What systems say, in the person's language; in their own words only in the details."""

from __future__ import annotations

import errno
import json
import os
import urllib.error
from collections.abc import Iterator
from pathlib import Path

import pytest

from gen_explorer.core import translation
from gen_explorer.core.errors import UserError
from gen_explorer.core.files import write_atomically
from gen_explorer.core.reasons import known, reason, unsuitable


@pytest.fixture
def spanish() -> Iterator[None]:
    translation.set_language("es")
    yield
    translation.set_language("en")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.EACCES, "permiso"),
        (errno.ENOSPC, "lleno"),
        (errno.ENOENT, "no existe"),
        (errno.EISDIR, "es una carpeta"),
        (errno.EROFS, "solo lectura"),
        (errno.EFBIG, "tan grande"),
    ],
)
def test_common_errors_of_the_system_are_translated(spanish: None, code: int, words: str) -> None:
    error = OSError(code, os.strerror(code), "x")
    assert words in reason(error)
    assert os.strerror(code) not in reason(error)


def test_a_wrapped_error_has_the_inner_reason() -> None:
    refused = ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused")
    assert known(urllib.error.URLError(refused)) == "no connection"


def test_json_says_where_it_breaks() -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        json.loads('{"seed": 7\n"values": []}')
    assert reason(caught.value) == "it is not JSON from line 2, column 1"


def test_what_libraries_say_is_no_reason() -> None:
    error = RuntimeError("Error(s) in loading state_dict for VAE")
    assert known(error) == ""
    assert reason(error) == "an unexpected fault"
    assert "state_dict" not in unsuitable(error)


def test_details_are_the_words_of_the_cause() -> None:
    inner = ValueError("bad header")
    outer = RuntimeError("cannot load")
    outer.__cause__ = inner
    error = UserError("The model could not be loaded.")
    assert error.details == ""
    error.__cause__ = outer
    assert error.details == "RuntimeError: cannot load\nValueError: bad header"
    assert "cannot load" not in str(error)
    assert UserError("It broke.", "", "exit 3").details == "exit 3"


def test_a_folder_in_the_place_of_a_file_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="it is a folder") as caught:
        write_atomically(tmp_path, "text")
    assert "name" in caught.value.remedy
    assert "IsADirectoryError" in caught.value.details


def test_a_file_in_the_place_of_a_folder_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    for path in (tmp_path / "a" / "b.txt", tmp_path / "a" / "b" / "c.txt"):
        with pytest.raises(UserError, match="a part of its path is no folder"):
            write_atomically(path, "text")
