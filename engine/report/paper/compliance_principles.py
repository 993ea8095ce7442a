"""Principle by principle: criterion, observation, outcome, risk, recommendation, answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pejl.engine.findings import Evidence, Finding, Move, Outcome, RuleSummary
from pejl.engine.report.evidence import equation
from pejl.engine.report.paper.audit import Audit, principle_id, rule_id
from pejl.engine.report.paper.blocks import (
    Blank,
    Block,
    Cell,
    Column,
    Facts,
    Inline,
    Paragraph,
    Section,
    Span,
    Table,
)
from pejl.engine.report.standing import Standing, by_document, document_name
from pejl.engine.report.texts import said
from pejl.engine.report.values import listed, number, told
from pejl.engine.report.words import NOTHING_TO_CHECK, missing_words, norm_word, observed, severity_word

OBSERVED = (Outcome.VIOLATED, Outcome.WAIVED, Outcome.UNDECIDABLE)
MOST_EVIDENCE, MOST_NAMES = 3, 4


def principles(a: Audit) -> Iterator[Section]:
    """A section for each document, and the rules that no principle asks for."""
    found, homeless = a.standings
    for document, members in by_document(a.result, found):
        blocks = tuple(_principle(a, member) for member in members)
        yield Section(document_name(document, a.language), blocks, f"document-{_id(document)}")
    if homeless.rules:
        yield Section(a.say("Rules that serve no principle"), tuple(_observations(a, homeless)), "homeless")


def _id(document: object) -> str:
    return document if isinstance(document, str) else str(getattr(document, "id", ""))


def _principle(a: Audit, standing: Standing) -> Section:
    """One principle: the criterion with its source, how it stands, and what was observed."""
    principle = standing.principle
    assert principle is not None
    rows: list[tuple[str, Inline]] = []
    if says := said(principle.says, a.language):
        rows.append((a.say("Criterion"), says))
    rows.append((a.say("Source"), a.source(principle)))
    rows.append((a.say("Outcome"), a.standing(standing)))
    if standing.rules:
        rows.append((a.say("Verdicts"), _counts(a, standing)))
    title = f"{principle.id} {said(principle.title, a.language)}"
    blocks = (Facts(tuple(rows)), *_observations(a, standing))
    return Section(title, blocks, principle_id(principle.id))


def _counts(a: Audit, standing: Standing) -> Inline:
    """How often each outcome came out, by rule, with links to what the rule asks."""
    parts: list[str | Span] = []
    for rule in standing.rules:
        found = {outcome: int(getattr(rule, outcome.value)) for outcome in Outcome}
        # What a rule is not about is worth a number only where it is about nothing.
        apart = (Outcome.NOT_APPLICABLE,) if rule.checked else ()
        outcomes = [
            f"{number(count, a.language)} {a.outcome(outcome).text}"
            for outcome, count in found.items()
            if count and outcome not in apart
        ]
        text = ", ".join(outcomes) or a.say(NOTHING_TO_CHECK)
        parts += ["; "] if parts else []
        parts += [Span(rule.rule, "", rule_id(rule.rule)), f": {text}"]
    return tuple(parts)


def _observations(a: Audit, standing: Standing) -> Iterator[Block]:
    """For each rule that is not met everywhere what was observed, with room for an answer."""
    itself = standing.principle.id if standing.principle else ""
    for rule in standing.rules:
        home = a.home[rule.rule]
        for outcome in OBSERVED:
            found = [one for one in a.by_rule.get(rule.rule, ()) if one.outcome is outcome]
            if found and home == itself:
                yield from _observed(a, rule, outcome, found)
            elif found:
                text = a.say("{rule}: the observations stand at", rule=rule.rule)
                yield Paragraph((a.mark(found[0]), f" · {text} ", Span(home, "", principle_id(home))))


def _observed(a: Audit, rule: RuleSummary, outcome: Outcome, found: Sequence[Finding]) -> Iterator[Block]:
    shown = a.mark(found[0])
    title: Inline = (shown, f" · {rule.rule} · {said(rule.title, a.language)}")
    yield Paragraph(title)
    undecidable = outcome is Outcome.UNDECIDABLE
    words = ("who", "missing data", "place") if undecidable else ("who", "observation", "evidence", "place")
    heads = tuple(Column(a.say(word)) for word in words)
    rows = tuple(_row(a, one, undecidable) for one in found)
    count = number(len(found), a.language)
    caption = a.say("{rule}, {outcome}: {count}", rule=rule.rule, outcome=shown.text, count=count)
    yield Table(caption, heads, rows, f"observed-{rule.rule}-{outcome.value}")
    facts: list[tuple[str, Inline]] = [(a.say("Risk"), _risk(a, rule))]
    remedies = list(dict.fromkeys(text for one in found if (text := told(one.remedy, a.language))))
    if remedies and outcome is not Outcome.WAIVED:
        facts.append(
            (
                a.say("Recommendation"),
                listed([one.rstrip(".") for one in remedies[:MOST_NAMES]], len(remedies), a.language),
            )
        )
    moves = [one for one in found if one.move is not None]
    if moves:
        texts = [_move(a, one.move) for one in moves[:MOST_NAMES] if one.move]
        facts.append((a.say("A single move that mends it"), listed(texts, len(moves), a.language)))
    yield Facts(tuple(facts))
    if outcome is Outcome.VIOLATED:
        yield Blank(a.say("Answer of the management"))


def _risk(a: Audit, rule: RuleSummary) -> str:
    """How grave it is, and what kind of norm is at stake."""
    return f"{severity_word(rule.severity, a.language)} · {norm_word(rule.norm, a.language)}"


def _row(a: Audit, one: Finding, undecidable: bool) -> tuple[Cell, ...]:
    who = one.name or one.entity
    if undecidable:
        return who, missing_words(one, a.language, MOST_NAMES), a.place(one.place)
    message = observed(one, a.language)
    if one.waiver:
        message += f" ({a.say('waiver {id}', id=one.waiver)})"
    return who, message, evidence(a, one), a.place(one.place)


def evidence(a: Audit, finding: Finding) -> str:
    """What decided a finding: its first expressions with their values, and what was counted."""
    texts: list[str] = []
    waiting = list(finding.evidence)
    while waiting and len(texts) < MOST_EVIDENCE:
        item = waiting.pop(0)
        texts.append(_shown(a, item))
        waiting = [*item.children, *waiting]
    return "; ".join(texts)


def _shown(a: Audit, item: Evidence) -> str:
    text = equation(item, a.language)
    if not item.counted:
        return text
    from pejl.engine.report.evidence import counted

    return f"{text} ({counted(item.counted, a.language, MOST_NAMES)})"


def _move(a: Audit, move: Move) -> str:
    """The move that mends a finding, as `pejl check` tells it."""
    before = ", ".join(one.name or one.id for one in move.before) or a.say("none")
    after = ", ".join(one.name or one.id for one in move.after) or a.say("none")
    text = f"{move.entity.name or move.entity.id} · {said(move.relation, a.language)}: {before} → {after}"
    if not move.breaks:
        return a.say("{move}; it breaks nothing new", move=text)
    broken = ", ".join(f"{rule} ({name})" for rule, name in move.breaks)
    return a.say("{move}; but it would break {broken}", move=text, broken=broken)
