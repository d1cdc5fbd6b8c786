"""Our format for a trained model: a folder of plain data. Opening one runs no code.

<id>/card.toml            what it is, how it was made, what was measured, SHA-256 of the other files
     model.safetensors    the weights
     decoder.onnx         z (N, size) -> image (N, C, H, W) and packed (N, H, W); for the CPU engine
     preview.onnx         optional: the same at half size, for while the picture moves
     classifier.onnx      optional: x (N, C, H, W) in [-1, 1] -> logits (N, classes)
     map.safetensors      latents, labels and positions of some thousand held-out pictures
     preview.png          a sheet of samples
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import tomli_w

from gen_explorer.checkpoints import fits as fitted
from gen_explorer.checkpoints.fits import Fits
from gen_explorer.core import paths
from gen_explorer.core.errors import UserError
from gen_explorer.core.files import sha256
from gen_explorer.core.translation import tr
from gen_explorer.models.base import Control, ImageSpec, LatentSpec, Prior, Section

FORMAT = 1
CARD_LIMIT = 1 << 20
FILE_LIMIT = 4 << 30
HEADER_LIMIT = 16 << 20
TENSOR_LIMIT = 20_000
POINT_LIMIT = 1_000_000
UNUSABLE = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, OSError)
"""What a card or map with unexpected content raises while it is taken apart."""
REQUIRED = ("model.safetensors", "decoder.onnx", "map.safetensors", "preview.png")
OPTIONAL = ("preview.onnx", "classifier.onnx")
ID_PATTERN = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")

Floats = npt.NDArray[np.float32]


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


@dataclass(frozen=True)
class MapData:
    """The held-out pictures (or own samples) that the map shows."""

    latents: Floats | None
    """(N, size): posterior means, or the samples' own latents; None where `seeds` tell them."""
    labels: npt.NDArray[np.int64]
    """(N,); -1 where there is none."""
    positions: Floats
    """(N, 2): places on the structure map."""
    indices: npt.NDArray[np.int64]
    """(N,): which picture of the data set's test split; -1 for own samples."""
    importance: Floats
    """(size,): mean KL in nats per component with an encoder, else sensitivity of the picture."""
    directions: Floats
    """(k, size): unit principal directions, most picture change first."""
    direction_scales: Floats
    """(k,): root mean squared change of the picture for a unit step."""
    own_samples: bool
    """True where the model has no encoder and the points are its own samples."""
    importance_is_kl: bool
    seeds: npt.NDArray[np.int64] | None = None
    """(N,): own samples of a model with many numbers of noise are told by their seeds."""
    fits: Fits | None = None
    """What the vector can be drawn from besides the prior."""

    def __len__(self) -> int:
        return len(self.positions)


@dataclass(frozen=True)
class Bundle:
    """An opened bundle: the card is read and every file is present, bounded and unchanged."""

    path: Path
    card: Card

    @property
    def key(self) -> str:
        """What a session or the command line calls it: its id when shipped, else its path."""
        shipped = self.path.parent.resolve() == paths.weights().resolve()
        return self.card.id if shipped else str(self.path.resolve())

    @property
    def fits(self) -> Fits | None:
        """What the vector can be drawn from besides the prior. Reads the map where it says so."""
        return self.map.fits if self.card.latent.samplers != ("prior",) else None

    @cached_property
    def map(self) -> MapData:
        file = self.path / "map.safetensors"
        latent = self.card.latent
        return read_map(file, latent.size, len(self.card.classes), latent.vector_size)


def find(name: str) -> Path:
    """The folder of a bundle: a shipped id, or a path."""
    if ID_PATTERN.fullmatch(name) and (paths.weights() / name).is_dir():
        return paths.weights() / name
    try:
        path = Path(name).expanduser()
        if path.name == "card.toml":
            path = path.parent
        is_folder, is_file = path.is_dir(), path.is_file()
    except (OSError, RuntimeError):  # a name too long for a path, or ~somebody who is not here
        is_folder = is_file = False
    if is_file:
        raise UserError(
            tr("{name} is a file, not a model bundle.").format(name=name),
            tr(
                "A bundle is a folder with a card.toml; `gen-explorer pack` makes one of a run. "
                "A session (.json) is opened by `gen-explorer open`."
            ),
        )
    if not is_folder:
        raise UserError(
            tr("There is no model at {name}.").format(name=name),
            tr("The models in the box are: {names}.").format(names=", ".join(shipped_ids())),
        )
    return path


def shipped_ids() -> tuple[str, ...]:
    cards = sorted(paths.weights().glob("*/card.toml"))
    return tuple(card.parent.name for card in cards)


def open_bundle(name: str, verify: bool = True) -> Bundle:
    """Opens the bundle called `name` (a shipped id or a path).

    `verify` also compares every file with the card's SHA-256 (15 ms for a bundle of 10 MB).
    Raises `UserError` for a bundle that is missing, truncated, changed or not one at all.
    """
    path = find(name)
    card = read_card(path)
    for file in (*REQUIRED, *OPTIONAL):
        if file in REQUIRED or file in card.files:
            _check_file(path / file, card.files.get(file), verify)
    return Bundle(path, card)


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
        reason = tr("{name} is missing").format(name=error) if type(error) is KeyError else error
        raise UserError(
            tr("The card of {path} cannot be read ({reason}).").format(path=path, reason=reason),
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


def read_map(
    path: Path, latent_size: int, class_count: int = 0, vector_size: int | None = None
) -> MapData:
    """map.safetensors, with every shape checked against the latent's size and that of its VECTOR
    section (None: all of it), and the labels against the number of classes (0: there are none, and
    every label is -1)."""
    vector_size = latent_size if vector_size is None else vector_size
    tensors, metadata = read_tensors(path)
    try:
        count = len(tensors["positions"])
        seeds = tensors["seeds"].astype(np.int64) if "seeds" in tensors else None
        latents = None if seeds is not None else tensors["latents"].astype(np.float32)
        data = MapData(
            latents=latents,
            labels=tensors["labels"].astype(np.int64),
            positions=tensors["positions"].astype(np.float32),
            indices=tensors["indices"].astype(np.int64),
            importance=tensors["importance"].astype(np.float32),
            directions=tensors["directions"].astype(np.float32),
            direction_scales=tensors["direction_scales"].astype(np.float32),
            own_samples=metadata["own_samples"] == "true",
            importance_is_kl=metadata["importance"] == "kl",
            seeds=seeds,
            fits=fitted.from_tensors(
                tensors, vector_size, None if latents is None else latents[:, :vector_size]
            ),
        )
        shapes: list[tuple[npt.NDArray[Any], tuple[int, ...]]] = [
            (data.labels, (count,)),
            (data.positions, (count, 2)),
            (data.indices, (count,)),
            (data.importance, (latent_size,)),
            (data.directions, (len(data.directions), latent_size)),
            (data.direction_scales, (len(data.directions),)),
        ]
        if latents is not None:
            shapes.append((latents, (count, latent_size)))
        if seeds is not None:
            shapes.append((seeds, (count,)))
        for array, shape in shapes:
            if array.shape != shape or not np.isfinite(array).all():
                raise ValueError(f"{array.shape} instead of {shape}, or not finite")
        if not 0 < count <= POINT_LIMIT or data.labels.min() < -1 or data.indices.min() < -1:
            raise ValueError("the number of points, a label or an index is out of range")
        if seeds is not None and not 0 <= seeds.min() <= seeds.max() < 2**32:
            raise ValueError("a seed is out of range")
        if data.labels.max() >= max(class_count, 0):
            raise ValueError(f"label {data.labels.max()} of {class_count} classes")
    except UNUSABLE as error:
        raise UserError(
            tr("The map {path} cannot be used ({reason}).").format(path=path, reason=error),
            tr("Get a fresh copy of the bundle, or pack it again."),
        ) from error
    return data


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
            tr("{path} cannot be read ({reason}).").format(path=path, reason=error),
            tr("Get a fresh copy of the bundle, or pack it again."),
        ) from error


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


def _check_file(file: Path, digest: str | None, verify: bool) -> None:
    remedy = tr("Get a fresh copy of the bundle, or pack it again.")
    if file.is_symlink() or not file.is_file():
        raise UserError(tr("The bundle lacks {path}.").format(path=file), remedy)
    if digest is None or file.stat().st_size > FILE_LIMIT:
        raise UserError(tr("{path} is not what the card says.").format(path=file), remedy)
    try:
        is_unchanged = not verify or sha256(file) == digest
    except OSError as error:
        raise UserError(
            tr("{path} cannot be read ({reason}).").format(path=file, reason=error.strerror), remedy
        ) from error
    if not is_unchanged:
        raise UserError(
            tr("{path} was changed or cut short: its checksum differs.").format(path=file), remedy
        )
