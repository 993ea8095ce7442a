"""`pejl init`."""

from __future__ import annotations

from pathlib import Path

import click

from pejl.commands import options
from pejl.commands.console import problems_told
from pejl.commands.options import WholeNumber, _
from pejl.engine.example import LARGEST, SMALLEST
from pejl.engine.report.texts import say


@click.command(help=_("Make a folder to start from: a design, a proposal and a rule pack."))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--example",
    "size",
    type=WholeNumber(SMALLEST, LARGEST),
    metavar="SIZE",
    help=_("instead, a whole invented municipality with this many positions"),
)
@click.option(
    "--seed", type=WholeNumber(0), metavar="N", help=_("the number that its chance comes from; 1 if left out")
)
@options.lang
def init(folder: Path, size: int | None, seed: int | None, lang: str) -> None:
    """Make a folder to start from."""
    from pejl.engine import start

    if seed is not None and size is None:
        raise click.UsageError(say("--seed goes with --example", lang))
    with problems_told(lang):
        if size is None:
            written = start.start(folder, lang)
        else:
            written = start.start_example(folder, lang, size, 1 if seed is None else seed)
    for path in written:
        click.echo(path)
