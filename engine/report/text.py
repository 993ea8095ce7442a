"""A result for reading in a terminal: the violations, what is open, and how every principle stands."""

from __future__ import annotations

from pejl.engine.findings import CheckResult, Outcome
from pejl.engine.report import text_findings, text_overview, text_principles
from pejl.engine.report.letters import line
from pejl.engine.report.screen import Screen
from pejl.engine.report.texts import said, say
from pejl.engine.report.values import date


def render(result: CheckResult, language: str, *, colour: bool = False, width: int = 100) -> str:
    """Write a result for the terminal.

    Args:
        result: what a check found.
        language: "da" or "en".
        colour: whether to use ANSI colours; shapes and words say the same without.
        width: the columns of the terminal.

    Returns:
        The page. What is cut short says how much is left out; the JSON format has all of it.
    """
    screen = Screen(width, colour)
    _head(screen, result, language)
    text_findings.violations(screen, result, language)
    text_findings.undecidable(screen, result, language)
    text_findings.settled(screen, result, Outcome.WAIVED, language)
    text_findings.settled(screen, result, Outcome.ATTESTED, language)
    text_overview.changes(screen, result, language)
    text_principles.principles(screen, result, language)
    text_overview.never_applied(screen, result, language)
    text_overview.assumptions(screen, result, language)
    text_overview.notes(screen, result, language)
    text_overview.blocking(screen, result, language)
    text_overview.summary(screen, result, language)
    return str(screen)


def _head(screen: Screen, result: CheckResult, language: str) -> None:
    title = said(result.title, language)
    screen.line((line(title or result.design), "bold"))
    about = [say("design {design}", language, design=result.design)] if title else []
    if result.base:
        about.append(say("compared with {base}", language, base=result.base))
    about.append(say("as of {date}", language, date=date(result.as_of, language, article=False)))
    about.append(say("packs: {packs}", language, packs=", ".join(result.packs)))
    screen.paragraph(" · ".join(about), indent=0, style="dim")
