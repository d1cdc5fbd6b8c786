"""The command line. `--help` and `list` answer without loading torch or Qt.

Each command is a function in a file of `gen_explorer.commands`, entered in the list below.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

import gen_explorer
from gen_explorer.commands.anomaly import anomaly
from gen_explorer.commands.bench import bench
from gen_explorer.commands.denoise import denoise
from gen_explorer.commands.evaluate import evaluate
from gen_explorer.commands.ladder import ladder
from gen_explorer.commands.list_models import list_models
from gen_explorer.commands.open_window import open_window
from gen_explorer.commands.pack import pack
from gen_explorer.commands.render import render
from gen_explorer.commands.shared import err, out
from gen_explorer.commands.train import train
from gen_explorer.core.errors import UserError
from gen_explorer.core.reasons import known
from gen_explorer.core.translation import tr

app = typer.Typer(
    help=tr("Look inside generative models: walk their latent spaces in real time."),
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)


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


app.command("open", help=tr("Open the window, on MODEL if one is named."))(open_window)
app.command("list", help=tr("List the models in the box."))(list_models)
app.command(help=tr("Draw one picture to a PNG file: the same bytes every time."))(render)
app.command(help=tr("Train a model of FAMILY; Ctrl-C saves and stops."))(train)
app.command(help=tr("Make a bundle of a finished run, ready for the window."))(pack)
app.command(help=tr("Measure what models can be judged by, and store the figures."))(evaluate)
app.command(
    help=tr("Put real pictures and samples of every family on one sheet, with their figures.")
)(ladder)
app.command(help=tr("Score how abnormal pictures are, and measure how well that works."))(anomaly)
app.command(help=tr("Mend a folder of pictures with a model, or sweep over the amount of damage."))(
    denoise
)
app.command(help=tr("Measure the way from slider to picture on this machine."))(bench)


def main() -> None:
    """The program's entry: every error that a person can mend is one message and exit code 1."""
    try:
        app()
    except UserError as error:
        err.print(f"[bold red]{tr('Error')}:[/] ", end="")
        err.print(error.what, markup=False, highlight=False)
        if error.remedy:
            err.print(error.remedy, markup=False, highlight=False)
        if not known(error.__cause__):
            err.print(error.details, style="dim", markup=False, highlight=False, end="")
        sys.exit(1)
