"""`gen-explorer render`: one picture, the same bytes every time."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from gen_explorer.checkpoints import bundle
from gen_explorer.checkpoints.bundle import Bundle
from gen_explorer.checkpoints.card import Card
from gen_explorer.commands.shared import err, out
from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import tr
from gen_explorer.data import captions
from gen_explorer.latent import samplers
from gen_explorer.models.base import Control
from gen_explorer.state.recipe import Recipe


def render(
    model: Annotated[str, typer.Option(help=tr("Id of a model, or a bundle's folder."))],
    target: Annotated[Path, typer.Option("--out", help=tr("The PNG file to write."))],
    seed: Annotated[
        int | None, typer.Option(help=tr("Draws the latent from the model's prior."), min=0)
    ] = None,
    recipe: Annotated[
        Path | None, typer.Option(help=tr("A recipe saved as JSON, instead of --seed."))
    ] = None,
    value: Annotated[
        list[str] | None,
        typer.Option("--set", help=tr("DIM=VALUE: puts a value in the seed's latent; repeatable.")),
    ] = None,
    truncation: Annotated[
        float | None, typer.Option(help=tr("Scales the latent towards the prior's mean."))
    ] = None,
    sampler: Annotated[
        str | None,
        typer.Option(
            help=tr("What the seed draws from: {names}.").format(names=", ".join(samplers.NAMES))
        ),
    ] = None,
    chosen: Annotated[
        list[str] | None,
        typer.Option(
            "--class", help=tr("Class to draw, by its name; several are mixed in equal parts.")
        ),
    ] = None,
    text: Annotated[
        str | None, typer.Option(help=tr("What to draw, for a model that reads captions."))
    ] = None,
    scale: Annotated[
        int,
        typer.Option(help=tr("Pixels of the file for each pixel of the picture."), min=1, max=64),
    ] = 1,
) -> None:
    from gen_explorer.engine.still import draw
    from gen_explorer.export.picture import metadata, save_png

    if target.suffix.lower() != ".png":
        raise typer.BadParameter(tr("The file's name ends in .png."), param_hint="--out")
    options = {
        "seed": seed,
        "values": [_parse_value(entry) for entry in value] if value else None,
        "truncation": truncation,
        "sampler": sampler,
        "text": text,
    }
    given = {name: x for name, x in options.items() if x is not None}
    if recipe is not None and (given or chosen):
        raise typer.BadParameter(
            tr("--recipe already says it all; leave out --seed and what goes with it.")
        )
    wanted = _parse_recipe(recipe, given)
    opened = bundle.open_bundle(model)
    if chosen:
        wanted = wanted.with_values(_class_weights(opened.card, chosen))
    _check(opened, wanted)
    _tell_unknown_words(opened, wanted)
    save_png(target, draw(opened, wanted), scale, metadata(opened.card.id, wanted))
    out.print(str(target), highlight=False, soft_wrap=True)


def _class_weights(card: Card, chosen: list[str]) -> list[tuple[int, float]]:
    """(dimension, weight) of the CLASS section, as much of each chosen class."""
    found = card.latent.find(Control.CLASS)
    if not found:
        raise UserError(
            tr("{model} cannot be told a class.").format(model=card.id),
            tr("Leave out --class, or choose a conditional model."),
        )
    _, place = found[0]
    names = [name.casefold() for name in card.classes]
    for name in chosen:
        if name.casefold() not in names:
            raise UserError(
                tr("{data} has no class called {name}.").format(data=card.dataset, name=name),
                tr("Its classes are: {names}.").format(names=", ".join(card.classes)),
            )
    places = [names.index(name.casefold()) for name in chosen]
    size = place.stop - place.start
    return [(place.start + i, places.count(i) / len(places)) for i in range(size)]


def _tell_unknown_words(opened: Bundle, wanted: Recipe) -> None:
    for section, _ in opened.card.latent.find(Control.TEXT):
        unknown = captions.unknown_words(wanted.text, section.source)
        if unknown:
            err.print(tr("The model does not know: {words}.").format(words=", ".join(unknown)))


def _check(opened: Bundle, wanted: Recipe) -> None:
    """Raises `UserError` for a recipe that the model would not follow to the letter."""
    spec = opened.card.latent
    too_high = [d for d, _ in wanted.values if d >= spec.size]
    if too_high:
        raise UserError(
            tr("{model} has no latent dimension {dimension}.").format(
                model=opened.card.id, dimension=too_high[0]
            ),
            tr("Its dimensions are 0 to {last}.").format(last=spec.size - 1),
        )
    if wanted.sampler != "prior":
        names = samplers.available(spec, opened.fits)
        if wanted.sampler not in names:
            raise UserError(
                tr("{model} cannot be drawn with the sampler {name}.").format(
                    model=opened.card.id, name=repr(wanted.sampler)
                ),
                tr("Its samplers are: {names}.").format(names=", ".join(names)),
            )
    if wanted.text and not spec.find(Control.TEXT):
        raise UserError(
            tr("{model} reads no captions.").format(model=opened.card.id),
            tr("Leave out --text, or choose a model that draws what a caption says."),
        )


def _parse_recipe(file: Path | None, options: dict[str, Any]) -> Recipe:
    """The recipe of a file or of the options given, within the same bounds."""
    from gen_explorer.state import recipe_json

    if file is not None:
        return recipe_json.read(file)
    if "seed" not in options:
        raise typer.BadParameter(tr("Say what to draw: --seed N or --recipe FILE."))
    try:
        return recipe_json.from_plain(options)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _parse_value(text: str) -> list[int | float]:
    dimension, _, value = text.partition("=")
    try:
        return [int(dimension), float(value)]
    except ValueError:
        raise typer.BadParameter(tr("Write DIM=VALUE, like 3=1.25."), param_hint="--set") from None
