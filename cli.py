"""The command line; exit 0, 1, 2 or 3.

Exit 0: nothing at or above the threshold, or what was asked for. 1: findings, or nothing was found. 2: input
that cannot be used. 3: a mistake in Pejl itself.
"""

from __future__ import annotations

import io
import os
import sys

import click

from pejl.commands import chart, check, diff, evidence, report, rules, start, suggest
from pejl.commands.options import _, in_our_language

in_our_language()


@click.group(
    help=_("Check an organisation design against the principles it was decided to follow."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="pejl")
def main() -> None:
    """The group of all commands."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # Windows gives a file or a pipe an older encoding
            given = stream.isatty() or "PYTHONIOENCODING" in os.environ
            stream.reconfigure(encoding=None if given else "utf-8", errors="replace")


for command in (
    check.check,
    check.ask,
    check.explain,
    check.freeze,
    evidence.replay,
    evidence.keygen,
    suggest.suggest,
    diff.diff,
    report.report,
    chart.chart,
    start.init,
    rules.rules,
):
    main.add_command(command)


if __name__ == "__main__":
    main()
