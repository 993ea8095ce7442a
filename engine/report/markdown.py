"""A result as Markdown, whose tables can be pasted into an agenda case or a wiki."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pejl.engine.findings import CheckResult, Finding, Norm, Outcome, Severity, Waiver
from pejl.engine.report.letters import line, printable
from pejl.engine.report.standing import (
    Standing,
    broken,
    by_document,
    document_name,
    faults,
    gaps,
    of_outcome,
    standings,
    total,
)
from pejl.engine.report.text_overview import gap_text
from pejl.engine.report.texts import said, say, translated
from pejl.engine.report.values import date, number, told
from pejl.engine.report.words import (
    OUTCOMES,
    assumed,
    attested_words,
    faults_count,
    mark,
    missing_words,
    norm_word,
    observed,
    outcome_word,
    permissions,
    standing_word,
    waiver_words,
)

SPECIAL = str.maketrans(
    {char: "\\" + char for char in "\\`*_[]|~#$"} | {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
)


def escape(text: str) -> str:
    """Text that Markdown and HTML show as it is, on one line."""
    return line(text).translate(SPECIAL)


def rows(headers: Iterable[str], cells: Iterable[Sequence[str]]) -> list[str]:
    """A table; the cells are Markdown already."""
    names = list(headers)
    table = ["| " + " | ".join(names) + " |", "|" + " --- |" * len(names)]
    return [*table, *("| " + " | ".join(row) + " |" for row in cells), ""]


def render(result: CheckResult, language: str) -> str:
    """Write a result as a document with a heading and tables for each part that is not empty."""
    about = [say("design {design}", language, design=result.design)]
    if result.base:
        about.append(say("compared with {base}", language, base=result.base))
    about.append(say("as of {date}", language, date=date(result.as_of, language, article=False)))
    about.append(say("packs: {packs}", language, packs=", ".join(result.packs)))
    parts = [
        [f"# {escape(said(result.title, language) or result.design)}", "", escape(" · ".join(about)), ""],
        _counts(result, language),
        _violations(result, language),
        _undecidable(result, language),
        _settled(result, Outcome.WAIVED, language),
        _settled(result, Outcome.ATTESTED, language),
        _changes(result, language),
        _principles(result, language),
        _rest(result, language),
    ]
    return printable_lines([text for part in parts for text in part])


def printable_lines(lines: Iterable[str]) -> str:
    """The lines as one text that ends with a single line break."""
    return "\n".join(map(printable, lines)).rstrip("\n") + "\n"


def _head(names: Iterable[str], language: str) -> list[str]:
    return [translated(name, language).capitalize() for name in names]


def _counts(result: CheckResult, language: str) -> list[str]:
    sums = total(result)
    cells = [
        (f"{shape} {outcome_word(outcome, language)}", number(sums[outcome], language))
        for outcome, (shape, _) in OUTCOMES.items()
    ]
    lines = [f"## {say('In all', language)}", "", *rows(_head(("outcome", "number"), language), cells)]
    told_ = faults_count(result, language)
    return [*lines, f"▲ {told_}", ""] if told_ else lines


def _violations(result: CheckResult, language: str) -> list[str]:
    found, about = broken(result), faults(result)
    lines = [f"## {outcome_word(Outcome.VIOLATED, language).capitalize()}", ""] if found or about else []
    order = list(Severity)
    names = _head(("severity", "who", "what", "rule", "principles", "remedy"), language)
    # A law and a house rule are never in one table: the reader must not add them up.
    for norm in Norm:
        of_norm = sorted((f for f in found if f.norm is norm), key=lambda f: order.index(f.severity))
        if of_norm:
            cells = [_violation(finding, language) for finding in of_norm]
            lines += [f"### {norm_word(norm, language).capitalize()}", "", *rows(names, cells)]
    if about:
        title = say("Faults of waivers and attestations", language)
        lines += [f"### {title}", "", *rows(names, [_violation(finding, language) for finding in about])]
    return lines


def _violation(finding: Finding, language: str) -> list[str]:
    shape, word = mark(finding, language)
    message = observed(finding, language)
    remedy = escape(told(finding.remedy, language))
    name = escape(finding.name or finding.entity)
    return [f"{shape} {word}", name, escape(message), *_asked(finding), remedy]


def _asked(finding: Finding) -> list[str]:
    return [escape(finding.rule), escape(", ".join(finding.principles))]


def _undecidable(result: CheckResult, language: str) -> list[str]:
    groups = of_outcome(result, Outcome.UNDECIDABLE)
    if not groups:
        return []
    cells = [
        [
            escape(said(group[0].title, language)),
            number(len(group), language),
            escape("; ".join(dict.fromkeys(missing_words(finding, language, 3) for finding in group[:5]))),
            *_asked(group[0]),
        ]
        for group in groups.values()
    ]
    names = _head(("what", "number", "missing", "rule", "principles"), language)
    return [f"## {outcome_word(Outcome.UNDECIDABLE, language).capitalize()}", "", *rows(names, cells)]


def _settled(result: CheckResult, outcome: Outcome, language: str) -> list[str]:
    found = [finding for finding in result.findings if finding.outcome is outcome]
    if not found:
        return []
    waivers = permissions(result)
    cells = [
        [
            escape(finding.name or finding.entity),
            escape(said(finding.title, language)),
            escape(_reason(finding, waivers.get(finding.waiver), language)),
            *_asked(finding),
        ]
        for finding in found
    ]
    names = _head(("who", "what", "reason", "rule", "principles"), language)
    return [f"## {outcome_word(outcome, language).capitalize()}", "", *rows(names, cells)]


def _reason(finding: Finding, waiver: Waiver | None, language: str) -> str:
    if finding.waiver:
        return waiver_words(finding, waiver, language)
    return attested_words(finding, language) or told(finding.message, language)


def _changes(result: CheckResult, language: str) -> list[str]:
    cells = [
        [
            translated(change.what, language),
            *(
                escape(text)
                for text in (
                    f"{change.table} {change.entity}",
                    change.detail,
                    change.before,
                    change.after,
                    change.note,
                )
            ),
        ]
        for change in result.ledger
    ]
    names = _head(("change", "who", "what", "before", "after", "note"), language)
    return [f"## {say('Changes', language)}", "", *rows(names, cells)] if cells else []


def _principles(result: CheckResult, language: str) -> list[str]:
    found, _ = standings(result)
    lines = [f"## {say('Principle by principle', language)}", ""] if found else []
    outcomes = [Outcome.MET, Outcome.VIOLATED, Outcome.UNDECIDABLE, Outcome.NOT_APPLICABLE]
    outcomes += [outcome for outcome in (Outcome.ATTESTED, Outcome.WAIVED) if total(result)[outcome]]
    names = [*_head(("principle", "state"), language), *(outcome_word(o, language) for o in outcomes)]
    for document, members in by_document(result, found):
        cells = [_principle(member, outcomes, language) for member in members]
        lines += [f"### {escape(document_name(document, language))}", "", *rows(names, cells)]
    return lines


def _principle(member: Standing, outcomes: list[Outcome], language: str) -> list[str]:
    assert member.principle is not None
    title = escape(f"{member.principle.id} {said(member.principle.title, language)}")
    return [
        title,
        standing_word(member, language),
        *(number(member.counts[outcome], language) for outcome in outcomes),
    ]


def _rest(result: CheckResult, language: str) -> list[str]:
    lines: list[str] = []

    def part(title: str, texts: Iterable[str]) -> None:
        points = [f"- {escape(text)}" for text in texts]
        lines.extend([f"## {title}", "", *points, ""] if points else [])

    silent = (rule for rule in result.rules if rule.never_applied)
    part(
        say("Rules that found nothing to check", language),
        (f"{rule.rule}: {said(rule.title, language)}" for rule in silent),
    )
    part(
        say("Assumptions", language),
        (
            f"{said(assumption.title, language) or assumption.parameter}: {assumed(assumption, language)}"
            for assumption in result.assumptions
        ),
    )
    part(
        say("Contradictions and doubts in the sources", language),
        (f"{note.id}: {said(note.text, language)}" for note in result.notes),
    )
    ranked = gaps(result)
    template = "{what}: in {blocks} verdicts, alone decides {decides}"
    part(
        say("Missing data that would decide the most", language),
        (
            say(
                template,
                language,
                what=gap_text(gap, language),
                blocks=number(gap.blocks, language),
                decides=number(gap.decides, language),
            )
            for gap in ranked[:15]
        ),
    )
    return lines
