"""Saving and opening a session: one snapshot as versioned JSON, a few kilobytes of plain values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from gen_explorer.core.errors import UserError
from gen_explorer.core.files import write_atomically
from gen_explorer.core.translation import tr
from gen_explorer.state import recipe_json
from gen_explorer.state.explorer import Explorer, MapState
from gen_explorer.state.recipe_json import (
    DIMENSION_LIMIT,
    SEED_LIMIT,
    VALUE_LIMIT,
    as_list,
    as_number,
    as_object,
    as_whole,
)

FORMAT = "gen_explorer session"
VERSION = 1
SUFFIX = ".session.json"
NAME_LIMIT = 4096

BASES = ("raw", "principal")
MAP_MODES = ("latent", "structure", "principal", "anchors")
SHEET_SIDES = (2, 8)


def save(path: Path, explorer: Explorer) -> None:
    """Writes the session in one step. Raises `UserError` when the place cannot be written."""
    write_atomically(path, to_json(explorer))


def load(path: Path) -> Explorer:
    """The session in a file. Raises `UserError` that names what is wrong with it; a key that is
    missing keeps its default, one that is unknown is passed over."""
    try:
        return from_plain(recipe_json.read_json(path))
    except (OSError, ValueError) as error:
        raise UserError(
            tr("The session {path} cannot be opened: {reason}.").format(
                path=path, reason=recipe_json.why(error)
            ),
            tr("Choose a session that this program saved; the present one is unchanged."),
        ) from error


def to_json(explorer: Explorer) -> str:
    shown = explorer.map
    plain = {
        "format": FORMAT,
        "version": VERSION,
        "model": explorer.model,
        "recipe": recipe_json.to_plain(explorer.recipe),
        "locked": sorted(explorer.locked),
        "basis": explorer.basis,
        "map": {
            "mode": shown.mode,
            "anchors": [list(anchor) for anchor in shown.anchors],
            "hidden_classes": sorted(shown.hidden_classes),
            **{name: getattr(shown, name) for name in _MAP_SWITCHES},
        },
        "sheet_seed": explorer.sheet_seed,
        "sheet_side": explorer.sheet_side,
    }
    return json.dumps(plain, indent=1, allow_nan=False) + "\n"


def from_plain(raw: Any) -> Explorer:
    """The session that `to_json` wrote. Raises ValueError with a translated reason."""
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise ValueError(tr("it is not a session of gen_explorer"))
    version = as_whole(raw.get("version"), "version", 10**6, 1)
    if version > VERSION:
        raise ValueError(tr("it was saved by a newer version of gen_explorer"))
    defaults = Explorer()
    return Explorer(
        model=_model(raw.get("model", "")),
        recipe=recipe_json.from_plain(raw.get("recipe", {})),
        locked=_wholes(raw.get("locked", []), "locked"),
        basis=_choice(raw.get("basis", defaults.basis), "basis", BASES),
        map=_map(raw.get("map", {})),
        sheet_seed=as_whole(raw.get("sheet_seed", 0), "sheet_seed", SEED_LIMIT - 1),
        sheet_side=as_whole(
            raw.get("sheet_side", defaults.sheet_side),
            "sheet_side",
            SHEET_SIDES[1],
            SHEET_SIDES[0],
        ),
    )


_MAP_SWITCHES = ("show_points", "show_pictures", "show_density", "show_contours")


def _map(raw: Any) -> MapState:
    fields, defaults = as_object(raw, "map"), MapState()
    anchors = []
    for anchor in as_list(fields.get("anchors", []), "anchors", 3):
        numbers = as_list(anchor, "anchors", DIMENSION_LIMIT)
        anchors.append(
            tuple(as_number(entry, "anchors", -VALUE_LIMIT, VALUE_LIMIT) for entry in numbers)
        )
    if len({len(anchor) for anchor in anchors}) > 1:
        raise ValueError(tr("“anchors” must have one length"))
    switches = {}
    for name in _MAP_SWITCHES:
        switches[name] = fields.get(name, getattr(defaults, name))
        if not isinstance(switches[name], bool):
            raise ValueError(tr("“{name}” must be true or false").format(name=name))
    return MapState(
        mode=_choice(fields.get("mode", defaults.mode), "mode", MAP_MODES),
        anchors=tuple(anchors),
        hidden_classes=_wholes(fields.get("hidden_classes", []), "hidden_classes"),
        **switches,
    )


def _wholes(raw: Any, name: str) -> frozenset[int]:
    entries = as_list(raw, name, DIMENSION_LIMIT)
    return frozenset(as_whole(entry, name, DIMENSION_LIMIT - 1) for entry in entries)


def _choice(raw: Any, name: str, choices: tuple[str, ...]) -> str:
    if not isinstance(raw, str) or raw not in choices:
        raise ValueError(
            tr("“{name}” must be one of {choices}").format(name=name, choices=", ".join(choices))
        )
    return raw


def _model(raw: Any) -> str:
    # What no file system takes is refused here: a lone surrogate or a control character would
    # raise something else than OSError later.
    if not isinstance(raw, str) or len(raw) > NAME_LIMIT or (raw and not raw.isprintable()):
        raise ValueError(tr("“{name}” must be a model's name or path").format(name="model"))
    return raw
