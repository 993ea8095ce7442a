"""The findings part of the terminal page: violations in full, everything else in a line or two."""

from __future__ import annotations

from collections import Counter

from pejl.engine.findings import CheckResult, Finding, Move, Norm, Outcome, Severity, Waiver
from pejl.engine.report.evidence import flat
from pejl.engine.report.letters import cut, line
from pejl.engine.report.screen import Screen
from pejl.engine.report.source import Sources
from pejl.engine.report.standing import broken, of_outcome
from pejl.engine.report.texts import said, say
from pejl.engine.report.values import number, told
from pejl.engine.report.words import (
    STYLES,
    attested_words,
    faults_count,
    mark,
    missing_words,
    norm_word,
    outcome_word,
    permissions,
    severity_count,
    severity_word,
    waiver_words,
)

NAME = 60
MESSAGE = 600
"""Longer names and messages are cut: no planner writes them, so they are a slip or an attack."""

IN_FULL, IN_BRIEF = 20, 5
"""How many findings of one rule are written before the rest becomes a number."""


def violations(screen: Screen, result: CheckResult, language: str) -> None:
    """Add all violations, errors first, each kind of norm for itself."""
    groups = of_outcome(result, Outcome.VIOLATED)
    if not groups:
        return
    sources = Sources()
    notes = {note.id: said(note.text, language) for note in result.notes}
    titles = {principle.id: said(principle.title, language) for principle in result.principles}
    counts = Counter(finding.severity for finding in broken(result))
    split = ", ".join(
        severity_count(severity, counts[severity], language) for severity in Severity if counts[severity]
    )
    word = outcome_word(Outcome.VIOLATED, language).capitalize()
    parts = [f"{word}: {split}" if split else "", faults_count(result, language)]
    screen.heading(". ".join(filter(None, parts)))
    order = {
        (severity, norm): at for at, (severity, norm) in enumerate((s, n) for s in Severity for n in Norm)
    }
    ranked = sorted(groups.values(), key=lambda group: order[group[0].severity, group[0].norm])
    for group in ranked:
        for finding in group[:IN_FULL]:
            screen.blank()
            _violation(screen, finding, sources, notes, titles, language)
        _rest(screen, group, IN_FULL, language)


def _violation(
    screen: Screen,
    finding: Finding,
    sources: Sources,
    notes: dict[str, str],
    titles: dict[str, str],
    language: str,
) -> None:
    shape, word = mark(finding, language)
    title = cut(line(said(finding.title, language)), 2 * NAME)
    screen.line((f"{shape} {word.upper()}", STYLES[shape]), "  ", (line(finding.rule), "bold"), f" · {title}")
    message = cut(line(told(finding.message, language)), MESSAGE)
    who = _who(finding)
    screen.paragraph(message or who, style="bold")
    if finding.place:
        screen.line("  ", (line(str(finding.place)), "cyan"), ("  " + who, "dim"))
        sources.excerpt(screen, finding.place)
    elif message:
        screen.line("  ", (who, "dim"))
    labels = _labels(finding, notes, titles, language)
    size = max(len(label) for label, _ in labels)
    for label, text in labels:
        screen.field(label, text, size)


def _labels(
    finding: Finding, notes: dict[str, str], titles: dict[str, str], language: str
) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for at, text in enumerate(flat(finding.evidence, language, 6)):
        rows.append(("" if at else say("Because", language), text))
    if finding.missing:
        rows.append((say("Missing", language), missing_words(finding, language, 6)))
    if remedy := told(finding.remedy, language):
        rows.append((say("Remedy", language), cut(remedy, MESSAGE)))
    if finding.move is not None:
        rows.append((say("One move", language), cut(line(_moved(finding.move, language)), MESSAGE)))
    for at, other in enumerate(finding.related[:6]):
        where = f"  {other.place}" if other.place else ""
        rows.append(
            ("" if at else say("See also", language), f"{cut(line(other.name or other.id), NAME)}{where}")
        )
    if len(finding.related) > 6:
        rest = number(len(finding.related) - 6, language)
        rows.append(("", say("and {rest} more places", language, rest=rest)))
    asked = ", ".join(f"{name} {cut(titles.get(name, ''), NAME)}".strip() for name in finding.principles)
    norm = norm_word(finding.norm, language)
    rows.append((say("Asked by", language), f"{norm}: {asked}" if asked else norm))
    rows += [
        (say("Note", language), f"{note}: {cut(notes.get(note, ''), MESSAGE)}") for note in finding.notes
    ]
    return rows


def _moved(move: Move, language: str) -> str:
    """What a single move is, and what it would newly break."""
    before, after = (
        ", ".join(cut(one.name, NAME) for one in part) or say("none", language)
        for part in (move.before, move.after)
    )
    told = f"{move.entity.name} · {said(move.relation, language)}: {before} → {after}"
    if not move.breaks:
        return say("{move}; it breaks nothing new", language, move=told)
    broken = ", ".join(f"{rule} ({cut(name, NAME)})" for rule, name in move.breaks[:4])
    more = len(move.breaks) - 4
    if more > 0:
        broken += " " + say("and {rest} more", language, rest=more)
    return say("{move}; but it would break {broken}", language, move=told, broken=broken)


def _name(finding: Finding) -> str:
    return cut(line(finding.name or finding.entity), NAME)


def _who(finding: Finding) -> str:
    return f"{_name(finding)} ({line(finding.table)} {cut(line(finding.entity), NAME)})"


def undecidable(screen: Screen, result: CheckResult, language: str) -> None:
    """Add what cannot be decided: a line for each finding, under its rule, with what is missing."""
    brief(screen, result, Outcome.UNDECIDABLE, IN_BRIEF, language)


def settled(screen: Screen, result: CheckResult, outcome: Outcome, language: str) -> None:
    """Add what somebody answers for: the waived or the attested, with the reason."""
    brief(screen, result, outcome, IN_FULL, language)


def brief(
    screen: Screen, result: CheckResult, outcome: Outcome, most: int, language: str, heading: str = ""
) -> None:
    """Add the findings of an outcome, under their rules, in a line or two each.

    Args:
        screen: receives them.
        result: what has them.
        outcome: which of them.
        most: how many of each rule.
        language: "da" or "en".
        heading: what stands above them, before their number, inside another part of the page.
    """
    groups = of_outcome(result, outcome)
    if not groups:
        return
    waivers = permissions(result)
    count = number(sum(map(len, groups.values())), language)
    if heading:
        screen.blank()
        screen.paragraph(f"{heading}: {count}", style="bold")
    else:
        screen.heading(f"{outcome_word(outcome, language).capitalize()}: {count}")
    for rule, group in groups.items():
        first = group[0]
        shape, _ = mark(first, language)
        severity = severity_word(first.severity, language)
        about = f"  ({number(len(group), language)} · {severity} · {norm_word(first.norm, language)})"
        title = cut(line(said(first.title, language)), 2 * NAME)
        screen.line((shape, STYLES[shape]), " ", (line(rule), "bold"), f" · {title}", (about, "dim"))
        for finding in group[:most]:
            name, reason = _name(finding), _reason(finding, waivers, language)
            text = reason if reason.startswith(name) else f"{name} — {reason}"
            # Two lines: with a few less columns than they have, because words do not fill a line.
            longest = 2 * screen.width - 36 if outcome is Outcome.UNDECIDABLE else 600
            screen.paragraph(text, indent=4, longest=longest)
        _rest(screen, group, most, language)


def _reason(finding: Finding, waivers: dict[str | None, Waiver], language: str) -> str:
    if finding.outcome is Outcome.UNDECIDABLE and finding.missing:
        return say("missing: {items}", language, items=missing_words(finding, language, 2))
    where = f"  {finding.place}" if finding.place else ""
    if finding.outcome is Outcome.WAIVED and finding.waiver:
        return cut(waiver_words(finding, waivers.get(finding.waiver), language), 400) + where
    reason = cut(line(told(finding.message, language) or said(finding.title, language)), 300)
    by = attested_words(finding, language) if finding.outcome is Outcome.ATTESTED else ""
    return f"{reason} — {cut(by, 300)}{where}" if by else reason + where


def _rest(screen: Screen, group: list[Finding], most: int, language: str) -> None:
    if len(group) <= most:
        return
    rest = number(len(group) - most, language)
    template = "… and {rest} more of {rule}; --format json has them all"
    if group[0].outcome is Outcome.VIOLATED:
        screen.blank()
    screen.paragraph(say(template, language, rest=rest, rule=group[0].rule), indent=4, style="dim")
