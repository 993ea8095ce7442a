"""`pejl report`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from pejl.commands import options
from pejl.commands.console import problems_told, write_all
from pejl.commands.options import _, day, known_endings
from pejl.engine.report.paper.formats import FORMATS, suffixes
from pejl.engine.report.texts import say

KINDS = ("compliance", "proposal")


@click.command(help=_("Write a report: what an auditor signs, or what a proposal sends to hearing."))
@options.design
@options.packs
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="compliance",
    help=_("compliance: principle by principle, for audit; proposal: the papers of a hearing"),
)
@options.outputs(FORMATS)
@click.option(
    "--alternative",
    "alternatives",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help=_("another proposal that was considered, to stand beside this one"),
)
@click.option("--repair", is_flag=True, help=_("also search for the smallest change that mends every error"))
@options.names
@options.lang
@options.as_of
def report(
    design: Path,
    packs: Sequence[str],
    kind: str,
    outputs: Sequence[Path],
    alternatives: Sequence[Path],
    repair: bool,
    names: bool,
    lang: str,
    as_of: dt.datetime | None,
) -> None:
    """Write a report."""
    known_endings(outputs, suffixes(kind), lang)
    if alternatives and kind != "proposal":
        raise click.UsageError(say("--alternative goes with --kind proposal", lang))
    if repair and kind != "compliance":
        raise click.UsageError(say("--repair goes with --kind compliance", lang))
    with problems_told(lang):
        from pejl.engine.report.paper import made

        asked = made.Asked(design, packs, alternatives, day(as_of), lang, names, repair)
        found = made.compliance(asked) if kind == "compliance" else made.proposal(asked)
        files = [(path, found.written(FORMATS[path.suffix])) for path in outputs]
    write_all(files, lang)
