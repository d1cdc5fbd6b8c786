"""The course's picture: real pictures and samples of every family on one sheet, in the order in
which they are taught, with what was measured beside them."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from gen_explorer.checkpoints import bundle
from gen_explorer.checkpoints.card import Card, Figure, read_card
from gen_explorer.checkpoints.model import load_model
from gen_explorer.core.concurrency import CancelToken, Progress, no_progress
from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import in_language, tr
from gen_explorer.data import datasets, images
from gen_explorer.latent import samplers
from gen_explorer.models import registry
from gen_explorer.models.titles import family_title
from gen_explorer.training.evaluate import SAMPLES as EVALUATED
from gen_explorer.training.figure_words import SAMPLERS, WORDS
from gen_explorer.training.subject import Subject, draw_latents, spread

COLUMNS = ("frechet_ratio", "precision_ratio", "recall_ratio", "nats_binary", "sharpness")
OF_TEST_PICTURES = ("nats_binary",)
"""The columns that do not depend on how samples are drawn."""
SAMPLES = 12
TILE = 56
"""Least pixels a side that a picture is shown with."""
GAP = 3
TITLE_WIDTH = 250
COLUMN_WIDTH = 96
ROW_GAP = 10
INK, MUTED, LINE = (25, 25, 28), (105, 105, 112), (222, 222, 226)

Tiles = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Rung:
    """One row of the sheet."""

    title: str
    detail: str
    """The second line: family and sampler."""
    tiles: Tiles
    """(n, H, W, 3)."""
    figures: dict[str, Figure]
    """By column; of the sampler that was drawn with."""


def climb(
    data: str,
    samples: int = SAMPLES,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> list[Rung]:
    """The real pictures' row, then one for each model in the box that was trained on `data`, drawn
    with the sampler that was measured best. Raises `UserError` where there is none."""
    cancel = cancel or CancelToken()
    cards = [read_card(bundle.find(name)) for name in bundle.shipped_ids()]
    chosen = [card for card in cards if card.dataset == data]
    if not chosen:
        others = sorted({card.dataset for card in cards})
        raise UserError(
            tr("No model in the box was trained on {data}.").format(data=data),
            tr("There are models of: {names}.").format(names=", ".join(others)),
        )
    test = datasets.load(data, "test", cancel=cancel)
    real = images.to_bytes(spread(test, samples))
    rungs = [Rung(tr("Real pictures"), tr("test pictures"), _coloured(real), {})]
    for index, card in enumerate(sorted(chosen, key=_place)):
        cancel.check()
        progress(index / len(chosen), in_language(card.title))
        rungs.append(_rung(card, samples))
    progress(1.0, "")
    return rungs


def _rung(card: Card, samples: int) -> Rung:
    import torch

    opened = bundle.open_bundle(card.id)
    sampler = best_sampler(card)
    subject = Subject(card.id, load_model(opened), card.dataset, opened.fits)
    with torch.no_grad():
        made = subject.model.decode(draw_latents(subject, samples, sampler))
    by_name = {figure.name: figure for figure in card.figures}
    suffix = "" if sampler == "prior" else f"_{sampler}"
    found = {
        name: by_name.get(name if name in OF_TEST_PICTURES else name + suffix) for name in COLUMNS
    }
    words = in_language(dict(zip(("en", "es"), SAMPLERS[sampler], strict=True)))
    return Rung(
        in_language(card.title),
        family_title(card.family) + words + _fewer(found["frechet_ratio"]),
        _coloured(images.to_bytes(made)),
        {name: figure for name, figure in found.items() if figure is not None},
    )


def _fewer(figure: Figure | None) -> str:
    """How many samples a figure was taken over, where it is fewer than usual: distances to few
    real pictures, and with them the floor, are larger."""
    found = re.search(r"(\d+) samples \(", figure.protocol.get("en", "")) if figure else None
    if found is None or int(found[1]) >= EVALUATED:
        return ""
    return tr(", over {count} samples").format(count=found[1])


def best_sampler(card: Card) -> str:
    """The sampler with the lowest Frechet ratio in a card; the usual one where none was. Codes of
    training pictures, which the aggregated posterior draws, are no new pictures."""
    ratios = {
        name.removeprefix("frechet_ratio").removeprefix("_") or "prior": figure.value
        for figure in card.figures
        if (name := figure.name).startswith("frechet_ratio")
    }
    known = {
        name: value
        for name, value in ratios.items()
        if name in card.latent.samplers and name != "aggregated"
    }
    return min(known, key=known.__getitem__, default=samplers.usual(card.latent))


def _place(card: Card) -> tuple[int, str]:
    return registry.rung(card.family), card.id


def _coloured(pictures: Tiles) -> Tiles:
    return np.repeat(pictures, 3, axis=-1) if pictures.shape[-1] == 1 else pictures


def draw(rungs: list[Rung]) -> bytes:
    """The sheet as a PNG."""
    columns = [name for name in COLUMNS if any(name in rung.figures for rung in rungs)]
    widest = max(len(rung.tiles) * (_side(rung) + GAP) for rung in rungs)
    width = TITLE_WIDTH + widest + COLUMN_WIDTH * len(columns) + 2 * ROW_GAP
    heights = [_side(rung) + ROW_GAP for rung in rungs]
    head = 56 if columns else ROW_GAP
    canvas = Image.new("RGB", (width, head + sum(heights) + ROW_GAP), "white")
    pen = ImageDraw.Draw(canvas)
    large, small = ImageFont.load_default(16), ImageFont.load_default(12)
    first = TITLE_WIDTH + widest + ROW_GAP
    for index, name in enumerate(columns):
        place = (first + COLUMN_WIDTH * (index + 1) - ROW_GAP, head - 8)
        words = _wrapped(_heading(name), 13)
        pen.multiline_text(place, words, MUTED, small, anchor="rd", align="right", spacing=2)
    top = head
    for rung, height in zip(rungs, heights, strict=True):
        pen.line((0, top - ROW_GAP // 2, width, top - ROW_GAP // 2), LINE)
        middle = top + (height - ROW_GAP) // 2
        pen.text((ROW_GAP, middle - 1), rung.title, INK, large, anchor="ld")
        pen.text((ROW_GAP, middle + 3), rung.detail, MUTED, small, anchor="la")
        for index, tile in enumerate(rung.tiles):
            side = _side(rung)
            picture = Image.fromarray(tile).resize((side, side), Image.Resampling.NEAREST)
            canvas.paste(picture, (TITLE_WIDTH + index * (side + GAP), top))
        for index, name in enumerate(columns):
            place = (first + COLUMN_WIDTH * (index + 1) - ROW_GAP, middle)
            pen.text(place, _shown(rung, name), INK, large, anchor="rm")
        top += height
    about = PngInfo()
    about.add_itxt("Description", "Samples of generative models; the first row is real")
    about.add_itxt("Software", "gen_explorer")
    out = io.BytesIO()
    canvas.save(out, "PNG", pnginfo=about, optimize=True)
    return out.getvalue()


def markdown(rungs: list[Rung], picture: str) -> str:
    """The sheet, the figures as a table, and how each was measured."""
    columns = [name for name in COLUMNS if any(name in rung.figures for rung in rungs)]
    lines = [f"![{tr('Real pictures')}]({picture})", ""]
    lines += ["| | " + " | ".join(map(_heading, columns)) + " |"]
    lines += ["|---|" + "---:|" * len(columns)]
    for rung in rungs:
        cells = [_shown(rung, name) for name in columns]
        lines.append(f"| {rung.title} ({rung.detail}) | " + " | ".join(cells) + " |")
    lines.append("")
    for name in columns:
        for rung in rungs:
            if name in rung.figures:
                words = in_language(rung.figures[name].protocol)
                lines.append(f"- {_heading(name)}, {rung.title}: {words}.")
    return "\n".join(lines) + "\n"


def _heading(name: str) -> str:
    return in_language(dict(zip(("en", "es"), WORDS[name][:2], strict=True)))


def _shown(rung: Rung, name: str) -> str:
    return f"{rung.figures[name].value:.3g}" if name in rung.figures else ""


def _side(rung: Rung) -> int:
    """Whole multiples of the picture's own pixels."""
    own: Any = rung.tiles.shape[1]
    return int(own * max(1, round(TILE / own)))


def _wrapped(text: str, width: int) -> str:
    """Words in lines of about `width` letters."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)
