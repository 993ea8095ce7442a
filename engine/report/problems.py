"""Turns a `PejlError` into what a good linter writes: place, message, the line with a caret, the hint."""

from __future__ import annotations

from pejl.engine.errors import PejlError
from pejl.engine.model.personal import mask
from pejl.engine.report.letters import line
from pejl.engine.report.screen import Screen
from pejl.engine.report.source import Sources
from pejl.engine.report.texts import problem_text, say
from pejl.engine.report.values import number

MOST = 100
"""So many problems are written in full; nobody mends more in one go."""


def render(error: PejlError, language: str, *, colour: bool = False, width: int = 100) -> str:
    """Write all problems of an error for the terminal.

    Args:
        error: what was wrong with a design or a rule pack.
        language: "da" or "en".
        colour: whether to use ANSI colours.
        width: the columns of the terminal; source lines are cut to it.

    Returns:
        The text, ending with a count of the problems and a line break.
    """
    screen = Screen(width, colour)
    sources = Sources()
    for problem in error.problems[:MOST]:
        message, hint = map(mask, problem_text(problem, language))
        where = f"{line(str(problem.place))}: " if problem.place else ""
        screen.line((where, "bold"), (say("error", language), "red"), ": ", (line(message), "bold"))
        if problem.place:
            sources.excerpt(screen, problem.place)
        if hint:
            screen.line("  ", (say("hint", language), "cyan"), ": ", line(hint))
        screen.blank()
    screen.line((_count(len(error.problems), language), "red"))
    return str(screen)


def _count(count: int, language: str) -> str:
    if count == 1:
        return say("1 error", language)
    text = say("{count} errors", language, count=number(count, language))
    left = count - MOST
    return (
        f"{text} ({say('{rest} of them not shown', language, rest=number(left, language))})"
        if left > 0
        else text
    )
