"""Arrays in safetensors files of unknown origin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy.typing as npt

from gen_explorer.checkpoints.card import UNUSABLE
from gen_explorer.core.errors import UserError
from gen_explorer.core.reasons import unsuitable
from gen_explorer.core.translation import tr

HEADER_LIMIT = 16 << 20
TENSOR_LIMIT = 20_000


def read_tensors(path: Path) -> tuple[dict[str, npt.NDArray[Any]], dict[str, str]]:
    """The arrays and the metadata of a safetensors file; its header is bounded beforehand."""
    from safetensors import SafetensorError, safe_open

    try:
        with path.open("rb") as file:
            header = int.from_bytes(file.read(8), "little")
        if header > HEADER_LIMIT:
            raise ValueError(f"a header of {header} bytes")
        with safe_open(path, framework="np") as opened:
            names = list(opened.keys())
            if len(names) > TENSOR_LIMIT:
                raise ValueError(f"{len(names)} tensors")
            return {name: opened.get_tensor(name) for name in names}, dict(opened.metadata() or {})
    except (*UNUSABLE, SafetensorError) as error:
        raise UserError(
            tr("{path} cannot be read ({reason}).").format(path=path, reason=unsuitable(error)),
            tr("Get a fresh copy of the bundle, or pack it again."),
        ) from error
