"""Why something failed, as a few words of a sentence in the person's language.

What systems and libraries say in their own words is kept by `UserError.details`.
"""

from __future__ import annotations

import errno
import json
import socket
import tomllib
import urllib.error
import zlib

from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr


def reason(error: object, otherwise: str = "") -> str:
    """The reason in an exception. `otherwise` stands for one that is not known here; without it,
    that there was an unexpected fault."""
    return known(error) or otherwise or tr("an unexpected fault")


def unsuitable(error: object) -> str:
    """The reason why a file cannot be used, whose contents may be anything."""
    if type(error) is KeyError:
        return tr("{name} is missing").format(name=error)
    return reason(error, tr("its contents are not what they should be"))


def known(error: object) -> str:
    """The reason, or "" for an exception that has none in our words."""
    if isinstance(error, UserError):
        return error.what.rstrip(".")
    if isinstance(error, urllib.error.HTTPError):
        return tr("the server answers {code}").format(code=error.code)
    if isinstance(error, urllib.error.URLError) and isinstance(error.reason, BaseException):
        return known(error.reason) or tr("no connection")
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":  # torch's
        return tr("the memory is not enough")
    if isinstance(error, OSError):
        return _of_system(error)
    if isinstance(error, UnicodeDecodeError):
        return tr("it is not text in UTF-8")
    if isinstance(error, json.JSONDecodeError):
        return tr("it is not JSON from line {line}, column {column}").format(
            line=error.lineno, column=error.colno
        )
    if isinstance(error, tomllib.TOMLDecodeError):
        return tr("it is not TOML")
    if isinstance(error, EOFError | zlib.error):
        return tr("it is cut short or damaged")
    return ""


def _of_system(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return tr("no connection")
    words = {
        errno.EACCES: tr("permission is denied"),
        errno.EPERM: tr("permission is denied"),
        errno.ENOENT: tr("it does not exist"),
        errno.EEXIST: tr("it is there already"),
        errno.EISDIR: tr("it is a folder"),
        errno.ENOTDIR: tr("a part of its path is no folder"),
        errno.ENOTEMPTY: tr("the folder is not empty"),
        errno.EROFS: tr("the disk can only be read"),
        errno.ENOSPC: tr("the disk is full"),
        errno.EDQUOT: tr("the disk is full"),
        errno.EFBIG: tr("the disk takes no file that large"),
        errno.ENOMEM: tr("the memory is not enough"),
        errno.EIO: tr("the disk fails"),
        errno.ESTALE: tr("the disk is not there any more"),
        errno.ENAMETOOLONG: tr("the name is too long"),
        errno.EBUSY: tr("another program uses it"),
        errno.EMFILE: tr("too many files are open"),
        errno.ENFILE: tr("too many files are open"),
        errno.ETIMEDOUT: tr("no answer in time"),
        errno.ECONNREFUSED: tr("no connection"),
        errno.ECONNRESET: tr("the connection broke off"),
        errno.ENETUNREACH: tr("no connection"),
        errno.EHOSTUNREACH: tr("no connection"),
    }
    if error.errno in words:
        return words[error.errno]
    if isinstance(error, TimeoutError):
        return tr("no answer in time")
    if type(error).__name__ == "UnidentifiedImageError":  # Pillow's, which is not imported here
        return tr("it is no picture of a known kind")
    if error.errno is None:  # a reader's own, about what it read
        return tr("it is cut short or damaged")
    return ""
