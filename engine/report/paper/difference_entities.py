"""What is other in units, positions and all other tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from pejl.engine.diff.compare import Changed, Difference
from pejl.engine.report.paper.blocks import Block, Cell, Column, Paragraph, Section, Table, Value
from pejl.engine.report.paper.telling import Telling
from pejl.engine.report.texts import translated
from pejl.engine.report.values import number, together

OWN_SECTIONS = ("units", "positions", "tasks")
"""The tables that have a section of their own; of the others what is other is listed together."""


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
    for field, caption in (
        ("unit", "Positions that get another unit: {count}"),
        ("reports_to", "Positions that get another superior: {count}"),
        ("site", "Positions that get another site: {count}"),
    ):
        table = _routes(t, changed, field, caption)
        if table is not None:
            yield table
    rest = [one for one in changed if one.what in ("added", "removed")]
    if rest:
        rows = tuple((translated(one.what, t.language), t.name(one)) for one in rest)
        yield Table(t.counted(rest), (Column(t.say("what")), Column(t.say("position"))), rows)
    yield from t.altered(one, "positions", ("unit", "reports_to", "site"))


def _routes(t: Telling, changed: Sequence[Changed], field: str, caption: str) -> Table | None:
    """The positions of which a field has another value, those from and to the same together."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in changed:
        for part in one.fields:
            if part.field == field:
                way = t.value(part.before), t.value(part.after)
                groups.setdefault(way, []).append(one.itself.name or one.itself.id)
    if not groups:
        return None
    count = sum(map(len, groups.values()))
    rows: list[tuple[Cell, ...]] = [
        (before, after, Value(len(members)), together(members, t.language))
        for (before, after), members in groups.items()
    ]
    heads = (
        Column(t.say("from")),
        Column(t.say("to")),
        Column(t.say("number"), True),
        Column(t.say("which")),
    )
    return Table(t.say(caption, count=number(count, t.language)), heads, tuple(rows), f"positions-{field}")


def others(t: Telling) -> Section | None:
    return t.section(t.say("Other"), t.each(partial(_others_of, t)), "other")


def _others_of(t: Telling, one: Difference) -> Iterator[Block]:
    """What is other in the tables that have no section of their own."""
    for table, changed in one.entities.items():
        if table in OWN_SECTIONS:
            continue
        rows = tuple(
            (translated(change.what, t.language), t.name(change), t.details(change))
            for change in t.in_order(changed)
        )
        heads = (Column(t.say("what")), Column(t.say("who")), Column(t.say("how")))
        title = translated(table, t.language).replace("_", " ").capitalize()
        yield Table(f"{title}: {t.counted(changed)}", heads, rows, f"changed-{table}")


def staff(t: Telling) -> Section | None:
    """How many positions move from which unit to which, come and go; no single post is named."""
    changed = t.found[0].entities.get("positions", ())
    blocks: list[Block] = []
    for field, caption in (
        ("unit", "Positions that get another unit: {count}"),
        ("reports_to", "Positions that get another superior: {count}"),
        ("site", "Positions that get another site: {count}"),
    ):
        table = _routes(t, changed, field, caption)
        if table is not None:
            rows = tuple(row[:3] for row in table.rows)
            blocks.append(Table(table.caption, table.columns[:3], rows, f"staff-{field}"))
    rest = [one for one in changed if one.what in ("added", "removed")]
    if rest:
        blocks.append(Paragraph(f"{t.say('Positions')}: {t.counted(rest)}"))
    return t.section(t.say("Staff"), tuple(blocks), "staff")
