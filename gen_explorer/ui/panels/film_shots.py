"""Which pictures make up a moment of the film, and which are read before they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gen_explorer.core.translation import tr
from gen_explorer.training.film import Contents, MomentMap, Still
from gen_explorer.ui.panels.film_reader import FilmReader
from gen_explorer.ui.widgets.film_view import Shot

AHEAD, BEHIND = 6, 2
"""Pictures that are read before they are asked for."""


def shots(
    kind: str,
    still: Still,
    pinned: Still | None,
    contents: Contents,
    reader: FilmReader,
    words: Callable[[int], str],
) -> list[Shot]:
    """A moment of one kind, beside the one that is held. `words` says a step."""

    def shot(shown: Still | None, caption: str) -> Shot:
        if shown is None or reader.is_unreadable(shown):
            return Shot(caption, None, tr("There is no such picture at this step."))
        return Shot(caption, reader.get(shown), "…")

    if pinned is not None:
        return [shot(pinned, words(pinned.step)), shot(still, words(still.step))]
    if kind == "raw":
        averaged = _averaged(contents, still)
        return [shot(still, tr("Raw weights")), shot(averaged, tr("Averaged weights (EMA)"))]
    if kind == "real":
        real = next(iter(contents.of("real")), None)
        return [shot(real, tr("Real")), shot(still, tr("Generated"))]
    if kind == "reconstructions":
        return [shot(still, tr("Held-out pictures above their reconstructions"))]
    if kind == "map":
        shown = reader.get(still)
        own = isinstance(shown, MomentMap) and shown.own_samples
        caption = tr("Own samples by what they look like") if own else tr("Encoded pictures")
        return [shot(still, caption)]
    return [shot(still, "")]


def needed(
    kind: str, stills: Sequence[Still], place: int, pinned: Still | None, contents: Contents
) -> list[Still]:
    """What is shown where the film stands, and what will be next; the most urgent first."""
    if kind == "pair":
        return []
    current = stills[place] if 0 <= place < len(stills) else None
    wanted: list[Still | None] = [current, pinned]
    if kind == "real":
        wanted += contents.of("real")
    nearby = [*range(place + 1, place + 1 + AHEAD), *range(place - 1, place - 1 - BEHIND, -1)]
    wanted += [stills[p] for p in nearby if 0 <= p < len(stills)]
    if kind == "raw":
        wanted[1:1] = [_averaged(contents, s) for s in wanted if s is not None]
    return list(dict.fromkeys(s for s in wanted if s is not None))


def _averaged(contents: Contents, still: Still) -> Still | None:
    """The averaged weights' picture of the same step."""
    return next((other for other in contents.of("samples") if other.step == still.step), None)
