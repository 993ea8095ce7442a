"""How a proposal is carried out: dates, who is heard, what is open, who is given notice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pejl.engine.diff.entities import Entity, entities
from pejl.engine.findings import Range, Shown, Unknown
from pejl.engine.model.tables import Design
from pejl.engine.report.letters import cut, line
from pejl.engine.report.paper.blocks import Block, Cell, Column, Section, Table, Value
from pejl.engine.report.paper.telling import Telling
from pejl.engine.report.texts import translated
from pejl.engine.report.values import number

OPEN = ("ambiguous", "unresolved")
"""What a ledger tells that somebody has still to settle."""
FAR = dt.date.max


def carrying(t: Telling, design: Design, as_of: dt.date) -> Section | None:
    """What happens when, what is agreed about it, who gets notice, and what is open."""
    blocks = [
        *_events(t, design, as_of),
        *_actions(t, design, as_of),
        *_notice(t, design, as_of),
        *_open(t, design),
    ]
    return t.section(t.say("Carrying it out"), tuple(blocks), "carrying-out")


def _events(t: Telling, design: Design, as_of: dt.date) -> Iterator[Block]:
    """The events of the process, in the order of their dates."""
    found = sorted(
        entities(design, "events", as_of).values(), key=lambda one: (_day(one, "date"), one.itself.id)
    )
    rows: list[tuple[Cell, ...]] = []
    for one in found:
        who = [t.value(part) for field in ("body", "committee", "units") if _given(part := one.of(field))]
        kind = t.value(one.of("kind")) if _given(one.of("kind")) else ""
        rows.append((Value(one.of("date")), one.itself.name or one.itself.id, kind, "; ".join(who)))
    if rows:
        heads = tuple(Column(t.say(word)) for word in ("date", "what", "kind", "who"))
        yield Table(t.say("Time and process"), heads, tuple(rows), "events")


def _actions(t: Telling, design: Design, as_of: dt.date) -> Iterator[Block]:
    """The efforts that turn it into practice."""
    found = entities(design, "actions", as_of).values()
    rows = tuple(
        (
            one.itself.name or one.itself.id,
            t.value(one.of("owner")) if _given(one.of("owner")) else "",
            Value(one.of("starts")),
            Value(one.of("ends")),
            t.value(one.of("criterion")) if _given(one.of("criterion")) else "",
        )
        for one in found
    )
    if rows:
        heads = tuple(Column(t.say(word)) for word in ("action", "owner", "starts", "ends", "criterion"))
        yield Table(t.say("Actions"), heads, rows, "actions")


def _notice(t: Telling, design: Design, as_of: dt.date) -> Iterator[Block]:
    """How many posts change essentially, and when they were notified; posts and no persons."""
    found = [
        one for one in entities(design, "positions", as_of).values() if one.of("essential_change") is True
    ]
    if not found:
        return
    groups: dict[tuple[str, Shown], int] = {}
    for one in found:
        key = t.value(one.of("unit")), one.of("notified")
        groups[key] = groups.get(key, 0) + 1
    rows = tuple((unit, Value(day), Value(count)) for (unit, day), count in groups.items())
    heads = (Column(t.say("unit")), Column(t.say("notified")), Column(t.say("posts"), True))
    count = number(len(found), t.language)
    yield Table(t.say("Essential changes of posts: {count}", count=count), heads, rows, "notice")


def _open(t: Telling, design: Design) -> Iterator[Block]:
    """What the ledger of the proposal leaves to be settled."""
    rows: list[tuple[Cell, ...]] = []
    for move in design.ledger:
        if move.what in OPEN:
            table = design.tables.get(move.table)
            name = (
                design.name_of(move.table, table.ids.index(move.entity))
                if table and move.entity in table.ids
                else ""
            )
            words = " ".join(filter(None, (move.detail, move.before and f"{move.before} →", move.after)))
            rows.append(
                (translated(move.what, t.language), name or move.entity, cut(line(words), 300), move.note)
            )
    if rows:
        heads = tuple(Column(t.say(word)) for word in ("what", "who", "how", "note"))
        count = number(len(rows), t.language)
        yield Table(t.say("Still to be settled: {count}", count=count), heads, tuple(rows), "open-items")


def _given(value: Shown) -> bool:
    return value is not None and value != Unknown() and value != ()


def _day(one: Entity, field: str) -> dt.date:
    """The date of something, or the first that it can have; what has none comes last."""
    value = one.of(field)
    first = value.low if isinstance(value, Range) else value
    return first if isinstance(first, dt.date) else FAR
