"""The second part of the terminal page: every principle, what is assumed, what is missing, the count."""

from __future__ import annotations

from pejl.engine.findings import CheckResult, Document, Outcome
from pejl.engine.report.letters import cut, line, pad, width, wrap
from pejl.engine.report.screen import Screen
from pejl.engine.report.standing import Standing, by_document, standings, total
from pejl.engine.report.texts import said, say
from pejl.engine.report.values import number, show
from pejl.engine.report.words import OUTCOMES, SEVERITIES, STYLES, missing_word, norm_word, outcome_word

COLUMNS = (
    Outcome.MET,
    Outcome.VIOLATED,
    Outcome.UNDECIDABLE,
    Outcome.NOT_APPLICABLE,
    Outcome.ATTESTED,
    Outcome.WAIVED,
)
MOST_BLOCKING = 15


def principles(screen: Screen, result: CheckResult, language: str) -> None:
    """Add a table for each document: its principles, and how often each outcome came out."""
    found, homeless = standings(result)
    sums = total(result)
    used = [outcome for outcome in COLUMNS[:4] if True] + [
        outcome for outcome in COLUMNS[4:] if sums[outcome]
    ]
    if not result.rules and not found:
        return
    screen.heading(say("Principle by principle", language))
    for document, members in by_document(result, found):
        screen.blank()
        screen.paragraph(document_name(document), indent=0, style="bold")
        _table(screen, [member for member in members if member.rules], used, language)
        bare = [member.principle.id for member in members if member.principle and not member.rules]
        if bare:
            text = say("No rule checks: {principles}", language, principles=", ".join(bare))
            screen.paragraph(text, style="dim")
    if homeless.rules:
        screen.blank()
        screen.line((say("Rules that no principle asks for", language), "bold"))
        _table(screen, [homeless], used, language)


def document_name(document: Document | str) -> str:
    """A document with its publisher and date; the id alone if nothing is known about it."""
    if isinstance(document, str):
        return document
    about = ", ".join(part for part in (document.publisher, document.date) if part)
    return f"{document.title or document.id} ({about})" if about else document.title or document.id


def _table(screen: Screen, members: list[Standing], used: list[Outcome], language: str) -> None:
    if not members:
        return
    heads = [_heading(outcome, language) for outcome in used]
    sizes = [max(map(width, head)) for head in heads]
    figures = sum(size + 2 for size in sizes)
    ids = max((width(line(member.principle.id)) for member in members if member.principle), default=0)
    ids = min(ids, 24)
    room = max(screen.width - 6 - ids - figures, 16)
    for row in range(3):
        cells = (pad(head[row], size, right=True) for head, size in zip(heads, sizes, strict=True))
        screen.line(" " * (6 + ids + room), ("  " + "  ".join(cells), "dim"))
    for member in members:
        name, title = _named(member, language)
        first, *rest = wrap(title, room)
        shape = OUTCOMES[member.outcome][0] if member.outcome else "·"
        cells = (
            pad(number(member.counts[outcome], language) if member.counts[outcome] else "·", size, right=True)
            for outcome, size in zip(used, sizes, strict=True)
        )
        label = pad(cut(name, ids), ids) + ("  " if ids else "")
        screen.line(
            "  ",
            (shape, STYLES.get(shape, "")),
            " ",
            label,
            pad(first, room + (0 if ids else 2)),
            "  ",
            "  ".join(cells),
        )
        for part in rest:
            screen.line(" " * (4 + len(label)), part)


def _heading(outcome: Outcome, language: str) -> tuple[str, str, str]:
    """The shape and the words of a column, the words on two lines so that the column is narrow."""
    first, _, last = outcome_word(outcome, language).rpartition(" ")
    return OUTCOMES[outcome][0], first, last


def _named(member: Standing, language: str) -> tuple[str, str]:
    if member.principle:
        return line(member.principle.id), cut(line(said(member.principle.title, language)), 200)
    return "", ", ".join(cut(line(rule.rule), 60) for rule in member.rules)


def never_applied(screen: Screen, result: CheckResult, language: str) -> None:
    """Add the rules that found nothing to look at: a silent rule is easily taken for a met one."""
    silent = [rule for rule in result.rules if rule.never_applied]
    if not silent:
        return
    screen.heading(say("Rules that found nothing to check", language))
    for rule in silent:
        about = f"{line(rule.rule)} · {cut(line(said(rule.title, language)), 200)}"
        where = f"  {rule.place}" if rule.place else ""
        screen.paragraph(f"▲ {about} ({norm_word(rule.norm, language)}){where}")


def assumptions(screen: Screen, result: CheckResult, language: str) -> None:
    """Add the numbers that no source gives."""
    if not result.assumptions:
        return
    screen.heading(say("Assumptions", language))
    for assumption in result.assumptions:
        value = cut(line(show(assumption.value, language)), 60)
        unit = f" {line(assumption.unit)}" if assumption.unit else ""
        title = cut(line(said(assumption.title, language)), 200)
        text = f"{line(assumption.parameter)} = {value}{unit} · {title} [{line(assumption.source)}]"
        screen.paragraph(text + (f"  {assumption.place}" if assumption.place else ""))


def notes(screen: Screen, result: CheckResult, language: str) -> None:
    """Add what the authors wrote down as contradictory or unclear."""
    if not result.notes:
        return
    screen.heading(say("Contradictions and doubts in the sources", language))
    for note in result.notes:
        asked = f" ({', '.join(note.principles)})" if note.principles else ""
        screen.paragraph(f"{note.id}: {cut(line(said(note.text, language)), 600)}{asked}")


def blocking(screen: Screen, result: CheckResult, language: str) -> None:
    """Add the missing data, that in the most undecided verdicts first."""
    if not result.blocking:
        return
    ranked = sorted(result.blocking, key=lambda block: (-block.blocks, -block.decides))
    screen.heading(say("Missing data that would decide the most", language))
    for block in ranked[:MOST_BLOCKING]:
        what = cut(line(missing_word(block.missing, language)), 80)
        where = f"  {block.missing.place}" if block.missing.place else ""
        counted = say("in {blocks} verdicts, alone decides {decides}", language, **_numbers(block, language))
        screen.paragraph(f"{what} — {counted}{where}")
    if len(ranked) > MOST_BLOCKING:
        rest = number(len(ranked) - MOST_BLOCKING, language)
        screen.paragraph(
            say("… and {rest} more; --format json has them all", language, rest=rest), style="dim"
        )


def summary(screen: Screen, result: CheckResult, language: str) -> None:
    """Add the line of counts that ends the page."""
