"""`gen-explorer list`: the models in the box."""

from __future__ import annotations

import json

from rich.table import Table

from gen_explorer.checkpoints import bundle
from gen_explorer.checkpoints.card import facts, read_card
from gen_explorer.commands.shared import AsJson, out
from gen_explorer.core.translation import in_language, tr


def list_models(as_json: AsJson = False) -> None:
    cards = [read_card(bundle.find(name)) for name in bundle.shipped_ids()]
    if as_json:
        print(json.dumps([facts(card) for card in cards], indent=2))  # noqa: T201
        return
    table = Table(box=None, pad_edge=False)
    table.add_column(
        tr("id"), no_wrap=True, min_width=max((len(card.id) for card in cards), default=2)
    )
    for heading in (tr("family"), tr("data"), tr("latent"), tr("picture"), tr("title")):
        table.add_column(heading)
    for card in cards:
        shape = f"{card.image.height}x{card.image.width}x{card.image.channels}"
        latent = f"{card.latent.size} {card.latent.prior.value}"
        table.add_row(card.id, card.family, card.dataset, latent, shape, in_language(card.title))
    out.print(table)
