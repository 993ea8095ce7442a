"""What became of each principle, and the findings that came and went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from pejl.engine.diff.compare import Difference
from pejl.engine.diff.compliance import Kept
from pejl.engine.report.paper.blocks import Block, Cell, Column, Facts, Section, Table, Value
from pejl.engine.report.paper.telling import Telling
from pejl.engine.report.texts import said
from pejl.engine.report.values import number


def compliance(t: Telling) -> Section | None:
    """What became of each principle, and the findings that came and went."""
    if not any(one.compliance for one in t.found):
        return None
    each = [{_id_of(one): one for one in found.compliance} for found in t.found]
    touched = [
        id_
        for id_ in dict.fromkeys(id_ for kept in each for id_ in kept)
        if any(id_ in kept and (kept[id_].touched or kept[id_].unchanged) for kept in each)
    ]
    rows = [_principle_row(t, id_, each) for id_ in touched]
    heads = [Column(t.say("principle")), Column(t.say("before"), True)]
    for title in [""] if len(t.found) == 1 else t.titles:
        heads += [
            Column(" ".join(filter(None, (title, t.say(word)))), True)
            for word in ("after", "mended", "newly broken", "unchanged", "newly undecidable")
        ]
    blocks: list[Block | Section] = [Facts(tuple(_in_all(t)))]
    if rows:
        caption = t.say("Violations by principle, where there are any or anything is other")
        blocks.append(Table(caption, tuple(heads), tuple(rows), "principles"))
    blocks += t.each(partial(findings_of, t))
    return Section(t.say("Principles"), tuple(blocks), "compliance")


def _in_all(t: Telling) -> Iterator[tuple[str, str]]:
    """The counts of each design, without a finding that serves several principles counting twice."""
    for title, one in zip(t.after_heads(), t.found, strict=True):
        counts = {
            word: len({(f.rule, f.entity) for kept in one.compliance for f in getattr(kept, name)})
            for word, name in (
                ("mended", "mended"),
                ("gone with what they were about", "gone"),
                ("now permitted by a waiver", "waived"),
                ("newly broken", "broken"),
                ("asked of proposals only", "asked"),
                ("unchanged", "unchanged"),
                ("newly undecidable", "unsettled"),
            )
        }
        if not counts["now permitted by a waiver"]:
            del counts["now permitted by a waiver"]
        label = t.say("Violations") if len(t.found) == 1 else title
        yield (
            label,
            " · ".join(f"{t.say(word)}: {number(n, t.language)}" for word, n in counts.items()),
        )


def _id_of(one: Kept) -> str:
    return one.principle.id if one.principle else ""


def _principle_row(t: Telling, id_: str, each: Sequence[dict[str, Kept]]) -> tuple[Cell, ...]:
    some = next(kept[id_] for kept in each if id_ in kept)
    title = t.say("(rules that serve no principle)")
    if some.principle is not None:
        title = f"{some.principle.id} {said(some.principle.title, t.language)}"
    cells: list[Cell] = [title, Value(some.before)]
    for kept in each:
        one = kept.get(id_)
        if one is None:
            cells += [""] * 5
            continue
        broken = len(one.broken) + len(one.asked)
        cells += [
            Value(n)
            for n in (
                one.after,
                len(one.mended) + len(one.gone),
                broken,
                len(one.unchanged),
                len(one.unsettled),
            )
        ]
    return tuple(cells)


BECAME = {
    "broken": "Newly broken: {count}",
    "asked": "Asked of proposals only, and not met: {count}",
    "mended": "Mended: {count}",
    "gone": "Gone with what they were about: {count}",
    "waived": "Now permitted by a waiver: {count}",
    "unsettled": "Newly undecidable: {count}",
}
"""What can become of a finding, by the field of `Kept`."""


def findings_of(t: Telling, one: Difference, became: Sequence[str] = tuple(BECAME)) -> Iterator[Block]:
    """A table of the findings for each thing that became of them."""
    for name in became:
        caption = BECAME[name]
        found = {(f.rule, f.entity): f for kept in one.compliance for f in getattr(kept, name)}
        if found:
            rows = tuple(t.finding(f) for f in found.values())
            heads = tuple(Column(t.say(word)) for word in ("rule", "what", "who", "finding"))
            yield Table(t.say(caption, count=number(len(rows), t.language)), heads, rows, f"findings-{name}")
