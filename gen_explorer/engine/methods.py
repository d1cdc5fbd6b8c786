"""Ways to restore a picture, as a table that can be read before torch is imported: what each model
in the box can do, and the classical baselines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from safetensors import safe_open

from gen_explorer.analysis import classical
from gen_explorer.checkpoints.bundle import find, shipped_ids
from gen_explorer.checkpoints.card import Card, read_card
from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import in_language, tr
from gen_explorer.models.base import Control, ImageSpec

SLOW = ("project", "complete")
"""Ways that take longer than a picture may take while a slider moves."""


@dataclass(frozen=True)
class Method:
    """One way of one model, or a baseline."""

    way: str
    """See `engine.restorer`; for a baseline its name in `analysis.classical`."""
    path: Path | None = None
    """The model's bundle; None for a baseline."""
    digest: str = field(default="", compare=False)
    """SHA-256 of the model's weights."""
    title: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """The model's title by language."""
    shape: tuple[int, int, int] | None = field(default=None, compare=False)
    """(H, W, C) of the pictures that the model takes."""

    @property
    def key(self) -> str:
        """Tells it from all other methods, also in files."""
        return f"{self.path.name}/{self.way}" if self.path else self.way

    @property
    def is_classical(self) -> bool:
        """Whether it needs no model."""
        return self.path is None

    @property
    def is_slow(self) -> bool:
        """Whether it takes longer than a picture may take while a slider moves."""
        return self.way in SLOW

    @property
    def model(self) -> str:
        """The model's title; empty for a baseline."""
        return in_language(dict(self.title)) if self.path else ""

    @property
    def label(self) -> str:
        """For legends and tables: which model, and what it does."""
        return f"{self.model}: {way_label(self.way)}" if self.path else way_label(self.way)


CLASSICAL = tuple(Method(name) for name in classical.NAMES)


def way_label(way: str) -> str:
    """A way's name for people."""
    return {
        "denoise": tr("denoising"),
        "reconstruct": tr("reconstruction"),
        "mean": tr("posterior mean"),
        "samples": tr("averaged samples"),
        "code": tr("from its code"),
        "tokens": tr("from its codes"),
        "project": tr("projection"),
        "complete": tr("completion"),
    }.get(way) or classical.label(way)


def about(way: str) -> str:
    """What a way does, in a sentence or two."""
    return {
        "denoise": tr(
            "Trained to give the sound picture for a damaged one. What it cannot tell from damage "
            "it fills in with what pictures look like."
        ),
        "reconstruct": tr(
            "Squeezed into a few numbers and drawn again. Trained on sound pictures only: noise is "
            "lost because the code has no room for it, but it also leads the encoder astray."
        ),
        "mean": tr(
            "The encoder's mean, decoded. The encoder never saw noise, so it may end up far from "
            "the right place: compare the projection."
        ),
        "samples": tr(
            "Sixteen draws from the posterior, decoded and averaged: softer where the encoder is "
            "unsure."
        ),
        "code": tr("The picture that the model draws of its own code of the damaged one."),
        "tokens": tr("Every patch becomes the nearest entry of a codebook, and is drawn again."),
        "project": tr(
            "The picture closest to the damaged one that the generator can draw, found by descent "
            "in its latent space: noise is nothing that it can draw. Takes a second or two."
        ),
        "complete": tr(
            "Draws the missing pixels one by one after the given ones; nothing else is changed. "
            "The seed decides the draw."
        ),
    }.get(way) or classical.about(way)


def ways_of(path: Path, card: Card) -> tuple[str, ...]:
    """What the bundle at `path` can do against damage, the quickest first. Reads the head of a
    file."""
    ways: list[str] = []
    spec = card.latent
    if "denoise" in card.capabilities:
        is_trained = card.config.get("corruption", "none") != "none"
        ways.append("denoise" if is_trained else "reconstruct")
    elif "encode" in card.capabilities:
        ways += ["mean", "samples"] if _has_posterior(path) else ["code"]
    if "tokenise" in card.capabilities:
        ways.append("tokens")
    is_discrete = any(spec.find(c) for c in (Control.GRID, Control.NOISE, Control.TEXT))
    if "decode" in card.capabilities and spec.vector_size and not is_discrete:
        ways.append("project")
    if "complete" in card.capabilities:
        ways.append("complete")
    return tuple(ways)


def methods_of(path: Path, card: Card) -> tuple[Method, ...]:
    """The ways of one bundle."""
    image = card.image
    shape = (image.height, image.width, image.channels)
    digest = card.files.get("model.safetensors", "")
    title = tuple(card.title.items())
    return tuple(Method(way, path, digest, title, shape) for way in ways_of(path, card))


def find_methods(own: Path | None, image: ImageSpec, dataset: str) -> list[Method]:
    """The ways of the bundle `own`, then of those in the box that draw pictures of this shape and
    data set, then the baselines. Runs in a job."""
    found: dict[str, Method] = {}
    paths = ([own] if own else []) + [find(name) for name in shipped_ids()]
    for path in paths:
        try:
            card = read_card(path)
        except UserError:
            continue
        if path == own or (card.image == image and card.dataset == dataset):
            for method in methods_of(path, card):
                found.setdefault(method.key, method)
    return [*found.values(), *CLASSICAL]


def parse(names: Sequence[str], offered: Sequence[Method]) -> list[Method]:
    """The methods that a person names by their way or key. Raises `UserError`."""
    chosen = []
    for name in names:
        fitting = [m for m in offered if name in (m.key, m.way)]
        if not fitting:
            raise UserError(
                tr("There is no method called {name}.").format(name=repr(name)),
                tr("There are: {names}.").format(
                    names=", ".join(dict.fromkeys(m.way for m in offered))
                ),
            )
        chosen += [m for m in fitting if m not in chosen]
    return chosen


def _has_posterior(path: Path) -> bool:
    """Whether the encoder gives a distribution: then the map was built with its KL."""
    try:
        with safe_open(str(path / "map.safetensors"), "np") as file:
            told: dict[str, str] = file.metadata() or {}
    except (OSError, ValueError, RuntimeError):
        return False
    return told.get("importance") == "kl"
