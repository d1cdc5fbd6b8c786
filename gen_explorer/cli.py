"""The command line. `--help` and `list` answer without loading torch or Qt."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

import gen_explorer
from gen_explorer.checkpoints import bundle
from gen_explorer.core import settings
from gen_explorer.core.errors import UserError
from gen_explorer.core.translation import LANGUAGES, in_language, set_language, system_language, tr
from gen_explorer.models import registry
from gen_explorer.state.recipe import Recipe

set_language(settings.load().language or system_language())  # before the help texts are read

app = typer.Typer(
    help=tr("Look inside generative models: walk their latent spaces in real time."),
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
out = Console()
err = Console(stderr=True)

AsJson = Annotated[bool, typer.Option("--json", help=tr("Print JSON for another program."))]
Device = Annotated[
    str, typer.Option(help=tr("auto, cpu, cuda, cuda:1 or mps; auto takes the fastest."))
]


def main() -> None:
    """The program's entry: every error that a person can mend is one message and exit code 1."""
    try:
        app()
    except UserError as error:
        err.print(f"[bold red]{tr('Error')}:[/] ", end="")
        err.print(error.what, markup=False, highlight=False)
        if error.remedy:
            err.print(error.remedy, markup=False, highlight=False)
        sys.exit(1)


@app.callback(invoke_without_command=True)
def default(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help=tr("Print the version."))] = False,
) -> None:
    if version:
        out.print(gen_explorer.__version__, highlight=False)
        raise typer.Exit
    if context.invoked_subcommand is None:
        open_window()


@app.command("open", help=tr("Open the window, on MODEL if one is named."))
def open_window(
    model: Annotated[
        str | None,
        typer.Argument(help=tr("Id of a model, a bundle's folder, or a session file (.json).")),
    ] = None,
    screenshot: Annotated[
        Path | None,
        typer.Option(help=tr("Save a picture of the window once all is drawn, and quit.")),
    ] = None,
    language: Annotated[str | None, typer.Option(help=tr("en or es, for this time."))] = None,
    theme: Annotated[
        str | None, typer.Option(help=tr("light, dark or system, for this time."))
    ] = None,
    device: Annotated[
        str | None, typer.Option(help=tr("auto, cpu, cuda, cuda:1 or mps; auto takes the fastest."))
    ] = None,
    size: Annotated[
        str | None, typer.Option(help=tr("Size of the window in pixels, like 1500x950."))
    ] = None,
) -> None:
    if language is not None and language not in LANGUAGES:
        raise typer.BadParameter(", ".join(LANGUAGES), param_hint="--language")
    if theme is not None and theme not in ("light", "dark", "system"):
        raise typer.BadParameter("light, dark, system", param_hint="--theme")
    session = None
    if model is not None and model.endswith(".json"):
        session, model = Path(model), None
    from gen_explorer import app as window

    code = window.run(
        model,
        screenshot=screenshot,
        language=language,
        theme=theme,
        device=device,
        session=session,
        size=_parse_size(size),
    )
    raise typer.Exit(code)


@app.command("list", help=tr("List the models in the box."))
def list_models(as_json: AsJson = False) -> None:
    cards = [bundle.read_card(bundle.find(name)) for name in bundle.shipped_ids()]
    if as_json:
        print(json.dumps([bundle.facts(card) for card in cards], indent=2))  # noqa: T201
        return
    table = Table(box=None, pad_edge=False)
    for heading in (tr("id"), tr("family"), tr("data"), tr("latent"), tr("picture"), tr("title")):
        table.add_column(heading)
    for card in cards:
        shape = f"{card.image.height}x{card.image.width}x{card.image.channels}"
        latent = f"{card.latent.size} {card.latent.prior.value}"
        table.add_row(card.id, card.family, card.dataset, latent, shape, in_language(card.title))
    out.print(table)


@app.command(help=tr("Draw one picture to a PNG file: the same bytes every time."))
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
    scale: Annotated[
        int,
        typer.Option(help=tr("Pixels of the file for each pixel of the picture."), min=1, max=64),
    ] = 1,
) -> None:
    from gen_explorer.engine.still import draw
    from gen_explorer.export.picture import metadata, save_png

    if target.suffix.lower() != ".png":
        raise typer.BadParameter(tr("The file's name ends in .png."), param_hint="--out")
    if not target.absolute().parent.is_dir():
        raise UserError(
            tr("There is no folder {path}.").format(path=target.absolute().parent),
            tr("Make it first, or choose another place."),
        )
    wanted = _parse_recipe(seed, recipe, value or [], truncation)
    opened = bundle.open_bundle(model)
    too_high = [d for d, _ in wanted.values if d >= opened.card.latent.size]
    if too_high:
        raise UserError(
            tr("{model} has no latent dimension {dimension}.").format(
                model=opened.card.id, dimension=too_high[0]
            ),
            tr("Its dimensions are 0 to {last}.").format(last=opened.card.latent.size - 1),
        )
    save_png(target, draw(opened, wanted), scale, metadata(opened.card.id, wanted))
    out.print(str(target), highlight=False, soft_wrap=True)


@app.command(help=tr("Train a model of FAMILY; Ctrl-C saves and stops."))
def train(
    family: Annotated[
        str | None,
        typer.Argument(help=tr("One of: {names}.").format(names=", ".join(registry.names()))),
    ] = None,
    data: Annotated[
        str, typer.Option(help=tr("fashion-mnist, mnist, digits, or a folder of pictures."))
    ] = "fashion-mnist",
    target: Annotated[
        Path | None, typer.Option("--out", help=tr("The run's folder; must be new."))
    ] = None,
    resume: Annotated[
        Path | None, typer.Option(help=tr("Go on with the run in this folder."))
    ] = None,
    epochs: Annotated[int, typer.Option(help=tr("Passes over the data."), min=1)] = 20,
    batch_size: Annotated[int, typer.Option(help=tr("Pictures a step."), min=1)] = 128,
    seed: Annotated[int, typer.Option(help=tr("Of weights, order and draws."), min=0)] = 0,
    schedule: Annotated[
        str, typer.Option(help=tr("Learning rate over the run: constant or cosine."))
    ] = "constant",
    precision: Annotated[
        str, typer.Option(help=tr("float32, or bfloat16 where the processor is faster with it."))
    ] = "float32",
    average: Annotated[
        float, typer.Option(help=tr("Decay of the weights' moving average."), min=0, max=1)
    ] = 0.999,
    log_every: Annotated[int, typer.Option(help=tr("Steps between two log lines."), min=1)] = 10,
    preview_every: Annotated[
        int, typer.Option(help=tr("Epochs between two preview sheets."), min=1)
    ] = 1,
    checkpoint_every: Annotated[
        int, typer.Option(help=tr("Epochs between two checkpoints."), min=1)
    ] = 1,
    keep: Annotated[int, typer.Option(help=tr("Checkpoints that stay."), min=1)] = 3,
    setting: Annotated[
        list[str] | None,
        typer.Option("--set", help=tr("NAME=VALUE of the family's settings; repeatable.")),
    ] = None,
    settings_only: Annotated[
        bool, typer.Option("--settings", help=tr("List what --set takes for FAMILY, and end."))
    ] = False,
    threads: Annotated[int, typer.Option(help=tr("Processor threads; 0 takes all."), min=0)] = 0,
    device: Device = "auto",
) -> None:
    if settings_only and family is not None:
        from gen_explorer.training.console import print_settings

        print_settings(family, out)
        return
    if resume is None:
        if family is None or target is None:
            raise typer.BadParameter(tr("Name a family and --out FOLDER, or --resume FOLDER."))
        if family not in registry.names():
            registry.family(family)  # raises with the families' names
    import torch

    from gen_explorer.training.config import TrainConfig, fitted_settings
    from gen_explorer.training.console import print_plan, training_console
    from gen_explorer.training.loop import train as run_training
    from gen_explorer.training.run import RunFolder

    if resume is not None:
        run = RunFolder.open(resume)
    else:
        assert family is not None
        assert target is not None
        config = TrainConfig(
            family=family,
            data=data,
            model=fitted_settings(family, data, _parse_settings(family, setting or [])),
            epochs=epochs,
            batch_size=batch_size,
            seed=seed,
            schedule=schedule,
            precision=precision,
            average=average,
            log_every=log_every,
            preview_every=preview_every,
            checkpoint_every=checkpoint_every,
            keep=keep,
        )
        model = registry.build(family, config.model)  # bad settings are told before all else
        run = RunFolder.create(target, config)
        print_plan(model.image, data, out)
    if threads:
        torch.set_num_threads(threads)
    with training_console(err) as hooks:
        trainer = run_training(run, _torch_device(device), hooks, resume=resume is not None)
    if hooks.should_stop():
        out.print(
            tr("Stopped at step {step}; go on with: gen-explorer train --resume {path}").format(
                step=trainer.step, path=run.path
            )
        )
    else:
        out.print(
            tr("Done. Make a bundle of it with: gen-explorer pack {path} weights/<id>").format(
                path=run.path
            )
        )


@app.command(help=tr("Make a bundle of a finished run, ready for the window."))
def pack(
    run: Annotated[Path, typer.Argument(help=tr("The run's folder."))],
    target: Annotated[Path, typer.Argument(help=tr("The bundle's folder; its name is its id."))],
    title: Annotated[
        list[str] | None, typer.Option(help=tr('LANGUAGE=TEXT, like "en=My VAE"; repeatable.'))
    ] = None,
    about: Annotated[
        list[str] | None, typer.Option(help=tr("LANGUAGE=TEXT: one or two sentences; repeatable."))
    ] = None,
    first_seed: Annotated[
        int, typer.Option(help=tr("Seed of the picture that the window shows first."), min=0)
    ] = 0,
) -> None:
    from gen_explorer.training.pack import Words
    from gen_explorer.training.pack import pack as pack_run
    from gen_explorer.training.run import RunFolder

    words = Words(_parse_words(title or []), _parse_words(about or []))
    with err.status(tr("Packing")) as status:
        card = pack_run(RunFolder.open(run), target, words, lambda share, text: status.update(text))
    for figure in card.figures:
        label, protocol = in_language(figure.label), in_language(figure.protocol)
        out.print(f"{label}: {figure.value:g}  ({protocol})", highlight=False)
    out.print(
        tr("Open it with: gen-explorer open {path}").format(path=target),
        highlight=False,
        soft_wrap=True,
    )


@app.command(help=tr("Measure the way from slider to picture on this machine."))
def bench(
    models: Annotated[
        list[str] | None, typer.Argument(help=tr("Models to measure; all in the box if none."))
    ] = None,
    window: Annotated[
        bool, typer.Option("--window", help=tr("Measure in the real window as well."))
    ] = False,
    startup: Annotated[
        bool, typer.Option("--startup", help=tr("Measure the time to the first picture."))
    ] = False,
    seconds: Annotated[
        float, typer.Option(help=tr("Time for each model and form."), min=0.1)
    ] = 2.0,
    device: Device = "auto",
    as_json: AsJson = False,
) -> None:
    from gen_explorer.engine import bench as benches

    names = list(models or bundle.shipped_ids())
    report = benches.run(names, seconds=seconds, device=device)
    parts: dict[str, Any] = {"engine": report.to_dict()}
    texts = [report.to_text()]
    if startup:
        from gen_explorer.engine import startup_bench

        start = startup_bench.run(names[0])
        parts["startup"] = start.to_dict()
        texts.append(start.to_text())
    if window:
        from gen_explorer.ui import window_bench

        seen = window_bench.run(names, seconds=seconds)
        parts["window"] = seen.to_dict()
        texts.append(seen.to_text())
    if as_json:
        print(json.dumps(parts, indent=2))  # noqa: T201
    else:
        out.print("\n\n".join(texts), markup=False, highlight=False, soft_wrap=True)


def _parse_size(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal() and int(width) >= 400 and int(height) >= 300):
        raise typer.BadParameter(tr("Write it like 1500x950."), param_hint="--size")
    return int(width), int(height)


def _parse_recipe(
    seed: int | None, file: Path | None, values: list[str], truncation: float | None
) -> Recipe:
    """The recipe of a file or of the options, within the same bounds."""
    from gen_explorer.state import recipe_json

    if file is not None:
        if seed is not None or values or truncation is not None:
            raise typer.BadParameter(
                tr("--recipe already says it all; leave out --seed, --set and --truncation.")
            )
        return recipe_json.read(file)
    if seed is None:
        raise typer.BadParameter(tr("Say what to draw: --seed N or --recipe FILE."))
    plain = {
        "seed": seed,
        "values": [_parse_value(text) for text in values],
        "truncation": 1.0 if truncation is None else truncation,
    }
    try:
        return recipe_json.from_plain(plain)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _parse_value(text: str) -> list[int | float]:
    dimension, _, value = text.partition("=")
    try:
        return [int(dimension), float(value)]
    except ValueError:
        raise typer.BadParameter(tr("Write DIM=VALUE, like 3=1.25."), param_hint="--set") from None


def _parse_settings(family: str, texts: list[str]) -> dict[str, Any]:
    """NAME=VALUE by the types of the family's config."""
    kinds = {setting.name: type(setting.default) for setting in registry.settings(family)}
    values: dict[str, Any] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        kind: Callable[[str], Any] = kinds.get(name, str)
        try:
            values[name] = value.lower() == "true" if kind is bool else kind(value)
        except ValueError:
            equals = ""
        if not equals:
            raise typer.BadParameter(
                tr("Write NAME=VALUE, like latent_size=16, not {text}.").format(text=text),
                param_hint="--set",
            )
    return values


def _parse_words(texts: list[str]) -> dict[str, str]:
    words = {}
    for text in texts:
        code, equals, sentence = text.partition("=")
        if not equals or code not in LANGUAGES:
            raise typer.BadParameter(tr('LANGUAGE=TEXT, like "en=My VAE"; repeatable.'))
        words[code] = sentence
    return words


def _torch_device(preference: str) -> Any:
    import torch

    from gen_explorer.engine.device import choose

    return torch.device(choose(preference).key)
