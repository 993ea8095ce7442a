"""`pejl suggest`."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from pejl.commands import options
from pejl.commands.console import coloured, interruptible, problems_told, width, write, write_all
from pejl.commands.options import FORMATS, _, day
from pejl.engine.report.texts import say


@click.command(help=_("Search for designs that keep every principle; the best are written as proposals."))
@options.design
@options.packs
@options.searching
@click.option("--format", "format_", type=click.Choice(FORMATS[:2]), default="text", help=_("output format"))
@options.lang
@options.as_of
def suggest(
    design: Path,
    packs: Sequence[str],
    search_file: Path | None,
    fix: Sequence[str],
    relax: str | None,
    beside: Path | None,
    time_limit: float | None,
    steps: float | None,
    alternatives: int | None,
    every: bool,
    solver: str | None,
    seed: int,
    workers: int | None,
    folder: Path | None,
    format_: str,
    lang: str,
    as_of: dt.datetime | None,
) -> None:
    """Search for designs and report."""
    if every and alternatives is not None:
        raise click.UsageError(say("--all lists every design, so --alternatives says nothing", lang))
    if fix and search_file is not None:
        raise click.UsageError(say("--fix looks for itself what may change, and takes no --search", lang))
    if sum((bool(fix), relax is not None, every)) > 1:
        raise click.UsageError(say("--fix, --relax and --all are different questions; ask one of them", lang))
    seconds = 60.0 if time_limit is None and steps is None else time_limit
    processors = workers or (2 if steps is not None else os.cpu_count() or 1)
    count = None if every else alternatives or 1
    with interruptible() as interruption, problems_told(lang):
        from pejl.engine import beside as comparing
        from pejl.engine import loosen, prepare, relaxations, repair, run
        from pejl.engine import suggest as searching
        from pejl.engine.report import suggestion, suggestion_files, suggestion_json, suggestion_tightest
        from pejl.engine.report.suggestion_progress import shown
        from pejl.engine.search import solvers
        from pejl.engine.search.solver import Limits, Status

        loaded, mending = run.load(design, packs), None
        if fix:
            search, mending = repair.repair(loaded, design, packs, fix, day(as_of))
        else:
            search = prepare.prepare(loaded, design, packs, search_file, day(as_of))
        decided = None if beside is None else run.load_alone(beside, further=loaded.rules.fields)
        if folder is not None:
            search = suggestion_files.placed(search, folder, count)
        chosen = solvers.solver(solver or (solvers.EVERY if every else solvers.BEST))
        limits = Limits(seconds, steps, processors, seed, interruption.asked)
        if relax is not None:
            setting = loosen.parameter(loaded.rules.rules, relax)
            with interruption.patiently():
                tightest = loosen.tightest(search, setting, chosen, limits)
            as_text = suggestion_tightest.as_json(tightest) if format_ == "json" else None
            write(as_text or suggestion_tightest.render(tightest, lang))
            raise SystemExit(0 if tightest.bind in (loosen.Bind.FOUND, loosen.Bind.NEVER) else 1)
        with shown(lang, width()) as watch, interruption.patiently():
            found = searching.suggest(search, chosen, searching.Wanted(limits, count or 1, every), watch)
            if found.status is Status.NONE:
                watch.turn_to(say("none exists; looking for why", lang))
                found = relaxations.explained(search, found, chosen, limits)
            compared = None
            if decided is not None and found.answers:
                watch.turn_to(say("comparing with what was decided", lang))
                compared = comparing.beside(search, found.answers[0].values, decided, chosen, limits)
    files = suggestion_files.texts(search, found) if folder is not None else []
    write_all(files, lang)
    named = {path.name: path.as_posix() for path, _ in files}
    if format_ == "json":
        write(suggestion_json.render(found, search, lang, files=named, beside=compared, repair=mending))
    else:
        colour = coloured(sys.stdout)
        told = suggestion.render(
            found, search, lang, files=named, every=every, colour=colour, width=width(),
            beside=compared, repair=mending,
        )  # fmt: skip
        write(told)
    if not found.answers:
        raise SystemExit(1)
