"""What existed is never harmed, and nothing half-written stays behind."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path

import pytest

from gen_explorer.core.errors import UserError
from gen_explorer.core.files import replace_atomically, sha256, unwritable, write_atomically


def test_writes_text_and_bytes_and_makes_the_folder(tmp_path: Path) -> None:
    file = tmp_path / "new" / "deeper" / "a.txt"
    write_atomically(file, "año")
    assert file.read_text(encoding="utf-8") == "año"
    write_atomically(file, b"\x00\xff")
    assert file.read_bytes() == b"\x00\xff"
    assert [entry.name for entry in file.parent.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_full_disk_leaves_the_old_file_and_no_temporary(tmp_path: Path, code: int) -> None:
    file = tmp_path / "picture.png"
    file.write_bytes(b"old")

    def write(temporary: Path) -> None:
        assert temporary.suffix == ".png"
        assert temporary.parent == tmp_path
        temporary.write_bytes(b"half of the n")
        raise OSError(code, os.strerror(code))

    with pytest.raises(UserError, match="disk is full") as caught:
        replace_atomically(file, write)
    assert caught.value.remedy
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_bug_in_the_writer_is_not_hidden_and_cleans_up(tmp_path: Path) -> None:
    def write(temporary: Path) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        replace_atomically(tmp_path / "a.txt", write)
    assert list(tmp_path.iterdir()) == []


def test_keeps_the_mode_of_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("old")
    file.chmod(0o600)
    write_atomically(file, "new")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_place_that_is_no_folder_is_a_user_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match="cannot be written"):
        write_atomically(tmp_path / "file" / "a.txt", "new")
    assert (tmp_path / "file").read_text() == "in the way"


def test_a_folder_in_the_place_of_the_file_is_a_user_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(UserError, match="cannot be written"):
        write_atomically(tmp_path / "a.txt", "new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_a_file_that_the_disk_does_not_take_keeps_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(b"old")

    def write(temporary: Path) -> None:
        temporary.write_bytes(b"half")
        raise OSError(errno.EFBIG, "File too large")

    with pytest.raises(UserError, match="no file that large") as caught:
        replace_atomically(file, write)
    assert caught.value.remedy == "Choose another name or another folder."
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_a_user_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(UserError, match="cannot be written"):
            write_atomically(tmp_path / "a.txt", "new")
    finally:
        tmp_path.chmod(0o700)


def test_full_disk_and_missing_permission_have_other_remedies() -> None:
    full = unwritable(Path("a"), OSError(errno.ENOSPC, "no space"))
    denied = unwritable(Path("a"), OSError(errno.EACCES, "Permission denied"))
    assert full.remedy != denied.remedy
    assert "permission is denied" in str(denied)


def test_sha256_agrees_with_hashlib(tmp_path: Path) -> None:
    content = bytes(range(256)) * 5000
    (tmp_path / "a").write_bytes(content)
    assert sha256(tmp_path / "a") == hashlib.sha256(content).hexdigest()
