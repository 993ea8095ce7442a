"""`pejl chart`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from pejl.commands import options
from pejl.commands.console import problems_told, write_all
from pejl.commands.options import WholeNumber, _, day, known_endings
from pejl.engine.report.chart.formats import FORMATS, written


@click.command(help=_("Draw the organisation chart of a design, with findings and changes marked."))
@options.design
@options.packs
@options.outputs(FORMATS)
@click.option(
    "--before-after",
    "both",
    is_flag=True,
    help=_("the design that a proposal is based on too, with what changes"),
)
@click.option(
    "--depth", type=WholeNumber(1), metavar="N", help=_("how many levels are drawn; all if left out")
)
@options.lang
@options.as_of
def chart(
    design: Path,
    packs: Sequence[str],
    outputs: Sequence[Path],
    both: bool,
    depth: int | None,
    lang: str,
    as_of: dt.datetime | None,
) -> None:
    """Draw a chart."""
    known_endings(outputs, FORMATS, lang)
    with problems_told(lang):
        from pejl.engine.report.chart import made

        charts = made.charts(made.Asked(design, packs, day(as_of), lang, both, depth))
        files = [(path, written(charts, path.suffix)) for path in outputs]
    write_all(files, lang)
