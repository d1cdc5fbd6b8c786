"""card.toml: what a model is, how it was made and what was measured."""

from __future__ import annotations

import re
import tomllib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import tomli_w

from gen_explorer.core.errors import UserError
from gen_explorer.core.reasons import unsuitable
from gen_explorer.core.translation import tr
from gen_explorer.models.base import Control, ImageSpec, LatentSpec, Prior, Section

FORMAT = 1
CARD_LIMIT = 1 << 20
ID_PATTERN = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
UNUSABLE = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, OSError)
"""What a card or map with unexpected content raises while it is taken apart."""


@dataclass(frozen=True)
class Figure:
    """One measured number, with how it was measured."""

    name: str
    value: float
    label: dict[str, str]
    """The name for people, by language code."""
    protocol: dict[str, str]
    """How it was measured, by language code."""


@dataclass(frozen=True)
class Card:
    """What card.toml says."""

    id: str
    family: str
    config: dict[str, Any]
    title: dict[str, str]
    """By language code."""
    about: dict[str, str]
    """One or two sentences by language code."""
    dataset: str
    """Name in `data.datasets`, or the folder's name."""
    image: ImageSpec
    latent: LatentSpec
    classes: tuple[str, ...]
    """Names by label; empty where the data has none."""
    command: str
    """What trained it."""
    data_licence: str
    figures: tuple[Figure, ...] = ()
    parameters: int = 0
    first_seed: int = 0
    """Of the picture that a freshly opened model shows."""
    capabilities: tuple[str, ...] = ()
    """What the family can do: names of `models.base.Capability` in small letters."""
    files: dict[str, str] = field(default_factory=dict)
    """SHA-256 by file name."""


def read_card(path: Path) -> Card:
    """The card of the bundle folder `path`, checked field by field."""
    file = path / "card.toml"
    if not file.is_file():
        raise UserError(
            tr("{path} is not a model bundle: it has no card.toml.").format(path=path),
            tr("Choose a folder that `gen-explorer pack` wrote."),
        )
    try:
        if file.stat().st_size > CARD_LIMIT:
            raise ValueError("larger than 1 MB")
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
        if raw.get("format") != FORMAT:
            raise ValueError(f"format {raw.get('format')!r}, this program reads {FORMAT}")
        return _card(raw)
    except UNUSABLE as error:
        raise UserError(
            tr("The card of {path} cannot be read ({reason}).").format(
                path=path, reason=unsuitable(error)
            ),
            tr("Get a fresh copy of the bundle, or pack it again."),
        ) from error


def facts(card: Card) -> dict[str, Any]:
    """A card in plain values, as TOML and JSON can say it."""
    raw = asdict(card)
    latent = card.latent
    raw["latent"] = {"size": latent.size, "prior": latent.prior.value}
    if latent.sections:
        raw["latent"]["sections"] = [
            {**asdict(section), "control": section.control.value} for section in latent.sections
        ]
    if latent.samplers != ("prior",):
        raw["latent"]["samplers"] = list(latent.samplers)
    raw["classes"] = list(card.classes)
    raw["capabilities"] = list(card.capabilities)
    raw["figures"] = [asdict(figure) for figure in card.figures]
    return raw


def write_card(card: Card) -> str:
    """The text of card.toml."""
    return tomli_w.dumps({"format": FORMAT, **facts(card)})


def _card(raw: dict[str, Any]) -> Card:
    image, latent = raw["image"], raw["latent"]
    card = Card(
        id=_text(raw["id"]),
        family=_text(raw["family"]),
        config=dict(raw["config"].items()),
        title=_texts(raw["title"]),
        about=_texts(raw["about"]),
        dataset=_text(raw["dataset"]),
        image=ImageSpec(_whole(image["channels"]), _whole(image["height"]), _whole(image["width"])),
        latent=_latent(latent),
        classes=tuple(_text(name) for name in raw["classes"]),
        command=_text(raw["command"]),
        data_licence=_text(raw["data_licence"]),
        figures=tuple(
            Figure(_text(f["name"]), float(f["value"]), _texts(f["label"]), _texts(f["protocol"]))
            for f in raw["figures"]
        ),
        parameters=_whole(raw["parameters"]),
        first_seed=_whole(raw.get("first_seed", 0)),
        capabilities=tuple(_text(name) for name in raw.get("capabilities", [])),
        files={key: _text(value) for key, value in raw["files"].items()},
    )
    if not ID_PATTERN.fullmatch(card.id):
        raise ValueError(f"id {card.id!r}")
    if not 0 <= card.first_seed < 2**32:
        raise ValueError("first_seed")
    if not (0 < card.latent.size <= 65536 and card.image.channels in (1, 3)):
        raise ValueError("latent or image size")
    if not (0 < card.image.height <= 4096 and 0 < card.image.width <= 4096):
        raise ValueError("image size")
    return card


def _latent(raw: dict[str, Any]) -> LatentSpec:
    """The latent's description. Raises ValueError for sections that do not fill it."""
    sections = tuple(
        Section(
            name=_text(entry["name"]),
            control=Control(entry["control"]),
            size=_whole(entry["size"]),
            rows=_whole(entry.get("rows", 0)),
            levels=_whole(entry.get("levels", 0)),
            low=float(entry.get("low", 0.0)),
            high=float(entry.get("high", 1.0)),
            default=float(entry.get("default", 0.0)),
            source=_text(entry.get("source", "")),
        )
        for entry in raw.get("sections", [])
    )
    samplers = tuple(_text(name) for name in raw.get("samplers", ["prior"]))
    spec = LatentSpec(_whole(raw["size"]), Prior(raw["prior"]), sections, samplers)
    for section in sections:
        if section.size < 1 or section.rows < 0 or not 0 <= section.levels <= 65536:
            raise ValueError(f"section {section.name!r}")
        if section.control is Control.GRID and (
            section.rows < 1 or section.size % section.rows or section.levels < 2
        ):
            raise ValueError(f"the grid {section.name!r}")
        if not section.low <= section.default <= section.high:
            raise ValueError(f"the range of {section.name!r}")
    vectors = [i for i, section in enumerate(sections) if section.control is Control.VECTOR]
    if sections and sum(section.size for section in sections) != spec.size:
        raise ValueError("the sections do not fill the latent")
    if len({section.name for section in sections}) != len(sections) or vectors not in ([], [0]):
        raise ValueError("the order or the names of the sections")
    return spec


def _texts(raw: Any) -> dict[str, str]:
    """Texts by language; English must be there."""
    texts = {_text(code): _text(text) for code, text in raw.items()}
    if "en" not in texts:
        raise ValueError("a text that is not in English")
    return texts


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} instead of a text")
    return value


def _whole(value: object) -> int:
    """A whole number; TOML's true and 28.0 are none."""
    if type(value) is not int:
        raise TypeError(f"{value!r} instead of a whole number")
    return value
