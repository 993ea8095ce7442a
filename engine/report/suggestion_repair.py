"""What a repair mends, and what no move can."""

from __future__ import annotations

from dataclasses import dataclass

from pejl.engine.findings import Finding, Outcome
from pejl.engine.repair import Repair
from pejl.engine.report.json_format import Object
from pejl.engine.report.screen import Screen
from pejl.engine.report.texts import said, say, translated
from pejl.engine.report.values import listed, number
from pejl.engine.suggest import Suggestion

MOST_RULES = 12
LEFT = "No move that was tried mends the others without a new error; see their remedies in `pejl check`."
UNSETTLED = "?: broken today; after the changes nobody can say, for what decides it is not known."


@dataclass(frozen=True)
class Outcomes:
    """What became of the findings that a repair was to mend.

    Attributes:
        mended: those that are for certain there no more.
        unsettled: those of which nobody can say any more whether they are there.
        left: those that are still there.
    """

    mended: tuple[Finding, ...]
    unsettled: tuple[Finding, ...]
    left: tuple[Finding, ...]


def outcomes(repair: Repair, found: Suggestion) -> Outcomes:
    """What became of each finding in the best answer."""
    if not found.answers:
        return Outcomes((), (), repair.mended)
    now: dict[tuple[str, str], Outcome] = {one.about: one.outcome for one in found.answers[0].result.findings}
    became = [(one, now.get(one.about)) for one in repair.mended]
    return Outcomes(
        tuple(one for one, outcome in became if outcome not in (Outcome.VIOLATED, Outcome.UNDECIDABLE)),
        tuple(one for one, outcome in became if outcome is Outcome.UNDECIDABLE),
        tuple(one for one, outcome in became if outcome is Outcome.VIOLATED),
    )


def repaired(screen: Screen, repair: Repair, found: Suggestion, language: str) -> None:
    """Add which of the findings the answer mends, and which no move can."""
    if not found.answers:
        return
    became = outcomes(repair, found)
    screen.heading(
        say(
            "{mended} of {all} findings mended",
            language,
            mended=number(len(became.mended), language),
            all=number(len(repair.mended), language),
        )
    )
    for mark, several in (("✓", became.mended), ("?", became.unsettled), ("✗", became.left)):
        for one in several:
            screen.field(mark, f"{one.rule} · {said(one.title, language)}: {one.name}", 2)
    for text in standing(repair, became, language):
        screen.paragraph(text)


def standing(repair: Repair, became: Outcomes, language: str) -> list[str]:
    """What a repair leaves as it is, in sentences."""
    texts = []
    if became.unsettled:
        texts.append(translated(UNSETTLED, language))
    if repair.today:
        count = number(len(repair.today), language)
        text = "Other violations of today that may stand: {count}; see `pejl check`."
        texts.append(say(text, language, count=count))
    if repair.asked:
        rules = sorted({rule for rule, _ in repair.asked})
        shown = listed(rules[:MOST_RULES], len(rules), language)
        text = "Asked of proposals only, and not answered by this one: {rules}."
        texts.append(say(text, language, rules=shown))
    if became.left:
        texts.append(translated(LEFT, language))
    texts.append(
        say("The search knows the rules and nothing else: people judge whether a change is wise.", language)
    )
    return texts


def plain(repair: Repair, found: Suggestion) -> Object:
    """What is mended and what is left, for programs."""
    became = outcomes(repair, found)
    parts = {"mended": became.mended, "unsettled": became.unsettled, "left": became.left}
    keys = {
        name: [{"rule": one.rule, "entity": one.entity} for one in several] for name, several in parts.items()
    }
    return {**keys, "asked_of_proposals": sorted({rule for rule, _ in repair.asked})}
