"""Writing files so that what existed is never harmed: a full disk or a kill leaves the old file."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from gen_explorer.core.errors import UserError
from gen_explorer.core.reasons import reason
from gen_explorer.core.translation import tr


def write_atomically(path: Path, content: bytes | str) -> None:
    """Puts `content` at `path` in one step. Raises `UserError` when the place cannot be written."""
    data = content.encode() if isinstance(content, str) else content

    def write(temporary: Path) -> None:
        temporary.write_bytes(data)

    replace_atomically(path, write)


def replace_atomically(path: Path, write: Callable[[Path], None]) -> None:
    """Lets `write` fill a temporary file beside `path`, then renames it into place.

    The temporary file keeps the suffix of `path`, since some writers choose a format by it.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent
        )
        os.close(handle)
        temporary = Path(name)
        write(temporary)
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        _flush(temporary)
        temporary.replace(path)
        _flush(path.parent)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def unwritable(path: Path, error: OSError) -> UserError:
    """The message for a failed write: a full disk and a missing permission have other remedies."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(
            tr("The disk is full, so {path} was not written.").format(path=path),
            tr("Free some space or choose another place; what was there before is unharmed."),
        )
    is_misplaced = error.errno in (
        errno.EISDIR,
        errno.ENOTDIR,
        errno.EEXIST,
        errno.ENAMETOOLONG,
        errno.EFBIG,
    )
    # A folder that could not be made because there is a file: its path says no more than that.
    told = NotADirectoryError(errno.ENOTDIR, "") if error.errno == errno.EEXIST else error
    return UserError(
        tr("{path} cannot be written ({reason}).").format(path=path, reason=reason(told)),
        tr("Choose another name or another folder.")
        if is_misplaced
        else tr("Choose a folder that you may write to."),
    )


def sha256(path: Path) -> str:
    """Hex digest of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flush(path: Path) -> None:
    """Forces a file or a folder's entries to the disk, where the system can."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:  # Windows cannot open folders
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EBADF):
            raise
    finally:
        os.close(handle)
