"""The table of the terminal page that shows every principle with how often each outcome came out."""

from __future__ import annotations

from pejl.engine.findings import CheckResult, Outcome
from pejl.engine.report.letters import cut, line, pad, width, wrap
from pejl.engine.report.screen import Screen
from pejl.engine.report.standing import Standing, by_document, document_name, standings
from pejl.engine.report.texts import said, say
from pejl.engine.report.values import number
from pejl.engine.report.words import OUTCOMES, STYLES, outcome_word

COLUMNS = (Outcome.MET, Outcome.VIOLATED, Outcome.UNDECIDABLE, Outcome.NOT_APPLICABLE)
RARE = (Outcome.ATTESTED, Outcome.WAIVED)
"""These stand in words after the title: a column for each would leave no room for titles."""


def principles(screen: Screen, result: CheckResult, language: str) -> None:
    """Add a table for each document, and one for the rules that no principle asks for."""
    found, homeless = standings(result)
    if not found and not homeless.rules:
        return
    screen.heading(say("Principle by principle", language))
    for document, members in by_document(result, found):
        screen.blank()
        screen.paragraph(document_name(document, language), indent=0, style="bold")
        _table(screen, [member for member in members if member.rules], language)
        bare = [member.principle.id for member in members if member.principle and not member.rules]
        if bare:
            text = say("No rule checks: {principles}", language, principles=", ".join(bare))
            screen.paragraph(text, style="dim", longest=20_000)
    if homeless.rules:
        screen.blank()
        screen.line((say("Rules that no principle asks for", language), "bold"))
        apart = [Standing(None) for _ in homeless.rules]
        for standing, rule in zip(apart, homeless.rules, strict=True):
            standing.add(rule)
        _table(screen, apart, language)


def _table(screen: Screen, members: list[Standing], language: str) -> None:
    if not members:
        return
    heads = [_heading(outcome, language) for outcome in COLUMNS]
    sizes = [max(map(width, head)) for head in heads]
    names = [_named(member, language) for member in members]
    ids = min(max(width(name) for name, _ in names), 32)
    room = max(screen.width - 6 - ids - sum(size + 2 for size in sizes), 16)
    for row in range(3):
        cells = [pad(head[row], size, right=True) for head, size in zip(heads, sizes, strict=True)]
        if any(cell.strip() for cell in cells):
            screen.line(" " * (6 + ids + room), ("  " + "  ".join(cells), "dim"))
    for member, (name, title) in zip(members, names, strict=True):
        shape = OUTCOMES[member.outcome][0] if member.outcome else "·"
        first, *rest = wrap(title, room)
        figures = [
            pad(number(member.counts[outcome], language) if member.counts[outcome] else "·", size, right=True)
            for outcome, size in zip(COLUMNS, sizes, strict=True)
        ]
        label = f" {pad(cut(name, ids), ids)}  {pad(first, room)}"
        screen.line("  ", (shape, STYLES.get(shape, "")), label, "  ", "  ".join(figures))
        for part in rest:
            screen.line(" " * (6 + ids), part)


def _heading(outcome: Outcome, language: str) -> tuple[str, str, str]:
    """The shape and the words of a column, the words on two lines so that the column is narrow."""
    first, _, last = outcome_word(outcome, language).rpartition(" ")
    return OUTCOMES[outcome][0], first, last


def _named(member: Standing, language: str) -> tuple[str, str]:
    what = member.principle or member.rules[0]
    name = member.principle.id if member.principle else member.rules[0].rule
    rare = [
        f"{OUTCOMES[outcome][0]} {number(member.counts[outcome], language)} {outcome_word(outcome, language)}"
        for outcome in RARE
        if member.counts[outcome]
    ]
    title = cut(line(said(what.title, language)), 200)
    return line(name), f"{title} ({', '.join(rare)})" if rare else title
