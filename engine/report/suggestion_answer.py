"""One answer of a search on the terminal page: what it costs, what it changes, what it leaves to mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from msgspec.structs import replace

from pejl.engine.findings import Change, CheckResult, Outcome, Severity
from pejl.engine.report.letters import cut, line, pad, width
from pejl.engine.report.screen import Screen
from pejl.engine.report.suggestion_unenforced import Key, placed_in_a_file
from pejl.engine.report.suggestion_words import Names, at_once, figure, share, stages_of, ways
from pejl.engine.report.text_findings import brief
from pejl.engine.report.texts import said, say, translated
from pejl.engine.report.values import number
from pejl.engine.report.words import change_count
from pejl.engine.suggest import Amount, Answer, Stage

AT_LEAST = "≥ "
MOST_WAYS = 40
MOST_WARNINGS = 5


def answer(
    screen: Screen,
    found: Answer,
    at: int,
    names: Names,
    file: str | None,
    known: Collection[Key],
    left: str = "Warnings left",
) -> None:
    """Add an answer.

    Args:
        screen: receives it.
        found: the answer.
        at: its number, from 1.
        names: the names of entities.
        file: the file that it is written to.
        known: violations that stand whatever is decided, or may stand; they are told elsewhere.
        left: what the warnings that remain are called.
    """
    language = names.language
    title = say("Proposal {number}", language, number=number(at, language))
    screen.heading(f"{title}: {line(file or found.name)}" if file else title)
    stages = stages_of(found)
    for stage in stages:
        if len(stages) > 1:
            first = stage.rank == stages[0].rank
            text = "First of all" if first else "Then, among those that are as good"
            screen.paragraph(translated(text, language), style="dim")
        _amounts(screen, [one for one in found.amounts if one.rank == stage.rank], language)
        screen.paragraph(_total(stage, found, at, language), style="bold")
    if not all(one.exact for one in found.amounts):
        text = "≥: what is unknown counts as little as it may, so there can be more."
        screen.paragraph(translated(text, language), style="dim")
    if not stages:
        text = "Nothing was to be made small: any design that keeps the rules will do."
        screen.paragraph(translated(text, language))
    _moves(screen, found, names)
    brief(
        screen,
        warned(found, known, written=file is not None),
        Outcome.VIOLATED,
        MOST_WARNINGS,
        language,
        translated(left, language),
    )


def _amounts(screen: Screen, amounts: Sequence[Amount], language: str) -> None:
    """A line for each goal: how much there is, its weight, what it counts, and what it is."""
    heads = [say(word, language) for word in ("amount", "weight", "counts")]
    rows = [
        [
            ("" if one.exact else AT_LEAST) + figure(one.value, language),
            figure(one.weight, language),
            figure(one.value * one.weight, language),
        ]
        for one in amounts
    ]
    sizes = [max(map(width, column)) for column in zip(heads, *rows, strict=True)]
    titles = "  ".join(pad(head, size, right=True) for head, size in zip(heads, sizes, strict=True))
    screen.line("  ", (titles, "dim"))
    room = max(screen.width - sum(sizes) - 8, 20)
    for one, row in zip(amounts, rows, strict=True):
        cells = "  ".join(pad(cell, size, right=True) for cell, size in zip(row, sizes, strict=True))
        screen.line("  ", cells, "  ", cut(line(said(one.title, language)), room))


def _total(stage: Stage, found: Answer, at: int, language: str) -> str:
    """The sum of a rank, and how good it is."""
    exact = all(one.exact for one in found.amounts if one.rank == stage.rank)
    total = ("" if exact else AT_LEAST) + figure(stage.objective, language)
    total = say("In all {total}", language, total=total)
    if not found.stages:
        return f"{total}."
    if stage.gap == 0:
        best = "No design has less: proven." if at == 1 else "No other design has less: proven."
        return f"{total}. {translated(best, language)}"
    if stage.bound is None or stage.gap is None:
        return f"{total}. {say('Whether there is less is not known.', language)}"
    bound = say(
        "No design has less than {bound}, so this is at most {share} from the best possible.",
        language,
        bound=figure(stage.bound, language),
        share=share(stage.gap, language),
    )
    return f"{total}. {bound}"


def _moves(screen: Screen, found: Answer, names: Names) -> None:
    language = names.language
    screen.blank()
    if not found.moves:
        screen.paragraph(say("Nothing changes: the design is as good as it can be.", language))
        return
    listed_changes(screen, say("Changes", language), found.moves, names)


def listed_changes(screen: Screen, title: str, moves: Sequence[Change], names: Names) -> None:
    """Add changes, those from and to the same together, under a title with how many there are."""
    language = names.language
    counts = Counter(move.what for move in at_once(moves))
    each = " · ".join(change_count(what, counts[what], language) for what in counts)
    screen.paragraph(f"{title}: {each}", style="bold")
    grouped = ways(moves, names)
    size = max(width(translated(way.what, language)) for way in grouped)
    before = ""
    for way in grouped[:MOST_WAYS]:
        label = translated(way.what, language) if way.what != before else ""
        first, *others = way.lines(language)
        screen.field(label, first, size)
        for text in others:
            screen.field("", f"  {text}", size)
        before = way.what
    if len(grouped) > MOST_WAYS:
        rest = number(len(grouped) - MOST_WAYS, language)
        text = say("… and {rest} more; --format json has them all", language, rest=rest)
        screen.paragraph(text, style="dim")


def warned(found: Answer, known: Collection[Key], *, written: bool) -> CheckResult:
    """The result of an answer with nothing but the warnings that other decisions might have mended."""
    anyway = {rule for rule, _ in known}  # what is about the design is about nothing else
    kept = [
        one
        for one in found.result.findings
        if one.outcome is Outcome.VIOLATED
        and one.severity is Severity.WARNING
        and (one.rule, one.entity) not in known
        and not (one.table == "design" and one.rule in anyway)
    ]
    shown = [one if written else placed_in_a_file(one, found) for one in kept]
    return replace(found.result, findings=tuple(shown))
