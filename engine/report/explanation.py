"""Why a rule came out as it did, as a page to read: the whole tree of its expressions for each entity."""

from __future__ import annotations

from pejl.engine.explain import Explained, Explanation
from pejl.engine.findings import Evidence
from pejl.engine.report.evidence import equation, tree
from pejl.engine.report.letters import cut, line
from pejl.engine.report.rule_page import written
from pejl.engine.report.screen import Screen
from pejl.engine.report.texts import said, say
from pejl.engine.report.words import OUTCOMES, missing_word, outcome_word

WIDTH = 100
NAME = 60


def render(explanation: Explanation, language: str) -> str:
    """Write an explanation.

    Args:
        explanation: a rule, and the verdicts that were asked for.
        language: "da" or "en".

    Returns:
        Lines of escaped text, ending with a line break.
    """
    rule = explanation.rule
    screen = Screen(WIDTH, colour=False)
    screen.line(f"{line(rule.id)} · {line(said(rule.title, language))}")
    for name, text in written(rule):
        screen.field(name, text, 8)
    screen.paragraph(said(rule.attest, language))
    screen.blank()
    if explanation.needs_base:
        text = "The rule compares with the design that a proposal is based on, and this design has none."
        screen.paragraph(say(text, language), indent=0)
    elif not explanation.checked and not explanation.entities:
        text = "The rule found nothing in this design that it applies to."
        screen.paragraph(say(text, language), indent=0)
    elif not explanation.entities:
        text = "Nothing is unmet: the rule is met by everything that it applies to."
        screen.paragraph(say(text, language), indent=0)
    for explained in explanation.entities:
        screen.blank()
        _entity(screen, explained, language)
    return str(screen)


def _entity(screen: Screen, explained: Explained, language: str) -> None:
    entity, outcome = explained.entity, explained.outcome
    name = cut(line(entity.name or entity.id), NAME)
    who = f"{name} ({line(entity.table)} {cut(line(entity.id), NAME)})"
    screen.line(f"{OUTCOMES[outcome][0]} {outcome_word(outcome, language).upper()}  {who}")
    if entity.place:
        screen.line(f"  {line(str(entity.place))}")
    if explained.waiver:
        screen.paragraph(say("waived by {waiver}", language, waiver=explained.waiver))
    _tree(screen, "where", explained.where, language)
    _tree(screen, "require", explained.require, language)
    for proof in explained.attested:
        screen.line(f"  {equation(proof, language)}")
    if explained.missing:
        screen.line(f"  {say('Missing', language)}")
        for missing in explained.missing:
            where = f"  {line(str(missing.place))}" if missing.place else ""
            screen.line(f"    {line(missing_word(missing, language))}{where}")


def _tree(screen: Screen, name: str, evidence: Evidence | None, language: str) -> None:
    if evidence is None:
        return
    screen.line(f"  {name}")
    for text in tree(evidence, language).split("\n"):
        screen.line(f"    {text}")
