"""What a search suggests, for reading in a terminal: the answers and their limits, or why none exists."""

from __future__ import annotations

from pejl.engine.beside import Beside
from pejl.engine.prepare import Search
from pejl.engine.repair import Repair
from pejl.engine.report import (
    suggestion_beside,
    suggestion_conflict,
    suggestion_repair,
    suggestion_unenforced,
)
from pejl.engine.report.letters import line
from pejl.engine.report.screen import Screen
from pejl.engine.report.suggestion_answer import answer
from pejl.engine.report.suggestion_words import Files, Names, headline
from pejl.engine.report.texts import said, say, translated
from pejl.engine.report.values import date
from pejl.engine.search.solver import Status
from pejl.engine.suggest import Suggestion

STYLE = {Status.OPTIMAL: "green", Status.FOUND: "yellow", Status.NONE: "red", Status.UNKNOWN: "magenta"}


def render(
    found: Suggestion,
    search: Search,
    language: str,
    *,
    files: Files | None = None,
    every: bool = False,
    beside: Beside | None = None,
    repair: Repair | None = None,
    colour: bool = False,
    width: int = 100,
) -> str:
    """Write what a search found for the terminal.

    Args:
        found: what it found.
        search: what was searched.
        language: "da" or "en".
        files: the file of each answer, if they are written to files.
        every: whether all designs were asked for.
        beside: the best answer beside a design that was decided.
        repair: what was to be mended.
        colour: whether to use ANSI colours.
        width: the columns of the terminal.

    Returns:
        The page. What is cut short says how much is left out; the JSON format has all of it.
    """
    screen, names = Screen(width, colour), Names(search.asked.design, language)
    _head(screen, search, language)
    screen.blank()
    screen.paragraph(headline(found, every=every, language=language), indent=0, style=STYLE[found.status])
    if repair is not None:
        suggestion_repair.repaired(screen, repair, found, language)
    known = {*found.untouched, *(repair.tolerated if repair is not None else ())}
    left = "Warnings left" if repair is None else "New warnings"
    for number, one in enumerate(found.answers, 1):
        answer(screen, one, number, names, (files or {}).get(one.name), known, left)
    if beside is not None:
        suggestion_beside.beside(screen, beside, search, names)
    suggestion_conflict.why_none(screen, found, search, names)
    suggestion_unenforced.unenforced(screen, found, search, names, written=bool(files))
    if found.answers and not files:
        screen.blank()
        text = "Nothing is written. With -o FOLDER each proposal becomes a file to edit and check."
        screen.paragraph(translated(text, language), indent=0, style="dim")
    return str(screen)


def _head(screen: Screen, search: Search, language: str) -> None:
    design = search.asked.loaded.design
    title = said(design.title, language) or design.id
    screen.line((say("Search: {title}", language, title=line(title)), "bold"))
    packs = ", ".join(pack.id for pack in search.asked.loaded.rules.packs)
    about = [
        say("design {design}", language, design=design.id),
        say("as of {date}", language, date=date(search.asked.as_of, language, article=False)),
        say("packs: {packs}", language, packs=packs),
    ]
    screen.paragraph(" · ".join(about), indent=0, style="dim")
