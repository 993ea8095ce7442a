"""The end of the terminal page: silent rules, assumptions, doubts, missing data, and the count."""

from __future__ import annotations

from collections import Counter

from pejl.engine.errors import Place
from pejl.engine.findings import CheckResult, Norm, Outcome, Severity
from pejl.engine.report.letters import cut, line, pad, width, wrap
from pejl.engine.report.screen import Screen
from pejl.engine.report.standing import Gap, broken, gaps, total
from pejl.engine.report.texts import said, say, translated
from pejl.engine.report.values import number
from pejl.engine.report.words import (
    OUTCOMES,
    SEVERITIES,
    STYLES,
    TO_LOOK_AT,
    assumed,
    change_count,
    change_words,
    faults_count,
    gap_word,
    missing_word,
    norm_word,
    outcome_word,
    severity_count,
)

MOST_BLOCKING = 15
MOST_CHANGES = 20
MOST = 600


def never_applied(screen: Screen, result: CheckResult, language: str) -> None:
    """Add the rules that found nothing to look at: a silent rule is easily taken for a met one."""
    silent = [rule for rule in result.rules if rule.never_applied]
    if not silent:
        return
    screen.heading(say("Rules that found nothing to check", language))
    for rule in silent:
        about = (
            f"▲ {rule.rule} · {cut(line(said(rule.title, language)), 200)} ({norm_word(rule.norm, language)})"
        )
        screen.paragraph(about)


def assumptions(screen: Screen, result: CheckResult, language: str) -> None:
    """Add the numbers that no source gives."""
    if not result.assumptions:
        return
    screen.heading(say("Assumptions", language))
    for assumption in result.assumptions:
        title = cut(line(said(assumption.title, language)), 200)
        about = f"{assumption.parameter}: {assumed(assumption, language)}"
        screen.paragraph(f"{about} · {title}{_at(assumption.place)}")


def notes(screen: Screen, result: CheckResult, language: str) -> None:
    """Add what the authors wrote down as contradictory or unclear."""
    if not result.notes:
        return
    screen.heading(say("Contradictions and doubts in the sources", language))
    for note in result.notes:
        asked = f" ({', '.join(note.principles)})" if note.principles else ""
        screen.paragraph(f"{note.id}: {cut(line(said(note.text, language)), MOST)}{asked}{_at(note.place)}")


def blocking(screen: Screen, result: CheckResult, language: str) -> None:
    """Add the missing data, that which alone decides the most verdicts first."""
    if not result.blocking:
        return
    ranked = gaps(result)
    screen.heading(say("Missing data that would decide the most", language))
    heads = [say("alone", language), say("verdicts", language)]
    sizes = [max(width(head), 6) for head in heads]
    titles = [pad(head, size, right=True) for head, size in zip(heads, sizes, strict=True)]
    screen.line("  ", ("  ".join([*titles, say("Missing", language)]), "dim"))
    for gap in ranked[:MOST_BLOCKING]:
        figures = [number(gap.decides, language), number(gap.blocks, language)]
        cells = "  ".join(pad(figure, size, right=True) for figure, size in zip(figures, sizes, strict=True))
        what = cut(line(gap_text(gap, language)), 80)
        first, *rest = wrap(what + _at(gap.missing.place), max(screen.width - width(cells) - 4, 20))
        screen.line("  ", cells, "  ", first)
        for part in rest:
            screen.line(" " * (width(cells) + 4), part)
    if len(ranked) > MOST_BLOCKING:
        rest_count = number(len(ranked) - MOST_BLOCKING, language)
        screen.paragraph(
            say("… and {rest} more; --format json has them all", language, rest=rest_count), style="dim"
        )


def gap_text(gap: Gap, language: str) -> str:
    """What is missing, of one entity or of many."""
    if gap.count > 1:
        return gap_word(gap.missing.table, gap.missing.field, gap.count, language)
    return missing_word(gap.missing, language)


def changes(screen: Screen, result: CheckResult, language: str) -> None:
    """Add what a proposal changes: how much of each kind, and what followed without being written."""
    if not result.ledger:
        return
    screen.heading(f"{say('Changes', language)}: {number(len(result.ledger), language)}")
    counts = Counter(change.what for change in result.ledger)
    screen.paragraph(" · ".join(change_count(what, counts[what], language) for what in counts))
    shown = [change for what in TO_LOOK_AT for change in result.ledger if change.what == what]
    for change in shown[:MOST_CHANGES]:
        about = f"{translated(change.what, language)}: {change_words(change)}"
        screen.paragraph(f"{about}{_at(change.place)}", indent=4)
    if len(shown) > MOST_CHANGES:
        rest = number(len(shown) - MOST_CHANGES, language)
        text = say("… and {rest} more; --format json has them all", language, rest=rest)
        screen.paragraph(text, indent=4, style="dim")


def summary(screen: Screen, result: CheckResult, language: str) -> None:
    """Add the counts that end the page: the violations by severity and norm, then all else."""
    sums = total(result)
    found = Counter((one.severity, one.norm) for one in broken(result))
    screen.heading(say("In all", language))
    for severity in Severity:
        by_norm = [(norm, found[severity, norm]) for norm in Norm if found[severity, norm]]
        if by_norm:
            found_of = severity_count(severity, sum(count for _, count in by_norm), language)
            shape = SEVERITIES[severity][0]
            split = ", ".join(
                f"{norm_word(norm, language)} {number(count, language)}" for norm, count in by_norm
            )
            screen.line("  ", (f"{shape} {found_of}", STYLES[shape]), f" ({split})")
    if told := faults_count(result, language):
        screen.line("  ", (f"▲ {told}", STYLES["▲"]))
    parts = [
        f"{shape} {number(sums[outcome], language)} {outcome_word(outcome, language)}"
        for outcome, (shape, _) in OUTCOMES.items()
        if outcome is not Outcome.VIOLATED and sums[outcome]
    ]
    if parts:
        screen.paragraph(" · ".join(parts))
    applied = sum(1 for rule in result.rules if rule.checked)
    screen.line(
        "  ",
        say(
            "{applied} of {rules} rules found something to check",
            language,
            applied=number(applied, language),
            rules=number(len(result.rules), language),
        ),
    )


def _at(place: Place | None) -> str:
    return f"  {line(str(place))}" if place else ""
