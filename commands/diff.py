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

        found = read(before, afters, packs)
        each = differences(found.before, found.afters, found.rules, day(as_of))
    if format_ == "json":
        from pejl.engine.report import difference_json

        write(difference_json.render(each, day(as_of)), output, lang)
        return
    if format_ == "csv":
        from pejl.engine.report import difference_csv

        write(difference_csv.render(each, lang), output, lang)
        return
    from pejl.engine.report.paper import difference, markdown, text
    from pejl.engine.report.withheld import Withholding

    if not names and found.rules is not None:
        each = tuple(map(Withholding(found.rules).difference, each))
    paper = difference.paper(each, lang, names=names)
    if format_ == "markdown":
        write(markdown.render(paper), output, lang)
    else:
        colour = output is None and coloured(sys.stdout)
        write(text.render(paper, colour=colour, width=width()), output, lang)
