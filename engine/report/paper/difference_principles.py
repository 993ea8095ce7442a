"""What became of each principle, and the findings that came and went."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial

from pejl.engine.diff.compare import Difference
from pejl.engine.diff.compliance import Became, Kept
from pejl.engine.findings import Finding
from pejl.engine.report.paper.blocks import Block, Cell, Column, Facts, Paragraph, Section, Table, Value
from pejl.engine.report.paper.telling import Telling
from pejl.engine.report.texts import said
from pejl.engine.report.values import number, together

WORDS = {
    Became.BROKEN: ("newly broken", "Newly broken: {count}"),
    Became.REVEALED: ("now known to be broken", "Could not be decided before, and is broken: {count}"),
    Became.ASKED: ("asked of proposals only", "Asked of proposals only, and not met: {count}"),
    Became.UNCHANGED: ("unchanged", "As before: {count}"),
    Became.MENDED: ("mended", "Mended: {count}"),
    Became.GONE: ("gone with what they were about", "Gone with what they were about: {count}"),
    Became.WAIVED: ("now permitted by a waiver", "Now permitted by a waiver: {count}"),
    Became.UNSETTLED: ("newly undecidable", "Cannot be decided any more: {count}"),
    Became.OPEN: ("undecidable, about what is new", "Cannot be decided about what is new: {count}"),
    Became.ASKED_OPEN: (
        "undecidable, asked of proposals only",
        "Asked of proposals only, and cannot be decided: {count}",
    ),
}
"""What can become of a finding: in a word, and over a table of such findings."""
OPEN = (Became.UNSETTLED, Became.OPEN, Became.ASKED_OPEN)
MOST_NAMES = 5


def compliance(t: Telling) -> Section | None:
    """What became of each principle, and the findings that came and went."""
    if not any(one.compliance for one in t.found):
        return None
    rows, heads = _principles(t)
    blocks: list[Block | Section] = [Facts(tuple(_in_all(t)))]
    if rows:
        caption = t.say("Violations by principle, where there are any or anything is other")
        blocks.append(Table(caption, heads, rows, "principles"))
        blocks.append(
            Paragraph(t.say("A rule that serves several principles counts with each of them."), "dim")
        )
    every = [became for became in Became if became is not Became.UNCHANGED]
    blocks += t.each(partial(findings_of, t, became=every))
    return Section(t.say("Principles"), tuple(blocks), "compliance")


def findings(one: Difference, became: Became) -> list[Finding]:
    """The findings that became something, each once even if it belongs to several principles."""
    return list({(f.rule, f.entity): f for kept in one.compliance for f in kept.of(became)}.values())


def _in_all(t: Telling) -> Iterator[tuple[str, str]]:
    """How many findings became what, in each design."""
    for title, one in zip(t.after_heads(), t.found, strict=True):
        counts = {WORDS[became][0]: len(findings(one, became)) for became in Became}
        always = {WORDS[became][0] for became in (Became.BROKEN, Became.UNCHANGED, Became.MENDED)}
        told = {word: n for word, n in counts.items() if n or word in always}
        label = t.say("Violations") if len(t.found) == 1 else title
        yield label, " · ".join(f"{t.say(word)}: {number(n, t.language)}" for word, n in told.items())


def _principles(t: Telling) -> tuple[tuple[tuple[Cell, ...], ...], tuple[Column, ...]]:
    """The principles of which something is to be told, with what became of them, where anything did."""
    each = [{_id_of(one): one for one in found.compliance} for found in t.found]
    touched = [
        id_
        for id_ in dict.fromkeys(id_ for kept in each for id_ in kept)
        if any(id_ in kept and kept[id_].findings for kept in each)
    ]
    shown = [became for became in Became if any(one.of(became) for kept in each for one in kept.values())]
    heads = [Column(t.say("principle")), Column(t.say("before"), True)]
    for title in [""] if len(t.found) == 1 else t.titles:
        words = ["after", *(WORDS[became][0] for became in shown)]
        heads += [Column(" ".join(filter(None, (title, t.say(word)))), True) for word in words]
    return tuple(_principle_row(t, id_, each, shown) for id_ in touched), tuple(heads)


def _id_of(one: Kept) -> str:
    return one.principle.id if one.principle else ""


def _principle_row(
    t: Telling, id_: str, each: Sequence[dict[str, Kept]], shown: Sequence[Became]
) -> tuple[Cell, ...]:
    some = next(kept[id_] for kept in each if id_ in kept)
    title = t.say("(rules that serve no principle)")
    if some.principle is not None:
        title = f"{some.principle.id} {said(some.principle.title, t.language)}"
    cells: list[Cell] = [title, Value(some.before)]
    for kept in each:
        one = kept.get(id_)
        counts = [one.after, *(len(one.of(became)) for became in shown)] if one else []
        cells += [Value(n) for n in counts] if one else [""] * (len(shown) + 1)
    return tuple(cells)


def findings_of(t: Telling, one: Difference, became: Collection[Became]) -> Iterator[Block]:
    """A table of the findings for each thing that became of them; of what cannot be decided a row a rule."""
    for what in became:
        found = findings(one, what)
        if found:
            caption = t.say(WORDS[what][1], count=number(len(found), t.language))
            rows, words = _open(t, found) if what in OPEN else _findings(t, found)
            yield Table(caption, tuple(Column(t.say(word)) for word in words), rows, f"findings-{what.value}")


Rows = tuple[tuple[tuple[Cell, ...], ...], tuple[str, ...]]


def _findings(t: Telling, found: Sequence[Finding]) -> Rows:
    return tuple(t.finding(one) for one in found), ("rule", "what", "who", "observation")


def _open(t: Telling, found: Sequence[Finding]) -> Rows:
    """Each rule with those of whom it cannot be decided."""
    by_rule: dict[str, list[Finding]] = {}
    for one in found:
        by_rule.setdefault(one.rule, []).append(one)
    rows = tuple(
        (
            f"? {rule}",
            said(of[0].title, t.language),
            together([one.name or one.entity for one in of], t.language, MOST_NAMES),
            Value(len(of)),
        )
        for rule, of in by_rule.items()
    )
    return rows, ("rule", "what", "who", "number")
