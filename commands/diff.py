"""`pejl diff`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from pejl.commands import options
from pejl.commands.console import coloured, problems_told, width, write
from pejl.commands.options import _, day

FORMATS = ("text", "json", "markdown", "csv")


@click.command(help=_("Compare two designs, a proposal with its base, or one design with several proposals."))
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("afters", nargs=-1, type=click.Path(path_type=Path), metavar="[AFTER]...")
@options.packs
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", help=_("output format"))
@options.names
@options.output
@options.lang
@options.as_of
def diff(
    before: Path,
    afters: Sequence[Path],
    packs: Sequence[str],
    format_: str,
    names: bool,
    output: Path | None,
    lang: str,
    as_of: dt.datetime | None,
) -> None:
    """Compare designs."""
    with problems_told(lang):
        from pejl.engine.diff.compare import differences
        from pejl.engine.diff.read import read
        from pejl.engine.report import difference_formats

        found = read(before, afters, packs)
        each = differences(found.before, found.afters, found.rules, day(as_of))
        colour = output is None and coloured(sys.stdout)
        asked = difference_formats.Asked(each, found.rules, day(as_of), lang, names, colour, width())
    write(difference_formats.render(format_, asked), output, lang)
