"""Getting a data set from the net, with progress: torchvision's own download is silent.

The addresses and checksums are torchvision's. A file is checked before it is unpacked and appears
under its name only when it is whole.
"""

from __future__ import annotations

import gzip
import hashlib
import http.client
import logging
import urllib.request
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from gen_explorer.core.concurrency import CancelToken, Progress, no_progress
from gen_explorer.core.errors import UserError
from gen_explorer.core.files import write_atomically
from gen_explorer.core.reasons import reason
from gen_explorer.core.translation import tr

log = logging.getLogger(__name__)

Advance = Callable[[float], None]
"""Called with the share of one file that has arrived."""
TIMEOUT = 30.0
"""Seconds without a byte before an address is given up."""
PIECE = 1 << 16
PACKED_LIMIT = 64 << 20
UNPACKED_LIMIT = 256 << 20
"""Bytes; MNIST's largest file is 10 MB packed and 47 MB unpacked."""


@dataclass(frozen=True)
class Source:
    """Where the files of a data set are."""

    mirrors: tuple[str, ...]
    """Base addresses, each ending in a slash; tried in order."""
    resources: tuple[tuple[str, str], ...]
    """(file name ending in .gz, MD5 of that file)."""


def source(name: str) -> Source:
    """What torchvision knows about its data set class `name`. Imports torch."""
    from torchvision import datasets

    known = getattr(datasets, name)
    return Source(tuple(known.mirrors), tuple(known.resources))


def fetch(
    wanted: Source,
    folder: Path,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> None:
    """Puts the unpacked files of `wanted` into `folder`; those that are there already stay.

    Raises `UserError` when no mirror can be reached or the folder cannot be written, and
    `Cancelled`; the files that were whole by then are kept.
    """
    token = cancel or CancelToken()
    missing = [
        (name, checksum)
        for name, checksum in wanted.resources
        if not (folder / name.removesuffix(".gz")).is_file()
    ]
    for index, (name, checksum) in enumerate(missing):

        def advance(share: float, name: str = name, index: int = index) -> None:
            sentence = tr("Downloading {name}").format(name=name)
            progress((index + share) / len(missing), sentence)

        packed = _first_good(wanted.mirrors, name, checksum, advance, token)
        write_atomically(folder / name.removesuffix(".gz"), _unpacked(packed))


def _first_good(
    mirrors: tuple[str, ...],
    name: str,
    checksum: str,
    advance: Advance,
    cancel: CancelToken,
) -> bytes:
    """The file from the first mirror that has it whole."""
    failure: Exception | None = None
    why = ""
    for mirror in mirrors:
        try:
            packed = _received(urljoin(mirror, name), advance, cancel)
        except (OSError, http.client.HTTPException, ValueError, UserError) as error:
            log.info("%s from %s: %s", name, mirror, error)
            failure, why = error, reason(error)
            continue
        if hashlib.md5(packed, usedforsecurity=False).hexdigest() == checksum:
            return packed
        failure, why = None, tr("its checksum differs")
    raise UserError(
        tr("{name} could not be downloaded ({reason}).").format(name=name, reason=why),
        tr(
            "Connect to the internet and try again, set GEN_EXPLORER_DATA to a folder that has the "
            "data, or use the data set digits, which is always here."
        ),
    ) from failure


def _received(address: str, advance: Advance, cancel: CancelToken) -> bytes:
    received = bytearray()
    with urllib.request.urlopen(address, timeout=TIMEOUT) as answer:
        expected = int(answer.headers.get("Content-Length") or 0)
        while piece := answer.read(PIECE):
            cancel.check()
            received += piece
            if len(received) > PACKED_LIMIT:
                raise UserError(tr("more than {count} bytes came").format(count=PACKED_LIMIT))
            advance(min(len(received) / expected, 1.0) if expected else 0.0)
    return bytes(received)


def _unpacked(packed: bytes) -> bytes:
    """The content of a gzip file; its checksum was right, the limit guards the memory anyway."""
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    content = unpacker.decompress(packed, UNPACKED_LIMIT)
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise gzip.BadGzipFile("larger than any of these data sets")
    return content
