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

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from gen_explorer.checkpoints.card import ID_PATTERN, Card, read_card
from gen_explorer.checkpoints.fits import Fits
from gen_explorer.checkpoints.map_data import MapData, read_map
from gen_explorer.core import paths
from gen_explorer.core.errors import UserError
from gen_explorer.core.files import sha256
from gen_explorer.core.reasons import reason
from gen_explorer.core.translation import tr

FILE_LIMIT = 4 << 30
REQUIRED = ("model.safetensors", "decoder.onnx", "map.safetensors", "preview.png")
OPTIONAL = ("preview.onnx", "classifier.onnx")


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
            tr("{path} cannot be read ({reason}).").format(path=file, reason=reason(error)), remedy
        ) from error
    if not is_unchanged:
        raise UserError(
            tr("{path} was changed or cut short: its checksum differs.").format(path=file), remedy
        )
