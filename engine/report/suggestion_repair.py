"""What a repair mends, and what no move can."""

from __future__ import annotations

from pejl.engine.findings import Finding, Outcome
from pejl.engine.repair import Repair
from pejl.engine.report.json_format import Object
from pejl.engine.report.screen import Screen
from pejl.engine.report.texts import said, say, translated
from pejl.engine.report.values import listed, number
from pejl.engine.suggest import Suggestion

MOST_RULES = 12


def repaired(screen: Screen, repair: Repair, found: Suggestion, language: str) -> None:
    """Add which of the findings the answer mends, and which no move can."""
    if not found.answers:
        return
    left = left_of(repair, found)
    mended = [one for one in repair.mended if one not in left]
    screen.heading(
        say(
            "{mended} of {all} findings mended",
            language,
            mended=number(len(mended), language),
            all=number(len(repair.mended), language),
        )
    )
    for one in mended:
        screen.field("✓", f"{one.rule} · {said(one.title, language)}: {one.name}", 2)
    for one in left:
        screen.field("✗", f"{one.rule} · {said(one.title, language)}: {one.name}", 2)
    _standing(screen, repair, language)
    if left:
        text = (
            "No move that was tried mends the others without a new error; see their remedies in `pejl check`."
        )
        screen.paragraph(translated(text, language))


def _standing(screen: Screen, repair: Repair, language: str) -> None:
    """Add what a repair leaves as it is."""
    if repair.today:
        count = number(len(repair.today), language)
        text = "Other violations of today that may stand: {count}; see `pejl check`."
        screen.paragraph(say(text, language, count=count))
    if repair.asked:
        rules = sorted({rule for rule, _ in repair.asked})
        shown = listed(rules[:MOST_RULES], len(rules), language)
        text = "Asked of proposals only, and not answered by this one: {rules}."
        screen.paragraph(say(text, language, rules=shown))


def left_of(repair: Repair, found: Suggestion) -> list[Finding]:
    """The findings that are still there in the best answer."""
    if not found.answers:
        return list(repair.mended)
    still = {one.about for one in violated(found)}
    return [one for one in repair.mended if one.about in still]


def violated(found: Suggestion) -> list[Finding]:
    """The violations of the best answer."""
    return [one for one in found.answers[0].result.findings if one.outcome is Outcome.VIOLATED]


def plain(repair: Repair, found: Suggestion) -> Object:
    """What is mended and what is left, for programs."""
    left = left_of(repair, found)
    return {
        "mended": [{"rule": one.rule, "entity": one.entity} for one in repair.mended if one not in left],
        "left": [{"rule": one.rule, "entity": one.entity} for one in left],
        "asked_of_proposals": sorted({rule for rule, _ in repair.asked}),
    }
