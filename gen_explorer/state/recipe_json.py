"""A recipe as JSON: what `gen-explorer render --recipe` reads and every saved picture carries.

{"seed": 7, "values": [[3, 1.25]], "truncation": 0.8}; a key that is missing keeps its default.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from gen_explorer.core.errors import UserError
from gen_explorer.core.reasons import reason
from gen_explorer.core.translation import tr
from gen_explorer.state.recipe import Recipe

FILE_LIMIT = 16 << 20
"""Bytes. A recipe that sets all of 65,536 dimensions by hand takes 2 MB."""
DIMENSION_LIMIT = 65536
SEED_LIMIT = 2**32
VALUE_LIMIT = 1e6
TEXT_LIMIT = 1000
"""Characters of a caption."""


class _NoNumberError(ValueError):
    """NaN or Infinity."""


def to_plain(recipe: Recipe) -> dict[str, Any]:
    """The recipe as JSON's own types."""
    plain: dict[str, Any] = {
        "seed": recipe.seed,
        "values": [[dimension, value] for dimension, value in recipe.values],
        "truncation": recipe.truncation,
    }
    if recipe.sampler != "prior":
        plain["sampler"] = recipe.sampler
    if recipe.text:
        plain["text"] = recipe.text
    return plain


def to_json(recipe: Recipe) -> str:
    """One line; the same recipe gives the same text."""
    return json.dumps(to_plain(recipe), separators=(", ", ": "), allow_nan=False)


def from_plain(raw: Any) -> Recipe:
    """The recipe that `to_plain` gave. Raises ValueError with a translated reason."""
    fields = as_object(raw, "recipe")
    values = {}
    for entry in as_list(fields.get("values", []), "values", DIMENSION_LIMIT):
        if not isinstance(entry, list) or len(entry) != 2:
            raise ValueError(tr("“values” must hold pairs of a dimension and a value"))
        dimension = as_whole(entry[0], "values", DIMENSION_LIMIT - 1)
        values[dimension] = as_number(entry[1], "values", -VALUE_LIMIT, VALUE_LIMIT)
    return Recipe(
        seed=as_whole(fields.get("seed", 0), "seed", SEED_LIMIT - 1),
        values=tuple(sorted(values.items())),
        truncation=as_number(fields.get("truncation", 1.0), "truncation", 0.0, 2.0),
        sampler=as_text(fields.get("sampler", "prior"), "sampler"),
        text=as_text(fields.get("text", ""), "text"),
    )


def read(path: Path) -> Recipe:
    """The recipe in a JSON file. Raises `UserError` for anything that is not one."""
    try:
        return from_plain(read_json(path))
    except (OSError, ValueError) as error:
        raise UserError(
            tr("The recipe {path} cannot be read: {reason}.").format(path=path, reason=why(error)),
            tr("A recipe looks like this: {example}").format(
                example='{"seed": 7, "values": [[3, 1.25]], "truncation": 0.8}'
            ),
        ) from error


def read_json(path: Path) -> Any:
    """What a JSON file holds. Raises OSError, or ValueError with a translated reason. The size is
    bounded before anything is read, and NaN and Infinity are refused."""
    with path.open("rb") as file:
        data = file.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        raise ValueError(tr("it is larger than {size} MB").format(size=FILE_LIMIT >> 20))
    try:
        return json.loads(data.decode("utf-8"), parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError(tr("it is not JSON")) from error
    except _NoNumberError:
        raise
    except ValueError as error:
        raise ValueError(reason(error, tr("it is not JSON"))) from error


def why(error: Exception) -> str:
    """The reason in an OSError or ValueError, as the end of a sentence."""
    return reason(error) if isinstance(error, OSError) else str(error)


def as_object(raw: Any, name: str) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise ValueError(tr("“{name}” must be an object").format(name=name))
    return raw


def as_text(raw: Any, name: str) -> str:
    if not isinstance(raw, str) or len(raw) > TEXT_LIMIT:
        raise ValueError(
            tr("“{name}” must be a text of at most {limit} characters").format(
                name=name, limit=TEXT_LIMIT
            )
        )
    return raw


def as_list(raw: Any, name: str, limit: int) -> list[Any]:
    if not isinstance(raw, list) or len(raw) > limit:
        raise ValueError(
            tr("“{name}” must be a list of at most {limit}").format(name=name, limit=limit)
        )
    return raw


def as_whole(raw: Any, name: str, highest: int, lowest: int = 0) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not lowest <= raw <= highest:
        raise ValueError(
            tr("“{name}” must be a whole number from {low} to {high}").format(
                name=name, low=lowest, high=highest
            )
        )
    return raw


def as_number(raw: Any, name: str, lowest: float, highest: float) -> float:
    is_number = isinstance(raw, (int, float)) and not isinstance(raw, bool)
    if not is_number or not math.isfinite(raw) or not lowest <= raw <= highest:
        raise ValueError(
            tr("“{name}” must be a number from {low} to {high}").format(
                name=name, low=f"{lowest:g}", high=f"{highest:g}"
            )
        )
    return float(raw)


def _refuse(constant: str) -> float:
    raise _NoNumberError(tr("{value} is not JSON").format(value=constant))
