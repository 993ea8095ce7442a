"""How a proposal is carried out: dates, who is heard, what is open, who is given notice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pejl.engine.diff.compare import Difference
from pejl.engine.diff.entities import Entity
from pejl.engine.diff.figures import added
from pejl.engine.findings import Range, Shown, Unknown
from pejl.engine.model.tables import Design
from pejl.engine.report.letters import cut, line
from pejl.engine.report.paper.blocks import Block, Cell, Column, Section, Table, Value
from pejl.engine.report.paper.telling import Telling
from pejl.engine.report.texts import translated
from pejl.engine.report.values import number, show
from pejl.engine.report.words import field_word

OPEN = ("ambiguous", "unresolved")
"""What a ledger tells that somebody has still to settle."""
MONTH = 31
ESSENTIAL = {
    "unit": "the unit is not known",
    "reports_to": "the superior is not known",
    "site": "the site is not known",
}
"""What has to be known of a post that changes."""
WHO = ("body", "committee", "groups", "units", "owner")
"""The fields of an event that say who takes part."""
FAR = dt.date.max


def carrying(t: Telling, design: Design) -> Section | None:
    """What happens when, what is agreed about it, who gets notice, and what is open."""
    blocks = [
        *_events(t),
        *_actions(t),
        *_notice(t),
        *_open(t, design),
    ]
    return t.section(t.say("Carrying it out"), tuple(blocks), "carrying-out")


def _events(t: Telling) -> Iterator[Block]:
    """The events of the process, by date: those of the proposal, then those that were there before."""
    heads = tuple(Column(t.say(word)) for word in ("date", "what", "kind", "who"))
    for caption, found in _own_and_others(t, "events", "Time and process", "Events that were planned before"):
        rows: list[tuple[Cell, ...]] = []
        for one in sorted(found, key=lambda one: (_day(one, "date"), one.itself.id)):
            who = [t.value(part) for field in WHO if _given(part := one.of(field))]
            kind = t.value(one.of("kind")) if _given(one.of("kind")) else ""
            rows.append((_dated(t, one.of("date")), one.itself.name or one.itself.id, kind, "; ".join(who)))
        yield Table(caption, heads, tuple(rows), "events")


def _actions(t: Telling) -> Iterator[Block]:
    """The efforts that turn it into practice: those of the proposal, then those that were there."""
    heads = tuple(Column(t.say(word)) for word in ("action", "owner", "starts", "ends", "criterion"))
    for caption, found in _own_and_others(t, "actions", "Actions", "Actions that were planned before"):
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
        yield Table(caption, heads, rows, "actions")


def _own_and_others(t: Telling, table: str, *captions: str) -> Iterator[tuple[str, list[Entity]]]:
    """The entities of a table that the proposal says, and the others, each with its caption, if any."""
    own = _own(t, table)
    ids = {one.itself.id for one in own}
    others = [one for id_, one in t.found[0].tables[1][table].items() if id_ not in ids]
    yield from ((t.say(text), found) for text, found in zip(captions, (own, others), strict=True) if found)


def _notice(t: Telling) -> Iterator[Block]:
    """When the units that change were notified, and those whose posts change essentially; no persons."""
    (one,) = t.found
    changed = (change.itself for change in t.in_order(one.entities.get("units", ())))
    units = ((unit, _there(one, "units", unit.id)) for unit in changed)
    told = tuple(
        (unit.name or unit.id, t.value(there.of("notified")))
        for unit, there in units
        if there is not None and there.of("notified") != Unknown()
    )
    if told:
        heads = (Column(t.say("unit")), Column(t.say("notified")))
        yield Table(t.say("Notice to the units that change"), heads, told, "notice-units")
    groups: dict[tuple[str, Shown], list[Shown]] = {}
    for post in one.tables[1]["positions"].values():
        if post.of("essential_change") is True:
            groups.setdefault((t.value(post.of("unit")), post.of("notified")), []).append(post.of("heads"))
    if groups:
        rows = tuple((unit, Value(day), Value(added(heads))) for (unit, day), heads in groups.items())
        columns = (Column(t.say("unit")), Column(t.say("notified")), Column(t.say("number"), True))
        count = show(added([number for numbers in groups.values() for number in numbers]), t.language)
        yield Table(t.say("Essential changes of posts: {count}", count=count), columns, rows, "notice")


def _there(one: Difference, table: str, id_: str) -> Entity | None:
    """An entity of the later design, or of the earlier one if it is gone."""
    return one.tables[1][table].get(id_) or one.tables[0][table].get(id_)


def _dated(t: Telling, value: Shown) -> str:
    """A day; of one that is not known exactly between which days it lies."""
    if isinstance(value, Range) and value.low is not None and value.high is not None:
        first, last = (show(one, t.language) for one in (value.low, value.high))
        return t.say("between {first} and {last}", first=first, last=last)
    return show(value, t.language)


def _open(t: Telling, design: Design) -> Iterator[Block]:
    """What somebody has still to settle: what the ledger leaves, and what is not known of what changes."""
    rows = [*_of_ledger(t, design), *_unknown(t)]
    if rows:
        heads = tuple(Column(t.say(word)) for word in ("who", "how", "note"))
        count = number(len(rows), t.language)
        yield Table(t.say("Still to be settled: {count}", count=count), heads, tuple(rows), "open-items")


def _of_ledger(t: Telling, design: Design) -> Iterator[tuple[Cell, ...]]:
    for move in design.ledger:
        if move.what in OPEN:
            known = move.table in t.found[0].tables[1]
            there = _there(t.found[0], move.table, move.entity) if known else None
            name = there.itself.name if there else ""
            fields = design.schema[move.table].fields if move.table in design.schema else {}
            spec = fields.get(move.detail)
            label = field_word(spec, t.language) if spec else translated(move.detail, t.language)
            words = " ".join(filter(None, (move.before and f"{move.before} →", move.after)))
            how = f"{translated(move.what, t.language)}: {': '.join(filter(None, (label, words)))}"
            yield name or move.entity, cut(line(how), 300), move.note


def _unknown(t: Telling) -> Iterator[tuple[Cell, ...]]:
    """Tasks, units and posts that the proposal changes, and of which it does not say the essential."""
    (found,) = t.found
    for one in found.placements:
        if one.what == "unsettled":
            yield one.task.name or one.task.id, t.say("nobody is known to be responsible"), ""
    new = {one.itself.id for one in found.entities.get("units", ()) if one.what == "opened"}
    new |= {part.id for one in found.entities.get("units", ()) for part in one.into}
    for id_, unit in t.found[0].tables[1]["units"].items():
        if id_ in new and unit.of("head") == Unknown():
            yield unit.itself.name or id_, t.say("the head is not known"), ""
    for change in found.entities.get("positions", ()):
        for part in change.fields:
            if part.field in ESSENTIAL and part.after == Unknown():
                yield change.itself.name or change.itself.id, t.say(ESSENTIAL[part.field]), ""
    for event in _own(t, "events"):
        if event.of("date") == Unknown() or _wide(event.of("date")):
            yield event.itself.name or event.itself.id, t.say("the day is not known"), ""


def _own(t: Telling, table: str) -> list[Entity]:
    """The entities of a table that the proposal adds or says otherwise."""
    changed = (one.itself.id for one in t.found[0].entities.get(table, ()))
    return [there for id_ in changed if (there := t.found[0].tables[1][table].get(id_))]


def _wide(day: Shown) -> bool:
    """Whether of a day not even the month is known."""
    if not isinstance(day, Range):
        return False
    known = isinstance(day.low, dt.date) and isinstance(day.high, dt.date)
    return not known or (day.high - day.low).days > MONTH  # type: ignore[operator, union-attr]


def _given(value: Shown) -> bool:
    return value is not None and value != Unknown() and value != ()


def _day(one: Entity, field: str) -> dt.date:
    """The date of something, or the first that it can have; what has none comes last."""
    value = one.of(field)
    first = value.low if isinstance(value, Range) else value
    return first if isinstance(first, dt.date) else FAR
