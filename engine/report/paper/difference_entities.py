"""What is other in units, positions and all other tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from pejl.engine.diff.compare import Difference
from pejl.engine.diff.figures import added
from pejl.engine.findings import Range, Shown, Unknown
from pejl.engine.report.paper.blocks import Block, Cell, Column, Section, Table, Value
from pejl.engine.report.paper.telling import Telling
from pejl.engine.report.texts import translated
from pejl.engine.report.values import show, together
from pejl.engine.report.words import table_word

OWN_SECTIONS = ("units", "positions", "tasks")
"""The tables that have a section of their own; of the others what is other is listed together."""
ROUTES = {
    "unit": ("Posts that get another unit, or whose unit becomes known or unknown: {count}", "another unit"),
    "reports_to": (
        "Posts that get another superior, or whose superior becomes known or unknown: {count}",
        "another superior",
    ),
    "site": ("Posts that get another site, or whose site becomes known or unknown: {count}", "another site"),
}
"""The fields of positions that are told as routes: what stands over them, and what is other."""
CAME_AND_WENT = {"added": "New posts: {count}", "removed": "Posts that go: {count}"}
BY_THE_WAY = ("tags", "source")
"""Fields that say nothing to those who are heard."""


def units(t: Telling) -> Section | None:
    return t.section(t.say("Units"), t.each(partial(_units_of, t)), "units")


def _units_of(t: Telling, one: Difference) -> Iterator[Block]:
    changed = one.entities.get("units", ())
    if not changed:
        return
    rows = tuple(
        (translated(change.what, t.language), t.name(change), t.details(change))
        for change in t.in_order(changed)
    )
    heads = (Column(t.say("what")), Column(t.say("unit")), Column(t.say("how")))
    yield Table(f"{t.say('Units')}: {t.counted(changed)}", heads, rows, "changed-units")


def positions(t: Telling) -> Section | None:
    """Positions by from where to where with how many they are and which; then the rest, one by one."""
    return t.section(t.say("Positions"), t.each(partial(_positions_of, t, which=True)), "positions")


def staff(t: Telling) -> Section | None:
    """The positions of a proposal, for a hearing: those that move in numbers only."""
    return t.section(t.say("Staff"), tuple(_positions_of(t, t.found[0], which=False)), "staff")


def _positions_of(t: Telling, one: Difference, which: bool) -> Iterator[Block]:
    changed = one.entities.get("positions", ())
    yield from _routes(t, one, which)
    for what, caption in CAME_AND_WENT.items():
        found = [change for change in changed if change.what == what]
        if found:
            count = posts(t, one, [change.itself.id for change in found])
            rows = tuple((t.name(change), Value(posts_of(one, change.itself.id))) for change in found)
            heads = (Column(t.say("position")), Column(t.say("number"), True))
            yield Table(t.say(caption, count=count), heads, rows, f"positions-{what}")
    yield from t.altered(one, "positions", (*ROUTES, *BY_THE_WAY))


def posts_of(one: Difference, id_: str) -> Shown:
    """How many posts a position stands for: after, or before if it is gone."""
    before, after = (side["positions"].get(id_) for side in one.tables)
    there = after or before
    return there.of("heads") if there else None


def posts(t: Telling, one: Difference, ids: Sequence[str]) -> str:
    """How many posts some positions stand for, in words."""
    return show(_sum(one, ids), t.language)


def _sum(one: Difference, ids: Sequence[str]) -> Shown:
    counts = (posts_of(one, id_) for id_ in ids)
    return added([Range(0, None) if count == Unknown() else count for count in counts])


def _routes(t: Telling, one: Difference, which: bool) -> Iterator[Table]:
    """For each field that is told as routes the positions of which it has another value, by way."""
    names = {one.itself.id: one.itself.name or one.itself.id for one in one.entities.get("positions", ())}
    for field, (caption, _) in ROUTES.items():
        ways = moved(t, one, field)
        if ways:
            rows: list[tuple[Cell, ...]] = []
            for way, ids in ways.items():
                told = (together([names[id_] for id_ in ids], t.language),) if which else ()
                rows.append((*way, Value(_sum(one, ids)), *told))
            columns = [Column(t.say("from")), Column(t.say("to")), Column(t.say("number"), True)]
            columns += [Column(t.say("which"))] if which else []
            count = posts(t, one, [id_ for ids in ways.values() for id_ in ids])
            yield Table(t.say(caption, count=count), tuple(columns), tuple(rows), f"positions-{field}")


def moved(t: Telling, one: Difference, field: str) -> dict[tuple[str, str], list[str]]:
    """From where to where a field of positions goes, and the ids of those of which it does."""
    found: dict[tuple[str, str], list[str]] = {}
    for change in one.entities.get("positions", ()):
        for part in change.fields:
            if part.field == field:
                found.setdefault((t.value(part.before), t.value(part.after)), []).append(change.itself.id)
    return found


def others(t: Telling, besides: Sequence[str] = ()) -> Section | None:
    """What is other in the tables that have no section of their own."""
    return t.section(t.say("Other"), t.each(partial(_others_of, t, besides)), "other")


def _others_of(t: Telling, besides: Sequence[str], one: Difference) -> Iterator[Block]:
    for table, changed in one.entities.items():
        if table in OWN_SECTIONS or table in besides:
            continue
        rows = tuple(
            (translated(change.what, t.language), t.name(change), t.details(change))
            for change in t.in_order(changed)
        )
        heads = (Column(t.say("what")), Column(t.say("who")), Column(t.say("how")))
        title = table_word(table, t.language).capitalize()
        yield Table(f"{title}: {t.counted(changed)}", heads, rows, f"changed-{table}")
