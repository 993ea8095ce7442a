"""What is other in units, positions and all other tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from pejl.engine.diff.compare import Changed, Difference
from pejl.engine.diff.entities import entities
from pejl.engine.diff.figures import added
from pejl.engine.findings import Unknown
from pejl.engine.model.tables import Design
from pejl.engine.report.paper.blocks import Block, Cell, Column, Section, Table, Value
from pejl.engine.report.paper.telling import Telling
from pejl.engine.report.texts import translated
from pejl.engine.report.values import number, together

OWN_SECTIONS = ("units", "positions", "tasks")
"""The tables that have a section of their own; of the others what is other is listed together."""
ROUTES = {
    "unit": "Positions whose unit is another, becomes known or unknown: {count}",
    "reports_to": "Positions whose superior is another, becomes known or unknown: {count}",
    "site": "Positions whose site is another, becomes known or unknown: {count}",
}
"""The fields of positions that are told as routes."""
Tell = Callable[[Sequence[str]], Cell]


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
    yield Table(t.counted(changed), heads, rows, "changed-units")


def positions(t: Telling) -> Section | None:
    return t.section(t.say("Positions"), t.each(partial(_positions_of, t)), "positions")


def _positions_of(t: Telling, one: Difference) -> Iterator[Block]:
    """Those that move, by from where to where with how many; then the rest, one by one."""
    changed = one.entities.get("positions", ())
    names = {one.itself.id: one.itself.name or one.itself.id for one in changed}

    def named(ids: Sequence[str]) -> Cell:
        return together([names[id_] for id_ in ids], t.language)

    columns = Column(t.say("number"), True), Column(t.say("which"))
    yield from _routes(t, changed, "positions", *columns, named)
    rest = [one for one in changed if one.what in ("added", "removed")]
    if rest:
        rows = tuple((translated(one.what, t.language), t.name(one)) for one in rest)
        yield Table(t.counted(rest), (Column(t.say("what")), Column(t.say("position"))), rows)
    yield from t.altered(one, "positions", ("unit", "reports_to", "site"))


def _routes(
    t: Telling, changed: Sequence[Changed], about: str, counted: Column, last: Column, tell: Tell
) -> Iterator[Table]:
    """For each field that is told as routes the positions of which it has another value, by way.

    Args:
        t: the differences.
        changed: the positions that are other.
        about: how the ids of the tables begin.
        counted, last: what the columns of the number of positions and of what is told of them are called.
        tell: what is told of positions, by their ids.
    """
    for field, caption in ROUTES.items():
        ways = _ways(t, changed, field)
        if ways:
            rows: tuple[tuple[Cell, ...], ...] = tuple(
                (*way, Value(len(ids)), tell(ids)) for way, ids in ways.items()
            )
            columns = (Column(t.say("from")), Column(t.say("to")), counted, last)
            count = number(sum(map(len, ways.values())), t.language)
            yield Table(t.say(caption, count=count), columns, rows, f"{about}-{field}")


def _ways(t: Telling, changed: Sequence[Changed], field: str) -> dict[tuple[str, str], list[str]]:
    """From where to where a field goes, and the ids of those of which it does."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in changed:
        for part in one.fields:
            if part.field == field:
                found.setdefault((t.value(part.before), t.value(part.after)), []).append(one.itself.id)
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
        title = translated(table, t.language).replace("_", " ").capitalize()
        yield Table(f"{title}: {t.counted(changed)}", heads, rows, f"changed-{table}")


def staff(t: Telling, design: Design, as_of: dt.date) -> Section | None:
    """How many positions and people move from which unit to which; the posts that come and go by name.

    Args:
        t: the difference.
        design: the later design.
        as_of: the day on which it is looked at.
    """
    changed = t.found[0].entities.get("positions", ())
    heads = {id_: one.of("heads") for id_, one in entities(design, "positions", as_of).items()}

    def people(ids: Sequence[str]) -> Cell:
        return Value(added([heads.get(id_, Unknown()) for id_ in ids]))

    columns = Column(t.say("positions"), True), Column(t.say("people"), True)
    blocks: list[Block] = [*_routes(t, changed, "staff", *columns, people)]
    rest = [one for one in changed if one.what in ("added", "removed")]
    if rest:
        named = tuple((translated(one.what, t.language), t.name(one)) for one in rest)
        blocks.append(
            Table(t.counted(rest), (Column(t.say("what")), Column(t.say("position"))), named, "posts")
        )
    return t.section(t.say("Staff"), tuple(blocks), "staff")
