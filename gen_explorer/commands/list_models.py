"""`gen-explorer list`: the models in the box."""

from __future__ import annotations

import json

from rich.table import Table

from gen_explorer.checkpoints import bundle
from gen_explorer.checkpoints.card import Card, facts, read_card
from gen_explorer.commands.shared import AsJson, out
from gen_explorer.core.translation import in_language, tr

WIDE = 120
"""Columns from which there is room for titles."""
DATA, LEAST = 2, 13
"""The field that is cut where there is little room, and what is left of it."""


def list_models(as_json: AsJson = False) -> None:
    cards = [read_card(bundle.find(name)) for name in bundle.shipped_ids()]
    if as_json:
        print(json.dumps([facts(card) for card in cards], indent=2))  # noqa: T201
        return
    rows = [_row(card) for card in cards]
    headings = [tr("id"), tr("family"), tr("data"), tr("latent"), tr("picture"), tr("title")]
    shown = len(headings) if out.width >= WIDE else len(headings) - 1
    widths = [max(len(row[at]) for row in [headings, *rows]) for at in range(shown)]
    widths[DATA] = min(widths[DATA], max(LEAST, widths[DATA] + out.width - sum(widths) - shown))
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for heading, width in zip(headings, widths, strict=False):
        table.add_column(heading, no_wrap=True, width=width)
    for row in rows:
        table.add_row(*row[:shown])
    out.print(table)


def _row(card: Card) -> list[str]:
    shape = f"{card.image.height}x{card.image.width}x{card.image.channels}"
    size = str(card.latent.size)
    return [card.id, card.family, card.dataset, size, shape, in_language(card.title)]
