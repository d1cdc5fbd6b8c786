"""What several commands use: the two consoles and the options they share."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from gen_explorer.core.translation import tr

out = Console()
err = Console(stderr=True)

AsJson = Annotated[bool, typer.Option("--json", help=tr("Print JSON for another program."))]
Device = Annotated[
    str, typer.Option(help=tr("auto, cpu, cuda, cuda:1 or mps; auto takes the fastest."))
]
